// What a gallery is to show: kept in the address, asked of the server.

/**
 * @typedef {object} Filters
 * @property {string} q words
 * @property {string} medium
 * @property {string} generator
 * @property {string} rating the least
 * @property {string} when day, week, month or year: made within
 * @property {string} since a day, such as 2026-11-29
 * @property {string} until the last day
 * @property {string} colour six hexadecimal digits
 * @property {string} tag
 * @property {string} collection
 * @property {string} order newest where empty
 */

export const NAMES = /** @type {const} */ (["q", "medium", "generator", "rating", "when", "since", "until", "colour", "tag", "collection", "order"]);

const DAYS = /** @type {Record<string, number>} */ ({ day: 1, week: 7, month: 30, year: 365 });

/**
 * The filters that an address holds.
 *
 * @param {URLSearchParams} query
 * @returns {Filters}
 */
export function read(query) {
  return /** @type {Filters} */ (Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])));
}

/**
 * Whether anything is left out by them; the order leaves nothing out.
 *
 * @param {Filters} filters
 */
export function narrow(filters) {
  return NAMES.some((name) => name !== "order" && filters[name] !== "");
}

/**
 * What the server is asked for.
 *
 * @param {Filters} filters
 * @param {boolean} [trash]
 * @returns {Record<string, string | number | boolean>}
 */
export function asked(filters, trash = false) {
  const { when, since, until, order, ...same } = filters;
  /** @type {Record<string, string | number | boolean>} */
  const found = { ...same, trash };
  if (order && order !== "newest") found.order = order;
  if (DAYS[when]) found.since = midnight(new Date()) - (DAYS[when] - 1) * 86400;
  if (day(since)) found.since = midnight(/** @type {Date} */ (day(since)));
  const last = day(until);
  if (last) found.until = midnight(new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1));
  return found;
}

/** @param {string} text a day of this place's calendar @returns {Date | null} */
function day(text) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) : null;
}

/** @param {Date} date seconds since 1970 when its day began here */
function midnight(date) {
  return Math.max(0, Math.floor(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / 1000));
}
