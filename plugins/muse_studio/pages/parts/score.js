// A score: its pages below one another, the notes that are heard lit, the system in view that is played.
import { file } from "../base/api.js";
import { viewOf } from "../base/artifact.js";
import { svg } from "../base/clean.js";
import { Part, define, fill, h } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { language, t } from "../base/words.js";
import { instrument, instruments, sectionName } from "./instruments.js";

/** @typedef {{t: number, bar: number, page: number, on?: string[], off?: string[]}} Entry */
/** @typedef {{title: string, pages: number, sizes: [number, number][], timemap: Entry[], bars: number, key: string, meter: string, tempo: number | string, pickup: boolean,
 *   parts: {label: string, short: string, instrument: string, programme: number, drums: boolean}[]}} Told */

const NARROW = 620; // px below which the pages for phones are shown
const REACH = 26; // px around a note that still mean it
const LEFT_ALONE = 4000; // ms after somebody scrolls in which the music doesn't

/** `<muse-score artifact=ID>`: follows the `sound` that it is given. Says `told` with what the score is, and `bar`. */
export class Score extends Part {
  /** @type {Told | null} */
  told = null;
  /** Whether it scrolls with the music. */
  follows = true;
  /** @type {import("../base/sound.js").Sound | null} */
  #sound = null;
  /** @type {HTMLElement[]} */
  #pages = [];
  /** @type {Map<string, Element>} */
  #notes = new Map();
  /** @type {Set<string>} */
  #lit = new Set();
  /** @type {number[]} */
  #starts = [];
  #next = 0; // the entry that comes next
  #bar = -1;
  #touched = -Infinity;
  #kind = "";
  /** @type {IntersectionObserver | null} */
  #seen = null;
  #turn = 0;
  /** @type {(() => void)[]} */
  #left = [];

