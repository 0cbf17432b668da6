/**
 * A picture as a still drawing: what the page shows of an element, as SVG with nothing but shapes and text in it.
 *
 * The browser has laid everything out. This walks over what it shows, in the order in which it is painted, and writes
 * down where each box, line of text and shape stands, once in light and once in dark colours. What a process is called
 * is the text of a text node here as well, never markup.
 */

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = ["fill", "stroke"];
const FONT = 'Inter, "Helvetica Neue", Helvetica, Arial, sans-serif';

/** Return the drawing of `root` as text. */
export function still(root) {
  const light = themed(root, "true");
  const dark = themed(root, "false");
  const { width, height } = root.getBoundingClientRect();
  const size = [width, height].map(Math.ceil);
  const classes = new Map();
  light.forEach((node, k) => {
    for (const colour of COLOURS) {
      const pair = [node.attributes[colour], dark[k].attributes[colour]];
      if (pair[0] === pair[1]) continue;
      const key = `${colour}:${pair[1]}|${pair[0]}`;
      if (!classes.has(key)) classes.set(key, `c${classes.size}`);
      node.attributes.class = [node.attributes.class, classes.get(key)].filter(Boolean).join(" ");
    }
  });
  const rules = [...classes].map(([key, name]) => `.${name}{${key.slice(0, key.indexOf("|"))}}`).join("");
  const about = { viewBox: `0 0 ${size.join(" ")}`, width: size[0], height: size[1], "font-family": FONT };
  const style = made("style", {}, `@media (prefers-color-scheme:dark){${rules}}`);
  const clips = [...light.clips].map(([d, id]) => made("clipPath", { id }, made("path", { d })));
  const drawing = made("svg", about, style, ...clips, ...light.map(({ tag, attributes, text }) => made(tag, attributes, text)));
  return new XMLSerializer().serializeToString(drawing);
}

