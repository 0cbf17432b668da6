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
 * How the process ended, "" while it has not. Processes that are alive when the block ends are "still running".
 * @param {Process} process @param {number} time @param {number} now end of what is known @returns {string}
 */
export function outcomeAt(process, time, now) {
  if (process.ended !== null) return time >= process.ended ? (process.outcome ?? "ended") : "";
  return time >= now ? (process.outcome ?? "") : "";
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
export function timeTicks(span, width, apart = 64) {
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
  let path = row.guides.map((goesOn, k) => (goesOn ? `M${ROOT_X + (k + 0) * INDENT} 0V${height}` : "")).join("");
  if (row.depth) {
    const x = dotX(row) - INDENT;
    path += `M${x} 0V${row.last ? middle : height}M${x} ${middle}H${dotX(row) - 9}`;
  }
  if (row.hasChildren) path += `M${dotX(row)} ${middle + 8}V${height}`;
  return path;
}

/** The width that the names need, by a rule of thumb for a 14 px font. @param {Row[]} rows @returns {number} */
export function nameWidth(rows) {
  const widths = rows.map((row) => dotX(row) + 26 + 7.4 * rowName(row).length + 6.8 * roleLabel(row).length);
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
