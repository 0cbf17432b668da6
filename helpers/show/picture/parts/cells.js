/**
 * The cells of a row beside its lane.
 *
 * @import { Process, Sample } from "../data/state.js"
 * @import { Row } from "../layout/rows.js"
 * @import { View } from "../layout/view.js"
 */

import { formatMemory } from "../data/format.js";
import { changes } from "../data/memo.js";
import { roleLabel, rowName } from "../layout/rows.js";
import { dotX, treePath } from "../layout/tree.js";
import { draw, make, put, write } from "./dom.js";

/** The name of a process in the tree. */
export class NameCell {
  #changed = changes();
  #line = draw("path", { class: "mmv-tree-line" });
  #dot = draw(
    "g",
    { class: "mmv-dot" },
    draw("circle", { r: 5.5, class: "mmv-dot-disc" }),
    draw("path", { d: "M-3 -3L3 3M-3 3L3 -3", class: "mmv-dot-cross" }),
  );
  #tree = draw("svg", { class: "mmv-tree", "aria-hidden": "true" }, this.#line, this.#dot);
  #role = make("span", "mmv-role");

  /** @param {Row["kind"]} kind */
  constructor(kind) {
    this.name = kind === "group" ? make("button", "mmv-name", { type: "button" }) : make("span", "mmv-name");
    const parts = [this.#tree, this.name, this.#role];
    this.element = make("div", "mmv-cell mmv-process", { role: "rowheader" }, ...parts);
  }

  /** @param {Row} row @param {View} view */
  update(row, { height }) {
    const lines = treePath(row, height);
    if (!this.#changed(lines, height, row.depth, rowName(row), roleLabel(row), row.expanded)) return;
    put(this.#line, "d", lines);
    put(this.#dot, "transform", `translate(${dotX(row)} ${height / 2})`);
    put(this.#tree, "width", dotX(row) + 10);
    write(this.name, rowName(row));
    write(this.#role, roleLabel(row));
    if (row.kind === "group") put(this.name, "aria-expanded", row.expanded);
  }
}

/** Pid, CPU and memory. */
export class UseCells {
  #changed = changes();
  #pid = make("div", "mmv-cell mmv-pid", { role: "cell" });
  #meter = make("span", "mmv-meter-value");
  #cpu = make("span", "mmv-cpu-text");
  #memory = make("div", "mmv-cell mmv-memory", { role: "cell" });
  elements = [
    this.#pid,
    make(
      "div",
      "mmv-cell mmv-cpu",
      { role: "cell" },
      make("span", "mmv-meter", { "aria-hidden": "true" }, this.#meter),
      this.#cpu,
    ),
    this.#memory,
  ];

  /** @param {Process} process @param {Sample|null} use @param {boolean} pending */
  update({ pid }, use, pending) {
    if (!this.#changed(pid, use, pending)) return;
    write(this.#pid, pid === null || pending ? "–" : String(pid));
    write(this.#cpu, use ? `${Math.round(use[1])}%` : "–");
    write(this.#memory, use ? formatMemory(use[2]) : "–");
    this.#meter.style.width = use ? `${Math.max(0, Math.min(100, use[1]))}%` : "0";
  }

  /** Of a group. @param {string} text */
  tell(text) {
    write(this.#cpu, text);
  }
}
