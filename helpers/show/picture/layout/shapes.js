/** Small pieces of SVG paths. */

/** @param {number} x */
export function round(x) {
  return Math.round(x * 10) / 10;
}

/**
 * A bar is at least one pixel wide: what was short must not vanish.
 * @param {number} x0
 * @param {number} x1
 * @param {number} y
 * @param {number} height
 */
export function bar(x0, x1, y, height) {
  const width = round(Math.max(1, x1 - x0));
  return `M${round(x0)} ${y}h${width}v${height}h-${width}z`;
}

/**
 * Nothing is made wider than it is: thousands of short waits must not hide the work between them.
 * @param {number} x0
 * @param {number} x1
 * @param {number} y
 * @param {number} height
 */
export function stretch(x0, x1, y, height) {
  const width = Math.round((x1 - x0) * 100) / 100;
  return width < 0.05 ? "" : `M${Math.round(x0 * 100) / 100} ${y}h${width}v${height}h-${width}z`;
}

/** A padlock, nine pixels wide: a ring to hang it up, and its body. @param {number} x @param {number} y */
export function padlock(x, y) {
  return `M${round(x + 2)} ${y}v-2a2.5 2.5 0 0 1 5 0v2M${round(x)} ${y}h9v6h-9zM${round(x + 1)} ${y + 3}h7`;
}

/** @param {number} x @param {number} y @param {number} r */
export function circle(x, y, r) {
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}
