// What Muse itself says in English (notes and reasons of a report, errors) in the reader's language.
import { known, language, sayings } from "./words.js";

/** @typedef {{shape: RegExp, names: string[], says: string}} Saying */

/** @type {{from: [string, string][], made: Saying[]}} */
let compiled = { from: [], made: [] };

/** What a pattern puts in: `{name}` as it is, `{name*}` told too, `{name:kind}` by the catalogue of that kind. */
const HOLE = /\{(\w+)(\*|:\w+)?\}/g;

/** @returns {Saying[]} */
function all() {
  const from = sayings();
  if (compiled.from !== from) {
    compiled = {
      from,
      made: from.map(([english, says]) => {
        /** @type {string[]} */
        const names = [];
        const shape = english.split(/(\{\w+(?:\*|:\w+)?\})/).map((part) => {
          if (!/^\{\w+(\*|:\w+)?\}$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
          names.push(part.replace(HOLE, "$1"));
          return "([^]+?)";
        }).join("");
        return { shape: new RegExp(`^${shape}$`), names, says };
      }),
    };
  }
  return compiled.made;
}

/**
 * A message of Muse as it is said here; a stranger's, which nobody knows, as it is.
 *
 * @param {string} message
 * @returns {string}
 */
export function told(message) {
  if (typeof message !== "string" || language() === "en") return message;
  for (const { shape, names, says } of all()) {
    const found = shape.exec(message);
    if (!found) continue;
    const values = new Map(names.map((name, at) => [name, found[at + 1]]));
    return says.replace(HOLE, (_, name, how) => put(values.get(name) ?? "", how));
  }
  const named = /^([a-z][a-z0-9_]*): ([^]+)$/.exec(message);
  const label = named ? known(`field.${named[1]}`, "") : "";
  if (named && label) return `${label}：${told(named[2])}`;
  return message.includes("; ") ? message.split("; ").map(told).join("；") : message;
}

/** @param {string} value @param {string | undefined} how @returns {string} */
function put(value, how) {
  if (!how) return value.replace(/^'([^]*)'$/, "$1");
  if (how === "*") return told(value);
  const kind = how.slice(1);
  if (kind === "key") return keyName(value);
  if (kind === "generator" || kind === "medium" || kind === "field") return known(`${kind}.${value}`, value);
  const prefix = kind === "thing" ? "thing" : `choice.${kind}`;
  return value.split(", ").map((each) => known(`${prefix}.${each.replace(/ /g, "_")}`, known(`${prefix}.${each}`, each))).join("、");
}

/**
 * A key as musicians of the language call it: "Bb major" is 降 B 大调.
 *
 * @param {string} value
 * @returns {string}
 */
export function keyName(value) {
  const found = /^([A-G])([#♯b♭]?)m? ?(.*)$/.exec(value);
  if (!found || language() === "en") return value;
  const minor = /^[A-G][#♯b♭]?m$/.test(value);
  const mode = known(`mode.${minor ? "minor" : found[3] || "major"}`, found[3]);
  const sign = found[2] === "" ? "" : "#♯".includes(found[2]) ? "升 " : "降 ";
  return `${sign}${found[1]} ${mode}`.trim();
}
