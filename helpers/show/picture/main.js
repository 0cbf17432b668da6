/**
 * The live picture of a recording: the process tree on the left, a lane over time for each process on the right.
 *
 *     frame (from the kernel) -> applyFrame -> state -> layoutRows, lanePaths, ... (pure) -> Picture (DOM)
 *
 * Three parts, in this order: the state and how frames change it; pure layout functions; the DOM. The DOM part knows
 * nothing of Jupyter: `mountPicture` needs a state and a way to hear of its changes, so a plain page can use it too.
 * Everything in a frame is data: it reaches the page through `textContent` and `setAttribute` alone, and what is
 * invisible or would turn the rest of its line around is written out.
 *
 * @typedef {"starting"|"running"|"waiting"|"zombie"} SpanState
 * @typedef {[start: number, end: number|null, state: SpanState]} Span   seconds from the start of the block
 * @typedef {[time: number, cpu: number, memory: number]} Sample         percent of one CPU, bytes
 * @typedef {[time: number, text: string]} Tick                          something that the process said
 * @typedef {"pending"|SpanState|"ended"} ShownState
 *
 * @typedef {object} Process
 * @property {string} id
 * @property {string} name
 * @property {number|null} pid
 * @property {string|null} parent          id of the process that asked for this one
 * @property {string|null} system_parent   id of the operating system's parent
 * @property {string} role
 * @property {string} detail
 * @property {string} method
 * @property {number|null} started
 * @property {number|null} ended
 * @property {string|null} outcome
 * @property {boolean} failed
 * @property {Span[]} spans
 * @property {Sample[]} use
 * @property {Tick[]} ticks
 *
 * @typedef {{id: string, name: string, kind: string, capacity: number|null}} Shared   a queue, pipe, lock, ...
 * @typedef {[time: number, waiting: number]} Level      how many items are in a queue from that time on
 * @typedef {{id: any, object: string, sender: string|null, receiver: string|null, sent: number, received: number|null,
 *            bytes: number|null, text: string, error: string|null}} Message
 * @typedef {{id: any, process: string, start: number, end: number|null}} Stretch     what a process did for a while
 * @typedef {Stretch & {operation: string, target: string, object: string|null, thread: string}} Wait
 * @typedef {Stretch & {object: string}} Hold            of a lock
 * @typedef {Stretch & {function: string, job: string, index: number|null, items: number|null, error: string|null}} Task
 *
 * @typedef {{method?: string, cpus?: number, cpus_usable?: number, python?: string, notes?: string[]}} Meta
 *
 * @typedef {object} State
 * @property {number} seq
 * @property {number} now
 * @property {boolean} live
 * @property {Meta} meta
 * @property {Map<string, Process>} processes
 * @property {Map<string, Shared>} objects
 * @property {Map<string, Level[]>} levels
 * @property {Record<string, number>} counts          how many there are, and are shown, if not all
 * @property {Collection<Message>} messages           of ""
 * @property {Collection<Wait>} waits                 of a process, as holds and tasks are
 * @property {Collection<Hold>} holds
 * @property {Collection<Task>} tasks
 */

/**
 * Items by their id, and by whom they belong to, there sorted by time. A list without news keeps its identity.
 * @template T
 * @typedef {{all: Map<any, T>, of: Map<string, T[]>}} Collection
 */

// ---------------------------------------------------------------------------------------------------------- state

/** @type {readonly SpanState[]} In drawing order: a later one covers an earlier one. */
const SPAN_STATES = ["waiting", "starting", "running", "zombie"];
const MACHINERY = new Set(["fork server", "resource tracker"]);

/** The state before the first key frame. @returns {State} */
export function emptyState() {
  return {
    seq: -1, now: 0, live: true, meta: {}, processes: new Map(), objects: new Map(), levels: new Map(), counts: {},
    messages: NOTHING, waits: NOTHING, holds: NOTHING, tasks: NOTHING,
  };
}

/** @type {Collection<any>} */
const NOTHING = Object.freeze({ all: new Map(), of: new Map() });
/** @type {readonly any[]} */
const NONE = Object.freeze([]);

/** What belongs to a process, in order of time. @template T @param {Collection<T>} collection @param {string} id @returns {T[]} */
export function itemsOf(collection, id) {
  return collection.of.get(id) ?? /** @type {T[]} */ (NONE);
}

/**
 * The state after a frame. The old state is left as it was; it is returned itself when the frame must be ignored,
 * because frames before it were lost. The next key frame repairs that. Processes without news keep their identity.
 *
 * @param {State} state
 * @param {any} frame
 * @returns {State}
 */
export function applyFrame(state, frame) {
  if (!frame || !Number.isInteger(frame.seq)) return state;
  const key = Boolean(frame.key);
  if (!key && (state.seq < 0 || frame.seq !== state.seq + 1)) return state;
  const base = key ? emptyState() : state;
  const news = Array.isArray(frame.processes) ? frame.processes.filter((p) => p && p.id != null) : [];
  const processes = news.length || key ? new Map(base.processes) : base.processes;
  for (const item of news) {
    const id = String(item.id);
    processes.set(id, mergeProcess(processes.get(id), item, id));
  }
  return {
    seq: frame.seq,
    now: number(frame.now) ?? base.now,
    live: frame.live === undefined ? base.live : Boolean(frame.live),
    meta: frame.meta ? { ...base.meta, ...frame.meta } : base.meta,
    processes,
    objects: mergeObjects(base.objects, frame.objects),
    levels: mergeLevels(base.levels, frame.levels),
    counts: frame.counts && typeof frame.counts === "object" ? { ...base.counts, ...frame.counts } : base.counts,
    messages: upserted(base.messages, frame.messages, toMessage, () => "", (message) => message.sent),
    waits: upserted(base.waits, frame.waits, toWait),
    holds: upserted(base.holds, frame.holds, toHold),
    tasks: upserted(base.tasks, frame.tasks, toTask),
  };
}

/** @param {Map<string, Shared>} old @param {any} news */
function mergeObjects(old, news) {
  if (!Array.isArray(news) || !news.length) return old;
  const objects = new Map(old);
  for (const item of news) {
    if (!Array.isArray(item) || item[0] == null) continue;
    const [id, name, kind, capacity] = item;
    objects.set(String(id), { id: String(id), name: visible(name ?? id), kind: visible(kind ?? ""), capacity: number(capacity) });
  }
  return objects;
}

/** @param {Map<string, Level[]>} old @param {any} news */
function mergeLevels(old, news) {
  if (!news || typeof news !== "object") return old;
  const levels = new Map(old);
  for (const [id, change] of Object.entries(news)) {
    levels.set(id, spliced(levels.get(id), change, ([time, waiting]) => [time, number(waiting) ?? 0]));
  }
  return levels;
}

/**
 * A collection with items put in, or in the place of those with the same id. What `convert` makes null of is left out.
 * @template T
 * @param {Collection<T>} old @param {any} news @param {(item: any[]) => T|null} convert
 * @param {(item: T) => string} [owner] @param {(item: T) => number} [time] @returns {Collection<T>}
 */
function upserted(old, news, convert, owner = (item) => /** @type {any} */ (item).process, time = (item) => /** @type {any} */ (item).start) {
  if (!Array.isArray(news) || !news.length) return old;
  const all = new Map(old.all);
  const touched = new Set();
  for (const raw of news) {
    const item = Array.isArray(raw) && raw[0] != null ? convert(raw) : null;
    if (!item) continue;
    const before = all.get(raw[0]);
    if (before) touched.add(owner(before));
    touched.add(owner(item));
    all.set(raw[0], item);
  }
  const of = new Map(old.of);
  touched.forEach((id) => of.set(id, []));
  for (const item of all.values()) if (touched.has(owner(item))) of.get(owner(item))?.push(item);
  touched.forEach((id) => of.get(id)?.sort((a, b) => time(a) - time(b)));
  return { all, of };
}

/** @param {any} value @returns {string|null} */
function textOrNull(value) {
  return value == null ? null : String(value);
}

// What Python calls not printable: control characters, overrides of the direction, lone surrogates, odd blanks.
const UNSEEN = /\p{C}|(?! )\p{Z}/gu;

/** A text with what can't be seen written out, as Python writes it: `\x1b`, `\u202e`. @param {any} value @returns {string} */
export function visible(value) {
  return String(value).replace(UNSEEN, (character) => {
    const code = /** @type {number} */ (character.codePointAt(0));
    const [letter, length] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
    return ESCAPES[character] ?? `\\${letter}${code.toString(16).padStart(length, "0")}`;
  });
}

/** @type {Record<string, string>} */
const ESCAPES = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** @param {any} value @returns {string|null} */
function visibleOrNull(value) {
  return value == null ? null : visible(value);
}

/** @param {any[]} item @returns {Message|null} */
function toMessage([id, object, sender, receiver, sent, received, bytes, text, error]) {
  if (number(sent) === null) return null;
  return {
    id, object: String(object ?? ""), sender: textOrNull(sender), receiver: textOrNull(receiver), sent, received: number(received),
    bytes: number(bytes), text: visible(text ?? ""), error: visibleOrNull(error),
  };
}

/** @param {any[]} item @returns {Stretch|null} */
function toStretch([id, process, start, end]) {
  return process == null || number(start) === null ? null : { id, process: String(process), start, end: number(end) };
}

/** @param {any[]} item @returns {Wait|null} */
function toWait(item) {
  const stretch = toStretch(item);
  const [operation, target, object, thread] = item.slice(4);
  return stretch && { ...stretch, operation: visible(operation ?? "wait"), target: visible(target ?? ""), object: textOrNull(object), thread: visible(thread ?? "") };
}

/** @param {any[]} item @returns {Hold|null} */
function toHold(item) {
  const stretch = toStretch(item);
  return stretch && { ...stretch, object: String(item[4] ?? "") };
}

/** @param {any[]} item @returns {Task|null} */
function toTask(item) {
  const stretch = toStretch(item);
  const [name, job, index, items, error] = item.slice(4);
  return stretch && { ...stretch, function: visible(name ?? "task"), job: visible(job ?? ""), index: number(index), items: number(items), error: visibleOrNull(error) };
}

/** @param {Process|undefined} old @param {any} news @param {string} id @returns {Process} */
function mergeProcess(old, news, id) {
  const text = (/** @type {keyof Process} */ field, /** @type {string} */ otherwise) =>
    news[field] === undefined ? (old?.[field] ?? visible(otherwise)) : visible(news[field] ?? otherwise);
  const orNull = (/** @type {keyof Process} */ field, /** @type {(x: any) => any} */ convert) =>
    news[field] === undefined ? (old?.[field] ?? null) : news[field] === null ? null : convert(news[field]);
  return {
    id,
    name: text("name", id),
    pid: orNull("pid", number),
    parent: orNull("parent", String),
    system_parent: orNull("system_parent", String),
    role: text("role", "worker"),
    detail: text("detail", ""),
    method: text("method", ""),
    started: orNull("started", number),
    ended: orNull("ended", number),
    outcome: orNull("outcome", visible),
    failed: news.failed === undefined ? (old?.failed ?? false) : Boolean(news.failed),
    spans: spliced(old?.spans, news.spans, toSpan),
    use: spliced(old?.use, news.use, ([time, cpu, memory]) => [time, number(cpu) ?? 0, number(memory) ?? 0]),
    ticks: spliced(old?.ticks, news.ticks, ([time, said]) => [time, visible(said ?? "")]),
  };
}

/**
 * `old` cut to its first `change.from` items, then `change.add`. Items without a time are dropped.
 * @template T
 * @param {T[]|undefined} old @param {any} change @param {(item: any) => T} convert @returns {T[]}
 */
function spliced(old = [], change, convert) {
  if (!change || !Array.isArray(change.add)) return old;
  const added = change.add.filter((/** @type {any} */ item) => Array.isArray(item) && number(item[0]) !== null);
  return old.slice(0, number(change.from) ?? old.length).concat(added.map(convert));
}

/** A kind of span that this picture does not know is drawn as waiting. @param {any} item @returns {Span} */
function toSpan([start, end, state]) {
  return [start, number(end), SPAN_STATES.includes(state) ? state : "waiting"];
}