function made(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function themed(root, isLight) {
  document.body.setAttribute("data-jp-theme-light", isLight);
  return new Walk(root).nodes;
}

const short = (number) => String(Math.round(number * 10) / 10);
const shortened = (d) => d.replace(/-?\d+\.\d+(?:e-?\d+)?/g, (number) => ` ${short(Number(number))}`);

class Walk {
  nodes = Object.assign([], { clips: new Map() });
  #pen = document.createElement("canvas").getContext("2d");

  constructor(root) {
    const { left, top } = root.getBoundingClientRect();
    this.left = left;
    this.top = top;
    this.root = root;
    this.#element(root, { opacity: 1, clip: null });
  }

  #element(element, above) {
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden") return;
    const here = { ...above, opacity: above.opacity * Number(style.opacity) };
    if (element instanceof SVGElement) return this.#drawn(element, style, here);
    const box = this.#box(element.getBoundingClientRect());
    this.#background(style, box, here);
    if (style.overflowX !== "visible" && element !== this.root) here.clip = overlap(above.clip, box);
    for (const child of element.childNodes) {
      if (child instanceof Element) this.#element(child, here);
      else if (child instanceof Text) this.#words(child, style, here);
    }
    this.#border(style, box, here);
  }

  #box({ left, top, right, bottom }) {
    return { left: left - this.left, top: top - this.top, right: right - this.left, bottom: bottom - this.top };
  }

  #put(tag, attributes, { opacity, clip }, extent, text) {
    if (extent && clip) {
      if (!overlap(clip, extent)) return;
      if (!inside(extent, clip)) attributes["clip-path"] = `url(#${this.#clip(clip)})`;
    }
    if (opacity < 1) attributes.opacity = short(opacity);
    this.nodes.push({ tag, attributes, text });
  }

  #clip({ left, top, right, bottom }) {
    const d = `M${short(left)} ${short(top)}H${short(right)}V${short(bottom)}H${short(left)}Z`;
    if (!this.nodes.clips.has(d)) this.nodes.clips.set(d, `k${this.nodes.clips.size}`);
    return this.nodes.clips.get(d);
  }

  #background(style, box, here) {
    const gradient = /^linear-gradient\((rgba?\([^)]*\)|color\([^)]*\)) calc\(100% - (\d+)px\)/.exec(style.backgroundImage);
    const fill = colourOf(gradient ? gradient[1] : style.backgroundColor);
    const bottom = box.bottom - (gradient ? Number(gradient[2]) : 0);
    if (!fill || bottom <= box.top || box.right <= box.left) return;
    const attributes = { x: short(box.left), y: short(box.top), width: short(box.right - box.left) };
    Object.assign(attributes, { height: short(bottom - box.top), fill });
    const radius = Math.min(parseFloat(style.borderTopLeftRadius) || 0, (bottom - box.top) / 2);
    if (radius) attributes.rx = short(radius);
    this.#put("rect", attributes, here, { ...box, bottom });
  }

  #border(style, { left, top, right, bottom }, here) {
    const [above, below] = [parseFloat(style.borderTopWidth), parseFloat(style.borderBottomWidth)];
    const all = above && below && parseFloat(style.borderLeftWidth);
    if (all) {
      const half = above / 2;
      const attributes = { x: short(left + half), y: short(top + half), width: short(right - left - above) };
      const stroke = colourOf(style.borderTopColor);
      Object.assign(attributes, { height: short(bottom - top - above), rx: short(parseFloat(style.borderTopLeftRadius) || 0) });
      return this.#put("rect", { ...attributes, fill: "none", stroke }, here);
    }
    for (const [width, y, colour] of [[above, top, style.borderTopColor], [below, bottom, style.borderBottomColor]]) {
      const stroke = colourOf(colour);
      if (!width || !stroke) continue;
      const at = short(y + (y === top ? width / 2 : -width / 2));
      this.#put("path", { d: `M${short(left)} ${at}H${short(right)}`, stroke, "stroke-width": width }, here);
    }
  }

  /** Each line of a text node; what does not fit is cut, as the browser cuts it. */
  #words(node, style, here) {
    if (!node.data.trim()) return;
    for (const line of linesOf(node)) {
      const box = this.#box(line.box);
      let { text } = line;
      if (style.textOverflow === "ellipsis" && here.clip && box.right > here.clip.right + 0.5) {
        text = this.#cut(node, here.clip.right, style);
        box.right = here.clip.right;
      }
      this.#text(text, style, box, here);
    }
  }

  #cut(node, right, style) {
    this.#pen.font = style.font;
    const room = right + this.left - this.#pen.measureText("…").width;
    const range = document.createRange();
    let end = 0;
    for (const letter of node.data) {
      range.setStart(node, end);
      range.setEnd(node, end + letter.length);
      if (range.getBoundingClientRect().right > room) break;
      end += letter.length;
    }
    return `${node.data.slice(0, end)}…`;
  }

  #text(text, style, box, here) {
    this.#pen.font = style.font;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = this.#pen.measureText("x");
    const y = box.top + (box.bottom - box.top - ascent - descent) / 2 + ascent;
    const attributes = { x: short(box.left), y: short(y), "font-size": parseFloat(style.fontSize), fill: colourOf(style.color) };
    if (text.length > 1) attributes.textLength = short(box.right - box.left);
    if (Number(style.fontWeight) > 400) attributes["font-weight"] = style.fontWeight;
    if (style.fontStyle === "italic") attributes["font-style"] = "italic";
    if (style.fontFamily.includes("mono")) attributes["font-family"] = "monospace";
    const clip = here.clip && { ...here.clip, top: -Infinity, bottom: Infinity };
    if (!clip || overlap(clip, box)) this.#put("text", attributes, { ...here, clip: null }, null, text);
  }

  /** An element of SVG, and what is in it. */
  #drawn(element, style, here) {
    if (["defs", "pattern", "title"].includes(element.tagName)) return;
    if (element instanceof SVGSVGElement && style.overflowX !== "visible") {
      here.clip = overlap(here.clip, this.#box(element.getBoundingClientRect())) ?? NOWHERE;
    }
    if (element instanceof SVGGeometryElement) this.#shape(element, style, here);
    else if (element instanceof SVGTextContentElement) return this.#drawnText(element, style, here);
    for (const child of element.children) this.#element(child, here);
  }

  #drawnText(element, style, here) {
    for (const node of element.childNodes) {
      if (node instanceof Text && node.data.trim()) this.#text(node.data, { ...pick(style), color: style.fill }, this.#box(element.getBoundingClientRect()), here);
    }
  }

  #shape(element, style, here) {
    const [tag, geometry] = geometryOf(element, style);
    const fill = style.fill.startsWith("url(") ? "hatch" : colourOf(style.fill);
    const stroke = colourOf(style.stroke);
    const box = this.#box(element.getBoundingClientRect());
    if (!box.right || (!fill && !stroke) || geometry.d === "") return;
    const { a, d: scale, e, f } = element.getScreenCTM();
    const [x, y] = [short(e - this.left), short(f - this.top)];
    const transform = [x !== "0" || y !== "0" ? `translate(${x} ${y})` : "", a !== 1 ? `scale(${short(a)} ${short(scale)})` : ""];
    const attributes = { ...geometry, fill: fill ?? "none" };
    if (transform.join("")) attributes.transform = transform.filter(Boolean).join(" ");
    if (stroke) Object.assign(attributes, { stroke, "stroke-width": short(parseFloat(style.strokeWidth)) });
    if (stroke && style.strokeDasharray !== "none") attributes["stroke-dasharray"] = style.strokeDasharray.replaceAll("px", "");
    if (stroke && style.strokeLinecap !== "butt") attributes["stroke-linecap"] = style.strokeLinecap;
    const faded = { ...here, opacity: here.opacity * Number(stroke && !fill ? style.strokeOpacity : 1) };
    const { clip } = faded;
    const reach = grown(box, parseFloat(style.strokeWidth) / 2 || 0);
    if (fill === "hatch") return this.#hatched(element, attributes, faded, reach);
    // A clip is in the coordinates of what it clips: those of the whole drawing, as that stands around the shape.
    if (clip && !inside(reach, clip) && attributes.transform) {
      if (!overlap(clip, reach)) return;
      const moved = { left: clip.left - Number(x), right: clip.right - Number(x), top: clip.top - Number(y), bottom: clip.bottom - Number(y) };
      attributes["clip-path"] = `url(#${this.#clip(moved)})`;
      return this.#put(tag, attributes, { ...faded, clip: null });
    }
    this.#put(tag, attributes, faded, reach);
  }

  /** A zombie's hatching is drawn as its ground and its lines. */
  #hatched(element, attributes, here, reach) {
    const [ground, line] = ["mmv-hatch-ground", "mmv-hatch-line"].map((name) =>
      colourOf(getComputedStyle(this.root.querySelector(`.${name}`)).fill),
    );
    this.#put("path", { ...attributes, fill: ground }, here, reach);
    const seen = overlap(here.clip, reach);
    if (!seen) return;
    const [x, y] = (/translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes.transform ?? "") ?? [0, 0, 0]).slice(1).map(Number);
    for (const { left, top, right, bottom } of boxesOf(element)) {
      const inner = overlap(seen, { left: left + x, right: right + x, top: top + y, bottom: bottom + y });
      if (!inner) continue;
      const height = inner.bottom - inner.top;
      let d = "";
      for (let at = inner.left - height + 3; at < inner.right; at += 8.5) {
        d += `M${short(at)} ${short(inner.bottom)}l${short(height)} ${short(-height)}`;
      }
      this.#put("path", { d, fill: "none", stroke: line, "stroke-width": 2.4 }, { ...here, clip: inner }, grown(inner, height));
    }
  }
}

