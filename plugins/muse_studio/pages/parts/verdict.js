// A verdict in words: what a file is, by whom it was signed, and why that is said.
import { h, icon } from "../base/dom.js";
import { generatorName, plain } from "../base/names.js";
import { to } from "../base/places.js";
import { told } from "../base/told.js";
import { date, known, t } from "../base/words.js";

/** @typedef {import("../base/origin.js").Verdict} Verdict */

const ICONS = /** @type {Record<string, string>} */ ({ ours: "verify", changed: "edit", other: "info", mark: "tag", nothing: "search" });

/** Digits of a hash that are shown. */
const SHORT = 16;

/** What a file is, in a sentence. @param {Verdict} verdict */
export function sentence(verdict) {
  const { kind, signer } = verdict;
  if (kind === "changed" && verdict.own_key) return t("verify.changed.own");
  if (kind === "changed" || kind === "other") return signer ? t(`verify.${kind}.by`, { signer }) : t(`verify.${kind}`);
  if (kind === "mark") return t(verdict.artifact ? "verify.mark.here" : verdict.mark ? "verify.mark.away" : "verify.mark");
  return t(kind !== "ours" ? "verify.nothing" : signer ? "verify.ours.by" : "verify.ours");
}

/**
 * A verdict, whole.
 *
 * @param {Verdict} verdict
 * @returns {HTMLElement}
 */
export function verdictOf(verdict) {
  const kind = verdict.kind in ICONS ? verdict.kind : "nothing";
  /** @type {[string, import("../base/dom.js").Child][]} */
  const rows = [
    ["made", moment(verdict.made)], ["made_by", maker(verdict.made_by)], ["source", known(`verify.source.${verdict.source}`, verdict.source)], ["model", verdict.model],
    ["title", verdict.title], ["signer", kind === "ours" ? verdict.signer : ""], ["where", verdict.where.map(told).join(t("verify.and"))],
    ["ingredients", verdict.ingredients.join(t("verify.and"))], ["mark", verdict.mark && h("code", {}, verdict.mark)],
    ["work", verdict.work && h("code", {}, `${verdict.work.slice(0, SHORT)}…`)], ["artifact", verdict.artifact && h("a", { href: to("artifact", [verdict.artifact]) }, t("verify.open"))],
  ];
  const rights = Object.entries(verdict.rights).map(([name, value]) => /** @type {[string, string]} */ ([known(`verify.right.${name}`, plain(name)), value]));
  const facts = [...rows.filter(([, value]) => value).map(([name, value]) => /** @type {[string, import("../base/dom.js").Child]} */ ([t(`verify.fact.${name}`), value])), ...rights];
  return h("div", { class: "origin", data: { kind } },
    h("p", { class: "is" }, icon(ICONS[kind]), h("strong", {}, sentence(verdict))),
    kind === "nothing" || kind === "mark" ? h("p", { class: "hint" }, t(`verify.${kind}.hint`)) : null,
    facts.length ? h("dl", { class: "facts" }, facts.map(([label, value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value)))) : null,
    verdict.reasons.length ? h("details", { class: "why" }, h("summary", {}, t("verify.why")), h("ul", {}, verdict.reasons.map((each) => h("li", {}, told(each))))) : null);
}

/** A moment in the reader's words; as it is where it is none. @param {string} iso */
function moment(iso) {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : date(at / 1000);
}

/** A generator by its name; what follows it (a version) as it is. @param {string} told */
function maker(told) {
  const [name, ...rest] = told.split(" ");
  return [generatorName(name), ...rest].join(" ").trim();
}
