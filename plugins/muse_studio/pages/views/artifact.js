// One work: shown large, with all that is known of it and all that can be done with it.
import { get } from "../base/api.js";
import { savedAs, turnedOf } from "../base/artifact.js";
import { changes } from "../base/changes.js";
import { fill, h, icon, tool } from "../base/dom.js";
import { asked, read } from "../base/filters.js";
import { apply, collect, kept, note, rate, trash } from "../base/keeping.js";
import { bind } from "../base/keys.js";
import { formatHint, formatName } from "../base/formats.js";
import { fieldName, generatorName, mediumName, titleOf, valueName } from "../base/names.js";
import { go, to } from "../base/places.js";
import { complain, say, wrong } from "../base/say.js";
import { styled } from "../base/styled.js";
import { date, size, t } from "../base/words.js";
import { reproducing } from "../parts/making_again.js";
import { askCollection, tagger } from "../parts/marks.js";
import { collectionsOf, neighbours, related } from "../parts/related.js";
import { reading } from "../parts/report.js";
import "../parts/shown.js";
import "../parts/actions.js";

/** Milliseconds after the last letter of a note until it is kept. */
const PACE = 700;

let name = "";

export const title = () => name || t("page.artifact");

/** @param {import("../base/places.js").Place} place */
export async function show(place) {
  const id = place.rest[0] ?? "";
  const [artifact] = await Promise.all([get(`/artifacts/${encodeURIComponent(id)}`).catch((error) => {
    if (error.status === 404) return null;
    throw error;
  }), styled("keep"), styled("dialog"), styled("artifact")]);
  const filters = read(place.query);
  const came = Number(place.query.get("at") ?? -1);
  const back = (/** @type {number} */ at) => to("keep", [], { ...filters, ...(at >= 0 ? { at } : {}) });
  if (!artifact) {
    name = "";
    return h("section", { class: "artifact" }, h("div", { class: "empty" }, h("p", {}, t("artifact.gone")), h("a", { class: "button main", href: back(came) }, t("artifact.back"))));
  }
  name = titleOf(artifact) || mediumName(artifact.medium);
  const home = h("a", { class: "button back", href: back(came) }, icon("back"), t("artifact.back"));
  const before = tool("left", t("artifact.before"), () => {}, { disabled: true });
  const after = tool("right", t("artifact.after"), () => {}, { disabled: true });
  const body = about(artifact);
  const element = h("section", { class: "artifact", data: { page: "artifact" } }, h("div", { class: "top" }, home, h("div", { class: "row" }, before, after)), body.element);
  /** @type {(() => void)[]} */
  const ends = [...body.ends];
  const around = asked(filters, Boolean(artifact.trashed));
  /** @type {{before: {id: string, at: number} | null, after: {id: string, at: number} | null}} */
  let near = { before: null, after: null };
  const turn = (/** @type {"before" | "after"} */ way) => {
    const next = near[way];
    if (next) go(to("artifact", [next.id], { ...filters, at: next.at }), { replace: true });
  };
  before.addEventListener("click", () => turn("before"));
  after.addEventListener("click", () => turn("after"));
  if (came >= 0) {
    void neighbours(artifact.id, around, came).then((found) => {
      near = found;
      before.disabled = !found.before;
      after.disabled = !found.after;
      home.href = back(found.at);
    }).catch(() => {});
  } else before.hidden = after.hidden = true;
  const free = () => document.activeElement === document.body || document.activeElement?.id === "main" || Boolean(document.activeElement?.closest(".artifact > .top"));
  for (const [keys, way] of /** @type {const} */ ([["ArrowLeft", "before"], ["ArrowRight", "after"]])) ends.push(bind({ keys, label: `artifact.${way}`, act: () => (free() && near[way] ? turn(way) : true) }));
  ends.push(bind({ keys: "Escape", label: "artifact.back", act: () => (free() ? go(home.getAttribute("href") ?? "") : true) }));
  return Object.assign(element, { leave: () => ends.forEach((end) => end()) });
}

