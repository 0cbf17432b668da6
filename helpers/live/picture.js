/**
 * The live picture of a recording: the process tree on the left, a lane over time for each process on the right.
 *
 *     frame (from the kernel) -> applyFrame -> state -> layoutRows, lanePaths, ... (pure) -> Picture (DOM)
 *
 * Three parts, in this order: the state and how frames change it; pure layout functions; the DOM. The DOM part knows
 * nothing of Jupyter: `mountPicture` needs a state and a way to hear of its changes, so a plain page can use it too.
 * Everything in a frame is data: it reaches the page through `textContent` and `setAttribute` alone.
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
 * @typedef {{method?: string, cpus?: number, cpus_usable?: number, python?: string, notes?: string[]}} Meta
 * @typedef {{seq: number, now: number, live: boolean, meta: Meta, processes: Map<string, Process>}} State
 */

// ---------------------------------------------------------------------------------------------------------- state

/** @type {readonly SpanState[]} In drawing order: a later one covers an earlier one. */
const SPAN_STATES = ["waiting", "starting", "running", "zombie"];
const MACHINERY = new Set(["fork server", "resource tracker"]);

/** The state before the first key frame. @returns {State} */
export function emptyState() {
  return { seq: -1, now: 0, live: true, meta: {}, processes: new Map() };
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
  };
}

/** @param {Process|undefined} old @param {any} news @param {string} id @returns {Process} */
function mergeProcess(old, news, id) {
  const text = (/** @type {keyof Process} */ field, /** @type {string} */ otherwise) =>
    news[field] === undefined ? (old?.[field] ?? otherwise) : String(news[field] ?? otherwise);
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
    outcome: orNull("outcome", String),
    failed: news.failed === undefined ? (old?.failed ?? false) : Boolean(news.failed),
    spans: spliced(old?.spans, news.spans, toSpan),
    use: spliced(old?.use, news.use, ([time, cpu, memory]) => [time, number(cpu) ?? 0, number(memory) ?? 0]),
    ticks: spliced(old?.ticks, news.ticks, ([time, said]) => [time, String(said ?? "")]),
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

/** The last item of a list sorted by time that is not after `time`. @template {[number, ...any[]]} T @param {T[]} list @param {number} time @returns {T|null} */
export function lastAt(list, time) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle][0] <= time) low = middle + 1;
    else high = middle;
  }
  return low ? list[low - 1] : null;
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
 * @param {number} span @param {number} width @param {number} [apart] smallest distance in pixels
 * @returns {{time: number, label: string}[]}
 */
export function timeTicks(span, width, apart = 84) {
  if (!(span > 0) || !(width > 0)) return [];
  const steps = [1, 2, 5].flatMap((k) => [k * 1e-4, k * 1e-3, k * 0.01, k * 0.1, k]).concat(10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600);
  const step = steps.sort((a, b) => a - b).find((s) => (s / span) * width >= apart) ?? Math.ceil((span * apart) / width / 3600) * 3600;
  const ticks = [];
  for (let k = 0; k * step <= span * (1 + 1e-9); k++) {
    const time = Number((k * step).toPrecision(12));
    ticks.push({ time, label: axisLabel(time, step) });
  }
  return ticks;
}

/** @param {number} time @param {number} step */
function axisLabel(time, step) {
  if (time === 0) return "0 s";
  if (step < 0.1) return `${Number((time * 1000).toPrecision(6))} ms`;
  if (step >= 30) return time < 60 ? `${time} s` : `${Math.floor(time / 60)}:${String(Math.round(time % 60)).padStart(2, "0")} min`;
  return `${time.toFixed(step < 1 ? 1 : 0)} s`;
}

