// Server-sent events that go on after a lost connection, a restart of the server, a sleep of the phone.
import { API } from "./api.js";

/** Milliseconds until the next try, the more the longer nobody answers. */
const AGAIN = [100, 200, 400, 800, 1500];

/**
 * Milliseconds until a page that nobody looks at lets go of its streams: a browser has six connections for all tabs of
 * a server. What was missed comes when it is looked at again.
 */
const UNSEEN = 5000;

/**
 * Listen to a stream of events until `close` is called or an event's listener says that it was the last.
 *
 * @param {string} path below /api/v1
 * @param {(kind: string, data: any, id: number) => boolean | void} heard true ends it
 * @param {{kinds: string[], after?: number, state?: (there: boolean) => void}} options
 * @returns {() => void} ends it
 */
export function listen(path, heard, options) {
  let after = options.after ?? 0;
  let tries = 0;
  let over = false;
  /** @type {EventSource | null} */
  let source = null;
  /** @type {number | undefined} */
  let waiting;

  const pause = () => {
    window.clearTimeout(waiting);
    source?.close();
    source = null;
  };

  const close = () => {
    over = true;
    pause();
    document.removeEventListener("visibilitychange", seen);
  };

  const seen = () => {
    window.clearTimeout(waiting);
    if (document.hidden) waiting = window.setTimeout(pause, UNSEEN);
    else if (!source) begin();
  };

  const begin = () => {
    if (over || (document.hidden && tries)) return;
    const mark = path.includes("?") ? "&" : "?";
    source = new EventSource(API + path + (after ? `${mark}after=${after}` : ""));
    source.onopen = () => {
      tries = 0;
      options.state?.(true);
    };
    source.onerror = () => {
      // The browser's own pace is too slow after a restart, and a refusal would end it for good.
      pause();
      options.state?.(false);
      waiting = window.setTimeout(begin, AGAIN[Math.min(tries++, AGAIN.length - 1)]);
    };
    for (const kind of options.kinds) {
      source.addEventListener(kind, (event) => {
        const told = /** @type {MessageEvent} */ (event);
        const id = Number(told.lastEventId) || 0;
        if (id) after = id;
        if (heard(kind, JSON.parse(told.data), id) === true) close();
      });
    }
  };
  document.addEventListener("visibilitychange", seen);
  begin();
  return close;
}
