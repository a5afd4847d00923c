// The page "make": a form on one side, what came of it on the other.
import { Asking } from "../base/asking.js";
import { h, icon, tool } from "../base/dom.js";
import { choose } from "../base/drops.js";
import { described, meant } from "../base/generators.js";
import { bind } from "../base/keys.js";
import { here, mark, to } from "../base/places.js";
import { readValue, spec, written } from "../base/schema.js";
import { complain } from "../base/say.js";
import { Sheet, newId } from "../base/sheet.js";
import { open } from "../base/sheets.js";
import { studio } from "../base/studio.js";
import { opened, versions as made } from "../base/versions.js";
import { t } from "../base/words.js";
import { form } from "../parts/form.js";
import "../parts/result.js";
import "../parts/sheets.js";
import { UndoButtons } from "../parts/undo.js";
import { welcome } from "../parts/welcome.js";

/** Letters of an address that any browser and server take. */
const LONGEST = 6000;

/** @param {import("../base/places.js").Place} place */
export async function show(place) {
  const named = place.rest[0] && /^[a-z0-9-]{1,40}$/.test(place.rest[0]) ? place.rest[0] : "";
  const asksForMore = [...place.query.keys()].length > 0;
  const id = named || (asksForMore ? newId() : studio.value.sheet ?? newId());
  const sheet = await new Sheet(id).open();
  // What is kept of a sheet is newer than what an address says of it.
  if (!sheet.document.isKept) sheet.set(await told(place.query), { quiet: true });
  if (studio.value.sheet !== id) studio.set({ sheet: id });
  const asking = await new Asking(sheet).start();
  return page(sheet, asking, await form(asking), sheet.versions.length ? await tools() : null);
}

/** What there is to do with versions: nobody needs it before there is one. */
async function tools() {
  const [{ Actions }, { Versions }] = await Promise.all([import("../parts/actions.js"), import("../parts/versions.js")]);
  return { actions: new Actions(), versions: new Versions() };
}

/**
 * @param {Sheet} sheet
 * @param {Asking} asking
 * @param {import("../parts/form.js").Form} own
 * @param {Awaited<ReturnType<typeof tools>> | null} given
 */
