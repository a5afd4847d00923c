// <muse-files artifact="ID">: a work of any kind: its small picture, its files to save, and what is known of it.
import { savedAs } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { known, size, t } from "../base/words.js";

styled("shown");

export class MuseFiles extends Part {
  /** @type {any} */
  artifact = null;

  start() {
    if (!this.firstElementChild) this.#show().catch(complain);
  }

  async #show() {
    const made = this.artifact ??= await artifact(this.getAttribute("artifact") ?? "");
    const title = made.title || made.prompt || made.id;
    fill(this,
      made.thumbnail && h("img", { class: "small", src: made.thumbnail, alt: made.prompt || title, loading: "lazy" }),
      h("h3", {}, t("files.files")),
      made.files.length === 0 && h("p", { class: "hint" }, t("files.none")),
      h("ul", { class: "files" }, made.files.map((/** @type {any} */ file) => h("li", {},
        h("span", { class: "name" }, file.suffix.replace(/^\./, "")),
        h("span", { class: "hint" }, `${file.media_type} · ${size(file.size)}`),
        h("a", { class: "button", href: file.url, download: savedAs({ ...made, title }, file.suffix) }, icon("download"), t("files.download"))))),
      h("details", {}, h("summary", {}, t("files.report")), table(made.report)));
  }
}

/** What a report says, as lines. @param {any} report */
function table(report) {
  const rows = [];
  for (const part of ["applied", "adjusted", "chosen", "ignored", "measured"]) {
    for (const [name, value] of Object.entries(report?.[part] ?? {})) rows.push(h("div", {}, h("dt", {}, known(`field.${name}`, name)), h("dd", {}, said(value))));
  }
  for (const note of report?.notes ?? []) rows.push(h("div", {}, h("dd", {}, note)));
  return h("dl", { class: "known" }, rows);
}

/** @param {any} value @returns {string} */
function said(value) {
  if (Array.isArray(value)) return value.map(said).join(", ");
  if (value && typeof value === "object") return Object.entries(value).map(([name, each]) => `${name}: ${said(each)}`).join(", ");
  return String(value);
}

define("muse-files", MuseFiles);
