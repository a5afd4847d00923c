// <muse-versions>: the strip of all versions of a sheet, the newest at the end.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { apply, kept, rate, trash } from "../base/keeping.js";
import { bind } from "../base/keys.js";
import { titleOf } from "../base/names.js";
import { go, to } from "../base/places.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { told } from "../base/told.js";
import { versions } from "../base/versions.js";
import { t } from "../base/words.js";
import { beingMade, failed, made } from "./tiles.js";

/** @typedef {import("../base/versions.js").Version} Version */
/** @typedef {{option: HTMLElement, told: string, end: () => void}} Tile */

styled("change");

let count = 0;

export class Versions extends Part {
  /** @type {import("../base/sheet.js").Sheet | null} */
  #sheet = null;
  /** @type {string | null} */
  #open = null;
  /** @type {Version[]} */
  #all = [];
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {string[]} ids of what is marked for comparing, two at most */
  #marked = [];
  /** The version that keys act on. */
  #at = "";
  #name = `versions-${(count += 1)}`;
  #heard = () => this.#look();

  /** @returns {import("../base/sheet.js").Sheet | null} */
  get sheet() {
    return this.#sheet;
  }

  set sheet(sheet) {
    if (sheet === this.#sheet) return;
    this.#sheet?.removeEventListener("versions", this.#heard);
    this.#sheet = sheet;
    this.#marked = [];
    this.#at = "";
    if (!this.isConnected) return;
    sheet?.addEventListener("versions", this.#heard);
    this.#look();
  }

  /** The id of the artifact that is open. @returns {string | null} */
  get open() {
    return this.#open;
  }

  set open(id) {
    if (id === this.#open) return;
    this.#open = id;
    if (id) this.#at = id;
    if (this.list) this.#look(id !== null);
  }

  start() {
    if (!this.firstChild) this.#build();
    this.#sheet?.addEventListener("versions", this.#heard);
    this.ends(() => this.#sheet?.removeEventListener("versions", this.#heard));
    this.listen(kept, "changed", (event) => {
      const { ids, change } = event.detail;
      for (const { artifact } of this.#all) {
        if (!artifact || !ids.has(artifact.id)) continue;
        apply(artifact, change);
        if (change.trashed !== undefined) artifact.trashed = change.trashed ? 1 : null;
      }
      this.#look();
    });
    const here = (/** @type {() => unknown} */ act) => () => {
      if (!this.contains(document.activeElement)) return true;
      act();
    };
    this.ends(bind({ keys: "x", label: "keys.mark", act: here(() => this.mark()) }));
    this.ends(bind({ keys: "0 1 2 3 4 5", label: "keys.stars", act: (event) => {
      if (!this.contains(document.activeElement)) return true;
      this.#rate(Number(event.key));
    } }));
    this.ends(bind({ keys: "Delete Backspace", label: "keys.trash", act: here(() => this.#trash()) }));
    this.#look(true);
  }

  stop() {
    for (const tile of this.#tiles.values()) tile.end();
    this.#tiles.clear();
    if (this.list) fill(this.list);
  }

  #build() {
    this.list = h("div", { role: "listbox", class: "strip", "aria-label": t("versions.title"), "aria-orientation": "horizontal", "aria-describedby": `${this.#name}-keys`, on: {
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      click: (/** @type {Event} */ event) => this.#click(event),
      focusin: (/** @type {Event} */ event) => this.#focused(event),
    } });
    this.head = h("h2", {});
    this.bar = h("div", { class: "row marks", role: "status" });
    this.grid = h("a", { class: "button", title: t("grid.open.hint") }, icon("grid"), t("grid.open"));
    fill(this, h("div", { class: "row head" }, this.head, this.bar, this.grid), this.list, h("p", { id: `${this.#name}-keys`, class: "unseen" }, t("versions.keys")));
  }

  /** Show what there is now. @param {boolean} [reveal] bring the open one into sight */
  #look(reveal = false) {
    const { list } = this;
    if (!list || !this.#sheet || !this.isConnected) return;
    const ended = list.scrollLeft + list.clientWidth >= list.scrollWidth - 40;
    const before = this.#all;
    this.#all = versions(this.#sheet.versions);
    this.#marked = this.#marked.filter((id) => this.#all.some((each) => each.artifact?.id === id));
    if (!this.#all.some((each) => each.key === this.#at)) this.#at = this.#beside(before);
    const held = list.contains(document.activeElement);
    const keys = new Set(this.#all.map((each) => each.key));
    for (const [key, tile] of this.#tiles) {
      if (keys.has(key)) continue;
      tile.end();
      tile.option.remove();
      this.#tiles.delete(key);
    }
    this.#all.forEach((version, place) => {
      const { option } = this.#tile(version, place);
      if (list.children[place] !== option) list.insertBefore(option, list.children[place] ?? null);
    });
    /** @type {HTMLElement} */ (this.head).textContent = this.#all.length ? t("versions.count", { n: this.#all.length }) : "";
    this.grid?.setAttribute("href", to("grid", [this.#sheet.id]));
    if (this.grid) this.grid.hidden = !this.#all.length;
    this.#bar();
    const grown = this.#all.length > before.length && this.#all.at(-1)?.key !== before.at(-1)?.key;
    if (reveal && this.#open) this.#reveal(this.#open);
    else if (grown && ended) list.scrollLeft = list.scrollWidth;
    if (held && !list.contains(document.activeElement)) this.#tiles.get(this.#at)?.option.focus();
  }

  /** Where keys act once the version is gone that they acted on. @param {Version[]} before */
  #beside(before) {
    const place = before.findIndex((each) => each.key === this.#at);
    const still = (/** @type {Version} */ each) => this.#all.some((one) => one.key === each.key);
    const near = place < 0 ? undefined : before.slice(place + 1).find(still) ?? before.slice(0, place).reverse().find(still);
    return near?.key ?? this.#all.find((each) => each.key === this.#open)?.key ?? this.#all.at(-1)?.key ?? "";
  }

  /** The tile of a version as it is now. @param {Version} version @param {number} place @returns {Tile} */
  #tile(version, place) {
    const { key, run, artifact, state } = version;
    const marked = artifact !== null && this.#marked.includes(artifact.id);
    const look = JSON.stringify([state, place, artifact?.id, artifact?.rating, artifact?.title, run.error, marked]);
    let tile = this.#tiles.get(key);
    if (!tile) {
      tile = { option: h("div", { role: "option", data: { key } }), told: "", end: () => {} };
      this.#tiles.set(key, tile);
    }
    const { option } = tile;
    if (tile.told !== look) {
      tile.end();
      tile.end = () => {};
      tile.told = look;
      option.className = `version ${artifact ? "made" : state}${marked ? " marked" : ""}`;
      option.title = artifact ? titleOf(artifact) : state === "failed" ? told(String(run.error ?? "")) : "";
      if (artifact) made(option, version, place, marked);
      else if (state === "failed") failed(option, version, place);
      else tile.end = beingMade(option, version, place);
    }
    option.setAttribute("aria-selected", String(artifact !== null && artifact.id === this.#open));
    option.tabIndex = key === this.#at ? 0 : -1;
    return tile;
  }

  #bar() {
    if (!this.bar) return;
    const [a, b] = this.#marked;
    const other = b ?? (this.#open && this.#open !== a ? this.#open : null);
    fill(this.bar, this.#marked.length > 0 && [
      h("span", { class: "hint" }, t("versions.marks", { n: this.#marked.length })),
      h("button", { type: "button", class: "main", disabled: !other, on: { click: () => go(to("compare", [a, String(other)])) } }, icon("compare"), t(b ? "versions.compare" : "versions.compare_open")),
      h("button", { type: "button", class: "tool", "aria-label": t("versions.unmark"), title: t("versions.unmark"), on: { click: () => { this.#marked = []; this.#look(); } } }, icon("close")),
    ]);
  }

  /** The version that keys act on. @returns {Version | undefined} */
  get at() {
    return this.#all.find((each) => each.key === this.#at);
  }

  /** Mark a version for comparing, or no longer; of three the oldest mark goes. @param {string} [id] */
  mark(id = this.at?.artifact?.id) {
    if (!id) return;
    this.#marked = this.#marked.includes(id) ? this.#marked.filter((each) => each !== id) : [...this.#marked, id].slice(-2);
    this.#look();
  }

  /** @param {number} stars */
  #rate(stars) {
    const artifact = this.at?.artifact;
    if (artifact) rate([artifact], stars === artifact.rating ? 0 : stars).catch(complain);
  }

  #trash() {
    const artifact = this.at?.artifact;
    if (artifact) trash([artifact]).catch(complain);
  }

  /** @param {Event} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const version = this.#of(target);
    if (!version) return;
    this.#at = version.key;
    if (target.closest("[data-mark]")) this.mark();
    else this.#enter(version);
  }

  /** @param {Event} event */
  #focused(event) {
    const version = this.#of(/** @type {HTMLElement} */ (event.target));
    if (!version || version.key === this.#at) return;
    this.#tiles.get(this.#at)?.option.setAttribute("tabindex", "-1");
    this.#at = version.key;
    this.#tiles.get(this.#at)?.option.setAttribute("tabindex", "0");
  }

  /** @param {HTMLElement} element @returns {Version | undefined} */
  #of(element) {
    const key = /** @type {HTMLElement | null} */ (element.closest("[role=option]"))?.dataset.key;
    return this.#all.find((each) => each.key === key);
  }

  /** @param {Version} version */
  #enter({ artifact, run }) {
    this.tell("open", { artifact, run });
  }

  /** @param {string} key */
  #reveal(key) {
    const { list } = this;
    const option = this.#tiles.get(key)?.option;
    if (!option || !list) return;
    const left = option.offsetLeft - list.offsetLeft;
    if (left < list.scrollLeft || left + option.offsetWidth > list.scrollLeft + list.clientWidth) list.scrollLeft = left - (list.clientWidth - option.offsetWidth) / 2;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = this.#all.findIndex((each) => each.key === this.#at);
    const turned = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const next = { ArrowRight: place + turned, ArrowDown: place + 1, ArrowLeft: place - turned, ArrowUp: place - 1, Home: 0, End: this.#all.length - 1, PageDown: place + 6, PageUp: place - 6 }[event.key];
    if (next !== undefined) {
      const version = this.#all[Math.max(0, Math.min(this.#all.length - 1, next))];
      const option = version && this.#tiles.get(version.key)?.option;
      option?.focus({ preventScroll: true });
      if (version) this.#reveal(version.key);
    } else if (event.key === "Enter" || event.key === " ") {
      if (this.at) this.#enter(this.at);
    } else return;
    event.preventDefault();
  }
}

define("muse-versions", Versions);
