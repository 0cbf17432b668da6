/**
 * A process at one time.
 *
 * @import { Process, Span, SpanState, State } from "./state.js"
 *
 * @typedef {"pending"|SpanState|"ended"} ShownState
 * @typedef {[start: number, end: number, state: SpanState]} ClosedSpan
 */

const MACHINERY = new Set(["fork server", "resource tracker"]);

/** Fork server and resource tracker: started by multiprocessing for its own use. @param {{role: string}} process */
export function isMachinery(process) {
  return MACHINERY.has(process.role);
}

/** @param {Process} process when its first span starts */
export function startOf(process) {
  return process.started ?? process.spans[0]?.[0] ?? 0;
}

/**
 * The spans as they were at `time`: later ones left out, the one under way cut there. None has an open end.
 * @param {Process} process
 * @param {number} time
 */
export function spansAt(process, time) {
  /** @type {ClosedSpan[]} */
  const shown = [];
  process.spans.forEach(([start, end, state], k) => {
    if (start <= time) shown.push([start, Math.min(time, end ?? openEnd(process, k, time)), state]);
  });
  return shown;
}

/**
 * Where a span without an end stops. A zombie outlives its process.
 * @param {Process} process
 * @param {number} k
 * @param {number} now
 */
export function openEnd(process, k, now) {
  const next = process.spans[k + 1];
  if (next) return next[0];
  const [start, , state] = process.spans[k];
  return Math.max(start, state === "zombie" ? now : Math.min(now, process.ended ?? now));
}

/**
 * The span under way at `time`, with its end so far.
 * @param {Process} process
 * @param {number} time
 * @returns {Span|null}
 */
export function spanAt(process, time) {
  const k = process.spans.findLastIndex(([start]) => start <= time);
  if (k < 0) return null;
  const [start, end, state] = process.spans[k];
  const stop = end ?? process.spans[k + 1]?.[0] ?? (state === "zombie" ? null : process.ended);
  return stop === null || time < stop ? [start, stop, state] : null;
}

/** What sampling found. @param {Process} process @param {number} time @returns {ShownState} */
export function stateAt(process, time) {
  return spanAt(process, time)?.[2] ?? stateWithoutSpan(process, time);
}

/** @param {Process} process @param {number} time @returns {ShownState} */
function stateWithoutSpan(process, time) {
  if (time < startOf(process)) return "pending";
  if (process.ended !== null && time >= process.ended) return "ended";
  return process.spans.length && time >= process.spans[0][0] ? "waiting" : "starting";
}

/** Is this the state of a process that can do something? @param {ShownState} state */
export function isAlive(state) {
  return state !== "pending" && state !== "ended" && state !== "zombie";
}

/** Is nothing left to happen at this time? @param {{now: number, live: boolean}} state @param {number} time */
export function isOver({ now, live }, time) {
  return !live && time >= now;
}

/**
 * How the process ended, "" while it has not. A process that outlives the block is "still running" at its end; of the
 * kernel and the machinery nothing else is expected.
 * @param {Process} process
 * @param {number} time
 * @param {Pick<State, "now"|"live">} state
 */
export function outcomeAt(process, time, state) {
  if (process.ended !== null) return time >= process.ended ? (process.outcome ?? "ended") : "";
  if (!isOver(state, time)) return "";
  return process.outcome ?? (process.role === "kernel" || isMachinery(process) ? "" : "still running");
}

/** Has it ended badly by then? @param {Process} process @param {number} time */
export function hasFailed(process, time) {
  return process.failed && process.ended !== null && process.ended <= time;
}

/**
 * How many processes have started and how many of them are alive.
 * @param {Iterable<Process>} processes
 * @param {number} time
 */
export function countAt(processes, time) {
  const states = Array.from(processes, (process) => stateAt(process, time));
  return { alive: states.filter(isAlive).length, started: states.filter((state) => state !== "pending").length };
}
