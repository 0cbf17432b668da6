/**
 * The live picture of a recording: the process tree on the left, a lane over time for each process on the right.
 *
 *     frame (from the kernel) -> wire -> data/state -> layout/view -> picture and its parts
 *
 * - `wire.js`   what stands in a frame;
 * - `data/`     the state, how frames change it, and what it says of one moment; pure functions;
 * - `layout/`   where things stand and how they are drawn, as numbers and SVG paths; pure functions;
 * - `parts/`    the pieces of the picture, each a component: `element` is what it shows, `update(view)` draws it;
 * - `playback.js`, `keyboard.js`, `pointer.js`   what a recording is replayed with;
 * - `picture.js`   puts them together;
 * - `replay.js`    puts recordings into pages that are made from notebooks: no part of the widget.
 *
 * Nothing but the widget below knows of Jupyter: a plain page calls `mountPicture`.
 *
 * @import { State } from "./data/state.js"
 */

import { createStore } from "./data/store.js";
import { Picture } from "./picture.js";

/**
 * Put a picture into an element.
 * @param {HTMLElement} element
 * @param {() => State} getState
 * @param {(listener: () => void) => (() => void)} subscribe  calls the listener after each change of the state
 * @returns {() => void} takes it away again
 */
export function mountPicture(element, getState, subscribe) {
  const picture = new Picture(element, getState);
  picture.news();
  const unsubscribe = subscribe(() => picture.news());
  return () => {
    unsubscribe();
    picture.dispose();
  };
}

/**
 * What anywidget gives of a widget in Python.
 * @typedef {object} Model
 * @property {(name: string) => unknown} get
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

/**
 * The widget. anywidget calls this once for each model, so its views share one store.
 * (Its `initialize` and `render` see different proxies of a model: a map from model to store would not work.)
 */
export default () => {
  const store = createStore();
  return {
    /** @param {{model: Model}} context */
    initialize({ model }) {
      const take = () => store.apply(model.get("frame"));
      model.on("change:frame", take);
      take();
      return () => model.off("change:frame", take);
    },
    /** @param {{el: HTMLElement}} context */
    render({ el }) {
      return mountPicture(el, store.getState, store.subscribe);
    },
  };
};
