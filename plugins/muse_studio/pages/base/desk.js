// State that outlives the page: documents kept on the server, the same in every tab and on the phone.
import { Trouble, ask, del, get } from "./api.js";
import { changes } from "./changes.js";
import { drafts } from "./drafts.js";
import { merged } from "./merging.js";

/** Milliseconds after the last change until it is sent. */
const PACE = 250;

/** Characters that a browser sends for a page that is gone: 64 KiB, of letters of up to three bytes. */
const KEPT_ALIVE = 20_000;

/**
 * A document of the desk. What is set here is shown at once, sent soon, and comes from others as it changes; of two who
 * change it at once both keep what the other didn't touch, field by field.
 *
 * @template {Record<string, any>} T
 */
export class Document extends EventTarget {
  /** @type {number | null} */
  #revision = null;
  /** @type {T} as the server has it */
  #kept;
  /** @type {number | undefined} */
  #waiting;
  /** @type {Promise<void>} */
  #sending = Promise.resolve();
  #dirty = false;
  #asked = false;
  #first = true;

  /**
   * @param {string} name
   * @param {T} empty
   */
  constructor(name, empty) {
    super();
    this.name = name;
    /** @type {T} */
    this.value = structuredClone(empty);
    this.#kept = structuredClone(empty);
    this.onDesk = () => void this.read();
    this.onAway = () => this.#leave();
    changes.addEventListener("desk", this.onDesk);
    window.addEventListener("pagehide", this.onAway);
  }

  /** Whether the server has it. */
  get isKept() {
    return Boolean(this.#revision);
  }

  /** Whether something isn't on the server yet. */
  get dirty() {
    return this.#dirty;
  }

  /** Read it from the server; says `changed` where others changed it. @returns {Promise<this>} */
  async read() {
    await this.#sending;
    let found;
    try {
      found = await get(`/desk/${this.name}`);
    } catch (error) {
      // Revision 0 is that of nothing: who is the first to keep it doesn't write over another first.
      if (error instanceof Trouble && error.status === 404) this.#revision ??= 0;
      if (!(error instanceof Trouble && (error.status === 404 || error.status === 0))) throw error;
    }
    // Revisions only grow: an answer that was overtaken by another is old.
    if (found && found.revision > (this.#revision ?? -1)) this.#take(found);
    if (this.#first) this.#recover();
    return this;
  }

  /** Have what others changed, and what was changed here meanwhile. @param {{revision: number, value: T}} found */
  #take(found) {
    this.#revision = found.revision;
    const mine = this.#dirty ? merged(this.#kept, this.value, found.value) : found.value;
    this.#kept = structuredClone(found.value);
    this.value = /** @type {T} */ (structuredClone(mine));
    this.dispatchEvent(new Event("changed"));
  }

  /** Take up what this tab couldn't send before it was reloaded. */
  #recover() {
    this.#first = false;
    const draft = drafts.take(this.name);
    if (!draft || this.#dirty) return;
    this.value = /** @type {T} */ (merged(draft.kept, draft.value, this.value));
    this.#changed();
  }

  /**
   * Change some keys; undefined takes one away. It is kept soon.
   *
   * @param {Partial<T>} change
   */
  set(change) {
    this.value = apply(this.value, change);
    this.#changed();
  }

  #changed() {
    this.#dirty = true;
    drafts.keep(this.name, { kept: this.#kept, value: this.value });
    window.clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => void this.flush(), PACE);
    this.dispatchEvent(new CustomEvent("changed", { detail: "here" }));
  }

  /** The page goes: send what waits, whatever is on its way. */
  #leave() {
    if (this.#asked && this.#dirty) void this.#put(this.value, null).catch(() => {});
    else void this.flush();
  }

  /** @param {T} value @param {number | null} revision */
  #put(value, revision) {
    // It is sent even if the page goes meanwhile.
    return ask("PUT", `/desk/${this.name}`, { value, revision }, { once: true, keepalive: JSON.stringify(value).length < KEPT_ALIVE });
  }

  /** Send what waits; resolves once it is kept. */
  flush() {
    window.clearTimeout(this.#waiting);
    this.#sending = this.#sending.then(() => this.#send()).catch(() => {});
    return this.#sending;
  }

  async #send() {
    for (let tries = 0; this.#dirty && tries < 8; tries++) {
      const sent = structuredClone(this.value);
      this.#asked = true;
      try {
        const kept = await this.#put(sent, this.#revision);
        if (kept.revision > (this.#revision ?? -1)) {
          this.#revision = kept.revision;
          this.#kept = sent;
        }
        this.#dirty = JSON.stringify(sent) !== JSON.stringify(this.value);
        if (!this.#dirty) drafts.take(this.name);
      } catch (error) {
        if (!(error instanceof Trouble) || error.status !== 409) {
          // Nobody answers: it stays here and is tried again.
          this.#waiting = window.setTimeout(() => void this.flush(), 1000);
          return;
        }
        const found = await get(`/desk/${this.name}`).catch(() => null);
        if (found) this.#take(found);
        else this.#revision = 0; // it was removed meanwhile
      } finally {
        this.#asked = false;
      }
    }
  }

  /** Forget it, here and on the server. */
  async remove() {
    this.close();
    this.#dirty = false;
    await this.#sending;
    await del(`/desk/${this.name}`).catch(() => {});
  }

  /** Listen no more; what waits is sent. */
  close() {
    void this.flush();
    changes.removeEventListener("desk", this.onDesk);
    window.removeEventListener("pagehide", this.onAway);
  }
}

/**
 * @template {Record<string, any>} T
 * @param {T} value
 * @param {Record<string, any>} change
 * @returns {T}
 */
function apply(value, change) {
  /** @type {Record<string, any>} */
  const made = { ...value, ...change };
  for (const [key, each] of Object.entries(change)) if (each === undefined) delete made[key];
  return /** @type {T} */ (made);
}
