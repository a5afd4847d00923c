// <muse-files artifact="ID">: a work of any kind: its small picture, its files to save, and what is known of it.
import { file } from "../base/api.js";
import { savedAs, turnedOf, viewOf } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { html } from "../base/clean.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { known, size, t } from "../base/words.js";

styled("shown");

/** Pictures that a browser shows, and which of them a work may be told as, the best first. */
const PICTURES = [".png", ".webp", ".jpg"];
/** Bytes of a text that is shown as it is. */
const SHORT = 20_000;
/** Files that are listed at once. */
const MANY = 12;

export class MuseFiles extends Part {
  /** @type {any} */
  artifact = null;

  start() {
    if (!this.firstElementChild) this.#show().catch(complain);
  }

  async #show() {
    const made = this.artifact ??= await artifact(this.getAttribute("artifact") ?? "");
    const title = made.title || made.prompt || made.id;
    const as = PICTURES.find((each) => made.exports?.includes(each));
    const picture = as ? turnedOf(made.id, as) : made.thumbnail;
    const seen = h("div", { class: "views" });
    const lines = made.files.map((/** @type {any} */ file) => h("li", {},
      h("span", { class: "name" }, file.suffix.replace(/^[./]+/, "")),
      h("span", { class: "hint" }, `${file.media_type} · ${size(file.size)}`),
      h("a", { class: "button", href: file.url, download: savedAs({ ...made, title }, file.suffix) }, icon("download"), t("files.download"))));
    const known_ = table(made.report);
    // On the page of a work its files and its report stand below, whole.
    const alone = !this.closest(".artifact");
    fill(this,
      picture && h("img", { class: "small", src: picture, alt: made.prompt || title, loading: "lazy" }),
      seen,
      h("h3", {}, t("files.files")),
      made.files.length === 0 && h("p", { class: "hint" }, t("files.none")),
      h("ul", { class: "files" }, lines.slice(0, MANY)),
      lines.length > MANY && h("details", {}, h("summary", {}, icon("right"), t("files.more", { n: lines.length - MANY })), h("ul", { class: "files" }, lines.slice(MANY))),
      alone && known_.childElementCount > 0 && h("details", {}, h("summary", {}, icon("right"), t("files.report")), known_));
    fill(seen, await views(made, Boolean(picture)));
  }
}

/**
 * What a plugin gives to show of a work (`Format.views`); without that, what the file says where it is text.
 *
 * @param {any} made
 * @param {boolean} pictured
 */
async function views(made, pictured) {
  const given = await Promise.all((made.views ?? []).map((/** @type {string} */ name) => view(viewOf(made.id, encodeURIComponent(name)), name)));
  const found = given.filter((each) => each !== null);
  const first = made.files[0];
  if (found.length || pictured || !first || first.size > SHORT || !/^(?:text\/|application\/(?:[\w.]+\+)?json)/.test(first.media_type)) return found;
  const text = await file(first.url).then((answer) => answer.text()).catch(() => "");
  return text ? [h("pre", { class: "said", tabIndex: 0 }, text)] : [];
}

/** A view as a browser shows it; null where it is for programs. @param {string} url @param {string} name @returns {Promise<HTMLElement | null>} */
async function view(url, name) {
  const answer = await file(url).catch(() => null);
  const type = answer?.headers.get("content-type")?.split(";")[0] ?? "";
  if (!answer) return null;
  if (type.startsWith("image/")) return h("img", { class: "view", src: url, alt: name });
  if (type === "text/html") return h("div", { class: "view" }, html(await answer.text()));
  return type.startsWith("text/") ? h("pre", { class: "said", tabIndex: 0 }, (await answer.text()).slice(0, SHORT)) : null;
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
