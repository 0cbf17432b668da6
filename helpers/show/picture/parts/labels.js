/**
 * @import { Process, Task, Wait } from "../data/state.js"
 * @import { View } from "../layout/view.js"
 * @import { Doings } from "./known.js"
 *
 * @typedef {{x: number, room: number, text: string}} Label
 */

import { changes } from "../data/memo.js";
import { stretchEnd } from "../data/stretches.js";
import { taskText, waitText } from "../data/words.js";
import { stretchLabels } from "../layout/labels.js";
import { sleepsOf } from "../layout/lanes.js";
import { make } from "./dom.js";

/** What a process waits for and what it works on, where there is room in its lane. */
export class Labels {
  #changed = changes();
  element = make("div", "mmv-labels", { "aria-hidden": "true" });

  /** @param {Doings} doings @param {number|null} until @param {Process} process @param {View} view */
  update({ waits, tasks }, until, process, view) {
    const { scale, origin, width, barY, barHeight } = view;
    if (!this.#changed(waits, tasks, process.ended, until, scale, origin, width, barY, barHeight)) return;
    const ofMain = waits.filter(({ thread }) => !thread);
    this.element.replaceChildren(
      ...stretchLabels(ofMain, process, view, waitTexts).map((label) => stretchLabel("wait", label, view)),
      ...stretchLabels(tasks, process, view, taskTexts, roomOfCross).map((label) =>
        stretchLabel(groundOf(label.item, process, view.state.now), label, view),
      ),
    );
  }
}

/** @param {Wait} wait */
function waitTexts(wait) {
  return wait.operation === "task" ? ["idle"] : [waitText(wait), wait.operation];
}

/** @param {Task} task */
function taskTexts(task) {
  const shortest = task.index === null ? task.function : `#${task.index}`;
  return [taskText(task), taskText({ ...task, items: null }), shortest];
}

/** @param {Task} task */
function roomOfCross({ error }) {
  return error === null ? 0 : 10;
}

/** What is behind the label. @param {Task} task @param {Process} process @param {number} now */
function groundOf(task, process, now) {
  if (task.error !== null) return "bad";
  const end = stretchEnd(task, process, now);
  const asleep = sleepsOf(task, end, process, now).reduce((sum, [from, to]) => sum + to - from, 0);
  return asleep > (end - task.start) / 2 ? "sleep" : "task";
}

/** @param {string} kind @param {Label} label @param {View} view */
function stretchLabel(kind, { x, room, text }, { barY, barHeight }) {
  const element = make("span", `mmv-label mmv-label-${kind}`, {}, text);
  Object.assign(element.style, {
    left: `${x}px`,
    maxWidth: `${room}px`,
    top: `${barY}px`,
    height: `${barHeight}px`,
    lineHeight: `${barHeight - 0.5}px`,
  });
  return element;
}
