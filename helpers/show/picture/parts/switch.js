import { button, make } from "./dom.js";

/** A switch in the head, on or off. */
export class Switch {
  /** @param {string} label @param {boolean} on @param {(on: boolean) => void} changed */
  constructor(label, on, changed) {
    this.element = button("mmv-toggle", { role: "switch", "aria-checked": on }, label, () => changed(this.#flip()));
    this.element.append(make("span", "mmv-knob", { "aria-hidden": "true" }));
  }

  /** @param {string} text for who points at it */
  tell(text) {
    this.element.title = text;
  }

  #flip() {
    const on = this.element.getAttribute("aria-checked") !== "true";
    this.element.setAttribute("aria-checked", String(on));
    return on;
  }
}
