// From a version to others: the same again, near ones, its settings in a form, itself in a field.
import { get, post } from "./api.js";
import { described } from "./generators.js";
import { spec } from "./schema.js";
import { ofGenerator } from "./sheets.js";

/** @typedef {{generator: string, version: string, asked: Record<string, any>, condition: Record<string, any>, seed: number, artifact: string | null}} Recipe */

const SEEDS = 2 ** 32;

/** How many near ones *vary* makes. */
export const NEAR = 4;

/** How far a near one departs from the picture it starts from. */
export const STRENGTHS = { little: 0.3, lot: 0.65 };

/** @param {string} artifact its id @returns {Promise<Recipe>} */
export const recipe = (artifact) => get(`/artifacts/${artifact}/recipe`);

/** A seed by chance. */
export const chance = () => crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;

/** Fields without those that say nothing. @param {Record<string, any>} fields */
function said(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ""));
}

/**
 * The fields of a version as they came out, those too that were left to chance.
 *
 * @param {Recipe} made
 * @param {any} report of the artifact; none where only its recipe is known
 * @returns {Promise<Record<string, any>>}
 */
async function settled(made, report) {
  const { seed: _, count: __, ...fields } = said(made.condition);
  const chosen = Object.fromEntries(Object.entries(report?.chosen ?? {}).filter(([name]) => name !== "seed" && !(name in fields)));
  const all = { ...fields, ...(await ofGenerator(made.generator, chosen)) };
  if (Object.keys(all).length === Object.keys(fields).length) return fields;
  // A report says things in words; where those are no values of the fields, chance decides again.
  const [medium] = made.generator.split(".");
  return post("/check", { medium, generator: made.generator, condition: all }).then(() => all, () => fields);
}

/**
 * What *again* asks for: the same words and settings, another seed; what is locked in the form stays as the form has it.
 *
 * @param {Recipe} made
 * @param {import("./sheet.js").Form | null} form
 */
export async function again(made, form) {
  const { seed: _, count: __, ...asked } = said(made.asked);
  /** @type {Record<string, any>} */
  const held = {};
  for (const name of form?.locks ?? []) held[name] = form?.fields[name] ?? (name === "seed" ? made.seed : made.condition[name]);
  return { ...asked, ...said(await ofGenerator(made.generator, held)) };
}

/** Whether a form asks for something else than a version was asked for. @param {Recipe} made @param {import("./sheet.js").Form} form */
export function alters(made, form) {
  const plain = (/** @type {Record<string, any>} */ fields) => JSON.stringify(Object.entries(said(fields)).filter(([name]) => name !== "seed" && name !== "count").sort());
  return plain(made.asked) !== plain(form.fields) || (form.generator !== null && form.generator !== made.generator);
}

/**
 * What *vary* asks for, several times: all as it came out, other seeds; or the picture itself, departed from.
 *
 * @param {Recipe} made
 * @param {any} artifact
 * @param {"near" | keyof typeof STRENGTHS} how
 * @returns {Promise<Record<string, any>[]>}
 */
export async function near(made, artifact, how) {
  const fields = await settled(made, artifact.report);
  const start = how === "near" ? {} : { init: `muse:${artifact.id}`, strength: STRENGTHS[how] };
  return Array.from({ length: NEAR }, () => ({ ...fields, ...start, seed: chance() }));
}

/** Whether a generator can start from a picture and depart from it so far. @param {string} generator */
export async function departs(generator) {
  const { condition } = await described(generator);
  const { init, strength } = condition.properties ?? {};
  return Boolean(init && strength && spec("init", init, condition).kind === "file");
}

/**
 * The fields that a form takes from a version: as it was asked for, or all as they came out, its seed too.
 *
 * @param {Recipe} made
 * @param {"asked" | "settled"} which
 * @param {any} [report] of the artifact
 */
export async function settings(made, which, report) {
  if (which === "asked") {
    const { count: _, ...asked } = said(made.asked);
    return asked;
  }
  const { properties = {} } = (await described(made.generator)).condition;
  const own = Object.entries(await settled(made, report)).filter(([name, value]) => name in made.asked || JSON.stringify(properties[name]?.default) !== JSON.stringify(value));
  return { ...Object.fromEntries(own), seed: made.seed };
}
