// {% include "ui/keys.html" %} gives the switch. Rows: <… data-key-row tabindex="-1">; j and k move between them.
// <button data-key="a"> gets the focus from its key, so that nothing is decided by one slip: Enter then presses it.
// A key looks inside the row that has the focus first, then in the whole page. Off until switched on, off while writing.
const SWITCH = "bluelamp-keys";
let listening = false;

const writing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

function move(step) {
  const rows = [...document.querySelectorAll("[data-key-row]")];
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.min(rows.length - 1, Math.max(0, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(event) {
  if (localStorage.getItem(SWITCH) !== "on" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (writing(event.target)) return;
  const rows = document.querySelector("[data-key-row]");
  if (rows && (event.key === "j" || event.key === "k")) return move(event.key === "j" ? 1 : -1);
  const row = document.activeElement?.closest("[data-key-row]") ?? document;
  const choice = `[data-key="${CSS.escape(event.key)}"]`;
  (row.querySelector(choice) ?? document.querySelector(choice))?.focus();
}

export function keys(root) {
  const place = root.querySelector("[data-keys-switch]");
  if (!place || !matchMedia("(any-pointer: fine)").matches) return;
  const box = place.querySelector("input");
  place.hidden = false;
  box.checked = localStorage.getItem(SWITCH) === "on";
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  if (!listening) document.addEventListener("keydown", press);
  listening = true;
}
