// Stars: five buttons, of which the last that is lit takes them away again.
import { Part, define, fill, h } from "../base/dom.js";
import { t } from "../base/words.js";

/** Says `rate` (detail: 0 to 5). */
export class Stars extends Part {
  #rating = 0;

  /** How many are lit. */
  get rating() {
    return this.#rating;
  }

  set rating(value) {
    this.#rating = value;
    if (this.isConnected) this.#draw();
  }

  start() {
    this.classList.add("stars");
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("keep.rating"));
    this.#draw();
  }

  #draw() {
    const held = [...this.children].indexOf(/** @type {Element} */ (document.activeElement));
    fill(this, [1, 2, 3, 4, 5].map((n) => h("button", { type: "button", class: n <= this.#rating ? "lit" : "", "aria-label": t("keep.stars", { n }), "aria-pressed": n === this.#rating, title: t("keep.stars", { n }),
      on: { click: () => this.tell("rate", n === this.#rating ? 0 : n) } }, n <= this.#rating ? "★" : "☆")));
    if (held >= 0) /** @type {HTMLElement} */ (this.children[held]).focus();
  }
}

define("muse-stars", Stars);
