// <muse-sight>: an artifact at a glance: its picture, its sound as a wave, its notes, its first words.
import { get } from "../base/api.js";
import { Part, define, fill, h, icon, s } from "../base/dom.js";

/** Columns of a wave. */
const WIDE = 48;

/** What was drawn of an artifact never changes. @type {Map<string, string>} */
const drawn = new Map();
const HELD = 400;

/** One drawing is asked for after the other: a strip of many pieces isn't worth more. */
let queue = Promise.resolve();

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    /** @type {Sight} */ (entry.target).near();
  }
}, { rootMargin: "200px" });

export class Sight extends Part {
  /** @type {any} */
  #artifact = null;

  get artifact() {
    return this.#artifact;
  }

  set artifact(artifact) {
    if (this.#artifact?.id === artifact?.id && this.firstChild) return;
    this.#artifact = artifact;
    this.#draw();
  }

  stop() {
    near.unobserve(this);
  }

  #draw() {
    const { thumbnail, waveform, excerpt, medium, views = [], width, height } = this.#artifact;
    this.className = "sight";
    if (thumbnail) {
      fill(this, h("img", { src: thumbnail, alt: "", loading: "lazy", decoding: "async", draggable: false, width: width ?? undefined, height: height ?? undefined }));
      return;
    }
    const kept = drawn.get(this.#artifact.id);
    if (kept !== undefined) fill(this, drawing(kept));
    else if (excerpt) {
      this.classList.add("words");
      fill(this, h("span", { data: { words: excerpt.replace(/^#+\s*/gm, "").replace(/[*_`]/g, "").trim().slice(0, 220) } }));
    } else {
      fill(this, icon(medium));
      if (waveform || views.includes("notes")) near.observe(this);
    }
  }

  /** It comes into sight: what costs something is asked for now. */
  near() {
    const one = this.#artifact;
    queue = queue.then(async () => {
      if (!this.isConnected || one !== this.#artifact) return;
      const path = drawn.get(one.id) ?? (one.waveform ? wave(await get(`/artifacts/${one.id}/waveform`)) : notes(await get(`/artifacts/${one.id}/views/notes`)));
      if (drawn.size > HELD) drawn.clear();
      drawn.set(one.id, path);
      if (path && one === this.#artifact) fill(this, drawing(path));
    }).catch(() => {});
  }
}

/** @param {string} path */
function drawing(path) {
  return s("svg", { viewBox: "0 0 96 64", class: "drawn", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, s("path", { d: path }));
}

/** @param {{low: number[], high: number[]}} peaks */
function wave({ low, high }) {
  let path = "";
  const part = high.length / WIDE;
  for (let at = 0; at < WIDE; at += 1) {
    const from = Math.floor(at * part);
    const to = Math.max(from + 1, Math.floor((at + 1) * part));
    const top = Math.max(0.02, ...high.slice(from, to));
    const foot = Math.min(-0.02, ...low.slice(from, to));
    path += `M${2 * at + 0.3} ${round(32 - 28 * top)}h1.400v${round(28 * (top - foot))}h-1.400z`;
  }
  return path;
}

/** @param {{duration: number, parts: {drums: boolean, notes: number[][]}[]}} piece */
function notes({ duration, parts }) {
  const all = parts.filter((each) => !each.drums).flatMap((each) => each.notes);
  if (!all.length || !duration) return "";
  const pitches = all.map((each) => each[2]);
  const low = Math.min(...pitches) - 2;
  const range = Math.max(24, Math.max(...pitches) + 2 - low);
  // So many as one can tell apart.
  const step = Math.max(1, Math.floor(all.length / 900));
  let path = "";
  for (let at = 0; at < all.length; at += step) {
    const [start, length, pitch] = all[at];
    path += `M${round((96 * start) / duration)} ${round(62 - (60 * (pitch - low)) / range)}h${round(Math.max(0.6, (96 * length) / duration))}v1.500h-${round(Math.max(0.6, (96 * length) / duration))}z`;
  }
  return path;
}

/** @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

define("muse-sight", Sight);

/** @param {any} artifact */
export function sight(artifact) {
  const made = /** @type {Sight} */ (document.createElement("muse-sight"));
  made.artifact = artifact;
  return made;
}
