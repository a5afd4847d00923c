// Undo, everywhere: each change tells how it is taken back.

const MOST = 200;

/** Milliseconds within which changes of one kind, such as typing on, are one. */
const ONE = 1500;

/** @typedef {{label: string, back: () => unknown, again: () => unknown, merge: string, time: number, made?: Promise<unknown>}} Change */

/** Says `changed` when there is more or less to undo. */
export class Undo extends EventTarget {
  /** @type {Change[]} */
  #done = [];
  /** @type {Change[]} */
  #undone = [];

  /**
   * Keep how a change is taken back, and made again: in the order in which changes were asked for.
   *
   * @param {string} label in words
   * @param {() => unknown} back
   * @param {() => unknown} again
   * @param {string} [merge] changes of this kind that follow one another soon are taken back together
   * @param {Promise<unknown>} [made] is kept when the change is made, which is taken back no sooner; where that fails there is nothing to take back
   */
  did(label, back, again, merge = "", made = undefined) {
    const last = this.#done.at(-1);
    const time = Date.now();
    if (merge && last?.merge === merge && time - last.time < ONE && this.#undone.length === 0) Object.assign(last, { label, again, time });
    else this.#keep({ label, back, again, merge, time, made });
    if (this.#done.length > MOST) this.#done.shift();
    this.#undone = [];
    this.dispatchEvent(new Event("changed"));
  }

  /** @param {Change} change */
  #keep(change) {
    this.#done.push(change);
    change.made?.catch(() => {
      this.#done = this.#done.filter((each) => each !== change);
      this.#undone = this.#undone.filter((each) => each !== change);
      this.dispatchEvent(new Event("changed"));
    });
  }

  /** What would be undone, in words; empty where there is nothing. */
  get next() {
    return this.#done.at(-1)?.label ?? "";
  }

  /** When the change was made that would be undone; 0 where there is none. */
  get time() {
    return this.#done.at(-1)?.time ?? 0;
  }

  /** Of two changes that were undone the one that was made first is made again first; Infinity where there is none. */
  get undone() {
    return this.#undone.at(-1)?.time ?? Infinity;
  }

  /** What would be made again, in words. */
  get after() {
    return this.#undone.at(-1)?.label ?? "";
  }

  /** Take the last change back; returns its words, or none where there is nothing to take back. */
  async undo() {
    const last = this.#done.pop();
    if (!last) return "";
    this.#undone.push(last);
    this.dispatchEvent(new Event("changed"));
    try {
      await last.made;
    } catch {
      return "";
    }
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
