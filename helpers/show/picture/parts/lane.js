/**
 * @import { Process } from "../data/state.js"
 * @import { Facts } from "../data/facts.js"
 * @import { View } from "../layout/view.js"
 */

import { changes } from "../data/memo.js";
import { panning, uncovered } from "../layout/view.js";
import { clip, draw, make, put } from "./dom.js";
import { Ending } from "./ending.js";
import { doingsOf, Known, underWayUntil } from "./known.js";
import { Labels } from "./labels.js";
import { Says } from "./says.js";
import { Spans } from "./spans.js";

/** A process over time. What it did is all drawn; replay only uncovers it. */
export class Lane {
  #changed = changes();
  #known = new Known();
  #labels = new Labels();
  #ending = new Ending();
  #says = new Says();
  #spans;

  /** @param {string} hatch what zombies are filled with */
  constructor(hatch) {
    this.#spans = new Spans(hatch);
    this.pan = draw("g", {}, ...this.#spans.nodes, ...this.#known.nodes);
    this.bars = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.pan);
    const marks = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.#says.marks, this.#ending.mark);
    const parts = [this.bars, this.#labels.element, marks, this.#says.element, this.#ending.element];
    this.element = make("div", "mmv-cell mmv-lane", { role: "cell" }, ...parts);
  }

  /** @param {Process} process @param {Facts} facts @param {View} view */
  update(process, facts, view) {
    this.#uncover(uncovered(view), panning(view));
    const doings = doingsOf(process, view);
    const until = underWayUntil(doings, process, view.state.now);
    this.#spans.update(process, view);
    this.#known.update(doings, until, process, view);
    this.#labels.update(doings, until, process, view);
    this.#ending.update(process, facts, view);
    this.#says.update(process, view);
  }

  /** @param {string} hidden what is in the future @param {string|null} moved to where the window begins */
  #uncover(hidden, moved) {
    if (!this.#changed(hidden, moved)) return;
    clip(this.bars, hidden);
    clip(this.#labels.element, hidden);
    put(this.pan, "transform", moved);
  }
}
