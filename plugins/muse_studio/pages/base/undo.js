// Undo, everywhere: each change tells how it is taken back.

const MOST = 200;

/** Says `changed` when there is more or less to undo. */
export class Undo extends EventTarget {
  /** @type {{label: string, back: () => unknown, again: () => unknown}[]} */
  #done = [];
  /** @type {{label: string, back: () => unknown, again: () => unknown}[]} */
  #undone = [];

  /**
   * Keep how a change that was just made is taken back, and made again.
   *
   * @param {string} label in words
   * @param {() => unknown} back
   * @param {() => unknown} again
   */
  did(label, back, again) {
    this.#done.push({ label, back, again });
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone = [];
    this.dispatchEvent(new Event("changed"));
  }

  /** What would be undone, in words; empty where there is nothing. */
  get next() {
    return this.#done.at(-1)?.label ?? "";
  }

  /** What would be made again, in words. */
  get after() {
    return this.#undone.at(-1)?.label ?? "";
  }

  /** Take the last change back; returns its words. */
  async undo() {
    const last = this.#done.pop();
    if (!last) return "";
    this.#undone.push(last);
    this.dispatchEvent(new Event("changed"));
    await last.back();
    return last.label;
  }

  /** Make the last change that was taken back again. */
  async redo() {
    const last = this.#undone.pop();
    if (!last) return "";
    this.#done.push(last);
    this.dispatchEvent(new Event("changed"));
    await last.again();
    return last.label;
  }
}

/** Undo for what isn't a form's or an editor's own: ratings, tags, the trash, collections. */
export const undo = new Undo();
