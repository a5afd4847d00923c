// Where a file comes from: dropped or chosen, looked at by the server, told in words. Nothing of it is kept.
import { fill, h, icon } from "../base/dom.js";
import { originOf, taken } from "../base/origin.js";
import { to } from "../base/places.js";
import { wrong } from "../base/say.js";
import { styled } from "../base/styled.js";
import { told } from "../base/told.js";
import { number, t } from "../base/words.js";
import { picture } from "../parts/dropped.js";
import { sentence, verdictOf } from "../parts/verdict.js";

/** @typedef {{file: File, verdict: import("../base/origin.js").Verdict | null, error: unknown}} Looked */

/** Files that are looked at from one drop, and that are remembered. */
const MOST = 50;

/** What was looked at since the page was loaded, the last first: it is there again when one comes back. @type {Looked[]} */
const looked = [];

export async function show() {
  const coming = Promise.all([styled("artifact"), styled("change"), styled("verify")]);
  const over = new AbortController();
  const found = h("ol", { class: "found", role: "list", "aria-label": t("verify.found") });
  const said = h("p", { class: "unseen", role: "status" });
  const input = h("input", { type: "file", multiple: true, hidden: true, on: { change: () => void look([...(input.files ?? [])]) } });
  const choose = h("button", { type: "button", class: "main", on: { click: () => input.click() } }, icon("upload"), t("verify.choose"));
  const zone = h("div", { class: "zone", on: { click: (/** @type {Event} */ event) => !(/** @type {Element} */ (event.target).closest("button, input")) && input.click() } },
    icon("verify"), h("p", {}, t("verify.drop")), choose, input, h("p", { class: "hint" }, t("verify.stays")));
  const element = h("section", { class: "verify", data: { page: "verify" } },
    h("a", { class: "button back", href: to("keep") }, icon("back"), t("artifact.back")),
    h("h1", {}, t("page.verify")), h("p", { class: "what" }, t("verify.what")), zone, said, found);

  const look = async (/** @type {File[]} */ files) => {
    input.value = "";
    const fresh = files.slice(0, MOST).map((file) => /** @type {Looked} */ ({ file, verdict: null, error: null }));
    looked.unshift(...fresh);
    looked.splice(MOST);
    if (files.length > MOST) said.textContent = t("verify.many", { count: number(MOST) });
    await all(fresh);
  };
  const all = async (/** @type {Looked[]} */ some) => {
    const rows = some.map((each) => ({ each, row: rowOf(each) }));
    found.prepend(...rows.map(({ row }) => row));
    for (const { each, row } of rows) {
      if (over.signal.aborted) return;
      if (!each.verdict && !each.error) await one(each, row);
    }
  };
  const one = async (/** @type {Looked} */ each, /** @type {HTMLElement} */ row) => {
    try {
      each.verdict = await originOf(each.file, over.signal);
      said.textContent = `${each.file.name}: ${sentence(each.verdict)}`;
    } catch (error) {
      if (over.signal.aborted) return;
      each.error = error;
    }
    draw(each, row);
  };
  const drop = (/** @type {DragEvent} */ event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (event.defaultPrevented || !files.length) return;
    event.preventDefault();
    void look(files);
  };
  const paste = (/** @type {ClipboardEvent} */ event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (event.defaultPrevented || !files.length) return;
    event.preventDefault();
    void look(files);
  };
  const before = document.body.dataset.drop;
  document.body.dataset.drop = `${t("verify.drop.here")}\n${t("verify.stays")}`;
  document.addEventListener("drop", drop);
  document.addEventListener("paste", paste);
  await coming;
  void all(looked);
  const files = taken();
  if (files.length) void look(files);
  return Object.assign(element, { leave: () => {
    over.abort();
    document.removeEventListener("drop", drop);
    document.removeEventListener("paste", paste);
    document.body.dataset.drop = before;
  } });
}

/** A file and what was found, or that it is being looked at. @param {Looked} each */
function rowOf(each) {
  const row = h("li", { class: "card", "aria-busy": true },
    h("div", { class: "sight" }), h("div", { class: "about" }, h("h2", {}, each.file.name), h("div", { class: "body" }, h("p", { class: "hint" }, t("drop.reading", { name: each.file.name })))));
  void picture(each.file).then((made) => made && fill(/** @type {HTMLElement} */ (row.querySelector(".sight")), made));
  if (each.verdict || each.error) draw(each, row);
  return row;
}

/** @param {Looked} each @param {HTMLElement} row */
function draw({ verdict, error }, row) {
  const body = /** @type {HTMLElement} */ (row.querySelector(".body"));
  row.removeAttribute("aria-busy");
  if (verdict) return fill(body, verdictOf(verdict));
  const { what, next } = wrong(error);
  fill(body, h("p", { class: "trouble", role: "alert" }, told(what)), next && h("p", { class: "hint" }, told(next)));
}
