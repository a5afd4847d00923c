// What a format of a file is good for, and which one most people want first.
import { known } from "./words.js";

/** What people who know no suffixes look for: sound that plays anywhere, paper, a document to edit, a picture. */
const FIRST = [".mp3", ".pdf", ".docx", ".jpg", ".png", ".mp4", ".gif", ".wav", ".txt", ".html", ".epub", ".musicxml"];

/** Suffixes, the usual ones first. @param {string[]} suffixes */
export function usual(suffixes) {
  const place = (/** @type {string} */ each) => (FIRST.includes(each) ? FIRST.indexOf(each) : FIRST.length);
  return [...suffixes].sort((one, other) => place(one) - place(other));
}

/** @param {string} suffix such as .mp3 */
export const formatName = (suffix) => (suffix === ".docx" ? "Word" : suffix.replace(/^[./]+/, "").toUpperCase());

/** What it is, in a word or two; nothing for one that nobody knows. @param {string} suffix @param {string} medium */
export function formatHint(suffix, medium) {
  const name = suffix.replace(/^[./]+/, "");
  return known(`format.${medium}.${name}`, known(`format.${name}`, ""));
}
