// The search of the gallery: words, kinds as chips, and what else one may look for.
import { get } from "../base/api.js";
import { changes } from "../base/changes.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { narrow } from "../base/filters.js";
import { date, known, number, t } from "../base/words.js";
import { dialog } from "./dialog.js";

/** @typedef {import("../base/filters.js").Filters} Filters */

/** Milliseconds after the last letter until it is sought. */
const PACE = 80;

/** Colours that people look for by name. */
const COLOURS = /** @type {const} */ ({ red: "c8342c", orange: "e0812a", yellow: "e8c743", green: "4d8b4a", teal: "2f8f8b", blue: "3c6fb4", violet: "7a52a8", pink: "d97ba3", brown: "7a5234", white: "f4f2ec", grey: "8a8a8a", black: "1e1c22" });

/** Says `filters` (detail: what changed of them). */
export class Seek extends Part {
  /** @type {Filters} */
  filters = /** @type {any} */ ({});
  #words = h("input", { type: "search", autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  #media = h("div", { class: "media", role: "group" });
  #menus = h("div", { class: "menus" });
  /** @type {{tags: Record<string, number>, collections: {id: string, name: string, count: number}[]}} */
  #lists = { tags: {}, collections: [] };
  /** @type {{media: Record<string, number>, generators: Record<string, number>}} */
  #counts = { media: {}, generators: {} };
  #waiting = 0;
  #drawn = "";

