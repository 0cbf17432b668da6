/**
 * What is drawn in the lane of a process: paths, one of each kind however many pieces it has.
 *
 * @import { Hold, Process, SpanState, Stretch, Task, Wait } from "../data/state.js"
 *
 * @typedef {{now: number, scale: number, barY: number, barHeight: number}} Lane     scale: pixels per second
 */

import { spansAt } from "../data/moment.js";
import { stretchEnd } from "../data/stretches.js";
import { bar, padlock, round, stretch } from "./shapes.js";

/**
 * A path for each state, for the spans that have ended.
 * @param {Process} process
 * @param {number} scale
 * @param {number} y
 * @param {number} height
 */
export function lanePaths(process, scale, y, height) {
  /** @type {Record<SpanState, string>} */
  const paths = { starting: "", running: "", ready: "", waiting: "", zombie: "" };
  process.spans.forEach(([start, end, state], k) => {
    const stop = end ?? process.spans[k + 1]?.[0];
    if (stop !== undefined) paths[state] += bar(start * scale, stop * scale, y, height);
  });
  return paths;
}

/** Waits of the main thread. @param {readonly Wait[]} waits @param {Process} process @param {Lane} lane */
export function waitPaths(waits, process, { now, scale, barY, barHeight }) {
  const paths = { wait: "", "wait-dots": "" };
  for (const wait of waits) {
    if (wait.thread) continue;
    const [x0, x1] = [wait.start * scale, stretchEnd(wait, process, now) * scale];
    paths.wait += stretch(x0, x1, barY, barHeight);
    if (x1 - x0 >= 4) paths["wait-dots"] += `M${round(x0 + 2)} ${barY + barHeight - 1.5}H${round(x1 - 1)}`;
  }
  return paths;
}

/** Tasks, and in them what was sleep. @param {readonly Task[]} tasks @param {Process} process @param {Lane} lane */
export function taskPaths(tasks, process, lane) {
  const { now, scale, barY, barHeight } = lane;
  const paths = { task: "", "task-bad": "", "task-sleep": "", "task-edge": "", "task-cross": "", "task-cross-in": "" };
  for (const task of tasks) {
    const end = stretchEnd(task, process, now);
    const [x0, x1] = [task.start * scale, end * scale];
    const body = stretch(x0, Math.max(x1, x0 + 0.5), barY - 1, barHeight + 2);
    if (x1 - x0 >= 3) paths["task-edge"] += edge(round(x0 + 0.5), round(x1 - 0.5), lane);
    if (task.error === null) {
      paths.task += body;
      for (const [from, to] of sleepsOf(task, end, process, now))
        paths["task-sleep"] += stretch(from * scale, to * scale, barY, barHeight);
    } else {
      paths["task-bad"] += body;
      paths[x1 - x0 < 13 ? "task-cross" : "task-cross-in"] += cross(x0, x1, barY + barHeight / 2);
    }
  }
  return paths;
}

/** @param {number} x0 @param {number} x1 @param {Lane} lane */
function edge(x0, x1, { barY, barHeight }) {
  return `M${x0} ${barY - 0.5}H${x1}V${barY + barHeight + 0.5}H${x0}z`;
}

/** At the end of a task that has failed. @param {number} x0 @param {number} x1 @param {number} y */
function cross(x0, x1, y) {
  return `M${round(Math.max((x0 + x1) / 2, x1 - 8) - 3)} ${y - 4}l6 8m0 -8l-6 8`;
}

/**
 * The part of a task in which its process was found waiting, for example asleep. What is shorter than a tenth of a
 * second may be the sampling's fault, and is left out.
 * @param {{start: number}} task
 * @param {number} end
 * @param {Process} process
 * @param {number} now
 */
export function sleepsOf({ start }, end, process, now) {
  return spansAt(process, now)
    .filter(([from, to, state]) => state === "waiting" && from < end && to > start)
    .map(([from, to]) => [Math.max(from, start), Math.min(to, end)])
    .filter(([from, to]) => to - from >= 0.1);
}

/** Held locks, below the bar. @param {readonly Hold[]} holds @param {Process} process @param {Lane} lane */
export function holdPaths(holds, process, { now, scale, barY, barHeight }) {
  const paths = { hold: "", "hold-mark": "" };
  for (const { item, band } of holdBands(holds, process, now)) {
    const [x0, x1] = [item.start * scale, stretchEnd(item, process, now) * scale];
    const y = barY + barHeight + 1 + band * 4;
    paths.hold += stretch(x0, Math.max(x1, x0 + 1), y, 3);
    if (x1 - x0 >= 14) paths["hold-mark"] += padlock(x0 + 1, y - 3);
  }
  return paths;
}

/**
 * Each hold with its band: 0, or 1 if another lock is held already.
 * @template {Pick<Stretch, "start"|"end">} T
 * @param {readonly T[]} holds
 * @param {{ended: number|null}} process
 * @param {number} now
 */
export function holdBands(holds, process, now) {
  let free = -Infinity; // when band 0 is free again
  return holds.map((item) => {
    if (item.start < free) return { item, band: 1 };
    free = stretchEnd(item, process, now);
    return { item, band: 0 };
  });
}
