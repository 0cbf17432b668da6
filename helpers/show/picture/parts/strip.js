/**
 * @import { Level, Shared } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { formatSeconds } from "../data/format.js";
import { changes } from "../data/memo.js";
import { countUntil, lastAt } from "../data/sorted.js";
import { objectTitle } from "../data/words.js";
import { highestOf, levelPath, levelScale } from "../layout/levels.js";
import { round } from "../layout/shapes.js";
import { draw, put } from "./dom.js";
import { StripFrame } from "./strip_frame.js";

const BOTTOM = 26; // of the curve, in pixels
const HEIGHT = 19;

/** One queue or pipe: how many items are in it over time. */
export class Strip {
  #changed = changes();
  #capacity = draw("path", { class: "mmv-strip-capacity" });
  #curve = draw("path", { class: "mmv-strip-curve" });
  #tail = draw("path", { class: "mmv-strip-curve" }); // from the last change until now
  #frame = new StripFrame("mmv-strip", { moving: [this.#curve, this.#tail], still: [this.#capacity] });
  element = this.#frame.element;
  #top = 1;

  /** @param {Shared} object @param {Level[]} levels @param {View} view */
  update(object, levels, view) {
    this.#tell(object, levels, view);
    this.#frame.move(view);
    if (this.#changed(levels, view.scale, view.width, object.capacity)) this.#drawCurve(object, levels, view);
    const [time, last] = levels[levels.length - 1];
    const { scale, state } = view;
    put(this.#tail, "d", `M${round(time * scale)} ${this.#y(last)}H${round(state.now * scale)}`);
  }

  /** @param {Shared} object @param {Level[]} levels @param {View} view */
  #tell(object, levels, { shown, state }) {
    const level = lastAt(levels, shown)?.[1] ?? 0;
    const most = highestOf(levels.slice(0, countUntil(levels, shown)));
    const what = object.kind === "Pipe" ? "messages under way" : "waiting messages";
    const capacity = object.capacity === null ? "" : `, takes ${object.capacity} at most`;
    const text = `${level} ${what} at ${formatSeconds(shown)}, ${most} at most so far`;
    const title = `${objectTitle(state, object.id)}${capacity}: ${text}`;
    this.#frame.tell(object, what, `${level} · most ${most}`, title);
    put(this.element, "data-level", level);
  }

  /** @param {Shared} object @param {Level[]} levels @param {View} view */
  #drawCurve(object, levels, { scale, width }) {
    const { top, bounded } = levelScale(object, levels);
    this.#top = top;
    put(this.#curve, "d", levelPath(levels, scale, top, BOTTOM, HEIGHT));
    put(this.#capacity, "d", bounded ? `M0 ${this.#y(object.capacity ?? 0) - 0.5}H${round(width)}` : "");
  }

  /** @param {number} level */
  #y(level) {
    return round(BOTTOM - (level / this.#top) * HEIGHT);
  }
}
