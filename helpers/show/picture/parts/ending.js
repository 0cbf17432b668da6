/**
 * @import { Process } from "../data/state.js"
 * @import { Facts } from "../data/facts.js"
 * @import { View } from "../layout/view.js"
 */

import { changes } from "../data/memo.js";
import { isOver } from "../data/moment.js";
import { round } from "../layout/shapes.js";
import { draw, make, put, write } from "./dom.js";

/** How a process ended: a mark at the end of its bar, and words beside it; or what it waits for without an end. */
export class Ending {
  #changed = changes();
  mark = draw("path", { class: "mmv-end" });
  element = make("span", "mmv-outcome");

  /** @param {Process} process @param {Facts} facts @param {View} view */
  update(process, { outcome, failed, stuck }, view) {
    const text = stuck ? `waits: ${stuck}` : outcome;
    const x = xOf(process.ended ?? view.shown, view);
    const stop = xOf(barEnd(process, view), view);
    const place = text ? [x, stop, view.width, view.barY, view.barHeight, isOver(view.state, view.shown)] : [];
    if (!this.#changed(text, failed, stuck, ...place)) return;
    put(this.mark, "d", text && process.ended !== null ? markPath(x, failed, view) : "");
    write(this.element, text);
    this.element.classList.toggle("mmv-stuck", stuck !== "" && isOver(view.state, view.shown));
    this.element.style.visibility = x < -12 && stop <= 0 ? "hidden" : "visible";
    this.#place(Math.round(Math.max(stop, x) + (failed ? 9 : 7)), view);
  }

  /** @param {number} left @param {View} view */
  #place(left, { width, barY, barHeight }) {
    const { style } = this.element;
    style.left = `${left}px`;
    style.maxWidth = `${Math.max(0, width - left)}px`;
    style.top = `${barY + barHeight / 2}px`;
  }
}

/** @param {number} time @param {View} view */
function xOf(time, { origin, scale }) {
  return (time - origin) * scale;
}

/** When what is drawn of a process ends: a zombie outlives it. @param {Process} process @param {View} view */
function barEnd(process, { shown, state }) {
  const [start, end, kind] = process.spans.at(-1) ?? [Infinity, null, "waiting"];
  return kind === "zombie" && start <= shown ? Math.min(shown, end ?? state.now) : (process.ended ?? shown);
}

/** A cross or a line. @param {number} x @param {boolean} failed @param {View} view */
function markPath(x, failed, { barY, barHeight }) {
  if (failed) return `M${round(x - 5)} ${barY + barHeight / 2 - 6}l10 12m0 -12l-10 12`;
  return `M${round(x)} ${barY - 3}v${barHeight + 6}`;
}
