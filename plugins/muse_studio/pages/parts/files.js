// Files for a field: chosen, dropped, pasted, or taken from what was made before; what is in it is shown.
import { get, query, upload } from "../base/api.js";
import { thumbnailOf } from "../base/artifact.js";
import { fill, h, icon, tool } from "../base/dom.js";
import { DRAGGED } from "../base/drops.js";
import { titleOf } from "../base/names.js";
import { complain } from "../base/say.js";
import { isOf } from "../base/takers.js";
import { t } from "../base/words.js";

/** @typedef {{name: string, sha256: string} | string} Value */
/** @typedef {import("./controls.js").Wanted} Wanted */
/** @typedef {import("./controls.js").Control} Control */

/** Pictures of files that were handed in here, by their hash. @type {Map<string, ImageBitmap>} */
const seen = new Map();
const SIDE = 128;

/** @param {Wanted} wanted @returns {Control} */
export function file(wanted) {
  return many(wanted, 1, (/** @type {Value[]} */ values) => values[0]);
}

/** @param {Wanted} wanted @returns {Control} */
export function files(wanted) {
  return many(wanted, Math.min(wanted.field.most, 300), (/** @type {Value[]} */ values) => (values.length ? values : undefined));
}

/** @param {Wanted} wanted @param {number} most @param {(values: Value[]) => any} made @returns {Control} */
function many({ field, id, label, set }, most, made) {
  /** @type {Value[]} */
  let now = [];
  const put = (/** @type {Value[]} */ values) => set(made(values.slice(0, most)));
  const picked = h("input", { type: "file", accept: field.media.join(","), multiple: most > 1, hidden: true, tabIndex: -1, on: { change: () => void take([...(picked.files ?? [])]) } });
  const shown = h("span", { class: "inside" });
  const choose = h("button", { id, type: "button", class: "choose", on: { click: () => picked.click() } }, icon("upload"), h("span", {}, t("form.file.choose")));
  const kept = h("button", { type: "button", on: { click: () => void pick(field, label, kept, (/** @type {Value} */ value) => put(most > 1 ? [...now, value] : [value])) } }, icon("keep"), h("span", {}, t("form.file.keep")));
  const buttons = h("span", { class: "buttons" }, choose, kept);
  const element = h("div", { class: "files", role: "group", "aria-label": label, data: { takes: field.media.join(" ") }, on: {
    dragover: (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.some((each) => each === "Files" || each === DRAGGED)) return;
      event.preventDefault();
      event.stopPropagation();
      element.classList.add("over");
    },
    dragleave: () => element.classList.remove("over"),
    drop: (/** @type {DragEvent} */ event) => {
      element.classList.remove("over");
      const dragged = /** @type {string[]} */ (JSON.parse(event.dataTransfer?.getData(DRAGGED) || "[]"));
      if (!dragged.length && !event.dataTransfer?.files.length) return;
      event.preventDefault();
      event.stopPropagation();
      if (dragged.length) put([...(most > 1 ? now : []), ...dragged.map((id) => `muse:${id}`)]);
      else void take([...(event.dataTransfer?.files ?? [])]);
    },
    paste: (/** @type {ClipboardEvent} */ event) => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (!pasted.length) return;
      event.preventDefault();
      void take(pasted);
    },
  } }, shown, buttons, picked);

  /** @param {File[]} given */
  async function take(given) {
    picked.value = "";
    const fit = given.filter((each) => isOf(each.type, field.media) || !each.type).slice(0, most);
    if (given.length && !fit.length) {
      complain(new Error(t("form.file.wrong", { media: field.media.join(", ") })));
      return;
    }
    element.classList.add("busy");
    try {
      const values = await upload(fit);
      await Promise.all(fit.map((each, at) => remember(each, values[at].sha256)));
      put(most > 1 ? [...now, ...values] : values);
    } catch (error) {
      complain(error);
    } finally {
      element.classList.remove("busy");
    }
  }

  return { element, show: (value) => {
    const next = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
    if (JSON.stringify(next) === JSON.stringify(now) && shown.childElementCount === next.length) return;
    now = next;
    buttons.hidden = now.length >= most;
    fill(shown, now.map((each, at) => h("span", { class: "one" }, picture(each), h("span", { class: "name" }, called(each)),
      tool("close", t("form.file.remove", { name: called(each) }), () => {
        put(now.filter((_, place) => place !== at));
        choose.focus();
      }))));
  } };
}

