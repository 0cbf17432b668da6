/** What need not be done again. */

/** @param {readonly unknown[]} a @param {readonly unknown[]} b */
function isSame(a, b) {
  return a.length === b.length && a.every((value, k) => Object.is(value, b[k]));
}

/**
 * A function that gives its last result again as long as its arguments are the same.
 * @template {unknown[]} A
 * @template R
 * @param {(...given: A) => R} f
 * @returns {(...given: A) => R}
 */
export function remembering(f) {
  /** @type {{given: A, result: R}|null} */
  let last = null;
  return (...given) => {
    if (!last || !isSame(last.given, given)) last = { given, result: f(...given) };
    return last.result;
  };
}

/** A function that tells whether its arguments are others than those of the call before. */
export function changes() {
  /** @type {readonly unknown[]|null} */
  let before = null;
  return (/** @type {unknown[]} */ ...given) => {
    if (before && isSame(before, given)) return false;
    before = given;
    return true;
  };
}
