/**
 * @import { Hold, Process, Stretch, Task, Wait } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 *
 * @typedef {{waits: readonly Wait[], tasks: readonly Task[], holds: readonly Hold[]}} Doings     of one process
 */

import { itemsOf } from "../data/collection.js";
import { changes } from "../data/memo.js";
import { holdPaths, taskPaths, waitPaths } from "../layout/lanes.js";
import { draw, put } from "./dom.js";

// In drawing order.
const KINDS = /** @type {const} */ ([
  ...["wait", "wait-dots"],
  ...["task", "task-bad", "task-sleep", "task-edge", "task-cross", "task-cross-in"],
  ...["hold", "hold-mark"],
]);
const RECENT = 50; // stretches, among which those under way are looked for

/** @param {Process} process @param {View} view @returns {Doings} */
export function doingsOf({ id }, { state: { waits, tasks, holds } }) {
  return { waits: itemsOf(waits, id), tasks: itemsOf(tasks, id), holds: itemsOf(holds, id) };
}

/**
 * The time until which something of it has lasted so far; null if all of it is over.
 * @param {Doings} doings
 * @param {Process} process
 * @param {number} now
 */
export function underWayUntil({ waits, tasks, holds }, { ended }, now) {
  const isOpen = (/** @type {Stretch} */ { end }) => end === null;
  const open = ended === null && [waits, tasks, holds].some((list) => list.slice(-RECENT).some(isOpen));
  return open ? now : null;
}

/** What is known exactly, and drawn over the spans: waits, tasks and held locks. */
export class Known {
  #changed = changes();
  /** @type {Map<string, SVGPathElement>} */
  #paths = new Map(KINDS.map((kind) => [kind, draw("path", { class: `mmv-${kind}` })]));
  nodes = [...this.#paths.values()];

  /** @param {Doings} doings @param {number|null} until @param {Process} process @param {View} view */
  update({ waits, tasks, holds }, until, process, { scale, barY, barHeight, state: { now } }) {
    if (!this.#changed(waits, tasks, holds, process.ended, until, scale, barY, barHeight)) return;
    const lane = { now, scale, barY, barHeight };
    const paths = {
      ...waitPaths(waits, process, lane),
      ...taskPaths(tasks, process, lane),
      ...holdPaths(holds, process, lane),
    };
    for (const [kind, path] of Object.entries(paths)) put(/** @type {Element} */ (this.#paths.get(kind)), "d", path);
  }
}
