/** Where the lanes are in a picture, and how wide: measured, and told to its style sheet. */
export class Gauge {
  #observer;
  width = 0;
  left = 0;

  /** @param {HTMLElement} root @param {HTMLElement} axis as wide as the lanes @param {() => void} changed */
  constructor(root, axis, changed) {
    this.root = root;
    this.axis = axis;
    this.changed = changed;
    this.#observer = new ResizeObserver(() => this.measure());
    this.#observer.observe(axis);
    this.#observer.observe(root);
  }

  measure() {
    const { offsetWidth, offsetLeft } = this.axis;
    if (!offsetWidth || (offsetWidth === this.width && offsetLeft === this.left)) return;
    this.width = offsetWidth;
    this.left = offsetLeft;
    this.root.style.setProperty("--mmv-lane-left", `${offsetLeft}px`);
    this.root.style.setProperty("--mmv-lane-width", `${offsetWidth}px`);
    this.changed();
  }

  dispose() {
    this.#observer.disconnect();
  }
}
