// A piano roll: time runs to the right, pitch rises, each part in its colour; sections and chords above.
import { Part, define, fill, h, tool } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";
import { sectionName } from "./instruments.js";
import { BLACK, LEFT, ROW, TOP, box, keyboard, within } from "./rolled.js";

/** @typedef {{name: string, label: string, instrument: string, programme: number, drums: boolean, role: string, colour: string, notes: [number, number, number, number][]}} RollPart */
/** @typedef {{title: string, duration: number, starts: number[], beats: number[], pickup: boolean, key: string, meter: string, tempo: number | string, bars: number,
 *   tempos: [number, number][], keys: [number, string][], meters: [number, string][], sections: {t: number, end: number, label: string, kind: string}[],
 *   chords: {t: number, end: number, name: string}[], parts: RollPart[], lyrics: {t: number, end: number, words: [number, string][]}[]}} Notes */

const ALONE = 4000; // ms after somebody moves it in which the music doesn't

/** `<muse-roll>`: draws the `notes` that it is given, and follows its `sound`. */
export class Roll extends Part {
  /** @type {Notes | null} */
  #notes = null;
  /** @type {import("../base/sound.js").Sound | null} */
  #sound = null;
  /** Places of parts that are silent. @type {Set<number>} */
  #silent = new Set();
  #canvas = h("canvas", { class: "rolled" });
  #from = 0; // s at the left edge
  #zoom = 0; // px a second; 0 before it is known
  #touched = -Infinity;
  #due = false;
  #low = 48;
  #high = 84;
  /** @type {number[]} */
  #drums = [];
  /** @type {(() => void)[]} */
  #left = [];

