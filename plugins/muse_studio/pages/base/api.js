// The public API of `muse serve`: the studio uses nothing else.

export const API = "/api/v1";

/** Milliseconds between tries while nobody answers: a server that was killed is there again within seconds. */
const AGAIN = [150, 300, 500, 800, 1000, 1000, 1500, 1500, 1500, 2000];

/** What may be asked twice: the second time it changes nothing more. */
const REPEATS = /^\/(check|uploads|artifacts\/change|collections\/[^/]+\/artifacts)$/;

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
 * What changes nothing when it is asked twice is asked again until somebody answers, for some seconds.
 *
 * @param {string} method
 * @param {string} path below /api/v1
 * @param {unknown} [body] JSON, or a FormData
 * @param {{signal?: AbortSignal, headers?: Record<string, string>, keepalive?: boolean, once?: boolean}} [options] once: whoever asks tries again by itself
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
  const again = !options.once && (method !== "POST" || REPEATS.test(path) || "idempotency-key" in (options.headers ?? {}));
  for (let tries = 0; ; tries++) {
    try {
      return await told(await fetch(API + path, init));
    } catch (error) {
      if (error instanceof Trouble) {
        if (tries && method === "DELETE" && error.status === 404) return null; // the first try did it, and its answer was lost
        throw error;
      }
      if (error instanceof DOMException && error.name === "AbortError") throw error;
      if (!again || tries >= AGAIN.length) throw new Trouble(0, "no_server", "the server doesn't answer");
      await new Promise((done) => window.setTimeout(done, AGAIN[tries]));
    }
  }
}

/**
 * Fetch a file of the server; Trouble where it refuses or isn't there.
 *
 * @param {string} address whole, as artifacts tell it
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
export async function file(address, signal) {
  const answer = await fetch(address, { signal }).catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Trouble(0, "no_server", "the server doesn't answer");
  });
  return answer.ok ? answer : refused(answer);
}

/** What an answer holds; Trouble where it is a refusal. @param {Response} answer */
async function told(answer) {
  if (answer.status === 204) return null;
  if (!answer.ok) return refused(answer);
  // An answer that was cut off is none.
  return (answer.headers.get("content-type") ?? "").includes("json") ? JSON.parse(await answer.text()) : null;
}

/** @param {Response} answer @returns {Promise<never>} */
async function refused(answer) {
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
