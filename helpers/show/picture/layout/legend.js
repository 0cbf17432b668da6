/**
 * The words of the legend: only what is in the picture.
 *
 * @import { Message, SpanState, State } from "../data/state.js"
 * @import { Collection } from "../data/collection.js"
 * @import { Outline } from "./outline.js"
 *
 * @typedef {SpanState|"task"|"wait"|"hold"|"shared"|"pending"|"message"|"unread"|"say"} Mark
 * @typedef {[mark: Mark, text: string]} LegendItem
 */

const OPERATIONS = 4; // that are named

/** @param {State} state @param {Outline} outline @returns {LegendItem[]} */
export function legendItems(state, { methods, ready, zombies, talks }) {
  const operations = blockedIn(state);
  /** @type {[boolean, Mark, string][]} */
  const items = [
    [true, "running", "running"],
    [ready, "ready", "wants a CPU"],
    [true, "waiting", "waiting"],
    [true, "starting", startingText(methods)],
    [zombies, "zombie", "zombie (ended, not joined)"],
    [state.tasks.all.size > 0, "task", "task"],
    [operations.length > 0, "wait", `blocked in ${operations.join(", ")}`],
    [state.holds.all.size > 0, "hold", "lock held"],
    [state.attachments.all.size > 0, "shared", "has shared memory"],
    [state.futures.all.size > 0, "pending", "future: pending"],
    [state.messages.all.size > 0, "message", "message: sent → received"],
    [!state.live && hasUnread(state.messages), "unread", "nobody received it"],
    [talks, "say", "says"],
  ];
  return items.filter(([there]) => there).map(([, mark, text]) => [mark, text]);
}

/** @param {string[]} methods */
function startingText(methods) {
  const told = methods.map((method) => (method === "spawn" ? "spawn: import" : method));
  return told.length ? `starting (${told.join(", ")})` : "starting";
}

/** What main threads wait in. @param {State} state */
function blockedIn(state) {
  const waits = [...state.waits.all.values()].filter(({ thread }) => !thread);
  const names = waits.map(({ operation }) => (operation === "task" ? "waiting for a task" : operation));
  const operations = [...new Set(names)].sort();
  return operations.length > OPERATIONS ? [...operations.slice(0, OPERATIONS), "…"] : operations;
}

/** @param {Collection<Message>} messages */
function hasUnread(messages) {
  return [...messages.all.values()].some(({ received, unseen }) => received === null && !unseen);
}
