// The parts of a piece: who plays, each heard alone, left out, louder or softer.
import { viewOf } from "../base/artifact.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";
import { instrument } from "./instruments.js";

/** `<muse-parts artifact=ID>`: shows the `parts` of a piece, and mixes its `sound`. Says `silent` with the places that are. */
export class Parts extends Part {
  /** @type {import("./roll.js").RollPart[]} */
  #parts = [];
  /** @type {import("../base/sound.js").Sound | null} */
  #sound = null;
  /** @type {{mute: boolean, solo: boolean, level: number}[]} */
  #set = [];
  /** @type {HTMLElement[]} */
  #rows = [];
  #left = /** @type {(() => void)[]} */ ([]);
  #coming = false;

  start() {
    void styled("music");
    this.#build();
  }

  stop() {
    this.sound = null;
  }

  set parts(/** @type {import("./roll.js").RollPart[]} */ parts) {
    this.#parts = parts;
    this.#set = parts.map(() => ({ mute: false, solo: false, level: 1 }));
    if (this.isConnected) this.#build();
  }

  get parts() {
    return this.#parts;
  }

  get sound() {
    return this.#sound;
  }

  /** What it mixes. */
  set sound(sound) {
    for (const end of this.#left.splice(0)) end();
    this.#sound = sound;
    if (!sound) return;
    const meters = () => this.#meters();
    const apply = () => this.#apply();
    for (const kind of ["position", "state"]) sound.addEventListener(kind, meters);
    sound.addEventListener("parts", apply);
    this.#left.push(() => {
      for (const kind of ["position", "state"]) sound.removeEventListener(kind, meters);
      sound.removeEventListener("parts", apply);
    });
  }

  /** Places of parts that aren't heard. */
  get silent() {
    const solo = this.#set.some((each) => each.solo);
    return new Set(this.#set.flatMap((each, place) => (each.mute || (solo && !each.solo) ? [place] : [])));
  }

  /** Get the sound of each part; after that they can be mixed. */
  async open() {
    const sound = this.#sound;
    if (!sound || sound.parted || this.#coming) return;
    this.#coming = true;
    this.setAttribute("aria-busy", "true");
    const bar = h("progress", { max: 1, value: 0, "aria-label": t("parts.coming") });
    const told = h("div", { class: "coming", role: "status" }, h("span", {}, t("parts.coming")), bar);
    this.prepend(told);
    try {
      const id = this.getAttribute("artifact") ?? "";
      await sound.part(this.#parts.map((_, place) => viewOf(id, "sound", place + 1)), (done) => { bar.value = done; });
    } catch (error) {
      complain(error);
    } finally {
      this.#coming = false;
      this.removeAttribute("aria-busy");
      told.remove();
      this.#build();
      this.#apply();
    }
  }

  #build() {
    const there = this.#sound?.parted ?? false;
    this.#rows = this.#parts.map((part, place) => this.#row(part, place, there));
    fill(this, h("ul", {}, ...this.#rows),
      h("button", { type: "button", class: "all", hidden: !there, on: { click: () => this.#reset() } }, t("parts.reset")));
  }

  /** @param {import("./roll.js").RollPart} part @param {number} place @param {boolean} there */
  #row(part, place, there) {
    const own = this.#set[place];
    const name = instrument(part);
    const mute = h("button", { type: "button", class: "tool mute", disabled: !there, "aria-pressed": own.mute, "aria-label": t("parts.mute", { name }), title: t("parts.mute", { name }),
      on: { click: () => { own.mute = !own.mute; this.#apply(); } } }, icon(own.mute ? "mute" : "volume"));
    const solo = h("button", { type: "button", class: "solo", disabled: !there, "aria-pressed": own.solo, "aria-label": t("parts.solo", { name }), title: t("parts.solo", { name }),
      on: { click: () => { own.solo = !own.solo; this.#apply(); } } }, t("parts.alone"));
    const level = h("input", { type: "range", min: "0", max: "1.5", step: "0.05", value: String(own.level), disabled: !there, "aria-label": t("parts.level", { name }), title: t("parts.level", { name }),
      on: { input: () => { own.level = Number(level.value); this.#apply(); } } });
    const dot = h("span", { class: "tint", "aria-hidden": "true" });
    dot.style.background = part.colour;
    return h("li", { data: { part: place } }, dot,
      h("span", { class: "who" }, h("b", {}, name), h("small", {}, roleName(part))),
      h("span", { class: "meter", "aria-hidden": "true" }, h("i")), mute, solo, level);
  }

  #reset() {
    this.#set = this.#parts.map(() => ({ mute: false, solo: false, level: 1 }));
    this.#build();
    this.#apply();
  }

  #apply() {
    const { silent } = this;
    for (const [place, own] of this.#set.entries()) {
      this.#sound?.setPart(place, silent.has(place) ? 0 : own.level ** 2);
      const row = this.#rows[place];
      const mute = row?.querySelector(".mute");
      if (mute && mute.getAttribute("aria-pressed") !== String(own.mute)) {
        mute.setAttribute("aria-pressed", String(own.mute));
        mute.replaceChildren(icon(own.mute ? "mute" : "volume"));
      }
      row?.querySelector(".solo")?.setAttribute("aria-pressed", String(own.solo));
      row?.classList.toggle("silent", silent.has(place));
    }
    this.tell("silent", silent);
  }

  #meters() {
    if (!this.#sound?.parted) return;
    for (const [place, row] of this.#rows.entries()) {
      /** @type {HTMLElement} */ (row.querySelector(".meter i")).style.transform = `scaleX(${this.#sound.level(place).toFixed(3)})`;
    }
  }
}

/** What a part does, in words. @param {import("./roll.js").RollPart} part */
function roleName(part) {
  const role = part.name.includes(":") ? part.name.split(":")[0].toLowerCase() : part.drums ? "drums" : part.role;
  const key = `music.role.${role.replaceAll(" ", "_")}`;
  const named = t(key);
  return named === key ? "" : named;
}

define("muse-parts", Parts);
