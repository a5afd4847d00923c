// What a file is that came to the page, and what can be made of it.
import { Trouble, post, upload } from "./api.js";
import { takers, typeOf } from "./takers.js";

/** @typedef {{name: string, generator: string, asked: Record<string, any>, condition: Record<string, any>, seed: number, artifact: string | null}} Told */
/** @typedef {{kind: "recipe", recipes: Told[]} | {kind: "project"} | {kind: "use", takers: import("./takers.js").Taker[]} | {kind: "none"}} Known */

const LARGEST = 64 * 2 ** 20;

/**
 * Find out what a file is: one that Muse made, a project, something that a field takes, or nothing of these.
 *
 * @param {File} file
 * @param {{generator?: string | null, medium?: string}} [near]
 * @returns {Promise<Known>}
 */
export async function known(file, near) {
  if (/\.zip$/i.test(file.name) || ["application/zip", "application/x-zip-compressed"].includes(file.type)) return { kind: "project" };
  if (file.size > LARGEST) return { kind: "none" };
  const form = new FormData();
  form.append("file", file, file.name);
  try {
    const { recipes } = await post("/recipes", form);
    if (recipes.length) return { kind: "recipe", recipes };
  } catch (error) {
    if (!(error instanceof Trouble) || error.status === 0 || error.status >= 500) throw error;
  }
  const found = await takers([{ type: typeOf(file), value: null }], near);
  return found.length ? { kind: "use", takers: found } : { kind: "none" };
}

/** What a field holds for a file: its words, or what it is called once it is handed in. @param {File} file @param {import("./takers.js").Taker} taker */
export async function valueOf(file, taker) {
  if (taker.text) return (await file.text()).slice(0, 20_000);
  return (await upload([file]))[0];
}

/** Add what is in a project to the library. @param {File} file @returns {Promise<{added: number, known: number, collection: string | null}>} */
export function addProject(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return post("/projects", form);
}
