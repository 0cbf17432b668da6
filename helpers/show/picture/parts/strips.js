/**
 * @import { Collection } from "../data/collection.js"
 * @import { Shared, State } from "../data/state.js"
 * @import { View, Options } from "../layout/view.js"
 */

import { itemsOf } from "../data/collection.js";
import { Block } from "./block.js";
import { button, make, put, show, write } from "./dom.js";
import { Futures } from "./futures.js";
import { Strip } from "./strip.js";

const FEW = 4; // that are shown before one asks for more
/** @type {Omit<Shared, "id"|"name">} */
const UNKNOWN = { kind: "", capacity: null, bytes: null, address: null, unlinked: null, unlinker: null, stays: false };

/** What belongs to no process: queues, pipes, shared memory, what executors were given. */
export class Strips {
  /** @type {Map<string, Strip|Block|Futures>} */
  #strips = new Map();
  #more;
  #all = false;
  element = make("div", "mmv-strips", { hidden: "" });

  /** @param {(change: Partial<Options>) => void} choose */
  constructor(choose) {
    this.#more = button("mmv-more", {}, "", () => choose({ allStrips: !this.#all }));
  }

  /** @param {View} view */
  update(view) {
    const ids = idsOf(view.state);
    this.#all = view.options.allStrips;
    const wanted = this.#all ? ids : ids.slice(0, FEW);
    show(this.element, ids.length > 0);
    this.#remove(new Set(wanted));
    wanted.forEach((id, k) => {
      this.#put(this.#updated(id, view), k);
    });
    this.#offerMore(ids.length - FEW);
  }

  /** @param {Set<string>} wanted */
  #remove(wanted) {
    for (const [id, strip] of this.#strips) {
      if (wanted.has(id)) continue;
      strip.element.remove();
      this.#strips.delete(id);
    }
  }

  /** @param {string} id @param {View} view */
  #updated(id, view) {
    const { objects, levels, attachments, futures } = view.state;
    const object = objects.get(id) ?? { ...UNKNOWN, id, name: id };
    const holders = itemsOf(attachments, id);
    const old = this.#strips.get(id);
    if (holders.length) {
      const block = old instanceof Block ? old : this.#new(id, new Block());
      block.update(object, holders, view);
      return block;
    }
    const given = itemsOf(futures, id);
    if (given.length) {
      const executor = old instanceof Futures ? old : this.#new(id, new Futures());
      executor.update(object, given, view);
      return executor;
    }
    const strip = old instanceof Strip ? old : this.#new(id, new Strip());
    strip.update(object, levels.get(id) ?? [], view);
    return strip;
  }

  /** @template {Strip|Block|Futures} T @param {string} id @param {T} strip @returns {T} */
  #new(id, strip) {
    this.#strips.get(id)?.element.remove();
    this.#strips.set(id, strip);
    return strip;
  }

  /** @param {Strip|Block|Futures} strip @param {number} place */
  #put({ element }, place) {
    const there = this.element.children[place] ?? null;
    if (there !== element) this.element.insertBefore(element, there);
  }

  /** @param {number} count of what few strips leave out */
  #offerMore(count) {
    if (count <= 0) return this.#more.remove();
    if (this.#more.parentNode !== this.element) this.element.append(this.#more);
    write(this.#more, this.#all ? "show fewer" : `… ${count} more`);
    put(this.#more, "aria-expanded", this.#all);
  }
}

/**
 * Those in which there was something, in the order in which that began; shared memory first, then executors.
 * @param {State} state
 */
function idsOf({ levels, attachments, futures }) {
  const used = [...levels].filter(([, curve]) => curve.length > 0);
  return [
    ...[attachments, futures].flatMap(owners),
    ...used.sort(([, a], [, b]) => a[0][0] - b[0][0]).map(([id]) => id),
  ];
}

/** In the order of their first items. @param {Collection<{start: number}>} items */
function owners({ of }) {
  const some = [...of].filter(([, mine]) => mine.length > 0);
  return some.sort(([, a], [, b]) => a[0].start - b[0].start).map(([id]) => id);
}
