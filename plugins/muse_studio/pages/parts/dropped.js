// A file that came to the page: a dialog says what it is and offers what can be made of it.
import { addProject, known, valueOf } from "../base/recipes.js";
import { fill, h, icon } from "../base/dom.js";
import { fieldName, generatorName, mediumName } from "../base/names.js";
import { verify } from "../base/origin.js";
import { go, to } from "../base/places.js";
import { settings } from "../base/remaking.js";
import { complain, say, wrong } from "../base/say.js";
import { begin, open, turnTo } from "../base/sheets.js";
import { styled } from "../base/styled.js";
import { typeOf } from "../base/takers.js";
import { t } from "../base/words.js";
import { useAs } from "./actions.js";

/** @typedef {import("../base/recipes.js").Told} Told */

/** Pixels of the picture in the dialog. */
const WIDE = 320;

/** Show what came. @param {File[]} files */
export async function dropped(files) {
  styled("change");
  const file = files[0];
  const body = h("div", { class: "body", role: "status" }, h("p", {}, t("drop.reading", { name: file.name })));
  const dialog = h("dialog", { class: "dropped", "aria-labelledby": "dropped-name", on: { close: () => dialog.remove() } },
    h("h2", { id: "dropped-name" }, file.name), files.length > 1 && h("p", { class: "hint" }, t("drop.many", { name: file.name })),
    body, h("form", { method: "dialog", class: "row end" },
      h("button", { type: "button", class: "apart", on: { click: () => {
        dialog.close();
        verify(files);
      } } }, icon("verify"), t("verify.ask")), h("button", {}, t("drop.cancel"))));
  document.body.append(dialog);
  dialog.showModal();
  const close = () => dialog.close();
  const { sheet } = open;
  try {
    const found = await known(file, sheet?.form);
    const look = await picture(file);
    if (found.kind === "recipe") fill(body, look, recipes(found.recipes, close));
    else if (found.kind === "project") fill(body, project(file, close));
    else if (found.kind === "use") fill(body, look, uses(file, found.takers, close));
    else fill(body, h("p", {}, t("drop.none", { name: file.name })), h("p", { class: "hint" }, t("drop.none.hint")));
    /** @type {HTMLElement | null} */ (body.querySelector("button, a"))?.focus();
  } catch (error) {
    const { what, next } = wrong(error);
    fill(body, h("p", { role: "alert" }, what), next && h("p", { class: "hint" }, next));
  }
}

/** @param {Told[]} all @param {() => void} close */
function recipes(all, close) {
  const [first] = all;
  const { sheet } = open;
  const fillForm = async (/** @type {boolean} */ fresh) => {
    close();
    try {
      const fields = await settings({ ...first, version: "" }, "settled");
      const form = { medium: first.generator.split(".")[0], generator: first.generator, fields, dropped: [] };
      if (fresh || !sheet) turnTo(await begin(form));
      else {
        sheet.set(form, { label: t("drop.did") });
        say(t("drop.filled"), { label: t("actions.undo"), act: () => sheet.undo.undo() });
      }
    } catch (error) {
      complain(error);
    }
  };
  const prompt = String(first.asked.prompt ?? first.condition.prompt ?? "");
  return h("div", { class: "choices" }, h("p", {}, t("drop.recipe")),
    h("p", { class: "quote" }, h("strong", {}, `${mediumName(first.generator.split(".")[0])} · ${generatorName(first.generator)}`), prompt && h("span", {}, prompt)),
    all.length > 1 && h("p", { class: "hint" }, t("drop.recipe.many", { n: all.length })),
    h("button", { type: "button", class: "main", on: { click: () => void fillForm(false) } }, icon("make"), t("drop.recipe.fill")),
    sheet && h("button", { type: "button", on: { click: () => void fillForm(true) } }, icon("plus"), t("drop.recipe.new")),
    first.artifact && h("a", { class: "button", href: to("artifact", [first.artifact]), on: { click: close } }, icon("open"), t("drop.recipe.open")));
}

/** @param {File} file @param {import("../base/takers.js").Taker[]} takers @param {() => void} close */
function uses(file, takers, close) {
  return h("div", { class: "choices" }, h("p", {}, t("drop.use")), takers.map((taker) => h("button", { type: "button", on: { click: async () => {
    close();
    try {
      await useAs(taker, await valueOf(file, taker), open.sheet);
    } catch (error) {
      complain(error);
    }
  } } }, h("span", {}, fieldName(taker.field, taker.generator)), h("span", { class: "hint" }, `${mediumName(taker.medium)} · ${generatorName(taker.generator)}`))));
}

/** @param {File} file @param {() => void} close */
function project(file, close) {
  return h("div", { class: "choices" }, h("p", {}, t("drop.project")), h("button", { type: "button", class: "main", on: { click: async (/** @type {Event} */ event) => {
    const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
    button.disabled = true;
    try {
      const { added, collection } = await addProject(file);
      close();
      say(added ? t("drop.project.did", { n: added }) : t("drop.project.known"));
      go(to("keep", [], { collection }));
    } catch (error) {
      close();
      complain(error);
    }
  } } }, icon("upload"), t("drop.project.open")));
}

/** A small look at a picture; null for what is none. @param {File} file */
export async function picture(file) {
  if (!typeOf(file).startsWith("image/") || file.type === "image/svg+xml") return null;
  const bitmap = await createImageBitmap(file, { resizeWidth: WIDE, resizeQuality: "medium" }).catch(() => null);
  if (!bitmap) return null;
  const canvas = h("canvas", { width: bitmap.width, height: bitmap.height, class: "look", "aria-hidden": "true" });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}
