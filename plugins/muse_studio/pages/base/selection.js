// What is selected in a gallery: artifacts by their ids, wherever they are scrolled to.

/** @typedef {import("./keeping.js").Kept} Kept */

/** Says `changed`. */
export class Selection extends EventTarget {
  /** @type {Map<string, Kept>} */
  #all = new Map();
  /** Where an extension begins; -1 where nothing is selected. */
  anchor = -1;
  #mode = false;

  /** Whether a tap selects: as long as something is selected, or because somebody wants it. */
  get mode() {
    return this.#mode || this.#all.size > 0;
  }

  set mode(value) {
    this.#mode = value;
    this.#tell();
  }

  get size() {
    return this.#all.size;
  }

  /** @returns {Kept[]} */
  get items() {
    return [...this.#all.values()];
  }

  /** @param {string} id */
  has(id) {
    return this.#all.has(id);
  }

  /** @param {Kept} item @param {number} index @param {boolean} [on] */
  toggle(item, index, on = !this.#all.has(item.id)) {
    if (on) this.#all.set(item.id, item);
    else this.#all.delete(item.id);
    this.anchor = index;
    this.#tell();
  }

  /** @param {Kept[]} items */
  add(items) {
    for (const item of items) this.#all.set(item.id, item);
    this.#tell();
  }

  clear() {
    if (!this.mode) return;
    this.#mode = false;
    this.#all.clear();
    this.anchor = -1;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("changed"));
  }
}
