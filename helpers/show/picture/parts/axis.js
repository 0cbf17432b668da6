/** @import { View } from "../layout/view.js" */

import { changes } from "../data/memo.js";
import { timeTicks } from "../layout/axis.js";
import { round } from "../layout/shapes.js";
import { draw, make, put } from "./dom.js";

/** The time axis in the table's head, the grid behind the lanes, and the line of the time that is shown in both. */
export class Axis {
  #changed = changes();
  #svg = draw("svg", { class: "mmv-axis-svg", "aria-hidden": "true" });
  #now = draw("line", { class: "mmv-now", y1: 6, y2: "100%" });
  element = make("div", "mmv-cell mmv-axis", { role: "columnheader", "aria-label": "time" }, this.#svg);
  grid = draw("svg", { class: "mmv-overlay mmv-grid", "aria-hidden": "true" });
  line = draw("line", { class: "mmv-now", y1: 0, y2: "100%" });

  constructor() {
    this.element.title = "Drag: go to a time. Ctrl + wheel: zoom. Shift + drag: move the zoomed part.";
  }

  /** @param {View} view */
  update(view) {
    const { scale, span, width, shown, origin } = view;
    const x = round((shown - origin) * scale);
    for (const line of [this.#now, this.line]) {
      put(line, "x1", x);
      put(line, "x2", x);
    }
    if (this.#changed(scale, span, width, origin)) this.#drawMarks(view);
  }

  /** @param {View} view */
  #drawMarks({ scale, span, width, origin }) {
    const marks = timeTicks(span, width, undefined, origin).map(({ time, label }) => ({
      x: round((time - origin) * scale),
      label,
    }));
    const labels = marks.filter(({ x, label }) => x + 5 + 7 * label.length < width).map(axisText);
    this.grid.replaceChildren(...marks.map(({ x }) => gridLine(x, 0)));
    this.#svg.replaceChildren(...marks.map(({ x }) => gridLine(x, 6)), ...labels, this.#now);
  }
}

/** @param {number} x @param {number} y where it begins */
function gridLine(x, y) {
  return draw("line", { class: "mmv-grid-line", x1: x + 0.5, x2: x + 0.5, y1: y, y2: "100%" });
}

/** @param {{x: number, label: string}} mark */
function axisText({ x, label }) {
  const text = draw("text", { class: "mmv-axis-label", x: x + 5, y: 20 });
  text.textContent = label;
  return text;
}