/** @param {any} artifact */
function about(artifact) {
  /** @type {(() => void)[]} */
  const ends = [];
  const actions = Object.assign(/** @type {import("../parts/actions.js").Actions} */ (document.createElement("muse-actions")), { artifact });
  const words = h("textarea", { rows: 2, maxLength: 10000, value: artifact.note ?? "", placeholder: t("artifact.note"), "aria-label": t("keep.note") });
  const chips = h("div", { class: "tags", data: { part: "collections" } });
  const tags = h("div", {}, tagger(() => [artifact]));
  let waiting = 0;
  const keep = () => {
    window.clearTimeout(waiting);
    void note(artifact, words.value.trim()).catch(complain);
  };
  words.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(keep, PACE);
  });
  words.addEventListener("change", keep);
  ends.push(keep);
  const toggle = () => trash([artifact], !artifact.trashed).catch(complain);
  const draw = () => {
    actions.artifact = artifact;
    gone.hidden = !artifact.trashed;
  };
  const gone = h("p", { class: "gone", role: "status" }, icon("trash"), t("artifact.trashed"), h("button", { type: "button", on: { click: () => void toggle() } }, icon("undo"), t("trash.restore")));
  const listen = (/** @type {EventTarget} */ target, /** @type {string} */ kind, /** @type {(event: any) => void} */ listener) => {
    target.addEventListener(kind, listener);
    ends.push(() => target.removeEventListener(kind, listener));
  };
  const filed = async () => fill(chips, (await collectionsOf(artifact.id)).map((each) => h("span", { class: "chip" }, h("a", { href: to("keep", [], { collection: each.id }) }, each.name),
    h("button", { type: "button", "aria-label": t("collections.out", { name: each.name }), on: { click: () => void collect([artifact], each, false).then(filed, complain) } }, icon("close")))));
  listen(kept, "changed", ({ detail: { ids, change } }) => {
    if (!ids.has(artifact.id)) return;
    apply(artifact, change);
    if (change.trashed !== undefined) artifact.trashed = change.trashed ? Date.now() / 1000 : null;
    if (change.note !== undefined && document.activeElement !== words) words.value = change.note;
    if (change.add_tags || change.remove_tags) fill(tags, tagger(() => [artifact]));
    draw();
  });
  // Another tab or the phone may change it, too.
  listen(changes, "artifacts", async () => {
    const now = await get(`/artifacts/${artifact.id}`).catch(() => null);
    if (!now) return;
    const other = String(now.tags) !== String(artifact.tags);
    Object.assign(artifact, { rating: now.rating, trashed: now.trashed, tags: now.tags });
    if (document.activeElement !== words && now.note !== artifact.note) words.value = artifact.note = now.note ?? "";
    if (other && !tags.contains(document.activeElement)) fill(tags, tagger(() => [artifact]));
    draw();
  });
  listen(changes, "collections", () => void filed().catch(() => {}));
  ends.push(bind({ keys: "1 2 3 4 5", label: "keys.gallery.stars", act: (event) => void rate([artifact], Number(event.key)).catch(complain) }),
    bind({ keys: "0", label: "keys.gallery.no_stars", act: () => void rate([artifact], 0).catch(complain) }));
  ends.push(bind({ keys: "n", label: "keys.gallery.note", act: () => words.focus() }), bind({ keys: "c", label: "keys.gallery.collection", act: () => void askCollection([artifact]) }),
    bind({ keys: "t", label: "keys.gallery.tag", act: () => tags.querySelector("input")?.focus() }), bind({ keys: "Delete", label: "keys.gallery.trash", act: () => void toggle() }));
  draw();
  void filed().catch(() => {});
  const parts = h("div", {});
  void related(artifact).then((found) => found && fill(parts, found)).catch(() => {});
  const asked = artifact.prompt && artifact.prompt !== artifact.title ? h("blockquote", { class: "asked" }, artifact.prompt) : null;
  const shown = Object.assign(document.createElement("muse-shown"), { artifact });
  shown.setAttribute("artifact", artifact.id);
  const element = h("div", { class: "body" },
    h("div", { class: "large" }, shown),
    h("div", { class: "beside" },
      h("h1", {}, name), h("p", { class: "hint" }, [mediumName(artifact.medium), generatorName(artifact.generator), date(artifact.created)].join(" · ")), asked, gone,
      actions,
      words, tags, h("div", { class: "filed" }, chips, h("button", { type: "button", class: "chip", on: { click: () => void askCollection([artifact]) } }, icon("folder"), t("collections.add"))), parts),
    h("div", { class: "more" },
      fold("report", true, reading(artifact.report, artifact.generator)), fold("files", true, files(artifact)), fold("recipe", false, recipe(artifact)), fold("origin", false, origin(artifact.id)), fold("reproduce", false, reproducing(artifact.id))));
  return { element, ends };
}