const NOWHERE = { left: 0, right: 0, top: 0, bottom: 0 };

function overlap(one, other) {
  if (!one) return other;
  const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
  const [right, bottom] = [Math.min(one.right, other.right), Math.min(one.bottom, other.bottom)];
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

function inside(box, clip) {
  return box.left >= clip.left - 0.6 && box.right <= clip.right + 0.6 && box.top >= clip.top - 0.6 && box.bottom <= clip.bottom + 0.6;
}

function grown({ left, top, right, bottom }, by) {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** A colour as SVG and CSS of all ages read it; null for none. */
function colourOf(colour) {
  if (!colour || colour === "none" || colour === "transparent") return null;
  const mixed = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(colour);
  const plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)/.exec(colour);
  if (plain?.[4] === "0") return null;
  const parts = mixed ? mixed.slice(1, 4).map((part) => Math.round(part * 255)) : plain?.slice(1, 4).map(Number);
  if (!parts) throw new Error(`a colour that is not known: ${colour}`);
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function pick({ font, fontSize, fontWeight, fontStyle, fontFamily }) {
  return { font, fontSize, fontWeight, fontStyle, fontFamily };
}

/** The lines of a text node: their words and where they stand. */
function linesOf(node) {
  const range = document.createRange();
  const lines = [];
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    at += letter.length;
    range.setEnd(node, at);
    const [box] = range.getClientRects();
    if (!box || !box.width) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < 3) {
      line.text += letter;
      line.box.right = box.right;
    } else lines.push({ text: letter, box: { left: box.left, right: box.right, top: box.top, bottom: box.bottom } });
  }
  return lines;
}

/** The tag of a shape and the attributes that say where it is. */
function geometryOf(element, style) {
  const value = (name) => Math.round(element[name].baseVal.value * 100) / 100;
  switch (element.tagName) {
    case "path":
      return ["path", { d: shortened(element.getAttribute("d") ?? "") }];
    case "line":
      return ["path", { d: `M${value("x1")} ${value("y1")}L${value("x2")} ${value("y2")}` }];
    case "rect":
      return ["path", { d: `M${value("x")} ${value("y")}h${value("width")}v${value("height")}h${-value("width")}z` }];
    case "circle":
      return ["circle", { cx: value("cx"), cy: value("cy"), r: parseFloat(style.r) }];
    default:
      throw new Error(`a shape that is not known: ${element.tagName}`);
  }
}

/** The boxes of which a path of spans consists. */
function boxesOf(element) {
  if (element.tagName !== "path") {
    const { x, y, width, height } = element.getBBox();
    return [{ left: x, top: y, right: x + width, bottom: y + height }];
  }
  const boxes = [];
  for (const part of (element.getAttribute("d") ?? "").split(/(?=M)/).filter(Boolean)) {
    const alone = document.createElementNS(SVG, "path");
    alone.setAttribute("d", part);
    element.parentNode.append(alone);
    const { x, y, width, height } = alone.getBBox();
    alone.remove();
    boxes.push({ left: x, top: y, right: x + width, bottom: y + height });
  }
  return boxes;
}
