/**
 * @import { Row } from "../layout/rows.js"
 * @import { View } from "../layout/view.js"
 * @import { RowPart } from "./row.js"
 */

import { nameWidth } from "../layout/tree.js";
import { put } from "./dom.js";
import { GroupRow, ProcessRow } from "./row.js";

/** The rows of the table, in the order of the layout; one of them is where the Tab key goes. */
export class Rows {
  /** @type {Map<string, RowPart>} */
  #parts = new Map();
  /** @type {WeakMap<Element, RowPart>} */
  #ofElement = new WeakMap();
  #nameWidth = 0;
  /** @type {RowPart[]} from top to bottom */
  order = [];

  /**
   * @param {Element} before what stands above the rows
   * @param {string} hatch what zombies are filled with
   * @param {(pixels: number) => void} needed hears of the width that the names need
   */
  constructor(before, hatch, needed) {
    this.before = before;
    this.hatch = hatch;
    this.needed = needed;
  }

  /** The row in which an element is. @param {EventTarget|null} target */
  at(target) {
    const element = target instanceof Element ? target.closest(".mmv-row") : null;
    return element ? this.#ofElement.get(element) : undefined;
  }

  /** @param {View} view */
  update(view) {
    const { rows } = view.outline;
    this.#remove(new Set(rows.map(keyOf)));
    this.order = rows.map((row) => this.#updated(row, view));
    this.#arrange();
    if (!this.order.some(({ element }) => element.tabIndex === 0)) this.order[0]?.element.setAttribute("tabindex", "0");
    const width = nameWidth(rows);
    if (width <= this.#nameWidth) return;
    this.#nameWidth = width;
    this.needed(width);
  }

  /** @param {Set<string>} present keys of the rows that stay */
  #remove(present) {
    for (const [key, part] of this.#parts) {
      if (present.has(key)) continue;
      part.element.remove();
      this.#parts.delete(key);
    }
  }

  /** @param {Row} row @param {View} view */
  #updated(row, view) {
    const part = this.#parts.get(keyOf(row)) ?? this.#made(row);
    if (part instanceof GroupRow) part.update(row, view);
    else if (row.process) part.update(row, row.process, view);
    return part;
  }

  /** @param {Row} row */
  #made(row) {
    const part = row.process ? new ProcessRow(row, this.hatch) : new GroupRow(row);
    this.#parts.set(keyOf(row), part);
    this.#ofElement.set(part.element, part);
    return part;
  }

  /** Move what does not stand where it should. */
  #arrange() {
    let above = this.before;
    for (const { element } of this.order) {
      if (above.nextElementSibling !== element) above.after(element);
      above = element;
    }
  }

  /** Give the focus to a row, and make it the one to which Tab comes back. @param {number} number */
  focus(number) {
    const wanted = this.order[Math.max(0, Math.min(this.order.length - 1, number))];
    for (const part of this.order) put(part.element, "tabindex", part === wanted ? 0 : -1);
    wanted?.element.focus();
  }
}

/** @param {Row} row */
function keyOf({ kind, id }) {
  return `${kind} ${id}`;
}
