// <form data-autosave="/where/to/post" data-draft-key="post-ID" data-draft-base="stamp of what the server holds">
// (without data-autosave the words are only kept on this device, until a page says data-draft-done="KEY")
// with {% include "ui/autosave.html" %} inside. Saves the words after a pause; keeps them on this device until the server
// has said yes, and then sends "draft-saved" from the form. <form data-forgets-drafts> (sign out) clears the device; data-draft-done="KEY" anywhere clears one draft.
import { text, time, typed } from "./words.js";

const PREFIX = "bluelamp-draft:";
const PAUSE = 1200;

const storage = {
  get: (key) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  put: (key, value) => {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // A full or forbidden store must not stop anybody from writing; the server still gets the words.
    }
  },
  drop: (key) => localStorage.removeItem(PREFIX + key),
  forget: () => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  },
};

const differs = (form, fields) => Object.entries(fields).some(([name, value]) => typed(form)[name] !== value);

function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const box = form.elements.namedItem(name);
    if (!box || box.value === value) continue;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.key = form.dataset.draftKey;
    this.remote = "autosave" in form.dataset;
    this.base = form.dataset.draftBase ?? "";
    this.status = form.querySelector("[data-autosave-status]");
    this.timer = 0;
    this.saving = false;
    this.dirty = false;
  }

  say(what, at = Date.now()) {
    if (this.status) this.status.textContent = text(this.status, what, { time: time(at) });
  }

  listen() {
    this.form.addEventListener("input", (event) => {
      if (!event.target.name || event.target.type === "file" || "aside" in event.target.dataset) return;
      this.dirty = true;
      storage.put(this.key, { base: this.base, at: Date.now(), fields: typed(this.form) });
      clearTimeout(this.timer);
      if (this.remote) this.timer = setTimeout(() => this.save(), PAUSE);
    });
    if (!this.remote) return;
    this.form.addEventListener("submit", () => clearTimeout(this.timer));
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save());
    window.addEventListener("online", () => this.dirty && this.save());
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving) {
      this.timer = setTimeout(() => this.save(), PAUSE);
      return;
    }
    this.saving = true;
    this.dirty = false;
    const sent = typed(this.form);
    try {
      this.settle(await this.post(), sent);
    } catch {
      this.dirty = true;
      this.say("offline");
    } finally {
      this.saving = false;
    }
  }

  async post() {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const headers = { "X-Requested-With": "autosave" };
    return fetch(this.form.dataset.autosave, { method: "POST", body, headers, redirect: "manual", keepalive: true });
  }

  settle(answer, sent) {
    if (answer.ok) {
      this.moved(answer.headers);
      this.base = answer.headers.get("X-Draft-Base") ?? this.base;
      this.form.dataset.draftBase = this.base;
      const field = this.form.elements.namedItem("base");
      if (field) field.value = this.base;
      if (differs(this.form, sent)) storage.put(this.key, { base: this.base, at: Date.now(), fields: typed(this.form) });
      else storage.drop(this.key);
      this.say("saved");
      this.form.dispatchEvent(new CustomEvent("draft-saved", { bubbles: true }));
    } else if (answer.status === 409) this.say("changed");
    else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) this.say("signedOut");
    else throw new Error(String(answer.status));
  }

  // A draft that did not exist before its first words has an address and a key of its own from now on.
  moved(headers) {
    const key = headers.get("X-Draft-Key");
    if (!key || key === this.key) return;
    storage.drop(this.key);
    this.key = key;
    history.replaceState(null, "", headers.get("X-Draft-Url"));
  }

  // Words this device still holds were never acknowledged. If the server has stood still since, they come back by
  // themselves; if it has moved on, the officer is asked.
  restore() {
    const kept = storage.get(this.key);
    if (!kept) return;
    if (!differs(this.form, kept.fields)) storage.drop(this.key);
    else if (kept.base === this.base) this.back(kept);
    else this.offer(kept);
  }

  back(kept) {
    fill(this.form, kept.fields);
    this.say("back", kept.at);
  }

  offer(kept) {
    this.say("offer", kept.at);
    this.choice("use", () => this.back(kept));
    this.choice("drop", () => {
      storage.drop(this.key);
      this.status.textContent = "";
    });
  }

  choice(word, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "bl-link-button";
    button.textContent = text(this.status, word);
    button.addEventListener("click", act);
    this.status?.append(" ", button);
  }
}

export function autosave(root) {
  for (const done of root.querySelectorAll("[data-draft-done]")) storage.drop(done.dataset.draftDone);
  for (const form of root.querySelectorAll("form[data-forgets-drafts]")) form.addEventListener("submit", storage.forget);
  for (const form of root.querySelectorAll("form[data-draft-key]")) {
    const draft = new Draft(form);
    draft.listen();
    draft.restore();
  }
}
