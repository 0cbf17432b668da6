/**
 * Everything that happened, in order of time: what the step buttons go through.
 *
 * @import { Attachment, Hold, Message, Process, Shared, State, Task, Wait } from "./state.js"
 *
 * @typedef {{time: number, text: string}} Told
 * @typedef {{time: number|null, text: string}[]} MaybeTold      without a time: it has not happened yet
 */

import { startOf } from "./moment.js";
import { objectName, processName, taskText, waitText } from "./words.js";

/** @param {State} state */
export function eventsOf(state) {
  const events = [
    ...[...state.processes.values()].flatMap(ofProcess),
    ...[...state.messages.all.values()].flatMap((message) => ofMessage(state, message)),
    ...[...state.waits.all.values()].flatMap((wait) => ofWait(state, wait)),
    ...[...state.holds.all.values()].flatMap((hold) => ofHold(state, hold)),
    ...[...state.tasks.all.values()].flatMap((task) => ofTask(state, task)),
    ...[...state.attachments.all.values()].flatMap((one) => ofAttachment(state, one)),
    ...[...state.objects.values()].flatMap((object) => ofUnlinking(state, object)),
  ];
  return happened(events, state.now).sort((a, b) => a.time - b.time);
}

/** @param {MaybeTold} events @param {number} now @returns {Told[]} */
function happened(events, now) {
  return events.flatMap(({ time, text }) => (time !== null && time >= 0 && time <= now ? [{ time, text }] : []));
}

/** @param {Process} process @returns {MaybeTold} */
function ofProcess(process) {
  return [
    { time: startOf(process) > 0 ? startOf(process) : null, text: `${process.name} starts` },
    { time: process.ended, text: `${process.name} has ended: ${process.outcome ?? "?"}` },
    ...process.ticks.map(([time, said]) => ({ time, text: `${process.name} says ${said}` })),
  ];
}

/** @param {State} state @param {Message} message @returns {MaybeTold} */
function ofMessage(state, { object, sender, sent, receiver, received, text, error }) {
  const through = objectName(state, object);
  const from = processName(state, sender);
  return [
    {
      time: sent,
      text: error ? `${from} fails to send to ${through}: ${error}` : `${from} sends ${text} to ${through}`,
    },
    { time: received, text: `${processName(state, receiver)} receives ${text} from ${through}` },
  ];
}

/** @param {State} state @param {Wait} wait @returns {MaybeTold} */
function ofWait(state, wait) {
  if (wait.thread) return [];
  const name = processName(state, wait.process);
  return [
    { time: wait.start, text: `${name} waits: ${waitText(wait)}` },
    { time: wait.end, text: `${name} goes on: ${waitText(wait)}` },
  ];
}

/** @param {State} state @param {Hold} hold @returns {MaybeTold} */
function ofHold(state, { process, object, start, end }) {
  const name = processName(state, process);
  return [
    { time: start, text: `${name} has acquired ${objectName(state, object)}` },
    { time: end, text: `${name} has released ${objectName(state, object)}` },
  ];
}

/** @param {State} state @param {Attachment} attachment @returns {MaybeTold} */
function ofAttachment(state, { process, object, start, end, made }) {
  const [name, shared] = [processName(state, process), objectName(state, object)];
  return [
    { time: start > 0 ? start : null, text: made ? `${name} makes ${shared}` : `${name} has ${shared} now, too` },
    { time: end, text: `${name} closes ${shared}` },
  ];
}

/** @param {State} state @param {Shared} object @returns {MaybeTold} */
function ofUnlinking(state, { name, unlinked, unlinker }) {
  return [{ time: unlinked, text: `${processName(state, unlinker)} unlinks ${name}` }];
}

/** @param {State} state @param {Task} task @returns {MaybeTold} */
function ofTask(state, task) {
  const name = processName(state, task.process);
  const text = taskText(task);
  return [
    { time: task.start, text: `${name} begins ${text}` },
    { time: task.end, text: `${name} ${task.error ? `fails in ${text}: ${task.error}` : `has done ${text}`}` },
  ];
}

/**
 * The time of the next event, or of the one before, and what happens then.
 * @param {Told[]} events
 * @param {number} time
 * @param {1|-1} direction
 * @returns {Told|null}
 */
export function stepFrom(events, time, direction) {
  const found =
    direction > 0
      ? events.find((event) => event.time > time + 1e-9)
      : events.findLast((event) => event.time < time - 1e-9);
  if (!found) return null;
  const same = events.filter((event) => event.time === found.time).map(({ text }) => text);
  const more = same.length > 3 ? `; ${same.length - 3} more` : "";
  return { time: found.time, text: same.slice(0, 3).join("; ") + more };
}
