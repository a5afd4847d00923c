// Fields as people meet them, from the JSON Schema of any generator's condition, a stranger's too.

/**
 * @typedef {"words" | "text" | "number" | "choice" | "yes" | "file" | "files" | "colours" | "seed" | "list" | "some" | "json"} Kind
 * words: many lines; list: texts or numbers; some: any of some choices
 *
 * @typedef {object} Spec
 * @property {string} name
 * @property {Kind} kind
 * @property {string} help the plugin's own description
 * @property {boolean} nullable null means: as the generator chooses
 * @property {boolean} required
 * @property {any} default
 * @property {any[]} choices
 * @property {boolean} free whether other values than the choices are taken
 * @property {number | null} min
 * @property {number | null} max
 * @property {number} step
 * @property {boolean} whole
 * @property {boolean} either takes a number or a text
 * @property {string} unit
 * @property {string[]} media media types of files; empty: any
 * @property {number} most how many values or letters at most
 * @property {string} clock "date", "date-time" or "time" where a text is one; else empty
 * @property {string} takes
 * @property {any[]} examples
 * @property {string} item type of a list's values
 */

const UNITS = /** @type {Record<string, string>} */ ({ width: "px", height: "px", duration: "s", tempo: "bpm", fps: "fps", dpi: "dpi", timeout: "s", loudness: "LUFS" });
const LONG = /^(text|lyrics|script|words|story|notes?|negative_prompt|poem|body|instructions?|system|card)$/;
const COLOURS = /(^|_)(palette|colou?rs?|tint|ink|paper_colou?r)$/;

/** Names of fields that most people look for, in that order. */
export const FRONT = ["text", "mood", "key", "meter", "tempo", "size", "orientation", "width", "height", "duration", "bars", "instruments", "lyrics", "pages", "language", "voice", "genre", "verse", "length", "count", "seed"];

/** Fields that say how a thing looks or sounds: shown as cards, the first of them that has choices. */
const LOOKS = ["style", "form", "label", "kind", "theme", "trim", "look", "shape", "pattern", "voice", "genre"];

