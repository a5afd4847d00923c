// What a gallery shows of the library: so many, read page by page as they are looked at, a few pages held.
import { get, query } from "./api.js";
import { changes } from "./changes.js";
import { apply, kept } from "./keeping.js";

const PAGE = 100;
const HELD = 20;
/** Milliseconds between two looks at what changed. */
const PACE = 250;

/** @typedef {import("./keeping.js").Kept} Kept */

/**
 * Says `sought` when what was sought is there, `page` when more of it came, `renewed` when the library changed.
 */
export class Shelf extends EventTarget {
  total = 0;
  /** Whether the total is known: what is seen first comes before it. */
  known = false;
  /** New ones at the top that don't move what is looked at, until one comes to the top. */
  fresh = 0;
  /** Whether the top is looked at: new ones are then shown at once. */
  top = true;
  /** @type {Record<string, number>} how many of each medium, whatever medium is sought */
  media = {};
  /** @type {Record<string, number>} */
  generators = {};
  /** @type {Record<string, any>} */
  #wanted = {};
  /** @type {Map<number, {items: Kept[], stale: boolean}>} pages by number, the one that was used last at the end */
  #pages = new Map();
  /** @type {Map<number, AbortController>} */
  #asked = new Map();
  #turn = 0;
  /** @type {AbortController | null} */
  #seeking = null;
  #first = "";
  #looking = false;
  #again = false;
  #peeking = false;

  constructor() {
    super();
    this.onChange = () => void this.look();
    this.onKept = (/** @type {any} */ event) => this.#patch(event.detail);
    changes.addEventListener("artifacts", this.onChange);
    kept.addEventListener("changed", this.onKept);
  }

