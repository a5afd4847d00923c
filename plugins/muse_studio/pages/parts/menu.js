// <muse-menu>: a button that opens a list of things to do.
import { Part, define, fill, h, icon } from "../base/dom.js";

/** @typedef {{label: string, hint?: string, act?: () => unknown, href?: string, download?: string, disabled?: boolean, group?: string}} Entry */

let count = 0;

export class Menu extends Part {
  /** @type {() => Entry[] | Promise<Entry[]>} what it offers, asked for when it opens */
  entries = () => [];
  label = "";
  icon = "";
  /** Said where there is nothing to offer. */
  empty = "";
  /** Whether the icon stands alone. */
  small = false;
  #id = `menu-${(count += 1)}`;

  start() {
    if (this.firstChild) return;
    this.button = h("button", {
      type: "button", class: this.small ? "tool" : "", "aria-haspopup": "menu", "aria-expanded": false, "aria-controls": this.#id,
      "aria-label": this.small ? this.label : undefined, title: this.small ? this.label : undefined,
      on: { click: () => void this.toggle(), keydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        void this.show();
      } },
    }, this.icon && icon(this.icon), !this.small && h("span", {}, this.label), !this.small && icon("down"));
    this.list = h("div", { id: this.#id, role: "menu", popover: "auto", class: "menu", "aria-label": this.label, tabIndex: -1, on: {
      keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      toggle: (/** @type {any} */ event) => {
        this.button?.setAttribute("aria-expanded", String(event.newState === "open"));
        if (event.newState === "closed" && this.list?.contains(document.activeElement)) this.button?.focus();
      },
    } });
    fill(this, this.button, this.list);
    this.listen(window, "resize", () => this.list?.hidePopover());
  }

  toggle() {
    if (this.list?.matches(":popover-open")) this.list.hidePopover();
    else return this.show();
  }

  /** Open it, and go to its first entry. */
  async show() {
    const { list, button } = this;
    if (!list || !button) return;
    const entries = await this.entries();
    let group = "";
    fill(list, entries.length === 0 && h("p", { class: "hint" }, this.empty), entries.flatMap((entry) => {
      const head = entry.group && entry.group !== group ? h("div", { class: "group", role: "presentation" }, entry.group) : null;
      group = entry.group ?? group;
      const words = [h("span", {}, entry.label), entry.hint && h("span", { class: "hint" }, entry.hint)];
      const close = () => list.hidePopover();
      return [head, entry.href
        ? h("a", { role: "menuitem", tabIndex: -1, href: entry.href, download: entry.download ?? "", on: { click: close } }, words)
        : h("button", { type: "button", role: "menuitem", tabIndex: -1, disabled: entry.disabled ?? false, on: { click: () => { close(); void entry.act?.(); } } }, words)];
    }));
    list.showPopover();
    this.#place();
    (this.#items()[0] ?? list).focus();
  }

  #place() {
    const { list, button } = this;
    if (!list || !button) return;
    const at = button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = list;
    const above = at.bottom + height + 8 > window.innerHeight && at.top > window.innerHeight - at.bottom;
    list.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
    list.style.top = `${Math.max(8, above ? at.top - height - 4 : at.bottom + 4)}px`;
    list.style.maxHeight = `${Math.max(160, (above ? at.top : window.innerHeight - at.bottom) - 12)}px`;
  }

  /** @returns {HTMLElement[]} */
  #items() {
    return [...(this.list?.querySelectorAll("[role=menuitem]:not(:disabled)") ?? [])].map((each) => /** @type {HTMLElement} */ (each));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const items = this.#items();
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items.at(to >= items.length ? 0 : to)?.focus();
    else if (event.key === "Tab") this.list?.hidePopover();
    else if (event.key.length === 1 && event.key !== " ") {
      const letter = event.key.toLowerCase();
      const next = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((each) => each.textContent?.toLowerCase().startsWith(letter));
      next?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

define("muse-menu", Menu);

/**
 * Make a menu.
 *
 * @param {{label: string, icon?: string, small?: boolean, empty?: string, entries: () => Entry[] | Promise<Entry[]>}} properties
 */
export function menu(properties) {
  return Object.assign(/** @type {Menu} */ (document.createElement("muse-menu")), properties);
}
