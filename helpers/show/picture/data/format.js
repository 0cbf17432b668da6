/** A duration for people, with as many digits as matter. @param {number} seconds */
export function formatSeconds(seconds) {
  if (seconds >= 60) return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")} min`;
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** A short time, with three digits. @param {number} seconds */
export function formatDuration(seconds) {
  if (seconds >= 1) return formatSeconds(seconds);
  if (seconds >= 1e-3) return `${Number((seconds * 1000).toPrecision(3))} ms`;
  return `${Math.round(seconds * 1e6)} µs`;
}

/** @param {number} bytes */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Number((bytes / 1000).toPrecision(3))} kB` : formatMemory(bytes);
}

/** @param {number} bytes */
export function formatMemory(bytes) {
  const megabytes = bytes / 1e6;
  if (megabytes >= 1000) return `${(megabytes / 1000).toFixed(1)} GB`;
  return `${megabytes < 10 ? megabytes.toFixed(1) : Math.round(megabytes)} MB`;
}
