/**
 * @import { View } from "../layout/view.js"
 * @import { Playback } from "../playback.js"
 */

import { formatSeconds } from "../data/format.js";
import { round } from "../layout/shapes.js";
import { button, draw, icon, make, put, show, write } from "./dom.js";

const SPEEDS = [0.1, 0.25, 1, 4];
const PLAY = "M4.5 2.5v11l9-5.5z";
const PAUSE = "M4 3h3v10H4zM9 3h3v10H9z";
const PREVIOUS = "M12 3v10l-7 -5zM4 3v10";
const NEXT = "M4 3v10l7 -5zM12 3v10";
const LENS = "M7 2.5a4.5 4.5 0 1 0 .01 0zM10.3 10.3l3.7 3.7";
const MINUS = "M5 7h4";
const PLUS = "M5 7h4M7 5v4";
const FIT = "M2 3v10M14 3v10M4.5 8h7M6.5 5.5l-2.5 2.5l2.5 2.5M9.5 5.5l2.5 2.5l-2.5 2.5";

/** What a recording is replayed with. */
export class Replay {
  /** @param {Playback} playback */
  constructor(playback) {
    this.controls = new Controls(playback);
    this.slider = new Slider(playback);
    const track = make("div", "mmv-track", {}, this.slider.element, zooms(playback));
    this.element = make("div", "mmv-replay", { hidden: "" }, this.controls.element, track);
  }

  /** @param {View} view */
  update(view) {
    show(this.element, view.replayable);
    if (!view.replayable) return;
    this.controls.update(view);
    this.slider.update(view);
  }
}

/** A small round button. @param {string} name @param {string} label @param {string} path @param {() => void} clicked */
function small(name, label, path, clicked) {
  return button(`mmv-small mmv-${name}`, { "aria-label": label, title: label }, icon(path), clicked);
}

/** @param {Playback} playback */
function zooms(playback) {
  return make(
    "span",
    "mmv-zooms",
    { role: "group", "aria-label": "zoom" },
    small("zoom-out", "zoom out (-)", LENS + MINUS, () => playback.zoom(2)),
    small("zoom-in", "zoom in (+)", LENS + PLUS, () => playback.zoom(0.5)),
    small("zoom-fit", "show all (0)", FIT, () => playback.zoom(Infinity)),
  );
}

/** Play, steps, the clock and speeds. */
class Controls {
  #path = draw("path");
  #clock = make("span", "mmv-clock");

  /** @param {Playback} playback */
  constructor(playback) {
    const svg = draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, this.#path);
    this.play = button("mmv-play", { "aria-label": "play" }, svg, () => playback.toggle());
    const previous = small("previous", "previous event (,)", PREVIOUS, () => playback.step(-1));
    const next = small("next", "next event (.)", NEXT, () => playback.step(1));
    const parts = [this.play, previous, next, this.#clock, speeds(playback)];
    this.element = make("div", "mmv-controls", {}, ...parts);
  }

  /** @param {View} view */
  update({ state, shown, playing }) {
    write(this.#clock, `${formatSeconds(shown).replace(" s", "")} / ${formatSeconds(state.now)}`);
    put(this.play, "aria-label", playing ? "pause" : "play");
    put(this.#path, "d", playing ? PAUSE : PLAY);
  }
}

/** @param {Playback} playback */
function speeds(playback) {
  const buttons = SPEEDS.map((speed) => {
    const attributes = { "aria-pressed": speed === playback.speed, "aria-label": `speed ${speed} times` };
    return button("mmv-speed", attributes, `${speed}×`, () => {
      playback.speed = speed;
      buttons.forEach((other, k) => {
        put(other, "aria-pressed", SPEEDS[k] === speed);
      });
    });
  });
  return make("span", "mmv-speeds", { role: "group", "aria-label": "speed" }, ...buttons);
}

/** The time in the recording; it stands under the lanes, as long as they are. */
class Slider {
  element = make("input", "mmv-slider", {
    type: "range",
    min: 0,
    max: 1,
    step: "any",
    "aria-label": "time in the recording",
  });

  /** @param {Playback} playback */
  constructor(playback) {
    this.element.addEventListener("input", () => {
      playback.pause();
      playback.seek(Number(this.element.value));
    });
  }

  /** @param {View} view */
  update({ state: { now }, shown, fit, window }) {
    const { element } = this;
    put(element, "max", now);
    if (Number(element.value) !== shown) element.value = String(shown);
    put(element, "aria-valuetext", `${formatSeconds(shown)} of ${formatSeconds(now)}`);
    element.style.width = `${Math.round(now * fit) + 16}px`;
    const [from, span] = window ?? [0, 0];
    const mark = (/** @type {string} */ name, /** @type {number} */ time, /** @type {number} */ otherwise = 0) =>
      element.style.setProperty(`--mmv-${name}`, `${now > 0 ? round((time / now) * 100) : otherwise}%`);
    mark("from", from);
    mark("to", from + span);
    mark("done", shown, 100);
  }
}
