/**
 * @import { Row } from "../layout/rows.js"
 * @import { View } from "../layout/view.js"
 */

import { areaPath, coverage } from "../layout/coverage.js";
import { PAD, uncovered } from "../layout/view.js";
import { clip, draw, make, put, write } from "./dom.js";

const BIN = 3; // pixels

/** A group over time: how many of its processes are alive, and how many of those are busy. */
export class GroupLane {
  #alive = draw("path", { class: "mmv-span mmv-waiting" });
  #busy = draw("path", { class: "mmv-span mmv-running" });
  #bars = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.#alive, this.#busy);
  #words = make("span", "mmv-outcome");
  element = make("div", "mmv-cell mmv-lane", { role: "cell" }, this.#bars, this.#words);

  /** @param {Row} row @param {number} failed how many of it @param {View} view */
  update(row, failed, view) {
    clip(this.#bars, uncovered(view));
    this.#drawAreas(row, view);
    write(this.#words, failed && !row.expanded ? `${failed} failed` : "");
    const x = Math.min((view.shown - view.origin) * view.scale, view.width - PAD);
    this.#words.style.left = `${Math.round(x + 9)}px`;
    this.#words.style.top = `${view.height / 2}px`;
  }

  /** @param {Row} row @param {View} view */
  #drawAreas({ expanded, members }, { width, span, origin, height, state }) {
    const bins = Math.max(1, Math.round(width / BIN));
    const { alive, busy } = coverage(expanded ? [] : members, span, bins, state.now, origin);
    const area = (/** @type {number[]} */ values) =>
      areaPath(values, members.length, width / bins, height - 4, height - 8);
    put(this.#alive, "d", area(alive));
    put(this.#busy, "d", area(busy));
  }
}
