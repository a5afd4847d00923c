// What the parts that show an artifact need to know of it.
import { API } from "./api.js";

/** @typedef {{id: string, medium: string, generator: string, title: string, prompt?: string, files: {suffix: string, media_type: string, size: number, url?: string}[],
 *   views?: string[], exports?: string[], waveform?: string | null, thumbnail?: string | null, report?: Record<string, any>}} Artifact */

/**
 * The address of a file of an artifact.
 *
 * @param {string} id
 * @param {string} suffix with its dot, or as an artifact names it
 */
export const fileOf = (id, suffix) => `${API}/artifacts/${encodeURIComponent(id)}/files/${suffix.replace(/^[./]/, "")}`;

/**
 * The address of a view of an artifact.
 *
 * @param {string} id
 * @param {string} name
 * @param {string | number} [place]
 */
export const viewOf = (id, name, place) => `${API}/artifacts/${encodeURIComponent(id)}/views/${name}${place === undefined || place === "" ? "" : `/${place}`}`;

/**
 * The address of an artifact in another format.
 *
 * @param {string} id
 * @param {string} suffix with its dot
 */
export const turnedOf = (id, suffix) => `${API}/artifacts/${encodeURIComponent(id)}/as/${suffix.slice(1)}`;

/** The address of the small picture of an artifact that has one. @param {string} id */
export const thumbnailOf = (id) => `${API}/artifacts/${encodeURIComponent(id)}/thumbnail`;

/**
 * What a file of an artifact is called where it is saved: no sign that a file's name can't have.
 *
 * @param {{id: string, title: string}} made
 * @param {string} suffix
 */
export function savedAs(made, suffix) {
  const name = (made.title || made.id).replace(/[\\/:*?"<>|\u0000-\u001f\s]+/g, " ").trim().slice(0, 80).trim();
  const ending = suffix.replaceAll("/", "-");
  return `${name || made.id}${/^[.-]/.test(ending) ? "" : "-"}${ending}`;
}

/** Formats that browsers play, the smaller first. */
const PLAYED = [".ogg", ".opus", ".mp3", ".m4a", ".flac", ".wav"];
const LONG = 24_000_000; // bytes of a packed sound that is too long to be held in memory
const LONG_PLAIN = 90_000_000; // of one that isn't packed

/**
 * Where an artifact can be heard, or null: its own sound, what its plugin plays of it, or what it can be turned into.
 *
 * @param {Artifact} made
 * @returns {{url: string, streamed: boolean, duration: number} | null}
 */
export function heard(made) {
  const duration = Number(made.report?.measured?.duration ?? 0);
  const own = made.files.find((file) => file.media_type.startsWith("audio/") && file.media_type !== "audio/midi");
  if (own) {
    const most = own.media_type === "audio/wav" ? LONG_PLAIN : LONG;
    return { url: own.url ?? fileOf(made.id, own.suffix), streamed: own.size > most, duration };
  }
  if (made.views?.includes("sound")) return { url: viewOf(made.id, "sound"), streamed: duration > 600, duration };
  const turned = PLAYED.find((each) => made.exports?.includes(each));
  return turned ? { url: turnedOf(made.id, turned), streamed: duration > 600, duration } : null;
}
