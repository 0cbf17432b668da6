/**
 * @import { View, Options } from "./layout/view.js"
 * @import { Playback } from "./playback.js"
 * @import { Axis } from "./parts/axis.js"
 * @import { Rows } from "./parts/rows.js"
 * @import { Table } from "./parts/table.js"
 * @import { Tip } from "./parts/tip.js"
 *
 * @typedef {{axis: Axis, table: Table, rows: Rows, tip: Tip, playback: Playback, view: () => View}} Touched
 */

/**
 * The pointer over the lanes shows the tooltip; a click on a group's name shows its rows, or only some again.
 * @param {Touched} touched
 * @param {(change: Partial<Options>) => void} choose
 */
export function listenToPointer({ table, rows, tip, view }, choose) {
  table.body.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const part = rows.at(target);
    if (part) tip.point(part, { pointer: { x: clientX, y: clientY } });
  });
  table.body.addEventListener("pointerleave", () => tip.leave());
  table.body.addEventListener("click", ({ target }) => {
    const row = rows.at(target)?.row;
    if (row?.kind !== "group" || !(target instanceof Element && target.closest(".mmv-name"))) return;
    const expanded = new Set(view().options.expanded);
    if (!expanded.delete(row.id)) expanded.add(row.id);
    choose({ expanded });
  });
}

/**
 * The axis is a time line to grab: dragging goes to a time, with Shift it moves the window.
 * @param {Touched} touched
 */
export function listenToDragging({ axis, playback, view }) {
  const scrub = (/** @type {PointerEvent} */ event) => {
    if (!playback.replayable || !(event.buttons & 1)) return;
    playback.pause();
    const { scale, origin } = view();
    if (event.shiftKey) playback.move(-event.movementX / scale);
    else playback.seek(origin + pointerX(axis, event) / scale);
  };
  axis.element.addEventListener("pointerdown", (event) => {
    axis.element.setPointerCapture(event.pointerId);
    scrub(event);
  });
  axis.element.addEventListener("pointermove", scrub);
}

/** The wheel zooms with Ctrl, and moves the window sideways. @param {Touched} touched */
export function listenToWheel({ axis, table, playback, view }) {
  const turn = (/** @type {WheelEvent} */ event) => {
    const x = pointerX(axis, event);
    if (x < 0 || !playback.replayable) return;
    const { scale, origin, window } = view();
    const aside = sideways(event);
    if (event.ctrlKey || event.metaKey) playback.zoom(zoomFactor(event), origin + x / scale);
    else if (window && aside) playback.move(aside / scale);
    else return;
    event.preventDefault();
  };
  table.element.addEventListener("wheel", turn, { passive: false });
}

/** @param {Axis} axis @param {MouseEvent} event */
function pointerX(axis, { clientX }) {
  return clientX - axis.element.getBoundingClientRect().left;
}

/** @param {WheelEvent} event */
function zoomFactor({ deltaY }) {
  return Math.exp(Math.max(-100, Math.min(100, deltaY)) * 0.004);
}

/** How far the wheel has turned sideways; 0 if more up or down. @param {WheelEvent} event */
function sideways({ shiftKey, deltaX, deltaY }) {
  if (shiftKey) return deltaY || deltaX;
  return Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : 0;
}
