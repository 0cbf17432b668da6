/** @import { Axis } from "./axis.js" */
/** @import { Arrows } from "./arrows.js" */

import { make } from "./dom.js";

/**
 * The table that has the rows: its head with the time axis, and its body, in which the rows stand behind the arrows.
 */
export class Table {
  /** @param {Axis} axis @param {Arrows} arrows */
  constructor(axis, arrows) {
    const names = ["process", "pid", "cpu", "memory"];
    const columns = names.map((name) => make("div", `mmv-cell mmv-${name}`, { role: "columnheader" }, name));
    const head = make("div", "mmv-columns", { role: "row" }, ...columns, axis.element);
    this.body = make("div", "mmv-rows", { role: "rowgroup" }, axis.grid, arrows.element);
    const attributes = { role: "table", "aria-label": "processes over time" };
    this.element = make("div", "mmv-scroll", {}, make("div", "mmv-table", attributes, head, this.body));
  }
}
