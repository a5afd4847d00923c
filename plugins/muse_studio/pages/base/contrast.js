// What differs between two artifacts in what was asked for, what came out, and what was measured.
import { fieldName, generatorName, plain, valueName } from "./names.js";
import { number, t } from "./words.js";

/** @typedef {{name: string, a: string, b: string, hint?: string}} Row */
/** @typedef {{title: string, rows: Row[]}} Group */

const LONG = 200;

/**
 * Rows of what differs, in groups; what is the same in both is left out.
 *
 * @param {any} a an artifact
 * @param {any} b
 * @param {any} first its recipe, or null
 * @param {any} second
 * @returns {Group[]}
 */
export function contrast(a, b, first, second) {
  const generator = a.generator === b.generator ? a.generator : "";
  const fields = pairs(settled(a, first), settled(b, second))
    .filter(([name]) => !["seed", "count"].includes(name))
    .map(([name, one, other]) => ({ name: fieldName(name, generator), a: said(name, one), b: said(name, other), hint: how(name, a.report, b.report) }));
  const measured = pairs(a.report?.measured ?? {}, b.report?.measured ?? {}).map(([name, one, other]) => ({ name: fieldName(name, generator), a: measure(one), b: measure(other) }));
  const told = pairs(remarks(a.report), remarks(b.report)).map(([name, one, other]) => ({ name, a: measure(one), b: measure(other) }));
  const made = [
    { name: t("compare.title_of"), a: a.title, b: b.title },
    { name: t("compare.generator"), a: generatorName(a.generator), b: generatorName(b.generator) },
    { name: t("compare.version"), a: String(first?.version ?? "–"), b: String(second?.version ?? "–") },
    { name: fieldName("seed"), a: String(a.seed), b: String(b.seed) },
  ].filter((row) => row.a !== row.b);
  return [
    { title: t("compare.fields"), rows: fields.filter((row) => row.a !== row.b) },
    { title: t("compare.measured"), rows: measured.filter((row) => row.a !== row.b) },
    { title: t("compare.report"), rows: told },
    { title: t("compare.made"), rows: made },
  ].filter((group) => group.rows.length);
}

/** Fields as they came out, those too that were left to chance. @param {any} artifact @param {any} recipe @returns {Record<string, any>} */
function settled(artifact, recipe) {
  const said = Object.entries(recipe?.condition ?? { prompt: artifact.prompt }).filter(([, value]) => value !== null);
  return { ...artifact.report?.chosen, ...Object.fromEntries(said) };
}

/** Names with both values, where they differ. @param {Record<string, any>} a @param {Record<string, any>} b @returns {[string, any, any][]} */
function pairs(a, b) {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => JSON.stringify(a[name] ?? null) !== JSON.stringify(b[name] ?? null))
    .map((name) => [name, a[name], b[name]]);
}

/** @param {string} name @param {any} value */
function said(name, value) {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length)) return "–";
  return name === "prompt" ? String(value) : valueName(name, value);
}

/** @param {any} value @returns {string} */
function measure(value) {
  if (value === undefined || value === null) return "–";
  if (typeof value === "number") return number(value, { maximumFractionDigits: 3 });
  if (typeof value === "boolean") return t(value ? "compare.yes" : "compare.no");
  const text = Array.isArray(value)
    ? value.map((each) => (each && typeof each === "object" ? Object.values(each).map(measure).join(" ") : measure(each))).join(", ")
    : typeof value === "object" ? Object.entries(value).map(([key, each]) => `${plain(key)} ${measure(each)}`).join(", ") : String(value);
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** What the report says of fields that were not as asked for. @param {any} report */
function remarks(report) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const [name, each] of Object.entries(report?.adjusted ?? {})) found[t("compare.adjusted", { field: fieldName(name) })] = /** @type {any} */ (each).why ?? each;
  for (const [name, why] of Object.entries(report?.ignored ?? {})) found[t("compare.ignored", { field: fieldName(name) })] = why;
  if (report?.notes?.length) found[t("compare.notes")] = report.notes;
  return found;
}

/** Who said what a field is. @param {string} name @param {any} a @param {any} b */
function how(name, a, b) {
  const of = (/** @type {any} */ report) => (name in (report?.applied ?? {}) ? "set" : name in (report?.read ?? {}) ? "read" : name in (report?.chosen ?? {}) ? "chosen" : "");
  const [one, other] = [of(a), of(b)];
  return one && one === other && one !== "set" ? t(`compare.how.${one}`) : "";
}
