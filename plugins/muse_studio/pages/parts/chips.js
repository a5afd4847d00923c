// How Muse reads the words, visible while one types: each chip can be changed, locked or dropped.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { fieldHelp, fieldName, valueName } from "../base/names.js";
import { told } from "../base/told.js";
import { known, t } from "../base/words.js";
import { closePopover, popover } from "./popover.js";
import { fieldsOf } from "./field.js";

/** @typedef {{key: string, kind: "read" | "set" | "locked" | "chosen" | "dropped" | "adjusted" | "ignored" | "unknown" | "note", name: string, text: string, words: string, why: string}} Chip */

const ICONS = /** @type {Record<string, string>} */ ({ set: "edit", locked: "lock", adjusted: "info", ignored: "info", note: "info", unknown: "info" });

/** The chips of a form. */
export class Chips extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {Map<string, HTMLLIElement>} */
  #items = new Map();
  /** @type {HTMLElement | null} */
  list = null;
  /** @type {HTMLElement | null} */
  heard = null;
  /** @type {number | undefined} */
  later;

  start() {
    this.list ??= h("ul", { "aria-label": t("form.chips") });
    this.heard ??= h("p", { class: "unseen", "aria-live": "polite" });
    fill(this, this.list, this.heard);
    this.listen(this.asking, "checked", () => this.show());
    this.listen(this.asking, "described", () => this.show());
    this.listen(this.asking.sheet, "form", () => this.show());
    this.show();
  }

  show() {
    const chips = chipsOf(this.asking);
    const kept = new Set(chips.map((each) => each.key));
    for (const [key, item] of this.#items) {
      if (kept.has(key)) continue;
      item.remove();
      this.#items.delete(key);
    }
    chips.forEach((chip, at) => {
      const item = this.#items.get(chip.key) ?? h("li");
      this.#items.set(chip.key, item);
      if (this.list?.children[at] !== item) this.list?.insertBefore(item, this.list.children[at] ?? null);
      const told = JSON.stringify(chip);
      if (item.dataset.told === told) return;
      item.dataset.told = told;
      const had = item.contains(document.activeElement);
      fill(item, this.#chip(chip));
      if (had) /** @type {HTMLElement} */ (item.firstElementChild)?.focus();
    });
    const spoken = chips.filter((each) => ["read", "unknown", "ignored", "adjusted"].includes(each.kind)).map((each) => `${each.name} ${each.text}`).join("; ");
    window.clearTimeout(this.later);
    this.later = window.setTimeout(() => {
      if (this.heard && this.heard.textContent !== spoken) this.heard.textContent = spoken;
    }, 1200);
  }

  /** @param {Chip} chip */
  #chip(chip) {
    const label = chip.kind === "unknown" ? t("form.unknown", { words: chip.text }) : `${chip.name} = ${chip.text}${chip.words ? ` (${chip.words})` : ""}`;
    return h("button", { type: "button", class: `chip ${chip.kind}`, "aria-haspopup": "dialog", "aria-expanded": false, title: chip.why || label,
      data: { chip: chip.key.slice(chip.key.indexOf(":") + 1), kind: chip.kind },
      on: { click: (/** @type {Event} */ event) => this.#open(chip, /** @type {HTMLElement} */ (event.currentTarget)) } },
      ICONS[chip.kind] && icon(ICONS[chip.kind]),
      chip.kind === "unknown" ? h("span", {}, t("form.unknown", { words: "" }), h("b", {}, chip.text))
        : h("span", {}, chip.name, chip.name && h("span", { class: "is" }, " = "), h("b", {}, chip.text), chip.words && h("i", {}, ` (${chip.words})`)));
  }

  /** @param {Chip} chip @param {HTMLElement} at */
  #open(chip, at) {
    const { asking } = this;
    const key = chip.key.slice(chip.key.indexOf(":") + 1);
    const button = (/** @type {string} */ label, /** @type {() => void} */ act, /** @type {string} */ sign) => h("button", { type: "button", on: { click: () => {
      act();
      closePopover();
    } } }, icon(sign), label);
    if (chip.kind === "unknown") {
      popover(at, t("form.unknown", { words: chip.text }), [
        h("h3", {}, t("form.unknown", { words: chip.text })), h("p", { class: "hint" }, t("form.unknown.why")),
        h("div", { class: "row" }, button(t("form.unknown.out"), () => this.#without(chip.text), "close"))]);
      return;
    }
    if (chip.kind === "note") {
      popover(at, chip.text, [h("p", {}, chip.why), h("button", { type: "button", on: { click: closePopover } }, t("say.close"))]);
      return;
    }
    const spec = asking.field(key);
    if (!spec) return;
    const pair = spec.name === "width" || spec.name === "height" ? asking.fields.filter((each) => each.name === "width" || each.name === "height") : [spec];
    const [control] = fieldsOf(asking, pair, false);
    const { how, locked } = asking.standing(key);
    const help = fieldHelp(asking.name, spec);
    const heard = () => control.show();
    for (const kind of ["checked", "form"]) (kind === "form" ? asking.sheet : asking).addEventListener(kind, heard);
    popover(at, chip.name, [
      chip.words && h("p", { class: "hint" }, t("form.read.from", { words: chip.words })),
      chip.why && h("p", { class: "why" }, chip.why),
      control,
      help && h("p", { class: "hint" }, help),
      h("div", { class: "row" },
        locked ? button(t("form.unlock.short"), () => asking.lock(key, false), "unlock") : how !== "dropped" && button(t("form.lock.short"), () => asking.lock(key, true), "lock"),
        how === "dropped" ? button(t("form.read.again"), () => asking.set(key, undefined), "again")
          : how === "set" ? button(t("form.leave"), () => asking.set(key, undefined), "undo")
            : how === "read" && button(t("form.drop"), () => asking.drop(key), "close")),
    ], () => {
      for (const kind of ["checked", "form"]) (kind === "form" ? asking.sheet : asking).removeEventListener(kind, heard);
    });
  }

  /** Take words out of the prompt. @param {string} words */
  #without(words) {
    const prompt = String(this.asking.sheet.form.fields.prompt ?? "");
    const at = prompt.toLowerCase().indexOf(words.toLowerCase());
    if (at < 0) return;
    const rest = (prompt.slice(0, at) + prompt.slice(at + words.length)).replace(/\s{2,}/g, " ").replace(/\s+([,.;,。;、])/g, "$1").replace(/([,,、])\s*([,,、])+/g, "$1").replace(/^[\s,,、]+|[\s,,、]+$/g, "");
    this.asking.set("prompt", rest || undefined);
  }
}

/** @param {import("../base/asking.js").Asking} asking @returns {Chip[]} */
export function chipsOf(asking) {
  const report = asking.checked?.report ?? {};
  const { fields, dropped, locks } = asking.sheet.form;
  /** @type {Chip[]} */
  const made = [];
  const name = (/** @type {string} */ key) => fieldName(key, asking.name);
  const value = (/** @type {string} */ key, /** @type {any} */ each) => valueName(asking.field(key) ?? key, each);
  const add = (/** @type {Chip["kind"]} */ kind, /** @type {string} */ key, /** @type {string} */ text, words = "", why = "") =>
    made.push({ key: `f:${key}`, kind, name: name(key), text, words, why });
  const odd = new Set([...Object.keys(report.adjusted ?? {}), ...Object.keys(report.ignored ?? {})]);
  for (const [key, found] of Object.entries(/** @type {Record<string, any>} */ (report.read ?? {}))) {
    if (key in fields || dropped.includes(key) || odd.has(key) || !asking.field(key)) continue;
    const shown = value(key, found.value);
    add("read", key, shown, key === "language" || same(found.words, shown) ? "" : found.words);
  }
  for (const [key, each] of Object.entries(fields)) {
    if (key === "prompt" || odd.has(key) || each === null || each === undefined || each === "" || !asking.field(key)) continue;
    if (key === "height" && "width" in fields) continue;
    const text = key === "width" && "height" in fields ? `${each} × ${fields.height}` : value(key, each);
    add(locks.includes(key) ? "locked" : "set", key, text);
  }
  for (const key of dropped) if (!(key in fields) && asking.field(key)) add("dropped", key, t("form.dropped"));
  for (const [key, each] of Object.entries(/** @type {Record<string, any>} */ (report.adjusted ?? {}))) {
    if (asking.field(key)) add("adjusted", key, t("form.adjusted", { asked: value(key, each.asked), used: value(key, each.used) }), "", told(each.why));
  }
  for (const [key, why] of Object.entries(/** @type {Record<string, string>} */ (report.ignored ?? {}))) if (asking.field(key)) add("ignored", key, t("form.ignored"), "", told(why));
  for (const words of report.not_understood ?? []) made.push({ key: `u:${words}`, kind: "unknown", name: "", text: words, words: "", why: t("form.unknown.why") });
  for (const [key, each] of Object.entries(/** @type {Record<string, any>} */ (report.chosen ?? {}))) {
    if (key !== "seed" && !(key in fields) && !dropped.includes(key) && asking.field(key)) add("chosen", key, value(key, each), t("form.chosen"));
  }
  return made;
}

/** @param {string} words @param {string} shown */
function same(words, shown) {
  const plain = (/** @type {string} */ text) => text.toLowerCase().replace(/[\s_-]+/g, " ").trim();
  return plain(words).includes(plain(shown)) || known(`choice.${words}`, "") === shown;
}

define("muse-chips", Chips);
