// A piece of music: the player, what is known of it, and its score, roll, parts and words in time with the sound.
import { get } from "../base/api.js";
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { number, t } from "../base/words.js";
import "./player.js";
import { instruments, keyName, sectionName } from "./instruments.js";

/** @typedef {import("./player.js").Player} Player */
/** @typedef {import("./roll.js").Notes} Notes */

const TABS = /** @type {const} */ (["score", "roll", "parts", "words"]);
/** @typedef {(typeof TABS)[number]} Tab */

/** `<muse-music artifact=ID>`: `autoplay` as the player has it. A piece without views has its player alone. */
export class Music extends Part {
  /** @type {import("../base/artifact.js").Artifact | null} */
  artifact = null;
  /** @type {Notes | null} */
  notes = null;
  /** @type {Tab} */
  #tab = "score";
  /** @type {Map<Tab, any>} */
  #shown = new Map();
  #facts = h("dl", { class: "known" });
  #panel = h("div", { class: "shown-way", role: "tabpanel" });
  #tabs = h("div", { class: "ways", role: "tablist" });
  /** @type {Player} */
  player = /** @type {Player} */ (document.createElement("muse-player"));
  #now = { chord: "", bar: "", section: "" };

  start() {
    // As high as it will be: nothing below moves.
    Object.assign(this.style, { display: "grid", minHeight: matchMedia("(max-width: 640px)").matches ? "calc(64vh + 276px)" : "calc(min(70vh, 900px) + 210px)" });
    void styled("music").then(() => this.show()).catch(complain);
  }

  get sound() {
    return this.player.sound;
  }

