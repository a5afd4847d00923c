// One sound at a time, straight from a card: its own file, or what a piece becomes when it is played.
import { heard as heardOf } from "./artifact.js";
import { artifact } from "./artifacts.js";

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
  const url = await artifact(id).then((made) => heardOf(made)?.url, () => "");
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
