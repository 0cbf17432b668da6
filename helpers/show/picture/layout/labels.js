/**
 * Words in a lane, where there is room for them.
 *
 * @import { Process, State, Stretch, Tick } from "../data/state.js"
 *
 * @typedef {{state: State, origin: number, scale: number, width: number}} Lane
 */

import { stretchEnd } from "../data/stretches.js";

/**
 * Room for the text beside each tick: up to the next tick, or the end of the lane. Too little room: no text.
 * @param {Tick[]} ticks
 * @param {number} scale
 * @param {number} width of the lane
 * @param {number} [least]
 */
export function tickLabels(ticks, scale, width, least = 26) {
  return ticks
    .map(([time, text], k) => {
      const x = time * scale;
      const stop = k + 1 < ticks.length ? ticks[k + 1][0] * scale : width;
      return { time, x, text: text.split("\n")[0], room: Math.floor(stop - x - 8) };
    })
    .filter(({ room }) => room >= least);
}

/**
 * Labels inside stretches, each with the room that its stretch has in the visible window.
 * @template {Stretch} T
 * @param {readonly T[]} items
 * @param {Process} process
 * @param {Lane} lane
 * @param {(item: T) => string[]} texts of an item, long to short
 * @param {(item: T) => number} [taken] pixels that are not free
 */
export function stretchLabels(items, process, { state, origin, scale, width }, texts, taken = () => 0) {
  /** @type {{item: T, x: number, room: number, text: string}[]} */
  const labels = [];
  for (const item of items) {
    const x0 = Math.max(0, (item.start - origin) * scale);
    const x1 = Math.min(width, (stretchEnd(item, process, state.now) - origin) * scale);
    const room = Math.floor(x1 - x0 - 7 - taken(item));
    const text = room < 14 ? undefined : fitting(texts(item), room);
    if (text) labels.push({ item, x: Math.round(x0) + 4, room, text });
  }
  return labels;
}

/**
 * The first text that fits; if none does, the first of which only a few letters are cut off.
 * @param {string[]} texts
 * @param {number} room in pixels
 */
function fitting(texts, room) {
  return (
    texts.find(({ length }) => room >= 6 * length) ??
    texts.find(({ length }) => length > 5 && room >= Math.min(110, 4.6 * length))
  );
}
