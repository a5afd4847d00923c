// Everything that was kept: sought, looked through, marked, collected; and what is in the trash.
import { del, get } from "../base/api.js";
import { changes } from "../base/changes.js";
import { h, icon } from "../base/dom.js";
import { asked, narrow, read } from "../base/filters.js";
import { hear, heard, hearing, hush } from "../base/hearing.js";
import { collect } from "../base/keeping.js";
import { go, here, mark, to } from "../base/places.js";
import { complain, say } from "../base/say.js";
import { styled } from "../base/styled.js";
import { number, size, t } from "../base/words.js";
import { Bulk } from "../parts/bulk.js";
import { Collected, Collections, Dock } from "../parts/collections.js";
import { sure } from "../parts/dialog.js";
import { askProject } from "../parts/export.js";
import { Gallery } from "../parts/gallery.js";
import { keys } from "../parts/gallery_keys.js";
import { Seek } from "../parts/seek.js";

/** @typedef {import("../base/places.js").Place} Place */

export const title = () => t(`page.${here().page === "trash" ? "trash" : "keep"}`);

/** @param {Place} place */
export async function show(place) {
  const coming = Promise.all([styled("keep"), styled("dialog")]);
  const made = place.page === "trash" ? keep(place, true) : place.rest[0] === "collections" ? collections() : keep(place, false);
  await coming;
  await made.ready;
  return made.element;
}

/** @param {"keep" | "collections" | "trash"} now @param {...import("../base/dom.js").Child} tools */
function head(now, ...tools) {
  const links = /** @type {const} */ ([["keep", to("keep")], ["collections", to("keep", ["collections"])], ["trash", to("trash")]]);
  return h("div", { class: "top" },
    h("nav", { class: "tabs", "aria-label": t("keep.parts") }, links.map(([name, address]) => h("a", { href: address, data: { part: name }, "aria-current": name === now ? "page" : undefined }, t(`keep.part.${name}`)))),
    h("div", { class: "row" }, tools));
}

function collections() {
  const open = h("button", { type: "button", on: { click: () => void project(askProject()) } }, icon("upload"), t("export.project.open"));
  const element = h("section", { class: "keep", data: { page: "keep" } }, head("collections", open), h("h1", { class: "unseen" }, t("keep.part.collections")), new Collections());
  Object.assign(element, { goes: (/** @type {Place} */ place) => place.rest[0] === "collections" });
  return { element, ready: Promise.resolve() };
}

/** @param {Promise<{collection: string | null} | null>} taking */
async function project(taking) {
  const told = await taking;
  if (told?.collection) go(to("keep", [], { collection: told.collection }));
}