/** A duration for people, with as many digits as matter. @param {number} seconds @returns {string} */
export function formatSeconds(seconds) {
  if (seconds >= 60) return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")} min`;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
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
 * @param {Process[]} processes @param {number} span seconds @param {number} bins @param {number} now
 * @returns {{alive: number[], busy: number[]}}
 */
export function coverage(processes, span, bins, now) {
  const alive = new Array(bins + 1).fill(0);
  const busy = new Array(bins + 1).fill(0);
  const bin = (/** @type {number} */ time) => Math.max(0, Math.min(bins, Math.round((time / span) * bins)));
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
const SPEEDS = [0.25, 1, 4];
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
 * @property {State} state
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
    this.bars = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, ...Object.values(this.paths), this.open);
    this.marks = draw("path", { class: "mmv-say-mark" });
    this.end = draw("path", { class: "mmv-end" });
    this.svg = draw("svg", { class: "mmv-lane-svg", "aria-hidden": "true" }, this.marks, this.end);
    this.says = make("div", "mmv-says", { "aria-hidden": "true" });
    this.outcome = make("span", "mmv-outcome");
    this.lane = make("div", "mmv-cell mmv-lane", { role: "cell" }, this.bars, this.svg, this.says, this.outcome);
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
    const hidden = view.shown < view.state.now ? `inset(0 ${round(Math.max(0, view.width - view.shown * view.scale))}px 0 0)` : "none";
    if (this.bars.style.clipPath !== hidden) this.bars.style.clipPath = hidden; // all bars are drawn; replay only uncovers them
    if (row.process) this.updateProcess(row.process, view);
    else this.updateGroup(row, view);
  }

  /** @param {Process} process @param {View} view */
  updateProcess(process, view) {
    const { shown, state } = view;
    const now = stateAt(process, shown);
    const outcome = outcomeAt(process, shown, state);
    const alive = now !== "pending" && now !== "ended" && now !== "zombie";
    const failed = process.failed && process.ended !== null && shown >= process.ended;
    put(this.element, "data-process-id", process.id);
    put(this.element, "data-name", process.name);
    put(this.element, "data-role", process.role);
    put(this.element, "data-state", now);
    put(this.element, "data-outcome", outcome);
    this.element.classList.toggle("mmv-failed", failed);
    this.element.classList.toggle("mmv-machinery", isMachinery(process));
    write(this.pid, process.pid === null || now === "pending" ? "–" : String(process.pid));
    const use = alive ? lastAt(process.use, shown) : null;
    write(this.cpu, use ? `${Math.round(use[1])}%` : "–");
    this.meter.style.width = use ? `${Math.max(0, Math.min(100, use[1]))}%` : "0";
    write(this.memory, use ? formatMemory(use[2]) : "–");
    const summary = `${process.name}, ${process.role}, ${outcome || STATE_TEXT[now]}`;
    put(this.element, "aria-label", process.pid === null ? summary : `${summary}, pid ${process.pid}`);
    this.drawSpans(process, view);
    this.drawEnd(process, view, outcome, failed);
    this.drawSays(process, view);
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
    const { scale, shown, barY, barHeight } = view;
    const x = (process.ended ?? shown) * scale;
    const middle = barY + barHeight / 2;
    const cross = `M${round(x - 5)} ${middle - 6}l10 12m0 -12l-10 12`;
    const line = `M${round(x)} ${barY - 3}v${barHeight + 6}`;
    put(this.end, "d", !outcome || process.ended === null ? "" : failed ? cross : line);
    const zombie = process.spans.at(-1);
    const stop = zombie?.[2] === "zombie" && zombie[0] <= shown ? Math.min(shown, zombie[1] ?? view.state.now) * scale : x;
    write(this.outcome, outcome);
    this.outcome.style.left = `${Math.round(Math.max(stop, x) + (failed ? 9 : 7))}px`;
    this.outcome.style.top = `${middle}px`;
  }

  /** @param {Process} process @param {View} view */
  drawSays(process, { scale, width, shown, barY, barHeight, compact }) {
    const count = lastIndexAt(process.ticks, shown);
    const key = `${scale} ${width} ${barY} ${count}`;
    if (this.ticks === process.ticks && this.saysKey === key) return;
    this.ticks = process.ticks;
    this.saysKey = key;
    const ticks = process.ticks.slice(0, count);
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
    const { shown, span, scale, width, state } = view;
    const { alive, started } = countAt(row.members, shown);
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
    this.outcome.style.left = `${Math.round(Math.min(shown * scale, width - PAD_RIGHT) + 9)}px`;
    this.outcome.style.top = `${view.height / 2}px`;
    const bins = Math.max(1, Math.round(width / 3));
    const cover = row.expanded ? { alive: [], busy: [] } : coverage(row.members, span, bins, state.now);
    const [bottom, height] = [view.height - 4, view.height - 8];
    put(this.paths.waiting, "d", areaPath(cover.alive, row.members.length, width / bins, bottom, height));
    put(this.paths.running, "d", areaPath(cover.busy, row.members.length, width / bins, bottom, height));
    put(this.open, "visibility", "hidden");
  }
}

