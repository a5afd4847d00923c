// Cards with pictures for what a thing looks or sounds like; a stranger's values get cards of letters.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { choiceName, fieldName } from "../base/names.js";
import { t } from "../base/words.js";
import { CARDS } from "../cards/cards.js";

/** A strip of cards, of which one or none is chosen. */
export class Looks extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {Map<any, HTMLButtonElement>} */
  #cards = new Map();
  #drawn = "";
  /** @type {HTMLElement | null} */
  note = null;
  /** @type {any} */
  shownOn;

  start() {
    this.listen(this.asking, "described", () => this.show());
    this.listen(this.asking, "checked", () => this.show());
    this.listen(this.asking.sheet, "form", () => this.show());
    this.show();
  }

  show() {
    const { asking } = this;
    const spec = asking.look;
    this.hidden = !spec;
    if (!spec) {
      this.#drawn = "";
      return;
    }
    const drawn = `${asking.name} ${spec.name}`;
    if (drawn !== this.#drawn) {
      this.#drawn = drawn;
      this.#cards = new Map(spec.choices.map((value) => [value, this.#card(spec, value)]));
      const label = fieldName(spec.name, asking.name);
      const strip = h("div", { class: "strip", role: "radiogroup", "aria-label": label, on: { keydown: (/** @type {KeyboardEvent} */ event) => this.#keys(event) } }, [...this.#cards.values()]);
      this.note = h("span", { class: "from" });
      const roll = (/** @type {number} */ side) => strip.scrollBy({ left: side * strip.clientWidth * 0.8, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
      fill(this, h("div", { class: "head" }, h("h3", {}, label), this.note,
        h("button", { type: "button", class: "quiet roll", tabIndex: -1, "aria-hidden": "true", on: { click: () => roll(-1) } }, icon("left")),
        h("button", { type: "button", class: "quiet roll", tabIndex: -1, "aria-hidden": "true", on: { click: () => roll(1) } }, icon("right"))), strip);
    }
    const { value, how, words } = asking.standing(spec.name);
    if (this.note) this.note.textContent = how === "read" ? t("form.from", { words }) : how === "dropped" ? t("form.dropped") : "";
    let first = true;
    for (const [each, card] of this.#cards) {
      const on = each === value;
      card.setAttribute("aria-checked", String(on));
      card.classList.toggle("hinted", on && how !== "set");
      card.tabIndex = on || (first && !this.#cards.has(value)) ? 0 : -1;
      first = false;
    }
    const chosen = this.#cards.get(value);
    if (chosen && this.shownOn !== value && !this.contains(document.activeElement)) reveal(chosen);
    this.shownOn = value;
  }

  /** @param {import("../base/schema.js").Spec} spec @param {any} value */
  #card(spec, value) {
    const { asking } = this;
    const name = choiceName(spec.name, value);
    return h("button", { type: "button", class: "look", role: "radio", "aria-checked": "false", data: { value: String(value) }, on: { click: () => {
      const { value: now, how } = asking.standing(spec.name);
      // The chosen one again: leave it to the words.
      asking.set(spec.name, how === "set" && now === value ? undefined : value);
    } } }, face(asking.name, spec.name, value, name), h("span", { class: "name" }, name));
  }

  /** @param {KeyboardEvent} event */
  #keys(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.#cards.values()];
    const next = all[(all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement)) + step + all.length) % all.length];
    next.focus();
    if (next.getAttribute("aria-checked") !== "true") next.click();
  }
}

/** Bring a card into its strip's view without moving the page. @param {HTMLElement} card */
function reveal(card) {
  const strip = /** @type {HTMLElement} */ (card.parentElement);
  const left = card.offsetLeft - strip.offsetLeft;
  if (left < strip.scrollLeft || left + card.offsetWidth > strip.scrollLeft + strip.clientWidth) strip.scrollLeft = left - strip.clientWidth / 2 + card.offsetWidth / 2;
}

/**
 * The picture of a card: a tile of Muse's own, or the value's first letters on a colour from its name.
 *
 * @param {string} generator
 * @param {string} field
 * @param {any} value
 * @param {string} name
 */
export function face(generator, field, value, name) {
  const sheet = CARDS[`${generator}/${field}`];
  const at = sheet?.values.indexOf(String(value)) ?? -1;
  if (sheet && at >= 0) {
    const url = new URL(`../cards/${generator}/${field}.webp`, import.meta.url).href;
    const [column, row] = [at % sheet.columns, Math.floor(at / sheet.columns)];
    const rows = Math.ceil(sheet.values.length / sheet.columns);
    return h("span", { class: "face", "aria-hidden": "true", style: {
      "background-image": `url("${url}")`, "background-size": `${sheet.columns * 100}% ${rows * 100}%`,
      "background-position": `${sheet.columns > 1 ? (column / (sheet.columns - 1)) * 100 : 0}% ${rows > 1 ? (row / (rows - 1)) * 100 : 0}%`,
    } });
  }
  let hash = 7;
  for (const letter of String(value)) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return h("span", { class: "face letters", "aria-hidden": "true", style: { "--hue": String(hash % 360) } }, /[一-鿿]/.test(name) ? name.slice(0, 2) : name.slice(0, 2));
}

define("muse-looks", Looks);
