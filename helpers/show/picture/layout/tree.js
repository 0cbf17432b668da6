/** @import { Row } from "./rows.js" */

import { roleLabel, rowName } from "./rows.js";

const INDENT = 24;
const ROOT_X = 23;

/** Where the dot of a row stands. @param {{depth: number}} row */
export function dotX(row) {
  return ROOT_X + row.depth * INDENT;
}

/** The lines of the tree in one row. @param {Row} row @param {number} height */
export function treePath(row, height) {
  const middle = height / 2;
  const x = dotX(row);
  let path = row.guides.map((goesOn, k) => (goesOn ? `M${ROOT_X + k * INDENT} 0V${height}` : "")).join("");
  if (row.depth) path += `M${x - INDENT} 0V${row.last ? middle : height}M${x - INDENT} ${middle}H${x - 9}`;
  if (row.hasChildren) path += `M${x} ${middle + 8}V${height}`;
  return path;
}

/** The width that the names need, by a rule of thumb for a 14 px font. @param {Row[]} rows */
export function nameWidth(rows) {
  const widths = rows.map((row) => {
    const role = roleLabel(row);
    return dotX(row) + 30 + 7.6 * rowName(row).length + (role ? 8 + 6.8 * role.length : 0);
  });
  return Math.ceil(Math.max(0, ...widths));
}