  /**
   * Seek; what was found before stays until the answer is there, and a later search ends this one.
   *
   * @param {Record<string, any>} wanted as the server is asked
   */
  async seek(wanted) {
    this.#seeking?.abort();
    const mine = (this.#seeking = new AbortController());
    const counting = this.#count(wanted, mine.signal);
    counting.catch(() => {});
    const head = await this.#head(wanted, mine.signal);
    if (mine.signal.aborted) return;
    this.#turn++;
    for (const asked of this.#asked.values()) asked.abort();
    this.#asked.clear();
    this.#pages.clear();
    this.#wanted = wanted;
    this.fresh = 0;
    // What is seen first doesn't wait for the number of all.
    this.known = head.length < PAGE;
    this.total = head.length;
    this.#take(null, head);
    this.dispatchEvent(new Event("sought"));
    void counting.then((count) => {
      if (mine.signal.aborted) return;
      this.#take(count, null);
      this.dispatchEvent(new Event("renewed"));
    }, () => {});
  }

  /** The artifact at a place; null while it isn't here. @param {number} index @returns {Kept | null} */
  at(index) {
    return this.#pages.get(Math.floor(index / PAGE))?.items[index % PAGE] ?? null;
  }

  /** Fetch what is looked at, and nothing that no longer is. @param {number} first @param {number} last */
  want(first, last) {
    const from = Math.floor(Math.max(0, first) / PAGE);
    const to = Math.floor(Math.max(0, last) / PAGE);
    for (const [number, asked] of this.#asked) {
      if (number >= from && number <= to) continue;
      asked.abort();
      this.#asked.delete(number);
    }
    for (let number = from; number <= to; number++) {
      const page = this.#pages.get(number);
      if (page) {
        this.#pages.delete(number);
        this.#pages.set(number, page);
      }
      if ((!page || page.stale) && !this.#asked.has(number)) void this.#fetch(number);
    }
  }

  /** When the artifact at a place was made, although its page isn't here; null where that isn't known yet. @param {number} index */
  async peek(index) {
    const here = this.at(index);
    if (here) return here.created;
    if (this.#peeking) return null;
    this.#peeking = true;
    const found = await get(`/artifacts${query({ ...this.#wanted, brief: true, limit: 1, offset: String(this.fresh + index) })}`).catch(() => null);
    this.#peeking = false;
    return found?.artifacts[0]?.created ?? null;
  }

  /** Look at what changed in the library. */
  async look() {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#again = false;
        const turn = this.#turn;
        const found = await Promise.all([this.#count(this.#wanted), this.#head(this.#wanted)]).catch(() => null);
        if (!found || turn !== this.#turn) continue;
        const [count, head] = found;
        const place = head.findIndex((each) => each.id === this.#first);
        const more = place >= 0 ? place : this.fresh + Math.max(0, count.total - this.fresh - this.total);
        this.fresh = this.top || this.#wanted.order ? 0 : more;
        for (const page of this.#pages.values()) page.stale = true;
        for (const asked of this.#asked.values()) asked.abort();
        this.#asked.clear();
        this.#take(count, this.fresh ? null : head);
        this.dispatchEvent(new Event("renewed"));
        await new Promise((done) => window.setTimeout(done, PACE));
      } while (this.#again);
    } finally {
      this.#looking = false;
    }
  }

  /** Let the new ones in. */
  async welcome() {
    this.top = true;
    await this.look();
  }

  /**
   * All that is sought, up to a number.
   *
   * @param {number} most
   * @returns {Promise<Kept[]>}
   */
  async all(most) {
    /** @type {Kept[]} */
    const found = [];
    while (found.length < Math.min(most, this.total)) {
      const some = (await get(`/artifacts${query({ ...this.#wanted, brief: true, limit: 200, offset: this.fresh + found.length })}`)).artifacts;
      if (!some.length) break;
      found.push(...some);
    }
    return found.slice(0, most);
  }

  close() {
    this.#turn++;
    this.#seeking?.abort();
    for (const asked of this.#asked.values()) asked.abort();
    changes.removeEventListener("artifacts", this.onChange);
    kept.removeEventListener("changed", this.onKept);
  }

  /** @param {Record<string, any>} wanted @param {AbortSignal} [signal] @returns {Promise<any>} */
  async #count(wanted, signal) {
    const { medium, order: _, ...others } = wanted;
    const count = await get(`/artifacts/count${query(others)}`, { signal });
    return { ...count, total: medium ? (count.media[medium] ?? 0) : count.total };
  }

  /** @param {Record<string, any>} wanted @param {AbortSignal} [signal] @returns {Promise<Kept[]>} */
  async #head(wanted, signal) {
    return (await get(`/artifacts${query({ ...wanted, brief: true, limit: PAGE, offset: "0" })}`, { signal })).artifacts;
  }

  /** @param {any} count @param {Kept[] | null} head */
  #take(count, head) {
    if (count) {
      this.known = true;
      this.total = Math.max(0, count.total - this.fresh);
      this.media = count.media;
      this.generators = count.generators;
    }
    if (!head) return;
    this.#pages.set(0, { items: head, stale: false });
    this.#first = head[0]?.id ?? "";
  }

  /** @param {number} number */
  async #fetch(number) {
    const asked = new AbortController();
    this.#asked.set(number, asked);
    try {
      const found = await get(`/artifacts${query({ ...this.#wanted, brief: true, limit: PAGE, offset: String(this.fresh + number * PAGE) })}`, { signal: asked.signal });
      if (asked.signal.aborted) return;
      this.#pages.delete(number);
      this.#pages.set(number, { items: found.artifacts, stale: false });
      if (number === 0) this.#first = found.artifacts[0]?.id ?? "";
      for (const old of this.#pages.keys()) if (this.#pages.size > HELD) this.#pages.delete(old);
      this.dispatchEvent(new Event("page"));
    } catch (error) {
      if (!asked.signal.aborted) window.setTimeout(() => this.dispatchEvent(new Event("page")), 1000);
    } finally {
      if (this.#asked.get(number) === asked) this.#asked.delete(number);
    }
  }

  /** @param {{ids: Set<string>, change: import("./keeping.js").Change}} told */
  #patch({ ids, change }) {
    let found = false;
    for (const { items } of this.#pages.values()) {
      for (const item of items) {
        if (!ids.has(item.id)) continue;
        apply(item, change);
        found = true;
      }
    }
    if (found) this.dispatchEvent(new Event("page"));
  }
}
