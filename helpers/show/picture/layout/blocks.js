/**
 * Shared memory over time: a bar for each process that has it, below a band for as long as it is there.
 *
 * @import { Attachment, Process, Shared, State } from "../data/state.js"
 *
 * @typedef {{process: Process, items: Attachment[], y: number}} Holder       y: the top of its bar
 */

import { stretchEnd } from "../data/stretches.js";
import { bar, round } from "./shapes.js";

export const HOLDER = 14; // pixels from bar to bar
export const HOLDER_BAR = 11;
const TOP = 9;
const DRAWN = 8; // processes that are drawn

/**
 * Who has it, in the order of the rows of processes.
 * @param {readonly Attachment[]} attachments
 * @param {State} state
 */
export function holdersOf(attachments, { processes }) {
  /** @type {Map<string, Attachment[]>} */
  const mine = new Map();
  for (const one of attachments) {
    const items = mine.get(one.process);
    if (items) items.push(one);
    else mine.set(one.process, [one]);
  }
  /** @type {Holder[]} */
  const holders = [];
  for (const process of processes.values()) {
    const items = mine.get(process.id);
    if (items) holders.push({ process, items, y: TOP + HOLDER * holders.length });
  }
  return { holders: holders.slice(0, DRAWN), more: Math.max(0, holders.length - DRAWN) };
}

/** Of a strip. @param {number} holders */
export function blockHeight(holders) {
  return Math.max(34, TOP + HOLDER * holders + 5);
}

/**
 * When the last process has closed it or ended; null while one has it.
 * @param {Holder[]} holders
 * @param {number} now
 */
export function leftAt(holders, now) {
  const ends = holders.flatMap(({ process, items }) =>
    items.some(({ end }) => end === null) && process.ended === null
      ? [Infinity]
      : items.map((item) => stretchEnd(item, process, now)),
  );
  const last = Math.max(...ends);
  return ends.length && last < Infinity ? last : null;
}

/**
 * The paths that draw it.
 * @param {Shared} object
 * @param {Holder[]} holders
 * @param {{now: number, live: boolean}} state
 * @param {number} scale
 */
export function blockPaths(object, holders, { now, live }, scale) {
  const paths = { there: "", bars: "", made: "", closed: "", gone: "", stays: "" };
  let since = Infinity;
  for (const { process, items, y } of holders) {
    for (const item of items) {
      const [x0, x1] = [item.start * scale, stretchEnd(item, process, now) * scale];
      since = Math.min(since, item.start);
      paths.bars += bar(x0, x1, y, HOLDER_BAR);
      if (item.made) paths.made += `M${round(x0)} ${y - 1}v${HOLDER_BAR + 2}`;
      if (item.end !== null) paths.closed += `M${round(x1)} ${y - 1}v${HOLDER_BAR + 2}`;
    }
  }
  const left = leftAt(holders, now);
  const stays = object.stays && left !== null && !live;
  const end = object.unlinked ?? (stays ? left : now);
  if (object.address !== null && end > since) paths.there = `M${round(since * scale)} 4H${round(end * scale)}`;
  if (object.unlinked !== null) paths.gone = `M${round(end * scale - 3)} 1l6 6m0 -6l-6 6`;
  if (stays) paths.stays = `M${round(left * scale)} 4H${round(now * scale)}`;
  return paths;
}
