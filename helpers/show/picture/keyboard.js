/**
 * @import { Message } from "./data/state.js"
 * @import { View } from "./layout/view.js"
 * @import { Playback } from "./playback.js"
 * @import { RowPart } from "./parts/row.js"
 * @import { Rows } from "./parts/rows.js"
 * @import { Status } from "./parts/status.js"
 * @import { Tip } from "./parts/tip.js"
 *
 * @typedef {{root: HTMLElement, rows: Rows, tip: Tip, status: Status, playback: Playback, view: () => View}} Played
 */

import { messagesOf, momentsOf } from "./data/moments.js";
import { messageLines } from "./data/telling.js";

/** @type {Record<string, (playback: Playback) => void>} These keys work wherever the focus is in the picture. */
const SHORTCUTS = {
  ",": (playback) => playback.step(-1),
  ".": (playback) => playback.step(1),
  "-": (playback) => playback.zoom(2),
  "+": (playback) => playback.zoom(0.5),
  "=": (playback) => playback.zoom(0.5),
  0: (playback) => playback.zoom(Infinity),
};
/** @type {Record<string, number>} Parts of the recording that the slider goes. */
const SKIPS = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};
/** @type {Record<string, (number: number) => number>} From row to row. */
const ROW_STEPS = {
  ArrowUp: (number) => number - 1,
  ArrowDown: (number) => number + 1,
  PageUp: (number) => number - 10,
  PageDown: (number) => number + 10,
  Home: () => 0,
  End: () => Infinity,
};

/** Everything that the picture does can be done with keys. */
export class Keyboard {
  /** @param {Played} played */
  constructor(played) {
    this.played = played;
    this.keep = this.keep.bind(this);
    const { root } = played;
    root.addEventListener("keydown", (event) => this.#press(event));
    root.addEventListener("focusin", (event) => this.#enter(event));
    root.addEventListener("focusout", () => this.#leave());
  }

  /** JupyterLab takes arrows and space for itself, except under this attribute. @param {KeyboardEvent} event */
  keep(event) {
    const { root } = this.played;
    if (root.contains(document.activeElement)) root.toggleAttribute("data-lm-suppress-shortcuts", isOwnKey(event));
  }

  dispose() {
    window.removeEventListener("keydown", this.keep, true);
  }

  /** @param {FocusEvent} event */
  #enter({ target }) {
    const { rows, tip } = this.played;
    window.addEventListener("keydown", this.keep, true);
    const part = rows.at(target);
    if (part && target === part.element && part.element.matches(":focus-visible")) tip.point(part);
  }

  #leave() {
    this.dispose();
    this.played.tip.leave();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === "Escape") this.played.tip.leave();
    if (!isOwnKey(event) || !this.#use(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {KeyboardEvent} event @returns {boolean} has the key been used? */
  #use({ key, target }) {
    const { playback, rows } = this.played;
    const onButton = target instanceof HTMLButtonElement;
    const part = onButton ? undefined : rows.at(target);
    if (isMessageKey(key)) this.#nextMessage(part, key === "m" ? 1 : -1);
    else if (key in SHORTCUTS) SHORTCUTS[key](playback);
    else if (key === " " && !onButton && playback.replayable) playback.toggle();
    else if (target instanceof HTMLInputElement) playback.skip(SKIPS[key] ?? 0);
    else if (part) this.#useOnRow(key, part);
    else return false;
    return true;
  }

  /**
   * Up and down go from row to row; left and right from one moment of its lane to the next.
   * @param {string} key
   * @param {RowPart} part
   */
  #useOnRow(key, part) {
    const { rows } = this.played;
    if (key in ROW_STEPS) rows.focus(ROW_STEPS[key](rows.order.indexOf(part)));
    else if (key === "ArrowLeft") this.#nextMoment(part, -1);
    else if (key === "ArrowRight") this.#nextMoment(part, 1);
  }

  /** @param {RowPart} part @param {1|-1} direction */
  #nextMoment(part, direction) {
    const { tip, playback, view } = this.played;
    if (!part.row.process) return;
    const { state, shown } = view();
    const time = (tip.target?.message ? null : tip.target?.time) ?? shown;
    const moments = momentsOf(state, part.row.process, shown);
    const next = direction < 0 ? moments.findLast((moment) => moment < time) : moments.find((moment) => moment > time);
    playback.follow(next ?? time);
    tip.point(part, { time: next ?? time });
  }

  /** Choose the next message of a row, or the one before. @param {RowPart|undefined} part @param {1|-1} direction */
  #nextMessage(part, direction) {
    const { tip, status, playback, view } = this.played;
    const { state, shown, options } = view();
    const mine = part && options.messages ? messagesOf(state, part.row, shown) : [];
    const message = neighbour(mine, tip.target?.message ?? null, direction);
    if (!part || !message) return;
    playback.follow(message.sent);
    tip.point(part, { time: message.sent, message });
    status.say(
      messageLines(state, message, shown)
        .map(([, text]) => text)
        .join(", "),
    );
  }
}

/** @param {string} key */
function isMessageKey(key) {
  return key.toLowerCase() === "m";
}

/** Is this a key that the picture uses itself? @param {KeyboardEvent} event */
function isOwnKey({ key, target, ctrlKey, altKey, metaKey, shiftKey }) {
  if (ctrlKey || altKey || metaKey) return false;
  if (key in SHORTCUTS || isMessageKey(key)) return true;
  if (shiftKey) return false;
  if (key === "Enter") return target instanceof HTMLButtonElement;
  return /^(Arrow.*|Home|End|Page.*| )$/.test(key);
}

/**
 * The message after the one that is chosen, or before it; the first or last if none is.
 * @param {readonly Message[]} messages
 * @param {Message|null} chosen
 * @param {1|-1} direction
 */
function neighbour(messages, chosen, direction) {
  const at = chosen ? messages.findIndex(({ id }) => id === chosen.id) : -1;
  if (at < 0) return messages.at(direction > 0 ? 0 : -1);
  return messages[Math.max(0, Math.min(messages.length - 1, at + direction))];
}
