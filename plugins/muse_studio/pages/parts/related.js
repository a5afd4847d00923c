// What a work was made from, and what was made for it; its place in collections.
import { get, query } from "../base/api.js";
import { h, icon } from "../base/dom.js";
import { fieldName, plain, titleOf } from "../base/names.js";
import { to } from "../base/places.js";
import { known, t } from "../base/words.js";

/** Works that are asked for at once. */
const AT_ONCE = 100;

/**
 * A small card that leads to a work.
 *
 * @param {any} made
 * @param {string} label
 */
function small(made, label) {
  return h("li", {}, h("a", { class: "small", href: to("artifact", [made.id]) },
    h("span", { class: "cover", style: made.colours?.[0] ? { "background": `#${made.colours[0]}` } : {} }, made.thumbnail ? h("img", { alt: "", src: made.thumbnail, loading: "lazy" }) : icon(made.medium)),
    h("span", {}, h("strong", {}, titleOf(made) || known(`medium.${made.medium}`, made.medium)), h("span", { class: "hint" }, label))));
}

/**
 * What others made for a work and what it was made from; null where it stands alone.
 *
 * @param {any} artifact
 */
export async function related(artifact) {
  const { parts, sources } = await get(`/artifacts/${artifact.id}/parts`);
  const ids = [...new Set([...parts.map((/** @type {any} */ each) => each.artifact), ...Object.values(sources).flat()])].filter(Boolean).slice(0, 200);
  if (!ids.length) return null;
  const asked = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) asked.push(get(`/artifacts${query({ ids: ids.slice(at, at + AT_ONCE).join(","), brief: true, limit: AT_ONCE })}`));
  const by = new Map((await Promise.all(asked)).flatMap(({ artifacts }) => artifacts.map((/** @type {any} */ each) => [each.id, each])));
  const from = Object.entries(sources).flatMap(([field, all]) => /** @type {string[]} */ (all).map((id) => by.get(id) && small(by.get(id), fieldName(field)))).filter(Boolean);
  const made = parts.map((/** @type {any} */ each) => by.get(each.artifact) && small(by.get(each.artifact), each.called.split("/").map(plain).join(" · "))).filter(Boolean);
  return h("div", { class: "related" },
    from.length ? h("section", {}, h("h3", {}, t("artifact.from")), h("ul", { role: "list" }, from)) : null,
    made.length ? h("section", {}, h("h3", {}, t("artifact.parts")), h("ul", { role: "list" }, made)) : null);
}

/**
 * The collections that a work is in.
 *
 * @param {string} id
 * @returns {Promise<{id: string, name: string}[]>}
 */
export async function collectionsOf(id) {
  return (await get(`/collections${query({ artifact: id })}`)).collections;
}

/**
 * Those before and after a work in the gallery that one came from.
 *
 * @param {string} id
 * @param {Record<string, any>} wanted as the server is asked
 * @param {number} at where it was
 * @returns {Promise<{before: {id: string, at: number} | null, after: {id: string, at: number} | null, at: number}>}
 */
export async function neighbours(id, wanted, at) {
  // New ones at the top may have moved it since.
  const from = Math.max(0, at - 60);
  const { artifacts } = await get(`/artifacts${query({ ...wanted, brief: true, limit: 122, offset: String(from) })}`);
  const place = artifacts.findIndex((/** @type {any} */ each) => each.id === id);
  const one = (/** @type {number} */ index) => (place >= 0 && artifacts[index] ? { id: artifacts[index].id, at: from + index } : null);
  return { before: one(place - 1), after: one(place + 1), at: place >= 0 ? from + place : at };
}
