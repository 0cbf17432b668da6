/** @import { State } from "./state.js" */
import { applyFrame, emptyState } from "./state.js";

/**
 * A state that takes frames and tells its listeners.
 *
 * @returns {{apply(frame: unknown): void, getState(): State, subscribe(listener: () => void): () => void}}
 */
export function createStore() {
  let state = emptyState();
  /** @type {Set<() => void>} */
  const listeners = new Set();
  return {
    apply(frame) {
      const next = applyFrame(state, frame);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
