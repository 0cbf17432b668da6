/**
 * @import { View } from "../layout/view.js"
 * @import { Mark } from "../layout/legend.js"
 */

import { changes } from "../data/memo.js";
import { legendItems } from "../layout/legend.js";
import { circle, padlock } from "../layout/shapes.js";
import { draw, make } from "./dom.js";

/** What the marks in the picture mean. */
export class Legend {
  #isNews = changes();
  #isOther = changes();
  element = make("div", "mmv-legend");

  /** @param {string} hatch what zombies are filled with */
  constructor(hatch) {
    this.hatch = hatch;
  }

  /** @param {View} view */
  update({ state, outline }) {
    const { waits, tasks, holds, messages, attachments, futures, live } = state;
    if (!this.#isNews(outline, waits, tasks, holds, messages, attachments, futures, live)) return;
    const items = legendItems(state, outline);
    if (!this.#isOther(...items.flat())) return;
    this.element.replaceChildren(
      ...items.map(([mark, text]) => make("span", "mmv-legend-item", {}, swatch(mark, this.hatch), text)),
    );
  }
}

/** What stands beside a word. @param {Mark} mark @param {string} hatch */
function swatch(mark, hatch) {
  const size = { width: mark === "message" ? 20 : 13, height: 13 };
  return draw("svg", { ...size, "aria-hidden": "true" }, ...drawing(mark, hatch));
}

/** @param {Mark} mark @param {string} hatch @returns {Node[]} */
function drawing(mark, hatch) {
  switch (mark) {
    case "say":
      return [path("say-mark", "M6 0V13")];
    case "message":
      return [
        path("arrow-line", "M2 11C7 11 7 3 14 3"),
        path("arrow-dot", "M2.6 11h.01"),
        path("arrow-head", "M12.5 0L19 3L12.5 6Z"),
      ];
    case "unread":
      return [
        path("arrow-line", "M3 2C4 5 7 2 7 6"),
        path("arrow-dot", "M3 2.6h.01"),
        path("arrow-ring", circle(7, 9, 3)),
      ];
    case "hold":
      return [path("hold", "M0 8h13v3h-13z"), path("hold-mark", padlock(2, 5))];
    case "shared":
      return [path("block-bars", "M0 2h13v9h-13z"), path("block-made", "M2.5 1v11")];
    case "pending":
      return [square("mmv-futures-pending")];
    case "wait":
      return [square("mmv-wait"), path("wait-dots", "M1 11H13")];
    case "task":
      return [square("mmv-task"), path("task-edge", "M.5 .5h12v12h-12z")];
    case "zombie":
      return [square("mmv-span mmv-zombie", { fill: hatch })];
    default:
      return [square(`mmv-span mmv-${mark}`)];
  }
}

/** @param {string} name @param {string} d */
function path(name, d) {
  return draw("path", { class: `mmv-${name}`, d });
}

/** @param {string} name @param {Record<string, string>} [attributes] */
function square(name, attributes = {}) {
  return draw("rect", { class: name, width: 13, height: 13, ...attributes });
}
