/**
 * What the picture knows, and how frames change it.
 *
 * @import { Fields, Meta, Read } from "../wire.js"
 * @import { Collection } from "./collection.js"
 *
 * @typedef {"starting"|"running"|"ready"|"waiting"|"zombie"} SpanState
 * @typedef {readonly [start: number, end: number|null, state: SpanState]} Span
 * @typedef {readonly [time: number, cpu: number, memory: number]} Sample      percent of one CPU, bytes
 * @typedef {readonly [time: number, text: string]} Tick                       something that the process said
 * @typedef {readonly [time: number, waiting: number]} Level    how many items are in a queue from that time on
 *
 * @typedef {Read<typeof PROCESS> & {id: string, spans: Span[], use: Sample[], ticks: Tick[]}} Process
 * @typedef {Read<typeof ROWS.objects>} Shared                  a queue, pipe, lock, ...
 * @typedef {Read<typeof ROWS.messages>} Message
 * @typedef {Read<typeof ROWS.waits>} Wait
 * @typedef {Read<typeof ROWS.holds>} Hold                      of a lock
 * @typedef {Read<typeof ROWS.tasks>} Task
 * @typedef {Read<typeof ROWS.attachments>} Attachment          who has which shared memory
 * @typedef {Read<typeof ROWS.futures>} Future                what an executor was given
 * @typedef {Pick<Hold, "process"|"start"|"end">} Stretch       what a process did for a while
 *
 * @typedef {object} State
 * @property {number} seq
 * @property {number} now
 * @property {boolean} live
 * @property {Meta} meta
 * @property {Map<string, Process>} processes
 * @property {Map<string, Shared>} objects
 * @property {Map<string, Level[]>} levels
 * @property {Record<string, number>} counts     how many there are, and are shown, if not all
 * @property {Collection<Message>} messages      of ""
 * @property {Collection<Wait>} waits            of a process, as holds and tasks are
 * @property {Collection<Hold>} holds
 * @property {Collection<Task>} tasks
 * @property {Collection<Attachment>} attachments      of an object, as futures are
 * @property {Collection<Future>} futures
 */

import { LISTS, numberOrNull, PROCESS, ROWS, read, readValues } from "../wire.js";
import { messagesOfCall } from "./calls.js";
import { nothing, upserted } from "./collection.js";

/** The state before the first key frame. @returns {State} */
export function emptyState() {
  return {
    seq: -1,
    now: 0,
    live: true,
    meta: {},
    processes: new Map(),
    objects: new Map(),
    levels: new Map(),
    counts: {},
    messages: nothing(),
    waits: nothing(),
    holds: nothing(),
    tasks: nothing(),
    attachments: nothing(),
    futures: nothing(),
  };
}

/**
 * The state after a frame. The old state is left as it was; it is returned itself when the frame must be ignored,
 * because frames before it were lost. The next key frame repairs that. Processes without news keep their identity.
 *
 * @param {State} state
 * @param {unknown} frame
 * @returns {State}
 */
export function applyFrame(state, frame) {
  if (!isRecord(frame) || typeof frame.seq !== "number" || !Number.isInteger(frame.seq)) return state;
  if (!frame.key && (state.seq < 0 || frame.seq !== state.seq + 1)) return state;
  const base = frame.key ? emptyState() : state;
  return {
    seq: frame.seq,
    now: numberOrNull(frame.now) ?? base.now,
    live: frame.live === undefined ? base.live : Boolean(frame.live),
    meta: isRecord(frame.meta) ? { ...base.meta, ...frame.meta } : base.meta,
    counts: isRecord(frame.counts) ? { ...base.counts, .../** @type {State["counts"]} */ (frame.counts) } : base.counts,
    processes: mergeProcesses(base.processes, frame.processes),
    objects: mergeObjects(base.objects, frame.objects),
    levels: mergeLevels(base.levels, frame.levels),
    messages: upserted(base.messages, messagesIn(frame), BY_SENDING),
    waits: upserted(base.waits, readAll(ROWS.waits, frame.waits), BY_PROCESS),
    holds: upserted(base.holds, readAll(ROWS.holds, frame.holds), BY_PROCESS),
    tasks: upserted(base.tasks, readAll(ROWS.tasks, frame.tasks), BY_PROCESS),
    attachments: upserted(base.attachments, readAll(ROWS.attachments, frame.attachments), BY_OBJECT),
    futures: upserted(base.futures, readAll(ROWS.futures, frame.futures), BY_OBJECT),
  };
}

