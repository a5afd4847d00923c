// What is asked about kept artifacts: tags, a note, a collection.
import { del, get, post } from "../base/api.js";
import { thumbnailOf } from "../base/artifact.js";
import { fill, h, icon } from "../base/dom.js";
import { collect, note, offer, tag } from "../base/keeping.js";
import { complain } from "../base/say.js";
import { undo } from "../base/undo.js";
import { number, t } from "../base/words.js";
import { dialog } from "./dialog.js";

/** @typedef {import("../base/keeping.js").Kept} Kept */

/**
 * Chips of tags with a field for another; what is changed is kept at once.
 *
 * @param {() => Kept[]} items
 * @returns {HTMLElement}
 */
export function tagger(items) {
  const shown = h("div", { class: "tags" });
  const known = h("datalist", { id: "tags-known" });
  const field = h("input", { type: "text", list: "tags-known", maxLength: 60, placeholder: t("keep.tag.new"), "aria-label": t("keep.tag.new"), autocomplete: "off" });
  const draw = () => {
    const all = new Set(items().flatMap((each) => each.tags));
    fill(shown, [...all].sort().map((each) => h("span", { class: "chip" }, each,
      h("button", { type: "button", "aria-label": t("keep.tag.remove", { tag: each }), on: { click: () => void change(each, false) } }, icon("close")))));
  };
  const change = async (/** @type {string} */ name, /** @type {boolean} */ on) => {
    // What is shown here is told of the change only where it is in a gallery.
    const touched = items();
    await tag(touched, name, on).catch(complain);
    for (const each of touched) each.tags = on ? [...new Set([...each.tags, name])].sort() : each.tags.filter((other) => other !== name);
    draw();
  };
  void get("/tags").then(({ tags }) => fill(known, Object.keys(tags).map((each) => h("option", { value: each })))).catch(() => {});
  draw();
  return h("form", { class: "tagger", on: { submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = field.value.trim().replace(/\s+/g, " ");
    field.value = "";
    if (name) void change(name, true);
  } } }, shown, h("div", { class: "line" }, field, known, h("button", { type: "submit" }, icon("plus"), t("keep.add"))));
}

/** Ask for tags. @param {Kept[]} items */
export function askTags(items) {
  return dialog(t("keep.tags.of", { n: items.length }), () => [tagger(() => items)]);
}

/** Ask for a note. @param {Kept} item */
export async function askNote(item) {
  const full = item.note !== undefined ? item : await get(`/artifacts/${item.id}`);
  const field = h("textarea", { rows: 5, maxLength: 10000, value: full.note ?? "", "aria-label": t("keep.note"), autofocus: true });
  const answer = await dialog(t("keep.note"), (/** @type {(answer: any) => void} */ close) => [
    h("form", { class: "stack", on: {
      submit: (/** @type {Event} */ event) => {
        event.preventDefault();
        close(true);
      },
      keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(true);
      },
    } }, field, h("div", { class: "row ends" }, h("button", { class: "main" }, t("keep.note.save"))))]);
  if (!answer) return;
  await note(full, field.value.trim()).then(() => offer(t("keep.did.note")), complain);
}

/** Ask into which collection. @param {Kept[]} items */
export async function askCollection(items) {
  const { collections } = await get("/collections");
  const name = h("input", { type: "text", maxLength: 200, placeholder: t("collections.name"), "aria-label": t("collections.name") });
  const chosen = await dialog(t("collections.into", { n: items.length }), (/** @type {(answer: any) => void} */ close) => [
    h("ul", { class: "choices", role: "list" }, collections.map((/** @type {any} */ each) => h("li", {}, h("button", { type: "button", on: { click: () => close(each) } }, cover(each), h("span", {}, each.name), h("span", { class: "n" }, number(each.count)))))),
    h("form", { class: "line", on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      if (name.value.trim()) close({ name: name.value.trim() });
    } } }, name, h("button", { class: collections.length ? "" : "main" }, icon("plus"), t("collections.create")))]);
  if (!chosen) return null;
  try {
    const into = chosen.id ? chosen : await create(chosen.name);
    await collect(items, into);
    return into;
  } catch (error) {
    complain(error);
    return null;
  }
}

/** Make a collection; it can be undone. @param {string} name */
export async function create(name) {
  let made = await post("/collections", { name });
  undo.did(t("collections.did.create", { name }), () => del(`/collections/${made.id}`), async () => {
    made = await post("/collections", { name });
  });
  return made;
}

/** The picture of a collection. @param {{cover: string | null, name: string}} collection */
export function cover(collection) {
  const made = h("span", { class: "cover" }, collection.cover ? null : icon("folder"));
  if (collection.cover) {
    const image = h("img", { alt: "", src: thumbnailOf(collection.cover), loading: "lazy" });
    // A text or a piece has no picture of its own.
    image.addEventListener("error", () => image.replaceWith(icon("folder")));
    made.append(image);
  }
  return made;
}
