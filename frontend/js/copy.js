// <button type="button" data-copy="words" data-say-copied="Copied" hidden>Copy</button> puts the words on the clipboard.
// Without a clipboard (an old phone, a plain http address) the words beside it are selected, ready to be copied by hand.
import { text } from "./words.js";

function select(button) {
  const words = button.parentElement.querySelector(".bl-safe__words");
  if (words) getSelection().selectAllChildren(words);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = text(button, "copied");
  } catch {
    select(button);
  }
}

export function copies(root) {
  for (const button of root.querySelectorAll("[data-copy][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}
