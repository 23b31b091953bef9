// <form data-cover="WIDTH HEIGHT"> around <svg> of that many units with <rect data-found="N"> for what a machine found.
// A tap on such a box ticks the checkbox of the same number. [data-cover-draw] switches drawing on and off: then a drag
// over the picture makes a box, kept as <input name="drawn" value="left,top,width,height">. The four numbers show theirs.
const NS = "http://www.w3.org/2000/svg";
const FIELDS = ["left", "top", "width", "height"];
const LEAST = 6;

class Cover {
  constructor(form) {
    this.form = form;
    [this.width, this.height] = form.dataset.cover.split(" ").map(Number);
    this.svg = form.querySelector("svg");
    this.list = form.querySelector("[data-cover-drawn]");
    this.button = form.querySelector("[data-cover-draw]");
    this.start = null;
  }

  listen() {
    if (!this.list) return;
    this.form.querySelector("[data-cover-here]").hidden = false;
    for (const box of this.form.querySelectorAll("[data-found]")) this.ties(box);
    this.button.addEventListener("click", () => this.draws(this.button.getAttribute("aria-pressed") !== "true"));
    this.svg.addEventListener("pointerdown", (event) => this.begin(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    this.svg.addEventListener("pointerup", () => this.end());
    this.svg.addEventListener("pointercancel", () => this.drop());
    this.numbers();
  }

  ties(box) {
    const tick = this.form.querySelector(`[name=found][value="${box.dataset.found}"]`);
    const show = () => box.classList.toggle("bl-cover__box--on", tick.checked);
    tick.addEventListener("change", show);
    box.addEventListener("click", () => {
      if (this.drawing) return;
      tick.checked = !tick.checked;
      show();
    });
    show();
  }

  draws(on) {
    this.drawing = on;
    this.button.setAttribute("aria-pressed", String(on));
    this.svg.classList.toggle("bl-cover__picture--draws", on);
  }

  at(event) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [Math.max(0, Math.min(this.width, x)), Math.max(0, Math.min(this.height, y))];
  }

  begin(event) {
    if (!this.drawing || this.start) return;
    event.preventDefault();
    this.svg.setPointerCapture(event.pointerId);
    this.start = this.at(event);
    this.rect = this.shape();
  }

  shape() {
    const rect = document.createElementNS(NS, "rect");
    rect.setAttribute("class", "bl-cover__box bl-cover__box--on");
    return this.svg.appendChild(rect);
  }

  move(event) {
    if (!this.start) return;
    const [x, y] = this.at(event);
    this.place(this.rect, [
      Math.min(x, this.start[0]), Math.min(y, this.start[1]), Math.abs(x - this.start[0]), Math.abs(y - this.start[1]),
    ]);
  }

  place(rect, box) {
    ["x", "y", "width", "height"].forEach((name, at) => rect.setAttribute(name, Math.round(box[at])));
  }

  end() {
    if (!this.start) return;
    const box = ["x", "y", "width", "height"].map((name) => this.rect.getAttribute(name) ?? "0");
    this.start = null;
    if (box[2] < LEAST || box[3] < LEAST) this.rect.remove();
    else this.keep(this.rect, box);
  }

  drop() {
    if (this.start) this.rect.remove();
    this.start = null;
  }

  keep(rect, box) {
    const line = document.createElement("li");
    const kept = Object.assign(document.createElement("input"), { type: "hidden", name: "drawn", value: box.join(",") });
    const out = Object.assign(document.createElement("button"), { type: "button", className: "bl-link-button" });
    out.textContent = `${this.list.dataset.label}: ${box[2]} × ${box[3]}`;
    out.addEventListener("click", () => {
      line.remove();
      rect.remove();
    });
    line.append(kept, out);
    this.list.append(line);
  }

  numbers() {
    const boxes = FIELDS.map((name) => this.form.querySelector(`[data-cover="${name}"]`));
    let rect = null;
    const show = () => {
      const values = boxes.map((box) => Number(box.value) || 0);
      rect?.remove();
      rect = values[2] && values[3] ? this.shape() : null;
      if (rect) this.place(rect, values);
    };
    for (const box of boxes) box.addEventListener("input", show);
    show();
  }
}

export function covers(root) {
  for (const form of root.querySelectorAll("form[data-cover]")) new Cover(form).listen();
}
