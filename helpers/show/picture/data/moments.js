/** @import { Message, Process, State } from "./state.js" */

import { itemsOf } from "./collection.js";

/**
 * When something began or ended in the lane of a process, until `shown`.
 * @param {State} state
 * @param {Process} process
 * @param {number} shown
 */
export function momentsOf({ waits, tasks, holds }, process, shown) {
  const { id, spans, ticks, ended } = process;
  const stretches = [...itemsOf(waits, id), ...itemsOf(tasks, id), ...itemsOf(holds, id)];
  const moments = [
    ...spans.map(([start]) => start),
    ...ticks.map(([time]) => time),
    ...stretches.flatMap(({ start, end }) => (end === null ? [start] : [start, end])),
    ended ?? shown,
  ];
  return moments.filter((time) => time <= shown).sort((a, b) => a - b);
}

/**
 * The messages that a row's processes have sent or received, of those sent until `shown`.
 * @param {State} state
 * @param {{process: Process|null, members: Process[]}} row
 * @param {number} shown
 * @returns {Message[]}
 */
export function messagesOf(state, { process, members }, shown) {
  const ids = new Set((process ? [process] : members).map(({ id }) => id));
  const isOwn = (/** @type {string|null} */ id) => id !== null && ids.has(id);
  return itemsOf(state.messages, "").filter(
    ({ sent, sender, receiver }) => sent <= shown && (isOwn(sender) || isOwn(receiver)),
  );
}
