/**
 * The rows of the picture from top to bottom: a tree, children in the order of their start.
 *
 * @import { Process } from "../data/state.js"
 *
 * @typedef {object} Entry
 * @property {"process"|"group"} kind
 * @property {string} id            of the process, or of the group
 * @property {Process|null} process
 * @property {Process[]} members    of a group: the children that it stands for
 * @property {string} role
 * @property {boolean} expanded     of a group
 *
 * @typedef {object} Place
 * @property {number} depth         0 for a root
 * @property {boolean[]} guides     for each ancestor below the root: does its line go on below this row?
 * @property {boolean} last         the last child of its parent
 * @property {boolean} hasChildren
 *
 * @typedef {Entry & Place} Row
 *
 * @typedef {object} RowOptions
 * @property {boolean} [machinery]      show fork server and resource tracker (default true)
 * @property {boolean} [systemTree]     indent by the operating system's parent (default false)
 * @property {number} [groupAbove]      collapse groups when there are more rows than this (default 30)
 * @property {number} [groupSize]       children of one role that a collapsed group leaves visible (default 8)
 * @property {Set<string>} [expanded]   ids of groups that are shown in full
 */

import { isMachinery } from "../data/moment.js";
import { groupChildren } from "./groups.js";
import { childrenOf } from "./kinship.js";

/** @param {Iterable<Process>} processes @param {RowOptions} [options] */
export function layoutRows(processes, options = {}) {
  const { machinery = true, systemTree = false, groupAbove = 30, groupSize = 8, expanded = new Set() } = options;
  const all = [...processes];
  const shown = machinery ? all : all.filter((process) => !isMachinery(process));
  const children = childrenOf(shown, all, systemTree);
  const limit = shown.length > groupAbove ? groupSize : Infinity;
  /** @type {Row[]} */
  const rows = [];
  const seen = new Set();

  /** @param {string|null} parent @param {number} depth @param {boolean[]} guides */
  const place = (parent, depth, guides) => {
    const entries = groupChildren(children.get(parent) ?? [], parent ?? "", limit, expanded);
    entries.forEach((entry, k) => {
      if (seen.has(entry.process)) return;
      const last = k === entries.length - 1;
      const hasChildren = entry.process !== null && children.has(entry.process.id);
      rows.push({ ...entry, depth, guides, last, hasChildren });
      if (!entry.process) return;
      seen.add(entry.process);
      place(entry.process.id, depth + 1, depth ? [...guides, !last] : []);
    });
  };
  place(null, 0, []);
  return rows;
}

/** The number of the row in which a process, or the group that stands for it, is shown. @param {Row[]} rows */
export function rowNumbers(rows) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  rows.forEach(({ process }, k) => {
    if (process) numbers.set(process.id, k);
  });
  rows.forEach(({ members }, k) => {
    for (const { id } of members) if (!numbers.has(id)) numbers.set(id, k);
  });
  return numbers;
}

/** @param {Entry} row */
export function rowName(row) {
  if (row.process) return row.process.name;
  const many = `${row.role}s`;
  return row.expanded ? `show fewer ${many}` : `… ${row.members.length} more ${many}`;
}

/** The role, where the name does not tell it. @param {Entry} row */
export function roleLabel({ process }) {
  return !process || ["kernel", "worker"].includes(process.role) || isMachinery(process) ? "" : process.role;
}
