// A text in Markdown as its passages, letter for letter, and each as elements that can be edited and read back.
import { h } from "./dom.js";

/** @typedef {"title" | "heading" | "note" | "paragraph" | "point" | "quote" | "rule" | "speech" | "stanza"} Kind */

/**
 * @typedef {object} Passage
 * @property {Kind} kind
 * @property {string} raw with its marks
 * @property {string} gap the line ends behind it
 */

/** Columns of a line up to which a line end counts as meant; a Chinese character takes two. */
const WIDEST = 66;
const GAP = /\n(?:[ \t]*\n)+/g;
const POINT = /^(?:[-*+]|\d{1,3}[.)])[ \t]+/;
const SPEECH = /^\*\*([^*\n]{1,40})\*\*\s*[:：]|^\*\*([^*\n:：]{1,40})[:：]\*\*/;

/**
 * The passages of a text; joined they are the text again, but for empty lines before the first.
 *
 * @param {string} markdown
 * @returns {Passage[]}
 */
export function passages(markdown) {
  const text = markdown.replace(/\r\n?/g, "\n").replace(/^\n+/, "");
  /** @type {Passage[]} */
  const made = [];
  let place = 0;
  for (const found of text.matchAll(GAP)) {
    if (found.index < place) continue;
    put(made, text.slice(place, found.index), found[0]);
    place = found.index + found[0].length;
  }
  const rest = text.slice(place);
  const end = rest.replace(/\n+$/, "");
  put(made, end, rest.slice(end.length) || "\n");
  return made;
}

/** @param {Passage[]} made @param {string} raw @param {string} gap */
function put(made, raw, gap) {
  if (!raw.trim()) return;
  const lines = raw.split("\n");
  if (lines.length > 1 && lines.every((line) => POINT.test(line.trim()))) {
    lines.forEach((line, at) => made.push({ kind: "point", raw: line, gap: at === lines.length - 1 ? gap : "\n" }));
  } else made.push({ kind: kindOf(raw), raw, gap });
}

/** @param {readonly Passage[]} list */
export function joined(list) {
  return list.map((each, at) => each.raw + (at === list.length - 1 ? each.gap.match(/\n/) ? each.gap : "\n" : each.gap)).join("");
}

/**
 * The number of a passage as a generator counts it: from 1 below the title, the points of one list together.
 *
 * @param {readonly Passage[]} list
 * @param {number} at
 */
export function numberOf(list, at) {
  let number = 0;
  let joins = false;
  for (let k = 0; k <= at; k++) {
    if (list[k].kind !== "title" && !joins) number += 1;
    joins = list[k].gap === "\n";
  }
  return number;
}

