// What changes in the library, whoever changes it: another tab, the phone, the command line, a worker.
import { listen } from "./stream.js";

/** @typedef {"runs" | "artifacts" | "collections" | "desk"} What */

/** Says the name of what changed (`runs`, `artifacts`, `collections`, `desk`), and `server` when it goes or comes. */
export const changes = new EventTarget();

/** @type {Record<string, number>} */
let before = {};

/** Whether the server answers. */
export const server = { there: true };

/** Begin to listen, once. */
export function watch() {
  listen("/changes", (_, now) => {
    const first = Object.keys(before).length === 0;
    for (const [name, count] of Object.entries(now)) {
      if (!first && before[name] !== count) changes.dispatchEvent(new Event(name));
    }
    before = now;
  }, {
    kinds: ["changed"],
    state: (there) => {
      if (there === server.there) return;
      server.there = there;
      changes.dispatchEvent(new Event("server"));
    },
  });
}
