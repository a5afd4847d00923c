// A card of the gallery: one element for many artifacts, one after the other, as the page is scrolled.
import { get } from "../base/api.js";
import { h, icon } from "../base/dom.js";
import { titleOf } from "../base/names.js";
import { to } from "../base/places.js";
import { known, t } from "../base/words.js";

/** @typedef {import("../base/keeping.js").Kept} Kept */

/** Letters of a text on its card. */
const EXCERPT = 320;

export class Card {
  index = -1;
  /** @type {Kept | null} */
  item = null;
  /** What is drawn now, so that nothing is drawn twice. */
  #drawn = "";
  #picture = "";
  #put = "";

  constructor() {
    this.image = h("img", { alt: "", decoding: "async", draggable: false });
    this.face = h("span", { class: "face", "aria-hidden": "true" });
    this.name = h("span", { class: "name" });
    this.stars = h("span", { class: "given", "aria-hidden": "true" });
    this.told = h("span", { class: "unseen" });
    this.link = h("a", { draggable: true, tabIndex: -1 }, this.face, this.name, this.stars, this.told);
    this.pick = h("button", { type: "button", class: "pick", tabIndex: -1 });
    /** @type {HTMLButtonElement | null} */
    this.hear = null;
    this.element = h("li", { class: "cell" }, this.link, this.pick);
    /** @type {any} */ (this.element).card = this;
  }

  /**
   * Put it at its place, in pixels and among all.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} index
   * @param {number} total
   */
  put(x, y, index, total) {
    const at = `${x} ${y} ${index} ${total}`;
    if (at === this.#put) return;
    this.#put = at;
    this.element.style.transform = `translate(${x}px, ${y}px)`;
    this.element.setAttribute("aria-setsize", String(total));
    this.element.setAttribute("aria-posinset", String(index + 1));
  }

  /**
   * Show an artifact, or a place that waits for one.
   *
   * @param {Kept | null} item
   * @param {{picked: boolean, calm: boolean, place: string}} how calm: the page isn't flying by
   */
  show(item, how) {
    const look = item ? `${item.id}|${item.rating}|${item.title}|${how.picked}|${item.unfinished}` : "";
    if (look !== this.#drawn || (!item && this.#drawn)) {
      this.#draw(item, how.picked);
      this.#drawn = look;
    }
    if (item && item.thumbnail && how.calm) this.#load(item);
    if (item && how.calm && item.waveform && !item.thumbnail) this.#wave(item);
    if (item) this.link.href = to("artifact", [item.id]) + how.place;
  }

  /** Let it wait for the next, with nothing loaded. */
  rest() {
    this.#draw(null, false);
    this.#drawn = "";
    this.index = -1;
  }

  /** @param {Kept | null} item @param {boolean} picked */
  #draw(item, picked) {
    const other = item?.id !== this.item?.id || !item;
    this.item = item;
    this.element.classList.toggle("waits", !item);
    this.element.classList.toggle("picked", picked);
    if (!item) {
      this.#picture = "";
      this.image.removeAttribute("src");
      this.face.replaceChildren();
      this.face.className = "face";
      this.face.style.removeProperty("--tone");
      this.name.textContent = "";
      this.stars.textContent = "";
      this.told.textContent = "";
      this.link.removeAttribute("href");
      this.#sound(false);
      return;
    }
    const title = titleOf(item) || item.prompt || known(`medium.${item.medium}`, item.medium);
    if (other) this.#face(item, title);
    this.name.textContent = title;
    this.stars.textContent = "★".repeat(item.rating ?? 0);
    this.told.textContent = [known(`medium.${item.medium}`, item.medium), item.rating ? t("keep.stars", { n: item.rating }) : ""].filter(Boolean).join(", ");
    this.link.title = item.prompt || title;
    this.pick.setAttribute("aria-pressed", String(picked));
    this.pick.setAttribute("aria-label", t("keep.select", { title }));
    this.#sound(Boolean(item.waveform) || item.medium === "music", title);
  }

  /** @param {Kept} item @param {string} title */
  #face(item, title) {
    this.#picture = "";
    this.image.classList.remove("there");
    this.image.removeAttribute("src");
    const tone = item.colours?.[0];
    if (tone) this.face.style.setProperty("--tone", `#${tone}`);
    else this.face.style.removeProperty("--tone");
    if (item.thumbnail) {
      this.face.className = "face seen";
      this.face.replaceChildren(this.image);
    } else if (item.waveform) {
      this.face.className = "face heard";
      this.face.replaceChildren(h("canvas", { width: 320, height: 160, "aria-hidden": "true" }));
    } else if (item.excerpt) {
      this.face.className = "face read";
      this.face.replaceChildren(h("span", { data: { words: plain(item.excerpt, title) } }));
    } else {
      this.face.className = "face named";
      this.face.replaceChildren(icon(item.medium), h("span", { data: { words: title } }));
    }
  }

  /** @param {Kept} item */
  #load(item) {
    if (this.#picture === item.id) return;
    this.#picture = item.id;
    this.image.src = item.thumbnail;
    const shown = () => {
      if (this.item?.id === item.id) this.image.classList.add("there");
    };
    this.image.decode().then(shown, () => {});
  }

  /** @param {Kept} item */
  async #wave(item) {
    if (this.#picture === item.id) return;
    this.#picture = item.id;
    const peaks = await get(`/artifacts/${item.id}/waveform`).catch(() => null);
    const canvas = this.face.querySelector("canvas");
    if (!peaks || !canvas || this.item?.id !== item.id) return;
    const pen = canvas.getContext("2d");
    if (!pen) return;
    pen.clearRect(0, 0, 320, 160);
    pen.fillStyle = getComputedStyle(this.face).color;
    for (let bar = 0; bar < 64; bar++) {
      const from = Math.floor((bar * peaks.high.length) / 64);
      const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.high.length) / 64));
      const high = Math.max(.02, ...peaks.high.slice(from, to));
      const low = Math.min(-.02, ...peaks.low.slice(from, to));
      pen.fillRect(bar * 5 + 1, 80 - high * 76, 3, (high - low) * 76);
    }
  }

  /** Show whether it is the one that is heard. @param {string} id */
  sounds(id) {
    const is = this.item?.id === id;
    if (!this.hear || (this.hear.getAttribute("aria-pressed") === "true") === is) return;
    this.hear.setAttribute("aria-pressed", String(is));
    this.hear.replaceChildren(icon(is ? "stop" : "play"));
  }

  /** @param {boolean} has @param {string} [title] */
  #sound(has, title = "") {
    if (has && !this.hear) {
      this.hear = h("button", { type: "button", class: "hear", tabIndex: -1 }, icon("play"));
      this.element.append(this.hear);
    }
    if (!this.hear) return;
    this.hear.hidden = !has;
    this.hear.setAttribute("aria-label", t("keep.play", { title }));
  }
}

/**
 * The beginning of a text without marks of Markdown and without its title.
 *
 * @param {string} text
 * @param {string} title
 */
export function plain(text, title) {
  const lines = text.split("\n").map((line) => line.replace(/^#+\s*|^>\s?|[*_`]+/g, "").trimEnd());
  if (lines[0]?.trim() === title.trim()) lines.shift();
  return lines.join("\n").trim().slice(0, EXCERPT);
}