/** @param {any} value @returns {number|null} */
function number(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/**
 * A state that takes frames and tells its listeners.
 * @returns {{apply(frame: any): void, getState(): State, subscribe(listener: () => void): () => void}}
 */
export function createStore() {
  let state = emptyState();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    apply(frame) {
      const next = applyFrame(state, frame);
      if (next === state) return;
      state = next;
      listeners.forEach((listener) => listener());
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

// ------------------------------------------------------------------------------------------- a process at one time

/** Fork server and resource tracker: started by multiprocessing for its own use. @param {{role: string}} process */
export function isMachinery(process) {
  return MACHINERY.has(process.role);
}

/** @param {Process} process @returns {number} when its first span starts */
export function startOf(process) {
  return process.started ?? process.spans[0]?.[0] ?? 0;
}

/**
 * The spans as they were at `time`: later ones left out, the one under way cut there. None has an open end.
 * @param {Process} process @param {number} time @returns {[number, number, SpanState][]}
 */
export function spansAt(process, time) {
  const shown = /** @type {[number, number, SpanState][]} */ ([]);
  process.spans.forEach(([start, end, state], k) => {
    if (start <= time) shown.push([start, Math.min(time, end ?? openEnd(process, k, time)), state]);
  });
  return shown;
}

/** Where a span without an end stops. A zombie outlives its process. @param {Process} process @param {number} k @param {number} now */
function openEnd(process, k, now) {
  const next = process.spans[k + 1];
  if (next) return next[0];
  const [start, , state] = process.spans[k];
  return Math.max(start, state === "zombie" ? now : Math.min(now, process.ended ?? now));
}

/** @param {Process} process @param {number} time @returns {ShownState} */
export function stateAt(process, time) {
  return spanAt(process, time)?.[2] ?? stateWithoutSpan(process, time);
}

/** @param {Process} process @param {number} time @returns {ShownState} */
function stateWithoutSpan(process, time) {
  if (time < startOf(process)) return "pending";
  if (process.ended !== null && time >= process.ended) return "ended";
  return process.spans.length && time >= process.spans[0][0] ? "waiting" : "starting";
}

/** The span under way at `time`, with its end so far. @param {Process} process @param {number} time */
export function spanAt(process, time) {
  for (let k = process.spans.length - 1; k >= 0; k--) {
    const [start, end, state] = process.spans[k];
    if (start > time) continue;
    const stop = end ?? process.spans[k + 1]?.[0] ?? (state === "zombie" ? null : process.ended);
    return stop === null || time < stop ? /** @type {const} */ ([start, stop, state]) : null;
  }
  return null;
}

/**
 * How the process ended, "" while it has not. A process that outlives the block is "still running" at its end; of the
 * kernel and the machinery nothing else is expected.
 * @param {Process} process @param {number} time @param {{now: number, live: boolean}} state @returns {string}
 */
export function outcomeAt(process, time, { now, live }) {
  if (process.ended !== null) return time >= process.ended ? (process.outcome ?? "ended") : "";
  if (live || time < now) return "";
  return process.outcome ?? (process.role === "kernel" || isMachinery(process) ? "" : "still running");
}

/** When a stretch ends, or has lasted to so far. @param {Stretch} item @param {Process} process @param {number} now @returns {number} */
export function stretchEnd(item, process, now) {
  return Math.max(item.start, item.end ?? Math.min(now, process.ended ?? now));
}

/** The stretches under way at `time`. @template {Stretch} T @param {T[]} items @param {Process} process @param {number} time @returns {T[]} */
export function activeAt(items, process, time) {
  if (!items.length) return items;
  return items.filter(({ start, end }) => start <= time && time < (end ?? process.ended ?? Infinity));
}

/**
 * What the main thread of a process waits for at `time`; the one that began last.
 * @param {State} state @param {Process} process @param {number} time @returns {Wait|null}
 */
export function waitAt(state, process, time) {
  return activeAt(itemsOf(state.waits, process.id), process, time).filter((wait) => !wait.thread).at(-1) ?? null;
}

/** @param {Wait} wait @returns {string} for example "get tasks" */
export function waitText({ operation, target }) {
  return operation === "task" ? "a task" : [operation, target].filter(Boolean).join(" ");
}

/** @param {State} state @param {Process} process @param {number} time @returns {Task|null} */
export function taskAt(state, process, time) {
  return activeAt(itemsOf(state.tasks, process.id), process, time).at(-1) ?? null;
}

/** @param {Task} task @returns {string} for example "square #3 ×5" */
export function taskText({ function: name, index, items }) {
  return [name, index === null ? "" : `#${index}`, items !== null && items > 1 ? `×${items}` : ""].filter(Boolean).join(" ");
}

/** The state that is shown: a known wait is exact, and so it counts more than what sampling found. @param {State} state @param {Process} process @param {number} time @returns {ShownState} */
export function shownState(state, process, time) {
  const sampled = stateAt(process, time);
  if (sampled === "pending" || sampled === "ended" || sampled === "zombie") return sampled;
  return waitAt(state, process, time) ? "waiting" : sampled;
}

/** Of a process that has waited for longer than a second: what for, else "". An idle worker is no news. @param {State} state @param {Process} process @param {number} time @returns {string} */
export function longWaitAt(state, process, time) {
  const wait = waitAt(state, process, time);
  return wait && wait.operation !== "task" && time - wait.start > 1 ? waitText(wait) : "";
}

/** @param {State} state @param {string|null} id @returns {string} */
export function processName(state, id) {
  return id === null ? "?" : (state.processes.get(id)?.name ?? "?");
}

/** The kind and name of a queue or lock; the kind is left out where the name says it. @param {State} state @param {string} id @returns {string} */
export function objectTitle(state, id) {
  const object = state.objects.get(id);
  if (!object) return visible(id);
  return !object.kind || object.name.toLowerCase().startsWith(object.kind.toLowerCase()) ? object.name : `${object.kind} ${object.name}`;
}

/** @param {State} state @param {string} id @returns {string} */
export function objectName(state, id) {
  return state.objects.get(id)?.name ?? visible(id);
}

/**
 * Everything that happened, in order of time: what the step buttons go through.
 * @param {State} state @returns {{time: number, text: string}[]}
 */
export function eventsOf(state) {
  /** @type {{time: number, text: string}[]} */
  const events = [];
  const add = (/** @type {number|null} */ time, /** @type {string} */ text) => {
    if (time !== null && time >= 0 && time <= state.now) events.push({ time, text });
  };
  const name = (/** @type {string|null} */ id) => processName(state, id);
  for (const process of state.processes.values()) {
    add(startOf(process) > 0 ? startOf(process) : null, `${process.name} starts`);
    add(process.ended, `${process.name} has ended: ${process.outcome ?? "?"}`);
    for (const [time, said] of process.ticks) add(time, `${process.name} says ${said}`);
  }
  for (const message of state.messages.all.values()) {
    const through = objectName(state, message.object);
    add(message.sent, message.error ? `${name(message.sender)} fails to send to ${through}: ${message.error}` : `${name(message.sender)} sends ${message.text} to ${through}`);
    if (message.received !== null) add(message.received, `${name(message.receiver)} receives ${message.text} from ${through}`);
  }
  for (const wait of state.waits.all.values()) {
    if (wait.thread) continue;
    add(wait.start, `${name(wait.process)} waits: ${waitText(wait)}`);
    add(wait.end, `${name(wait.process)} goes on: ${waitText(wait)}`);
  }
  for (const hold of state.holds.all.values()) {
    add(hold.start, `${name(hold.process)} has acquired ${objectName(state, hold.object)}`);
    add(hold.end, `${name(hold.process)} has released ${objectName(state, hold.object)}`);
  }
  for (const task of state.tasks.all.values()) {
    add(task.start, `${name(task.process)} begins ${taskText(task)}`);
    add(task.end, `${name(task.process)} ${task.error ? `fails in ${taskText(task)}: ${task.error}` : `has done ${taskText(task)}`}`);
  }
  return events.sort((a, b) => a.time - b.time);
}

/**
 * The time of the next event, or of the one before, and what happens then.
 * @param {{time: number, text: string}[]} events @param {number} time @param {1|-1} direction
 * @returns {{time: number, text: string}|null}
 */
export function stepFrom(events, time, direction) {
  const k = direction > 0 ? events.findIndex((event) => event.time > time + 1e-9) : events.findLastIndex((event) => event.time < time - 1e-9);
  if (k < 0) return null;
  const same = events.filter((event) => event.time === events[k].time).map(({ text }) => text);
  const more = same.length > 3 ? `; ${same.length - 3} more` : "";
  return { time: events[k].time, text: same.slice(0, 3).join("; ") + more };
}

/** What is said where not everything could be drawn. @param {Record<string, number>} counts @returns {string[]} */
export function countNotes(counts) {
  const grouped = (/** @type {number} */ value) => value.toLocaleString("en-US");
  return Object.entries(counts).flatMap(([what, all]) => {
    const shown = counts[`${what}_shown`];
    if (number(all) === null || number(shown) === null || shown >= all) return [];
    return [`showing ${grouped(shown)} of ${grouped(all)} ${what}; the recording has them all`];
  });
}

/** The last item of a list sorted by time that is not after `time`. @template {[number, ...any[]]} T @param {T[]} list @param {number} time @returns {T|null} */
export function lastAt(list, time) {
  const count = countUntil(list, time);
  return count ? list[count - 1] : null;
}

/** How many processes have started and how many of them are alive. @param {Iterable<Process>} processes @param {number} time */
export function countAt(processes, time) {
  let alive = 0;
  let started = 0;
  for (const process of processes) {
    const state = stateAt(process, time);
    if (state === "pending") continue;
    started++;
    if (state !== "ended" && state !== "zombie") alive++;
  }
  return { alive, started };
}

// ---------------------------------------------------------------------------------------------------------- layout

/**
 * @typedef {object} Row
 * @property {"process"|"group"} kind
 * @property {string} id            of the process, or of the group
 * @property {Process|null} process
 * @property {Process[]} members    of a group: the children that it stands for
 * @property {string} role
 * @property {boolean} expanded     of a group
 * @property {number} depth         0 for a root
 * @property {boolean[]} guides     for each ancestor below the root: does its line go on below this row?
 * @property {boolean} last         the last child of its parent
 * @property {boolean} hasChildren
 *
 * @typedef {object} RowOptions
 * @property {boolean} [machinery]      show fork server and resource tracker (default true)
 * @property {boolean} [systemTree]     indent by the operating system's parent (default false)
 * @property {number} [groupAbove]      collapse groups when there are more rows than this (default 30)
 * @property {number} [groupSize]       children of one role that a collapsed group leaves visible (default 8)
 * @property {Set<string>} [expanded]   ids of groups that are shown in full
 */

/**
 * The rows from top to bottom: a tree, children in the order of their start. Many children of one role become a group.
 * @param {Iterable<Process>} processes @param {RowOptions} [options] @returns {Row[]}
 */
export function layoutRows(processes, options = {}) {
  const { machinery = true, systemTree = false, groupAbove = 30, groupSize = 8, expanded = new Set() } = options;
  const byId = new Map([...processes].map((process) => [process.id, process]));
  const visible = [...byId.values()].filter((process) => machinery || !isMachinery(process));
  const children = childrenOf(visible, byId, { machinery, systemTree });
  const limit = visible.length > groupAbove ? groupSize : Infinity;
  /** @type {Row[]} */
  const rows = [];
  const seen = new Set();

  /** @param {string|null} parent @param {number} depth @param {boolean[]} guides */
  const place = (parent, depth, guides) => {
    const entries = groupChildren(children.get(parent) ?? [], parent ?? "", limit, expanded);
    entries.forEach((entry, k) => {
      const last = k === entries.length - 1;
      const process = entry.process;
      if (process && seen.has(process.id)) return;
      if (process) seen.add(process.id);
      const hasChildren = Boolean(process && children.get(process.id)?.length);
      rows.push({ ...entry, depth, guides, last, hasChildren });
      if (process) place(process.id, depth + 1, depth ? [...guides, !last] : []);
    });
  };
  place(null, 0, []);
  return rows;
}

/**
 * Children by the id of their nearest visible ancestor, sorted. `null` has the roots; a circle of parents is cut.
 * @param {Process[]} visible @param {Map<string, Process>} byId @param {{machinery: boolean, systemTree: boolean}} options
 * @returns {Map<string|null, Process[]>}
 */
function childrenOf(visible, byId, { machinery, systemTree }) {
  const parentOf = (/** @type {Process} */ process) => {
    const wanted = systemTree ? process.system_parent : null;
    const id = wanted !== null && byId.has(wanted) ? wanted : process.parent;
    return id !== null ? byId.get(id) : undefined;
  };
  const shownParent = (/** @type {Process} */ process) => {
    const path = new Set([process]);
    let ancestor = parentOf(process);
    let shown = null;
    while (ancestor) {
      if (path.has(ancestor)) return null;
      path.add(ancestor);
      if (shown === null && (machinery || !isMachinery(ancestor))) shown = ancestor.id;
      ancestor = parentOf(ancestor);
    }
    return shown;
  };
  /** @type {Map<string|null, Process[]>} */
  const children = new Map();
  for (const process of visible) {
    const parent = shownParent(process);
    const siblings = children.get(parent);
    if (siblings) siblings.push(process);
    else children.set(parent, [process]);
  }
  const order = (/** @type {Process} */ a, /** @type {Process} */ b) =>
    Number(b.role === "kernel") - Number(a.role === "kernel") ||
    startOf(a) - startOf(b) ||
    a.id.localeCompare(b.id, "en", { numeric: true });
  children.forEach((siblings) => siblings.sort(order));
  return children;
}

/**
 * Siblings, with those beyond the first `limit` of one role replaced by one group entry.
 * @param {Process[]} siblings @param {string} parent @param {number} limit @param {Set<string>} expanded
 */
function groupChildren(siblings, parent, limit, expanded) {
  /** @type {Map<string, Process[]>} */
  const beyond = new Map();
  const count = new Map();
  for (const { role } of siblings) count.set(role, (count.get(role) ?? 0) + 1);
  const seen = new Map();
  const entries = [];
  for (const process of siblings) {
    const { role } = process;
    const position = seen.get(role) ?? 0;
    seen.set(role, position + 1);
    const id = `group:${parent}:${role}`;
    const grouped = count.get(role) > limit + 1 && position >= limit;
    if (grouped && !beyond.has(role)) {
      beyond.set(role, []);
      entries.push({
        kind: /** @type {"group"} */ ("group"), id, process: null, members: beyond.get(role) ?? [], role, expanded: expanded.has(id),
      });
    }
    if (grouped) beyond.get(role)?.push(process);
    if (!grouped || expanded.has(id)) {
      entries.push({ kind: /** @type {"process"} */ ("process"), id: process.id, process, members: [], role, expanded: false });
    }
  }
  return entries;
}

/** The time that the live axis covers: it grows in steps, so that it does not jitter. @param {number} now @returns {number} */
export function liveDomain(now) {
  const steps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 60, 80, 100, 120, 150, 180, 240, 300, 360, 480, 600];
  return steps.find((step) => now <= step) ?? Math.ceil(now / 300) * 300;
}

/**
 * Times for the marks of an axis that shows `span` seconds on `width` pixels.
 * @param {number} span @param {number} width @param {number} [apart] smallest distance in pixels @param {number} [origin] time at the left
 * @returns {{time: number, label: string}[]}
 */
export function timeTicks(span, width, apart = 84, origin = 0) {
  if (!(span > 0) || !(width > 0)) return [];
  const steps = [1, 2, 5].flatMap((k) => [k * 1e-5, k * 1e-4, k * 1e-3, k * 0.01, k * 0.1, k]).concat(10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600);
  const step = steps.sort((a, b) => a - b).find((s) => (s / span) * width >= apart) ?? Math.ceil((span * apart) / width / 3600) * 3600;
  const ticks = [];
  const end = origin + span * (1 + 1e-9);
  for (let k = Math.ceil(origin / step - 1e-9); k * step <= end; k++) {
    const time = Number((k * step).toPrecision(12));
    ticks.push({ time, label: axisLabel(time, step, end) });
  }
  return ticks;
}

/** @param {number} time @param {number} step @param {number} end of the axis */
function axisLabel(time, step, end) {
  if (time === 0) return "0 s";
  if (step < 0.1 && end > 1) return `${time.toFixed(Math.ceil(-Math.log10(step) - 1e-9))} s`;
  if (step < 0.1) return `${Number((time * 1000).toPrecision(6))} ms`;
  if (step >= 30) return time < 60 ? `${time} s` : `${Math.floor(time / 60)}:${String(Math.round(time % 60)).padStart(2, "0")} min`;
  return `${time.toFixed(step < 1 ? 1 : 0)} s`;
}

/** A duration for people, with as many digits as matter. @param {number} seconds @returns {string} */
export function formatSeconds(seconds) {
  if (seconds >= 60) return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")} min`;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** A short time, with three digits. @param {number} seconds @returns {string} */
export function formatDuration(seconds) {
  if (seconds >= 1) return formatSeconds(seconds);
  if (seconds >= 1e-3) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  return `${Math.round(seconds * 1e6)} µs`;
}

/** @param {number} bytes @returns {string} */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Number((bytes / 1000).toPrecision(3))} kB` : formatMemory(bytes);
}

/** @param {number} bytes @returns {string} */
export function formatMemory(bytes) {
  const megabytes = bytes / 1e6;
  if (megabytes >= 1000) return `${(megabytes / 1000).toFixed(1)} GB`;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}

/**
 * An SVG path for each span state, for the spans that have ended; one path however many spans.
 * @param {Process} process @param {number} scale pixels per second @param {number} y @param {number} height
 * @returns {Record<SpanState, string>}
 */
export function lanePaths(process, scale, y, height) {
  const paths = { starting: "", running: "", waiting: "", zombie: "" };
  process.spans.forEach(([start, end, state], k) => {
    const stop = end ?? process.spans[k + 1]?.[0];
    if (stop !== undefined) paths[state] += bar(start * scale, stop * scale, y, height);
  });
  return paths;
}

/** A bar is at least one pixel wide: what was short must not vanish. @param {number} x0 @param {number} x1 @param {number} y @param {number} height */
function bar(x0, x1, y, height) {
  return `M${round(x0)} ${y}h${round(Math.max(1, x1 - x0))}v${height}h-${round(Math.max(1, x1 - x0))}z`;
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 10) / 10;
}

/**
 * How many of the processes are alive, and how many are running or starting, in each of `bins` equal parts of `span`.
 * @param {Process[]} processes @param {number} span seconds @param {number} bins @param {number} now @param {number} [origin]
 * @returns {{alive: number[], busy: number[]}}
 */
export function coverage(processes, span, bins, now, origin = 0) {
  const alive = new Array(bins + 1).fill(0);
  const busy = new Array(bins + 1).fill(0);
  const bin = (/** @type {number} */ time) => Math.max(0, Math.min(bins, Math.round(((time - origin) / span) * bins)));
  for (const process of processes) {
    for (const [start, end, state] of spansAt(process, now)) {
      if (state === "zombie") continue;
      const from = bin(start);
      const to = bin(end);
      alive[from]++;
      alive[to]--;
      if (state === "waiting") continue;
      busy[from]++;
      busy[to]--;
    }
  }
  for (let k = 1; k <= bins; k++) {
    alive[k] += alive[k - 1];
    busy[k] += busy[k - 1];
  }
  return { alive: alive.slice(0, bins), busy: busy.slice(0, bins) };
}

/**
 * A filled step curve, for the lane of a group.
 * @param {number[]} values @param {number} most value of full height @param {number} width of one bin @param {number} y bottom @param {number} height
 */
export function areaPath(values, most, width, y, height) {
  let path = "";
  for (let k = 0; k < values.length; ) {
    const value = values[k];
    let next = k + 1;
    while (next < values.length && values[next] === value) next++;
    const top = round((value / most) * height);
    if (top > 0) path += `M${round(k * width)} ${y}v-${top}h${round((next - k) * width)}v${top}z`;
    k = next;
  }
  return path;
}

/**
 * Room for the text beside each tick: up to the next tick, or the end of the lane. Too little room: no text.
 * @param {Tick[]} ticks @param {number} scale @param {number} width of the lane @param {number} [least]
 * @returns {{time: number, x: number, text: string, room: number}[]}
 */
export function tickLabels(ticks, scale, width, least = 26) {
  return ticks
    .map(([time, text], k) => {
      const x = time * scale;
      const stop = k + 1 < ticks.length ? ticks[k + 1][0] * scale : width;
      return { time, x, text: text.split("\n")[0], room: Math.floor(stop - x - 8) };
    })
    .filter(({ room }) => room >= least);
}

/**
 * The part of a task in which its process was found waiting, for example asleep. What is shorter than a tenth of a
 * second may be the sampling's fault, and is left out.
 * @param {Task} task @param {number} end @param {Process} process @param {number} now @returns {[number, number][]}
 */
export function sleepsOf({ start }, end, process, now) {
  return spansAt(process, now)
    .filter(([from, to, state]) => state === "waiting" && from < end && to > start)
    .map(([from, to]) => /** @type {[number, number]} */ ([Math.max(from, start), Math.min(to, end)]))
    .filter(([from, to]) => to - from >= 0.1);
}

/**
 * A stretch of a lane as an SVG path. Here nothing is made wider than it is: thousands of short waits must not hide the work between them.
 * @param {number} x0 @param {number} x1 @param {number} y @param {number} height
 */
function stretchPath(x0, x1, y, height) {
  const width = Math.round((x1 - x0) * 100) / 100;
  return width < 0.05 ? "" : `M${Math.round(x0 * 100) / 100} ${y}h${width}v${height}h-${width}z`;
}

/**
 * Labels inside a lane, each with the room that its stretch has in the visible window. Of the texts for a stretch, long
 * to short, the first that fits is taken; if none does, the first of which only a few letters are cut off.
 * @template {Stretch} T
 * @param {T[]} items @param {Process} process @param {{state: State, origin: number, scale: number, width: number}} view
 * @param {(item: T) => string[]} texts @param {(item: T) => number} [taken] pixels that are not free
 * @returns {{item: T, x: number, room: number, text: string}[]}
 */
export function stretchLabels(items, process, { state, origin, scale, width }, texts, taken = () => 0) {
  const labels = [];
  for (const item of items) {
    const x0 = Math.max(0, (item.start - origin) * scale);
    const x1 = Math.min(width, (stretchEnd(item, process, state.now) - origin) * scale);
    const room = Math.floor(x1 - x0 - 7 - taken(item));
    if (room < 14) continue;
    const candidates = texts(item);
    const text = candidates.find(({ length }) => room >= 6 * length) ?? candidates.find(({ length }) => length > 5 && room >= Math.min(110, 4.6 * length));
    if (text) labels.push({ item, x: Math.round(x0) + 4, room, text });
  }
  return labels;
}

/**
 * Each hold with its band: 0, or 1 if another lock is held already. @template {Stretch} T
 * @param {T[]} holds @param {Process} process @param {number} now @returns {{item: T, band: number}[]}
 */
export function holdBands(holds, process, now) {
  let free = -Infinity; // when band 0 is free again
  return holds.map((item) => {
    if (item.start < free) return { item, band: 1 };
    free = stretchEnd(item, process, now);
    return { item, band: 0 };
  });
}

/**
 * The number of the row in which a process, or the group that stands for it, is shown.
 * @param {Row[]} rows @returns {Map<string, number>}
 */
export function rowNumbers(rows) {
  const numbers = new Map();
  rows.forEach((row, k) => {
    if (row.process) numbers.set(row.process.id, k);
  });
  rows.forEach((row, k) => {
    for (const { id } of row.members) if (!numbers.has(id)) numbers.set(id, k);
  });
  return numbers;
}

/**
 * @typedef {"arrow"|"loop"|"under way"|"unread"|"error"|"from"|"to"} ArrowKind
 *     from whom it came is not known ("from"), or to whom it went ("to")
 * @typedef {{message: Message, kind: ArrowKind, curve: number[]}} Arrow   curve: start, two control points, end of a Bézier curve
 */

/**
 * The arrows of all messages that had been sent at `shown`, as they were then. Who is in no row counts as unknown.
 * @param {Message[]} messages in order of `sent` @param {Map<string, number>} numbers of rows
 * @param {{state: State, shown: number, origin: number, scale: number, width: number, height: number, barY: number, barHeight: number}} view
 * @returns {Arrow[]}
 */
export function layoutArrows(messages, numbers, { state, shown, origin, scale, width, height, barY, barHeight }) {
  /** @type {Arrow[]} */
  const arrows = [];
  const over = !state.live && shown >= state.now;
  for (const message of messages) {
    if (message.sent > shown) break;
    const sender = message.sender === null ? undefined : numbers.get(message.sender);
    const receiver = message.receiver === null ? undefined : numbers.get(message.receiver);
    const received = message.received !== null && message.received <= shown ? message.received : null;
    const x0 = (message.sent - origin) * scale;
    const x1 = ((received ?? message.sent) - origin) * scale;
    if ((x0 < -20 && x1 < -20) || (x0 > width + 20 && x1 > width + 20)) continue;
    const bottom = (/** @type {number} */ row) => row * height + barY + barHeight;
    if (sender === undefined) {
      if (receiver === undefined || received === null) continue;
      const y = receiver * height + barY;
      arrows.push({ message, kind: "from", curve: [x1 - 4, y - 12, x1 - 4, y - 8, x1, y - 5, x1, y] });
    } else if (received === null || message.error !== null || receiver === undefined) {
      const kind = message.error !== null ? "error" : received !== null ? "to" : over && message.received === null ? "unread" : "under way";
      const y = bottom(sender);
      const length = kind === "under way" || kind === "to" ? 11 : 7;
      arrows.push({ message, kind, curve: [x0, y, x0 + 1, y + 3, x0 + 3, y + length - 3, x0 + 3, y + length] });
    } else if (sender === receiver) {
      const y = bottom(sender);
      const wide = Math.max(7, x1 - x0);
      arrows.push({ message, kind: "loop", curve: [x0, y, x0, y + 11, x0 + wide, y + 11, x0 + wide, y] });
    } else {
      const down = receiver > sender;
      const y0 = down ? bottom(sender) : sender * height + barY;
      const y1 = down ? receiver * height + barY : bottom(receiver);
      const middle = (y0 + y1) / 2;
      arrows.push({ message, kind: "arrow", curve: [x0, y0, x0 + 8, middle, x1 - 8, middle, x1, y1] });
    }
  }
  return arrows;
}

/** The paths that draw arrows, however many: lines, heads, dots at the sender, rings, red rings. @param {Arrow[]} arrows */
export function arrowPaths(arrows) {
  const paths = { line: "", dashed: "", head: "", dot: "", ring: "", bad: "" };
  for (const { kind, curve } of arrows) {
    const [x0, y0, ax, ay, bx, by, x1, y1] = curve.map(round);
    const line = `M${x0} ${y0}C${ax} ${ay} ${bx} ${by} ${x1} ${y1}`;
    if (kind === "under way") paths.dashed += line;
    else paths.line += line;
    if (kind === "from") paths.ring += circle(x0, y0, 2.5);
    else paths.dot += `M${x0} ${y0}h.01`;
    if (kind === "error") paths.bad += circle(x1, y1 + 3.2, 3.2);
    else if (kind === "unread") paths.ring += circle(x1, y1 + 3.2, 3.2);
    else if (kind !== "under way") {
      const back = (kind === "loop" ? -6 : y1 >= y0 ? 6 : -6);
      paths.head += `M${round(x1 - 3.4)} ${round(y1 - back)}L${x1} ${y1}L${round(x1 + 3.4)} ${round(y1 - back)}Z`;
    }
  }
  return paths;
}

/** A padlock, nine pixels wide: a ring to hang it up, and its body. @param {number} x @param {number} y */
function padlock(x, y) {
  return `M${round(x + 2)} ${y}v-2a2.5 2.5 0 0 1 5 0v2M${round(x)} ${y}h9v6h-9zM${round(x + 1)} ${y + 3}h7`;
}

/** @param {number} x @param {number} y @param {number} r */
function circle(x, y, r) {
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}

/**
 * The arrow nearest to a point, if it is at most `reach` pixels away.
 * @param {Arrow[]} arrows @param {number} x @param {number} y @param {number} [reach] @returns {Arrow|null}
 */
export function nearestArrow(arrows, x, y, reach = 6) {
  let best = null;
  let least = reach;
  for (const arrow of arrows) {
    const [x0, y0, ax, ay, bx, by, x1, y1] = arrow.curve;
    if (x < Math.min(x0, ax, bx, x1) - least || x > Math.max(x0, ax, bx, x1) + least) continue;
    const ring = arrow.kind === "unread" || arrow.kind === "error" ? 6 : 0;
    if (y < Math.min(y0, ay, by, y1) - least || y > Math.max(y0, ay, by, y1) + least + ring) continue;
    const distance = Math.min(curveDistance(arrow.curve, x, y), ring ? Math.hypot(x - x1, y - y1 - 3) - 3 : Infinity);
    if (distance > least) continue;
    least = distance;
    best = arrow;
  }
  return best;
}

/** @param {number[]} curve @param {number} x @param {number} y @param {number} [pieces] */
function curveDistance([x0, y0, ax, ay, bx, by, x1, y1], x, y, pieces = 24) {
  let least = Infinity;
  let [px, py] = [x0, y0];
  for (let k = 1; k <= pieces; k++) {
    const t = k / pieces;
    const u = 1 - t;
    const qx = u * u * u * x0 + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * x1;
    const qy = u * u * u * y0 + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * y1;
    const [dx, dy] = [qx - px, qy - py];
    const along = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - px - along * dx, y - py - along * dy));
    [px, py] = [qx, qy];
  }
  return least;
}

/** What the tooltip says of a message. @param {State} state @param {Message} message @param {number} shown @returns {[string, string][]} */
export function messageLines(state, message, shown) {
  const all = itemsOf(state.messages, "");
  const thinned = countNotes(state.counts).length > 0;
  const place = all.filter(({ object }) => object === message.object).indexOf(message) + 1;
  const title = objectTitle(state, message.object);
  const over = !state.live && shown >= state.now;
  const known = message.received !== null && message.received <= shown;
  const size = message.bytes === null ? "" : formatBytes(message.bytes);
  const receiver = known ? processName(state, message.receiver) : message.error !== null || (over && message.received === null) ? "nobody" : "…";
  /** @type {[string, string][]} */
  const lines = [["name", thinned ? title : `${title} · message ${place}`], ["line", `${processName(state, message.sender)} → ${receiver}`]];
  if (message.text) lines.push(["said", message.text]);
  const fate = message.error !== null ? "" : known ? `waited ${formatDuration((message.received ?? 0) - message.sent)}` : over ? "nobody received it" : `under way for ${formatDuration(shown - message.sent)}`;
  lines.push(["line", [size, fate].filter(Boolean).join(" · ")]);
  if (message.error !== null) lines.push(["bad", `never sent: ${message.error}`]);
  return lines.filter(([, text]) => text);
}

/** A step curve of a queue's level. @param {Level[]} levels @param {number} scale @param {number} top level of full height @param {number} y bottom @param {number} height */
export function levelPath(levels, scale, top, y, height) {
  let path = `M0 ${y}`;
  for (const [time, waiting] of levels) path += `H${round(time * scale)}V${round(y - (Math.min(waiting, top) / top) * height)}`;
  return path;
}

/** The window `[from, span]` of a recording after zooming about a time; null is all of it. @param {[number, number]|null} window @param {number} factor of the span @param {number} anchor @param {number} now @returns {[number, number]|null} */
export function zoomed(window, factor, anchor, now) {
  const [from, span] = window ?? [0, now];
  const next = Math.max(Math.min(now, 1e-3), now / 4000, span * factor);
  if (next >= now * 0.999) return null;
  return within(anchor - ((anchor - from) / span) * next, next, now);
}

/** @param {number} from @param {number} span @param {number} now @returns {[number, number]} */
export function within(from, span, now) {
  return [Math.max(0, Math.min(now - span, from)), span];
}

const INDENT = 24;
const ROOT_X = 23;

/** Where the dot of a row stands. @param {{depth: number}} row @returns {number} */
export function dotX(row) {
  return ROOT_X + row.depth * INDENT;
}

/** The lines of the tree in one row. @param {Row} row @param {number} height @returns {string} */
export function treePath(row, height) {
  const middle = height / 2;
  let path = row.guides.map((goesOn, k) => (goesOn ? `M${ROOT_X + k * INDENT} 0V${height}` : "")).join("");
  if (row.depth) {
    const x = dotX(row) - INDENT;
    path += `M${x} 0V${row.last ? middle : height}M${x} ${middle}H${dotX(row) - 9}`;
  }
  if (row.hasChildren) path += `M${dotX(row)} ${middle + 8}V${height}`;
  return path;
}

/** The width that the names need, by a rule of thumb for a 14 px font. @param {Row[]} rows @returns {number} */
export function nameWidth(rows) {
  const widths = rows.map((row) => dotX(row) + 30 + 7.6 * rowName(row).length + (roleLabel(row) ? 8 + 6.8 * roleLabel(row).length : 0));
  return Math.ceil(Math.max(0, ...widths));
}

/** @param {Row} row @returns {string} */
export function rowName(row) {
  if (row.process) return row.process.name;
  const many = `${row.role}s`;
  return row.expanded ? `show fewer ${many}` : `… ${row.members.length} more ${many}`;
}

/** The role, where the name does not tell it. @param {Row} row @returns {string} */
export function roleLabel(row) {
  const role = row.process?.role ?? "";
  return ["", "kernel", "worker"].includes(role) || isMachinery({ role }) ? "" : role;
}

// ------------------------------------------------------------------------------------------------------------- DOM

const SVG = "http://www.w3.org/2000/svg";
const PAD_RIGHT = 86; // pixels at the end of a lane, for "exit 0" and the like
const STALE_AFTER = 6000; // milliseconds without a frame after which a live picture can be replayed
const EVENTS_TOLD = 500; // lines of the list of all events
const SPEEDS = [0.1, 0.25, 1, 4];
const STRIPS = 4; // queues that are shown before one asks for more
const STRIP_HEIGHT = 34;
/** @type {Record<ShownState, string>} */
const STATE_TEXT = {
  pending: "not started yet", starting: "starting", running: "running", waiting: "waiting",
  zombie: "zombie: ended, not joined yet", ended: "ended",
};


/**
 * An element with a class, attributes and children; strings become text.
 * @param {string} tag @param {string} [className] @param {Record<string, string|number>} [attributes] @param {(Node|string)[]} children
 * @returns {any}
 */
function make(tag, className, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {string} tag @param {Record<string, string|number>} [attributes] @param {Node[]} children @returns {any} */
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** Set an attribute if it changes; `null` removes it. @param {Element} element @param {string} key @param {any} value */
function put(element, key, value) {
  if (value === null) element.removeAttribute(key);
  else if (element.getAttribute(key) !== String(value)) element.setAttribute(key, String(value));
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @typedef {object} View   what all rows are drawn with
 * @property {number} scale   pixels per second
 * @property {number} width   of a lane
 * @property {number} shown   the time that is shown
 * @property {number} span    seconds that a lane has room for
 * @property {number} origin  the time at the left end of the lanes
 * @property {State} state
 * @property {number} fit     pixels per second if nothing is zoomed
 * @property {boolean} compact
 * @property {number} height  of a row
 * @property {number} barY
 * @property {number} barHeight
 * @property {string} hatch   id of the pattern for zombies
 */

/** One row of the table: it is made once for a process or group, and then only changed. */
class RowElement {
  /** @param {Row} row @param {string} hatch */
  constructor(row, hatch) {
    this.key = ""; // of the geometry that has been drawn
    this.tree = draw("path", { class: "mmv-tree-line" });
    this.dot = draw("g", { class: "mmv-dot" },
      draw("circle", { r: 5.5, class: "mmv-dot-disc" }), draw("path", { d: "M-3 -3L3 3M-3 3L3 -3", class: "mmv-dot-cross" }));
    this.treeBox = draw("svg", { class: "mmv-tree", "aria-hidden": "true" }, this.tree, this.dot);
    this.name = make(row.kind === "group" ? "button" : "span", "mmv-name");
    this.role = make("span", "mmv-role");
    this.head = make("div", "mmv-cell mmv-process", { role: "rowheader" }, this.treeBox, this.name, this.role);
    this.pid = make("div", "mmv-cell mmv-pid", { role: "cell" });
    this.meter = make("span", "mmv-meter-value");
    this.cpu = make("span", "mmv-cpu-text");
    this.memory = make("div", "mmv-cell mmv-memory", { role: "cell" });
    /** @type {Record<string, any>} */
    this.paths = {};
    for (const state of SPAN_STATES) this.paths[state] = draw("path", { class: `mmv-span mmv-${state}` });
    this.paths.zombie.setAttribute("fill", `url(#${hatch})`);
    this.open = draw("rect", { class: "mmv-span" });
    this.hatch = hatch;
    // Over the spans, which are sampled, what is known exactly.
    /** @type {Record<string, any>} */
    this.known = {};
    for (const kind of ["wait", "wait-dots", "task", "task-bad", "task-sleep", "task-edge", "task-cross", "task-cross-in", "hold", "hold-mark"]) this.known[kind] = draw("path", { class: `mmv-${kind}` });
    this.pan = draw("g", {}, ...Object.values(this.paths), this.open, ...Object.values(this.known));
    this.bars = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.pan);
    this.labels = make("div", "mmv-labels", { "aria-hidden": "true" });
    this.marks = draw("path", { class: "mmv-say-mark" });
    this.end = draw("path", { class: "mmv-end" });
    this.svg = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.marks, this.end);
    this.says = make("div", "mmv-says", { "aria-hidden": "true" });
    this.outcome = make("span", "mmv-outcome");
    this.lane = make("div", "mmv-cell mmv-lane", { role: "cell" }, this.bars, this.labels, this.svg, this.says, this.outcome);
    this.element = make("div", "mmv-row", { role: "row", tabindex: -1 }, this.head, this.pid,
      make("div", "mmv-cell mmv-cpu", { role: "cell" }, make("span", "mmv-meter", { "aria-hidden": "true" }, this.meter), this.cpu),
      this.memory, this.lane);
    this.row = row;
  }

  /** @param {Row} row @param {View} view @param {boolean} odd */
  update(row, view, odd) {
    this.row = row;
    this.element.classList.toggle("mmv-odd", odd);
    put(this.tree, "d", treePath(row, view.height));
    put(this.dot, "transform", `translate(${dotX(row)} ${view.height / 2})`);
    put(this.treeBox, "width", dotX(row) + 10);
    write(this.name, rowName(row));
    write(this.role, roleLabel(row));
    const hidden = uncovered(view);
    // All bars are drawn; replay only uncovers them.
    for (const part of [this.bars, this.labels]) if (part.style.clipPath !== hidden) part.style.clipPath = hidden;
    put(this.pan, "transform", panning(view));
    if (row.process) this.updateProcess(row.process, view);
    else this.updateGroup(row, view);
  }

  /** @param {Process} process @param {View} view */
  updateProcess(process, view) {
    const { shown, state } = view;
    const now = shownState(state, process, shown);
    const waits = now === "waiting" ? activeAt(itemsOf(state.waits, process.id), process, shown).filter(({ thread }) => !thread) : [];
    const task = alive(now) ? taskAt(state, process, shown) : null;
    const outcome = outcomeAt(process, shown, state);
    const waited = alive(now) ? longWaitAt(state, process, shown) : "";
    const failed = process.failed && process.ended !== null && shown >= process.ended;
    put(this.element, "data-process-id", process.id);
    put(this.element, "data-name", process.name);
    put(this.element, "data-role", process.role);
    put(this.element, "data-state", now);
    put(this.element, "data-outcome", outcome);
    put(this.element, "data-waits", waits.map(waitText).join(", "));
    put(this.element, "data-task", task?.function ?? "");
    this.element.classList.toggle("mmv-failed", failed);
    this.element.classList.toggle("mmv-machinery", isMachinery(process));
    write(this.pid, process.pid === null || now === "pending" ? "–" : String(process.pid));
    const use = alive(now) ? lastAt(process.use, shown) : null;
    write(this.cpu, use ? `${Math.round(use[1])}%` : "–");
    this.meter.style.width = use ? `${Math.max(0, Math.min(100, use[1]))}%` : "0";
    write(this.memory, use ? formatMemory(use[2]) : "–");
    const doing = [waits.length ? `waiting: ${waits.map(waitText).join(", ")}` : STATE_TEXT[now], task ? `task ${taskText(task)}` : ""].filter(Boolean).join(", ");
    const told = outcome && waited ? `${outcome}, waiting: ${waited}` : outcome || doing;
    const summary = `${process.name}, ${process.role}, ${told}`;
    put(this.element, "aria-label", process.pid === null ? summary : `${summary}, pid ${process.pid}`);
    this.drawSpans(process, view);
    this.drawKnown(process, view);
    this.drawLabels(process, view);
    this.drawEnd(process, view, waited ? `waits: ${waited}` : outcome, failed);
    this.outcome.classList.toggle("mmv-stuck", Boolean(waited) && !state.live && shown >= state.now);
    this.drawSays(process, view);
  }

  /**
   * Waits, tasks and held locks. Paths are made again only if something is new, or is under way in a live picture.
   * @param {Process} process @param {View} view
   */
  drawKnown(process, { scale, barY, barHeight, state }) {
    const [waits, tasks, holds] = [state.waits, state.tasks, state.holds].map((collection) => itemsOf(collection, process.id));
    const open = [...waits.slice(-50), ...tasks.slice(-50), ...holds.slice(-50)].some(({ end }) => end === null) && process.ended === null;
    const key = `${scale} ${barY} ${barHeight} ${process.ended} ${open ? state.now : ""}`;
    if (this.waits === waits && this.tasks === tasks && this.holds === holds && this.knownKey === key) return;
    [this.waits, this.tasks, this.holds, this.knownKey] = [waits, tasks, holds, key];
    const { now } = state;
    /** @type {Record<string, string>} */
    const d = Object.fromEntries(Object.keys(this.known).map((kind) => [kind, ""]));
    for (const wait of /** @type {Wait[]} */ (waits)) {
      if (wait.thread) continue;
      const [x0, x1] = [wait.start * scale, stretchEnd(wait, process, now) * scale];
      d.wait += stretchPath(x0, x1, barY, barHeight);
      if (x1 - x0 >= 4) d["wait-dots"] += `M${round(x0 + 2)} ${barY + barHeight - 1.5}H${round(x1 - 1)}`;
    }
    for (const task of /** @type {Task[]} */ (tasks)) {
      const end = stretchEnd(task, process, now);
      const [x0, x1] = [task.start * scale, end * scale];
      d[task.error === null ? "task" : "task-bad"] += stretchPath(x0, Math.max(x1, x0 + 0.5), barY - 1, barHeight + 2);
      if (task.error === null) for (const [from, to] of sleepsOf(task, end, process, now)) d["task-sleep"] += stretchPath(from * scale, to * scale, barY, barHeight);
      if (x1 - x0 >= 3) d["task-edge"] += `M${round(x0 + 0.5)} ${barY - 0.5}H${round(x1 - 0.5)}V${barY + barHeight + 0.5}H${round(x0 + 0.5)}z`;
      const middle = barY + barHeight / 2;
      if (task.error !== null) d[x1 - x0 < 13 ? "task-cross" : "task-cross-in"] += `M${round(Math.max((x0 + x1) / 2, x1 - 8) - 3)} ${middle - 4}l6 8m0 -8l-6 8`;
    }
    for (const { item, band } of holdBands(/** @type {Hold[]} */ (holds), process, now)) {
      const [x0, x1] = [item.start * scale, stretchEnd(item, process, now) * scale];
      const y = barY + barHeight + 1 + band * 4;
      d.hold += stretchPath(x0, Math.max(x1, x0 + 1), y, 3);
      if (x1 - x0 >= 14) d["hold-mark"] += padlock(x0 + 1, y - 3);
    }
    for (const [kind, path] of Object.entries(d)) put(this.known[kind], "d", path);
  }

  /** What it waits for and what it works on, where there is room. @param {Process} process @param {View} view */
  drawLabels(process, view) {
    const { scale, origin, width, state, barY, barHeight } = view;
    const key = `${scale} ${origin} ${width} ${barY} ${this.knownKey}`;
    if (this.labelsKey === key && this.labelsOf?.[0] === this.waits && this.labelsOf[1] === this.tasks) return;
    this.labelsKey = key;
    this.labelsOf = [this.waits, this.tasks];
    if (!this.waits.length && !this.tasks.length) return void (this.labels.firstChild && this.labels.replaceChildren());
    const waits = stretchLabels(this.waits.filter((/** @type {Wait} */ wait) => !wait.thread), process, view,
      (wait) => (wait.operation === "task" ? ["idle"] : [waitText(wait), wait.operation]));
    const tasks = stretchLabels(/** @type {Task[]} */ (this.tasks), process, view,
      (task) => [taskText(task), taskText({ ...task, items: null }), task.index === null ? task.function : `#${task.index}`],
      (task) => (task.error === null ? 0 : 10)); // there is a cross
    const element = (/** @type {string} */ kind, /** @type {any} */ { x, room, text }) => {
      const label = make("span", `mmv-label mmv-label-${kind}`, {}, text);
      label.style.cssText = `left:${x}px;max-width:${room}px;top:${barY}px;height:${barHeight}px;line-height:${barHeight - 0.5}px`;
      return label;
    };
    const kindOf = (/** @type {Task} */ task) => {
      if (task.error !== null) return "bad";
      const end = stretchEnd(task, process, state.now);
      const asleep = sleepsOf(task, end, process, state.now).reduce((sum, [from, to]) => sum + to - from, 0);
      return asleep > (end - task.start) / 2 ? "sleep" : "task";
    };
    this.labels.replaceChildren(...waits.map((label) => element("wait", label)), ...tasks.map((label) => element(kindOf(label.item), label)));
  }

  /** Closed spans are drawn once; the one under way is a rectangle that grows. @param {Process} process @param {View} view */
  drawSpans(process, { scale, barY, barHeight, state }) {
    const key = `${scale} ${barY} ${barHeight}`;
    if (this.spans !== process.spans || this.key !== key) {
      this.spans = process.spans;
      this.key = key;
      for (const [name, path] of Object.entries(lanePaths(process, scale, barY, barHeight))) put(this.paths[name], "d", path);
    }
    const k = process.spans.length - 1;
    const last = process.spans[k];
    const open = last && last[1] === null;
    put(this.open, "visibility", open ? "visible" : "hidden");
    if (!open) return;
    put(this.open, "class", `mmv-span mmv-${last[2]}`);
    put(this.open, "fill", last[2] === "zombie" ? `url(#${this.hatch})` : null);
    put(this.open, "x", round(last[0] * scale));
    put(this.open, "y", barY);
    put(this.open, "height", barHeight);
    put(this.open, "width", Math.max(1, round((openEnd(process, k, state.now) - last[0]) * scale)));
  }

  /** @param {Process} process @param {View} view @param {string} outcome @param {boolean} failed */
  drawEnd(process, view, outcome, failed) {
    const { scale, origin, width, shown, barY, barHeight } = view;
    const x = ((process.ended ?? shown) - origin) * scale;
    const middle = barY + barHeight / 2;
    const cross = `M${round(x - 5)} ${middle - 6}l10 12m0 -12l-10 12`;
    const line = `M${round(x)} ${barY - 3}v${barHeight + 6}`;
    put(this.end, "d", !outcome || process.ended === null ? "" : failed ? cross : line);
    const zombie = process.spans.at(-1);
    const stop = zombie?.[2] === "zombie" && zombie[0] <= shown ? (Math.min(shown, zombie[1] ?? view.state.now) - origin) * scale : x;
    write(this.outcome, outcome);
    const left = Math.round(Math.max(stop, x) + (failed ? 9 : 7));
    this.outcome.style.left = `${left}px`;
    this.outcome.style.maxWidth = `${Math.max(0, width - left)}px`;
    this.outcome.style.visibility = x < -12 && stop <= 0 ? "hidden" : "visible";
    this.outcome.style.top = `${middle}px`;
  }

  /** @param {Process} process @param {View} view */
  drawSays(process, { scale, origin, width, shown, barY, barHeight, compact }) {
    const count = countUntil(process.ticks, shown);
    const key = `${scale} ${origin} ${width} ${barY} ${count}`;
    if (this.ticks === process.ticks && this.saysKey === key) return;
    this.ticks = process.ticks;
    this.saysKey = key;
    const ticks = /** @type {Tick[]} */ (process.ticks.slice(0, count).map(([time, text]) => [time - origin, text]));
    const top = compact ? barY - 3 : 4;
    put(this.marks, "d", ticks.map(([time]) => `M${round(time * scale)} ${top}V${barY + barHeight}`).join(""));
    this.says.replaceChildren(...(compact ? [] : tickLabels(ticks, scale, width)).map(({ x, text, room }) => {
      const label = make("span", "mmv-say", {}, text);
      label.style.left = `${round(x + 4)}px`;
      label.style.maxWidth = `${room}px`;
      return label;
    }));
  }

  /** @param {Row} row @param {View} view */
  updateGroup(row, view) {
    const { shown, span, origin, scale, width, state } = view;
    const { alive, started } = countAt(row.members, shown);
    put(this.pan, "transform", null);
    const failed = row.members.filter((process) => process.failed && process.ended !== null && process.ended <= shown).length;
    put(this.element, "data-process-id", row.id);
    put(this.element, "data-name", rowName(row));
    put(this.element, "data-state", started === 0 ? "pending" : alive ? "running" : "ended");
    put(this.name, "type", "button");
    put(this.name, "aria-expanded", row.expanded);
    this.element.classList.add("mmv-group");
    this.element.classList.toggle("mmv-failed", failed > 0);
    write(this.pid, "");
    write(this.memory, "");
    write(this.cpu, row.expanded ? "" : `${alive} alive`);
    write(this.outcome, failed && !row.expanded ? `${failed} failed` : "");
    this.outcome.style.left = `${Math.round(Math.min((shown - origin) * scale, width - PAD_RIGHT) + 9)}px`;
    this.outcome.style.top = `${view.height / 2}px`;
    const bins = Math.max(1, Math.round(width / 3));
    const cover = row.expanded ? { alive: [], busy: [] } : coverage(row.members, span, bins, state.now, origin);
    const [bottom, height] = [view.height - 4, view.height - 8];
    put(this.paths.waiting, "d", areaPath(cover.alive, row.members.length, width / bins, bottom, height));
    put(this.paths.running, "d", areaPath(cover.busy, row.members.length, width / bins, bottom, height));
    put(this.open, "visibility", "hidden");
  }
}

