// All collections as cards, and the head of one: its name and note, and what can be done with it.
import { get, patch } from "../base/api.js";
import { changes } from "../base/changes.js";
import { Part, define, fill, h, icon, set } from "../base/dom.js";
import { DRAGGED } from "../base/drops.js";
import { collect, disband } from "../base/keeping.js";
import { go, to } from "../base/places.js";
import { complain } from "../base/say.js";
import { undo } from "../base/undo.js";
import { number, t } from "../base/words.js";
import { dialog } from "./dialog.js";
import { askExport } from "./export.js";
import { cover, create } from "./marks.js";

/** @typedef {{id: string, name: string, note: string, count: number, cover: string | null}} Collection */

/**
 * Let an element take artifacts that are dropped on it.
 *
 * @param {HTMLElement} element
 * @param {(ids: string[]) => unknown} take
 */
export function takes(element, take) {
  const ours = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes(DRAGGED);
  set(element, { on: {
    dragover: (/** @type {DragEvent} */ event) => {
      if (!ours(event)) return;
      event.preventDefault();
      element.classList.add("over");
    },
    dragleave: () => element.classList.remove("over"),
    drop: (/** @type {DragEvent} */ event) => {
      element.classList.remove("over");
      if (!ours(event)) return;
      event.preventDefault();
      void Promise.resolve(take(JSON.parse(event.dataTransfer?.getData(DRAGGED) || "[]"))).catch(complain);
    },
  } });
}

/** @param {string[]} ids */
const items = (ids) => ids.map((id) => ({ id, title: "", rating: null, tags: [], trashed: null }));

/** All collections; works can be dropped on them. */
export class Collections extends Part {
  start() {
    this.classList.add("collections");
    this.listen(changes, "collections", () => void this.draw());
    void this.draw();
  }

  async draw() {
    const found = await get("/collections").catch(() => null);
    if (!found) return;
    /** @type {Collection[]} */
    const all = found.collections;
    fill(this, all.length ? null : h("p", { class: "empty" }, t("collections.none")), h("ul", { class: "shelf", role: "list" },
      all.map((each) => {
        const link = h("a", { href: to("keep", [], { collection: each.id }), class: "collection" }, cover(each), h("strong", {}, each.name), h("span", { class: "hint" }, t("keep.count", { n: each.count, count: number(each.count) })));
        takes(link, (ids) => collect(items(ids), each));
        return h("li", {}, link);
      }),
      h("li", {}, h("button", { type: "button", class: "collection new", on: { click: () => void this.#create() } }, h("span", { class: "cover" }, icon("plus")), h("strong", {}, t("collections.new"))))));
  }

  async #create() {
    const made = await askName(t("collections.new"), "").then((name) => name && create(name)).catch(complain);
    if (made) go(to("keep", [], { collection: made.id }));
  }
}

/** The head of one collection. */
export class Collected extends Part {
  collection = "";
  /** @type {Collection | null} */
  known = null;

  start() {
    this.classList.add("collected");
    this.listen(changes, "collections", () => void this.draw());
    void this.draw();
  }

  async draw() {
    if (!this.collection) {
      this.known = null;
      fill(this);
      return;
    }
    const found = await get(`/collections/${this.collection}`).catch(() => null);
    if (found && found.id !== this.collection) return;
    this.known = found;
    if (!found) {
      fill(this, h("p", { class: "empty" }, t("collections.gone")));
      return;
    }
    if (this.querySelector("textarea:focus")) return;
    const note = h("textarea", { rows: 1, value: found.note, placeholder: t("collections.note"), "aria-label": t("collections.note"), maxLength: 10000, on: { change: () => void this.#change({ note: note.value.trim() }, { note: found.note }) } });
    fill(this, h("div", { class: "title" }, h("h2", {}, found.name), h("div", { class: "row" },
      h("button", { type: "button", class: "main", on: { click: () => void askExport({ collection: found, kind: "exhibition" }).catch(complain) }, disabled: !found.count }, icon("open"), t("collections.publish")),
      h("button", { type: "button", on: { click: () => void this.#rename() } }, icon("edit"), t("collections.rename")),
      h("button", { type: "button", on: { click: () => void this.#disband() } }, icon("close"), t("collections.delete")))), note);
  }

  async #rename() {
    const before = /** @type {Collection} */ (this.known).name;
    const name = await askName(t("collections.rename"), before);
    if (name && name !== before) await this.#change({ name }, { name: before });
  }

  /** @param {Partial<Collection>} change @param {Partial<Collection>} before */
  async #change(change, before) {
    const { collection } = this;
    const write = async (/** @type {Partial<Collection>} */ value) => {
      await patch(`/collections/${collection}`, value);
      await this.draw();
    };
    await write(change).then(() => undo.did(t("collections.did.change"), () => write(before), () => write(change)), complain);
  }

  async #disband() {
    const one = /** @type {Collection} */ (this.known);
    const ids = [];
    for (let at = 0; at < one.count; at += 200) ids.push(...(await get(`/artifacts?collection=${one.id}&brief=true&limit=200&offset=${at}`)).artifacts.map((/** @type {any} */ each) => each.id));
    go(to("keep", ["collections"]));
    await disband(one, ids).catch(complain);
  }
}

/** While works are dragged: collections to drop them on, at the foot of the page. */
export class Dock extends Part {
  start() {
    this.classList.add("dock");
    this.hidden = true;
    for (const kind of ["dragend", "drop"]) this.listen(document, kind, () => window.setTimeout(() => (this.hidden = true), 50));
  }

  async open() {
    const found = await get("/collections").catch(() => null);
    /** @type {Collection[]} */
    const all = found?.collections ?? [];
    const fresh = h("div", { class: "target" }, icon("plus"), t("collections.new"));
    takes(fresh, async (ids) => {
      const name = await askName(t("collections.new"), "");
      if (name) await collect(items(ids), await create(name));
    });
    fill(this, h("span", {}, t("collections.drop")), h("div", { class: "targets" }, all.slice(0, 12).map((each) => {
      const target = h("div", { class: "target" }, cover(each), each.name);
      takes(target, (ids) => collect(items(ids), each));
      return target;
    }), fresh));
    this.hidden = false;
  }
}

/** @param {string} title @param {string} before @returns {Promise<string | null>} */
function askName(title, before) {
  const name = h("input", { type: "text", maxLength: 200, required: true, value: before, "aria-label": t("collections.name"), placeholder: t("collections.name"), autofocus: true });
  return dialog(title, (close) => [h("form", { class: "stack", on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    if (name.value.trim()) close(name.value.trim());
  } } }, name, h("div", { class: "row ends" }, h("button", { class: "main" }, t("keep.note.save"))))]);
}

define("muse-collections", Collections);
define("muse-collected", Collected);
define("muse-dock", Dock);
