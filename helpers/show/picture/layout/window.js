/** The part of a recording that is shown; null is all of it. @typedef {[from: number, span: number]} Window */

/**
 * The window after zooming about a time.
 * @param {Window|null} window
 * @param {number} factor of the span
 * @param {number} anchor the time that stays where it is
 * @param {number} now
 * @returns {Window|null}
 */
export function zoomed(window, factor, anchor, now) {
  const [from, span] = window ?? [0, now];
  const next = Math.max(Math.min(now, 1e-3), now / 4000, span * factor);
  if (next >= now * 0.999) return null;
  return within(anchor - ((anchor - from) / span) * next, next, now);
}

/**
 * A window that does not stick out of the recording.
 * @param {number} from
 * @param {number} span
 * @param {number} now
 * @returns {Window}
 */
export function within(from, span, now) {
  return [Math.max(0, Math.min(now - span, from)), span];
}

/**
 * The window moved so that it has a time in it. Smoothly: before that time comes to its right end.
 * @param {Window} window
 * @param {number} time
 * @param {number} now
 * @param {boolean} smoothly
 * @returns {Window}
 */
export function following(window, time, now, smoothly) {
  const [from, span] = window;
  if (time < from || time > from + span) return within(time - (smoothly ? 0.1 : 0.5) * span, span, now);
  return smoothly && time > from + 0.85 * span ? within(time - 0.85 * span, span, now) : window;
}
