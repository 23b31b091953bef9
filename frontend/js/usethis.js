// <button data-use-this="ID OF THE BOX" data-words="what was written" data-safe="what to write instead">
// puts the safe wording in place of the words, where they first stand, and leaves the cursor behind it.
// Words that are no longer there are left to the server: then the button submits as it would without JavaScript.
export function useThis() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use-this]");
    const box = button && document.getElementById(button.dataset.useThis);
    if (!box) return;
    const at = box.value.indexOf(button.dataset.words);
    if (at < 0) return;
    event.preventDefault();
    box.setRangeText(button.dataset.safe, at, at + button.dataset.words.length, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}
