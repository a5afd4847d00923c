// The token of a server that other machines reach: asked for once, kept as a cookie that scripts can't read.
import { Trouble, post } from "../base/api.js";
import { h } from "../base/dom.js";
import { t } from "../base/words.js";

/** Ask until the token is right. */
export function lock() {
  return new Promise((/** @type {(value: void) => void} */ done) => {
    const field = h("input", { type: "password", name: "token", autocomplete: "current-password", required: true, "aria-describedby": "lock-wrong" });
    const wrong = h("p", { id: "lock-wrong", role: "alert" });
    const dialog = h("dialog", { class: "lock", on: { cancel: (/** @type {Event} */ event) => event.preventDefault() } },
      h("form", { method: "dialog", on: { submit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
          await post("/session", { token: field.value });
          dialog.close();
          done();
        } catch (error) {
          wrong.textContent = error instanceof Trouble && error.status === 401 ? t("lock.wrong") : t("error.no_server");
          field.select();
        }
      } } },
      h("h2", {}, t("lock.title")), h("p", {}, t("lock.where")),
      h("label", {}, t("lock.token"), field), wrong, h("button", { class: "main" }, t("lock.open"))));
    document.body.append(dialog);
    dialog.showModal();
  });
}
