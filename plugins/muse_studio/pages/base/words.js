// What people read, in their language: every string is in a catalogue, one for each language.

/** @typedef {Record<string, string>} Catalogue */

/** Languages by their names in themselves. */
export const LANGUAGES = /** @type {const} */ ({ en: "English", zh: "中文" });

/** @typedef {keyof typeof LANGUAGES} Language */

/** Catalogues that a page can be drawn without: what is written in English by generators themselves. */
const LATER = /** @type {Record<Language, string[]>} */ ({ en: [], zh: ["help", "told", "things", "players"] });

/** @type {{language: Language, words: Catalogue, told: [string, string][], all: Promise<void>}} */
const now = { language: "en", words: {}, told: [], all: Promise.resolve() };

/** Says `language` when another was chosen. */
export const chosen = new EventTarget();

/** @returns {Language} */
export function language() {
  return now.language;
}

/**
 * The language that a browser asks for, of those that there are.
 *
 * @param {readonly string[]} wanted
 * @returns {Language}
 */
export function nearest(wanted) {
  for (const each of wanted) {
    const tag = each.toLowerCase().split("-")[0];
    if (Object.hasOwn(LANGUAGES, tag)) return /** @type {Language} */ (tag);
  }
  return "en";
}

/**
 * Load a language's catalogues and speak it from now on.
 *
 * @param {Language} wanted
 */
export async function speak(wanted) {
  if (!Object.hasOwn(LANGUAGES, wanted)) return; // who wrote that to the desk?
  const [own, fields] = await Promise.all([import(`../words/${wanted}.js`), import(`../words/fields.${wanted}.js`)]);
  now.language = wanted;
  now.words = { ...fields.default, ...own.default };
  now.told = [];
  now.all = more(wanted);
  document.documentElement.lang = wanted === "zh" ? "zh-Hans" : wanted;
  chosen.dispatchEvent(new Event("language"));
}

/** @param {Language} wanted */
async function more(wanted) {
  const found = await Promise.all(LATER[wanted].map((name) => import(`../words/${name}.${wanted}.js`)));
  if (now.language !== wanted) return;
  for (const each of found) {
    if (Array.isArray(each.default)) now.told = each.default;
    else Object.assign(now.words, each.default);
  }
}

/** Resolves once a language's help of fields and words for messages are here, too. */
export function complete() {
  return now.all.catch(() => {});
}

/** Patterns of what Muse says in English, and how this language says it. @returns {[string, string][]} */
export function sayings() {
  return now.told;
}

/**
 * The string of a key, `{name}` in it replaced. A plural has its forms between bars, for one and for others: `{n} piece|{n} pieces`.
 *
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  let text = now.words[key];
  if (text === undefined) return key;
  if ("n" in values && text.includes("|")) {
    const forms = text.split("|");
    text = Number(values.n) === 1 ? forms[0] : forms[1];
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * The string of a key, or another text where the catalogue has none: names that a stranger's plugin brings.
 *
 * @param {string} key
 * @param {string} otherwise
 * @returns {string}
 */
export function known(key, otherwise) {
  return now.words[key] ?? otherwise;
}

/**
 * A number as the language writes it.
 *
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options) {
  return new Intl.NumberFormat(now.language, options).format(value);
}

/**
 * A moment (seconds since 1970) as the language writes it.
 *
 * @param {number} seconds
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function date(seconds, options = { dateStyle: "medium", timeStyle: "short" }) {
  return new Intl.DateTimeFormat(now.language === "zh" ? "zh-CN" : "en-GB", options).format(new Date(seconds * 1000));
}

/**
 * Bytes in words.
 *
 * @param {number} bytes
 */
export function size(bytes) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  let at = 0;
  let value = bytes;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at += 1;
  }
  return number(value, { style: "unit", unit: units[at], unitDisplay: at ? "short" : "long", maximumFractionDigits: value < 10 && at ? 1 : 0 });
}
