import { draw } from "./dom.js";

/** The pattern of zombies: what it is made of, and what fills a shape with it. */
export class Hatch {
  // Ids are global to the page, and this module is loaded once for each picture, so counting would not do.
  #id = `mmv-hatch-${Math.random().toString(36).slice(2)}`;
  fill = `url(#${this.#id})`;
  element = draw(
    "defs",
    {},
    draw(
      "pattern",
      { id: this.#id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      draw("rect", { width: 6, height: 6, class: "mmv-hatch-ground" }),
      draw("rect", { width: 2.4, height: 6, class: "mmv-hatch-line" }),
    ),
  );
}
