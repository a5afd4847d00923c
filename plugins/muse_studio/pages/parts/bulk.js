// What can be done with all that is selected: a bar at the foot of the gallery.
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { rate, trash } from "../base/keeping.js";
import { complain } from "../base/say.js";
import { number, t } from "../base/words.js";
import { askExport } from "./export.js";
import { askCollection, askTags } from "./marks.js";
import { Stars } from "./stars.js";

/** Says `remove` to take what is selected out of the collection that is shown. */
export class Bulk extends Part {
  /** @type {import("../base/selection.js").Selection | null} */
  selection = null;
  trash = false;
  collection = false;

  start() {
    this.classList.add("bulk");
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", t("keep.selected.bar"));
    if (this.selection) this.listen(this.selection, "changed", () => this.draw());
    this.draw();
  }

  draw() {
    const { selection } = this;
    const n = selection?.size ?? 0;
    this.hidden = !n;
    if (!selection || !n) return;
    const held = this.contains(document.activeElement);
    const count = h("strong", { role: "status" }, t("keep.selected", { n, count: number(n) }));
    const does = (/** @type {import("../base/dom.js").IconName} */ name, /** @type {string} */ label, /** @type {() => unknown} */ act, /** @type {string} */ more = "") =>
      h("button", { type: "button", class: more, title: label, on: { click: () => void Promise.resolve(act()).catch(complain) } }, icon(name), h("span", {}, label));
    const stars = new Stars();
    const same = new Set(selection.items.map((each) => each.rating ?? 0));
    stars.rating = same.size === 1 ? [...same][0] : 0;
    stars.addEventListener("rate", (event) => void rate(selection.items, /** @type {CustomEvent} */ (event).detail).then(() => this.draw(), complain));
    fill(this, tool("close", t("keep.selected.none"), () => selection.clear()), count, this.trash ? null : stars,
      h("div", { class: "does" }, this.trash
        ? does("undo", t("trash.restore"), () => trash(selection.items, false).then(() => selection.clear()))
        : [
          does("tag", t("keep.tags"), () => askTags(selection.items)),
          does("folder", t("collections.add"), () => askCollection(selection.items)),
          this.collection && does("close", t("collections.remove"), () => this.tell("remove")),
          does("download", t("export.export"), () => askExport({ items: selection.items })),
          does("trash", t("trash.put"), () => trash(selection.items).then(() => selection.clear()), "danger"),
        ]));
    if (held) /** @type {HTMLElement | null} */ (this.querySelector("button"))?.focus();
  }
}

define("muse-bulk", Bulk);
