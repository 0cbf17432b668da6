/**
 * @import { Message, State } from "../data/state.js"
 * @import { Timed } from "../data/sorted.js"
 * @import { Arrow } from "../layout/arrows.js"
 * @import { View } from "../layout/view.js"
 */

import { itemsOf } from "../data/collection.js";
import { changes, remembering } from "../data/memo.js";
import { isOver } from "../data/moment.js";
import { countUntil } from "../data/sorted.js";
import { ARROW_PARTS, arrowPaths, layoutArrows } from "../layout/arrows.js";
import { draw, put } from "./dom.js";

/** Messages as arrows from lane to lane: in front of the lanes, and not in the way of the pointer. */
export class Arrows {
  #changed = changes();
  #timesOf = remembering(timesOf);
  #all = new ArrowPaths("all");
  #one = new ArrowPaths("chosen");
  /** @type {Message|null|undefined} undefined: to be drawn anew */
  #chosen = null;
  /** @type {Arrow[]} */
  arrows = [];

  /** @param {Node[]} behind what else is drawn in front of the lanes */
  constructor(...behind) {
    const attributes = { class: "mmv-overlay mmv-front", "aria-hidden": "true", "data-messages": 0 };
    this.element = draw("svg", attributes, ...behind, this.#all.element, this.#one.element);
  }

  get hasChosen() {
    return Boolean(this.#chosen);
  }

  /**
   * Arrows are laid out again only if something has changed; a cursor that moves past no event changes nothing.
   * @param {View} view
   */
  update(view) {
    const { state, shown, outline, options } = view;
    const { scale, origin, width, height, barY, barHeight } = view;
    const geometry = [scale, origin, width, height, barY, barHeight];
    const story = [state.messages, this.#happened(view), isOver(state, shown)];
    if (!this.#changed(outline.numbers, options.messages, ...story, ...geometry)) return;
    this.arrows = options.messages ? layoutArrows(itemsOf(state.messages, ""), outline.numbers, view) : [];
    this.#all.update(this.arrows);
    put(this.element, "data-messages", this.arrows.length);
    put(this.element, "data-density", densityOf(this.arrows.length / width));
    this.#chosen = undefined;
  }

  /** How much has been sent and received. @param {View} view */
  #happened({ state, shown, replayable }) {
    if (replayable) return countUntil(this.#timesOf(state.messages), shown);
    return (itemsOf(state.messages, "").at(-1)?.sent ?? 0) <= shown;
  }

  /** Draw one arrow once more, so that it stands out. @param {Message|null} message */
  choose(message) {
    if (this.#chosen === message) return;
    this.#chosen = message;
    const arrow = message && this.arrows.find((other) => other.message.id === message.id);
    this.#one.update(arrow ? [arrow] : []);
    put(this.element, "data-chosen", arrow ? arrow.message.id : null);
  }
}

/** A path for each part of arrows. */
class ArrowPaths {
  #paths = ARROW_PARTS.map((part) => draw("path", { class: `mmv-arrow-${part}` }));

  /** @param {string} name */
  constructor(name) {
    this.element = draw("g", { class: `mmv-arrows mmv-arrows-${name}` }, ...this.#paths);
  }

  /** @param {Arrow[]} arrows */
  update(arrows) {
    const paths = arrowPaths(arrows);
    ARROW_PARTS.forEach((part, k) => {
      this.#paths[k].setAttribute("d", paths[part]);
    });
  }
}

/** When messages were sent and received. @param {State["messages"]} messages @returns {Timed} */
function timesOf(messages) {
  const times = [...messages.all.values()].flatMap(({ sent, received }) =>
    received === null ? [sent] : [sent, received],
  );
  return times.sort((a, b) => a - b).map((time) => [time]);
}

/** @param {number} perPixel arrows */
function densityOf(perPixel) {
  return perPixel > 1.2 ? "crowd" : perPixel > 0.2 ? "many" : "few";
}
