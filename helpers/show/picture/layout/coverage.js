/** @import { Process } from "../data/state.js" */

import { spansAt } from "../data/moment.js";
import { round } from "./shapes.js";

/**
 * How many of the processes are alive, and how many are running or starting, in each of `bins` equal parts of `span`.
 * @param {Process[]} processes
 * @param {number} span seconds
 * @param {number} bins
 * @param {number} now
 * @param {number} [origin]
 */
export function coverage(processes, span, bins, now, origin = 0) {
  const alive = new Array(bins + 1).fill(0);
  const busy = new Array(bins + 1).fill(0);
  const bin = (/** @type {number} */ time) => Math.max(0, Math.min(bins, Math.round(((time - origin) / span) * bins)));
  for (const process of processes) {
    for (const [start, end, state] of spansAt(process, now)) {
      const counted = state === "zombie" ? [] : state === "waiting" || state === "ready" ? [alive] : [alive, busy];
      for (const changes of counted) {
        changes[bin(start)]++;
        changes[bin(end)]--;
      }
    }
  }
  return { alive: summed(alive, bins), busy: summed(busy, bins) };
}

/** @param {number[]} changes @param {number} bins */
function summed(changes, bins) {
  let sum = 0;
  return changes.slice(0, bins).map((change) => (sum += change));
}

/**
 * A filled step curve, for the lane of a group.
 * @param {number[]} values
 * @param {number} most value of full height
 * @param {number} width of one bin
 * @param {number} y bottom
 * @param {number} height
 */
export function areaPath(values, most, width, y, height) {
  let path = "";
  for (let k = 0; k < values.length; ) {
    const value = values[k];
    let next = k + 1;
    while (next < values.length && values[next] === value) next++;
    const top = round((value / most) * height);
    if (top > 0) path += `M${round(k * width)} ${y}v-${top}h${round((next - k) * width)}v${top}z`;
    k = next;
  }
  return path;
}
