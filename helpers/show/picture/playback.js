/**
 * @import { State } from "./data/state.js"
 * @import { Moment } from "./layout/view.js"
 * @import { Window } from "./layout/window.js"
 *
 * @typedef {object} Audience
 * @property {() => void} changed          something is to be drawn, soon
 * @property {() => void} moved            time has gone on: draw now
 * @property {(text: string) => void} told  what happens at the time that has been gone to
 */

import { eventsOf, stepFrom } from "./data/events.js";
import { remembering } from "./data/memo.js";
import { following, within, zoomed } from "./layout/window.js";

const SILENCE = 6000; // milliseconds without a frame after which a live picture can be replayed

/** Which time and which part of a recording are shown; a live picture shows all, until now. */
export class Playback {
  #eventsOf = remembering(eventsOf);
  /** @type {number|null} The time that is shown; null is the end. */
  #cursor = null;
  /** @type {Window|null} */
  #window = null;
  #animation = 0;
  #silent = false;
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  #timer;
  speed = 1;

  /** @param {() => State} getState @param {Audience} audience */
  constructor(getState, audience) {
    this.getState = getState;
    this.audience = audience;
  }

  get replayable() {
    return this.#silent || !this.getState().live;
  }

  get shown() {
    return this.#cursor ?? this.getState().now;
  }

  /** @returns {Moment} */
  get moment() {
    return {
      shown: this.shown,
      atEnd: this.#cursor === null,
      window: this.#window,
      replayable: this.replayable,
      silent: this.#silent && this.getState().live,
      playing: this.#animation !== 0,
    };
  }

  /** Something new has come from the process that records. */
  news() {
    clearTimeout(this.#timer);
    this.#silent = false;
    if (this.getState().live) this.#goLive();
    this.audience.changed();
  }

  #goLive() {
    this.pause();
    this.#cursor = null;
    this.#window = null;
    this.#timer = setTimeout(() => {
      this.#silent = true;
      this.audience.changed();
    }, SILENCE);
  }

  /** Go to a time. @param {number} time @param {string} [caption] what happens then */
  seek(time, caption = "") {
    const { now } = this.getState();
    this.#cursor = time >= now ? null : Math.max(0, time);
    this.audience.told(caption);
    this.follow(this.shown);
    this.audience.changed();
  }

  /** Go a part of the recording on, or back. @param {number} part */
  skip(part) {
    this.pause();
    this.seek(this.shown + part * this.getState().now);
  }

  /** Go to the next event, or to the one before. @param {1|-1} direction */
  step(direction) {
    if (!this.replayable) return;
    this.pause();
    const start = this.#cursor ?? (direction > 0 ? Infinity : this.shown);
    const found = stepFrom(this.#eventsOf(this.getState()), start, direction);
    if (found) this.seek(found.time, `${found.time.toFixed(4).replace(/0{1,2}$/, "")} s: ${found.text}`);
  }

  /** @param {number} factor of the time that is shown @param {number} [anchor] the time that stays where it is */
  zoom(factor, anchor) {
    if (!this.replayable) return;
    const { now } = this.getState();
    const [from, span] = this.#window ?? [0, now];
    const inside = this.shown >= from && this.shown <= from + span;
    this.#window = zoomed(this.#window, factor, anchor ?? (inside ? this.shown : from + span / 2), now);
    this.audience.changed();
  }

  /** Move the window. @param {number} seconds */
  move(seconds) {
    if (!this.#window) return;
    this.#window = within(this.#window[0] + seconds, this.#window[1], this.getState().now);
    this.audience.changed();
  }

  /** Keep a time in the window. @param {number} time @param {boolean} [smoothly] */
  follow(time, smoothly = false) {
    if (this.#window) this.#window = following(this.#window, time, this.getState().now, smoothly);
  }

  toggle() {
    if (this.#animation) return this.pause();
    if (!this.replayable) return;
    this.#cursor ??= 0;
    this.audience.told("");
    this.#play(performance.now());
    this.audience.changed();
  }

  /** @param {number} before time of the animation frame before */
  #play(before) {
    this.#animation = requestAnimationFrame((time) => {
      this.#play(time);
      this.#advance((Math.max(0, time - before) / 1000) * this.speed);
      this.audience.moved();
    });
  }

  /** @param {number} seconds */
  #advance(seconds) {
    const time = (this.#cursor ?? 0) + seconds;
    if (time >= this.getState().now) {
      this.seek(time);
      return this.pause();
    }
    this.#cursor = time;
    this.follow(time, !matchMedia("(prefers-reduced-motion: reduce)").matches);
  }

  pause() {
    cancelAnimationFrame(this.#animation);
    this.#animation = 0;
    this.audience.changed();
  }

  dispose() {
    cancelAnimationFrame(this.#animation);
    clearTimeout(this.#timer);
  }
}