function page(sheet, asking, own, given) {
  const make = h("button", { type: "button", class: "main make", title: t("make.keys"), on: {
    // A double click, and a key that is held, ask once.
    click: (/** @type {MouseEvent} */ event) => { if (event.detail < 2) void run(); },
    keydown: (/** @type {KeyboardEvent} */ event) => { if (event.repeat) event.preventDefault(); },
  } }, icon("make"), h("span", {}, t("make.make")));
  const result = Object.assign(/** @type {import("../parts/result.js").Result} */ (document.createElement("muse-result")), { sheet });
  const first = !studio.value.welcomed && sheet.versions.length === 0;
  if (first) result.empty = () => welcome((example) => void begin(example));
  /** @type {Awaited<ReturnType<typeof tools>> | null} */
  let equipment = null;
  const undoing = Object.assign(new UndoButtons(), { sheet });
  open.sheet = sheet;
  const sheets = Object.assign(document.createElement("muse-sheets"), { sheet });
  const element = h("div", { class: "make-page", data: { page: "make" } },
    h("div", { class: "side" }, h("div", { class: "row top" }, sheets, tool("upload", t("drop.button"), choose), undoing), own, h("div", { class: "bar" }, make)),
    h("div", { class: "outcome" }, result, document.createElement("muse-queue")));

  /** @param {Awaited<ReturnType<typeof tools>>} found */
  function equip(found) {
    if (equipment) return;
    equipment = found;
    found.actions.sheet = sheet;
    found.versions.sheet = sheet;
    found.versions.addEventListener("open", (event) => {
      sheet.set({ view: { ...sheet.form.view, open: /** @type {CustomEvent} */ (event).detail.artifact?.id ?? "" } }, { quiet: true });
    });
    result.after(found.actions, found.versions);
    look();
  }

  /** @param {Record<string, any>} [once] fields of this run alone */
  async function run(once = {}) {
    /** @type {HTMLElement | null} */ (document.activeElement)?.dispatchEvent(new Event("change", { bubbles: true }));
    if (make.ariaDisabled === "true") return;
    make.ariaDisabled = "true"; // one that is disabled loses the focus
    try {
      sheet.set({ view: { ...sheet.form.view, open: "" } }, { quiet: true });
      result.begins();
      const asked = await sheet.run({ fields: once });
      result.mine = asked.id;
      result.show();
      if (!studio.value.welcomed) studio.set({ welcomed: true });
      if (innerWidth <= 900) result.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    } catch (error) {
      result.show();
      await asking.check();
      if (!asking.trouble || !own.showTrouble()) complain(error);
    } finally {
      make.ariaDisabled = null;
    }
  }

  /** @param {import("../parts/welcome.js").Example} example */
  async function begin({ medium, fields }) {
    await asking.turn(medium, null);
    // Its seed is for this once: the next is to be another.
    const { seed, ...rest } = fields;
    sheet.set({ medium, generator: null, fields: rest, locks: [], dropped: [] }, { label: t("make.welcome.go") });
    studio.set({ welcomed: true });
    await run({ seed });
  }

  /** The address says what the form says. */
  function address() {
    if (here().page !== "make") return;
    const { medium, generator, fields, dropped, locks } = sheet.form;
    /** @type {Record<string, string>} */
    const query = { g: generator ?? medium };
    for (const [name, value] of Object.entries(fields)) if (name !== "g" && value !== null && value !== undefined) query[name] = written(value);
    if (dropped.length) query._drop = dropped.join(",");
    if (locks.length) query._lock = locks.join(",");
    const found = to("make", [sheet.id], query);
    mark(found.length <= LONGEST ? found : to("make", [sheet.id], { g: query.g }));
  }

  const ends = [
    bind({ keys: "mod+Enter", label: "make.make", typing: true, act: (event) => { if (!event.repeat) void run(); } }),
    bind({ keys: "n", label: "make.new", act: () => void sheets.querySelector("button.fresh")?.dispatchEvent(new Event("click")) }),
  ];
  /** What is shown large is what one acts on; while something is made there, it is nothing. */
  function look() {
    const all = made(sheet.versions);
    const chosen = all.find((each) => each.artifact && each.artifact.id === sheet.form.view.open) ?? null;
    const busy = sheet.versions.some((run) => ["queued", "running"].includes(run.state));
    const artifact = (chosen ?? (busy ? null : opened(all)))?.artifact ?? null;
    if (!equipment) {
      if (sheet.versions.length) void tools().then(equip).catch(complain);
      return;
    }
    equipment.versions.open = artifact?.id ?? null;
    equipment.actions.artifact = artifact;
  }

  sheet.addEventListener("form", address);
  for (const what of ["form", "versions"]) sheet.addEventListener(what, look);
  address();
  if (given) equip(given);
  else look();
  return Object.assign(element, {
    sheet,
    asking,
    leave() {
      for (const end of ends) end();
      sheet.removeEventListener("form", address);
      for (const what of ["form", "versions"]) sheet.removeEventListener(what, look);
      if (open.sheet === sheet) open.sheet = null;
      asking.close();
      sheet.close();
    },
    /** Whether this page can show a place by itself. @param {import("../base/places.js").Place} place */
    goes(place) {
      if (place.page !== "make") return false;
      if (place.rest[0] === sheet.id || (!place.rest.length && ![...place.query.keys()].length)) {
        address();
        return true;
      }
      return false;
    },
  });
}

/**
 * The form that an address tells of.
 *
 * @param {URLSearchParams} query
 * @returns {Promise<Partial<import("../base/sheet.js").Form>>}
 */
async function told(query) {
  const named = query.get("g") ?? "image";
  const medium = named.split(".")[0];
  const generator = named.includes(".") ? named : null;
  const name = await meant({ medium, generator });
  const about = name ? await described(name).catch(() => null) : null;
  const properties = about?.condition?.properties ?? {};
  /** @type {Record<string, any>} */
  const fields = {};
  for (const [key, text] of query) {
    if (key === "g" || key.startsWith("_") || !(key in properties)) continue;
    const value = readValue(key === "prompt" ? undefined : spec(key, properties[key], about?.condition, about?.choices?.[key]), text);
    if (value !== undefined && value !== "") fields[key] = value;
  }
  const list = (/** @type {string} */ key) => (query.get(key) ?? "").split(",").filter((each) => each in properties);
  return { medium: name ? name.split(".")[0] : medium, generator: name === generator ? generator : null, fields, dropped: list("_drop"), locks: list("_lock") };
}
