/**
 * A list sorted by time, whose items begin with theirs.
 * @typedef {readonly (readonly [number, ...unknown[]])[]} Timed
 */

/** How many items of a sorted list are not after `time`. @param {Timed} list @param {number} time */
export function countUntil(list, time) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The last item of a sorted list that is not after `time`.
 * @template {readonly [number, ...unknown[]]} T
 * @param {readonly T[]} list
 * @param {number} time
 * @returns {T|null}
 */
export function lastAt(list, time) {
  return list[countUntil(list, time) - 1] ?? null;
}
