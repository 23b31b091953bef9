// Starts everything, once the page is there. No page needs any of it to work.
// Each module finds its own elements by data attributes; see the top of each file.
import { initAll } from "./govuk-frontend.js";
import { autosave } from "./autosave.js";
import { copies } from "./copy.js";
import { counters } from "./counter.js";
import { covers } from "./cover.js";
import { keys } from "./keys.js";
import { steady } from "./steady.js";
import { useThis } from "./usethis.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const start = (root) => {
  autosave(root);
  copies(root);
  counters(root);
  covers(root);
  keys(root);
};

initAll();
useThis();
steady();
start(document);
document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