  async show() {
    const id = this.getAttribute("artifact") ?? this.artifact?.id ?? "";
    const made = this.artifact?.id === id ? this.artifact : await artifact(id);
    this.artifact = made;
    const player = this.player;
    player.artifact = made;
    player.setAttribute("artifact", made.id);
    for (const name of ["keys", ...(this.hasAttribute("autoplay") ? ["autoplay"] : [])]) player.setAttribute(name, "");
    this.removeAttribute("autoplay");
    player.addEventListener("sound", () => this.#heard());
    player.addEventListener("position", () => this.#moved());
    const written = made.views?.includes("notes") ?? false;
    if (!written) this.style.minHeight = "";
    fill(this, player, written && this.#facts, written && this.#tabs, written && this.#panel);
    if (!written) return;
    this.#tabs.setAttribute("aria-label", t("music.views"));
    this.#offer(TABS.filter((each) => each !== "words"));
    this.open(this.#tab);
    const [notes] = await Promise.all([/** @type {Promise<Notes>} */ (get(`/artifacts/${made.id}/views/notes`)), instruments()]);
    if (!this.isConnected) return;
    this.notes = notes;
    this.#told(notes);
    for (const [tab, view] of this.#shown) this.#give(tab, view);
    if (notes.lyrics.length) this.#offer(TABS);
  }

  /** Offer views, before it is known what is in them: nothing moves when they come. @param {readonly Tab[]} tabs */
  #offer(tabs) {
    const id = this.artifact?.id ?? "";
    fill(this.#tabs, ...tabs.map((each) => h("button", { type: "button", role: "tab", id: `music-${id}-${each}`, data: { tab: each },
      on: { click: () => this.open(each), keydown: (/** @type {KeyboardEvent} */ event) => this.#arrow(event, tabs) } }, t(`music.${each}`))));
    this.#choose();
  }

  #choose() {
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (this.#tabs.querySelectorAll("[role=tab]"))) {
      const own = each.dataset.tab === this.#tab;
      each.setAttribute("aria-selected", String(own));
      each.tabIndex = own ? 0 : -1;
      if (own) this.#panel.setAttribute("aria-labelledby", each.id);
    }
  }

  /** Show a view. @param {Tab} tab */
  open(tab) {
    this.#tab = tab;
    this.#choose();
    void this.#view(tab).then((view) => {
      if (this.#tab !== tab) return;
      for (const each of this.#shown.values()) each.hidden = each !== view;
      view.draw?.();
      if (tab === "parts" && this.notes) void view.open();
    }).catch(complain);
  }

  /** @param {Tab} tab */
  async #view(tab) {
    const known = this.#shown.get(tab);
    if (known) return known;
    const id = this.artifact?.id ?? "";
    /** @type {any} */
    let view;
    if (tab === "words") view = h("div", { class: "sung" });
    else {
      await import(`./${tab}.js`);
      const twice = this.#shown.get(tab);
      if (twice) return twice;
      view = document.createElement(`muse-${tab}`);
      view.setAttribute("artifact", id);
    }
    this.#shown.set(tab, view);
    if (tab === "parts") {
      view.addEventListener("silent", (/** @type {CustomEvent} */ event) => {
        const roll = this.#shown.get("roll");
        if (roll) roll.silent = event.detail;
      });
    }
    this.#panel.append(view);
    this.#give(tab, view);
    if (tab !== "words") view.sound = this.sound;
    if (tab === "roll") view.silent = this.#shown.get("parts")?.silent ?? new Set();
    return view;
  }

  /** Give a view what it shows, once that is known. @param {Tab} tab @param {any} view */
  #give(tab, view) {
    if (!this.notes) return;
    if (tab === "roll") view.notes = this.notes;
    if (tab === "words") this.#words(view);
    if (tab !== "parts") return;
    view.parts = this.notes.parts;
    if (this.#tab === "parts") void view.open();
  }

  #heard() {
    for (const [tab, view] of this.#shown) if (tab !== "words") view.sound = this.sound;
  }

  /** @param {KeyboardEvent} event @param {readonly Tab[]} tabs */
  #arrow(event, tabs) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(this.#tab) + step + tabs.length) % tabs.length];
    this.open(next);
    /** @type {HTMLElement | null} */ (this.#tabs.querySelector(`[data-tab=${next}]`))?.focus();
  }

  /** Say what is known of the piece. @param {Notes} notes */
  #told(notes) {
    const tempo = typeof notes.tempo === "number" ? t("music.bpm", { n: number(notes.tempo, { maximumFractionDigits: 1 }) }) : notes.tempo.replaceAll("->", "→");
    const facts = /** @type {const} */ ([["tempo", tempo], ["key", keyName(notes.key)], ["meter", notes.meter], ["bars", number(notes.bars)], ["section", ""], ["bar", ""], ["chord", ""]]);
    fill(this.#facts, ...facts.map(([name, value]) => h("div", { data: { about: name } }, h("dt", {}, t(`music.${name}`)), h("dd", { data: { fact: name } }, value))));
    this.#moved();
  }

  /** Say where in the piece it is. */
  #moved() {
    const notes = this.notes;
    if (!notes) return;
    const at = this.player.position + 0.005;
    const bar = notes.starts.findLastIndex((start) => start <= at);
    const shown = Math.max(0, Math.min(bar, notes.starts.length - 2)) + (notes.pickup ? 0 : 1);
    const section = notes.sections.find((each) => at >= each.t && at < each.end);
    this.#fact("bar", number(shown));
    this.#fact("chord", notes.chords.find((each) => at >= each.t && at < each.end)?.name ?? "–");
    this.#fact("section", section ? sectionName(section.label) : "–");
    const sung = this.#shown.get("words");
    if (sung && !sung.hidden) this.#sing(sung, at);
  }

  /** @param {"bar" | "chord" | "section"} name @param {string} value */
  #fact(name, value) {
    if (this.#now[name] === value) return;
    this.#now[name] = value;
    const shown = this.#facts.querySelector(`[data-fact=${name}]`);
    if (shown) shown.textContent = value;
  }

  /** The words that are sung; each line can be pressed. @param {HTMLElement} view */
  #words(view) {
    fill(view, ...(this.notes?.lyrics ?? []).map((line) => h("button", { type: "button", class: "sung-line", data: { t: line.t, end: line.end },
      on: { click: () => void this.sound?.play(line.t).catch(complain) } }, ...line.words.map(([time, word]) => h("span", { data: { t: time } }, word)))));
  }

  /** @param {HTMLElement} view @param {number} at */
  #sing(view, at) {
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (view.querySelectorAll(".sung-line"))) {
      const on = at >= Number(line.dataset.t) && at < Number(line.dataset.end);
      if (on !== line.classList.contains("now")) {
        line.classList.toggle("now", on);
        if (on) line.scrollIntoView({ block: "nearest", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      }
      for (const word of /** @type {HTMLCollectionOf<HTMLElement>} */ (line.children)) word.classList.toggle("sung-now", on && at >= Number(word.dataset.t));
    }
  }
}

define("muse-music", Music);