/** Is this the state of a process that can do something? @param {ShownState} state */
function alive(state) {
  return state !== "pending" && state !== "ended" && state !== "zombie";
}

/** The part of a lane that is not in the future, as a `clip-path`. @param {View} view */
function uncovered({ shown, origin, scale, width, state }) {
  return shown < state.now ? `inset(0 ${round(Math.max(0, width - (shown - origin) * scale))}px 0 0)` : "none";
}

/** What is drawn for a whole recording is moved to where a window on it begins. @param {View} view */
function panning({ origin, scale }) {
  return origin ? `translate(${Math.round(-origin * scale * 100) / 100})` : null;
}

/** One queue or pipe: how many items are in it over time. */
class StripElement {
  constructor() {
    this.name = make("span", "mmv-strip-name");
    this.what = make("span", "mmv-strip-what");
    this.level = make("span", "mmv-strip-level");
    this.head = make("div", "mmv-strip-head", {}, this.name, this.what, this.level);
    this.capacity = draw("path", { class: "mmv-strip-capacity" });
    this.curve = draw("path", { class: "mmv-strip-curve" });
    this.tail = draw("path", { class: "mmv-strip-curve" });
    this.pan = draw("g", {}, this.curve, this.tail);
    this.svg = draw("svg", { class: "mmv-strip-svg", "aria-hidden": "true" }, this.capacity, this.pan);
    this.element = make("div", "mmv-strip", {}, this.head, make("div", "mmv-strip-lane", {}, this.svg));
  }

