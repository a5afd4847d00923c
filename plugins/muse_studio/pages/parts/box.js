// One box for words, that grows with them.
import { Part, define, fill, h } from "../base/dom.js";
import { edit } from "../base/merging.js";
import { fieldName, mediumName } from "../base/names.js";
import { told } from "../base/told.js";
import { language, t } from "../base/words.js";

/** The box of a form. */
export class Box extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {HTMLTextAreaElement | null} */
  area = null;
  /** @type {HTMLElement | null} */
  label = null;
  /** @type {HTMLElement | null} */
  wrong = null;

  start() {
    const { asking } = this;
    this.area ??= h("textarea", { id: "prompt", name: "prompt", class: "box", rows: 3, spellcheck: false, autocapitalize: "sentences", enterKeyHint: "enter", "aria-describedby": "prompt-wrong", on: {
      input: () => {
        asking.set("prompt", this.area?.value || undefined, { merge: "prompt" });
        this.#grow();
      },
    } });
    this.label ??= h("label", { for: "prompt", class: "unseen" }, t("form.prompt"));
    this.wrong ??= h("p", { class: "wrong", id: "prompt-wrong", role: "alert", hidden: true });
    fill(this, this.label, this.area, this.wrong);
    this.listen(asking, "described", () => this.show());
    this.listen(asking, "checked", () => this.show());
    this.listen(asking.sheet, "form", () => this.show());
    this.show();
  }

  #now() {
    return String(this.asking.sheet.form.fields.prompt ?? "");
  }

  show() {
    const { area, asking } = this;
    if (!area) return;
    const now = this.#now();
    if (area.value !== now) {
      // What another tab wrote doesn't throw away where one is.
      const other = edit(area.value, now);
      const more = now.length - area.value.length;
      const [from, to] = [area.selectionStart, area.selectionEnd].map((at) => (at >= other.to && at > other.from ? at + more : Math.min(at, now.length)));
      area.value = now;
      if (document.activeElement === area) area.setSelectionRange(from, to);
      this.#grow();
    }
    area.placeholder = example(asking);
    area.hidden = Boolean(asking.described) && !asking.speaks;
    const { trouble } = asking;
    if (!this.wrong) return;
    const own = trouble && !trouble.field ? [trouble.what, trouble.next].filter(Boolean).join(" ")
      : trouble && !asking.field(trouble.field) ? trouble.what : lacking(asking);
    this.wrong.hidden = !own;
    this.wrong.textContent = own;
    if (trouble?.field) {
      // The field itself may be folded away.
      this.wrong.hidden = false;
      this.wrong.textContent = `${fieldName(trouble.field, asking.name)}: ${[trouble.what, trouble.next].filter(Boolean).join(" ")}`;
    }
  }

  #grow() {
    if (!this.area) return;
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight + 2, 320)}px`;
  }
}

/** What keeps its own model from being used, as long as no other is chosen. @param {import("../base/asking.js").Asking} asking @returns {string} */
function lacking(asking) {
  const about = /** @type {any} */ (asking.described);
  if (!about?.problem || about.ready || asking.sheet.form.fields.model) return "";
  const { message, hint } = about.problem;
  return [t("form.lacks"), `${told(message)}${language() === "zh" ? "。" : "."}`, hint && `${t("form.lacks.do")} ${told(hint)}`].filter(Boolean).join(" ");
}

/** What could be asked for, in the reader's language. @param {import("../base/asking.js").Asking} asking */
export function example(asking) {
  const all = /** @type {any[]} */ (asking.described?.condition?.properties?.prompt?.examples ?? []).filter((each) => typeof each === "string");
  const chinese = (/** @type {string} */ text) => /[一-鿿]/.test(text);
  const fit = all.find((each) => chinese(each) === (language() === "zh")) ?? all[0];
  return fit ? t("form.such", { example: fit }) : t("form.prompt.any", { medium: mediumName(asking.sheet.form.medium) });
}

define("muse-box", Box);
