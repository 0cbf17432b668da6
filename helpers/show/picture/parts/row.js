/**
 * One row of the table: it is made once for a process or a group, and then only changed.
 *
 * @import { Process } from "../data/state.js"
 * @import { Facts } from "../data/facts.js"
 * @import { Row } from "../layout/rows.js"
 * @import { View } from "../layout/view.js"
 *
 * @typedef {ProcessRow|GroupRow} RowPart
 */

import { factsOf, sentenceOf } from "../data/facts.js";
import { changes } from "../data/memo.js";
import { countAt, hasFailed, isMachinery } from "../data/moment.js";
import { rowName } from "../layout/rows.js";
import { NameCell, UseCells } from "./cells.js";
import { make, putAll } from "./dom.js";
import { GroupLane } from "./group_lane.js";
import { Lane } from "./lane.js";

/** @param {{element: Node}} name @param {UseCells} use @param {{element: Node}} lane */
function rowElement(name, use, lane) {
  return make("div", "mmv-row", { role: "row", tabindex: -1 }, name.element, ...use.elements, lane.element);
}

/** The row of a process. */
export class ProcessRow {
  #changed = changes();
  #name = new NameCell("process");
  #use = new UseCells();
  #lane;

  /** @param {Row} row @param {string} hatch what zombies are filled with */
  constructor(row, hatch) {
    this.row = row;
    this.#lane = new Lane(hatch);
    this.element = rowElement(this.#name, this.#use, this.#lane);
  }

  /** @param {Row} row @param {Process} process @param {View} view */
  update(row, process, view) {
    this.row = row;
    const facts = factsOf(view.state, process, view.shown);
    this.#name.update(row, view);
    this.#use.update(process, facts.use, facts.now === "pending");
    this.#lane.update(process, facts, view);
    this.#tell(process, facts);
  }

  /** @param {Process} process @param {Facts} facts */
  #tell(process, facts) {
    const { now, task, stuck, outcome, failed } = facts;
    const waits = facts.waits.join(", ");
    if (!this.#changed(process, now, waits, task, stuck, outcome, failed)) return;
    putAll(this.element, {
      "data-process-id": process.id,
      "data-name": process.name,
      "data-role": process.role,
      "data-state": now,
      "data-outcome": outcome,
      "data-waits": waits,
      "data-task": task?.function ?? "",
      "aria-label": sentenceOf(process, facts),
    });
    this.element.classList.toggle("mmv-failed", failed);
    this.element.classList.toggle("mmv-machinery", isMachinery(process));
  }
}

/** The row of many children of one role; a click on its name shows them, or only some again. */
export class GroupRow {
  #name = new NameCell("group");
  #use = new UseCells();
  #lane = new GroupLane();

  /** @param {Row} row */
  constructor(row) {
    this.row = row;
    this.element = rowElement(this.#name, this.#use, this.#lane);
    this.element.classList.add("mmv-group");
  }

  /** @param {Row} row @param {View} view */
  update(row, view) {
    this.row = row;
    const { alive, started } = countAt(row.members, view.shown);
    const failed = row.members.filter((process) => hasFailed(process, view.shown)).length;
    this.#name.update(row, view);
    this.#use.tell(row.expanded ? "" : `${alive} alive`);
    this.#lane.update(row, failed, view);
    putAll(this.element, {
      "data-process-id": row.id,
      "data-name": rowName(row),
      "data-state": started === 0 ? "pending" : alive ? "running" : "ended",
    });
    this.element.classList.toggle("mmv-failed", failed > 0);
  }
}