  /** @param {Shared} object @param {Level[]} levels @param {View} view */
  update(object, levels, view) {
    const { shown, scale, state, width } = view;
    const level = lastAt(levels, shown)?.[1] ?? 0;
    const past = levels.slice(0, countUntil(levels, shown));
    const peak = past.reduce((most, [, waiting]) => Math.max(most, waiting), 0);
    const what = object.kind === "Pipe" ? "messages under way" : "waiting messages";
    put(this.element, "data-name", object.name);
    put(this.element, "data-level", level);
    write(this.name, object.name);
    write(this.what, what);
    write(this.level, `${level} · most ${peak}`);
    const capacity = object.capacity === null ? "" : `, takes ${object.capacity} at most`;
    const text = `${objectTitle(state, object.id)}${capacity}: ${level} ${what} at ${formatSeconds(shown)}, ${peak} at most so far`;
    put(this.head, "title", text);
    const clip = uncovered(view);
    if (this.svg.style.clipPath !== clip) this.svg.style.clipPath = clip;
    put(this.pan, "transform", panning(view));
    const [bottom, height] = [STRIP_HEIGHT - 8, STRIP_HEIGHT - 15];
    const key = `${scale} ${width} ${object.capacity}`;
    if (this.levels !== levels || this.key !== key) this.drawCurve(object, levels, view, bottom, height);
    [this.levels, this.key] = [levels, key];
    const [time, last] = levels[levels.length - 1];
    put(this.tail, "d", `M${round(time * scale)} ${round(bottom - (last / (this.top ?? 1)) * height)}H${round(state.now * scale)}`);
  }