/** @param {File} given @param {string} hash */
async function remember(given, hash) {
  if (!given.type.startsWith("image/") || given.type.includes("svg")) return;
  const bitmap = await createImageBitmap(given, { resizeWidth: SIDE, resizeQuality: "medium" }).catch(() => null);
  if (bitmap) seen.set(hash, bitmap);
}

/** @param {Value} value */
function called(value) {
  return typeof value === "string" ? (value.startsWith("data:") ? t("form.file.data") : value.replace(/^muse:/, "")) : value.name;
}

/** A small picture of what is in a field. @param {Value} value */
function picture(value) {
  if (typeof value === "string" && value.startsWith("muse:")) {
    const id = value.slice(5).split(".")[0];
    return h("img", { class: "thumb", alt: "", width: 48, height: 48, src: thumbnailOf(id),
      on: { error: (/** @type {Event} */ event) => /** @type {HTMLElement} */ (event.target).replaceWith(icon("other")) } });
  }
  const bitmap = typeof value === "object" ? seen.get(value.sha256) : null;
  if (!bitmap) return icon("other");
  const canvas = h("canvas", { class: "thumb", width: bitmap.width, height: bitmap.height, "aria-hidden": "true" });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  return canvas;
}

/**
 * Let somebody choose among what was made before and fits a field.
 *
 * @param {import("./controls.js").Spec} field
 * @param {string} label
 * @param {HTMLElement} from
 * @param {(value: string) => void} took
 */
async function pick(field, label, from, took) {
  const found = h("div", { class: "picks", role: "list" });
  const search = h("input", { type: "search", placeholder: t("form.file.search"), "aria-label": t("form.file.search"), on: { input: () => void look() } });
  const dialog = h("dialog", { class: "picker", "aria-label": t("form.file.from", { field: label }), on: { close: () => {
    dialog.remove();
    from.focus();
  } } }, h("div", { class: "row head" }, h("h2", {}, t("form.file.from", { field: label })), tool("close", t("say.close"), () => dialog.close())), search, found);
  document.body.append(dialog);
  dialog.showModal();
  const medium = field.media.every((each) => each.startsWith("image/")) && field.media.length ? "image" : "";
  let turn = 0;

  async function look() {
    const mine = ++turn;
    const page = await get(`/artifacts${query({ q: search.value, medium, limit: 60 })}`).catch((error) => complain(error));
    if (mine !== turn || !page) return;
    const fit = page.artifacts.map((/** @type {any} */ each) => ({ each, file: each.files?.find((/** @type {any} */ one) => isOf(one.media_type, field.media)) }))
      .filter((/** @type {any} */ each) => each.file || !each.each.files);
    fill(found, fit.length ? fit.map((/** @type {any} */ { each, file: one }) => h("button", { type: "button", role: "listitem", class: "pick", title: titleOf(each) || each.prompt, on: { click: () => {
      const first = each.files?.[0] === one || !one;
      took(first ? `muse:${each.id}` : `muse:${each.id}${one.suffix}`);
      dialog.close();
    } } }, each.thumbnail ? h("img", { src: each.thumbnail, alt: "", loading: "lazy", width: 96, height: 96 }) : icon(each.medium), h("span", {}, titleOf(each) || each.prompt || each.id)))
      : h("p", { class: "hint" }, t("form.file.none")));
  }
  await look();
}
