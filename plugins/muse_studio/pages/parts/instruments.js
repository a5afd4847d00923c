// Names of instruments, keys, modes and sections in the language of the page.
import { known, language, t } from "../base/words.js";

/** Chinese names of the 128 programs of General MIDI. @type {string[] | null} */
let chinese = null;

/** Get the names that the language of the page needs. */
export async function instruments() {
  if (language() === "zh" && !chinese) chinese = (await import("../words/instruments.zh.js")).default;
}

/**
 * Who plays a part.
 *
 * @param {{label: string, instrument: string, programme: number, drums: boolean}} part
 */
export function instrument(part) {
  if (part.drums) return t("music.drums");
  const usual = language() === "zh" ? chinese?.[part.programme] : undefined;
  // One that is called otherwise than its instrument keeps its name.
  return usual && part.label.startsWith(part.instrument) ? usual + part.label.slice(part.instrument.length) : part.label;
}

/** A key in words: "G major", "G 大调". @param {string} key */
export function keyName(key) {
  const [, tonic, mode] = /^([A-G][#b♯♭]*)\s+(.*)$/.exec(key) ?? ["", key, ""];
  const signed = tonic.replace("#", "♯").replace(/(?<=.)b/, "♭");
  return mode ? t("music.keyname", { tonic: signed, mode: known(`music.mode.${mode.replaceAll(" ", "_")}`, mode) }) : signed;
}

/** The name of a section in the language of the page: "verse 1", "主歌 1". @param {string} label */
export function sectionName(label) {
  const [, kind, number] = /^(.*?)\s*(\d*)$/.exec(label) ?? ["", label, ""];
  const key = `music.section.${kind.toLowerCase().replaceAll(" ", "_")}`;
  const named = t(key);
  return `${named === key ? kind.slice(0, 1).toUpperCase() + kind.slice(1) : named}${number ? ` ${number}` : ""}`;
}
