// A run while it is made: how far it is, what it looks like so far, its words as they come.
import { API, get, post } from "./api.js";
import { changes } from "./changes.js";
import { listen } from "./stream.js";

const KINDS = ["queued", "started", "progress", "preview", "text", "artifact", "note", "requeued", "done", "failed", "cancelled"];

/** @typedef {"queued" | "running" | "done" | "failed" | "cancelled"} State */

/** @type {Map<string, Making>} */
const all = new Map();

/** Says `told` when something happened. */
export class Making extends EventTarget {
  /** @type {State} */
  state = "queued";
  done = 0;
  total = 0;
  /** what it does now, in the generator's own word */
  note = "";
  /** @type {Map<number, {url: string, type: string, append: boolean}>} the newest look at each item */
  previews = new Map();
  /** @type {Map<number, string>} */
  texts = new Map();
  /** @type {any[]} */
  artifacts = [];
  /** @type {string} */
  error = "";
  #users = 0;
  /** @type {(() => void) | null} */
  #end = null;

  /** @param {string} id */
  constructor(id) {
    super();
    this.id = id;
  }

  get isOver() {
    return this.state !== "queued" && this.state !== "running";
  }

  /** How much of it is made, 0 to 1; null where nobody knows. */
  get part() {
    return this.total > 0 ? Math.min(1, this.done / this.total) : null;
  }

  /** Listen for as long as somebody looks. @returns {() => void} ends it */
  follow() {
    this.#users += 1;
    if (!this.#end && !this.isOver) {
      this.#end = listen(`/runs/${this.id}/events?data=false`, (kind, data, id) => this.#heard(kind, data, id), { kinds: KINDS });
      // A run that was taken from the library tells nothing any more.
      this.onServer = () => void this.#look();
      changes.addEventListener("server", this.onServer);
    }
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#users -= 1;
      if (this.#users === 0) this.#leave();
    };
  }

  #leave() {
    this.#end?.();
    this.#end = null;
    if (this.onServer) changes.removeEventListener("server", this.onServer);
    all.delete(this.id);
  }

  async #look() {
    const run = await get(`/runs/${this.id}`).catch((error) => (error?.status === 404 ? { state: "cancelled" } : null));
    if (!run || this.isOver) return;
    if (["done", "failed", "cancelled"].includes(run.state)) this.#ends(run.state, run.error ?? "");
  }

  /** @param {string} kind @param {any} data @param {number} id @returns {boolean | void} */
  #heard(kind, data, id) {
    if (kind === "started") this.state = "running";
    else if (kind === "progress") Object.assign(this, { state: "running", done: data.done, total: data.total, note: data.note ?? "" });
    else if (kind === "preview") this.previews.set(data.item ?? 0, { url: `${API}/runs/${this.id}/events/${data.seq ?? id}/preview`, type: data.media_type ?? "", append: Boolean(data.append) });
    else if (kind === "text") this.texts.set(data.item ?? 0, (this.texts.get(data.item ?? 0) ?? "") + data.piece);
    else if (kind === "artifact") this.artifacts = [...this.artifacts.filter((each) => each.id !== data.id), data];
    else if (kind === "requeued" || kind === "queued") {
      Object.assign(this, { state: "queued", done: 0, note: "", error: "" });
      this.texts.clear();
      this.previews.clear();
    } else if (kind === "done" || kind === "failed" || kind === "cancelled") {
      this.#ends(kind, data.error ?? "");
      return true;
    }
    this.dispatchEvent(new Event("told"));
  }

  /** @param {State} state @param {string} error */
  #ends(state, error) {
    this.state = state;
    this.error = error;
    this.#end?.();
    this.#end = null;
    this.dispatchEvent(new Event("told"));
  }

  /** Stop it; what it made stays. */
  cancel() {
    return post(`/runs/${this.id}/cancel`);
  }
}

/** A run that is being made; everybody who asks shares one. @param {string} id @param {any} [run] as the API told it @returns {Making} */
export function making(id, run) {
  let found = all.get(id);
  if (!found) {
    found = new Making(id);
    if (run) {
      found.state = run.state;
      found.error = run.error ?? "";
    }
    all.set(id, found);
  }
  return found;
}
