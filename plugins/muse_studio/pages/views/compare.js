// The page that compares two artifacts: /studio/compare/A/B.
import { get, query } from "../base/api.js";
import { heard } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { contrast } from "../base/contrast.js";
import { fill, h, icon } from "../base/dom.js";
import { apply, kept, rate } from "../base/keeping.js";
import { bind } from "../base/keys.js";
import { mediumName, titleOf } from "../base/names.js";
import { go, to } from "../base/places.js";
import { recipe } from "../base/remaking.js";
import { complain, wrong } from "../base/say.js";
import { placeOf } from "../base/sheets.js";
import { styled } from "../base/styled.js";
import { versions } from "../base/versions.js";
import { date, t } from "../base/words.js";
import { pictureOf, pictures } from "../parts/compared_pictures.js";
import { sounds } from "../parts/compared_sounds.js";
import { texts } from "../parts/compared_texts.js";
import { menu } from "../parts/menu.js";
import { sight } from "../parts/sight.js";
import { Stars } from "../parts/stars.js";

const OTHERS = 40;
const GOOD = 4;

/** @param {import("../base/places.js").Place} place @returns {Promise<HTMLElement>} */
export async function show(place) {
  const [first, second] = place.rest;
  await Promise.all([styled("change"), styled("compare")]);
  if (!first) return missing(t("compare.none"));
  try {
    const both = await Promise.all([first, second].filter(Boolean).map(artifact));
    return both.length < 2 ? one(both[0]) : two(both[0], both[1]);
  } catch (error) {
    return missing(wrong(error).what);
  }
}

/** @param {string} why */
function missing(why) {
  return h("section", { class: "compare" }, h("h1", {}, t("page.compare")), h("p", {}, why), h("a", { class: "button", href: to("keep") }, icon("keep"), t("compare.find")));
}

/** One is there; the other is chosen. @param {any} a */
async function one(a) {
  const others = (await near(a)).filter((each) => each.id !== a.id);
  return h("section", { class: "compare" }, h("h1", {}, t("compare.choose")),
    others.length ? h("ul", { class: "others" }, others.map((each) => h("li", {}, h("a", { href: to("compare", [a.id, each.id]) }, sight(each), h("span", {}, titleOf(each)))))) : h("p", {}, t("compare.alone")),
    h("a", { class: "button", href: to("artifact", [a.id]) }, icon("back"), titleOf(a)));
}

/** Artifacts that one may be compared with: of its sheet, else of its medium, the newest first. @param {any} of @returns {Promise<any[]>} */
async function near(of) {
  if (of.sheet) {
    const { runs } = await get(`/runs${query({ sheet: of.sheet, limit: 200 })}`);
    const found = versions(runs).map((each) => each.artifact).filter((each) => each?.medium === of.medium);
    if (found.length > 1) return found;
  }
  return (await get(`/artifacts${query({ medium: of.medium, limit: OTHERS })}`)).artifacts;
}