  /** @param {Shared} object @param {Level[]} levels @param {View} view @param {number} bottom @param {number} height */
  drawCurve(object, levels, { scale, width }, bottom, height) {
    const highest = levels.reduce((most, [, waiting]) => Math.max(most, waiting), 1);
    const bounded = object.capacity !== null && object.capacity <= 4 * highest;
    const top = bounded ? Math.max(highest, object.capacity ?? 0) : highest;
    this.top = top;
    this.curve.setAttribute("d", levelPath(levels, scale, top, bottom, height));
    put(this.capacity, "d", bounded ? `M0 ${round(bottom - ((object.capacity ?? 0) / top) * height) - 0.5}H${round(width)}` : "");
  }
}

/** How many items of a list sorted by time are not after `time`. @param {[number, ...any[]][]} ticks @param {number} time */
function countUntil(ticks, time) {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle][0] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A switch in the head. @param {string} label @param {boolean} on @param {(on: boolean) => void} changed */
function toggle(label, on, changed) {
  const knob = make("span", "mmv-knob", { "aria-hidden": "true" });
  const button = make("button", "mmv-toggle", { type: "button", role: "switch", "aria-checked": on }, label, knob);
  button.addEventListener("click", () => {
    const next = button.getAttribute("aria-checked") !== "true";
    button.setAttribute("aria-checked", String(next));
    changed(next);
  });
  return button;
}

