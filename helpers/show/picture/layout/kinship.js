/** @import { Process } from "../data/state.js" */

import { startOf } from "../data/moment.js";

/**
 * Children by the id of their nearest ancestor that is shown, sorted. `null` has the roots; a circle of parents is cut.
 *
 * @param {Process[]} shown
 * @param {Process[]} all
 * @param {boolean} systemTree by the operating system's parent
 */
export function childrenOf(shown, all, systemTree) {
  const parents = parentsOf(all, systemTree);
  const visible = new Set(shown);
  /** @type {Map<string|null, Process[]>} */
  const children = new Map();
  for (const process of shown) {
    const parent = shownParent(process, parents, visible);
    const siblings = children.get(parent);
    if (siblings) siblings.push(process);
    else children.set(parent, [process]);
  }
  for (const siblings of children.values()) siblings.sort(byStart);
  return children;
}

/** @param {Process[]} all @param {boolean} systemTree */
function parentsOf(all, systemTree) {
  const byId = new Map(all.map((process) => [process.id, process]));
  const find = (/** @type {string|null} */ id) => (id === null ? undefined : byId.get(id));
  return new Map(all.map((process) => [process, (systemTree && find(process.system_parent)) || find(process.parent)]));
}

/**
 * The id of the nearest ancestor that is shown; null if there is none, or if the ancestors are a circle.
 * @param {Process} process
 * @param {Map<Process, Process|undefined>} parents
 * @param {Set<Process>} visible
 */
function shownParent(process, parents, visible) {
  const path = new Set([process]);
  let found = null;
  for (let ancestor = parents.get(process); ancestor; ancestor = parents.get(ancestor)) {
    if (path.has(ancestor)) return null;
    path.add(ancestor);
    if (found === null && visible.has(ancestor)) found = ancestor.id;
  }
  return found;
}

/**
 * The kernel first; then by start; then by id, in which numbers are counted and not spelled.
 * @param {Process} a
 * @param {Process} b
 */
function byStart(a, b) {
  return (
    Number(b.role === "kernel") - Number(a.role === "kernel") ||
    startOf(a) - startOf(b) ||
    a.id.localeCompare(b.id, "en", { numeric: true })
  );
}
