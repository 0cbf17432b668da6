/** @import { Process } from "../data/state.js" */
/** @import { Entry } from "./rows.js" */

/**
 * Siblings, with those beyond the first `limit` of one role replaced by one group.
 *
 * @param {Process[]} siblings
 * @param {string} parent
 * @param {number} limit
 * @param {Set<string>} expanded
 */
export function groupChildren(siblings, parent, limit, expanded) {
  const groups = groupsOf(siblings, parent, limit, expanded);
  /** @type {Entry[]} */
  const entries = [];
  for (const process of siblings) {
    const group = groups.get(process);
    if (group && process === group.members[0]) entries.push(group);
    if (!group || group.expanded) entries.push(entryOf(process));
  }
  return entries;
}

/**
 * The groups of those that are in one.
 * @param {Process[]} siblings
 * @param {string} parent
 * @param {number} limit
 * @param {Set<string>} expanded
 */
function groupsOf(siblings, parent, limit, expanded) {
  /** @type {Map<Process, Entry>} */
  const groups = new Map();
  for (const [role, family] of byRole(siblings)) {
    if (family.length <= limit + 1) continue;
    const id = `group:${parent}:${role}`;
    const members = family.slice(limit);
    /** @type {Entry} */
    const group = { kind: "group", id, process: null, members, role, expanded: expanded.has(id) };
    for (const process of members) groups.set(process, group);
  }
  return groups;
}

/** @param {Process[]} siblings */
function byRole(siblings) {
  /** @type {Map<string, Process[]>} */
  const families = new Map();
  for (const process of siblings) {
    const family = families.get(process.role);
    if (family) family.push(process);
    else families.set(process.role, [process]);
  }
  return families;
}

/** @param {Process} process @returns {Entry} */
function entryOf(process) {
  return { kind: "process", id: process.id, process, members: [], role: process.role, expanded: false };
}