/** @param {string} raw @returns {Kind} */
export function kindOf(raw) {
  const text = raw.trim();
  if (/^#[ \t]/.test(text)) return "title";
  if (/^#{2,6}[ \t]/.test(text)) return "heading";
  if (/^(?:---+|\*\*\*+|___+|\* \* \*)$/.test(text)) return "rule";
  if (POINT.test(text)) return "point";
  if (/^>[ \t]?/.test(text)) return "quote";
  if (SPEECH.test(text)) return "speech";
  if (/^[*_](?![*_])[^\n]+(?<![*_])[*_]$/.test(text) && !/[*_]/.test(text.slice(1, -1))) return "note";
  const lines = text.split("\n");
  const meant = lines.length > 1 && (lines.some((line) => /(?: {2}|\\)$/.test(line)) || Math.max(...lines.map(width)) <= WIDEST);
  return meant ? "stanza" : "paragraph";
}

/** @param {string} line */
function width(line) {
  let found = 0;
  for (const letter of line) found += (letter.codePointAt(0) ?? 0) > 0x7f ? 2 : 1;
  return found;
}

/** What stands before the words of a passage, its marks. @param {Kind} kind @param {string} raw */
function lead(kind, raw) {
  const text = raw.trimStart();
  if (kind === "title" || kind === "heading") return /^#{1,6}[ \t]+/.exec(text)?.[0] ?? (kind === "title" ? "# " : "## ");
  if (kind === "point") return POINT.exec(text)?.[0] ?? "- ";
  if (kind === "quote") return "> ";
  return "";
}

/** The words of a passage as they are shown, inline marks still in them. @param {Passage} each */
export function shown(each) {
  const text = each.raw.trim();
  if (each.kind === "note") return text.slice(1, -1);
  if (each.kind === "quote") return text.replace(/^>[ \t]?/gm, "");
  const words = text.slice(lead(each.kind, text).length);
  if (each.kind === "stanza") return words.replace(/(?: {2,}|\\)?\n/g, "\n").replace(/^[ \t]+/gm, "");
  // A line end that isn't meant is a space, but none between Chinese characters.
  return words.replace(/([^\x00-\x7f])[ \t]*\n[ \t]*(?=[^\x00-\x7f])/g, "$1").replace(/[ \t]*\n[ \t]*/g, " ");
}

/**
 * A passage of a kind that says some words.
 *
 * @param {Kind} kind
 * @param {string} words as `shown` returns them
 * @param {string} [gap]
 * @param {string} [before] the passage's marks as they were
 * @returns {Passage}
 */
export function passage(kind, words, gap = "\n\n", before = "") {
  const text = words.replace(/\n{2,}/g, "\n").replace(/^\n+|\n+$/g, "");
  if (kind === "note") return { kind: text ? "note" : "paragraph", raw: text ? `*${text.replaceAll("*", "")}*` : "", gap };
  if (kind === "quote") return { kind, raw: text.replace(/^/gm, "> "), gap };
  if (kind === "title" || kind === "heading" || kind === "point") return { kind, raw: lead(kind, before) + text.replace(/\n/g, " "), gap };
  if (text.includes("\n")) return { kind: kind === "speech" ? "speech" : "stanza", raw: text.replace(/[ \t]*\n/g, "  \n"), gap };
  if (kind === "stanza") return { kind: "stanza", raw: text, gap };
  return { kind: SPEECH.test(text) ? "speech" : "paragraph", raw: text, gap };
}

const INLINE = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=\S)\3(?![\w*])/g;

/**
 * Words with their inline marks as nodes: bold, emphasis and text.
 *
 * @param {string} words
 * @returns {Node[]}
 */
export function nodes(words) {
  /** @type {Node[]} */
  const made = [];
  let place = 0;
  for (const found of words.matchAll(INLINE)) {
    if (found.index > place) made.push(document.createTextNode(words.slice(place, found.index)));
    made.push(found[1] ? h("strong", { data: { mark: found[1] } }, found[2]) : h("em", { data: { mark: found[3] } }, found[4]));
    place = found.index + found[0].length;
  }
  if (place < words.length) made.push(document.createTextNode(words.slice(place)));
  return made;
}

/**
 * The words that nodes say, with their inline marks: what `nodes` was given.
 *
 * @param {Node} from
 * @returns {string}
 */
export function words(from) {
  let made = "";
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) made += (child.textContent ?? "").replace(/\u00a0/g, " ");
    else if (child instanceof HTMLBRElement) made += child === from.lastChild ? "" : "\n";
    else if (child instanceof Element) {
      const mark = child.localName === "strong" || child.localName === "b" ? "**" : child.localName === "em" || child.localName === "i" ? "*" : "";
      const inside = words(child);
      const own = /** @type {HTMLElement} */ (child).dataset.mark ?? mark;
      made += inside.trim() ? own + inside + own : inside;
    }
  }
  return made;
}

/** How many words a text has; a Chinese character is one. @param {string} text */
export function count(text) {
  const plain = text.replace(/^#{1,6}[ \t]+|[*_`]/gm, "");
  return (plain.match(/[\u3400-\u9fff\uf900-\ufaff]|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [])
    .reduce((sum, each) => sum + (/[\u3400-\u9fff]/.test(each) && each.length > 1 ? [...each].length : 1), 0);
}

/** Minutes to read a text. @param {string} text */
export function minutes(text) {
  const han = (text.match(/[\u3400-\u9fff]/g) ?? []).length;
  return Math.max(1, Math.round(han / 400 + (count(text) - han) / 230));
}

/** Whether a text is in Chinese. @param {string} text */
export function isChinese(text) {
  const han = (text.match(/[\u3400-\u9fff]/g) ?? []).length;
  return han * 3 > (text.match(/[\p{L}]/gu) ?? []).length;
}

/** Whether most of a text is verse or a play: how its page is laid out. @param {readonly Passage[]} list */
export function layout(list) {
  const told = list.filter((each) => !["title", "heading", "note", "rule"].includes(each.kind));
  const of = (/** @type {Kind} */ kind) => told.filter((each) => each.kind === kind).length;
  if (of("speech") > 1 && of("speech") * 3 >= told.length) return "script";
  return of("stanza") * 2 > told.length ? "verse" : "prose";
}
