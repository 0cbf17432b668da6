/**
 * @import { State } from "./data/state.js"
 * @import { Options, View } from "./layout/view.js"
 */

import { remembering } from "./data/memo.js";
import { Keyboard } from "./keyboard.js";
import { outlineOf } from "./layout/outline.js";
import { heightsOf, padOf, ROOMY, scalesOf } from "./layout/view.js";
import { Arrows } from "./parts/arrows.js";
import { Axis } from "./parts/axis.js";
import { make, put, putAll, write } from "./parts/dom.js";
import { Gauge } from "./parts/gauge.js";
import { Hatch } from "./parts/hatch.js";
import { Head } from "./parts/head.js";
import { Legend } from "./parts/legend.js";
import { Notes } from "./parts/notes.js";
import { Replay } from "./parts/replay.js";
import { Rows } from "./parts/rows.js";
import { Status } from "./parts/status.js";
import { Strips } from "./parts/strips.js";
import { Table } from "./parts/table.js";
import { Tip } from "./parts/tip.js";
import { Told } from "./parts/told.js";
import { Playback } from "./playback.js";
import { listenToDragging, listenToPointer, listenToWheel } from "./pointer.js";

const WIDE = 500; // pixels of a lane from which on long words get room beside it

/** The picture in an element: it draws a state, and again when that changes, at most once a frame of the screen. */
export class Picture {
  #outlineOf = remembering(outlineOf);
  #padOf = remembering(padOf);
  #scheduled = 0;
  /** @type {Options} */
  #options = { machinery: true, systemTree: false, messages: true, allStrips: false, expanded: new Set() };

  /** @param {HTMLElement} parent @param {() => State} getState */
  constructor(parent, getState) {
    this.getState = getState;
    const schedule = () => this.#schedule();
    const choose = (/** @type {Partial<Options>} */ change) => this.#choose(change);
    const hatch = new Hatch();
    this.playback = new Playback(getState, {
      changed: schedule,
      moved: () => this.#draw(),
      told: (text) => this.#caption(text),
    });
    this.head = new Head(choose);
    this.notes = new Notes();
    this.axis = new Axis();
    this.arrows = new Arrows(hatch.element, this.axis.line);
    this.table = new Table(this.axis, this.arrows);
    this.rows = new Rows(this.axis.grid, hatch.fill, (width) => this.#widenNames(width));
    this.strips = new Strips(choose);
    this.replay = new Replay(this.playback);
    this.caption = make("div", "mmv-caption");
    this.legend = new Legend(hatch.fill);
    this.told = new Told(getState);
    this.tip = new Tip(this.arrows, schedule);
    this.status = new Status();
    this.root = this.#build();
    parent.append(this.root);
    this.keyboard = this.#listen(choose);
    this.gauge = new Gauge(this.root, this.axis.element, schedule);
    this.gauge.measure();
    this.#draw();
  }

  #build() {
    const attributes = { "data-live": true, role: "group", "aria-label": "live picture of processes" };
    const { head, notes, table, strips, replay, caption, legend, told, tip, status } = this;
    const above = [head.element, notes.element, table.element, strips.element, replay.element, caption];
    const below = [legend.element, told.element, tip.element, status.element];
    return make("div", "mmv-picture", attributes, ...above, ...below);
  }

  /** @param {(change: Partial<Options>) => void} choose */
  #listen(choose) {
    const { root, axis, table, rows, tip, status, playback } = this;
    const touched = { axis, table, rows, tip, playback, view: () => this.#view() };
    listenToPointer(touched, choose);
    listenToDragging(touched);
    listenToWheel(touched);
    return new Keyboard({ root, rows, tip, status, playback, view: touched.view });
  }

  /** Something new has come from the process that records. */
  news() {
    this.playback.news();
  }

  /** @param {Partial<Options>} change */
  #choose(change) {
    this.#options = { ...this.#options, ...change };
    this.#schedule();
  }

  /** @param {string} text under the slider, and for screen readers */
  #caption(text) {
    write(this.caption, text);
    if (text) this.status.say(text);
  }

  /** @param {number} pixels */
  #widenNames(pixels) {
    this.root.style.setProperty("--mmv-name-width", `${pixels}px`);
  }

  #schedule() {
    this.#scheduled ||= requestAnimationFrame(() => {
      this.#scheduled = 0;
      this.#draw();
    });
  }

  /** @returns {View} */
  #view() {
    const state = this.getState();
    const { width } = this.gauge;
    const { moment } = this.playback;
    const outline = this.#outlineOf(state.processes, this.#options);
    const scales = scalesOf(state, moment, width, this.#padOf(state, width >= WIDE));
    return { state, options: this.#options, outline, ...moment, ...scales, ...heightsOf(state, outline) };
  }

  #draw() {
    const view = this.#view();
    this.#tell(view);
    this.#changeLooks(view);
    const { head, notes, axis, rows, arrows, strips, replay, legend, told, status, tip } = this;
    for (const part of [head, notes, axis, rows, arrows, strips, replay, legend, told, status]) part.update(view);
    tip.update(view, { root: this.root, body: this.table.body, laneLeft: this.gauge.left });
  }

  /** @param {View} view */
  #tell({ state, shown, playing, window, replayable }) {
    putAll(this.root, { "data-live": state.live, "data-now": Number(shown.toFixed(4)), "data-playing": playing });
    if (replayable) put(this.root, "data-window", window?.map((value) => value.toFixed(4)).join(" ") ?? "");
  }

  /** @param {View} view */
  #changeLooks({ state, compact, height, replayable, atEnd, silent }) {
    const looks = {
      "mmv-at-end": replayable && atEnd,
      "mmv-compact": compact,
      "mmv-roomy": height === ROOMY,
      "mmv-below": state.messages.all.size + state.holds.all.size > 0,
      "mmv-stale": silent,
    };
    for (const [name, on] of Object.entries(looks)) this.root.classList.toggle(name, on);
  }

  dispose() {
    cancelAnimationFrame(this.#scheduled);
    this.playback.dispose();
    this.keyboard.dispose();
    this.gauge.dispose();
    this.root.remove();
  }
}
