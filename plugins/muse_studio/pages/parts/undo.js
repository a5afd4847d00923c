// <muse-undo>: what was done last is taken back, and made again: the form's changes, and those of what is kept.
import { Part, define, fill, tool } from "../base/dom.js";
import { bind } from "../base/keys.js";
import { say } from "../base/say.js";
import { styled } from "../base/styled.js";
import { undo } from "../base/undo.js";
import { t } from "../base/words.js";

styled("change");

export class UndoButtons extends Part {
  /** @type {import("../base/sheet.js").Sheet | null} */
  #sheet = null;
  /** @type {HTMLButtonElement | null} */
  back = null;
  /** @type {HTMLButtonElement | null} */
  forth = null;
  #heard = () => this.#show();

  get sheet() {
    return this.#sheet;
  }

  set sheet(sheet) {
    this.#sheet?.undo.removeEventListener("changed", this.#heard);
    this.#sheet = sheet;
    if (!this.isConnected) return;
    sheet?.undo.addEventListener("changed", this.#heard);
    this.#show();
  }

  start() {
    this.back ??= tool("undo", t("keys.undo"), () => void this.undo());
    this.forth ??= tool("redo", t("keys.redo"), () => void this.redo());
    fill(this, this.back, this.forth);
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("keys.undo"));
    this.listen(undo, "changed", this.#heard);
    this.#sheet?.undo.addEventListener("changed", this.#heard);
    this.ends(() => this.#sheet?.undo.removeEventListener("changed", this.#heard));
    // While somebody types, these keys are the browser's own.
    this.ends(bind({ keys: "mod+z", label: "keys.undo", act: () => void this.undo() }));
    this.ends(bind({ keys: "mod+shift+z mod+y", label: "keys.redo", act: () => void this.redo() }));
    this.#show();
  }

  /** The one whose last change is the newest. */
  get #newest() {
    const own = this.#sheet?.undo;
    return own && own.time >= undo.time ? own : undo;
  }

  /** The one of whose undone changes the next was made first. */
  get #oldest() {
    const own = this.#sheet?.undo;
    return own && own.undone <= undo.undone ? own : undo;
  }

  /** Take the last change back. */
  async undo() {
    const what = await this.#newest.undo();
    say(what ? t("undo.undone", { what }) : t("undo.nothing"));
  }

  /** Make what was taken back again. */
  async redo() {
    const what = await this.#oldest.redo();
    say(what ? t("undo.redone", { what }) : t("undo.nothing"));
  }

  #show() {
    for (const [button, what, key, plain] of /** @type {const} */ ([[this.back, this.#newest.next, "undo.undo", "keys.undo"], [this.forth, this.#oldest.after, "undo.redo", "keys.redo"]])) {
      if (!button) continue;
      const label = what ? t(key, { what }) : t(plain);
      button.disabled = !what;
      button.title = label;
      button.setAttribute("aria-label", label);
    }
  }
}

define("muse-undo", UndoButtons);
