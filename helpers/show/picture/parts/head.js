/**
 * @import { View, Options } from "../layout/view.js"
 */

import { formatSeconds } from "../data/format.js";
import { countAt, isMachinery } from "../data/moment.js";
import { make, show, write } from "./dom.js";
import { Switch } from "./switch.js";

/** The head: is this live, what runs, and what can be shown or hidden. */
export class Head {
  #title = new Title();
  #pills = new Pills();
  #switches;

  /** @param {(change: Partial<Options>) => void} choose */
  constructor(choose) {
    this.#switches = new Switches(choose);
    this.element = make("div", "mmv-head", {}, this.#title.element, ...this.#pills.elements, this.#switches.element);
  }

  /** @param {View} view */
  update(view) {
    this.#title.update(view);
    this.#pills.update(view);
    this.#switches.update(view);
  }
}

/** Live or a recording, and how long. */
class Title {
  #mode = make("span", "mmv-mode");
  #elapsed = make("span", "mmv-elapsed");
  #dot = make("span", "mmv-live-dot", { "aria-hidden": "true" });
  element = make("span", "mmv-title", {}, this.#dot, this.#mode, this.#elapsed);

  /** @param {View} view */
  update({ state: { live, now }, silent }) {
    write(this.#mode, silent ? "no news" : live ? "live" : "recording");
    write(this.#elapsed, formatSeconds(now));
  }
}

/** The start method, how many processes there are, and how many CPUs. */
class Pills {
  #method = make("span", "mmv-pill");
  #count = make("span", "mmv-pill");
  #cpus = make("span", "mmv-pill");
  elements = [this.#method, this.#count, this.#cpus];

  constructor() {
    this.#cpus.title = "CPUs that the notebook may use, of those that the machine has";
  }

  /** @param {View} view */
  update(view) {
    const { method, cpus, cpus_usable: usable = cpus } = view.state.meta;
    write(this.#method, method ? `start: ${method}` : "");
    write(this.#count, countText(countShown(view)));
    write(this.#cpus, cpus ? `${usable} of ${cpus} CPU${cpus === 1 ? "" : "s"}` : "");
  }
}

/** @param {View} view */
export function countShown({ state, options, shown }) {
  const all = [...state.processes.values()];
  return countAt(options.machinery ? all : all.filter((process) => !isMachinery(process)), shown);
}

/** @param {number} count */
export function processesText(count) {
  return `${count} ${count === 1 ? "process" : "processes"}`;
}

/** @param {{alive: number, started: number}} count */
function countText({ alive, started }) {
  return alive === started ? processesText(started) : `${alive} of ${processesText(started)} alive`;
}

/** What can be shown or hidden; a switch is there where it changes something. */
class Switches {
  /** @param {(change: Partial<Options>) => void} choose */
  constructor(choose) {
    this.messages = new Switch("messages", true, (messages) => choose({ messages }));
    this.messages.tell("Show an arrow for each message, from who sent it to who received it");
    this.systemTree = new Switch("system tree", false, (systemTree) => choose({ systemTree }));
    this.systemTree.tell("Indent by the operating system's parent, not by who asked for the process");
    this.machinery = new Switch("machinery", true, (machinery) => choose({ machinery }));
    this.machinery.tell("Show what multiprocessing starts for its own use: fork server and resource tracker");
    const switches = [this.messages, this.systemTree, this.machinery];
    this.element = make("span", "mmv-toggles", {}, ...switches.map(({ element }) => element));
  }

  /** @param {View} view */
  update({ state, outline }) {
    show(this.messages.element, state.messages.all.size > 0);
    show(this.systemTree.element, outline.twoTrees);
    show(this.machinery.element, outline.machinery);
  }
}
