// Which sheet is open, a new one, and those before it.
import { get, query } from "../base/api.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { mediumName } from "../base/names.js";
import { go, to } from "../base/places.js";
import { newId } from "../base/sheet.js";
import { date, t } from "../base/words.js";
import { closePopover, popover } from "./popover.js";

const SHOWN = 24;

/** The name of the open sheet, and a way to others. */
export class Sheets extends Part {
  /** @type {import("../base/sheet.js").Sheet} */
  sheet = /** @type {any} */ (null);
  /** @type {HTMLElement | null} */
  name = null;
  /** @type {HTMLElement | null} */
  open = null;
  /** @type {HTMLElement | null} */
  fresh = null;

  start() {
    this.name ??= h("span", { class: "name" });
    this.open ??= h("button", { type: "button", class: "recent", "aria-haspopup": "dialog", "aria-expanded": false, on: { click: () => void this.#choose() } }, icon("folder"), this.name, icon("down"));
    this.fresh ??= Object.assign(tool("plus", t("make.new"), () => fresh(this.sheet)), { className: "tool fresh" });
    fill(this, this.open, this.fresh);
    this.listen(this.sheet, "form", () => this.show());
    this.show();
  }

  show() {
    if (!this.name || !this.open) return;
    this.name.textContent = titled(this.sheet.form);
    this.open.setAttribute("aria-label", t("make.sheets.open", { name: this.name.textContent ?? "" }));
  }

  async #choose() {
    const title = h("input", { type: "text", value: this.sheet.form.title ?? "", placeholder: titled({ ...this.sheet.form, title: "" }), maxLength: 80, "aria-label": t("make.sheets.name"),
      on: { change: () => this.sheet.set({ title: title.value.trim() }, { label: t("make.sheets.name") }) } });
    const list = h("div", { class: "sheets", "aria-busy": true });
    popover(/** @type {HTMLElement} */ (this.open), t("make.sheets"), [h("label", { class: "titled" }, h("span", {}, t("make.sheets.name")), title), h("h3", {}, t("make.sheets")), list]);
    const all = (await get("/desk").catch(() => ({ desk: [] }))).desk
      .filter((/** @type {any} */ each) => each.name.startsWith("sheet-")).sort((/** @type {any} */ a, /** @type {any} */ b) => b.changed - a.changed).slice(0, SHOWN);
    const found = await Promise.all(all.map(async (/** @type {any} */ each) => {
      const id = each.name.slice(6);
      const [kept, page] = await Promise.all([get(`/desk/${each.name}`).catch(() => null), get(`/artifacts${query({ sheet: id, limit: 1 })}`).catch(() => null)]);
      return kept && { id, changed: each.changed, form: kept.value, made: page?.artifacts[0] };
    }));
    list.removeAttribute("aria-busy");
    fill(list, found.filter((each) => each && (each.made || each.id === this.sheet.id || each.form?.fields?.prompt)).map((each) => h("a", { class: "sheet", href: to("make", [each.id]), "aria-current": each.id === this.sheet.id ? "true" : null, on: { click: () => closePopover() } },
      each.made?.thumbnail ? h("img", { src: each.made.thumbnail, alt: "", width: 48, height: 48, loading: "lazy" }) : h("span", { class: "none" }, icon(each.form?.medium ?? "other")),
      h("span", { class: "what" }, h("span", {}, titled(each.form ?? {})), h("span", { class: "hint" }, date(each.changed, { dateStyle: "medium", timeStyle: "short" }))))));
  }
}

/** What a sheet is called: by its title, its words, or its medium. @param {any} form */
export function titled(form) {
  const words = String(form.title || form.fields?.prompt || "").trim();
  return words ? (words.length > 42 ? `${words.slice(0, 40)}…` : words) : t("make.untitled", { medium: mediumName(form.medium ?? "image") });
}

/** Begin a new sheet, of the same medium. @param {import("../base/sheet.js").Sheet} [before] */
export function fresh(before) {
  go(to("make", [newId()], { g: before?.form.generator ?? before?.form.medium }));
}

define("muse-sheets", Sheets);
