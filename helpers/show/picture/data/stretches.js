/**
 * What is known exactly of a process at one time: what it waits for, works on, and holds.
 *
 * @import { Process, State, Stretch, Task, Wait } from "./state.js"
 * @import { ShownState } from "./moment.js"
 */

import { itemsOf } from "./collection.js";
import { isAlive, stateAt } from "./moment.js";
import { waitText } from "./words.js";

/**
 * When a stretch ends, or has lasted to so far.
 * @param {Pick<Stretch, "start"|"end">} item
 * @param {{ended: number|null}} process
 * @param {number} now
 */
export function stretchEnd(item, process, now) {
  return Math.max(item.start, item.end ?? Math.min(now, process.ended ?? now));
}

/**
 * The stretches under way at `time`.
 * @template {Stretch} T
 * @param {readonly T[]} items
 * @param {Process} process
 * @param {number} time
 */
export function activeAt(items, process, time) {
  if (!items.length) return items;
  return items.filter(({ start, end }) => start <= time && time < (end ?? process.ended ?? Infinity));
}

/**
 * What the main thread of a process waits for at `time`.
 * @param {State} state
 * @param {Process} process
 * @param {number} time
 */
export function waitsAt(state, process, time) {
  return activeAt(itemsOf(state.waits, process.id), process, time).filter(({ thread }) => !thread);
}

/**
 * The wait of the main thread that began last.
 * @param {State} state
 * @param {Process} process
 * @param {number} time
 * @returns {Wait|null}
 */
export function waitAt(state, process, time) {
  return waitsAt(state, process, time).at(-1) ?? null;
}

/**
 * What a wait of more than a second is for, else "". An idle worker is no news.
 * @param {Wait|null} wait
 * @param {number} time
 */
export function longWait(wait, time) {
  return wait && wait.operation !== "task" && time - wait.start > 1 ? waitText(wait) : "";
}

/**
 * What a process has waited for for more than a second.
 * @param {State} state
 * @param {Process} process
 * @param {number} time
 */
export function longWaitAt(state, process, time) {
  return longWait(waitAt(state, process, time), time);
}

/** @param {State} state @param {Process} process @param {number} time @returns {Task|null} */
export function taskAt(state, process, time) {
  return activeAt(itemsOf(state.tasks, process.id), process, time).at(-1) ?? null;
}

/**
 * The state that is shown: a known wait is exact, and so it counts more than what sampling found.
 * @param {State} state
 * @param {Process} process
 * @param {number} time
 * @returns {ShownState}
 */
export function shownState(state, process, time) {
  const sampled = stateAt(process, time);
  return isAlive(sampled) && waitAt(state, process, time) ? "waiting" : sampled;
}
