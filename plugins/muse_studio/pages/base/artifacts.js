// Artifacts by their ids: read once, together where many are asked for at once, anew when the library changed.
import { Trouble, get } from "./api.js";
import { changes } from "./changes.js";

/** Milliseconds for which others that are wanted too are waited for. */
const PACE = 5;
const MOST = 100;

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** @type {Map<string, any>} what was read last, old or not */
const seen = new Map();

/** @type {Map<string, {done: (artifact: any) => void, failed: (error: unknown) => void}>} */
const wanted = new Map();

/** Says `changed` when what is shown of artifacts is to be asked for again. */
export const artifacts = new EventTarget();

changes.addEventListener("artifacts", () => {
  read.clear();
  artifacts.dispatchEvent(new Event("changed"));
});

/**
 * The artifact of an id, in the trash or not; Trouble where there is none.
 *
 * @param {string} id
 * @returns {Promise<any>}
 */
export function artifact(id) {
  const known = read.get(id);
  if (known) return known;
  const asked = new Promise((done, failed) => {
    if (wanted.size === 0) window.setTimeout(ask, PACE);
    wanted.set(id, { done, failed });
  });
  read.set(id, asked);
  // One that failed is asked for again the next time.
  asked.catch(() => read.delete(id));
  return asked;
}

/**
 * What was last read of an artifact, without waiting; undefined where nothing was.
 *
 * @param {string} id
 */
export function last(id) {
  return seen.get(id);
}

/**
 * Keep an artifact that came with something else: a run, a page of the gallery.
 *
 * @param {any} found
 */
export function keep(found) {
  seen.set(found.id, found);
  read.set(found.id, Promise.resolve(found));
  return found;
}

/**
 * Ask for one anew the next time, or for all.
 *
 * @param {string} [id]
 */
export function forget(id) {
  if (id === undefined) read.clear();
  else read.delete(id);
}

async function ask() {
  const all = [...wanted];
  wanted.clear();
  while (all.length) {
    const some = all.splice(0, MOST);
    await Promise.all(some.map(async ([id, waits]) => {
      try {
        const found = await get(`/artifacts/${encodeURIComponent(id)}`);
        seen.set(id, found);
        waits.done(found);
      } catch (error) {
        if (error instanceof Trouble && error.status === 404) seen.delete(id);
        waits.failed(error);
      }
    }));
  }
}
