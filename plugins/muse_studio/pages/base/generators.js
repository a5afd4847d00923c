// What is installed: the generators, and what each takes; asked for once, and again after a restart of the server.
import { get } from "./api.js";
import { changes } from "./changes.js";
import { complete } from "./words.js";

/** @typedef {{name: string, medium: string, summary: string, formats: string[], default: boolean, ready: boolean, problem: {code: string, message: string, hint?: string | null} | null}} Generator */
/** @typedef {Generator & {condition: any, choices: Record<string, string[]>}} Described */
/** @typedef {{generators: Generator[], defaults: Record<string, string>}} Installed */

/** Media that people look for first, in that order; others follow by name. */
const FIRST = ["image", "music", "text", "poster", "book", "speech", "video"];

/** @type {Promise<Installed> | null} */
let all = null;
/** @type {Map<string, Promise<Described>>} */
const one = new Map();

changes.addEventListener("server", () => {
  all = null;
  one.clear();
});

/** All generators. @returns {Promise<Installed>} */
export function installed() {
  // What they say of themselves is told in the reader's language, as soon as it is shown.
  all ??= Promise.all([get("/generators"), complete()]).then(([found]) => found).catch((error) => {
    all = null;
    throw error;
  });
  return /** @type {Promise<Installed>} */ (all);
}

/** A generator with its fields. @param {string} name @returns {Promise<Described>} */
export function described(name) {
  const found = one.get(name) ?? get(`/generators/${encodeURIComponent(name)}`).catch((error) => {
    one.delete(name);
    throw error;
  });
  one.set(name, found);
  return found;
}

/** The media that are installed, in the order in which people look for them. @param {Installed} known @returns {string[]} */
export function media(known) {
  const names = [...new Set(known.generators.map((each) => each.medium))];
  const rank = (/** @type {string} */ name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Generators of a medium: its default first, then those that are ready. @param {Installed} known @param {string} medium */
export function of(known, medium) {
  const rank = (/** @type {Generator} */ each) => (each.default ? 0 : each.ready ? 1 : 2);
  return known.generators.filter((each) => each.medium === medium).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/**
 * The name of the generator that a form means; empty where its medium has none.
 *
 * @param {{medium: string, generator: string | null}} form
 */
export async function meant(form) {
  const known = await installed();
  const named = form.generator && !form.generator.includes(".") ? `${form.medium}.${form.generator}` : form.generator;
  if (named && known.generators.some((each) => each.name === named)) return named;
  return known.defaults[form.medium] ?? of(known, form.medium)[0]?.name ?? "";
}

/**
 * The condition that a form asks for: what is set, and what is not to be read from the words, by its default.
 *
 * @param {{medium: string, generator: string | null, fields: Record<string, any>, dropped: string[]}} form
 * @returns {Promise<Record<string, any>>}
 */
export async function condition(form) {
  const fields = { ...form.fields };
  for (const [name, value] of Object.entries(fields)) if (value === undefined || value === null || value === "") delete fields[name];
  const dropped = form.dropped.filter((name) => !(name in fields));
  if (dropped.length) {
    const { properties = {} } = (await described(await meant(form))).condition;
    // A field that somebody set is never read: so is one that is set to what it would be anyway.
    for (const name of dropped) if (name in properties) fields[name] = properties[name].default ?? null;
  }
  return fields;
}
