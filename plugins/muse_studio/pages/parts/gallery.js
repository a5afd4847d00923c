// A gallery of a hundred thousand: only what is looked at is in the page, in elements that are used again and again.
import { Part, define, h } from "../base/dom.js";
import { DRAGGED } from "../base/drops.js";
import { Selection } from "../base/selection.js";
import { Shelf } from "../base/shelf.js";
import { Tall } from "../base/tall.js";
import { date } from "../base/words.js";
import { Card } from "./card.js";

/** Rows above and below what is seen. */
const BEYOND = 1;
const CAPTION = 52;
/** Milliseconds after which the page no longer flies by. */
const CALM = 90;

/** Says `opened` (detail: index) before an artifact is opened, `hear` (detail: card), `moved` (detail: index). */
export class Gallery extends Part {
  shelf = new Shelf();
  selection = new Selection();
  /** The card that keys act on; -1 for none. */
  cursor = -1;
  columns = 1;
  /** What the link of a card ends with. @type {(index: number) => string} */
  place = () => "";
  /** @type {Map<number, Card>} cards by the place that they show */
  #cards = new Map();
  /** @type {Card[]} */
  #spare = [];
  #list = h("ul", { class: "cells", role: "list" });
  #month = h("div", { class: "month", "aria-hidden": "true", hidden: true });
  #width = 0;
  #size = 0;
  #gap = 12;
  #tall = new Tall(this);
  #flying = 0;
  #moved = 0;
  #frame = 0;
  #speed = 0;
  #heard = "";

