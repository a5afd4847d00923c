// Where files come from: asked of the server, and files that another page hands over to be looked at.
import { post } from "./api.js";
import { go, to } from "./places.js";

/**
 * What the server says of a file.
 *
 * @typedef {{file: string, kind: "ours" | "changed" | "other" | "mark" | "nothing", reasons: string[], signer: string, own_key: boolean, made_by: string, model: string, made: string, source: string, title: string, mark: string, artifact: string, where: string[], ingredients: string[], rights: Record<string, string>, work: string}} Verdict
 */

/** @type {File[]} */
let handed = [];

/**
 * Ask where a file comes from; Trouble where it can't be looked at.
 *
 * @param {File} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<Verdict>}
 */
export async function originOf(file, signal) {
  const form = new FormData();
  form.append("file", file, file.name);
  return post("/verify", form, { signal });
}

/** Go to the page that tells where files come from, with some. @param {File[]} files */
export function verify(files) {
  handed = files;
  go(to("verify"));
}

/** The files that were handed over, once. */
export function taken() {
  const files = handed;
  handed = [];
  return files;
}
