/**
 * @import { Future, Shared } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { formatSeconds } from "../data/format.js";
import { changes } from "../data/memo.js";
import { objectTitle } from "../data/words.js";
import { futureAreas, futureCounts, futureMarks, futureSteps, mostOpen } from "../layout/futures.js";
import { draw, put } from "./dom.js";
import { StripFrame } from "./strip_frame.js";

const AREAS_BOTTOM = 28; // of the areas, in pixels
const AREAS_HEIGHT = 22;

/** One executor: how many of its futures are pending and running over time. */
export class Futures {
  #changed = changes();
  #running = draw("path", { class: "mmv-futures-running" });
  #pending = draw("path", { class: "mmv-futures-pending" });
  #tails = {
    running: draw("path", { class: "mmv-futures-running" }),
    pending: draw("path", { class: "mmv-futures-pending" }),
  };
  #missed = draw("path", { class: "mmv-futures-missed" });
  #frame = new StripFrame("mmv-strip mmv-futures", {
    moving: [this.#running, this.#pending, this.#tails.running, this.#tails.pending, this.#missed],
  });
  element = this.#frame.element;
  /** @type {ReturnType<typeof futureSteps>} */
  #steps = [];
  #unit = AREAS_HEIGHT;

  /** @param {Shared} object @param {readonly Future[]} futures @param {View} view */
  update(object, futures, view) {
    this.#tell(object, futures, view);
    this.#frame.move(view);
    if (this.#changed(futures, view.scale)) this.#drawAreas(futures, view.scale);
    this.#drawTails(view);
  }

  /** @param {Shared} object @param {readonly Future[]} futures @param {View} view */
  #tell(object, futures, { shown, state }) {
    const counts = Object.entries(futureCounts(futures, shown));
    const some = counts.filter(([, count]) => count);
    const text = some.map(([name, count]) => `${count} ${name}`).join(" · ");
    const title = `${objectTitle(state, object.id)}: futures at ${formatSeconds(shown)}: ${text || "none yet"}`;
    this.#frame.tell(object, "futures", text, title);
    for (const [name, count] of counts) put(this.element, `data-${name}`, count);
  }

  /** @param {readonly Future[]} futures @param {number} scale */
  #drawAreas(futures, scale) {
    this.#steps = futureSteps(futures);
    this.#unit = AREAS_HEIGHT / mostOpen(this.#steps);
    const areas = futureAreas(this.#steps, scale, AREAS_BOTTOM, this.#unit);
    put(this.#running, "d", areas.running);
    put(this.#pending, "d", areas.pending);
    put(this.#missed, "d", futureMarks(futures, scale, AREAS_BOTTOM + 1));
  }

  /** From the last change until now. @param {View} view */
  #drawTails({ scale, state }) {
    const last = this.#steps[this.#steps.length - 1];
    const until = last && { time: Math.max(last.time, state.now), running: 0, pending: 0 };
    const areas = futureAreas(last ? [last, until] : [], scale, AREAS_BOTTOM, this.#unit);
    put(this.#tails.running, "d", areas.running);
    put(this.#tails.pending, "d", areas.pending);
  }
}
