/**
 * @import { Process, Tick } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { changes } from "../data/memo.js";
import { countUntil } from "../data/sorted.js";
import { tickLabels } from "../layout/labels.js";
import { round } from "../layout/shapes.js";
import { draw, make, put } from "./dom.js";

/** What a process has said: a mark for each, and words where there is room. */
export class Says {
  #changed = changes();
  marks = draw("path", { class: "mmv-say-mark" });
  element = make("div", "mmv-says", { "aria-hidden": "true" });

  /** @param {Process} process @param {View} view */
  update({ ticks }, { scale, origin, width, shown, barY, barHeight, compact }) {
    const count = countUntil(ticks, shown);
    if (!this.#changed(ticks, count, scale, origin, width, barY)) return;
    const said = ticks.slice(0, count).map(([time, text]) => /** @type {Tick} */ ([time - origin, text]));
    const top = compact ? barY - 3 : 4;
    const marks = said.map(([time]) => `M${round(time * scale)} ${top}V${barY + barHeight}`);
    put(this.marks, "d", marks.join(""));
    this.element.replaceChildren(...(compact ? [] : tickLabels(said, scale, width).map(sayLabel)));
  }
}

/** @param {{x: number, text: string, room: number}} label */
function sayLabel({ x, text, room }) {
  const element = make("span", "mmv-say", {}, text);
  element.style.left = `${round(x + 4)}px`;
  element.style.maxWidth = `${room}px`;
  return element;
}
