/** Where the tooltip stands. */

const EDGE = 6; // pixels from the picture's edge
const BESIDE = 30; // pixels between a point and what stands to the left of it

/**
 * @typedef {{left: number, right: number, top: number, bottom: number, width: number, height: number}} Box
 * @typedef {{width: number, height: number}} Size
 */

/**
 * Below a row, at `left`; above it, or to the left of that, if there is no room.
 * @param {Size} tip
 * @param {number} left in the picture
 * @param {Box} row
 * @param {Box} picture
 */
export function tipPlace(tip, left, row, picture) {
  const flipped = left + tip.width > picture.width - EDGE ? left - tip.width - BESIDE : left;
  const below = row.bottom - picture.top + 4;
  const above = row.top - picture.top - tip.height - 4;
  const top = below + tip.height > picture.height - EDGE ? above : below;
  return {
    left: Math.max(EDGE, Math.min(flipped, picture.width - tip.width - EDGE)),
    top: Math.max(4, Math.min(top, picture.height - tip.height - EDGE)),
  };
}
