/**
 * How things are called.
 *
 * @import { Shared, State, Task, Wait } from "./state.js"
 * @import { ShownState } from "./moment.js"
 */

import { numberOrNull } from "../wire.js";
import { visible } from "./visible.js";

/** @type {Record<ShownState, string>} */
export const STATE_TEXT = {
  pending: "not started yet",
  starting: "starting",
  running: "running",
  ready: "wants a CPU, which others use",
  waiting: "waiting",
  zombie: "zombie: ended, not joined yet",
  ended: "ended",
};

/** For example "get tasks". @param {Pick<Wait, "operation"|"target">} wait */
export function waitText({ operation, target }) {
  return operation === "task" ? "a task" : [operation, target].filter(Boolean).join(" ");
}

/** For example "square #3 ×5". @param {Pick<Task, "function"|"index"|"items">} task */
export function taskText({ function: name, index, items }) {
  const many = items !== null && items > 1 ? `×${items}` : "";
  return [name, index === null ? "" : `#${index}`, many].filter(Boolean).join(" ");
}

/** @param {State} state @param {string|null} id */
export function processName(state, id) {
  return id === null ? "?" : (state.processes.get(id)?.name ?? "?");
}

/** @param {State} state @param {string} id */
export function objectName(state, id) {
  return state.objects.get(id)?.name ?? visible(id);
}

/**
 * The kind and name of a queue or lock; the kind is left out where the name says it.
 * @param {State} state
 * @param {string} id
 */
export function objectTitle(state, id) {
  const object = state.objects.get(id);
  return object ? titleOf(object) : visible(id);
}

/** @param {Shared} object */
function titleOf({ kind, name }) {
  return !kind || name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind} ${name}`;
}

/** What is said where not everything could be drawn. @param {Record<string, number>} counts */
export function countNotes(counts) {
  const grouped = (/** @type {number} */ value) => value.toLocaleString("en-US");
  return Object.entries(counts).flatMap(([what, all]) => {
    const shown = numberOrNull(counts[`${what}_shown`]);
    if (numberOrNull(all) === null || shown === null || shown >= all) return [];
    return [`showing ${grouped(shown)} of ${grouped(all)} ${what}; the recording has them all`];
  });
}
