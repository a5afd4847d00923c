// All keys that do something on this page.
import { h } from "../base/dom.js";
import { bound } from "../base/keys.js";
import { t } from "../base/words.js";

const NAMES = /** @type {Record<string, string>} */ ({ mod: navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl", shift: "⇧", alt: "Alt", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc", Space: "␣", Enter: "↵" });

/** Show the keys. */
export function help() {
  const rows = bound().map((key) => h("div", {}, h("dt", {}, key.keys.split(" ").slice(0, 2).map((each) => h("kbd", {}, each.split("+").map((part) => NAMES[part] ?? part).join(" ")))), h("dd", {}, t(key.label))));
  const dialog = h("dialog", { class: "keys", "aria-label": t("keys.help"), on: { close: () => dialog.remove() } },
    h("h2", {}, t("keys.help")), h("dl", {}, rows), h("form", { method: "dialog" }, h("button", { class: "main" }, t("say.close"))));
  document.body.append(dialog);
  dialog.showModal();
}
