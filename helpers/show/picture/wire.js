/**
 * What stands in a frame from the kernel, and how each value of it is read.
 * All times are seconds from the block's start.
 *
 * @typedef {object} Frame             everything in a key frame, what is new in the others
 * @property {number} seq              0, 1, 2, ...: a gap tells that a frame was lost
 * @property {boolean} key
 * @property {number} now
 * @property {boolean} live            does the block still run?
 * @property {Meta} meta               in key frames alone
 * @property {object[]} processes      each with an id, and the fields of `PROCESS` and of `LISTS` that are new
 * @property {unknown[][]} objects     rows, as those of the next seven; a row replaces the one with its id
 * @property {unknown[][]} messages
 * @property {unknown[][]} waits
 * @property {unknown[][]} holds
 * @property {unknown[][]} tasks
 * @property {unknown[][]} attachments
 * @property {unknown[][]} calls
 * @property {unknown[][]} futures
 * @property {Record<string, Splice>} levels      by the id of their object
 * @property {Record<string, number>} counts      how many there are of a kind ("waits"), and are shown ("waits_shown")
 *
 * @typedef {{method?: string, cpus?: number, cpus_usable?: number, python?: string, notes?: string[]}} Meta
 * @typedef {{from: number, add: unknown[][]}} Splice    keep so many rows of a list, and put these behind them
 */

import { visible } from "./data/visible.js";

// Readers make of whatever has come what the picture can work with. `undefined` says: the row is of no use.

/** @param {unknown} value */
export const numberOrNull = (value) => (typeof value === "number" && Number.isFinite(value) ? value : null);

const time = (/** @type {unknown} */ value) => numberOrNull(value) ?? undefined;
const amount = (/** @type {unknown} */ value) => numberOrNull(value) ?? 0;
const key = (/** @type {unknown} */ value) =>
  typeof value === "string" || typeof value === "number" ? value : undefined;
const id = (/** @type {unknown} */ value) => (value == null ? undefined : String(value));
const idOrNull = (/** @type {unknown} */ value) => (value == null ? null : String(value));
const idOrNone = (/** @type {unknown} */ value) => String(value ?? "");
const words = (/** @type {unknown} */ value) => visible(value ?? "");
const wordsOrNull = (/** @type {unknown} */ value) => (value == null ? null : visible(value));
const wordsOrId = (/** @type {unknown} */ value, /** @type {unknown} */ of) => visible(value ?? of);
const wordsOr = (/** @type {string} */ otherwise) => (/** @type {unknown} */ value) => visible(value ?? otherwise);

/**
 * @type {readonly ["waiting", "ready", "starting", "running", "zombie"]} In drawing order: a later one covers an
 * earlier one.
 */
export const SPAN_STATES = ["waiting", "ready", "starting", "running", "zombie"];

/** A kind of span that this picture does not know is drawn as waiting. @param {unknown} value */
const spanState = (value) => SPAN_STATES.find((state) => state === value) ?? "waiting";

/** The fields of a process that travel by name. */
export const PROCESS = {
  name: wordsOrId,
  pid: numberOrNull,
  parent: idOrNull, // the process that asked for this one
  system_parent: idOrNull, // the operating system's parent
  role: wordsOr("worker"),
  detail: words, // what it runs
  method: words, // the start method
  started: numberOrNull,
  ended: numberOrNull,
  outcome: wordsOrNull, // "exit 0"
  failed: Boolean,
};

/** The lists of a process, which grow by splices: the fields of a row of each, in order. */
export const LISTS = {
  spans: { start: time, end: numberOrNull, state: spanState },
  use: { time, cpu: amount, memory: amount }, // percent of one CPU, bytes
  ticks: { time, text: words }, // what the process said
};

/** The lists of a frame: the fields of a row of each, in order. */
export const ROWS = {
  objects: {
    id,
    name: wordsOrId,
    kind: words, // "Queue", "Lock", "SharedMemory", ...
    capacity: numberOrNull, // of a queue
    bytes: numberOrNull, // of shared memory, as are the rest
    address: wordsOrNull, // what the system calls it
    unlinked: numberOrNull, // when
    unlinker: idOrNull,
    stays: Boolean, // when all who have it have ended
  },
  messages: {
    id: key,
    object: idOrNone,
    sender: idOrNull,
    receiver: idOrNull,
    sent: time,
    received: numberOrNull,
    bytes: numberOrNull,
    text: words,
    error: wordsOrNull,
    unseen: Boolean, // it may have been received by a process that tells nothing
  },
  waits: {
    id: key,
    process: id,
    start: time,
    end: numberOrNull,
    operation: wordsOr("wait"), // "get", "join", "acquire", "task", ...
    target: words, // the name of what it waits for
    object: idOrNull, // the id of it
    thread: words, // "" for the main thread
  },
  holds: { id: key, process: id, start: time, end: numberOrNull, object: idOrNone },
  tasks: {
    id: key,
    process: id,
    start: time,
    end: numberOrNull,
    function: wordsOr("task"),
    job: words,
    index: numberOrNull, // of the chunk in its job
    items: numberOrNull, // of the chunk
    error: wordsOrNull,
  },
  attachments: { id: key, process: id, start: time, end: numberOrNull, object: idOrNone, made: Boolean },
  calls: {
    id: key,
    object: idOrNone, // what lives in a manager
    process: id, // who calls
    server: idOrNull, // the manager's process
    start: time,
    asked: numberOrNull,
    answered: numberOrNull,
    end: numberOrNull,
    text: words, // the method with its arguments
    answer: words,
    error: wordsOrNull,
  },
  futures: {
    id: key,
    object: idOrNone, // the executor
    start: time, // submitted
    running: numberOrNull, // in a worker, or on its way to one
    end: numberOrNull,
    outcome: words, // "done", "failed", "cancelled"
    error: wordsOrNull,
  },
  levels: { time, waiting: amount }, // how many items are in a queue from then on
};

/**
 * The names of the fields of each kind of row, in the order in which they travel; those of a process travel by name.
 * @type {Record<string, string[]>}
 */
export const FIELDS = Object.fromEntries(
  Object.entries({ processes: PROCESS, ...LISTS, ...ROWS }).map(([kind, fields]) => [kind, Object.keys(fields)]),
);

/**
 * @typedef {string|number} Key
 * @typedef {Record<string, (value: unknown, id: unknown) => unknown>} Fields
 */

/**
 * What is read of a row with these fields.
 * @template {Fields} F
 * @typedef {{[K in keyof F]: Exclude<ReturnType<F[K]>, undefined>}} Read
 */

/**
 * The values of a row, in the order of its fields; null if it is of no use.
 * @param {Fields} fields
 * @param {unknown} row
 */
export function readValues(fields, row) {
  if (!Array.isArray(row)) return null;
  const values = [];
  for (const name in fields) {
    const value = fields[name](row[values.length], row[0]);
    if (value === undefined) return null;
    values.push(value);
  }
  return values;
}

/**
 * A row with names instead of places; null if it is of no use.
 * @template {Fields} F
 * @param {F} fields
 * @param {unknown} row
 * @returns {Read<F>|null}
 */
export function read(fields, row) {
  if (!Array.isArray(row)) return null;
  /** @type {Record<string, unknown>} */
  const item = {};
  let place = 0;
  for (const name in fields) {
    const value = fields[name](row[place++], row[0]);
    if (value === undefined) return null;
    item[name] = value;
  }
  return /** @type {Read<F>} */ (item);
}
