// The public API of `muse serve`: the studio uses nothing else.

export const API = "/api/v1";

/** What went wrong, as the server says it, or as it is known here. */
export class Trouble extends Error {
  /**
   * @param {number} status 0 where no answer came
   * @param {string} code
   * @param {string} message
   * @param {string} [hint]
   */
  constructor(status, code, message, hint) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

/**
 * Ask the server, and return what it answers as JSON (null where nothing); Trouble where it refuses or isn't there.
 *
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {unknown} [body] JSON, or a FormData
 * @param {{signal?: AbortSignal, headers?: Record<string, string>, keepalive?: boolean}} [options]
 * @returns {Promise<any>}
 */
export async function ask(method, path, body, options = {}) {
  /** @type {RequestInit} */
  const init = { method, signal: options.signal, keepalive: options.keepalive, headers: { "x-muse-client": "studio", ...options.headers } };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, "content-type": "application/json" };
  }
  const answer = await answered(API + path, init);
  if (answer.status === 204) return null;
  const kind = answer.headers.get("content-type") ?? "";
  return kind.includes("json") ? answer.json().catch(() => null) : null;
}

/**
 * Fetch a file of the server; Trouble where it refuses or isn't there.
 *
 * @param {string} address whole, as artifacts tell it
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
export const file = (address, signal) => answered(address, { signal });

/** @param {string} address @param {RequestInit} init @returns {Promise<Response>} */
async function answered(address, init) {
  const answer = await fetch(address, init).catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Trouble(0, "no_server", "the server doesn't answer");
  });
  if (answer.ok) return answer;
  const error = (await answer.json().catch(() => null))?.error ?? {};
  if (answer.status === 401) window.dispatchEvent(new Event("muse-locked"));
  throw new Trouble(answer.status, error.code ?? "failed", error.message ?? answer.statusText, error.hint);
}

/** @param {string} path @param {{signal?: AbortSignal}} [options] */
export const get = (path, options) => ask("GET", path, undefined, options);

/** @param {string} path @param {unknown} [body] @param {{signal?: AbortSignal, headers?: Record<string, string>}} [options] */
export const post = (path, body, options) => ask("POST", path, body, options);

/** @param {string} path @param {unknown} body */
export const patch = (path, body) => ask("PATCH", path, body);

/** @param {string} path @param {unknown} body */
export const put = (path, body) => ask("PUT", path, body);

/** @param {string} path */
export const del = (path) => ask("DELETE", path);

/**
 * Hand in files; returns what a field of a run takes for each.
 *
 * @param {File[]} files
 * @returns {Promise<{name: string, sha256: string}[]>}
 */
export async function upload(files) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  return (await post("/uploads", form)).uploads;
}

/**
 * Values as the query of a request; null, undefined, false and "" are left out.
 *
 * @param {Record<string, unknown>} values
 */
export function query(values) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== false && value !== "") found.set(name, String(value));
  }
  const text = found.toString();
  return text ? `?${text}` : "";
}
