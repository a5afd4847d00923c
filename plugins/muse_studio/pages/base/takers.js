// Which fields take what: an artifact or a file as the value of a field of any generator ("use as").
import { file, get } from "./api.js";
import { described, installed } from "./generators.js";
import { spec } from "./schema.js";

/** @typedef {{generator: string, medium: string, field: string, list: boolean, value: any, text: boolean}} Taker text: the value is its words */

/** Fields of words that a text may be put into, as it is. */
const WORDS = new Set(["prompt", "text", "lyrics", "scene"]);
const LONGEST = 20_000;

/**
 * Whether a media type is one of some: "image/*", "application/vnd.recordare.*", "text/plain". Nothing said: any is.
 *
 * @param {string} type
 * @param {string[]} media
 */
export function isOf(type, media) {
  const plain = type.split(";")[0].trim();
  return media.length === 0 || media.some((each) => each === "*/*" || each === plain || (each.endsWith("*") && plain.startsWith(each.slice(0, -1))));
}

/**
 * Fields that take something: those of a generator first, then of its medium, then the others; defaults before the rest.
 *
 * @param {{type: string, value: any}[]} files what it is, and what stands for it in a field; the first that fits is used
 * @param {{generator?: string | null, medium?: string}} [near]
 * @returns {Promise<Taker[]>}
 */
export async function takers(files, near = {}) {
  const { generators } = await installed();
  const ready = generators.filter((each) => each.ready);
  const all = await Promise.all(ready.map((each) => described(each.name).catch(() => null)));
  /** @type {Taker[]} */
  const found = [];
  const words = files.find((each) => each.type.startsWith("text/"));
  for (const one of all) {
    if (!one) continue;
    for (const [name, schema] of Object.entries(one.condition.properties ?? {})) {
      const field = spec(name, schema, one.condition);
      const base = { generator: one.name, medium: one.medium, field: name };
      if (field.kind === "file" || field.kind === "files") {
        const file = files.find((each) => isOf(each.type, field.media));
        if (file) found.push({ ...base, list: field.kind === "files", value: file.value, text: false });
      } else if (words && WORDS.has(name) && ["text", "words"].includes(field.kind) && !field.choices.length) {
        found.push({ ...base, list: false, value: words.value, text: true });
      }
    }
  }
  const first = new Set(ready.filter((each) => each.default).map((each) => each.name));
  const rank = (/** @type {Taker} */ each) => (each.generator === near.generator ? 0 : (each.medium === near.medium ? 1 : 3) + (first.has(each.generator) ? 0 : 1));
  return found.sort((a, b) => rank(a) - rank(b));
}

/**
 * The files of an artifact as a field takes them: muse:ID, or muse:ID.mid for one that isn't its first.
 *
 * @param {any} artifact
 * @returns {{type: string, value: string}[]}
 */
export function filesOf(artifact) {
  return artifact.files.map((/** @type {any} */ file, /** @type {number} */ place) => ({
    type: file.media_type,
    value: place === 0 ? `muse:${artifact.id}` : `muse:${artifact.id}${file.suffix}`,
  }));
}

/**
 * The words of a text artifact, without the marks of its heading; null where it has none.
 *
 * @param {any} artifact
 * @returns {Promise<string | null>}
 */
export async function wordsOf(artifact) {
  const words = artifact.files.find((/** @type {any} */ each) => each.media_type.startsWith("text/plain"))
    ?? artifact.files.find((/** @type {any} */ each) => each.media_type.startsWith("text/markdown"));
  return words ? (await (await file(words.url)).text()).slice(0, LONGEST) : null;
}

/**
 * What a field holds once it takes this: a list grows.
 *
 * @param {Taker} taker
 * @param {any} before
 * @param {any} value
 */
export function taken(taker, before, value = taker.value) {
  return taker.list ? [...(Array.isArray(before) ? before : []), value] : value;
}

/** The media types of an uploaded file by its name, where the browser knows none. */
const TYPES = /** @type {Record<string, string>} */ ({
  mid: "audio/midi", midi: "audio/midi", kar: "audio/midi", abc: "text/vnd.abc", musicxml: "application/vnd.recordare.musicxml+xml", xml: "application/vnd.recordare.musicxml+xml",
  mxl: "application/vnd.recordare.musicxml", md: "text/markdown", markdown: "text/markdown", txt: "text/plain", lrc: "text/x-lrc", cho: "text/x-chordpro", srt: "application/x-subrip",
  json: "application/json", toml: "application/toml", flac: "audio/flac", ogg: "audio/ogg", mp3: "audio/mpeg", wav: "audio/wav", webp: "image/webp", safetensors: "application/vnd.safetensors",
});

/** @param {File} file */
export function typeOf(file) {
  const ending = file.name.slice(file.name.lastIndexOf(".") + 1).toLowerCase();
  return TYPES[ending] ?? (file.type || "application/octet-stream");
}

/**
 * An artifact as it is now, and all fields that take it.
 *
 * @param {any} artifact
 * @param {{generator?: string | null, medium?: string}} [near]
 */
export async function takersOf(artifact, near) {
  // A page of the gallery tells no files.
  const whole = artifact.files ? artifact : await get(`/artifacts/${artifact.id}`);
  return takers(filesOf(whole), near);
}
