// What became of the wishes for a work, in words: read, asked, chosen, changed, measured.
import { h } from "../base/dom.js";
import { fieldName, plain, valueName } from "../base/names.js";
import { told } from "../base/told.js";
import { known, number, t } from "../base/words.js";

/** Places of boxes and the like, which are for programs. */
const SKIPPED = new Set(["seed"]);
/** Values of a list that are told. */
const MOST = 12;
/** Letters of a value that may be a choice; a longer one is told as it is. */
const SHORT = 40;

/**
 * The report as groups of lines.
 *
 * @param {any} report as the API tells it
 * @param {string} generator
 * @returns {HTMLElement}
 */
export function reading(report, generator) {
  /** @param {string} name @param {[string, HTMLElement][]} rows */
  const group = (name, rows) => rows.length ? h("section", { data: { part: name } }, h("h3", {}, t(`artifact.report.${name}`)),
    h("dl", { class: "facts" }, rows.map(([label, value]) => h("div", {}, h("dt", {}, label), value)))) : null;
  const entries = (/** @type {any} */ part) => /** @type {[string, any][]} */ (Object.entries(part ?? {}));
  const label = (/** @type {string} */ name) => fieldName(name, generator);
  const read = entries(report.read).map(([name, { value, words }]) => /** @type {[string, HTMLElement]} */ ([label(name),
    h("dd", {}, valueName(name, value), words && h("q", {}, words))]));
  const asked = entries(report.applied).filter(([name]) => name !== "prompt").map(([name, value]) => /** @type {[string, HTMLElement]} */ ([label(name), h("dd", {}, valueName(name, value))]));
  const chosen = entries(report.chosen).filter(([name]) => !SKIPPED.has(name)).map(([name, value]) => /** @type {[string, HTMLElement]} */ ([label(name), h("dd", {}, valueName(name, value))]));
  const adjusted = entries(report.adjusted).map(([name, { asked: wanted, used, why }]) => /** @type {[string, HTMLElement]} */ ([label(name),
    h("dd", {}, t("artifact.report.instead", { used: valueName(name, used), asked: valueName(name, wanted) }), h("span", { class: "hint" }, told(why)))]));
  const ignored = entries(report.ignored).map(([name, why]) => /** @type {[string, HTMLElement]} */ ([label(name), h("dd", {}, h("span", { class: "hint" }, told(String(why))))]));
  const measured = entries(report.measured).map(([name, value]) => /** @type {[string, HTMLElement]} */ ([known(`measured.${name}`, label(name)), h("dd", {}, measure(name, value))]));
  const licences = entries(report.licences).map(([name, { licence, commercial, conditions }]) => /** @type {[string, HTMLElement]} */ ([name,
    h("dd", {}, licence === "-" ? t(`licence.${commercial}`) : t("licence.named", { use: t(`licence.${commercial}`), licence }), conditions && h("span", { class: "hint" }, told(conditions)))]));
  const words = report.not_understood ?? [];
  return h("div", { class: "report" },
    group("read", read), group("asked", asked), group("chosen", chosen), group("adjusted", adjusted), group("ignored", ignored),
    words.length ? h("section", {}, h("h3", {}, t("artifact.report.not_understood")), h("p", { class: "row" }, words.map((/** @type {string} */ each) => h("span", { class: "unknown" }, each)))) : null,
    group("measured", measured), group("licences", licences),
    (report.notes ?? []).length ? h("section", {}, h("h3", {}, t("artifact.report.notes")), report.notes.map((/** @type {string} */ each) => h("p", {}, told(each)))) : null,
    (report.told ?? []).length ? h("section", {}, h("h3", {}, t("artifact.report.told")), report.told.map((/** @type {string} */ each) => h("p", { class: "told" }, each))) : null);
}

/** @param {string} name @param {any} value @returns {string} */
function measure(name, value) {
  if (Array.isArray(value)) {
    // Places of words in a sound and the like are for programs: how many there are is for people.
    if (value.length && value.every((each) => each && typeof each === "object" && !("name" in each))) return number(value.length);
    const some = value.slice(0, MOST).map((each) => one(name, each)).join(", ");
    return value.length > MOST ? `${some} …` : some;
  }
  if (value && typeof value === "object" && !("name" in value)) {
    return Object.entries(value).slice(0, MOST).map(([key, each]) => `${plain(key)}: ${one(name, each)}`).join(", ");
  }
  return one(name, value);
}

/** @param {string} name @param {any} value @returns {string} */
function one(name, value) {
  if (value && typeof value === "object") return (value.name && one(name, String(value.name))) || JSON.stringify(value).slice(0, 80);
  if (typeof value === "number") {
    const text = number(value, { maximumFractionDigits: 3 });
    return name === "duration" || name.endsWith("seconds") ? t("artifact.seconds", { value: text }) : text;
  }
  return typeof value === "string" && value.length > SHORT ? value : valueName(name, value);
}
