/**
 * What all parts of the picture are drawn with.
 *
 * @import { State } from "../data/state.js"
 * @import { Outline } from "./outline.js"
 * @import { Window } from "./window.js"
 *
 * @typedef {object} Options            what the reader has chosen to see
 * @property {boolean} machinery        fork server and resource tracker
 * @property {boolean} systemTree       the operating system's parents
 * @property {boolean} messages
 * @property {boolean} allStrips
 * @property {Set<string>} expanded     ids of groups
 *
 * @typedef {object} Moment          what is shown of a recording
 * @property {number} shown          the time that is shown
 * @property {boolean} atEnd         that is the end
 * @property {Window|null} window
 * @property {boolean} replayable    the block is over, or has fallen silent
 * @property {boolean} silent
 * @property {boolean} playing
 *
 * @typedef {object} Scales
 * @property {number} width     of a lane
 * @property {number} scale     pixels per second
 * @property {number} fit       pixels per second if nothing is zoomed
 * @property {number} span      seconds that a lane has room for
 * @property {number} origin    the time at the left end of the lanes
 *
 * @typedef {object} Heights
 * @property {boolean} compact
 * @property {number} height    of a row
 * @property {number} barY
 * @property {number} barHeight
 *
 * @typedef {{state: State, options: Options, outline: Outline} & Moment & Scales & Heights} View
 */

import { longWaitAt } from "../data/stretches.js";
import { liveDomain } from "./axis.js";
import { round } from "./shapes.js";

export const PAD = 86; // pixels at the end of a lane, for "exit 0" and the like
export const ROOMY = 40; // pixels: a row with words above its bar, and messages or locks below

/**
 * Who waits for ever at the end is told beside the lane, and needs more room than "exit 0".
 * @param {State} state
 * @param {boolean} wide
 */
export function padOf(state, wide) {
  if (state.live || !wide) return PAD;
  const lengths = [...state.processes.values()].map((process) => longWaitAt(state, process, state.now).length);
  const longest = Math.max(0, ...lengths);
  return longest ? PAD + Math.min(90, Math.max(0, longest * 7.2 + 62 - PAD)) : PAD;
}

/** @param {State} state @param {Moment} moment @param {number} width @param {number} pad @returns {Scales} */
export function scalesOf({ now }, { window, replayable }, width, pad) {
  const room = Math.max(40, width - pad);
  const domain = replayable ? Math.max(now, 1e-3) : liveDomain(now);
  const [origin, shown] = (replayable && window) || [0, domain];
  const scale = room / shown;
  return { width, scale, fit: room / domain, span: width / scale, origin };
}

/** @param {State} state @param {Outline} outline @returns {Heights} */
export function heightsOf({ messages, holds }, { rows, talks }) {
  if (rows.length > 12) return { compact: true, height: 22, barY: 5, barHeight: 12 };
  if (!talks) return { compact: false, height: 34, barY: 10, barHeight: 14 };
  const roomy = messages.all.size + holds.all.size > 0;
  return { compact: false, height: roomy ? ROOMY : 34, barY: 18, barHeight: 12 };
}

/** The part of a lane that is not in the future, as a `clip-path`. @param {View} view */
export function uncovered({ shown, origin, scale, width, state }) {
  return shown < state.now ? `inset(0 ${round(Math.max(0, width - (shown - origin) * scale))}px 0 0)` : "none";
}

/** What is drawn for a whole recording is moved to where a window on it begins. @param {View} view */
export function panning({ origin, scale }) {
  return origin ? `translate(${Math.round(-origin * scale * 100) / 100})` : null;
}
