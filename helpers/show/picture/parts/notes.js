/** @import { View } from "../layout/view.js" */

import { visible } from "../data/visible.js";
import { countNotes } from "../data/words.js";
import { make, write } from "./dom.js";

/** What is to be said of the recording as a whole. */
export class Notes {
  element = make("div", "mmv-notes");

  /** @param {View} view */
  update({ state: { meta, counts } }) {
    const notes = Array.isArray(meta.notes) ? meta.notes.map(visible) : [];
    write(this.element, [...notes, ...countNotes(counts)].join(" · "));
  }
}
