// Names of media, generators, fields and choices in the reader's language, and made readable where a stranger brought them.
import { keyName, told } from "./told.js";
import { known, language, number, t } from "./words.js";

/** A name as a word of its own: "point_of_view" -> "Point of view". @param {string} name */
export function plain(name) {
  const text = String(name).replace(/[_-]+/g, " ").trim();
  return text ? text[0].toUpperCase() + text.slice(1) : name;
}

/** @param {string} medium */
export const mediumName = (medium) => known(`medium.${medium}`, plain(medium));

/** @param {string} name such as image.sketch */
export const generatorName = (name) => known(`generator.${name}`, plain(name.slice(name.indexOf(".") + 1)));

/** What a generator does, in a line. @param {{name: string, summary: string}} each */
export function summaryOf(each) {
  const key = `generator.${each.name}.what`;
  return known(key, told(each.summary));
}

/** @param {string} name @param {string} [generator] */
export function fieldName(name, generator = "") {
  const own = `field.${generator}.${name}`;
  return known(own, known(`field.${name}`, plain(name)));
}

/**
 * What a field is for. Descriptions call other fields as a terminal does ("--mix"): here they go by what their labels say.
 *
 * @param {string} generator @param {{name: string, help: string}} field
 */
export function fieldHelp(generator, field) {
  const key = `help.${generator}.${field.name}`;
  return known(key, field.help).replace(/(?<![\w-])--([a-z][a-z-]*[a-z])/g, (written, flag) => {
    const name = flag.replaceAll("-", "_");
    const label = known(`field.${generator}.${name}`, known(`field.${name}`, ""));
    return label ? `“${label}”` : written;
  });
}

/** What a generator does now, in its own word. @param {string} note */
export function stageName(note) {
  const said = told(note);
  // A single English word among others says less than nothing.
  return said === note && language() !== "en" ? "" : said;
}

/** @param {string} field @param {any} value */
export function choiceName(field, value) {
  if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
  if (typeof value === "number") return number(value, { useGrouping: false });
  return known(`choice.${field}.${value}`, plain(String(value)));
}

/** A value of a field in a few words. @param {{name: string, unit?: string} | string} field @param {any} value @returns {string} */
export function valueName(field, value) {
  const name = typeof field === "string" ? field : field.name;
  const unit = typeof field === "string" ? "" : field.unit ?? "";
  if (value === null || value === undefined || value === "") return t("form.auto");
  if (Array.isArray(value)) return value.length ? value.map((each) => valueName(name, each)).join(", ") : t("form.none");
  if (typeof value === "number") {
    const text = number(value, value && Math.abs(value) < .001 ? { maximumSignificantDigits: 3 } : { useGrouping: false, maximumFractionDigits: 3 });
    return unit ? `${text} ${known(`unit.${unit}`, unit)}` : text;
  }
  if (typeof value === "object") return String(value.name ?? JSON.stringify(value)).slice(0, 60);
  if (name === "key" && typeof value === "string") return known(`mode.${value}`, keyName(value));
  if (typeof value === "string" && value.length > 60) return `${value.slice(0, 58)}…`;
  return typeof value === "string" && /\s|[A-Z#:/]/.test(value) ? known(`choice.${name}.${value}`, value) : choiceName(name, value);
}

/** Styles whose title isn't their name. */
const TITLED = /** @type {Record<string, string>} */ ({ bossanova: "bossa", filmscore: "film" });

/**
 * What a work is called: the composer's own titles ("Jazz in C major, 4/4") in the reader's language.
 *
 * @param {{title?: string | null, medium?: string}} item
 */
export function titleOf(item) {
  const title = item.title ?? "";
  if (language() === "en" || item.medium !== "music") return title;
  const [, style, key, meter] = /^(\D+) in ([A-G][#b♯♭]* [a-z ]+), (\d+\/\d+)$/.exec(title) ?? [];
  if (!style) return title;
  const name = style.toLowerCase().replace(/[ -]/g, "");
  return t("music.titled", { key: keyName(key), style: known(`choice.style.${TITLED[name] ?? name}`, style), meter });
}