/** How many items of a list sorted by time are not after `time`. @param {Tick[]} ticks @param {number} time */
function lastIndexAt(ticks, time) {
  let k = ticks.length;
  while (k && ticks[k - 1][0] > time) k--;
  return k;
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
    this.options = { machinery: true, systemTree: false, expanded: /** @type {Set<string>} */ (new Set()) };
    /** @type {number|null} The time that is shown of a recording; null is its end. */
    this.cursor = null;
    this.speed = 1;
    this.playing = 0; // id of the animation frame
    this.scheduled = 0;
    this.width = 0;
    this.laneLeft = 0;
    this.nameWidth = 0;
    this.stale = false;
    this.drawnLive = /** @type {boolean|null} */ (null);
    /** @type {{row: RowElement, x: number|null, time: number|null}|null} what the tooltip is about */
    this.pointed = null;
    /** @type {Map<string, RowElement>} */
    this.rows = new Map();
    // Ids are global to the page, and this module is loaded once for each picture, so counting would not do.
    this.hatch = `mmv-hatch-${Math.random().toString(36).slice(2)}`;
    this.build();
    parent.append(this.root);
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.axis);
    this.observer.observe(this.root);
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
    const head = make("div", "mmv-head", {}, make("span", "mmv-title", {}, make("span", "mmv-live-dot", { "aria-hidden": "true" }), this.mode, this.elapsed),
      ...this.pills, make("span", "mmv-toggles", {}, this.systemTree, this.machinery));
    this.notes = make("div", "mmv-notes");

    this.axisSvg = draw("svg", { class: "mmv-axis-svg", "aria-hidden": "true" });
    this.axisNow = draw("line", { class: "mmv-now", y1: 6, y2: "100%" });
    this.axis = make("div", "mmv-cell mmv-axis", { role: "columnheader", "aria-label": "time" }, this.axisSvg);
    const columns = ["process", "pid", "cpu", "memory"].map((name) => make("div", `mmv-cell mmv-${name}`, { role: "columnheader" }, name));
    const header = make("div", "mmv-columns", { role: "row" }, ...columns, this.axis);
    this.grid = draw("svg", { class: "mmv-overlay mmv-grid", "aria-hidden": "true" });
    this.nowLine = draw("line", { class: "mmv-now", y1: 0, y2: "100%" });
    // In front of the lanes, and not in the way of the pointer: what goes from lane to lane is drawn here.
    this.front = draw("svg", { class: "mmv-overlay mmv-front", "aria-hidden": "true" }, draw("defs", {}, hatchPattern(this.hatch)), this.nowLine);
    this.body = make("div", "mmv-rows", { role: "rowgroup" }, this.grid, this.front);
    this.scroll = make("div", "mmv-scroll", {}, make("div", "mmv-table", { role: "table", "aria-label": "processes over time" }, header, this.body));

    this.strips = make("div", "mmv-strips"); // between lanes and replay: room for what belongs to no process
    this.replay = this.buildReplay();
    this.legend = make("div", "mmv-legend");
    this.tip = make("div", "mmv-tip", { role: "tooltip", hidden: "" });
    this.status = make("div", "mmv-hidden", { role: "status" });
    this.root = make("div", "mmv-picture", { "data-live": "true", role: "group", "aria-label": "live picture of processes" },
      head, this.notes, this.scroll, this.strips, this.replay, this.legend, this.tip, this.status);
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
    return make("div", "mmv-replay", { hidden: "" },
      make("div", "mmv-controls", {}, this.play, this.clock, make("span", "mmv-speeds", { role: "group", "aria-label": "speed" }, ...this.speeds)),
      make("div", "mmv-track", {}, this.slider));
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
      if (row) this.point(row, event.clientX, null);
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
      this.seek((event.clientX - this.axis.getBoundingClientRect().left) / this.view().scale);
    };
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

  /** @param {number} time */
  seek(time) {
    const { now } = this.getState();
    this.cursor = time >= now ? null : Math.max(0, time);
    this.schedule();
  }

  togglePlay() {
    if (this.playing) return this.pause();
    if (!this.canReplay()) return undefined;
    if (this.cursor === null) this.cursor = 0;
    let before = performance.now();
    const step = (/** @type {number} */ time) => {
      this.playing = requestAnimationFrame(step);
      this.cursor = (this.cursor ?? 0) + (Math.max(0, time - before) / 1000) * this.speed;
      before = time;
      if (this.cursor >= this.getState().now) this.seek(this.cursor);
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
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
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
    if (event.key === " " && !onButton && this.canReplay()) this.togglePlay();
    else if (event.target === this.slider) this.keyOnSlider(event.key);
    else if (row) this.keyOnRow(event.key, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
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
    const moments = [...process.spans.map(([start]) => start), ...process.ticks.map(([time]) => time), process.ended ?? shown]
      .filter((time) => time <= shown).sort((a, b) => a - b);
    const time = this.pointed?.time ?? shown;
    const next = key === "ArrowLeft" ? moments.filter((moment) => moment < time).at(-1) : moments.find((moment) => moment > time);
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
    const scale = Math.max(40, this.width - PAD_RIGHT) / domain;
    const compact = this.layout().length > 12;
    const talks = !compact && this.talks;
    return {
      state, shown, scale, width: this.width, span: this.width / scale, compact, hatch: this.hatch,
      height: compact ? 22 : 34, barY: compact ? 5 : talks ? 18 : 10, barHeight: compact || talks ? 12 : 14,
    };
  }

  /** The rows, laid out again only after a change. @returns {Row[]} */
  layout() {
    const { processes } = this.getState();
    if (this.layoutOf !== processes || !this.laidOut) {
      this.layoutOf = processes;
      this.laidOut = layoutRows(processes.values(), this.options);
      const all = [...processes.values()];
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
    this.root.classList.toggle("mmv-stale", this.stale && state.live);
    this.drawHead(view);
    this.drawAxis(view);
    this.drawRows(view);
    this.drawReplay(view);
    this.drawLegend(view);
    if (this.pointed) this.drawTip(view);
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
    write(this.notes, Array.isArray(meta.notes) ? meta.notes.map(String).join(" · ") : "");
    if (this.drawnLive !== live) {
      if (this.drawnLive && !live) write(this.status, `The block has ended after ${formatSeconds(now)}: ${started} ${noun}, ${alive} alive.`);
      this.drawnLive = live;
    }
  }

  /** @param {View} view */
  drawAxis({ scale, span, width, shown, compact }) {
    const key = `${scale} ${span} ${width}`;
    const x = round(shown * scale);
    for (const line of [this.axisNow, this.nowLine]) {
      put(line, "x1", x);
      put(line, "x2", x);
    }
    if (this.axisKey === key) return;
    this.axisKey = key;
    const ticks = timeTicks(span, width);
    const line = (/** @type {number} */ time, /** @type {number} */ y) =>
      draw("line", { class: "mmv-grid-line", x1: round(time * scale) + 0.5, x2: round(time * scale) + 0.5, y1: y, y2: "100%" });
    this.grid.replaceChildren(...ticks.map(({ time }) => line(time, 0)));
    const labels = ticks.filter(({ time }) => time * scale < width - 28).map(({ time, label }) => {
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

  /** @param {View} view */
  drawReplay({ state, shown, scale }) {
    const ready = this.canReplay();
    put(this.replay, "hidden", ready ? null : "");
    if (!ready) return;
    const { now } = state;
    put(this.slider, "max", now);
    if (Number(this.slider.value) !== shown) this.slider.value = String(shown);
    put(this.slider, "aria-valuetext", `${formatSeconds(shown)} of ${formatSeconds(now)}`);
    this.slider.style.width = `${Math.round(now * scale) + 16}px`;
    this.slider.style.setProperty("--mmv-done", `${now > 0 ? round((shown / now) * 100) : 100}%`);
    write(this.clock, `${formatSeconds(shown).replace(" s", "")} / ${formatSeconds(now)}`);
    put(this.play, "aria-label", this.playing ? "pause" : "play");
    put(this.play.firstChild.firstChild, "d", this.playing ? "M4 3h3v10H4zM9 3h3v10H9z" : "M4.5 2.5v11l9-5.5z");
  }

  /** @param {View} view */
  drawLegend({ state }) {
    const { method } = state.meta;
    const items = [
      ["running", "running"],
      ["waiting", "waiting"],
      ["starting", !method ? "starting" : `starting (${method === "spawn" ? "spawn: import" : method})`],
      ...(this.zombies ? [["zombie", "zombie (ended, not joined)"]] : []),
      ...(this.talks ? [["say", "says"]] : []),
    ];
    const key = items.join();
    if (this.legendKey === key) return;
    this.legendKey = key;
    this.legend.replaceChildren(...items.map(([kind, text]) => {
      const swatch = draw("svg", { width: 13, height: 13, "aria-hidden": "true" },
        kind === "say" ? draw("path", { class: "mmv-say-mark", d: "M6 0V13" })
          : draw("rect", { class: `mmv-span mmv-${kind}`, width: 13, height: 13, ...(kind === "zombie" ? { fill: `url(#${this.hatch})` } : {}) }));
      return make("span", "mmv-legend-item", {}, swatch, text);
    }));
  }

  // ........................................................................................................ tooltip

  /** @param {RowElement|null} row @param {number|null} [x] of the pointer @param {number|null} [time] */
  point(row, x = null, time = null) {
    this.pointed = row ? { row, x, time } : null;
    if (row) this.schedule();
    else this.tip.hidden = true;
  }

  /** @param {View} view */
  drawTip(view) {
    const { row, x, time } = /** @type {NonNullable<Picture["pointed"]>} */ (this.pointed);
    const root = this.root.getBoundingClientRect();
    const lane = x === null ? null : x - root.left - this.laneLeft - this.root.clientLeft;
    const at = time ?? (lane === null || lane < 0 ? view.shown : Math.min(view.shown, lane / view.scale));
    const lines = row.row.process ? tipLines(row.row.process, at, view, 6 / view.scale) : groupLines(row.row, at);
    const key = lines.join("\u0000");
    if (this.tipKey !== key) {
      this.tipKey = key;
      this.tip.replaceChildren(...lines.map(([kind, text]) => make("div", `mmv-tip-${kind}`, {}, text)));
    }
    this.tip.hidden = false;
    const box = row.element.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = this.tip;
    const left = x === null ? this.laneLeft + at * view.scale + 12 : x - root.left + 16;
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
  const now = stateAt(process, time);
  const span = spanAt(process, time);
  const until = span && span[1] !== null && span[1] <= shown ? formatSeconds(span[1]) : "now";
  const outcome = outcomeAt(process, time, state);
  const said = process.ticks.filter(([moment]) => Math.abs(moment - time) <= near && moment <= shown).at(-1) ?? lastAt(process.ticks, time);
  const use = now === "ended" || now === "pending" ? null : lastAt(process.use, time);
  /** @type {[string, string][]} */
  const lines = [["name", process.name]];
  lines.push(["line", [process.role, process.pid === null ? "" : `pid ${process.pid}`, process.method].filter(Boolean).join(" · ")]);
  if (now === "ended") lines.push([process.failed ? "bad" : "line", `${outcome || "ended"} at ${formatSeconds(process.ended ?? time)}`]);
  else lines.push(["line", span ? `${STATE_TEXT[now]} · ${formatSeconds(span[0])} – ${until}` : STATE_TEXT[now]]);
  if (now === "zombie" && outcome) lines.push([process.failed ? "bad" : "line", outcome]);
  if (use) lines.push(["line", `${Math.round(use[1])}% CPU · ${formatMemory(use[2])}`]);
  if (said) lines.push(["said", `${formatSeconds(said[0])}  ${said[1]}`]);
  if (process.detail && process.detail !== process.name) lines.push(["detail", process.detail]);
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