/** @param {Place} place @param {boolean} trash */
function keep(place, trash) {
  const gallery = new Gallery();
  const { shelf, selection } = gallery;
  const seek = new Seek();
  const bulk = Object.assign(new Bulk(), { selection, trash });
  const collected = new Collected();
  const dock = new Dock();
  const counted = h("p", { class: "counted", role: "status" });
  const fresh = h("button", { type: "button", class: "fresh", hidden: true, on: { click: () => {
    window.scrollTo({ top: 0 });
    void shelf.welcome();
  } } });
  const empty = h("div", { class: "empty", hidden: true });
  const checks = h("a", { class: "button verifies", href: to("verify"), title: t("page.verify") }, icon("verify"), h("span", {}, t("page.verify")));
  const tools = trash ? [h("button", { type: "button", class: "danger", on: { click: () => void emptied() } }, icon("trash"), t("trash.empty"))] : [checks];
  const picks = h("button", { type: "button", class: "chip", "aria-pressed": false, on: { click: () => {
    selection.mode = !selection.mode;
    if (!selection.mode) selection.clear();
  } } }, icon("check"), t("keep.selecting"));
  const element = h("section", { class: "keep", data: { page: trash ? "trash" : "keep" } },
    head(trash ? "trash" : "keep", ...tools), h("h1", { class: "unseen" }, t(trash ? "page.trash" : "page.keep")),
    trash ? h("p", { class: "hint", data: { part: "kept" } }) : collected, seek, h("div", { class: "over" }, counted, fresh, picks), gallery, empty, bulk, dock);
  let filters = read(place.query);
  const page = trash ? "trash" : "keep";

  const told = () => {
    const { total } = shelf;
    seek.count(shelf.media, shelf.generators);
    const text = t("keep.count", { n: total, count: number(total) });
    if (shelf.known && counted.textContent !== text) counted.textContent = text;
    fresh.hidden = !shelf.fresh;
    fresh.textContent = t("keep.fresh", { n: shelf.fresh, count: number(shelf.fresh) });
    picks.hidden = !total;
    empty.hidden = total > 0;
    if (total) return;
    const first = !trash && !narrow(filters);
    empty.replaceChildren(icon(trash ? "trash" : "search"), h("p", {}, t(trash ? "trash.none" : first ? "keep.none" : "keep.nothing")));
    if (first) empty.append(h("a", { class: "button main", href: to("make") }, t("keep.begin")));
  };
  const open = async (/** @type {import("../base/filters.js").Filters} */ wanted) => {
    filters = wanted;
    seek.set(filters);
    bulk.collection = Boolean(filters.collection);
    collected.collection = trash ? "" : filters.collection;
    const part = trash ? "trash" : filters.collection ? "collections" : "keep";
    element.querySelectorAll(".tabs a").forEach((each) => each.setAttribute("aria-current", /** @type {HTMLElement} */ (each).dataset.part === part ? "page" : "false"));
    if (!trash && collected.isConnected) void collected.draw();
    const address = to(page, [], { ...filters });
    gallery.place = (index) => `?${new URLSearchParams([...new URL(address, location.href).searchParams, ["at", String(index)]])}`;
    await shelf.seek(asked(filters, trash)).catch(complain);
  };
  const emptied = async () => {
    const now = await get("/trash");
    if (!now.count) return;
    const values = { n: now.count, count: number(now.count), size: size(now.size) };
    if (!(await sure(t("trash.empty"), t("trash.sure", values), t("trash.empty.yes", values), { danger: true }))) return;
    await del("/trash").then(() => say(t("trash.emptied", values)), complain);
    selection.clear();
  };

  seek.addEventListener("filters", () => {
    mark(to(page, [], { ...seek.filters }));
    if (window.scrollY > gallery.offsetTop) window.scrollTo(0, 0);
    void open(seek.filters);
  });
  for (const kind of ["sought", "renewed"]) shelf.addEventListener(kind, told);
  gallery.addEventListener("moved", (event) => history.replaceState({ ...history.state, at: /** @type {CustomEvent} */ (event).detail }, ""));
  gallery.addEventListener("lifted", () => void (trash || dock.open()));
  gallery.addEventListener("hear", (event) => void hear(/** @type {CustomEvent} */ (event).detail.item.id).catch(complain));
  selection.addEventListener("changed", () => {
    picks.setAttribute("aria-pressed", String(selection.mode));
    document.documentElement.classList.toggle("selecting", selection.mode);
  });
  bulk.addEventListener("remove", () => {
    if (!collected.known) return;
    void collect(selection.items, collected.known, false).then(() => selection.clear(), complain);
  });
  const sounds = () => gallery.sounds(heard());
  const inside = () => filters.collection && void shelf.look();
  hearing.addEventListener("changed", sounds);
  changes.addEventListener("collections", inside);
  const end = keys(gallery, { search: () => seek.enter(), trash });
  if (trash) void get("/server").then(({ limits }) => {
    /** @type {HTMLElement} */ (element.querySelector("[data-part=kept]")).textContent = t("trash.kept", { n: limits.trash_days });
  }).catch(() => {});
  Object.assign(element, {
    goes: (/** @type {Place} */ next) => {
      if (next.rest.length) return false;
      selection.clear();
      void open(read(next.query)).then(() => window.scrollTo(0, 0));
      return true;
    },
    leave: () => {
      end();
      hush();
      document.documentElement.classList.remove("selecting");
      hearing.removeEventListener("changed", sounds);
      changes.removeEventListener("collections", inside);
    },
  });
  // Where one was, when one comes back from a work.
  const at = Number(place.query.get("at") ?? history.state?.at ?? 0);
  const ready = open(filters).then(() => {
    mark(to(page, [], { ...filters }));
    const back = () => gallery.return(at, place.query.has("at"));
    if (at > 0 && shelf.known) window.setTimeout(back);
    else if (at > 0) shelf.addEventListener("renewed", () => window.setTimeout(back), { once: true });
  });
  return { element, ready };
}
