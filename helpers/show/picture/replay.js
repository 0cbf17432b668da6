/**
 * Recordings in any page: each element with the class `mmv-recording` becomes the picture of its recording.
 *
 * A recording stands in the page, as `<script type="application/json" id="recording-ID">`, or in a file of its own that
 * `data-source` names and that calls `mmvReplay.take(ID, frame)`: a page opened from disk may load a script, but
 * read no other file. Both are looked at only when they come into view.
 */

import { createStore } from "./data/store.js";
import { mountPicture } from "./main.js";

const AHEAD = "600px"; // below what is seen: far enough to be drawn before it is reached

/** The elements of a page that wait for their recordings. */
export class Replays {
  /** @type {Map<string, HTMLElement>} */
  #waiting = new Map();
  #near = new IntersectionObserver((entries) => this.#look(entries), { rootMargin: AHEAD });

  /** Find them, once the page is whole. */
  start() {
    followTheme(document.body);
    for (const element of document.querySelectorAll(".mmv-recording")) this.#near.observe(element);
  }

  /** A file has brought a recording. @param {string} recording @param {unknown} frame */
  take(recording, frame) {
    const element = this.#waiting.get(recording);
    if (element) putPicture(element, frame);
    this.#waiting.delete(recording);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #look(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || !(target instanceof HTMLElement)) continue;
      this.#near.unobserve(target);
      this.#load(target);
    }
  }

  /** @param {HTMLElement} element */
  #load(element) {
    const { recording = "", source = "" } = element.dataset;
    const stored = document.getElementById(`recording-${recording}`);
    if (stored) return putPicture(element, JSON.parse(stored.textContent ?? ""));
    this.#waiting.set(recording, element);
    const script = document.createElement("script");
    script.src = source;
    script.onerror = () => element.append("The recording can't be loaded.");
    document.head.append(script);
  }
}

/** @param {HTMLElement} element @param {unknown} frame */
function putPicture(element, frame) {
  const store = createStore();
  store.apply(frame);
  element.replaceChildren();
  element.style.minHeight = "";
  mountPicture(element, store.getState, store.subscribe);
  element.dataset.shown = "";
}

/** Dark or light as the page is, where the page says so in another way than Jupyter does. @param {HTMLElement} body */
function followTheme(body) {
  if (body.hasAttribute("data-jp-theme-light")) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const look = () => {
    const { theme } = body.dataset;
    const isDark = theme === "dark" || (theme !== "light" && system.matches);
    body.setAttribute("data-jp-theme-light", String(!isDark));
  };
  new MutationObserver(look).observe(body, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", look);
  look();
}
