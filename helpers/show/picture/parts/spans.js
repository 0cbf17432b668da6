/**
 * @import { Process, SpanState } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { changes } from "../data/memo.js";
import { openEnd } from "../data/moment.js";
import { lanePaths } from "../layout/lanes.js";
import { round } from "../layout/shapes.js";
import { SPAN_STATES } from "../wire.js";
import { draw, put, putAll } from "./dom.js";

/** The bars of a lane, which are sampled: closed spans are drawn once, the one under way is a rectangle that grows. */
export class Spans {
  #changed = changes();
  #open = draw("rect", { class: "mmv-span" });
  /** @type {Map<SpanState, SVGPathElement>} */
  #paths = new Map(SPAN_STATES.map((state) => [state, draw("path", { class: `mmv-span mmv-${state}` })]));
  #hatch;

  /** @param {string} hatch what zombies are filled with */
  constructor(hatch) {
    this.#hatch = hatch;
    this.#paths.get("zombie")?.setAttribute("fill", hatch);
    this.nodes = [...this.#paths.values(), this.#open];
  }

  /** @param {Process} process @param {View} view */
  update(process, view) {
    const { scale, barY, barHeight } = view;
    if (this.#changed(process.spans, scale, barY, barHeight)) {
      const paths = lanePaths(process, scale, barY, barHeight);
      for (const [state, path] of this.#paths) put(path, "d", paths[state]);
    }
    this.#grow(process, view);
  }

  /** @param {Process} process @param {View} view */
  #grow(process, { scale, barY, barHeight, state: { now } }) {
    const k = process.spans.length - 1;
    const last = process.spans[k];
    const open = last && last[1] === null;
    put(this.#open, "visibility", open ? "visible" : "hidden");
    if (!open) return;
    const [start, , state] = last;
    put(this.#open, "fill", state === "zombie" ? this.#hatch : null);
    putAll(this.#open, {
      class: `mmv-span mmv-${state}`,
      x: round(start * scale),
      y: barY,
      height: barHeight,
      width: Math.max(1, round((openEnd(process, k, now) - start) * scale)),
    });
  }
}
