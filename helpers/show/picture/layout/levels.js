/** @import { Level, Shared } from "../data/state.js" */

import { round } from "./shapes.js";

/** The highest level, at least `least`. @param {readonly Level[]} levels @param {number} [least] */
export function highestOf(levels, least = 0) {
  return levels.reduce((most, [, waiting]) => Math.max(most, waiting), least);
}

/**
 * The level of full height, and whether the capacity is drawn: not if it is far above all levels.
 * @param {Shared} object
 * @param {readonly Level[]} levels
 */
export function levelScale({ capacity }, levels) {
  const highest = highestOf(levels, 1);
  const bounded = capacity !== null && capacity <= 4 * highest;
  return { bounded, top: bounded ? Math.max(highest, capacity) : highest };
}

/**
 * A step curve of a queue's level.
 * @param {readonly Level[]} levels
 * @param {number} scale
 * @param {number} top level of full height
 * @param {number} y bottom
 * @param {number} height
 */
export function levelPath(levels, scale, top, y, height) {
  let path = `M0 ${y}`;
  for (const [time, waiting] of levels)
    path += `H${round(time * scale)}V${round(y - (Math.min(waiting, top) / top) * height)}`;
  return path;
}