const BY_SENDING = { owner: () => "", time: (/** @type {Message} */ message) => message.sent };
const BY_PROCESS = {
  owner: (/** @type {Stretch} */ stretch) => stretch.process,
  time: (/** @type {Stretch} */ stretch) => stretch.start,
};

const BY_OBJECT = {
  owner: (/** @type {{object: string}} */ { object }) => object,
  time: (/** @type {{start: number}} */ { start }) => start,
};

/** Messages, and calls: each is a message, and its answer another. @param {Record<string, unknown>} frame */
function messagesIn(frame) {
  return [...readAll(ROWS.messages, frame.messages), ...readAll(ROWS.calls, frame.calls).flatMap(messagesOfCall)];
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isRecord(value) {
  return typeof value === "object" && value !== null;
}

/** @template {Fields} F @param {F} fields @param {unknown} rows @returns {Read<F>[]} those that can be read */
function readAll(fields, rows) {
  return (Array.isArray(rows) ? rows : []).map((row) => read(fields, row)).filter((item) => item !== null);
}

const READERS = Object.entries(PROCESS);

/** @param {Map<string, Process>} old @param {unknown} news */
function mergeProcesses(old, news) {
  const items = (Array.isArray(news) ? news : []).filter((item) => isRecord(item) && item.id != null);
  if (!items.length) return old;
  const processes = new Map(old);
  for (const item of items) processes.set(String(item.id), mergeProcess(processes.get(String(item.id)), item));
  return processes;
}

/**
 * A process with its news; a field without news stays.
 * @param {Process|undefined} old
 * @param {Record<string, unknown>} news
 */
function mergeProcess(old, news) {
  /** @type {Record<string, unknown>} */
  const process = { id: String(news.id) };
  for (const [field, reader] of READERS) {
    const known = old && news[field] === undefined;
    process[field] = known ? old[/** @type {keyof Process} */ (field)] : reader(news[field], process.id);
  }
  process.spans = spliced(old?.spans, news.spans, LISTS.spans);
  process.use = spliced(old?.use, news.use, LISTS.use);
  process.ticks = spliced(old?.ticks, news.ticks, LISTS.ticks);
  return /** @type {Process} */ (process);
}

/** @param {Map<string, Shared>} old @param {unknown} news */
function mergeObjects(old, news) {
  const items = readAll(ROWS.objects, news);
  return items.length ? new Map([...old, ...items.map((item) => /** @type {const} */ ([item.id, item]))]) : old;
}

/** @param {Map<string, Level[]>} old @param {unknown} news */
function mergeLevels(old, news) {
  if (!isRecord(news)) return old;
  const levels = new Map(old);
  for (const [id, splice] of Object.entries(news)) levels.set(id, spliced(levels.get(id), splice, ROWS.levels));
  return levels;
}

/**
 * `old` cut to its first `splice.from` rows, then those of `splice.add`. Rows without a time are dropped.
 * @template {readonly unknown[]} T
 * @param {T[]|undefined} old
 * @param {unknown} splice
 * @param {Fields} fields of T, in order
 * @returns {T[]}
 */
function spliced(old = [], splice, fields) {
  if (!isRecord(splice) || !Array.isArray(splice.add)) return old;
  const added = splice.add.map((row) => readValues(fields, row)).filter((row) => row !== null);
  return old
    .slice(0, numberOrNull(splice.from) ?? old.length)
    .concat(/** @type {T[]} */ (/** @type {unknown} */ (added)));
}