/** @param {any} a @param {any} b */
async function two(a, b) {
  const element = /** @type {HTMLElement & {leave?: () => void}} */ (h("section", { class: "compare" }));
  /** @type {(HTMLElement & {leave?: () => void}) | null} */
  let body = null;
  const stars = [a, b].map((each) => {
    const made = new Stars();
    made.rating = each.rating ?? 0;
    made.addEventListener("rate", (event) => void rate([each], /** @type {CustomEvent} */ (event).detail).catch(complain));
    return made;
  });
  const better = (/** @type {number} */ at) => void prefer(...(at ? /** @type {const} */ ([b, a]) : /** @type {const} */ ([a, b]))).catch(complain);
  const side = (/** @type {any} */ each, /** @type {number} */ at) => h("div", { class: "card side", data: { side: "AB"[at] } },
    h("a", { href: to("artifact", [each.id]), class: "glance", "aria-label": t("compare.open", { side: "AB"[at] }) }, sight(each)),
    h("div", { class: "facts" }, h("h2", {}, h("span", { class: "letter" }, "AB"[at]), titleOf(each)), h("p", { class: "hint" }, `${mediumName(each.medium)} · ${date(each.created)}`),
      h("div", { class: "row" }, stars[at], menu({ label: t("compare.other"), icon: "", entries: async () => (await near(each)).filter((other) => other.id !== a.id && other.id !== b.id).map((other) => ({
        label: titleOf(other), hint: `${date(other.created)}${other.rating ? ` ${"★".repeat(other.rating)}` : ""}`, act: () => go(to("compare", at ? [a.id, other.id] : [other.id, b.id])),
      })), empty: t("compare.alone") }))),
    h("button", { type: "button", class: "better", title: t("compare.better.key", { key: at + 1 }), on: { click: () => better(at) } }, icon("star"), t("compare.better", { side: "AB"[at] }), h("kbd", { "aria-hidden": "true" }, String(at + 1))));
  const swap = h("button", { type: "button", class: "swap", on: { click: () => go(to("compare", [b.id, a.id]), { replace: true }) } }, icon("compare"), t("compare.swap"));
  const place = h("div", { class: "body", "aria-busy": "true" });
  const table = h("div", { class: "differences" });
  fill(element,
    h("div", { class: "row top" }, h("h1", {}, t("page.compare")), swap, a.sheet && a.sheet === b.sheet && h("a", { class: "button", href: placeOf(a.sheet) }, icon("back"), t("compare.back"))),
    h("div", { class: "sides" }, side(a, 0), side(b, 1)), place, table);
  const ends = [
    bind({ keys: "1", label: "compare.key.a", act: () => better(0) }),
    bind({ keys: "2", label: "compare.key.b", act: () => better(1) }),
    bind({ keys: "s", label: "compare.swap", act: () => swap.click() }),
  ];
  const rated = (/** @type {any} */ event) => {
    const { ids, change } = event.detail;
    for (const [at, each] of [a, b].entries()) {
      if (!ids.has(each.id)) continue;
      apply(each, change);
      stars[at].rating = each.rating ?? 0;
    }
  };
  kept.addEventListener("changed", rated);
  let over = false;
  element.leave = () => {
    over = true;
    for (const end of ends) end();
    kept.removeEventListener("changed", rated);
    body?.leave?.();
  };
  void looked(a, b).then((made) => {
    if (over) return /** @type {any} */ (made).leave?.();
    body = made;
    fill(place, made);
  }, (error) => fill(place, h("p", { role: "alert" }, wrong(error).what))).finally(() => place.removeAttribute("aria-busy"));
  void Promise.all([a, b].map((each) => recipe(each.id).catch(() => null))).then(([first, second]) => fill(table, differences(contrast(a, b, first, second))));
  return element;
}

/** Both as their medium is best compared. @param {any} a @param {any} b @returns {Promise<HTMLElement>} */
async function looked(a, b) {
  if (heard(a) && heard(b)) return sounds(a, b);
  const written = (/** @type {any} */ each) => each.files.some((/** @type {any} */ file) => /^text\/(plain|markdown)/.test(file.media_type));
  if (written(a) && written(b)) return texts(a, b);
  const seen = (/** @type {any} */ each) => each.files.some((/** @type {any} */ file) => file.media_type.startsWith("image/")) || each.thumbnail;
  if (seen(a) && seen(b) && pictureOf(a) && pictureOf(b)) return pictures(a, b);
  return h("p", { class: "hint" }, t("compare.apart"));
}

/** @param {import("../base/contrast.js").Group[]} groups */
function differences(groups) {
  if (!groups.length) return h("p", { class: "hint" }, t("compare.same"));
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": t("compare.differences") },
    h("table", {}, h("caption", {}, t("compare.differences")),
      h("thead", {}, h("tr", {}, h("td", {}), h("th", { scope: "col" }, "A"), h("th", { scope: "col" }, "B"))),
      groups.map((group) => h("tbody", {},
        h("tr", { class: "group" }, h("th", { scope: "rowgroup", colSpan: 3 }, group.title)),
        group.rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name, row.hint && h("span", { class: "hint" }, ` ${row.hint}`)), h("td", {}, row.a), h("td", {}, row.b)))))));
}

/**
 * Let one have more stars than the other: it is one to keep.
 *
 * @param {any} better
 * @param {any} worse
 */
async function prefer(better, worse) {
  const most = worse.rating ?? 0;
  if (most >= 5) await rate([worse], GOOD);
  await rate([better], Math.max(better.rating ?? 0, most >= GOOD ? 5 : GOOD));
}
