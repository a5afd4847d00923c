// Artifacts by their ids: each read once, and anew when the library changed.
import { get } from "./api.js";
import { changes } from "./changes.js";

/** @type {Map<string, Promise<any>>} */
const read = new Map();

/** Says `changed` when what is shown of artifacts is to be asked for again. */
export const artifacts = new EventTarget();

changes.addEventListener("artifacts", () => {
  read.clear();
  artifacts.dispatchEvent(new Event("changed"));
});

/**
 * The artifact of an id, in the trash or not; Trouble where there is none. Who changes it asks the server for its own.
 *
 * @param {string} id
 * @returns {Promise<any>}
 */
export function artifact(id) {
  const known = read.get(id);
  if (known) return known;
  const asked = get(`/artifacts/${encodeURIComponent(id)}`);
  read.set(id, asked);
  // One that failed is asked for again the next time.
  asked.catch(() => read.delete(id));
  return asked;
}