/** @param {any} schema @param {any} root @returns {any} */
function resolved(schema, root) {
  let found = schema;
  for (let depth = 0; depth < 8 && found; depth++) {
    if (typeof found.$ref === "string") {
      const target = found.$ref.replace(/^#\//, "").split("/").reduce((/** @type {any} */ at, /** @type {string} */ key) => at?.[decodeURIComponent(key)], root);
      found = { ...target, ...found, $ref: undefined };
    } else if (Array.isArray(found.allOf) && found.allOf.length === 1) found = { ...found.allOf[0], ...found, allOf: undefined };
    else break;
  }
  return found ?? {};
}

/**
 * The fields of a generator, in the order of its condition, without the prompt.
 *
 * @param {{condition: any, choices?: Record<string, string[]>}} described
 * @returns {Spec[]}
 */
export function specs(described) {
  const root = described.condition ?? {};
  return Object.entries(root.properties ?? {}).filter(([name]) => name !== "prompt")
    .map(([name, schema]) => spec(name, schema, root, described.choices?.[name] ?? []));
}

/** @param {string} name @param {any} schema @param {any} root @param {string[]} known @returns {Spec} */
export function spec(name, schema, root, known = []) {
  const outer = resolved(schema, root);
  const options = (outer.anyOf ?? outer.oneOf ?? [outer]).map((/** @type {any} */ each) => resolved(each, root));
  const real = options.filter((/** @type {any} */ each) => each.type !== "null");
  const types = new Set(real.flatMap((/** @type {any} */ each) => each.type ?? []));
  types.delete("null");
  const main = real.find((/** @type {any} */ each) => each.enum) ?? real[0] ?? {};
  const whole = types.has("integer") && !types.has("number");
  const numeric = types.has("integer") || types.has("number");
  const bound = (/** @type {string} */ key, /** @type {string} */ exclusive, /** @type {number} */ side) =>
    main[key] ?? (typeof main[exclusive] === "number" ? main[exclusive] + (whole ? side : 0) : null);
  const choices = main.enum ?? ("const" in main ? [main.const] : main["x-choices"] ?? outer["x-choices"] ?? known);
  const items = resolved(main.items ?? {}, root);
  /** @type {Spec} */
  const made = {
    name,
    kind: "json",
    help: outer.description ?? main.description ?? "",
    nullable: options.length > real.length || (Array.isArray(outer.type) && outer.type.includes("null")),
    required: (root.required ?? []).includes(name),
    default: outer.default,
    choices: choices.filter((/** @type {any} */ each) => each !== null),
    free: !main.enum && !("const" in main),
    min: bound("minimum", "exclusiveMinimum", 1),
    max: bound("maximum", "exclusiveMaximum", -1),
    step: main.multipleOf ?? (whole ? 1 : 0),
    whole,
    either: numeric && types.has("string"),
    unit: UNITS[name] ?? outer["x-unit"] ?? "",
    media: outer.media ?? main.media ?? items.media ?? [],
    clock: ["date", "date-time", "time"].includes(main.format) ? main.format : "",
    most: main.maxItems ?? main.maxLength ?? Infinity,
    takes: outer.takes ?? main.takes ?? "",
    examples: outer.examples ?? [],
    item: items.type ?? "string",
  };
  made.kind = kind(made, types, main, items);
  if (made.kind === "some") made.choices = items.enum;
  if (!made.step && made.kind === "number") made.step = stepOf(made.min, made.max);
  if (!whole && made.kind === "number") {
    // An end that isn't taken itself: a slider goes as near as its step.
    if (made.min !== null && main.minimum === undefined) made.min = near(made.min + made.step);
    if (made.max !== null && main.maximum === undefined) made.max = near(made.max - made.step);
  }
  if (made.kind === "colours") made.choices = palettes(made);
  return made;
}

/** The step of a slider between two ends: a hundredth of a short way. @param {number | null} min @param {number | null} max */
function stepOf(min, max) {
  if (min !== null && max !== null && max > min && max - min <= 2) return 10 ** Math.min(-2, Math.floor(Math.log10((max - min) / 100)));
  return max !== null && max <= 100 ? 0.1 : 1;
}

/** Without the dust of binary fractions. @param {number} value */
const near = (value) => Number(value.toPrecision(12));

/** @param {Spec} made @param {Set<string>} types @param {any} main @param {any} items @returns {Kind} */
function kind(made, types, main, items) {
  if (made.name === "seed" && types.has("integer")) return "seed";
  if (main.format === "path") return "file";
  if (types.has("array")) {
    if (items.format === "path") return "files";
    if (items.enum) return "some";
    if (COLOURS.test(made.name) && items.type === "string") return "colours";
    return items.anyOf || items.type === "object" || items.type === "array" || !items.type ? (items.anyOf ? "list" : "json") : "list";
  }
  if (types.has("boolean") && types.size === 1) return "yes";
  if (made.choices.length) return "choice";
  if (types.has("integer") || types.has("number")) return "number";
  if (types.has("string")) {
    if (COLOURS.test(made.name) || main.format === "color") return "colours";
    return LONG.test(made.name) || made.most > 400 && made.most < Infinity ? "words" : "text";
  }
  return "json";
}

/** Names of palettes in what a field says that it takes. @param {Spec} made @returns {string[]} */
function palettes(made) {
  const said = made.takes || made.help;
  const found = /((?:[a-z][a-z-]+)(?:\s*[,|]\s*[a-z][a-z-]+){2,})/.exec(said);
  return found ? found[1].split(/\s*[,|]\s*/).filter((each) => each !== "or") : [];
}

/** The field whose choices are shown as cards; null where there is none. @param {Spec[]} fields @returns {Spec | null} */
export function look(fields) {
  for (const name of LOOKS) {
    const found = fields.find((each) => each.name === name && each.kind === "choice" && each.choices.length > 2 && each.choices.length < 80);
    if (found) return found;
  }
  return null;
}

/**
 * Fields that stand in front, and those that are folded away. Where a generator has few, none is folded away.
 *
 * @param {Spec[]} fields
 * @param {Spec | null} looks
 */
export function parted(fields, looks) {
  const rest = fields.filter((each) => each !== looks);
  const known = rest.filter((each) => FRONT.includes(each.name) || each.required).sort((a, b) => rank(a) - rank(b));
  const own = rest.filter((each) => !FRONT.includes(each.name) && !each.required);
  // A stranger's own fields are why its generator is there: some of them come before the seed.
  const few = known.filter((each) => !["count", "seed"].includes(each.name)).length < 3 ? own.slice(0, 6) : [];
  const front = [...known.filter((each) => !["count", "seed"].includes(each.name)), ...few, ...known.filter((each) => ["count", "seed"].includes(each.name))];
  return { front, more: rest.filter((each) => !front.includes(each)) };
}

/** @param {Spec} each */
function rank(each) {
  const at = FRONT.indexOf(each.name);
  return at < 0 ? -1 : at;
}

/** A value as it stands in an address. @param {any} value @returns {string} */
export function written(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * The value of a field that stands in an address; undefined where it can't be one.
 *
 * @param {Spec | undefined} field undefined: the prompt
 * @param {string} text
 * @returns {any}
 */
export function readValue(field, text) {
  if (!field) return text;
  const json = () => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  if (field.kind === "yes") return text === "true" ? true : text === "false" ? false : undefined;
  if (["number", "seed"].includes(field.kind)) {
    const value = Number(text);
    return text.trim() !== "" && Number.isFinite(value) ? value : field.either ? text : undefined;
  }
  if (field.kind === "choice") {
    const found = field.choices.find((each) => String(each) === text);
    return found ?? (field.free ? text : undefined);
  }
  if (["files", "list", "some", "json"].includes(field.kind)) return json();
  if (field.kind === "file") return text.startsWith("{") ? json() : text;
  return field.kind === "colours" && text.startsWith("[") ? json() : text;
}

/** Whether a value can be a field's own, as far as can be told here. @param {Spec} field @param {any} value @returns {boolean} */
export function fits(field, value) {
  if (value === null || value === undefined) return field.nullable;
  if (field.kind === "choice" && !field.free) return field.choices.includes(value);
  if (field.kind === "number" || field.kind === "seed") {
    if (typeof value === "string") return field.either;
    return typeof value === "number" && (field.min === null || value >= field.min) && (field.max === null || value <= field.max) && (!field.whole || Number.isInteger(value));
  }
  if (field.kind === "yes") return typeof value === "boolean";
  if (["files", "list", "some"].includes(field.kind)) return Array.isArray(value);
  if (["text", "words"].includes(field.kind)) return typeof value === "string" && (field.most === Infinity || value.length <= field.most);
  return true;
}