  start() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("score.label"));
    this.tabIndex = 0;
    this.listen(this, "click", (event) => this.#pressed(event));
    this.listen(this, "keydown", (event) => this.#key(event));
    for (const kind of ["wheel", "touchmove", "pointerdown"]) this.listen(this, kind, () => { this.#touched = performance.now(); }, { passive: true });
    const sized = new ResizeObserver(() => {
      if (this.told && this.#wanted() !== this.#kind) void this.show().catch(complain);
    });
    sized.observe(this);
    this.ends(() => sized.disconnect());
    void styled("music").then(() => this.show()).catch(complain);
  }

  stop() {
    this.#turn += 1;
    this.#seen?.disconnect();
    this.sound = null;
  }

  get sound() {
    return this.#sound;
  }

  /** What it follows. */
  set sound(sound) {
    for (const end of this.#left.splice(0)) end();
    this.#sound = sound;
    if (!sound) return;
    const move = () => this.#moved();
    sound.addEventListener("position", move);
    this.#left.push(() => sound.removeEventListener("position", move));
    this.#moved();
  }

  #wanted() {
    return this.clientWidth && this.clientWidth < NARROW ? "narrow" : "";
  }

  async show() {
    const id = this.getAttribute("artifact");
    if (!id) return;
    const mine = ++this.#turn;
    this.#kind = this.#wanted();
    this.setAttribute("aria-busy", "true");
    fill(this, h("p", { class: "hint coming", role: "status" }, t("score.coming")));
    const [told] = await Promise.all([/** @type {Promise<Told>} */ (file(viewOf(id, "score", this.#kind)).then((answer) => answer.json())), instruments()]);
    if (mine !== this.#turn) return;
    this.told = told;
    this.#notes.clear();
    this.#lit.clear();
    this.#bar = -1;
    this.#starts = [];
    for (const entry of told.timemap) this.#starts[entry.bar] ??= entry.t;
    this.#pages = told.sizes.map(([width, height], at) => h("div", { class: "leaf", data: { page: at + 1 }, style: { "aspect-ratio": `${width} / ${height}` } }));
    fill(this, ...this.#pages);
    this.#seen?.disconnect();
    const seen = (this.#seen = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) void this.#page(/** @type {HTMLElement} */ (entry.target)).catch(complain);
    }, { root: this, rootMargin: "400px" }));
    for (const page of this.#pages) seen.observe(page);
    if (this.#pages[0]) await this.#page(this.#pages[0]);
    this.removeAttribute("aria-busy");
    this.tell("told", told);
    this.#next = 0;
    this.#moved();
  }

  /** Get a page that isn't there yet. @param {HTMLElement} page */
  async #page(page) {
    if (page.dataset.state) return;
    page.dataset.state = "coming";
    const mine = this.#turn;
    try {
      const answer = await file(viewOf(this.getAttribute("artifact") ?? "", "score", `${this.#kind ? `${this.#kind}/` : ""}${page.dataset.page}`));
      const text = await answer.text();
      if (mine !== this.#turn) return;
      const drawn = svg(text);
      if (!drawn) throw new Error("the page is no picture");
      drawn.setAttribute("aria-hidden", "true");
      this.#name(drawn);
      fill(page, drawn);
      for (const note of drawn.querySelectorAll(".note")) {
        this.#notes.set(note.id, note);
        note.classList.toggle("lit", this.#lit.has(note.id));
      }
      page.dataset.state = "there";
    } catch (error) {
      delete page.dataset.state;
      throw error;
    }
  }

  /** Say in the language of the page who plays, and what sections are called. @param {SVGSVGElement} drawn */
  #name(drawn) {
    if (language() === "en") return;
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const part of this.told?.parts ?? []) {
      const name = instrument(part);
      if (name === part.label) continue;
      names.set(part.label, name);
      names.set(part.short, name);
    }
    for (const text of drawn.querySelectorAll("text")) {
      const shown = (text.textContent ?? "").trim();
      const name = names.get(shown) ?? (/^[A-Z][a-z-]+( \d+)?$/.test(shown) ? sectionName(shown.toLowerCase()) : shown);
      if (name.toLowerCase() === shown.toLowerCase()) continue;
      const inner = [...text.querySelectorAll("tspan")].at(-1);
      if (inner) inner.textContent = name;
    }
  }

  /** Light what is heard now. */
  #moved() {
    const map = this.told?.timemap;
    const sound = this.#sound;
    if (!map || !sound) return;
    const now = sound.position + (sound.playing ? 0.004 : 0.001); // half a frame: it is seen when it is heard
    if (this.#next > 0 && map[this.#next - 1].t > now) {
      // Back: from the start.
      this.#next = 0;
      for (const id of [...this.#lit]) this.#light(id, false);
    }
    while (this.#next < map.length && map[this.#next].t <= now) {
      for (const id of map[this.#next].off ?? []) this.#light(id, false);
      for (const id of map[this.#next].on ?? []) this.#light(id, true);
      this.#next += 1;
    }
    const entry = map[Math.max(0, this.#next - 1)];
    if (entry.bar === this.#bar) return;
    this.#bar = entry.bar;
    this.tell("bar", entry.bar);
    const page = this.#pages[entry.page - 1];
    void this.#page(page).then(() => this.#follow(page, entry.bar)).catch(complain);
    const after = this.#pages[entry.page];
    if (after) void this.#page(after).catch(complain);
  }

  /** @param {string} id @param {boolean} on */
  #light(id, on) {
    if (on) this.#lit.add(id);
    else this.#lit.delete(id);
    this.#notes.get(id)?.classList.toggle("lit", on);
  }

  /** Bring the system of a bar into view. @param {HTMLElement} page @param {number} bar */
  #follow(page, bar) {
    if (!this.follows || performance.now() - this.#touched < LEFT_ALONE || this.scrollHeight <= this.clientHeight) return;
    const measure = page.querySelector(`#b${bar}`);
    const system = measure?.closest(".system") ?? measure;
    if (!system || this.#sound?.position === 0) return;
    const box = system.getBoundingClientRect();
    const own = this.getBoundingClientRect();
    if (box.top >= own.top && box.bottom <= own.bottom - 12) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.scrollTo({ top: this.scrollTop + box.top - own.top - 16, behavior: calm ? "auto" : "smooth" });
  }

  /** Play from the note or bar that is pressed. @param {MouseEvent} event */
  #pressed(event) {
    const page = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".leaf")) : null;
    if (!page || !this.told || !this.#sound) return;
    const at = this.#time(page, event.clientX, event.clientY);
    if (at === null) return;
    this.#touched = -Infinity;
    void this.#sound.play(Math.max(0, at - 0.001)).catch(complain);
  }

  /** When what stands at a place is heard (s). @param {HTMLElement} page @param {number} x @param {number} y */
  #time(page, x, y) {
    let best = Infinity;
    let time = /** @type {number | null} */ (null);
    for (const measure of page.querySelectorAll(".measure")) {
      const box = measure.getBoundingClientRect();
      const off = Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
      if (off >= best || off > 60) continue;
      best = off;
      time = this.#starts[Number(measure.id.slice(1))] ?? null;
      let near = REACH;
      for (const note of measure.querySelectorAll(".note")) {
        const head = (note.querySelector("use") ?? note).getBoundingClientRect();
        const far = Math.hypot(head.left + head.width / 2 - x, head.top + head.height / 2 - y);
        if (far >= near) continue;
        near = far;
        time = this.#on(note.id) ?? time;
      }
    }
    return time;
  }

  /** @param {string} id */
  #on(id) {
    return this.told?.timemap.find((entry) => entry.on?.includes(id))?.t ?? null;
  }

  /** Bar by bar. @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#sound || !this.told || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    this.#touched = -Infinity;
    const bar = Math.max(0, Math.min(this.#starts.length - 1, this.#bar + step));
    this.#sound.seek(this.#starts[bar]);
  }
}

define("muse-score", Score);
