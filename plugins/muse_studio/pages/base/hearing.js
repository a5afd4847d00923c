// One sound at a time, straight from a card: its own file, or what a piece becomes when it is played.
import { API, get } from "./api.js";

const audio = new Audio();
let now = "";

/** Says `changed` when another is heard, or none. */
export const hearing = new EventTarget();

audio.addEventListener("ended", () => hush());
audio.addEventListener("error", () => now && hush());

/** The id of what is heard; empty where nothing is. */
export function heard() {
  return now;
}

/**
 * Hear an artifact, or end it if it is heard.
 *
 * @param {string} id
 */
export async function hear(id) {
  if (now === id) {
    hush();
    return;
  }
  now = id;
  hearing.dispatchEvent(new Event("changed"));
  const url = await source(id);
  if (now !== id) return;
  if (!url) {
    hush();
    return;
  }
  audio.src = url;
  await audio.play().catch(() => {});
}

/** Let nothing be heard. */
export function hush() {
  audio.pause();
  audio.removeAttribute("src");
  now = "";
  hearing.dispatchEvent(new Event("changed"));
}

/** @param {string} id */
async function source(id) {
  const made = await get(`/artifacts/${id}`).catch(() => null);
  if (!made) return "";
  const own = made.files.find((/** @type {any} */ each) => each.media_type.startsWith("audio/") && each.media_type !== "audio/midi");
  if (own) return own.url;
  const other = [".ogg", ".opus", ".mp3", ".m4a", ".flac", ".wav"].find((each) => made.exports?.includes(each));
  if (other) return `${API}/artifacts/${id}/as/${other.slice(1)}`;
  return made.views?.includes("sound") ? `${API}/artifacts/${id}/views/sound` : "";
}
