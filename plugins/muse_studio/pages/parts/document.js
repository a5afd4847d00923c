// <muse-document artifact="ID">: a PDF in the browser's own viewer, and a book whose pages are pictures, turned by hand.
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";

styled("shown");

const SWIPE = 40;

export class MuseDocument extends Part {
  /** @type {any} */
  artifact = null;
  at = 0;
  /** @type {any[]} */
  pages = [];

  start() {
    if (!this.firstElementChild) this.#show().catch(complain);
  }

  async #show() {
    const made = this.artifact ??= await artifact(this.getAttribute("artifact") ?? "");
    this.pages = made.files.filter((/** @type {any} */ each) => /^\.?\d+\.(?:png|jpe?g|webp)$/.test(each.suffix))
      .sort((/** @type {any} */ one, /** @type {any} */ other) => parseInt(one.suffix.replace(/^\./, ""), 10) - parseInt(other.suffix.replace(/^\./, ""), 10));
    const paper = made.files.find((/** @type {any} */ each) => each.media_type === "application/pdf");
    const title = made.title || made.prompt || t("document.title");
    const parts = [];
    if (paper) {
      if (navigator.pdfViewerEnabled && !this.pages.length) parts.push(h("iframe", { class: "paper", src: paper.url, title }));
      parts.push(h("p", { class: "row" }, h("a", { class: "button", href: paper.url, target: "_blank", rel: "noopener" }, icon("open"), t("document.open"))));
    }
    if (this.pages.length) parts.unshift(this.#book(title));
    if (!parts.length || (paper && !navigator.pdfViewerEnabled && !this.pages.length)) {
      await import("./work_files.js");
      const files = /** @type {any} */ (document.createElement("muse-files"));
      files.artifact = made;
      parts.push(files);
    }
    fill(this, parts);
    if (this.pages.length) this.turn(0);
  }

  /** @param {string} title */
  #book(title) {
    this.picture = h("img", { class: "leaf", alt: "", draggable: false });
    this.number = h("span", { class: "hint", role: "status" });
    this.befores = tool("left", t("document.before"), () => this.turn(this.at - 1));
    this.nexts = tool("right", t("document.next"), () => this.turn(this.at + 1));
    const range = h("input", { type: "range", min: "0", max: String(this.pages.length - 1), value: "0", "aria-label": t("document.pages"), on: { input: () => this.turn(Number(range.value)) } });
    this.range = range;
    const book = h("div", { class: "book", role: "group", "aria-roledescription": t("document.title"), "aria-label": title, tabIndex: 0 }, this.picture);
    let began = 0;
    this.listen(book, "pointerdown", (event) => { began = event.clientX; });
    this.listen(book, "pointerup", (event) => {
      const way = event.clientX - began;
      if (Math.abs(way) > SWIPE) this.turn(this.at + (way < 0 ? 1 : -1));
      else this.turn(this.at + (event.offsetX > book.clientWidth / 2 ? 1 : -1));
    });
    this.listen(this, "keydown", (event) => {
      if (event.target === range) return;
      const way = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[/** @type {string} */ (event.key)];
      const to = event.key === "Home" ? 0 : event.key === "End" ? this.pages.length - 1 : way ? this.at + way : null;
      if (to === null) return;
      event.preventDefault();
      this.turn(to);
    });
    return h("div", { class: "volume" }, book, h("div", { class: "row turning" }, this.befores, range, this.number, this.nexts));
  }

  /** Show a page, from 0. @param {number} to */
  turn(to) {
    this.at = Math.max(0, Math.min(to, this.pages.length - 1));
    const { picture, number, befores, nexts, range } = this;
    if (!picture || !number || !befores || !nexts || !range) return;
    const told = t("document.page", { n: this.at + 1, of: this.pages.length });
    picture.src = this.pages[this.at].url;
    picture.alt = told;
    number.textContent = told;
    range.value = String(this.at);
    range.setAttribute("aria-valuetext", told);
    befores.disabled = this.at === 0;
    nexts.disabled = this.at === this.pages.length - 1;
    const next = this.pages[this.at + 1];
    if (next) new Image().src = next.url; // at hand when it is turned to
  }
}

define("muse-document", MuseDocument);
