// A part of a page that is drawn anew while somebody uses it stays as they left it: what was unfolded is unfolded again,
// and a box with data-aside in which they write is not taken away under their fingers.
// Enter in such a box presses the button after it, not the first of the form.
const writing = (target) => {
  const box = document.activeElement;
  return box?.matches("[data-aside]") && box.value && target.contains(box);
};

const name = (details) => {
  const place = details.closest("[data-rule]")?.querySelector("[data-aside]")?.name ?? "";
  return `${place} ${details.className}`;
};

const unfolded = (target) => new Set([...target.querySelectorAll("details[open]")].map(name));

function enter(event) {
  if (event.key !== "Enter" || !event.target.matches("[data-aside]")) return;
  event.preventDefault();
  event.target.parentElement.querySelector("[data-aside] ~ button")?.click();
}

export function steady() {
  let open = new Set();
  document.addEventListener("keydown", enter);
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.requestConfig?.verb === "get";
    if (asked && writing(event.detail.target)) event.detail.shouldSwap = false;
    open = unfolded(event.detail.target);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    for (const details of event.detail.target.querySelectorAll("details")) if (open.has(name(details))) details.open = true;
  });
}
