// State that outlives the page: documents kept on the server, the same in every tab and on the phone.
import { Trouble, ask, del, get } from "./api.js";
import { changes } from "./changes.js";

/** Milliseconds after the last change until it is sent. */
const PACE = 250;

/** Characters that a browser sends for a page that is gone: 64 KiB, of letters of up to three bytes. */
const KEPT_ALIVE = 20_000;

/**
 * A document of the desk. What is set here is shown at once, sent soon, and comes from others as it changes; of two who
 * change it at once both keep what the other didn't touch, key by key.
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
    this.onAway = () => void this.flush();
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
    const before = this.#revision;
    let found;
    try {
      found = await get(`/desk/${this.name}`);
    } catch (error) {
      // Revision 0 is that of nothing: who is the first to keep it doesn't write over another first.
      if (error instanceof Trouble && error.status === 404) this.#revision ??= 0;
      if (error instanceof Trouble && (error.status === 404 || error.status === 0)) return this;
      throw error;
    }
    if (found.revision === this.#revision) return this;
    // What was sent meanwhile is newer than this answer may be.
    if (before !== this.#revision) return this.read();
    this.#revision = found.revision;
    const mine = this.#dirty ? differences(this.#kept, this.value) : {};
    this.#kept = structuredClone(found.value);
    this.value = apply(found.value, mine);
    this.dispatchEvent(new Event("changed"));
    return this;
  }

  /**
   * Change some keys; undefined takes one away. It is kept soon.
   *
   * @param {Partial<T>} change
   */
  set(change) {
    this.value = apply(this.value, change);
    this.#dirty = true;
    window.clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => void this.flush(), PACE);
    this.dispatchEvent(new CustomEvent("changed", { detail: "here" }));
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
      try {
        // It is sent even if the page goes meanwhile.
        const kept = await ask("PUT", `/desk/${this.name}`, { value: sent, revision: this.#revision }, { keepalive: JSON.stringify(sent).length < KEPT_ALIVE });
        this.#revision = kept.revision;
        this.#kept = sent;
        this.#dirty = Object.keys(differences(sent, this.value)).length > 0;
      } catch (error) {
        if (!(error instanceof Trouble) || error.status !== 409) {
          // Nobody answers: it stays here and is tried again.
          this.#waiting = window.setTimeout(() => void this.flush(), 1000);
          return;
        }
        const found = await get(`/desk/${this.name}`).catch(() => null);
        if (!found) { // it was removed meanwhile
          this.#revision = 0;
          continue;
        }
        const mine = differences(this.#kept, this.value);
        this.#revision = found.revision;
        this.#kept = structuredClone(found.value);
        this.value = apply(found.value, mine);
        this.dispatchEvent(new Event("changed"));
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
 * Keys whose values differ; one that is gone is undefined.
 *
 * @param {Record<string, any>} before
 * @param {Record<string, any>} now
 */
export function differences(before, now) {
  /** @type {Record<string, any>} */
  const found = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (JSON.stringify(before[key]) !== JSON.stringify(now[key])) found[key] = now[key];
  }
  return found;
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
