/**
 * Items by their id, and by whom they belong to, there sorted by time. A list without news keeps its identity.
 *
 * @import { Key } from "../wire.js"
 */

/**
 * @template T
 * @typedef {{all: Map<Key, T>, of: Map<string, T[]>}} Collection
 */

/**
 * To whom an item belongs, and its time.
 * @template T
 * @typedef {{owner: (item: T) => string, time: (item: T) => number}} Order
 */

/** @type {Collection<any>} */
const NOTHING = Object.freeze({ all: new Map(), of: new Map() });
/** @type {readonly never[]} */
const NONE = Object.freeze([]);

/** A collection without items. @template T @returns {Collection<T>} */
export function nothing() {
  return NOTHING;
}

/**
 * What belongs to a process, in order of time.
 * @template T
 * @param {Collection<T>} collection
 * @param {string} owner
 * @returns {readonly T[]}
 */
export function itemsOf(collection, owner) {
  return collection.of.get(owner) ?? NONE;
}

/**
 * A collection with items put in, or in the place of those with the same id.
 * @template {{id: Key}} T
 * @param {Collection<T>} old
 * @param {T[]} items
 * @param {Order<T>} order
 * @returns {Collection<T>}
 */
export function upserted(old, items, order) {
  if (!items.length) return old;
  const all = new Map(old.all);
  const touched = new Set();
  for (const item of items) {
    const before = all.get(item.id);
    if (before) touched.add(order.owner(before));
    touched.add(order.owner(item));
    all.set(item.id, item);
  }
  return { all, of: regrouped(old.of, all, touched, order) };
}

/**
 * The lists of the owners, with those of `touched` made anew.
 * @template T
 * @param {Map<string, T[]>} old
 * @param {Map<Key, T>} all
 * @param {Set<string>} touched
 * @param {Order<T>} order
 */
function regrouped(old, all, touched, { owner, time }) {
  const of = new Map(old);
  for (const id of touched) of.set(id, []);
  for (const item of all.values()) if (touched.has(owner(item))) of.get(owner(item))?.push(item);
  for (const id of touched) of.get(id)?.sort((a, b) => time(a) - time(b));
  return of;
}