/** The picture in an element: it draws a state, and again when that changes, at most once a frame of the screen. */
class Picture {
  /** @param {HTMLElement} parent @param {() => State} getState */
  constructor(parent, getState) {
    this.getState = getState;
    this.options = { machinery: true, systemTree: false, messages: true, allStrips: false, expanded: /** @type {Set<string>} */ (new Set()) };
    /** @type {number|null} The time that is shown of a recording; null is its end. */
    this.cursor = null;
    /** @type {[number, number]|null} The part of a recording that is shown, from and span; null is all of it. */
    this.window = null;
    this.speed = 1;
    this.playing = 0; // id of the animation frame
    this.scheduled = 0;
    this.width = 0;
    this.laneLeft = 0;
    this.nameWidth = 0;
    this.pad = PAD_RIGHT;
    this.numbers = /** @type {Map<string, number>} */ (new Map());
    this.stale = false;
    this.drawnLive = /** @type {boolean|null} */ (null);
    /** @type {{row: RowElement, x: number|null, y: number|null, time: number|null, message: Message|null}|null} what the tooltip is about */
    this.pointed = null;
    /** @type {Arrow[]} */
    this.arrows = [];
    /** @type {Map<string, StripElement>} */
    this.stripElements = new Map();
    /** @type {Map<string, RowElement>} */
    this.rows = new Map();
    // Ids are global to the page, and this module is loaded once for each picture, so counting would not do.
    this.hatch = `mmv-hatch-${Math.random().toString(36).slice(2)}`;
    this.build();
    parent.append(this.root);
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.axis);
    this.observer.observe(this.root);
    /** @type {Record<string, () => void>} These keys work wherever the focus is in the picture. */
    this.shortcuts = {
      ",": () => this.step(-1), ".": () => this.step(1),
      "-": () => this.zoom(2), "+": () => this.zoom(0.5), "=": () => this.zoom(0.5), 0: () => this.zoom(Infinity),
    };
    this.onKeyCapture = (/** @type {KeyboardEvent} */ event) => this.keepKey(event);
    this.measure();
    this.draw();
  }

  build() {
    this.mode = make("span", "mmv-mode");
    this.elapsed = make("span", "mmv-elapsed");
    this.pills = ["method", "count", "cpus"].map(() => make("span", "mmv-pill"));
    this.machinery = toggle("machinery", true, (on) => this.setOption({ machinery: on }));
    this.machinery.title = "Show what multiprocessing starts for its own use: fork server and resource tracker";
    this.systemTree = toggle("system tree", false, (on) => this.setOption({ systemTree: on }));
    this.systemTree.title = "Indent by the operating system's parent, not by who asked for the process";
    this.messages = toggle("messages", true, (on) => this.setOption({ messages: on }));
    this.messages.title = "Show an arrow for each message, from who sent it to who received it";
    const head = make("div", "mmv-head", {}, make("span", "mmv-title", {}, make("span", "mmv-live-dot", { "aria-hidden": "true" }), this.mode, this.elapsed),
      ...this.pills, make("span", "mmv-toggles", {}, this.messages, this.systemTree, this.machinery));
    this.notes = make("div", "mmv-notes");

    this.axisSvg = draw("svg", { class: "mmv-axis-svg", "aria-hidden": "true" });
    this.axisNow = draw("line", { class: "mmv-now", y1: 6, y2: "100%" });
    this.axis = make("div", "mmv-cell mmv-axis", { role: "columnheader", "aria-label": "time" }, this.axisSvg);
    this.axis.title = "Drag: go to a time. Ctrl + wheel: zoom. Shift + drag: move the zoomed part.";
    const columns = ["process", "pid", "cpu", "memory"].map((name) => make("div", `mmv-cell mmv-${name}`, { role: "columnheader" }, name));
    const header = make("div", "mmv-columns", { role: "row" }, ...columns, this.axis);
    this.grid = draw("svg", { class: "mmv-overlay mmv-grid", "aria-hidden": "true" });
    this.nowLine = draw("line", { class: "mmv-now", y1: 0, y2: "100%" });
    // In front of the lanes, and not in the way of the pointer: what goes from lane to lane is drawn here.
    this.front = draw("svg", { class: "mmv-overlay mmv-front", "aria-hidden": "true", "data-messages": 0 }, draw("defs", {}, hatchPattern(this.hatch)), this.nowLine);
    this.arrowGroups = ["all", "chosen"].map((name) => {
      const paths = Object.fromEntries(["line", "dashed", "head", "dot", "ring", "bad"].map((part) => [part, draw("path", { class: `mmv-arrow-${part}` })]));
      this.front.append(draw("g", { class: `mmv-arrows mmv-arrows-${name}` }, ...Object.values(paths)));
      return paths;
    });
    this.body = make("div", "mmv-rows", { role: "rowgroup" }, this.grid, this.front);
    this.scroll = make("div", "mmv-scroll", {}, make("div", "mmv-table", { role: "table", "aria-label": "processes over time" }, header, this.body));

    this.strips = make("div", "mmv-strips", { hidden: "" }); // between lanes and replay: what belongs to no process
    this.moreStrips = make("button", "mmv-more", { type: "button" });
    this.moreStrips.addEventListener("click", () => this.setOption({ allStrips: !this.options.allStrips }));
    this.replay = this.buildReplay();
    this.legend = make("div", "mmv-legend");
    this.caption = make("div", "mmv-caption");
    this.told = make("details", "mmv-told", { hidden: "" }, make("summary", "", {}, "all events as text"), make("ol", "mmv-events"));
    this.told.addEventListener("toggle", () => this.tellEvents());
    this.tip = make("div", "mmv-tip", { role: "tooltip", hidden: "" });
    this.status = make("div", "mmv-hidden", { role: "status" });
    this.root = make("div", "mmv-picture", { "data-live": "true", role: "group", "aria-label": "live picture of processes" },
      head, this.notes, this.scroll, this.strips, this.replay, this.caption, this.legend, this.told, this.tip, this.status);
    this.listen();
  }

  buildReplay() {
    this.play = make("button", "mmv-play", { type: "button", "aria-label": "play" }, draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("path")));
    this.clock = make("span", "mmv-clock");
    this.speeds = SPEEDS.map((speed) => {
      const button = make("button", "mmv-speed", { type: "button", "aria-pressed": speed === 1, "aria-label": `speed ${speed} times` }, `${speed}×`);
      button.addEventListener("click", () => {
        this.speed = speed;
        this.speeds.forEach((other, k) => put(other, "aria-pressed", SPEEDS[k] === speed));
      });
      return button;
    });
    this.slider = make("input", "mmv-slider", { type: "range", min: 0, max: 1, step: "any", "aria-label": "time in the recording" });
    this.play.addEventListener("click", () => this.togglePlay());
    this.slider.addEventListener("input", () => {
      this.pause();
      this.seek(Number(this.slider.value));
    });
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ icon, /** @type {() => void} */ clicked) => {
      const element = make("button", `mmv-small mmv-${name}`, { type: "button", "aria-label": label, title: label }, draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("path", { d: icon })));
      element.addEventListener("click", clicked);
      return element;
    };
    const previous = button("previous", "previous event (,)", "M12 3v10l-7 -5zM4 3v10", () => this.step(-1));
    const next = button("next", "next event (.)", "M4 3v10l7 -5zM12 3v10", () => this.step(1));
    const lens = "M7 2.5a4.5 4.5 0 1 0 .01 0zM10.3 10.3l3.7 3.7";
    this.zooms = make("span", "mmv-zooms", { role: "group", "aria-label": "zoom" },
      button("zoom-out", "zoom out (-)", `${lens}M5 7h4`, () => this.zoom(2)),
      button("zoom-in", "zoom in (+)", `${lens}M5 7h4M7 5v4`, () => this.zoom(0.5)),
      button("zoom-fit", "show all (0)", "M2 3v10M14 3v10M4.5 8h7M6.5 5.5l-2.5 2.5l2.5 2.5M9.5 5.5l2.5 2.5l-2.5 2.5", () => this.zoom(Infinity)));
    return make("div", "mmv-replay", { hidden: "" },
      make("div", "mmv-controls", {}, this.play, previous, next, this.clock, make("span", "mmv-speeds", { role: "group", "aria-label": "speed" }, ...this.speeds)),
      make("div", "mmv-track", {}, this.slider, this.zooms));
  }

  listen() {
    this.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => this.key(event));
    this.root.addEventListener("focusin", (/** @type {FocusEvent} */ event) => {
      window.addEventListener("keydown", this.onKeyCapture, true);
      const row = this.rowOf(event.target);
      if (row && event.target === row.element && row.element.matches(":focus-visible")) this.point(row, null, null);
    });
    this.root.addEventListener("focusout", () => {
      window.removeEventListener("keydown", this.onKeyCapture, true);
      this.point(null);
    });
    this.body.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
      const row = this.rowOf(event.target);
      if (row) this.point(row, event.clientX, null, event.clientY);
    });
    this.body.addEventListener("pointerleave", () => this.point(null));
    this.body.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const row = this.rowOf(event.target)?.row;
      if (row?.kind !== "group" || !(/** @type {Element} */ (event.target).closest(".mmv-name"))) return;
      const { expanded } = this.options;
      if (!expanded.delete(row.id)) expanded.add(row.id);
      this.setOption({ expanded: new Set(expanded) });
    });
    const scrub = (/** @type {PointerEvent} */ event) => {
      if (!this.canReplay() || !(event.buttons & 1)) return;
      this.pause();
      const view = this.view();
      if (event.shiftKey) this.move(-event.movementX / view.scale);
      else this.seek(view.origin + (event.clientX - this.axis.getBoundingClientRect().left) / view.scale);
    };
    this.scroll.addEventListener("wheel", (/** @type {WheelEvent} */ event) => {
      const x = event.clientX - this.axis.getBoundingClientRect().left;
      if (x < 0 || !this.canReplay()) return;
      const view = this.view();
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (event.ctrlKey || event.metaKey) this.zoom(Math.exp(Math.max(-100, Math.min(100, event.deltaY)) * 0.004), view.origin + x / view.scale);
      else if (this.window && Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) this.move(sideways / view.scale);
      else return;
      event.preventDefault();
    }, { passive: false });
    this.axis.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      this.axis.setPointerCapture(event.pointerId);
      scrub(event);
    });
    this.axis.addEventListener("pointermove", scrub);
  }

  /** @param {EventTarget|null} target @returns {RowElement|undefined} */
  rowOf(target) {
    const element = target instanceof Element ? target.closest(".mmv-row") : null;
    return element ? this.rows.get(element.getAttribute("data-process-id") ?? "") : undefined;
  }

  /** @param {Partial<Picture["options"]>} change */
  setOption(change) {
    this.options = { ...this.options, ...change };
    this.layoutOf = null;
    this.schedule();
  }

  // ................................................................................................ time and replay

  /** Something new has come from the process that records. */
  news() {
    clearTimeout(this.staleTimer);
    this.stale = false;
    if (this.getState().live) {
      this.pause();
      this.cursor = null;
      this.window = null;
      this.staleTimer = setTimeout(() => {
        this.stale = true;
        this.schedule();
      }, STALE_AFTER);
    }
    this.schedule();
  }

  canReplay() {
    return this.stale || !this.getState().live;
  }

  /** @param {number} time @param {string} [caption] what happens then */
  seek(time, caption = "") {
    const { now } = this.getState();
    this.cursor = time >= now ? null : Math.max(0, time);
    this.say(caption);
    this.follow(this.cursor ?? now);
    this.schedule();
  }

  /** @param {string} text under the slider, and for screen readers */
  say(text) {
    write(this.caption, text);
    if (text) write(this.status, text);
  }

  /** Go to the next event, or to the one before. @param {1|-1} direction */
  step(direction) {
    if (!this.canReplay()) return;
    this.pause();
    const state = this.getState();
    if (this.eventsOf !== state) [this.eventsOf, this.events] = [state, eventsOf(state)];
    const found = stepFrom(this.events ?? [], this.cursor ?? (direction > 0 ? Infinity : state.now), direction);
    if (found) this.seek(found.time, `${found.time.toFixed(4).replace(/0{1,2}$/, "")} s: ${found.text}`);
  }

  /** @param {number} factor of the time that is shown @param {number} [anchor] the time that stays where it is */
  zoom(factor, anchor) {
    if (!this.canReplay()) return;
    const { now } = this.getState();
    const [from, span] = this.window ?? [0, now];
    const shown = this.cursor ?? now;
    this.window = zoomed(this.window, factor, anchor ?? (shown >= from && shown <= from + span ? shown : from + span / 2), now);
    this.schedule();
  }

  /** Move the window. @param {number} seconds */
  move(seconds) {
    if (!this.window) return;
    this.window = within(this.window[0] + seconds, this.window[1], this.getState().now);
    this.schedule();
  }

  /** Keep the time that is shown in the window. @param {number} time @param {boolean} [smoothly] */
  follow(time, smoothly = false) {
    if (!this.window) return;
    const [from, span] = this.window;
    const { now } = this.getState();
    if (smoothly && time > from + 0.85 * span && time <= from + span) this.window = within(time - 0.85 * span, span, now);
    else if (time < from || time > from + span) this.window = within(time - (smoothly ? 0.1 : 0.5) * span, span, now);
  }

  togglePlay() {
    if (this.playing) return this.pause();
    if (!this.canReplay()) return undefined;
    if (this.cursor === null) this.cursor = 0;
    this.say("");
    const smoothly = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    let before = performance.now();
    const step = (/** @type {number} */ time) => {
      this.playing = requestAnimationFrame(step);
      this.cursor = (this.cursor ?? 0) + (Math.max(0, time - before) / 1000) * this.speed;
      before = time;
      if (this.cursor >= this.getState().now) this.seek(this.cursor);
      else this.follow(this.cursor, smoothly);
      if (this.cursor === null) this.pause();
      this.draw();
    };
    this.playing = requestAnimationFrame(step);
    return this.schedule();
  }

  pause() {
    cancelAnimationFrame(this.playing);
    this.playing = 0;
    this.schedule();
  }

  // ....................................................................................................... keyboard

  /** Is this a key that the picture uses itself? @param {KeyboardEvent} event */
  ownKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return false;
    if (event.key in this.shortcuts || event.key.toLowerCase() === "m") return true;
    if (event.shiftKey) return false;
    if (event.key === "Enter") return event.target instanceof HTMLButtonElement;
    return /^(Arrow.*|Home|End|Page.*| )$/.test(event.key);
  }

  /** JupyterLab takes arrows and space for itself, except under this attribute. @param {KeyboardEvent} event */
  keepKey(event) {
    if (this.root.contains(document.activeElement)) this.root.toggleAttribute("data-lm-suppress-shortcuts", this.ownKey(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.point(null);
    if (!this.ownKey(event)) return;
    const onButton = event.target instanceof HTMLButtonElement;
    const row = onButton ? undefined : this.rowOf(event.target);
    if (event.key.toLowerCase() === "m") this.nextMessage(row, event.key === "m" ? 1 : -1);
    else if (event.key in this.shortcuts) this.shortcuts[event.key]();
    else if (event.key === " " && !onButton && this.canReplay()) this.togglePlay();
    else if (event.target === this.slider) this.keyOnSlider(event.key);
    else if (row) this.keyOnRow(event.key, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Choose the next message of a row, or the one before. @param {RowElement|undefined} row @param {1|-1} direction */
  nextMessage(row, direction) {
    if (!row || !this.options.messages) return;
    const { state, shown } = this.view();
    const ids = new Set(row.row.process ? [row.row.process.id] : row.row.members.map(({ id }) => id));
    const mine = itemsOf(state.messages, "").filter(({ sent, sender, receiver }) => sent <= shown && (ids.has(sender ?? "") || ids.has(receiver ?? "")));
    if (!mine.length) return;
    const at = this.pointed?.message ? mine.findIndex(({ id }) => id === this.pointed?.message?.id) : -1;
    const message = mine[at < 0 ? (direction > 0 ? 0 : mine.length - 1) : Math.max(0, Math.min(mine.length - 1, at + direction))];
    this.follow(message.sent);
    this.pointed = { row, x: null, y: null, time: message.sent, message };
    write(this.status, messageLines(state, message, shown).map(([, text]) => text).join(", "));
    this.schedule();
  }

  /** @param {string} key */
  keyOnSlider(key) {
    const { now } = this.getState();
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };
    this.pause();
    this.seek((this.cursor ?? now) + (steps[key] ?? 0) * now);
  }

  /** Up and down go from row to row; left and right from one moment of its lane to the next. @param {string} key @param {RowElement} row */
  keyOnRow(key, row) {
    const elements = this.order;
    const at = elements.indexOf(row.element);
    /** @type {Record<string, number>} */
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: elements.length - 1, PageUp: at - 10, PageDown: at + 10 };
    if (key in to) {
      const next = elements[Math.max(0, Math.min(elements.length - 1, to[key]))];
      elements.forEach((element) => put(element, "tabindex", element === next ? 0 : -1));
      next.focus();
      return;
    }
    const { process } = row.row;
    if (!process || !key.startsWith("Arrow")) return;
    const { shown } = this.view();
    const { waits, tasks, holds } = this.getState();
    const stretches = [waits, tasks, holds].flatMap((collection) => itemsOf(/** @type {Collection<Stretch>} */ (collection), process.id));
    const moments = [...process.spans.map(([start]) => start), ...process.ticks.map(([time]) => time), ...stretches.flatMap(({ start, end }) => end === null ? [start] : [start, end]), process.ended ?? shown]
      .filter((time) => time <= shown).sort((a, b) => a - b);
    const time = (this.pointed?.message ? null : this.pointed?.time) ?? shown;
    const next = key === "ArrowLeft" ? moments.filter((moment) => moment < time).at(-1) : moments.find((moment) => moment > time);
    this.follow(next ?? time);
    this.point(row, null, next ?? time);
  }

  // ........................................................................................................ drawing

  measure() {
    const { offsetWidth, offsetLeft } = this.axis;
    if (!offsetWidth || (offsetWidth === this.width && offsetLeft === this.laneLeft)) return;
    this.width = offsetWidth;
    this.laneLeft = offsetLeft;
    this.root.style.setProperty("--mmv-lane-left", `${offsetLeft}px`);
    this.root.style.setProperty("--mmv-lane-width", `${offsetWidth}px`);
    this.schedule();
  }

  schedule() {
    this.scheduled ||= requestAnimationFrame(() => {
      this.scheduled = 0;
      this.draw();
    });
  }

  /** @returns {View} */
  view() {
    const state = this.getState();
    const shown = this.cursor ?? state.now;
    const domain = this.canReplay() ? Math.max(state.now, 1e-3) : liveDomain(state.now);
    const rows = this.layout();
    const window = this.canReplay() ? this.window : null;
    const room = Math.max(40, this.width - this.pad);
    const scale = room / (window?.[1] ?? domain);
    const compact = rows.length > 12;
    const talks = !compact && this.talks;
    const roomy = talks && state.messages.all.size + state.holds.all.size > 0;
    return {
      state, shown, scale, width: this.width, span: this.width / scale, origin: window?.[0] ?? 0, fit: room / domain, compact, hatch: this.hatch,
      height: compact ? 22 : roomy ? 40 : 34, barY: compact ? 5 : talks ? 18 : 10, barHeight: compact || talks ? 12 : 14,
    };
  }

  /** The rows, laid out again only after a change. @returns {Row[]} */
  layout() {
    const state = this.getState();
    const { processes, live, now } = state;
    if (this.waitsOf !== state.waits || this.padFor !== live) {
      [this.waitsOf, this.padFor] = [state.waits, live];
      // Who waits for ever at the end is told beside the lane, and needs more room than "exit 0".
      const stuck = live || this.width < 500 ? [] : [...processes.values()].map((process) => longWaitAt(state, process, now).length);
      this.pad = PAD_RIGHT + Math.min(90, Math.max(0, ...stuck) && Math.max(0, Math.max(...stuck) * 7.2 + 62 - PAD_RIGHT));
    }
    if (this.layoutOf !== processes || !this.laidOut) {
      this.layoutOf = processes;
      this.laidOut = layoutRows(processes.values(), this.options);
      this.numbers = rowNumbers(this.laidOut);
      const all = [...processes.values()];
      this.methods = [...new Set(all.flatMap((process) => (process.method && !isMachinery(process) ? [process.method] : [])))].sort();
      this.talks = all.some((process) => process.ticks.length);
      this.zombies = all.some((process) => process.spans.some((span) => span[2] === "zombie"));
      put(this.machinery, "hidden", all.some(isMachinery) ? null : "");
      const differs = all.some(({ parent, system_parent: other }) => other !== null && other !== parent && processes.has(other));
      put(this.systemTree, "hidden", differs ? null : "");
    }
    return this.laidOut;
  }

  draw() {
    const view = this.view();
    const { state, shown } = view;
    put(this.root, "data-live", state.live);
    put(this.root, "data-now", Number(shown.toFixed(4)));
    put(this.root, "data-playing", Boolean(this.playing));
    this.root.classList.toggle("mmv-at-end", this.canReplay() && this.cursor === null);
    this.root.classList.toggle("mmv-compact", view.compact);
    this.root.classList.toggle("mmv-roomy", view.height === 40);
    this.root.classList.toggle("mmv-below", view.state.messages.all.size + view.state.holds.all.size > 0);
    this.root.classList.toggle("mmv-stale", this.stale && state.live);
    this.drawHead(view);
    this.drawAxis(view);
    this.drawRows(view);
    this.drawMessages(view);
    this.drawStrips(view);
    this.drawReplay(view);
    this.drawLegend(view);
    this.told.hidden = state.live;
    if (!state.live) this.tellEvents();
    if (this.pointed) this.drawTip(view);
    else this.choose(null);
  }

  /** @param {View} view */
  drawHead({ state, shown }) {
    const { meta, live, now } = state;
    write(this.mode, live ? (this.stale ? "no news" : "live") : "recording");
    write(this.elapsed, formatSeconds(now));
    const counted = this.options.machinery ? [...state.processes.values()] : [...state.processes.values()].filter((p) => !isMachinery(p));
    const { alive, started } = countAt(counted, shown);
    const noun = started === 1 ? "process" : "processes";
    const [method, count, cpus] = this.pills;
    write(method, meta.method ? `start: ${meta.method}` : "");
    write(count, alive === started ? `${started} ${noun}` : `${alive} of ${started} ${noun} alive`);
    write(cpus, meta.cpus ? `${meta.cpus_usable ?? meta.cpus} of ${meta.cpus} CPU${meta.cpus === 1 ? "" : "s"}` : "");
    cpus.title = "CPUs that the notebook may use, of those that the machine has";
    write(this.notes, [...(Array.isArray(meta.notes) ? meta.notes.map(visible) : []), ...countNotes(state.counts)].join(" · "));
    put(this.messages, "hidden", state.messages.all.size ? null : "");
    if (this.drawnLive !== live) {
      const stuck = [...state.processes.values()].map((process) => [process.name, longWaitAt(state, process, now)]).filter(([, wait]) => wait);
      const waiting = stuck.length ? ` Waiting: ${stuck.map(([name, wait]) => `${name} (${wait})`).join(", ")}.` : "";
      if (this.drawnLive && !live) write(this.status, `The block has ended after ${formatSeconds(now)}: ${started} ${noun}, ${alive} alive.${waiting}`);
      this.drawnLive = live;
    }
  }

  /** @param {View} view */
  drawAxis({ scale, span, width, shown, origin }) {
    const key = `${scale} ${span} ${width} ${origin}`;
    const x = round((shown - origin) * scale);
    for (const line of [this.axisNow, this.nowLine]) {
      put(line, "x1", x);
      put(line, "x2", x);
    }
    if (this.axisKey === key) return;
    this.axisKey = key;
    const ticks = timeTicks(span, width, undefined, origin).map(({ time, label }) => ({ time: time - origin, label }));
    const line = (/** @type {number} */ time, /** @type {number} */ y) =>
      draw("line", { class: "mmv-grid-line", x1: round(time * scale) + 0.5, x2: round(time * scale) + 0.5, y1: y, y2: "100%" });
    this.grid.replaceChildren(...ticks.map(({ time }) => line(time, 0)));
    const labels = ticks.filter(({ time, label }) => time * scale + 5 + 7 * label.length < width).map(({ time, label }) => {
      const text = draw("text", { class: "mmv-axis-label", x: round(time * scale) + 5, y: 20 });
      text.textContent = label;
      return text;
    });
    this.axisSvg.replaceChildren(...ticks.map(({ time }) => line(time, 6)), ...labels, this.axisNow);
  }

  /** @param {View} view */
  drawRows(view) {
    const rows = this.layout();
    const present = new Set(rows.map((row) => row.id));
    for (const [id, row] of this.rows) {
      if (present.has(id)) continue;
      row.element.remove();
      this.rows.delete(id);
    }
    /** @type {Element|null} */
    let before = this.grid;
    rows.forEach((row, k) => {
      let element = this.rows.get(row.id);
      if (!element) this.rows.set(row.id, (element = new RowElement(row, this.hatch)));
      element.update(row, view, k % 2 === 1);
      if (before?.nextElementSibling !== element.element) before?.after(element.element);
      before = element.element;
    });
    this.order = rows.map((row) => /** @type {RowElement} */ (this.rows.get(row.id)).element);
    if (!this.order.some((element) => element.getAttribute("tabindex") === "0")) this.order[0]?.setAttribute("tabindex", "0");
    const wanted = nameWidth(rows);
    if (wanted > this.nameWidth) {
      this.nameWidth = wanted;
      this.root.style.setProperty("--mmv-name-width", `${wanted}px`);
    }
  }

  /** Arrows are laid out again only if something has changed; a cursor that moves past no event changes nothing. @param {View} view */
  drawMessages(view) {
    const { state, shown, scale, origin, width, height, barY, barHeight } = view;
    const { messages } = state;
    if (this.momentsOf !== messages && this.canReplay()) {
      this.momentsOf = messages;
      this.moments = [...messages.all.values()].flatMap(({ sent, received }) => (received === null ? [sent] : [sent, received])).sort((a, b) => a - b).map((time) => /** @type {[number]} */ ([time]));
    }
    const happened = this.canReplay() ? countUntil(this.moments ?? [], shown) : (itemsOf(messages, "").at(-1)?.sent ?? 0) <= shown;
    const key = [happened, scale, origin, width, height, barY, barHeight, this.options.messages, !state.live && shown >= state.now].join();
    if (this.arrowsOf === messages && this.arrowsIn === this.numbers && this.arrowsKey === key) return;
    [this.arrowsOf, this.arrowsIn, this.arrowsKey] = [messages, this.numbers, key];
    this.arrows = this.options.messages ? layoutArrows(itemsOf(messages, ""), this.numbers, view) : [];
    for (const [part, d] of Object.entries(arrowPaths(this.arrows))) this.arrowGroups[0][part].setAttribute("d", d);
    put(this.front, "data-messages", this.arrows.length);
    put(this.front, "data-density", this.arrows.length > 1.2 * width ? "crowd" : this.arrows.length > 0.2 * width ? "many" : "few");
    this.chosen = undefined;
  }

  /** Draw one arrow once more, so that it stands out. @param {Message|null} message */
  choose(message) {
    if (this.chosen === message) return;
    this.chosen = message;
    const arrow = message && this.arrows.find((other) => other.message.id === message.id);
    for (const [part, d] of Object.entries(arrowPaths(arrow ? [arrow] : []))) put(this.arrowGroups[1][part], "d", d);
    put(this.front, "data-chosen", arrow ? message.id : null);
  }

  /** @param {View} view */
  drawStrips(view) {
    const { levels, objects } = view.state;
    const ids = [...levels.keys()].filter((id) => levels.get(id)?.length).sort((a, b) => (levels.get(a)?.[0][0] ?? 0) - (levels.get(b)?.[0][0] ?? 0));
    const wanted = this.options.allStrips ? ids : ids.slice(0, STRIPS);
    put(this.strips, "hidden", ids.length ? null : "");
    for (const [id, strip] of this.stripElements) {
      if (wanted.includes(id)) continue;
      strip.element.remove();
      this.stripElements.delete(id);
    }
    wanted.forEach((id, k) => {
      const strip = this.stripElements.get(id) ?? new StripElement();
      this.stripElements.set(id, strip);
      strip.update(objects.get(id) ?? { id, name: id, kind: "", capacity: null }, levels.get(id) ?? [], view);
      if (this.strips.children[k] !== strip.element) this.strips.insertBefore(strip.element, this.strips.children[k] ?? null);
    });
    const more = ids.length > STRIPS;
    if (more && this.moreStrips.parentNode !== this.strips) this.strips.append(this.moreStrips);
    if (!more) this.moreStrips.remove();
    write(this.moreStrips, this.options.allStrips ? "show fewer" : `… ${ids.length - STRIPS} more`);
    put(this.moreStrips, "aria-expanded", this.options.allStrips);
  }

  /** @param {View} view */
  drawReplay({ state, shown, fit }) {
    const ready = this.canReplay();
    put(this.replay, "hidden", ready ? null : "");
    if (!ready) return;
    const { now } = state;
    put(this.slider, "max", now);
    if (Number(this.slider.value) !== shown) this.slider.value = String(shown);
    put(this.slider, "aria-valuetext", `${formatSeconds(shown)} of ${formatSeconds(now)}`);
    this.slider.style.width = `${Math.round(now * fit) + 16}px`;
    const [from, span] = this.window ?? [0, 0];
    this.slider.style.setProperty("--mmv-from", `${now > 0 ? round((from / now) * 100) : 0}%`);
    this.slider.style.setProperty("--mmv-to", `${now > 0 ? round(((from + span) / now) * 100) : 0}%`);
    put(this.root, "data-window", this.window ? this.window.map((value) => value.toFixed(4)).join(" ") : "");
    this.slider.style.setProperty("--mmv-done", `${now > 0 ? round((shown / now) * 100) : 100}%`);
    write(this.clock, `${formatSeconds(shown).replace(" s", "")} / ${formatSeconds(now)}`);
    put(this.play, "aria-label", this.playing ? "pause" : "play");
    put(this.play.firstChild.firstChild, "d", this.playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4.5 2.5v11l9-5.5z");
  }

  /** Everything that happened, in words, for who opens the list: the arrows and lanes say nothing to a screen reader. */
  tellEvents() {
    const state = this.getState();
    if (!(/** @type {HTMLDetailsElement} */ (this.told).open) || this.toldOf === state) return;
    this.toldOf = state;
    const events = eventsOf(state);
    const lines = events.slice(0, EVENTS_TOLD).map(({ time, text }) => make("li", "", {}, `${formatSeconds(time)}: ${text}`));
    if (events.length > EVENTS_TOLD) lines.push(make("li", "", {}, `… and ${events.length - EVENTS_TOLD} more: the recording has them all`));
    this.told.lastChild.replaceChildren(...lines);
  }

  /** @param {View} view */
  drawLegend({ state }) {
    const methods = this.methods.map((method) => (method === "spawn" ? "spawn: import" : method));
    if (this.legendOf !== state.waits) {
      this.legendOf = state.waits;
      this.blocked = [...new Set([...state.waits.all.values()].filter(({ thread }) => !thread).map(({ operation }) => (operation === "task" ? "waiting for a task" : operation)))].sort();
    }
    const operations = this.blocked ?? [];
    const blocked = operations.length > 4 ? [...operations.slice(0, 4), "…"] : operations;
    const items = [
      ["running", "running"],
      ["waiting", "waiting"],
      ["starting", methods.length ? `starting (${methods.join(", ")})` : "starting"],
      ...(this.zombies ? [["zombie", "zombie (ended, not joined)"]] : []),
      ...(state.tasks.all.size ? [["task", "task"]] : []),
      ...(blocked.length ? [["wait", `blocked in ${blocked.join(", ")}`]] : []),
      ...(state.holds.all.size ? [["hold", "lock held"]] : []),
      ...(state.messages.all.size ? [["message", "message: sent → received"]] : []),
      ...([...state.messages.all.values()].some(({ received }) => received === null) && !state.live ? [["unread", "nobody received it"]] : []),
      ...(this.talks ? [["say", "says"]] : []),
    ];
    const key = items.join();
    if (this.legendKey === key) return;
    this.legendKey = key;
    this.legend.replaceChildren(...items.map(([kind, text]) => {
      const swatch = draw("svg", { width: kind === "message" ? 20 : 13, height: 13, "aria-hidden": "true" }, ...this.swatch(kind));
      return make("span", "mmv-legend-item", {}, swatch, text);
    }));
  }

  /** What stands beside a word of the legend. @param {string} kind @returns {Node[]} */
  swatch(kind) {
    const path = (/** @type {string} */ name, /** @type {string} */ d) => draw("path", { class: `mmv-${name}`, d });
    switch (kind) {
      case "say": return [path("say-mark", "M6 0V13")];
      case "message": return [path("arrow-line", "M2 11C7 11 7 3 14 3"), path("arrow-dot", "M2.6 11h.01"), path("arrow-head", "M12.5 0L19 3L12.5 6Z")];
      case "unread": return [path("arrow-line", "M3 2C4 5 7 2 7 6"), path("arrow-dot", "M3 2.6h.01"), path("arrow-ring", circle(7, 9, 3))];
      case "hold": return [path("hold", "M0 8h13v3h-13z"), path("hold-mark", padlock(2, 5))];
      case "wait": return [draw("rect", { class: "mmv-wait", width: 13, height: 13 }), path("wait-dots", "M1 11H13")];
      case "task": return [draw("rect", { class: "mmv-task", width: 13, height: 13 }), path("task-edge", "M.5 .5h12v12h-12z")];
      default: return [draw("rect", { class: `mmv-span mmv-${kind}`, width: 13, height: 13, ...(kind === "zombie" ? { fill: `url(#${this.hatch})` } : {}) })];
    }
  }

  // ........................................................................................................ tooltip

  /** @param {RowElement|null} row @param {number|null} [x] of the pointer @param {number|null} [time] @param {number|null} [y] */
  point(row, x = null, time = null, y = null) {
    this.pointed = row ? { row, x, y, time, message: null } : null;
    if (!row) this.tip.hidden = true;
    if (row || this.chosen) this.schedule();
  }

  /** @param {View} view */
  drawTip(view) {
    const { row, x, y, time, message: given } = /** @type {NonNullable<Picture["pointed"]>} */ (this.pointed);
    const root = this.root.getBoundingClientRect();
    const lane = x === null ? null : x - root.left - this.laneLeft - this.root.clientLeft;
    const at = time ?? (lane === null || lane < 0 ? view.shown : Math.min(view.shown, view.origin + lane / view.scale));
    const near = lane === null || lane < 0 || y === null ? null : nearestArrow(this.arrows, lane, y - this.body.getBoundingClientRect().top);
    const message = given ?? near?.message ?? null;
    this.choose(message);
    const lines = message ? messageLines(view.state, message, view.shown) : row.row.process ? tipLines(row.row.process, at, view, 6 / view.scale) : groupLines(row.row, at);
    const key = lines.join("\u0000");
    if (this.tipKey !== key) {
      this.tipKey = key;
      this.tip.replaceChildren(...lines.map(([kind, text]) => make("div", `mmv-tip-${kind}`, {}, text)));
    }
    this.tip.hidden = false;
    const box = row.element.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.tip;
    const left = x === null ? this.laneLeft + Math.max(0, at - view.origin) * view.scale + 12 : x - root.left + 16;
    const flipped = left + offsetWidth > root.width - 6 ? left - offsetWidth - 30 : left;
    const below = box.bottom - root.top + 4;
    const top = below + offsetHeight > root.height - 6 ? box.top - root.top - offsetHeight - 4 : below;
    this.tip.style.left = `${Math.max(6, Math.min(flipped, root.width - offsetWidth - 6))}px`;
    this.tip.style.top = `${Math.max(4, Math.min(top, root.height - offsetHeight - 6))}px`;
  }

  dispose() {
    cancelAnimationFrame(this.playing);
    cancelAnimationFrame(this.scheduled);
    clearTimeout(this.staleTimer);
    window.removeEventListener("keydown", this.onKeyCapture, true);
    this.observer.disconnect();
    this.root.remove();
  }
}

/**
 * What the tooltip says of a process at a time: pairs of a kind of line and its text.
 * @param {Process} process @param {number} time @param {{state: State, shown: number}} view @param {number} near seconds
 * @returns {[string, string][]}
 */
export function tipLines(process, time, { state, shown }, near) {
  const now = shownState(state, process, time);
  const span = spanAt(process, time);
  const wait = alive(now) ? waitAt(state, process, time) : null;
  const until = span && span[1] !== null && span[1] <= shown ? formatSeconds(span[1]) : "now";
  const outcome = outcomeAt(process, time, state);
  const said = process.ticks.filter(([moment]) => Math.abs(moment - time) <= near && moment <= shown).at(-1) ?? lastAt(process.ticks, time);
  const use = now === "ended" || now === "pending" ? null : lastAt(process.use, time);
  /** @type {[string, string][]} */
  const lines = [["name", process.name]];
  lines.push(["line", [process.role, process.pid === null ? "" : `pid ${process.pid}`, process.method].filter(Boolean).join(" · ")]);
  if (now === "ended") lines.push([process.failed ? "bad" : "line", `${outcome || "ended"} at ${formatSeconds(process.ended ?? time)}`]);
  else if (wait) lines.push(["strong", `waiting: ${waitText(wait)}`], ["line", stretchText(wait, process, shown)]);
  else lines.push(["line", span ? `${STATE_TEXT[now]} · ${formatSeconds(span[0])} – ${until}` : STATE_TEXT[now]]);
  if (now === "zombie" && outcome) lines.push([process.failed ? "bad" : "line", outcome]);
  lines.push(...(alive(now) ? knownLines(state, process, time, shown) : []));
  if (use) lines.push(["line", `${Math.round(use[1])}% CPU · ${formatMemory(use[2])}`]);
  if (said) lines.push(["said", `${formatSeconds(said[0])}  ${said[1]}`]);
  if (process.detail && process.detail !== process.name) lines.push(["detail", process.detail]);
  return lines;
}

/** @param {Stretch} item @param {Process} process @param {number} shown */
function stretchText(item, process, shown) {
  const end = stretchEnd(item, process, shown);
  if (item.end === null || item.end > shown) return `since ${formatSeconds(item.start)}, for ${formatDuration(end - item.start)}`;
  return `${formatSeconds(item.start)} – ${formatSeconds(end)}, ${formatDuration(end - item.start)}`;
}

/** The task, the locks and the other threads' waits of one moment. @param {State} state @param {Process} process @param {number} time @param {number} shown @returns {[string, string][]} */
function knownLines(state, process, time, shown) {
  /** @type {[string, string][]} */
  const lines = [];
  const task = taskAt(state, process, time);
  if (task) lines.push(["strong", `task ${taskText(task)}`], ["line", [task.job && `job ${task.job}`, stretchText(task, process, shown)].filter(Boolean).join(" · ")]);
  if (task && task.error !== null && task.end !== null && task.end <= shown) lines.push(["bad", task.error]);
  for (const hold of activeAt(itemsOf(state.holds, process.id), process, time)) lines.push(["line", `holds ${objectName(state, hold.object)} since ${formatSeconds(hold.start)}`]);
  for (const wait of activeAt(itemsOf(state.waits, process.id), process, time)) if (wait.thread) lines.push(["line", `a thread waits: ${waitText(wait)}`]);
  return lines;
}

/** @param {Row} row @param {number} time @returns {[string, string][]} */
function groupLines(row, time) {
  const { alive, started } = countAt(row.members, time);
  const names = row.members.length > 1 ? `${row.members[0].name} to ${row.members[row.members.length - 1].name}` : "";
  return [["name", `${row.members.length} ${row.role}s`], ["line", names], ["line", `${started} started, ${alive} alive at ${formatSeconds(time)}`]];
}

/** @param {string} id */
function hatchPattern(id) {
  return draw("pattern", { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    draw("rect", { width: 6, height: 6, class: "mmv-hatch-ground" }), draw("rect", { width: 2.4, height: 6, class: "mmv-hatch-line" }));
}

/**
 * Put a picture into an element.
 * @param {HTMLElement} element
 * @param {() => State} getState
 * @param {(listener: () => void) => (() => void)} subscribe  calls the listener after each change of the state
 * @returns {() => void} takes it away again
 */
export function mountPicture(element, getState, subscribe) {
  const picture = new Picture(element, getState);
  picture.news();
  const unsubscribe = subscribe(() => picture.news());
  return () => {
    unsubscribe();
    picture.dispose();
  };
}

/**
 * The widget. anywidget calls this once for each model, so its views share one store.
 * (Its `initialize` and `render` see different proxies of a model: a map from model to store would not work.)
 */
export default () => {
  const store = createStore();
  return {
    /** @param {{model: any}} context */
    initialize({ model }) {
      const take = () => store.apply(model.get("frame"));
      model.on("change:frame", take);
      take();
      return () => model.off("change:frame", take);
    },
    /** @param {{model: any, el: HTMLElement}} context */
    render({ el }) {
      return mountPicture(el, store.getState, store.subscribe);
    },
  };
};
