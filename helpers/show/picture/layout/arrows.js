/**
 * An arrow for each message.
 *
 * @import { Message, State } from "../data/state.js"
 *
 * @typedef {"arrow"|"loop"|"under way"|"unread"|"error"|"from"|"to"} ArrowKind
 *     from whom it came is not known ("from"), or to whom it went ("to")
 * @typedef {readonly [number, number, number, number, number, number, number, number]} Curve
 *     of Bézier: start, two control points, end
 * @typedef {{message: Message, kind: ArrowKind, curve: Curve}} Arrow
 *
 * @typedef {object} Lanes
 * @property {State} state
 * @property {number} shown    the time that is shown
 * @property {number} origin   the time at the left
 * @property {number} scale    pixels per second
 * @property {number} width
 * @property {number} height   of a row
 * @property {number} barY
 * @property {number} barHeight
 *
 * @typedef {{sender: number|undefined, receiver: number|undefined, x0: number, x1: number, received: boolean}} Ends
 */

import { isOver } from "../data/moment.js";
import { circle, round } from "./shapes.js";

const BEYOND = 20; // pixels beside the window in which an arrow is drawn still

/**
 * The arrows of all messages that had been sent at `lanes.shown`, as they were then.
 * Who is in no row counts as unknown.
 * @param {readonly Message[]} messages in order of `sent`
 * @param {Map<string, number>} numbers of rows
 * @param {Lanes} lanes
 */
export function layoutArrows(messages, numbers, lanes) {
  /** @type {Arrow[]} */
  const arrows = [];
  for (const message of messages) {
    if (message.sent > lanes.shown) break;
    const ends = endsOf(message, numbers, lanes);
    const kind = isOutside(ends, lanes.width) ? null : kindOf(message, ends, lanes);
    if (kind) arrows.push({ message, kind, curve: curveOf(kind, ends, lanes) });
  }
  return arrows;
}

/** @param {Message} message @param {Map<string, number>} numbers @param {Lanes} lanes @returns {Ends} */
function endsOf({ sender, receiver, sent, received }, numbers, { shown, origin, scale }) {
  const arrived = received !== null && received <= shown ? received : null;
  return {
    sender: sender === null ? undefined : numbers.get(sender),
    receiver: receiver === null ? undefined : numbers.get(receiver),
    x0: (sent - origin) * scale,
    x1: ((arrived ?? sent) - origin) * scale,
    received: arrived !== null,
  };
}

/** @param {Ends} ends @param {number} width */
function isOutside({ x0, x1 }, width) {
  return (x0 < -BEYOND && x1 < -BEYOND) || (x0 > width + BEYOND && x1 > width + BEYOND);
}

/**
 * Null if neither end is known.
 * @param {Message} message
 * @param {Ends} ends
 * @param {Lanes} lanes
 * @returns {ArrowKind|null}
 */
function kindOf(message, { sender, receiver, received }, { state, shown }) {
  if (sender === undefined) return receiver === undefined || !received ? null : "from";
  if (message.error !== null) return "error";
  if (!received) return isOver(state, shown) && message.received === null && !message.unseen ? "unread" : "under way";
  if (receiver === undefined) return "to";
  return sender === receiver ? "loop" : "arrow";
}

/** @param {ArrowKind} kind @param {Ends} ends @param {Lanes} lanes @returns {Curve} */
function curveOf(kind, { sender = 0, receiver = 0, x0, x1 }, { height, barY, barHeight }) {
  const top = (/** @type {number} */ row) => row * height + barY;
  const bottom = (/** @type {number} */ row) => top(row) + barHeight;
  switch (kind) {
    case "from":
      return arriving(x1, top(receiver));
    case "loop":
      return loop(x0, Math.max(7, x1 - x0), bottom(sender));
    case "arrow":
      return receiver > sender
        ? across(x0, bottom(sender), x1, top(receiver))
        : across(x0, top(sender), x1, bottom(receiver));
    default:
      return leaving(x0, bottom(sender), kind === "under way" || kind === "to" ? 11 : 7);
  }
}

/** @param {number} x @param {number} y @returns {Curve} */
function arriving(x, y) {
  return [x - 4, y - 12, x - 4, y - 8, x, y - 5, x, y];
}

/** @param {number} x @param {number} y @param {number} length @returns {Curve} */
function leaving(x, y, length) {
  return [x, y, x + 1, y + 3, x + 3, y + length - 3, x + 3, y + length];
}

/** @param {number} x @param {number} width @param {number} y @returns {Curve} */
function loop(x, width, y) {
  return [x, y, x, y + 11, x + width, y + 11, x + width, y];
}

/** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @returns {Curve} */
function across(x0, y0, x1, y1) {
  const middle = (y0 + y1) / 2;
  return [x0, y0, x0 + 8, middle, x1 - 8, middle, x1, y1];
}

/** @typedef {keyof typeof NO_PATHS} ArrowPart lines, heads, dots at the sender, rings, red rings */
const NO_PATHS = { line: "", dashed: "", head: "", dot: "", ring: "", bad: "" };
export const ARROW_PARTS = /** @type {ArrowPart[]} */ (Object.keys(NO_PATHS));

/** The paths that draw arrows, however many. @param {Arrow[]} arrows */
export function arrowPaths(arrows) {
  const paths = { ...NO_PATHS };
  for (const { kind, curve } of arrows) {
    const [x0, y0, ax, ay, bx, by, x1, y1] = curve.map(round);
    paths[kind === "under way" ? "dashed" : "line"] += `M${x0} ${y0}C${ax} ${ay} ${bx} ${by} ${x1} ${y1}`;
    if (kind === "from") paths.ring += circle(x0, y0, 2.5);
    else paths.dot += `M${x0} ${y0}h.01`;
    if (kind === "error") paths.bad += circle(x1, y1 + 3.2, 3.2);
    else if (kind === "unread") paths.ring += circle(x1, y1 + 3.2, 3.2);
    else if (kind !== "under way") paths.head += arrowHead(x1, y1, kind === "loop" || y1 < y0);
  }
  return paths;
}

/** @param {number} x @param {number} y @param {boolean} up */
function arrowHead(x, y, up) {
  const back = round(up ? y + 6 : y - 6);
  return `M${round(x - 3.4)} ${back}L${x} ${y}L${round(x + 3.4)} ${back}Z`;
}
