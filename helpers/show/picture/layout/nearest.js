/** @import { Arrow, Curve } from "./arrows.js" */

const PIECES = 24; // straight ones, of which a curve is made to measure distances

/**
 * The arrow nearest to a point, if it is at most `reach` pixels away.
 * @param {Arrow[]} arrows
 * @param {number} x
 * @param {number} y
 * @param {number} [reach]
 */
export function nearestArrow(arrows, x, y, reach = 6) {
  /** @type {Arrow|null} */
  let best = null;
  let least = reach;
  for (const arrow of arrows) {
    if (!isInBox(arrow, x, y, least)) continue;
    const distance = arrowDistance(arrow, x, y);
    if (distance > least) continue;
    least = distance;
    best = arrow;
  }
  return best;
}

/** @param {Arrow} arrow is there a ring at its end? */
function hasRing({ kind }) {
  return kind === "unread" || kind === "error";
}

/**
 * Can the point be that near to the arrow?
 * @param {Arrow} arrow
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 */
function isInBox(arrow, x, y, reach) {
  const [x0, y0, ax, ay, bx, by, x1, y1] = arrow.curve;
  return (
    x >= Math.min(x0, ax, bx, x1) - reach &&
    x <= Math.max(x0, ax, bx, x1) + reach &&
    y >= Math.min(y0, ay, by, y1) - reach &&
    y <= Math.max(y0, ay, by, y1) + reach + (hasRing(arrow) ? 6 : 0)
  );
}

/** @param {Arrow} arrow @param {number} x @param {number} y */
function arrowDistance(arrow, x, y) {
  const [, , , , , , x1, y1] = arrow.curve;
  const toRing = hasRing(arrow) ? Math.hypot(x - x1, y - y1 - 3) - 3 : Infinity;
  return Math.min(curveDistance(arrow.curve, x, y), toRing);
}

/** @param {Curve} curve @param {number} x @param {number} y */
function curveDistance(curve, x, y) {
  let least = Infinity;
  let [px, py] = curve;
  for (let k = 1; k <= PIECES; k++) {
    const [qx, qy] = pointOf(curve, k / PIECES);
    const [dx, dy] = [qx - px, qy - py];
    const along = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - px - along * dx, y - py - along * dy));
    [px, py] = [qx, qy];
  }
  return least;
}

/** @param {Curve} curve @param {number} t from 0 to 1 */
function pointOf([x0, y0, ax, ay, bx, by, x1, y1], t) {
  const u = 1 - t;
  return [
    u * u * u * x0 + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * x1,
    u * u * u * y0 + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * y1,
  ];
}
