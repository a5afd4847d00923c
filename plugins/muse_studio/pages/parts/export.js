// Taking works out: their files, a page to publish (the exhibition), a project for another Muse; and a project in.
import { API, Trouble, del, get, post, query } from "../base/api.js";
import { h } from "../base/dom.js";
import { formatName } from "../base/formats.js";
import { addProject } from "../base/recipes.js";
import { complain, say, wrong } from "../base/say.js";
import { language, number, t } from "../base/words.js";
import { dialog } from "./dialog.js";

/** Milliseconds between two looks at how far it is. */
const PACE = 250;
/** Works that are asked which formats they can become. */
const LOOKED = 40;
const KINDS = /** @type {const} */ (["files", "exhibition", "project"]);

/**
 * Ask how works are to be taken out, and make it.
 *
 * @param {{items?: import("../base/keeping.js").Kept[], collection?: {id: string, name: string, count: number}, kind?: "files" | "exhibition" | "project"}} what
 */
export async function askExport({ items, collection, kind = items ? "files" : "exhibition" }) {
  const n = items?.length ?? collection?.count ?? 0;
  // Formats that at least one of them can become; a gallery's cards don't know them.
  const some = (items ?? []).slice(0, LOOKED);
  const full = some.length ? (await get(`/artifacts${query({ ids: some.map((each) => each.id).join(","), limit: LOOKED })}`)).artifacts : [];
  const formats = /** @type {string[]} */ ([...new Set(full.flatMap((/** @type {any} */ each) => each.exports ?? []))].sort());
  const title = h("input", { type: "text", maxLength: 200, value: collection?.name ?? "", placeholder: t("export.title") });
  const boxes = formats.map((each) => h("label", { class: "check" }, h("input", { type: "checkbox", value: each }), h("span", {}, formatName(each))));
  const tongue = h("select", {}, h("option", { value: "en", selected: language() === "en" }, "English"), h("option", { value: "zh", selected: language() === "zh" }, "中文"));
  const ways = KINDS.map((each) => h("label", { class: "way" }, h("input", { type: "radio", name: "kind", value: each, checked: each === kind, on: { change: () => show() } }),
    h("span", {}, h("strong", {}, t(`export.${each}`)), h("span", { class: "hint" }, t(`export.${each}.what`)))));
  const also = h("fieldset", { class: "also" }, h("legend", {}, t("export.also")), boxes);
  const named = h("div", { class: "stack" }, h("label", {}, t("export.title"), title), h("label", {}, t("export.language"), tongue));
  const chosen = () => /** @type {HTMLInputElement} */ (ways.map((each) => each.querySelector("input")).find((each) => each?.checked)).value;
  const show = () => {
    also.hidden = chosen() !== "files" || !formats.length;
    named.hidden = chosen() === "files";
    tongue.parentElement?.toggleAttribute("hidden", chosen() !== "exhibition");
  };
  show();
  const asked = await dialog(t("export.of", { n, count: number(n) }), (/** @type {(answer: any) => void} */ close) => [
    h("form", { class: "stack", on: { submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      close({
        kind: chosen(),
        ...(collection && !items ? { collection: collection.id } : { ids: items?.map((each) => each.id) }),
        ...(chosen() === "files" ? { formats: boxes.map((each) => each.querySelector("input")).filter((each) => each?.checked).map((each) => each?.value) } : {}),
        ...(chosen() !== "files" && title.value.trim() ? { title: title.value.trim() } : {}),
        ...(chosen() === "exhibition" ? { language: tongue.value } : {}),
      });
    } } }, h("div", { class: "ways", role: "radiogroup" }, ways), also, named,
    h("div", { class: "row ends" }, h("button", { type: "button", on: { click: () => close(null) } }, t("keep.cancel")), h("button", { class: "main" }, t("export.make"))))]);
  if (asked) await make(asked);
}

/** Make an export, show how far it is, and hand it out. @param {any} asked */
async function make(asked) {
  const bar = h("progress", { max: 1, value: 0, "aria-label": t("export.making") });
  const line = h("p", { role: "status" }, t("export.making"));
  let over = false;
  /** @type {string | null} */
  let id = null;
  await dialog(t(`export.${asked.kind}`), (/** @type {(answer: any) => void} */ close) => {
    const stop = h("button", { type: "button", on: { click: () => close(null) } }, t("keep.cancel"));
    const foot = h("div", { class: "row ends" }, stop);
    const follow = async () => {
      let now = await post("/exports", asked);
      ({ id } = now);
      while (now.state === "running" && !over) {
        bar.max = Math.max(1, now.total);
        bar.value = now.done;
        line.textContent = t("export.progress", { done: number(now.done), total: number(now.total) });
        await new Promise((done) => window.setTimeout(done, PACE));
        now = await get(`/exports/${id}`);
      }
      if (over) return;
      if (now.state === "failed") throw new Trouble(422, "failed", typeof now.error === "string" ? now.error : (now.error?.message ?? ""));
      bar.value = bar.max = 1;
      line.textContent = t(`export.${asked.kind}.done`);
      const link = h("a", { class: "button main", href: now.url ?? `${API}/exports/${id}/file`, download: "" }, t("export.save"));
      stop.textContent = t("say.close");
      foot.append(link);
      link.focus();
      link.click();
    };
    follow().catch((error) => {
      const { what, next } = wrong(error);
      bar.hidden = true;
      line.textContent = [what, next].filter(Boolean).join(" ");
      line.classList.add("bad");
    });
    return [bar, line, foot];
  });
  over = true;
  // One that is still made then isn't wanted; one that is done is fetched, and goes by itself.
  if (id && bar.value < bar.max) await del(`/exports/${id}`).catch(() => {});
}

/**
 * Ask for a project's file and take it in; returns where it then is.
 *
 * @returns {Promise<{added: number, known: number, collection: string | null} | null>}
 */
export function askProject() {
  return new Promise((done) => {
    const field = h("input", { type: "file", accept: ".zip,application/zip", hidden: true, "aria-label": t("export.project.open") });
    field.addEventListener("cancel", () => {
      field.remove();
      done(null);
    });
    field.addEventListener("change", async () => {
      const file = field.files?.[0];
      field.remove();
      done(file ? await takeIn(file) : null);
    });
    document.body.append(field);
    field.click();
  });
}

/** Take a project in. @param {File} file */
async function takeIn(file) {
  say(t("export.project.opening", { name: file.name }));
  try {
    const told = await addProject(file);
    say(t("export.project.opened", { n: told.added, added: number(told.added), known: number(told.known) }));
    return told;
  } catch (error) {
    complain(error);
    return null;
  }
}
