/**
 * @import { State } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 */

import { formatSeconds } from "../data/format.js";
import { longWaitAt } from "../data/stretches.js";
import { make, write } from "./dom.js";
import { countShown, processesText } from "./head.js";

/** What screen readers say by themselves. */
export class Status {
  #wasLive = false;
  element = make("div", "mmv-hidden", { role: "status" });

  /** @param {string} text */
  say(text) {
    write(this.element, text);
  }

  /** Announce the end of the block. @param {View} view */
  update(view) {
    const { live } = view.state;
    if (this.#wasLive && !live) this.say(endText(view));
    this.#wasLive = live;
  }
}

/** @param {View} view */
function endText(view) {
  const { alive, started } = countShown(view);
  const stuck = waitingAtEnd(view.state);
  const waiting = stuck.length ? ` Waiting: ${stuck.join(", ")}.` : "";
  const after = formatSeconds(view.state.now);
  return `The block has ended after ${after}: ${processesText(started)}, ${alive} alive.${waiting}`;
}

/** @param {State} state */
function waitingAtEnd(state) {
  return [...state.processes.values()].flatMap((process) => {
    const wait = longWaitAt(state, process, state.now);
    return wait ? [`${process.name} (${wait})`] : [];
  });
}
