/**
 * What a row tells of its process.
 *
 * @import { Process, State } from "./state.js"
 *
 * @typedef {ReturnType<typeof factsOf>} Facts
 */

import { hasFailed, isAlive, outcomeAt, stateAt } from "./moment.js";
import { lastAt } from "./sorted.js";
import { longWait, taskAt, waitsAt } from "./stretches.js";
import { STATE_TEXT, taskText, waitText } from "./words.js";

/** @param {State} state @param {Process} process @param {number} time */
export function factsOf(state, process, time) {
  const sampled = stateAt(process, time);
  const alive = isAlive(sampled);
  const waits = alive ? waitsAt(state, process, time) : [];
  return {
    now: waits.length ? "waiting" : sampled, // as `shownState` has it
    waits: waits.map(waitText),
    stuck: longWait(waits.at(-1) ?? null, time), // what it has waited for for long
    task: alive ? taskAt(state, process, time) : null,
    use: alive ? lastAt(process.use, time) : null,
    outcome: outcomeAt(process, time, state),
    failed: hasFailed(process, time),
  };
}

/** A sentence for screen readers. @param {Process} process @param {Facts} facts */
export function sentenceOf(process, facts) {
  const { outcome, stuck } = facts;
  const told = outcome && stuck ? `${outcome}, waiting: ${stuck}` : outcome || doingOf(facts);
  const pid = process.pid === null ? "" : `, pid ${process.pid}`;
  return `${process.name}, ${process.role}, ${told}${pid}`;
}

/** @param {Facts} facts */
function doingOf({ now, waits, task }) {
  const state = waits.length ? `waiting: ${waits.join(", ")}` : STATE_TEXT[now];
  return task ? `${state}, task ${taskText(task)}` : state;
}
