// The two sides of a grid: a field each, with the values that it takes in turn; and the conditions of its cells.
import { fits, readValue, written } from "./schema.js";

/** @typedef {import("./schema.js").Spec} Spec */
/** @typedef {{field: string, values: any[]}} Axis field: a name, or "words" for those between { | } in the prompt */

/** Values of a side, and cells of a grid, at most. */
export const MOST = 24;
export const CELLS = 144;

export const WORDS = "words";

/** Whether a field can be a side. @param {Spec} spec */
export function suits(spec) {
  return ["choice", "number", "seed", "yes", "text", "words"].includes(spec.kind) && !["count"].includes(spec.name);
}

/**
 * Values as they are written: "ink,oil", "1..9..2", with bars where they have commas themselves.
 *
 * @param {Spec | undefined} spec undefined: words
 * @param {string} text
 * @returns {any[]}
 */
export function readValues(spec, text) {
  const parts = text.includes("|") ? text.split("|") : text.split(/[,,、]/);
  /** @type {any[]} */
  const found = [];
  for (const part of parts.map((each) => each.trim()).filter(Boolean)) {
    const range = spec && ["number", "seed"].includes(spec.kind) ? /^(-?[\d.]+?)\.\.(-?[\d.]+?)(?:\.\.([\d.]+))?$/.exec(part) : null;
    if (range) found.push(...steps(Number(range[1]), Number(range[2]), Number(range[3] ?? 1)));
    else {
      const value = readValue(spec, part);
      if (value !== undefined && (!spec || fits(spec, value))) found.push(value);
    }
  }
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()].slice(0, MOST);
}

/** Numbers from one to another. @param {number} from @param {number} to @param {number} step @returns {number[]} */
export function steps(from, to, step) {
  if (![from, to, step].every(Number.isFinite) || step <= 0) return [];
  const count = Math.min(MOST, Math.floor(Math.abs(to - from) / step + 1e-9) + 1);
  return Array.from({ length: count }, (_, at) => Number((from + Math.sign(to - from || 1) * at * step).toPrecision(12)));
}

/** A side as it stands in an address. @param {Axis | null} axis */
export function writeAxis(axis) {
  if (!axis || !axis.values.length) return "";
  const texts = axis.values.map(written);
  const barred = texts.some((each) => /[,,、]/.test(each));
  return `${axis.field}:${texts.join(barred ? "|" : ",")}${barred && texts.length === 1 ? "|" : ""}`;
}

/** The side that stands in an address; null where there is none. @param {string | null} text @param {Spec[]} specs @returns {Axis | null} */
export function readAxis(text, specs) {
  if (!text) return null;
  const [field, ...rest] = text.split(":");
  const spec = specs.find((each) => each.name === field);
  if (field !== WORDS && (!spec || !suits(spec))) return null;
  return { field, values: readValues(spec, rest.join(":")) };
}

/** Words between { | } of a prompt, group by group. @param {string} prompt @returns {string[][]} */
export function groups(prompt) {
  return [...prompt.matchAll(/\{([^{}]*\|[^{}]*)\}/g)].map((each) => each[1].split("|").map((word) => word.trim()));
}

/** A prompt with words in a group's place, or after it where it has no such group. @param {string} prompt @param {string[]} words */
export function filled(prompt, words) {
  const left = [...words];
  const text = prompt.replace(/\{([^{}]*\|[^{}]*)\}/g, (_, inner) => left.shift() ?? inner.split("|")[0].trim());
  return [text, ...left].filter(Boolean).join(", ");
}

/** Values that a side begins with, when its field is chosen. @param {Spec | undefined} spec @param {string} prompt @param {any} now @param {number} place of its group of words */
export function first(spec, prompt, now, place) {
  if (!spec) return groups(prompt)[place] ?? [];
  if (spec.kind === "seed") return [1, 2, 3];
  if (spec.kind === "yes") return [false, true];
  if (spec.kind === "choice") {
    const rest = spec.choices.filter((each) => each !== now);
    return (now !== undefined && spec.choices.includes(now) ? [now, ...rest] : rest).slice(0, 3);
  }
  if (spec.kind === "number") {
    const low = spec.min ?? 0;
    const high = Math.min(spec.max ?? 10, typeof spec.default === "number" && spec.default > 0 ? spec.default * 2 : spec.max ?? 10);
    const step = (high - low) / 2;
    return steps(low, high, spec.whole ? Math.max(1, Math.round(step)) : step || 1).slice(0, 3);
  }
  return [];
}

/**
 * What a cell asks for: the form, with its values on both sides.
 *
 * @param {Record<string, any>} fields of the form, as they are asked for
 * @param {(Axis | null)[]} axes
 * @param {any[]} values one for each side
 * @param {number} seed for all cells, unless a side has it
 * @returns {Record<string, any>}
 */
export function cell(fields, axes, values, seed) {
  /** @type {Record<string, any>} */
  const made = { ...fields, seed };
  delete made.count;
  /** @type {string[]} */
  const words = [];
  axes.forEach((axis, at) => {
    if (!axis) return;
    if (axis.field === WORDS) words.push(String(values[at]));
    else made[axis.field] = values[at];
  });
  if (words.length || groups(String(made.prompt ?? "")).length) made.prompt = filled(String(made.prompt ?? ""), words);
  return made;
}

/** What tells whether two conditions ask for the same. @param {string} generator @param {Record<string, any>} condition */
export function keyOf(generator, condition) {
  const said = Object.entries(condition).filter(([name, value]) => value !== null && value !== undefined && value !== "" && !(name === "count" && value === 1));
  return JSON.stringify([generator, said.sort(([a], [b]) => (a < b ? -1 : 1))]);
}
