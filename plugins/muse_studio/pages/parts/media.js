// What is to be made: a card for each medium that is installed, and who makes it where there are several.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { media, of } from "../base/generators.js";
import { generatorName, mediumName, summaryOf } from "../base/names.js";
import { told } from "../base/told.js";
import { t } from "../base/words.js";
import { roving } from "./size.js";
import { closePopover, popover } from "./popover.js";

/** Cards of media and the choice of a generator. */
export class Media extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {import("../base/generators.js").Installed} */
  installed = /** @type {any} */ (null);

  /** @type {HTMLElement[] | null} */
  cards = null;
  /** @type {HTMLElement | null} */
  group = null;
  /** @type {HTMLButtonElement | null} */
  by = null;

  start() {
    this.cards ??= media(this.installed).map((medium) => h("button", { type: "button", role: "radio", class: "medium", data: { medium }, on: { click: () => void this.asking.turn(medium, null) } },
      icon(medium), h("span", {}, mediumName(medium))));
    this.group ??= h("div", { class: "cards", role: "radiogroup", "aria-label": t("form.medium"), on: { keydown: roving } }, this.cards);
    this.by ??= h("button", { type: "button", class: "by", "aria-haspopup": "dialog", "aria-expanded": false, on: { click: () => this.#choose() } });
    fill(this, this.group, this.by);
    this.listen(this.asking, "described", () => this.show());
    this.listen(this.asking.sheet, "form", () => this.show());
    this.show();
  }

  show() {
    const { medium } = this.asking.sheet.form;
    for (const card of this.cards ?? []) {
      const on = card.dataset.medium === medium;
      card.setAttribute("aria-checked", String(on));
      card.tabIndex = on ? 0 : -1;
    }
    const made = this.asking.described;
    if (!this.by || !made) return;
    const several = of(this.installed, made.medium).length > 1;
    this.by.disabled = !several;
    fill(this.by, h("span", { class: "who" }, t("form.by", { name: generatorName(made.name) })), h("span", { class: "hint" }, summaryOf(made)), several && icon("down"));
    this.by.classList.toggle("lacking", !made.ready);
  }

  #choose() {
    const { asking } = this;
    const all = of(this.installed, asking.sheet.form.medium);
    popover(/** @type {HTMLElement} */ (this.by), t("form.by.choose"), [
      h("h3", {}, t("form.by.choose")),
      h("div", { class: "makers" }, all.map((each) => h("button", { type: "button", class: each.ready ? "maker" : "maker lacking", "aria-pressed": each.name === asking.name, data: { generator: each.name }, on: { click: () => {
        closePopover();
        void asking.turn(each.medium, each.default ? null : each.name);
      } } },
      h("span", { class: "who" }, generatorName(each.name), each.default && h("span", { class: "tag" }, t("form.by.default"))),
      h("span", { class: "hint" }, summaryOf(each)),
      !each.ready && h("span", { class: "lack" }, lacks(each))))),
    ]);
  }
}

/** What a generator lacks, and how it is got. @param {import("../base/generators.js").Generator} each */
export function lacks(each) {
  const { message = "", hint = "" } = each.problem ?? {};
  return h("span", {}, `${t("form.lacks")} ${told(message)}`, hint && h("span", { class: "do" }, t("form.lacks.do"), " ", h("code", {}, told(hint ?? ""))));
}

define("muse-media", Media);
