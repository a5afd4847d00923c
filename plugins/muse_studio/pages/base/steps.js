// Steps of an editor that can be taken back: what follows quickly on the same kind of change is one with it.

const PAUSE = 900;
const MOST = 300;

/** @template T */
export class Steps {
  /** @type {T[]} */
  done = [];
  /** @type {T[]} */
  undone = [];
  #last = { kind: "", time: 0 };

  clear() {
    this.done = [];
    this.undone = [];
    this.#last.kind = "";
  }

  /** Keep how it was before a change, unless the change goes on with the last one. @param {string} kind @param {T} state */
  keep(kind, state) {
    const now = Date.now();
    const goesOn = kind === "typed" && this.#last.kind === kind && now - this.#last.time < PAUSE;
    this.#last = { kind, time: now };
    if (goesOn) return;
    this.done.push(state);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
  }

  /** The state of one step back, or forward; undefined where there is none. @param {boolean} back @param {T} now @returns {T | undefined} */
  swap(back, now) {
    const [from, into] = back ? [this.done, this.undone] : [this.undone, this.done];
    const found = from.pop();
    if (found === undefined) return undefined;
    into.push(now);
    this.#last.kind = "";
    return found;
  }
}