  start() {
    this.classList.add("seek");
    this.setAttribute("role", "search");
    this.#words.placeholder = t("keep.search");
    this.#words.setAttribute("aria-label", t("keep.search"));
    this.#media.setAttribute("aria-label", t("keep.media"));
    this.append(h("div", { class: "box" }, icon("search"), this.#words), this.#media, this.#menus);
    this.listen(this.#words, "input", () => {
      window.clearTimeout(this.#waiting);
      this.#waiting = window.setTimeout(() => this.#set({ q: this.#words.value.trim() }), PACE);
    });
    this.listen(changes, "collections", () => void this.#read());
    this.listen(changes, "artifacts", () => void this.#read());
    void this.#read();
  }

  /** Show filters that came from the address. @param {Filters} filters */
  set(filters) {
    this.filters = filters;
    if (this.#words.value.trim() !== filters.q) this.#words.value = filters.q;
    this.#draw();
  }

  /** @param {Record<string, number>} media @param {Record<string, number>} generators */
  count(media, generators) {
    this.#counts = { media, generators };
    this.#draw();
  }

  /** Go to the words. */
  enter() {
    this.#words.focus();
    this.#words.select();
  }

  async #read() {
    const [tags, collections] = await Promise.all([get("/tags").catch(() => null), get("/collections").catch(() => null)]);
    this.#lists = { tags: tags?.tags ?? {}, collections: collections?.collections ?? [] };
    this.#draw();
  }

  /** @param {Partial<Filters>} change */
  #set(change) {
    this.filters = { ...this.filters, ...change };
    this.#draw();
    this.tell("filters", change);
  }

  #draw() {
    const { filters } = this;
    // A menu that is open stays open while nothing of it changes.
    const look = JSON.stringify([filters, this.#counts, this.#lists]);
    if (look === this.#drawn) return;
    this.#drawn = look;
    const held = /** @type {HTMLElement | null} */ (this.contains(document.activeElement) ? document.activeElement : null)?.dataset.name;
    const all = Object.entries(this.#counts.media).sort((one, other) => other[1] - one[1]);
    if (filters.medium && !this.#counts.media[filters.medium]) all.push([filters.medium, 0]);
    fill(this.#media, all.length > 1 || filters.medium ? all.map(([medium, n]) => h("button", { type: "button", class: "chip", data: { name: `medium-${medium}` }, "aria-pressed": filters.medium === medium,
      on: { click: () => this.#set({ medium: filters.medium === medium ? "" : medium, generator: "" }) } },
    icon(medium), known(`medium.${medium}.many`, medium), h("span", { class: "n" }, number(n)))) : null);
    const { tags, collections } = this.#lists;
    const generators = Object.entries(this.#counts.generators);
    fill(this.#menus,
      this.#menu("rating", t("keep.rating"), [1, 2, 3, 4, 5].map((n) => [String(n), n === 5 ? "★★★★★" : t("keep.rating.least", { stars: "★".repeat(n) })])),
      this.#when(),
      this.#colour(),
      Object.keys(tags).length || filters.tag ? this.#menu("tag", t("keep.tag"), with_(Object.entries(tags).map(([tag, n]) => [tag, `${tag} (${number(n)})`]), filters.tag)) : null,
      collections.length || filters.collection ? this.#menu("collection", t("keep.collection"), with_(collections.map((each) => [each.id, `${each.name} (${number(each.count)})`]), filters.collection)) : null,
      generators.length > 1 || filters.generator ? this.#menu("generator", t("keep.generator"), with_(generators.map(([name, n]) => [name, `${known(`generator.${name}`, name)} (${number(n)})`]), filters.generator)) : null,
      this.#menu("order", t("keep.order.newest"), [["oldest", t("keep.order.oldest")], ["rating", t("keep.order.rating")]]),
      narrow(filters) ? h("button", { type: "button", class: "chip clear", data: { name: "clear" }, on: { click: () => {
        this.#words.value = "";
        this.#set({ q: "", medium: "", generator: "", rating: "", when: "", since: "", until: "", colour: "", tag: "", collection: "" });
      } } }, icon("close"), t("keep.clear")) : null);
    if (held) /** @type {HTMLElement | null} */ (this.querySelector(`[data-name="${CSS.escape(held)}"]`))?.focus();
  }

  /**
   * @param {keyof Filters} name
   * @param {string} label what is shown where nothing is chosen
   * @param {string[][]} options value and words
   */
  #menu(name, label, options) {
    const value = this.filters[name];
    return h("select", { class: value ? "pill on" : "pill", data: { name }, "aria-label": t(`keep.by.${name}`), on: { change: (/** @type {Event} */ event) => this.#set({ [name]: /** @type {HTMLSelectElement} */ (event.target).value }) } },
      h("option", { value: "", selected: !value }, value && name !== "order" ? t("keep.any") : label),
      options.map(([each, words]) => h("option", { value: each, selected: each === value }, words)));
  }

  #when() {
    const { when, since, until } = this.filters;
    const own = since || until ? t("keep.when.between", { from: shown(since), to: shown(until) }) : "";
    const set = (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      if (value === "own") void this.#between();
      else if (value !== "between") this.#set({ when: value, since: "", until: "" });
    };
    return h("select", { class: when || own ? "pill on" : "pill", data: { name: "when" }, "aria-label": t("keep.by.when"), on: { change: set } },
      h("option", { value: "", selected: !when && !own }, when || own ? t("keep.any") : t("keep.when")),
      own && h("option", { value: "between", selected: true }, own),
      ["day", "week", "month", "year"].map((each) => h("option", { value: each, selected: each === when }, t(`keep.when.${each}`))),
      h("option", { value: "own" }, t("keep.when.own")));
  }

  async #between() {
    const from = h("input", { type: "date", value: this.filters.since });
    const to = h("input", { type: "date", value: this.filters.until });
    const answer = await dialog(t("keep.when.own"), (/** @type {(answer: any) => void} */ close) => [
      h("form", { class: "stack", method: "dialog", on: { submit: () => close(true) } },
        h("label", {}, t("keep.when.from"), from), h("label", {}, t("keep.when.to"), to),
        h("div", { class: "row ends" }, h("button", { class: "main" }, t("keep.show"))))]);
    this.#drawn = "";
    if (answer) this.#set({ when: "", since: from.value, until: to.value });
    else this.#draw();
  }

  #colour() {
    const { colour } = this.filters;
    const name = Object.entries(COLOURS).find(([, each]) => each === colour)?.[0];
    return h("button", { type: "button", class: colour ? "pill on" : "pill", data: { name: "colour" }, "aria-haspopup": "dialog", on: { click: () => void this.#colours() } },
      h("span", { class: colour ? "dot" : "dot all", style: colour ? { "--tone": `#${colour}` } : {} }), name ? t(`keep.colour.${name}`) : t("keep.colour"));
  }

  async #colours() {
    const own = h("input", { type: "color", value: `#${this.filters.colour || "3c6fb4"}` });
    const answer = await dialog(t("keep.by.colour"), (/** @type {(answer: string | null) => void} */ close) => [
      h("div", { class: "colours" }, Object.entries(COLOURS).map(([name, value]) => h("button", { type: "button", class: "colour", "aria-pressed": value === this.filters.colour, on: { click: () => close(value) } },
        h("span", { class: "dot", style: { "--tone": `#${value}` } }), t(`keep.colour.${name}`)))),
      h("label", { class: "own" }, t("keep.colour.own"), own),
      h("div", { class: "row ends" }, this.filters.colour ? h("button", { type: "button", on: { click: () => close("none") } }, t("keep.colour.any")) : null,
        h("button", { type: "button", class: "main", on: { click: () => close(own.value.slice(1)) } }, t("keep.show")))]);
    if (answer) this.#set({ colour: answer === "none" ? "" : answer });
  }
}

/** @param {string} day */
function shown(day) {
  return day ? date(new Date(`${day}T12:00`).getTime() / 1000, { day: "numeric", month: "short", year: "numeric" }) : "…";
}

/** The options and the one that is chosen, which may not be among them. @param {string[][]} options @param {string} value */
function with_(options, value) {
  return !value || options.some(([each]) => each === value) ? options : [...options, [value, value]];
}

define("muse-seek", Seek);
