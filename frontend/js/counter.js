// <label data-counter-for="ID OF THE BOX" data-limit="300" data-unit="graphemes|characters|utf16" data-say-left data-say-over>
// with <span data-counter-left> inside: says what is left while somebody types ({% chip %} writes all of it).
// The server counts again; this only tells early. A screen reader hears it when the limit is passed, not at every key.
import { length, text } from "./words.js";

function show(chip, words) {
  const left = Number(chip.dataset.limit) - length(words, chip.dataset.unit);
  const place = chip.querySelector("[data-counter-left]");
  const over = left < 0;
  if (chip.classList.contains("bl-chip--over") !== over) {
    place.setAttribute("aria-live", over ? "polite" : "off");
    chip.classList.toggle("bl-chip--over", over);
  }
  place.textContent = text(chip, over ? "over" : "left", { n: Math.abs(left) });
}

export function counters(root) {
  for (const chip of root.querySelectorAll("[data-counter-for]")) {
    const box = document.getElementById(chip.dataset.counterFor);
    if (!box || chip.dataset.counting) continue;
    chip.dataset.counting = "yes";
    box.addEventListener("input", () => show(chip, box.value));
    show(chip, box.value);
  }
}
