/**
 * What the tooltip says.
 *
 * @import { Message, Process, State, Stretch } from "./state.js"
 * @import { ShownState } from "./moment.js"
 *
 * @typedef {[kind: "name"|"line"|"strong"|"bad"|"said"|"detail", text: string]} Line
 * @typedef {{state: State, shown: number}} Shown      shown: the time that is shown
 */

import { itemsOf } from "./collection.js";
import { formatBytes, formatDuration, formatMemory, formatSeconds } from "./format.js";
import { countAt, isAlive, isOver, outcomeAt, spanAt } from "./moment.js";
import { lastAt } from "./sorted.js";
import { activeAt, shownState, stretchEnd, taskAt, waitAt } from "./stretches.js";
import { countNotes, objectName, objectTitle, processName, STATE_TEXT, taskText, waitText } from "./words.js";

/**
 * Of a process at a time.
 * @param {Process} process
 * @param {number} time
 * @param {Shown} view
 * @param {number} near seconds within which a word is pointed at
 * @returns {Line[]}
 */
export function tipLines(process, time, view, near) {
  const now = shownState(view.state, process, time);
  return [
    ["name", process.name],
    ["line", joined([process.role, process.pid === null ? "" : `pid ${process.pid}`, process.method])],
    ...stateLines(process, time, view, now),
    ...(isAlive(now) ? knownLines(process, time, view) : []),
    ...useLines(process, time, now),
    ...saidLines(process, time, view.shown, near),
    ...detailLines(process),
  ];
}

/** @param {string[]} parts */
function joined(parts) {
  return parts.filter(Boolean).join(" · ");
}

/** @param {Process} process @param {number} time @param {Shown} view @param {ShownState} now @returns {Line[]} */
function stateLines(process, time, { state, shown }, now) {
  const outcome = outcomeAt(process, time, state);
  const tone = process.failed ? "bad" : "line";
  if (now === "ended") return [[tone, `${outcome || "ended"} at ${formatSeconds(process.ended ?? time)}`]];
  const wait = isAlive(now) ? waitAt(state, process, time) : null;
  if (wait)
    return [
      ["strong", `waiting: ${waitText(wait)}`],
      ["line", stretchText(wait, process, shown)],
    ];
  const span = spanAt(process, time);
  const until = span && span[1] !== null && span[1] <= shown ? formatSeconds(span[1]) : "now";
  /** @type {Line} */
  const line = ["line", span ? `${STATE_TEXT[now]} · ${formatSeconds(span[0])} – ${until}` : STATE_TEXT[now]];
  return now === "zombie" && outcome ? [line, [tone, outcome]] : [line];
}

/** @param {Stretch} item @param {Process} process @param {number} shown */
function stretchText(item, process, shown) {
  const end = stretchEnd(item, process, shown);
  const lasted = formatDuration(end - item.start);
  if (item.end === null || item.end > shown) return `since ${formatSeconds(item.start)}, for ${lasted}`;
  return `${formatSeconds(item.start)} – ${formatSeconds(end)}, ${lasted}`;
}

/**
 * The task, the locks and the other threads' waits of one moment.
 * @param {Process} process
 * @param {number} time
 * @param {Shown} view
 * @returns {Line[]}
 */
function knownLines(process, time, { state, shown }) {
  const holds = activeAt(itemsOf(state.holds, process.id), process, time);
  const waits = activeAt(itemsOf(state.waits, process.id), process, time).filter(({ thread }) => thread);
  return [
    ...taskLines(process, time, { state, shown }),
    ...holds.map(({ object, start }) => lineOf(`holds ${objectName(state, object)} since ${formatSeconds(start)}`)),
    ...waits.map((wait) => lineOf(`a thread waits: ${waitText(wait)}`)),
  ];
}

/** @param {string} text @returns {Line} */
function lineOf(text) {
  return ["line", text];
}

/** @param {Process} process @param {number} time @param {Shown} view @returns {Line[]} */
function taskLines(process, time, { state, shown }) {
  const task = taskAt(state, process, time);
  if (!task) return [];
  /** @type {Line[]} */
  const lines = [
    ["strong", `task ${taskText(task)}`],
    ["line", joined([task.job && `job ${task.job}`, stretchText(task, process, shown)])],
  ];
  if (task.error !== null && task.end !== null && task.end <= shown) lines.push(["bad", task.error]);
  return lines;
}

/** @param {Process} process @param {number} time @param {ShownState} now @returns {Line[]} */
function useLines(process, time, now) {
  const use = now === "ended" || now === "pending" ? null : lastAt(process.use, time);
  return use ? [["line", `${Math.round(use[1])}% CPU · ${formatMemory(use[2])}`]] : [];
}

/**
 * What it said near that time, or last before.
 * @param {Process} process
 * @param {number} time
 * @param {number} shown
 * @param {number} near
 * @returns {Line[]}
 */
function saidLines({ ticks }, time, shown, near) {
  const said = ticks.findLast(([at]) => Math.abs(at - time) <= near && at <= shown) ?? lastAt(ticks, time);
  return said ? [["said", `${formatSeconds(said[0])}  ${said[1]}`]] : [];
}

/** @param {Process} process @returns {Line[]} */
function detailLines({ detail, name }) {
  return detail && detail !== name ? [["detail", detail]] : [];
}

/** Of a group's members. @param {{members: Process[], role: string}} group @param {number} time @returns {Line[]} */
export function groupLines({ members, role }, time) {
  const { alive, started } = countAt(members, time);
  const names = members.length > 1 ? `${members[0].name} to ${members[members.length - 1].name}` : "";
  return [
    ["name", `${members.length} ${role}s`],
    ["line", names],
    ["line", `${started} started, ${alive} alive at ${formatSeconds(time)}`],
  ];
}

/** Of a message. @param {State} state @param {Message} message @param {number} shown @returns {Line[]} */
export function messageLines(state, message, shown) {
  const { bytes, error, text, sender } = message;
  /** @type {Line[]} */
  const lines = [
    ["name", messageTitle(state, message)],
    ["line", `${processName(state, sender)} → ${receiverText(state, message, shown)}`],
    ["said", text],
    ["line", joined([bytes === null ? "" : formatBytes(bytes), fateText(state, message, shown)])],
    ["bad", error === null ? "" : `never sent: ${error}`],
  ];
  return lines.filter(([, words]) => words);
}

/**
 * Through what it went, and as which of its messages, if all are there to be counted.
 * @param {State} state
 * @param {Message} message
 */
function messageTitle(state, message) {
  const title = objectTitle(state, message.object);
  if (countNotes(state.counts).length) return title;
  const through = itemsOf(state.messages, "").filter(({ object }) => object === message.object);
  return `${title} · message ${through.indexOf(message) + 1}`;
}

/** @param {State} state @param {Message} message @param {number} shown */
function receiverText(state, { received, receiver, error, unseen }, shown) {
  if (received !== null && received <= shown) return processName(state, receiver);
  if (unseen) return "?";
  return error !== null || (isOver(state, shown) && received === null) ? "nobody" : "…";
}

/** @param {State} state @param {Message} message @param {number} shown */
function fateText(state, { sent, received, error, unseen }, shown) {
  if (error !== null) return "";
  if (received !== null && received <= shown) return `waited ${formatDuration(received - sent)}`;
  if (unseen) return "who may have it can't be seen";
  return isOver(state, shown) ? "nobody received it" : `under way for ${formatDuration(shown - sent)}`;
}
