/**
 * What follows from the processes that there are, and changes only when they do.
 *
 * @import { Process } from "../data/state.js"
 * @import { RowOptions } from "./rows.js"
 *
 * @typedef {ReturnType<typeof outlineOf>} Outline
 */

import { isMachinery } from "../data/moment.js";
import { layoutRows, rowNumbers } from "./rows.js";

/** @param {Map<string, Process>} processes @param {RowOptions} options */
export function outlineOf(processes, options) {
  const all = [...processes.values()];
  const rows = layoutRows(all, options);
  return {
    rows,
    numbers: rowNumbers(rows), // of rows, by the ids of processes
    methods: methodsOf(all),
    talks: all.some(({ ticks }) => ticks.length > 0),
    zombies: all.some(({ spans }) => spans.some(([, , state]) => state === "zombie")),
    ready: all.some(({ spans }) => spans.some(([, , state]) => state === "ready")),
    machinery: all.some(isMachinery),
    // Has the operating system another tree than the program?
    twoTrees: all.some(
      ({ parent, system_parent: other }) => other !== null && other !== parent && processes.has(other),
    ),
  };
}

/** The start methods of the program's own processes. @param {Process[]} processes */
function methodsOf(processes) {
  const methods = processes.filter((process) => process.method && !isMachinery(process)).map(({ method }) => method);
  return [...new Set(methods)].sort();
}
