// A field of a form: its name, its control, who said what it is, and what is wrong with it.
import { Part, define, fill, h, icon } from "../base/dom.js";
import { fieldHelp, fieldName } from "../base/names.js";
import { t } from "../base/words.js";
import { control } from "./controls.js";
import { size } from "./size.js";

let numbers = 0;

/** One field, or width and height together. */
export class Field extends Part {
  /** @type {import("../base/asking.js").Asking} */
  asking = /** @type {any} */ (null);
  /** @type {import("../base/schema.js").Spec} */
  spec = /** @type {any} */ (null);
  /** @type {import("../base/schema.js").Spec | null} the height beside a width */
  other = null;
  /** whether what the plugin says of the field is shown */
  told = false;
  built = false;
  /** @type {HTMLElement | null} */
  element = null;
  /** @type {(() => void) | null} */
  showNow = null;
  /** @type {HTMLElement | null} */
  reset = null;
  /** @type {HTMLElement | null} */
  lock = null;
  /** @type {HTMLElement | null} */
  note = null;
  /** @type {HTMLElement | null} */
  wrong = null;
  /** @type {Element | null} */
  target = null;

  start() {
    if (this.built) return;
    this.built = true;
    const { asking, spec, other } = this;
    const id = `field-${++numbers}`;
    const name = other ? t("form.size") : fieldName(spec.name, asking.name);
    const set = (/** @type {any} */ value, /** @type {any} */ options) => asking.set(spec.name, value, options);
    if (other) {
      const made = size(spec, other, id, (width, height) => asking.sheet.set({ fields: cleared({ ...asking.sheet.form.fields, [spec.name]: width, [other.name]: height }) },
        { label: t("form.changed", { field: name }) }));
      this.showNow = () => {
        const [wide, high] = [asking.standing(spec.name), asking.standing(other.name)];
        made.show(wide.value, high.value, wide.how === "set" || high.how === "set");
      };
      this.element = made.element;
    } else {
      const made = control({ field: spec, id, label: name, set });
      this.showNow = () => {
        const standing = asking.standing(spec.name);
        const own = standing.how === "set";
        made.show(own ? standing.value : undefined, own ? null : standing.value, standing.how);
      };
      this.element = made.element;
    }
    this.dataset.field = spec.name;
    this.classList.add(`kind-${other ? "size" : spec.kind}`);
    this.reset = h("button", { type: "button", class: "quiet", hidden: true, "aria-label": t("form.reset", { field: name }), title: t("form.reset", { field: name }), on: { click: () => {
      if (other) asking.sheet.set({ fields: cleared({ ...asking.sheet.form.fields, [spec.name]: undefined, [other.name]: undefined }) }, { label: t("form.changed", { field: name }) });
      else asking.set(spec.name, undefined);
    } } }, "↺");
    this.lock = h("button", { type: "button", class: "quiet", hidden: true, on: { click: () => asking.lock(spec.name) } });
    this.wrong = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
    const help = other ? "" : fieldHelp(asking.name, spec);
    this.note = h("span", { class: "from" });
    fill(this,
      h("div", { class: "head" }, h("label", { for: id, title: help }, name), this.note, this.reset, this.lock),
      this.element,
      this.told && help && !says(help, name) && h("p", { class: "hint" }, help),
      this.wrong);
    const target = this.querySelector(`#${id}`);
    target?.setAttribute("aria-describedby", `${id}-wrong`);
    this.target = target;
    this.show();
  }

  /** Show how the field stands now. */
  show() {
    if (!this.built) return;
    const { asking, spec, other } = this;
    const standing = asking.standing(spec.name);
    this.showNow?.();
    const isSet = standing.how === "set" || (other !== null && asking.standing(other.name).how === "set");
    this.classList.toggle("set", isSet);
    if (this.reset) this.reset.hidden = !isSet;
    if (this.lock && (this.lock.hidden !== !isSet || this.lock.ariaPressed !== String(standing.locked))) {
      this.lock.hidden = !isSet || spec.name === "count";
      this.lock.setAttribute("aria-pressed", String(standing.locked));
      const label = t(standing.locked ? "form.unlock" : "form.lock", { field: fieldName(spec.name, asking.name) });
      this.lock.title = label;
      this.lock.setAttribute("aria-label", label);
      fill(this.lock, icon(standing.locked ? "lock" : "unlock"));
    }
    if (this.note) this.note.textContent = standing.how === "read" ? t("form.from", { words: standing.words }) : standing.how === "dropped" ? t("form.dropped") : "";
    const wrong = asking.trouble && [spec.name, other?.name].includes(asking.trouble.field) ? asking.trouble : null;
    if (this.wrong) {
      this.wrong.hidden = !wrong;
      this.wrong.textContent = wrong ? [wrong.what, wrong.next].filter(Boolean).join(" ") : "";
    }
    if (wrong) this.target?.setAttribute("aria-invalid", "true");
    else this.target?.removeAttribute("aria-invalid");
  }
}

/** Whether a help says no more than the name. @param {string} help @param {string} name */
const says = (help, name) => help.replace(/[.。]$/, "").toLowerCase() === name.toLowerCase();

/** @param {Record<string, any>} fields */
function cleared(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !Number.isNaN(value)));
}

/**
 * Elements of some fields; width and height become one.
 *
 * @param {import("../base/asking.js").Asking} asking
 * @param {import("../base/schema.js").Spec[]} specs
 * @param {boolean} told
 * @returns {Field[]}
 */
export function fieldsOf(asking, specs, told) {
  const high = specs.find((each) => each.name === "height" && each.kind === "number");
  const wide = specs.find((each) => each.name === "width" && each.kind === "number");
  return specs.filter((each) => !(wide && each === high)).map((each) => {
    const made = /** @type {Field} */ (document.createElement("muse-field"));
    return Object.assign(made, { asking, spec: each, other: high && each === wide ? high : null, told });
  });
}

define("muse-field", Field);
