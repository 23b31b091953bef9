// Sentences stand in the page, translated, as data-say-… attributes; `{name}` in them is filled in here.
// typed(form) gives what somebody wrote or ticked, as plain text by field name, without files, secrets and tokens.
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "base", "hand", "new"]);

export function text(element, what, facts = {}) {
  const key = `say${what[0].toUpperCase()}${what.slice(1)}`;
  return (element?.dataset[key] ?? "").replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

export function time(at) {
  const moment = new Date(at);
  const today = moment.toDateString() === new Date().toDateString();
  const hours = { hour: "2-digit", minute: "2-digit", hour12: false };
  const day = { weekday: "short", day: "numeric", month: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang || "en-GB", today ? hours : { ...day, ...hours }).format(moment);
}

export function typed(form) {
  const fields = {};
  for (const box of form.elements) {
    const plain = box.matches("textarea, input[type=text], input:not([type]), input[type=search], input[type=url]");
    if (plain && box.name && !LEFT_OUT.has(box.name) && !("aside" in box.dataset)) fields[box.name] = box.value;
  }
  return fields;
}

// Lengths as the networks count them: graphemes (what a person sees), characters (code points), utf16 (code units).
const seen = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function length(words, unit) {
  const normal = words.replace(/\r\n/g, "\n");
  if (unit === "utf16") return normal.length;
  if (unit === "characters") return [...normal].length;
  return [...seen.segment(normal)].length;
}
