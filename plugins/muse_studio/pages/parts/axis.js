// <muse-axis>: one side of a grid: which field, and the values that it takes.
import { WORDS, first, readValues, steps, suits, writeAxis } from "../base/axes.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { choiceName, fieldName } from "../base/names.js";
import { number, t } from "../base/words.js";

/** @typedef {import("../base/axes.js").Axis} Axis */
/** @typedef {import("../base/schema.js").Spec} Spec */

/** Says `axis` (detail: the side, or null). */
export class AxisPart extends Part {
  label = "";
  generator = "";
  prompt = "";
  /** Which group of words of the prompt is its own. */
  place = 0;
  /** @type {Spec[]} */
  specs = [];
  /** @type {Axis | null} */
  axis = null;
  /** From, to and step as they were written, which the values don't always tell. @type {[number, number, number] | null} */
  #range = null;
  /** What the form has. @type {Record<string, any>} */
  fields = {};

  start() {
    this.#draw();
  }

  #draw() {
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", this.label);
    const { axis } = this;
    const options = this.specs.filter(suits);
    const select = h("select", { "aria-label": `${this.label}: ${t("grid.field")}`, on: { change: () => {
      const spec = this.specs.find((each) => each.name === select.value);
      this.#range = null;
      this.#put(select.value ? { field: select.value, values: first(spec, this.prompt, this.fields[select.value], this.place) } : null);
      this.#draw();
      /** @type {HTMLElement | null} */ (this.querySelector("select"))?.focus();
    } } },
    h("option", { value: "" }, t("grid.none")), h("option", { value: WORDS }, t("grid.words")),
    options.map((each) => h("option", { value: each.name }, fieldName(each.name, this.generator))));
    select.value = axis?.field ?? "";
    fill(this, h("label", { class: "of" }, h("strong", {}, this.label), select), axis && this.#values(axis));
  }

  /** @param {Axis} axis */
  #values(axis) {
    const spec = this.specs.find((each) => each.name === axis.field);
    if (!spec || ["text", "words"].includes(spec.kind)) return this.#written(axis, spec, "|", t(spec ? "grid.texts.hint" : "grid.words.hint"));
    if (spec.kind === "choice" && !spec.free) return this.#chosen(axis, spec);
    if (spec.kind === "yes") return h("p", { class: "hint" }, axis.values.map((each) => choiceName(axis.field, each)).join(" · "));
    if (spec.kind === "seed") return this.#seeds(axis);
    if (spec.kind === "number" && !spec.either) return h("div", { class: "numbers" }, this.#stepped(axis, spec), this.#written(axis, spec, ",", t("grid.numbers.hint")));
    return this.#written(axis, spec, ",", t("grid.numbers.hint"));
  }

  /** @param {Axis} axis @param {Spec} spec */
  #chosen(axis, spec) {
    const buttons = spec.choices.map((each) => h("button", { type: "button", "aria-pressed": axis.values.includes(each), on: { click: (/** @type {Event} */ event) => {
      const on = !axis.values.includes(each);
      axis.values = on ? spec.choices.filter((other) => other === each || axis.values.includes(other)) : axis.values.filter((other) => other !== each);
      /** @type {HTMLElement} */ (event.currentTarget).setAttribute("aria-pressed", String(on));
      this.#put(axis);
    } } }, choiceName(axis.field, each)));
    return h("div", { class: "choices", role: "group", "aria-label": fieldName(axis.field, this.generator) }, buttons);
  }

  /** @param {Axis} axis */
  #seeds(axis) {
    const count = h("input", { type: "number", min: 1, max: 12, value: String(axis.values.length), inputMode: "numeric", "aria-label": t("grid.seeds"), on: { change: () => {
      const many = Math.max(1, Math.min(12, Math.round(Number(count.value)) || 1));
      const from = Number(axis.values[0] ?? 1);
      this.#put({ field: axis.field, values: Array.from({ length: many }, (_, at) => from + at) });
      this.#draw();
    } } });
    const dice = h("button", { type: "button", class: "tool", "aria-label": t("grid.dice"), title: t("grid.dice"), on: { click: () => {
      const from = crypto.getRandomValues(new Uint32Array(1))[0] % 100_000;
      this.#put({ field: axis.field, values: axis.values.map((_, at) => from + at) });
      this.#draw();
      /** @type {HTMLElement | null} */ (this.querySelector(".tool"))?.focus();
    } } }, icon("dice"));
    return h("div", { class: "numbers" }, h("div", { class: "row" }, h("label", {}, t("grid.seeds"), count), dice), h("p", { class: "hint" }, axis.values.join(", ")));
  }

  /** @param {Axis} axis @param {Spec} spec */
  #stepped(axis, spec) {
    const values = axis.values.map(Number);
    const from = values[0] ?? spec.min ?? 0;
    const told = this.#range ?? [from, values.at(-1) ?? from, values.length > 1 ? Math.abs(values[1] - values[0]) : 1];
    const inputs = told.map((value, at) => h("input", {
      type: "number", step: "any", value: String(value), min: at === 2 ? 0 : spec.min ?? "", max: at === 2 ? "" : spec.max ?? "", inputMode: "decimal", on: { change: () => {
        const [low, high, step] = (this.#range = /** @type {[number, number, number]} */ (inputs.map((each) => Number(each.value))));
        const inside = steps(low, high, step).filter((each) => (spec.min === null || each >= spec.min) && (spec.max === null || each <= spec.max));
        this.#put({ field: axis.field, values: spec.whole ? [...new Set(inside.map(Math.round))] : inside });
        const list = /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=text]"));
        if (list) list.value = listed(this.axis?.values ?? [], ", ");
      } },
    }));
    return h("div", { class: "row" }, inputs.map((each, at) => h("label", {}, t(["grid.from", "grid.to", "grid.step"][at]), each)));
  }

  /** @param {Axis} axis @param {Spec | undefined} spec @param {string} mark @param {string} hint */
  #written(axis, spec, mark, hint) {
    const input = h("input", { type: "text", value: listed(axis.values, mark === "|" ? " | " : ", "), autocomplete: "off", "aria-label": t("grid.values"), on: { change: () => {
      this.#range = null;
      this.#put({ field: axis.field, values: readValues(spec, mark === "|" && !input.value.includes("|") ? `${input.value}|` : input.value) });
      this.#draw();
    } } });
    return h("label", {}, input, h("span", { class: "hint" }, hint));
  }

  /** @param {Axis | null} axis */
  #put(axis) {
    this.axis = axis;
    this.tell("axis", axis);
  }

  /** The side as an address has it. */
  get written() {
    return writeAxis(this.axis);
  }
}

/** @param {any[]} values @param {string} mark */
const listed = (values, mark) => values.map((each) => (typeof each === "number" ? number(each, { useGrouping: false, maximumFractionDigits: 6 }) : String(each))).join(mark);

define("muse-axis", AxisPart);