  start() {
    this.classList.add("gallery");
    this.append(this.#list, this.#month);
    this.listen(window, "scroll", () => this.#scrolled(), { passive: true });
    const seen = new ResizeObserver(() => this.#measure());
    seen.observe(this);
    this.ends(() => seen.disconnect());
    for (const kind of ["sought", "page", "renewed"]) this.listen(this.shelf, kind, () => this.draw(kind === "sought"));
    this.listen(this.selection, "changed", () => this.draw());
    this.listen(this.#list, "click", (event) => this.#clicked(event));
    this.listen(this.#list, "dragstart", (event) => this.#dragged(event));
    this.listen(this.#list, "focusin", (event) => {
      const card = cardOf(event.target);
      if (card && card.index >= 0) this.cursor = card.index;
    });
    this.#measure();
  }

  stop() {
    this.shelf.close();
    window.clearTimeout(this.#flying);
    window.cancelAnimationFrame(this.#frame);
  }

  get #row() {
    return this.#size + CAPTION + this.#gap;
  }

  #measure() {
    const width = this.clientWidth;
    if (!width || width === this.#width) return;
    const seen = this.#first();
    this.#width = width;
    this.#gap = width < 600 ? 8 : 14;
    const least = width < 600 ? 145 : 196;
    this.columns = Math.max(2, Math.floor((width + this.#gap) / (least + this.#gap)));
    this.#size = Math.floor((width - this.#gap * (this.columns - 1)) / this.columns);
    this.style.setProperty("--size", `${this.#size}px`);
    this.draw(true);
    if (seen > 0) this.reveal(seen, "start");
  }

  #first() {
    return this.#size ? Math.max(0, Math.floor(this.#tall.offset / this.#row)) * this.columns : 0;
  }

  #scrolled() {
    const step = this.#tall.scrolled();
    this.#speed = Math.abs(step);
    this.shelf.top = this.#tall.offset < 8;
    if (this.shelf.top && this.shelf.fresh) void this.shelf.welcome();
    window.clearTimeout(this.#flying);
    this.#flying = window.setTimeout(() => this.#rest(), CALM);
    if (!this.#frame) this.#frame = window.requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  #rest() {
    this.#speed = 0;
    this.draw();
    this.#order();
    window.clearTimeout(this.#moved);
    this.#moved = window.setTimeout(() => (this.#month.hidden = true), 900);
    this.tell("moved", this.#first());
  }

  /** Show what is looked at now. @param {boolean} [anew] */
  draw(anew = false) {
    const { total } = this.shelf;
    if (!this.#size) return;
    this.#tall.whole = Math.ceil(total / this.columns) * this.#row;
    this.style.height = `${Math.max(0, this.#tall.height - this.#gap)}px`;
    const { offset, shift } = this.#tall;
    const from = Math.max(0, Math.floor(offset / this.#row) - BEYOND) * this.columns;
    const to = Math.min(total, (Math.floor((offset + window.innerHeight) / this.#row) + BEYOND + 1) * this.columns);
    const calm = this.#speed < window.innerHeight;
    for (const [index, card] of this.#cards) {
      if (index >= from && index < to) continue;
      // One that has the focus stays, wherever it is.
      if (index < total && card.element.contains(document.activeElement)) continue;
      this.#cards.delete(index);
      card.rest();
      this.#spare.push(card);
    }
    if (calm || anew) this.shelf.want(from, Math.max(from, to - 1));
    for (let index = from; index < to; index++) this.#place(index, calm, shift);
    for (const card of this.#spare) if (!card.element.hidden) card.element.hidden = true;
    const stop = this.#cards.has(this.cursor) ? this.cursor : Math.max(from, Math.floor(offset / this.#row) * this.columns);
    for (const [index, card] of this.#cards) card.link.tabIndex = index === stop ? 0 : -1;
    if (this.#speed > 0) void this.#tellMonth();
    if (anew) this.#order();
  }

  /** @param {number} index @param {boolean} calm @param {number} shift */
  #place(index, calm, shift) {
    let card = this.#cards.get(index);
    if (!card) {
      card = this.#spare.pop() ?? new Card();
      card.index = index;
      card.element.hidden = false;
      if (!card.element.isConnected) this.#list.append(card.element);
      this.#cards.set(index, card);
    }
    const column = index % this.columns;
    card.put(column * (this.#size + this.#gap), Math.floor(index / this.columns) * this.#row + shift, index, this.shelf.total);
    const item = this.shelf.at(index);
    card.show(item, { picked: item !== null && this.selection.has(item.id), calm, place: this.place(index) });
    card.sounds(this.#heard);
  }

  /** Let the elements follow each other as they are seen: screen readers read them so. */
  #order() {
    const cards = [...this.#cards.values()].sort((one, other) => one.index - other.index);
    const focus = cards.findIndex((card) => card.element.contains(document.activeElement));
    const held = focus < 0 ? null : cards[focus].element;
    cards.forEach(({ element }, at) => {
      if (element === held) return;
      if (held && at < focus) this.#list.insertBefore(element, held);
      else this.#list.append(element);
    });
  }

  async #tellMonth() {
    if (this.shelf.total < this.columns * 8) return;
    const created = await this.shelf.peek(this.#first());
    if (!created || !this.isConnected) return;
    this.#month.textContent = date(created, { year: "numeric", month: "long" });
    this.#month.hidden = false;
  }

  /**
   * Scroll so that a card is seen.
   *
   * @param {number} index
   * @param {"nearest" | "start"} [where]
   */
  reveal(index, where = "nearest") {
    const y = Math.floor(index / this.columns) * this.#row;
    const head = Number.parseFloat(getComputedStyle(this).scrollMarginTop) || 0;
    const { offset } = this.#tall;
    let wanted = offset;
    if (where === "start" || y < offset + head) wanted = y - head;
    else if (y + this.#row > offset + window.innerHeight) wanted = y + this.#row - window.innerHeight;
    if (wanted === offset) return;
    this.#tall.to(wanted);
    this.draw();
  }

  /** Give a card the focus. @param {number} index */
  focusOn(index) {
    if (!this.shelf.total) return;
    this.cursor = Math.max(0, Math.min(this.shelf.total - 1, index));
    this.reveal(this.cursor);
    this.draw();
    this.#cards.get(this.cursor)?.link.focus({ preventScroll: true });
  }

  /** What keys act on: what is selected, or the card that has the focus. @returns {import("../base/keeping.js").Kept[]} */
  get chosen() {
    if (this.selection.size) return this.selection.items;
    const item = this.#list.contains(document.activeElement) ? this.shelf.at(this.cursor) : null;
    return item ? [item] : [];
  }

  /** Whether a card has the focus. */
  get focused() {
    return this.#list.contains(document.activeElement);
  }

  /** The first card that is seen. */
  get seen() {
    return this.#first();
  }

  /** Come back to a card. @param {number} index @param {boolean} focus */
  return(index, focus) {
    this.reveal(index, "start");
    if (focus) this.focusOn(index);
  }

  /** Show which one is heard. @param {string} id */
  sounds(id) {
    this.#heard = id;
    for (const card of this.#cards.values()) card.sounds(id);
  }

  /** Select from where the selection began up to a card. @param {number} index */
  extend(index) {
    const { anchor } = this.selection;
    const begin = anchor < 0 ? this.cursor : anchor;
    const items = [];
    for (let at = Math.min(begin, index); at <= Math.max(begin, index); at++) {
      const item = this.shelf.at(at);
      if (item) items.push(item);
    }
    this.selection.anchor = Math.max(0, begin);
    this.selection.add(items);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const card = cardOf(event.target);
    if (!card?.item) return;
    const target = /** @type {Element} */ (event.target);
    if (target.closest(".hear")) {
      this.tell("hear", card);
      return;
    }
    const picks = target.closest(".pick") || this.selection.mode;
    if (picks && !event.ctrlKey && !event.metaKey && event.button === 0) {
      event.preventDefault();
      if (event.shiftKey) this.extend(card.index);
      else this.selection.toggle(card.item, card.index);
      this.cursor = card.index;
      card.link.focus({ preventScroll: true });
      return;
    }
    if (event.shiftKey) {
      event.preventDefault();
      this.extend(card.index);
      return;
    }
    this.tell("opened", card.index);
  }

  /** @param {DragEvent} event */
  #dragged(event) {
    const card = cardOf(event.target);
    if (!card?.item || !event.dataTransfer) return;
    const items = this.selection.has(card.item.id) ? this.selection.items : [card.item];
    event.dataTransfer.setData(DRAGGED, JSON.stringify(items.map((each) => each.id)));
    event.dataTransfer.setData("text/plain", items.map((each) => `muse:${each.id}`).join("\n"));
    event.dataTransfer.effectAllowed = "copy";
    this.tell("lifted", items);
  }
}

/** @param {EventTarget | null} target @returns {Card | null} */
function cardOf(target) {
  const cell = target instanceof Element ? target.closest(".cell") : null;
  return cell ? /** @type {any} */ (cell).card : null;
}

define("muse-gallery", Gallery);
