// The form of a sheet: what is to be made, of which words, how they are read, and every field of whoever makes it.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { installed } from "../base/generators.js";
import { fieldName } from "../base/names.js";
import { parted } from "../base/schema.js";
import { t } from "../base/words.js";
import "./box.js";
import "./chips.js";
import { fieldsOf } from "./field.js";
import "./looks.js";
import "./media.js";

/** The form; `asking` has begun when it comes into the page. */
export class Form extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {import("../base/generators.js").Installed} */
  installed = /** @type {any} */ (null);
  /** @type {import("./field.js").Field[]} */
  #fields = [];
  #drawn = "";
  /** @type {HTMLElement | null} */
  front = null;
  /** @type {HTMLDetailsElement | null} */
  folded = null;
  /** @type {HTMLElement | null} */
  count = null;

  start() {
    const { asking } = this;
    const own = (/** @type {string} */ name) => Object.assign(/** @type {any} */ (document.createElement(name)), { asking, installed: this.installed });
    this.front ??= h("div", { class: "fields front" });
    this.folded ??= h("details", { class: "folded", on: { toggle: () => {
      if (asking.sheet.form.view.more === this.folded?.open) return;
      asking.sheet.set({ view: { ...asking.sheet.form.view, more: this.folded?.open } }, { quiet: true });
    } } });
    if (!this.firstElementChild) fill(this, own("muse-media"), own("muse-box"), own("muse-chips"), own("muse-looks"), this.front, this.folded);
    this.listen(asking, "described", () => this.show());
    this.listen(asking, "checked", () => this.show());
    this.listen(asking.sheet, "form", () => this.show());
    this.show();
  }

  show() {
    const { asking } = this;
    if (!asking.described) return;
    if (asking.name !== this.#drawn) {
      this.#drawn = asking.name;
      this.#draw();
      return;
    }
    for (const field of this.#fields) field.show();
    this.#where();
  }

  #draw() {
    const { asking } = this;
    const { front, more } = parted(asking.fields, asking.look);
    const first = fieldsOf(asking, front, false);
    const rest = fieldsOf(asking, more, true);
    this.#fields = [...first, ...rest];
    if (this.front) fill(this.front, first);
    if (!this.folded) return;
    this.folded.hidden = rest.length === 0;
    this.folded.open = Boolean(asking.sheet.form.view.more) && rest.length > 0;
    const none = h("p", { class: "hint", hidden: true }, t("form.more.none"));
    const search = h("input", { type: "search", placeholder: t("form.more.search"), "aria-label": t("form.more.search"), on: { input: () => {
      const sought = search.value.trim().toLowerCase();
      for (const field of rest) {
        const { name, help } = field.spec;
        field.hidden = sought !== "" && ![name, fieldName(name, asking.name), help, field.textContent ?? ""].some((each) => each.toLowerCase().includes(sought));
      }
      none.hidden = rest.some((field) => !field.hidden);
    } } });
    this.count = h("span", { class: "hint" });
    fill(this.folded, h("summary", {}, icon("right"), h("span", {}, t("form.more")), this.count), h("div", { class: "within" }, rest.length > 6 && search, none, h("div", { class: "fields" }, rest)));
    this.#where();
  }

  /** Say what is set among what is folded away. */
  #where() {
    const own = this.#fields.filter((field) => this.folded?.contains(field));
    const set = own.filter((field) => field.classList.contains("set")).length;
    if (this.count) this.count.textContent = set ? t("form.more.set", { n: set }) : t("form.more.count", { n: own.length });
  }

  /** Bring the field that is wrong into view. */
  showTrouble() {
    const name = this.asking.trouble?.field;
    const field = this.#fields.find((each) => each.spec.name === name || each.other?.name === name);
    if (!field) return false;
    if (this.folded?.contains(field)) this.folded.open = true;
    field.hidden = false;
    field.scrollIntoView({ block: "center" });
    /** @type {HTMLElement | null} */ (field.querySelector("input, select, textarea, button"))?.focus({ preventScroll: true });
    return true;
  }
}

/** A form for a sheet. @param {import("../base/asking.js").Asking} asking @returns {Promise<Form>} */
export async function form(asking) {
  return Object.assign(/** @type {Form} */ (document.createElement("muse-form")), { asking, installed: await installed() });
}

define("muse-form", Form);
