/**
 * The futures of an executor over time: how many are running, and above these how many are pending.
 *
 * @import { Future } from "../data/state.js"
 *
 * @typedef {{time: number, running: number, pending: number}} Step       from this time on
 */

import { round } from "./shapes.js";

/** How many were in which state at a time. @param {readonly Future[]} futures @param {number} time */
export function futureCounts(futures, time) {
  const counts = { pending: 0, running: 0, done: 0, failed: 0, cancelled: 0 };
  for (const { start, running, end, outcome } of futures) {
    if (start > time) continue;
    if (end !== null && end <= time) counts[outcome === "failed" || outcome === "cancelled" ? outcome : "done"] += 1;
    else counts[running !== null && running <= time ? "running" : "pending"] += 1;
  }
  return counts;
}

/** @param {readonly Future[]} futures @returns {Step[]} in order of time, one for each */
export function futureSteps(futures) {
  /** @type {[time: number, running: number, pending: number][]} */
  const changes = [];
  for (const { start, running, end } of futures) {
    changes.push([start, 0, 1]);
    if (running !== null) changes.push([Math.max(start, running), 1, -1]);
    if (end !== null) changes.push(running === null ? [end, 0, -1] : [Math.max(running, end), -1, 0]);
  }
  /** @type {Step[]} */
  const steps = [];
  let [runningNow, pendingNow] = [0, 0];
  for (const [time, running, pending] of changes.sort(([a], [b]) => a - b)) {
    runningNow += running;
    pendingNow += pending;
    const step = { time, running: runningNow, pending: pendingNow };
    if (steps[steps.length - 1]?.time === time) steps[steps.length - 1] = step;
    else steps.push(step);
  }
  return steps;
}

/** The most that were pending or running at a time; at least 1. @param {readonly Step[]} steps */
export function mostOpen(steps) {
  return steps.reduce((most, { running, pending }) => Math.max(most, running + pending), 1);
}

/**
 * A mark where one failed or was cancelled.
 * @param {readonly Future[]} futures
 * @param {number} scale
 * @param {number} y
 */
export function futureMarks(futures, scale, y) {
  return futures
    .filter(({ end, outcome }) => end !== null && (outcome === "failed" || outcome === "cancelled"))
    .map(({ end }) => `M${round((end ?? 0) * scale)} ${y}v4`)
    .join("");
}

/**
 * Two areas, one on the other, up to the last step.
 * @param {readonly Step[]} steps
 * @param {number} scale
 * @param {number} y bottom
 * @param {number} unit height of one
 */
export function futureAreas(steps, scale, y, unit) {
  const areas = { running: "", pending: "" };
  steps.slice(0, -1).forEach((step, k) => {
    const [x0, x1] = [round(step.time * scale), round(steps[k + 1].time * scale)];
    const middle = round(y - step.running * unit);
    if (step.running) areas.running += `M${x0} ${y}V${middle}H${x1}V${y}z`;
    if (step.pending)
      areas.pending += `M${x0} ${middle}V${round(y - (step.running + step.pending) * unit)}H${x1}V${middle}z`;
  });
  return areas;
}
