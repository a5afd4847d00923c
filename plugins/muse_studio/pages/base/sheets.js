// Sheets that are begun, filled and gone to from anywhere in the studio.
import { Document } from "./desk.js";
import { described } from "./generators.js";
import { go, to } from "./places.js";
import { EMPTY, Sheet, newId } from "./sheet.js";
import { studio } from "./studio.js";

/** The sheet that the page shows, whose form a dropped file may fill. @type {{sheet: Sheet | null}} */
export const open = { sheet: null };

/** The address of a sheet. @param {string} id @param {Record<string, unknown>} [query] */
export const placeOf = (id, query = {}) => to("make", [id], query);

/**
 * Begin a sheet with a form; it is kept when this resolves.
 *
 * @param {Partial<import("./sheet.js").Form>} form
 * @returns {Promise<string>} its id
 */
export async function begin(form) {
  const id = newId();
  const kept = new Document(`sheet-${id}`, EMPTY);
  kept.set({ ...EMPTY, ...form });
  await kept.flush();
  kept.close();
  return id;
}

/** Show a sheet, which is then the one that Make opens. @param {string} id @param {Record<string, unknown>} [query] */
export function turnTo(id, query) {
  studio.set({ sheet: id });
  go(placeOf(id, query));
}

/**
 * A sheet that runs can be asked of, for a moment: the one that is open, or that of an artifact, or a new one.
 *
 * @template T
 * @param {Sheet | null} shown
 * @param {any} artifact
 * @param {(sheet: Sheet) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function within(shown, artifact, use) {
  if (shown) return use(shown);
  const id = artifact.sheet ?? (await begin({ medium: artifact.medium, generator: artifact.generator, fields: { prompt: artifact.prompt } }));
  const sheet = new Sheet(id);
  await sheet.document.read();
  try {
    const made = await use(sheet);
    await sheet.document.flush();
    turnTo(id);
    return made;
  } finally {
    sheet.close();
  }
}

/**
 * Fields that a generator has, of some.
 *
 * @param {string} generator
 * @param {Record<string, any>} fields
 */
export async function ofGenerator(generator, fields) {
  const { properties = {} } = (await described(generator)).condition;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in properties));
}
