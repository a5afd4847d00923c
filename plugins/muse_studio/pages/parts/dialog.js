// Dialogs: one asks, and resolves with what was answered, or null where it was closed.
import { h, tool } from "../base/dom.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";

const coming = styled("dialog");

let count = 0;

/**
 * Show a dialog until it is closed.
 *
 * @template T
 * @param {string} title
 * @param {(close: (answer: T | null) => void) => (import("../base/dom.js").Child)[]} build
 * @param {{class?: string}} [options]
 * @returns {Promise<T | null>}
 */
export function dialog(title, build, options = {}) {
  return new Promise((done) => {
    /** @type {T | null} */
    let answer = null;
    const id = `dialog-${++count}`;
    const close = (/** @type {T | null} */ value) => {
      answer = value;
      shown.close();
    };
    const shown = h("dialog", { class: `asks ${options.class ?? ""}`, "aria-labelledby": id, on: {
      close: () => {
        shown.remove();
        done(answer);
      },
      // Beside it, where only the backdrop is.
      click: (/** @type {Event} */ event) => event.target === shown && close(null),
    } },
    h("div", { class: "inside" }, h("div", { class: "head" }, h("h2", { id }, title), tool("close", t("say.close"), () => close(null))), build(close)));
    void coming.then(() => {
      document.body.append(shown);
      shown.showModal();
    });
  });
}

/**
 * Ask whether to go on.
 *
 * @param {string} title
 * @param {string} text
 * @param {string} yes
 * @param {{danger?: boolean}} [options]
 * @returns {Promise<boolean>}
 */
export async function sure(title, text, yes, options = {}) {
  const answer = await dialog(title, (close) => [h("p", {}, text), h("div", { class: "row ends" },
    h("button", { type: "button", autofocus: true, on: { click: () => close(null) } }, t("keep.cancel")),
    h("button", { type: "button", class: options.danger ? "danger" : "main", on: { click: () => close(true) } }, yes))]);
  return answer === true;
}
