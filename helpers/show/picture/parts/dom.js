/**
 * Elements. Whatever comes from a frame is data: it reaches the page through `textContent` and `setAttribute` alone.
 *
 * @typedef {Record<string, string|number|boolean>} Attributes
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element of HTML with a class, attributes and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {Attributes} [attributes]
 * @param {(Node|string)[]} children
 */
export function make(tag, className = "", attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  return filled(element, attributes, children);
}

/**
 * An element of SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Attributes} [attributes]
 * @param {(Node|string)[]} children
 */
export function draw(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** @template {Element} E @param {E} element @param {Attributes} attributes @param {(Node|string)[]} children */
function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** An icon on a button, on a field of 16 by 16. @param {string} [path] */
export function icon(path) {
  const line = draw("path", path === undefined ? {} : { d: path });
  return draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, line);
}

/**
 * A button that does something.
 * @param {string} className
 * @param {Attributes} attributes
 * @param {Node|string} content
 * @param {() => void} clicked
 */
export function button(className, attributes, content, clicked) {
  const element = make("button", className, { type: "button", ...attributes }, content);
  element.addEventListener("click", clicked);
  return element;
}

/**
 * Set an attribute if it changes; `null` removes it.
 * @param {Element} element
 * @param {string} key
 * @param {string|number|boolean|null} value
 */
export function put(element, key, value) {
  if (value === null) element.removeAttribute(key);
  else if (element.getAttribute(key) !== String(value)) element.setAttribute(key, String(value));
}

/** @param {Element} element @param {Attributes} attributes */
export function putAll(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) put(element, key, value);
}

/** Show an element or hide it. @param {Element} element @param {boolean} shown */
export function show(element, shown) {
  put(element, "hidden", shown ? null : "");
}

/** @param {Element} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement|SVGElement} element @param {string} path */
export function clip(element, path) {
  if (element.style.clipPath !== path) element.style.clipPath = path;
}
