/**
 * @import { Shared } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { panning, uncovered } from "../layout/view.js";
import { clip, draw, make, put, write } from "./dom.js";

/** What every strip has: words about an object, and beside them a lane that moves with the lanes of the processes. */
export class StripFrame {
  #name = make("span", "mmv-strip-name");
  #what = make("span", "mmv-strip-what");
  #level = make("span", "mmv-strip-level");
  #head = make("div", "mmv-strip-head", {}, this.#name, this.#what, this.#level);
  #pan;
  #inLane;
  element;

  /**
   * @param {string} className
   * @param {object} parts
   * @param {SVGElement[]} parts.moving
   * @param {SVGElement[]} [parts.still] behind these
   * @param {HTMLElement[]} [parts.labels] above them
   */
  constructor(className, { moving, still = [], labels = [] }) {
    this.#pan = draw("g", {}, ...moving);
    const svg = draw("svg", { class: "mmv-strip-svg", "aria-hidden": "true" }, ...still, this.#pan);
    this.#inLane = [svg, ...labels];
    this.element = make("div", className, {}, this.#head, make("div", "mmv-strip-lane", {}, ...this.#inLane));
  }

  /** @param {Shared} object @param {string} what @param {string} level @param {string} title */
  tell({ name }, what, level, title) {
    put(this.element, "data-name", name);
    write(this.#name, name);
    write(this.#what, what);
    write(this.#level, level);
    put(this.#head, "title", title);
  }

  /** Show what the lanes show. @param {View} view */
  move(view) {
    const hidden = uncovered(view);
    for (const one of this.#inLane) clip(one, hidden);
    put(this.#pan, "transform", panning(view));
  }
}
