/**
 * @import { Attachment, Shared, State } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 * @import { Holder } from "../layout/blocks.js"
 */

import { formatBytes, formatSeconds } from "../data/format.js";
import { changes } from "../data/memo.js";
import { isOver } from "../data/moment.js";
import { activeAt } from "../data/stretches.js";
import { objectTitle, processName } from "../data/words.js";
import { blockHeight, blockPaths, HOLDER_BAR, holdersOf } from "../layout/blocks.js";
import { stretchLabels } from "../layout/labels.js";
import { draw, make, put } from "./dom.js";
import { StripFrame } from "./strip_frame.js";

// In drawing order.
const BLOCK_PARTS = /** @type {const} */ (["there", "stays", "bars", "made", "closed", "gone"]);

/** One piece of shared memory: who has it over time, who made it, and whether it goes. */
export class Block {
  #changed = changes();
  #paths = BLOCK_PARTS.map((part) => draw("path", { class: `mmv-block-${part}` }));
  #labels = make("div", "mmv-labels", { "aria-hidden": "true" });
  #frame = new StripFrame("mmv-strip mmv-block", { moving: this.#paths, labels: [this.#labels] });
  element = this.#frame.element;

  /** @param {Shared} object @param {readonly Attachment[]} attachments @param {View} view */
  update(object, attachments, view) {
    const { holders, more } = holdersOf(attachments, view.state);
    this.#tell(object, holders, more, view);
    this.#frame.move(view);
    this.#draw(object, attachments, holders, view);
  }

  /** @param {Shared} object @param {Holder[]} holders @param {number} more @param {View} view */
  #tell(object, holders, more, { shown, state }) {
    const size = object.bytes === null ? "" : formatBytes(object.bytes);
    const have = holders.filter(({ process, items }) => activeAt(items, process, shown).length).length;
    const fate = fateOf(object, have, shown, state);
    const level = more ? `${fate} (+${more})` : fate;
    this.#frame.tell(object, `${object.kind} ${size}`, level, titleOfBlock(object, holders, state));
    put(this.element, "data-have", have);
    put(this.element, "data-stays", fate === "left behind");
    this.element.style.height = `${blockHeight(holders.length)}px`;
  }

  /** @param {Shared} object @param {readonly Attachment[]} attachments @param {Holder[]} holders @param {View} view */
  #draw(object, attachments, holders, view) {
    const { scale, origin, width, state } = view;
    const ends = holders.map(({ process }) => process.ended);
    const until = state.live || object.stays || ends.includes(null) ? state.now : null;
    if (!this.#changed(object, attachments, until, scale, origin, width, ...ends)) return;
    const paths = blockPaths(object, holders, state, scale);
    BLOCK_PARTS.forEach((part, k) => {
      put(this.#paths[k], "d", paths[part]);
    });
    this.#labels.replaceChildren(...holders.flatMap((holder) => holderLabels(holder, view)));
  }
}

/** @param {Shared} object @param {number} have @param {number} shown @param {State} state */
function fateOf(object, have, shown, state) {
  const unlinked = object.unlinked !== null && object.unlinked <= shown;
  const told = `in ${have} process${have === 1 ? "" : "es"}`;
  if (have) return unlinked ? `unlinked, ${told}` : told;
  if (unlinked) return "unlinked";
  return object.stays && isOver(state, shown) ? "left behind" : "in no process";
}

/** @param {Shared} object @param {Holder[]} holders @param {State} state */
function titleOfBlock(object, holders, state) {
  const makers = holders.filter(({ items }) => items.some(({ made }) => made)).map(({ process }) => process.name);
  const unlinked = object.unlinked;
  return [
    objectTitle(state, object.id),
    object.address === null ? "" : `the system calls it ${object.address}`,
    object.bytes === null ? "" : `${object.bytes.toLocaleString("en-US")} bytes`,
    makers.length ? `made by ${makers.join(", ")}` : "",
    unlinked === null ? "" : `unlinked by ${processName(state, object.unlinker)} at ${formatSeconds(unlinked)}`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** @param {Holder} holder @param {View} view */
function holderLabels({ process, items, y }, view) {
  const texts = (/** @type {Attachment} */ { made }) => [...(made ? [`${process.name} made it`] : []), process.name];
  return stretchLabels(items, process, view, texts).map(({ x, room, text }) => {
    const element = make("span", "mmv-label mmv-label-block", {}, text);
    const [left, maxWidth, top, height] = [x, room, y, HOLDER_BAR].map((pixels) => `${pixels}px`);
    Object.assign(element.style, { left, maxWidth, top, height, lineHeight: height });
    return element;
  });
}
