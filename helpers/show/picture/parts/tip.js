/**
 * @import { Message } from "../data/state.js"
 * @import { Line } from "../data/telling.js"
 * @import { View } from "../layout/view.js"
 * @import { Arrows } from "./arrows.js"
 * @import { RowPart } from "./row.js"
 *
 * @typedef {object} Target      what the tooltip is about
 * @property {RowPart} part
 * @property {{x: number, y: number}|null} pointer     in the window
 * @property {number|null} time                    null: that of the pointer, or the one that is shown
 * @property {Message|null} message                null: the one near the pointer, if there is one
 *
 * @typedef {{root: HTMLElement, body: HTMLElement, laneLeft: number}} Ground     laneLeft: of the lanes in the root
 */

import { changes } from "../data/memo.js";
import { groupLines, messageLines, tipLines } from "../data/telling.js";
import { nearestArrow } from "../layout/nearest.js";
import { tipPlace } from "../layout/place.js";
import { make } from "./dom.js";

const NEAR = 6; // pixels around the pointer in which a word is meant

/** The tooltip: what there is to know of a process at one time, or of a message. */
export class Tip {
  #changed = changes();
  element = make("div", "mmv-tip", { role: "tooltip", hidden: "" });
  /** @type {Target|null} */
  target = null;

  /** @param {Arrows} arrows @param {() => void} schedule */
  constructor(arrows, schedule) {
    this.arrows = arrows;
    this.schedule = schedule;
  }

  /** @param {RowPart} part @param {Partial<Omit<Target, "part">>} [more] */
  point(part, more = {}) {
    this.target = { part, pointer: null, time: null, message: null, ...more };
    this.schedule();
  }

  leave() {
    this.target = null;
    this.element.hidden = true;
    if (this.arrows.hasChosen) this.schedule();
  }

  /** @param {View} view @param {Ground} ground */
  update(view, ground) {
    if (!this.target) return this.arrows.choose(null);
    const lane = laneX(this.target, ground);
    const time =
      this.target.time ?? (lane === null ? view.shown : Math.min(view.shown, view.origin + lane / view.scale));
    const message = this.target.message ?? this.#messageAt(lane, this.target, ground);
    this.arrows.choose(message);
    this.#write(message ? messageLines(view.state, message, view.shown) : linesOf(this.target.part, time, view));
    this.element.hidden = false;
    const left = ground.laneLeft + Math.max(0, time - view.origin) * view.scale + 12;
    this.#place(this.target, left, ground);
  }

  /**
   * The message whose arrow is near the pointer.
   * @param {number|null} lane
   * @param {Target} target
   * @param {Ground} ground
   */
  #messageAt(lane, { pointer }, { body }) {
    if (lane === null || !pointer) return null;
    const y = pointer.y - body.getBoundingClientRect().top;
    return nearestArrow(this.arrows.arrows, lane, y)?.message ?? null;
  }

  /** @param {Line[]} lines */
  #write(lines) {
    if (!this.#changed(...lines.flat())) return;
    this.element.replaceChildren(...lines.map(([kind, text]) => make("div", `mmv-tip-${kind}`, {}, text)));
  }

  /** @param {Target} target @param {number} left where its time is @param {Ground} ground */
  #place({ part, pointer }, left, { root }) {
    const picture = root.getBoundingClientRect();
    const size = { width: this.element.offsetWidth, height: this.element.offsetHeight };
    const wanted = pointer ? pointer.x - picture.left + 16 : left;
    const place = tipPlace(size, wanted, part.element.getBoundingClientRect(), picture);
    this.element.style.left = `${place.left}px`;
    this.element.style.top = `${place.top}px`;
  }
}

/** Where the pointer is in a lane; null if it is in none. @param {Target} target @param {Ground} ground */
function laneX({ pointer }, { root, laneLeft }) {
  if (!pointer) return null;
  const x = pointer.x - root.getBoundingClientRect().left - laneLeft - root.clientLeft;
  return x < 0 ? null : x;
}

/** @param {RowPart} part @param {number} time @param {View} view */
function linesOf({ row }, time, view) {
  return row.process ? tipLines(row.process, time, view, NEAR / view.scale) : groupLines(row, time);
}
