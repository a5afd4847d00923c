// What one does with kept artifacts: stars, tags, notes, the trash, collections. Each can be taken back.
import { del, patch, post } from "./api.js";
import { say } from "./say.js";
import { undo } from "./undo.js";
import { t } from "./words.js";

/** @typedef {{id: string, title: string, rating: number | null, tags: string[], note?: string | null, trashed: number | null, [more: string]: any}} Kept */

/** @typedef {{rating?: number, add_tags?: string[], remove_tags?: string[], trashed?: boolean, note?: string}} Change */

/** Says `changed` (detail: ids and change) at once, before the server knows: what shows them shows it. */
export const kept = new EventTarget();

/** Ids of a request. */
const MOST = 1000;

/**
 * Give stars; 0 takes them away.
 *
 * @param {Kept[]} items
 * @param {number} rating
 */
export function rate(items, rating) {
  /** @type {Map<number, string[]>} */
  const before = new Map();
  for (const { id, rating: old } of items) before.set(old ?? 0, [...(before.get(old ?? 0) ?? []), id]);
  const label = rating ? t("keep.did.stars", { n: items.length, stars: "★".repeat(rating) }) : t("keep.did.no_stars", { n: items.length });
  return done(label, items, { rating }, [...before].map(([old, ids]) => ({ ids, change: { rating: old } })));
}

/**
 * Add or take away a tag.
 *
 * @param {Kept[]} items
 * @param {string} tag
 * @param {boolean} [on]
 */
export function tag(items, tag, on = true) {
  const others = items.filter((each) => each.tags.includes(tag) !== on);
  if (!others.length) return Promise.resolve();
  const change = on ? { add_tags: [tag] } : { remove_tags: [tag] };
  const back = on ? { remove_tags: [tag] } : { add_tags: [tag] };
  return done(t(on ? "keep.did.tag" : "keep.did.untag", { n: others.length, tag }), others, change, [{ ids: others.map((each) => each.id), change: back }]);
}

/**
 * Put into the trash, or take out of it.
 *
 * @param {Kept[]} items
 * @param {boolean} [trashed]
 */
export function trash(items, trashed = true) {
  return done(t(trashed ? "trash.did.put" : "trash.did.back", { n: items.length }), items, { trashed }, [{ ids: items.map((each) => each.id), change: { trashed: !trashed } }]);
}

/**
 * Keep a note.
 *
 * @param {Kept} item
 * @param {string} note
 */
export async function note(item, note) {
  const before = item.note ?? "";
  if (before === note) return;
  const write = async (/** @type {string} */ text) => {
    tell([item.id], { note: text });
    await patch(`/artifacts/${item.id}`, { note: text });
  };
  item.note = note;
  await write(note);
  undo.did(t("keep.did.note"), () => write(before), () => write(note));
}

/**
 * Put into a collection, or take out of it.
 *
 * @param {Kept[]} items
 * @param {{id: string, name: string}} collection
 * @param {boolean} [on]
 */
export async function collect(items, collection, on = true) {
  const ids = items.map((each) => each.id);
  const move = (/** @type {boolean} */ into) => chunks(ids, (some) => post(`/collections/${collection.id}/artifacts`, into ? { add: some } : { remove: some }));
  await move(on);
  const label = t(on ? "collections.did.add" : "collections.did.remove", { n: ids.length, name: collection.name });
  undo.did(label, () => move(!on), () => move(on));
  offer(label);
}

/**
 * Take a collection away; its artifacts stay where they are.
 *
 * @param {{id: string, name: string, note: string}} collection
 * @param {string[]} ids of what is in it
 */
export async function disband(collection, ids) {
  let { id } = collection;
  await del(`/collections/${id}`);
  const label = t("collections.did.delete", { name: collection.name });
  undo.did(label, async () => {
    id = (await post("/collections", { name: collection.name })).id;
    if (collection.note) await patch(`/collections/${id}`, { note: collection.note });
    await chunks(ids, (some) => post(`/collections/${id}/artifacts`, { add: some }));
  }, () => del(`/collections/${id}`));
  offer(label);
}

/** Say what was done, with the way back. @param {string} label */
export function offer(label) {
  say(label, { label: t("keep.undo"), act: async () => {
    const what = await undo.undo();
    if (what) say(t("undo.undone", { what }));
  } });
}

/**
 * @param {string} label
 * @param {Kept[]} items
 * @param {Change} change
 * @param {{ids: string[], change: Change}[]} backs
 */
async function done(label, items, change, backs) {
  const ids = items.map((each) => each.id);
  const all = (/** @type {{ids: string[], change: Change}[]} */ steps) => Promise.all(steps.map((each) => send(each.ids, each.change)));
  const sent = send(ids, change);
  undo.did(label, () => all(backs), () => send(ids, change), "", sent);
  try {
    await sent;
  } catch (error) {
    for (const each of backs) tell(each.ids, each.change);
    throw error;
  }
  offer(label);
}

/** The change that was sent last: the next one follows it, so that what is asked last is what is kept. */
let before = Promise.resolve();

/** @param {string[]} ids @param {Change} change */
function send(ids, change) {
  tell(ids, change);
  const sent = before.then(() => chunks(ids, (some) => post("/artifacts/change", { ids: some, ...change })));
  before = sent.catch(() => undefined);
  return sent;
}

/** @param {string[]} ids @param {Change} change */
function tell(ids, change) {
  kept.dispatchEvent(new CustomEvent("changed", { detail: { ids: new Set(ids), change } }));
}

/** @param {string[]} ids @param {(some: string[]) => Promise<unknown>} each */
async function chunks(ids, each) {
  for (let at = 0; at < ids.length; at += MOST) await each(ids.slice(at, at + MOST));
}

/**
 * Let an artifact that is shown have a change that was told.
 *
 * @param {Kept} item
 * @param {Change} change
 */
export function apply(item, change) {
  if (change.rating !== undefined) item.rating = change.rating || null;
  if (change.note !== undefined) item.note = change.note;
  if (change.add_tags) item.tags = [...new Set([...item.tags, ...change.add_tags])].sort();
  if (change.remove_tags) item.tags = item.tags.filter((each) => !change.remove_tags?.includes(each));
}
