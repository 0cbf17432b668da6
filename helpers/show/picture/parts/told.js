/**
 * @import { State } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { eventsOf } from "../data/events.js";
import { formatSeconds } from "../data/format.js";
import { changes } from "../data/memo.js";
import { make } from "./dom.js";

const MOST = 500; // lines

/** Everything that happened, in words, for who opens the list: the arrows and lanes say nothing to a screen reader. */
export class Told {
  #changed = changes();
  #list = make("ol", "mmv-events");
  element = make("details", "mmv-told", { hidden: "" }, make("summary", "", {}, "all events as text"), this.#list);

  /** @param {() => State} getState */
  constructor(getState) {
    this.element.addEventListener("toggle", () => this.#tell(getState()));
  }

  /** @param {View} view */
  update({ state }) {
    this.element.hidden = state.live;
    if (!state.live) this.#tell(state);
  }

  /** @param {State} state */
  #tell(state) {
    if (!this.element.open || !this.#changed(state)) return;
    const events = eventsOf(state);
    const lines = events.slice(0, MOST).map(({ time, text }) => `${formatSeconds(time)}: ${text}`);
    if (events.length > MOST) lines.push(`… and ${events.length - MOST} more: the recording has them all`);
    this.#list.replaceChildren(...lines.map((line) => make("li", "", {}, line)));
  }
}