/** @param {string} what @param {boolean} open @param {...import("../base/dom.js").Child} children */
function fold(what, open, ...children) {
  return h("details", { class: "fold", open, data: { part: what } }, h("summary", {}, h("h2", {}, t(`artifact.part.${what}`))), children);
}

/** @param {any} artifact */
function files(artifact) {
  const others = (artifact.exports ?? []).filter((/** @type {string} */ each) => !artifact.files.some((/** @type {any} */ file) => file.suffix === each));
  return h("div", {}, h("ul", { class: "files", role: "list" }, artifact.files.map((/** @type {any} */ each) => h("li", {},
    h("a", { href: each.url, download: savedAs({ ...artifact, title: titleOf(artifact) }, each.suffix) }, icon("download"), h("strong", {}, formatName(each.suffix)), h("span", { class: "hint" }, size(each.size)))))),
  others.length ? h("p", { class: "others" }, h("span", { class: "hint" }, t("artifact.files.also")),
    others.map((/** @type {string} */ each) => h("a", { class: "chip", href: turnedOf(artifact.id, each), download: savedAs({ ...artifact, title: titleOf(artifact) }, each), title: formatHint(each, artifact.medium) }, formatName(each)))) : null);
}

/** What its file says of where it comes from: looked at once somebody wants to know. @param {string} id */
function origin(id) {
  const shown = h("div", { role: "status" }, h("p", { class: "hint" }, t("artifact.origin.what")));
  const button = h("button", { type: "button", on: { click: async () => {
    button.disabled = true;
    try {
      const [verdict, { verdictOf }] = await Promise.all([get(`/artifacts/${encodeURIComponent(id)}/verdict`), import("../parts/verdict.js"), styled("verify")]);
      fill(shown, verdictOf({ ...verdict, artifact: "" }));
      button.remove();
    } catch (error) {
      const { what, next } = wrong(error);
      fill(shown, h("p", {}, what), next && h("p", { class: "hint" }, next));
    } finally {
      button.disabled = false;
    }
  } } }, icon("verify"), t("artifact.origin.look"));
  return h("div", { class: "reproduce" }, shown, button);
}

/** @param {any} artifact */
function recipe(artifact) {
  const shown = h("div", { class: "recipe" });
  void get(`/artifacts/${artifact.id}/recipe`).then((found) => {
    const facts = { generator: `${generatorName(found.generator)} (${found.generator} ${found.version})`, seed: found.seed };
    fill(shown, h("dl", { class: "facts" },
      h("div", {}, h("dt", {}, t("keep.generator")), h("dd", {}, facts.generator)),
      Object.entries({ ...found.condition, seed: found.seed }).filter(([, value]) => value !== null && value !== "").map(([field, value]) => h("div", {}, h("dt", {}, fieldName(field, found.generator)), h("dd", {}, field === "prompt" ? String(value) : valueName(field, value))))),
    h("button", { type: "button", on: { click: () => navigator.clipboard.writeText(JSON.stringify(found, null, 2)).then(() => say(t("artifact.copied")), () => say(t("artifact.not_copied"))) } }, icon("check"), t("artifact.copy")));
  }, () => fill(shown, h("p", { class: "hint" }, t("artifact.no_recipe"))));
  return shown;
}
