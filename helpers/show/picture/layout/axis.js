/** Marks of the time axis. */

const STEPS = [
  ...[1e-5, 1e-4, 1e-3, 0.01, 0.1, 1].flatMap((unit) => [1, 2, 5].map((k) => k * unit)),
  ...[10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600],
];
const DOMAINS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 60, 80, 100, 120, 150, 180, 240, 300, 360, 480, 600];

/** The time that the live axis covers: it grows in steps, so that it does not jitter. @param {number} now */
export function liveDomain(now) {
  return DOMAINS.find((domain) => now <= domain) ?? Math.ceil(now / 300) * 300;
}

/**
 * Times for the marks of an axis that shows `span` seconds on `width` pixels.
 * @param {number} span
 * @param {number} width
 * @param {number} [apart] smallest distance in pixels
 * @param {number} [origin] time at the left
 */
export function timeTicks(span, width, apart = 84, origin = 0) {
  if (!(span > 0) || !(width > 0)) return [];
  const least = (span * apart) / width;
  const step = STEPS.find((one) => one >= least) ?? Math.ceil(least / 3600) * 3600;
  const ticks = [];
  const end = origin + span * (1 + 1e-9);
  for (let k = Math.ceil(origin / step - 1e-9); k * step <= end; k++) {
    const time = Number((k * step).toPrecision(12));
    ticks.push({ time, label: axisLabel(time, step, end) });
  }
  return ticks;
}

/** @param {number} time @param {number} step @param {number} end of the axis */
function axisLabel(time, step, end) {
  if (time === 0) return "0 s";
  if (step < 0.1 && end > 1) return `${time.toFixed(Math.ceil(-Math.log10(step) - 1e-9))} s`;
  if (step < 0.1) return `${Number((time * 1000).toPrecision(6))} ms`;
  if (step < 30) return `${time.toFixed(step < 1 ? 1 : 0)} s`;
  if (time < 60) return `${time} s`;
  return `${Math.floor(time / 60)}:${String(Math.round(time % 60)).padStart(2, "0")} min`;
}