  start() {
    void styled("music");
    fill(this, this.#canvas, h("div", { class: "nearer" },
      tool("plus", t("roll.closer"), () => this.#scale(1.5)), h("button", { type: "button", class: "tool", "aria-label": t("roll.wider"), title: t("roll.wider"), on: { click: () => this.#scale(1 / 1.5) } }, "−"),
      tool("fit", t("roll.all"), () => this.#fit())));
    const sized = new ResizeObserver(() => this.draw());
    sized.observe(this.#canvas);
    this.ends(() => sized.disconnect());
    const themed = new MutationObserver(() => this.draw());
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.ends(() => themed.disconnect());
    this.listen(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.draw());
    this.listen(this.#canvas, "wheel", (event) => this.#wheel(event), { passive: false });
    this.listen(this.#canvas, "pointerdown", (event) => this.#press(event));
    this.draw();
  }

  stop() {
    this.sound = null;
  }

  /** What it draws. */
  set notes(/** @type {Notes | null} */ notes) {
    this.#notes = notes;
    if (!notes) return;
    const pitches = notes.parts.filter((part) => !part.drums).flatMap((part) => part.notes.map((note) => note[2]));
    this.#low = Math.min(60, ...pitches) - 2;
    this.#high = Math.max(60, ...pitches) + 2;
    this.#drums = [...new Set(notes.parts.filter((part) => part.drums).flatMap((part) => part.notes.map((note) => note[2])))].sort((a, b) => b - a);
    this.#zoom = 0;
    this.#canvas.setAttribute("role", "img");
    this.#canvas.setAttribute("aria-label", t("roll.label", { parts: notes.parts.map((part) => part.label).join(", ") }));
    this.draw();
  }

  get notes() {
    return this.#notes;
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
    this.draw();
  }

  /** Parts that are silent are drawn pale. @param {Set<number>} places */
  set silent(places) {
    this.#silent = places;
    this.draw();
  }

  #moved() {
    const at = this.#sound?.position ?? 0;
    const wide = this.#wide();
    if (wide > 0 && performance.now() - this.#touched > ALONE) {
      const x = (at - this.#from) * this.#zoom;
      // It turns over, as pages do: a picture that slides all the time tires the eye.
      if (x > wide * 0.92 || x < 0) this.#from = Math.max(0, at - (wide * 0.08) / this.#zoom);
      this.#hold();
    }
    this.draw();
  }

  #wide() {
    return this.#canvas.clientWidth - LEFT;
  }

  #hold() {
    const end = this.#notes?.duration ?? 0;
    this.#from = Math.max(0, Math.min(this.#from, end - this.#wide() / this.#zoom + 0.5));
  }

  /** @param {number} factor @param {number} [x] px from the keyboard that stays where it is */
  #scale(factor, x) {
    const wide = this.#wide();
    const at = x ?? Math.max(0, Math.min(wide, ((this.#sound?.position ?? 0) - this.#from) * this.#zoom));
    const time = this.#from + at / this.#zoom;
    const least = wide / ((this.#notes?.duration ?? 1) + 0.5);
    this.#zoom = Math.max(Math.min(least, 400), Math.min(400, this.#zoom * factor));
    this.#from = time - at / this.#zoom;
    this.#hold();
    this.draw();
  }

  #fit() {
    this.#zoom = this.#wide() / ((this.#notes?.duration ?? 1) + 0.5);
    this.#from = 0;
    this.draw();
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    this.#touched = performance.now();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.#scale(Math.exp(-event.deltaY / 300), event.offsetX - LEFT);
      return;
    }
    const far = event.shiftKey ? event.deltaY : event.deltaX;
    if (!far) return;
    event.preventDefault();
    this.#from += far / this.#zoom;
    this.#hold();
    this.draw();
  }

  /** Press to hear from there, draw to move. @param {PointerEvent} event */
  #press(event) {
    if (event.button || !this.#notes) return;
    const canvas = this.#canvas;
    canvas.setPointerCapture(event.pointerId);
    const { clientX, clientY } = event;
    const from = this.#from;
    let drawn = false;
    const move = (/** @type {PointerEvent} */ each) => {
      if (!drawn && Math.hypot(each.clientX - clientX, each.clientY - clientY) < 6) return;
      drawn = true;
      this.#touched = performance.now();
      this.#from = from - (each.clientX - clientX) / this.#zoom;
      this.#hold();
      this.draw();
    };
    const end = (/** @type {PointerEvent} */ each) => {
      for (const kind of /** @type {const} */ (["pointermove", "pointerup", "pointercancel"])) canvas.removeEventListener(kind, kind === "pointermove" ? move : end);
      if (drawn || each.type === "pointercancel") return;
      const x = each.clientX - canvas.getBoundingClientRect().left - LEFT;
      if (x < 0) return;
      this.#touched = -Infinity;
      const at = Math.max(0, Math.min(this.#notes?.duration ?? 0, this.#from + x / this.#zoom));
      const sound = this.#sound;
      if (sound?.playing) void sound.play(at).catch(complain);
      else sound?.seek(at);
    };
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
  }

  /** Draw, once a frame. */
  draw() {
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#paint();
    });
  }

  #paint() {
    const canvas = this.#canvas;
    const notes = this.#notes;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!notes || !width || !height || !this.isConnected) return;
    if (!this.#zoom) this.#zoom = Math.max(this.#wide() / (notes.duration + 0.5), Math.min(60, this.#wide() / 14));
    const ratio = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const styles = getComputedStyle(this);
    /** @type {Record<string, string>} */
    const ink = {};
    for (const name of ["sheet", "sunk", "line", "edge", "ink", "soft", "lit", "accent-wash", "accent"]) ink[name] = styles.getPropertyValue(`--${name}`);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = ink.sheet;
    pen.fillRect(0, 0, width, height);
    pen.textBaseline = "middle";
    const feet = this.#drums.length ? this.#drums.length * ROW + 10 : 0;
    const foot = height - feet;
    const row = (foot - TOP) / (this.#high - this.#low + 1);
    const x = (/** @type {number} */ time) => LEFT + (time - this.#from) * this.#zoom;
    const y = (/** @type {number} */ pitch) => TOP + (this.#high - pitch) * row;
    const to = this.#from + this.#wide() / this.#zoom;
    const now = this.#sound?.position ?? 0;

    for (let pitch = this.#low; pitch <= this.#high; pitch += 1) {
      if (!BLACK.includes(pitch % 12)) continue;
      pen.fillStyle = ink.sunk;
      pen.fillRect(LEFT, y(pitch), width - LEFT, row);
    }
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, 0, width - LEFT, height);
    pen.clip();
    pen.fillStyle = ink.line;
    if (this.#zoom > 14) {
      pen.globalAlpha = 0.45;
      for (const beat of notes.beats) if (beat >= this.#from && beat <= to) pen.fillRect(x(beat), TOP, 1, height - TOP);
      pen.globalAlpha = 1;
    }
    let free = -Infinity;
    pen.font = `11px ${styles.fontFamily}`;
    for (const [bar, start] of notes.starts.entries()) {
      if (start < this.#from - 4 || start > to) continue;
      pen.fillStyle = ink.line;
      pen.fillRect(Math.round(x(start)), TOP - 6, 1, height - TOP + 6);
      const number = bar + (notes.pickup ? 0 : 1);
      if (x(start) >= free && bar < notes.starts.length - 1 && number > 0) {
        pen.fillStyle = ink.soft;
        pen.fillText(String(number), x(start) + 3, TOP - 7);
        free = x(start) + 30;
      }
    }
    pen.font = `600 12px ${styles.fontFamily}`;
    for (const section of notes.sections) {
      if (section.end < this.#from || section.t > to) continue;
      pen.fillStyle = ink["accent-wash"];
      box(pen, x(section.t) + 1, 2, (section.end - section.t) * this.#zoom - 2, 16, 5);
      pen.fillStyle = ink.accent;
      within(pen, sectionName(section.label), Math.max(x(section.t), LEFT) + 7, 10.5, x(section.end) - 4);
    }
    pen.font = `12px ${styles.fontFamily}`;
    free = -Infinity;
    for (const chord of notes.chords) {
      if (chord.end < this.#from || chord.t > to || x(chord.t) < free) continue;
      pen.fillStyle = now >= chord.t && now < chord.end ? ink.lit : ink.ink;
      pen.fillText(chord.name, x(chord.t) + 3, 29);
      free = x(chord.t) + pen.measureText(chord.name).width + 9;
    }
    for (let place = notes.parts.length - 1; place >= 0; place -= 1) {
      const part = notes.parts[place];
      pen.globalAlpha = this.#silent.has(place) ? 0.18 : 1;
      for (const [start, length, pitch, velocity] of part.notes) {
        if (start > to || start + length < this.#from) continue;
        const sounds = now >= start && now < start + length && (this.#sound?.playing ?? false);
        pen.fillStyle = sounds ? ink.lit : part.colour;
        if (!this.#silent.has(place)) pen.globalAlpha = sounds ? 1 : 0.5 + velocity / 254;
        if (part.drums) box(pen, x(start), foot + 8 + this.#drums.indexOf(pitch) * ROW, 5, ROW - 3, 2);
        else box(pen, x(start), y(pitch) + 0.5, Math.max(2, length * this.#zoom - 1), Math.max(2, row - 1), 2.5);
      }
    }
    pen.globalAlpha = 1;
    pen.fillStyle = ink.lit;
    if (now >= this.#from && now <= to) pen.fillRect(x(now) - 1, 20, 2, height - 20);
    pen.restore();
    keyboard(pen, ink, { low: this.#low, high: this.#high, drums: this.#drums.length, y, row, foot });
  }
}

define("muse-roll", Roll);
