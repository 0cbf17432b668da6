// What Python calls not printable: control characters, overrides of the direction, lone surrogates, odd blanks.
const UNSEEN = /\p{C}|(?! )\p{Z}/gu;
/** @type {Record<string, string>} */
const ESCAPES = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A text with what can't be seen written out, as Python writes it: `\x1b`, `\u202e`. @param {unknown} value */
export function visible(value) {
  return String(value).replace(UNSEEN, (character) => ESCAPES[character] ?? escaped(character));
}

/** @param {string} character */
function escaped(character) {
  const code = /** @type {number} */ (character.codePointAt(0));
  const [letter, length] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${letter}${code.toString(16).padStart(Number(length), "0")}`;
}
