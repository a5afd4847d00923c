// Controls of fields by their kind: each shows a value and tells of a new one. null or undefined: as Muse chooses.
import { fill, h, tool } from "../base/dom.js";
import { choiceName, valueName } from "../base/names.js";
import { known, t } from "../base/words.js";
import { colours } from "./colours.js";
import { file, files } from "./files.js";

/** @typedef {import("../base/schema.js").Spec} Spec */
/** @typedef {{element: HTMLElement, show: (value: any, auto: any, how?: import("../base/asking.js").How) => void}} Control `auto`: what it would be if it weren't set, and who said so */
/** @typedef {{field: Spec, id: string, label: string, set: (value: any, options?: {merge?: string}) => void}} Wanted */

/** The most choices that stand side by side. */
const FEW = 3;
/** Controls of the browser for days and times, by the format of a text. */
const CLOCKS = /** @type {Record<string, string>} */ ({ date: "date", "date-time": "datetime-local", time: "time" });
/** A number of a range as wide as this is a name rather than an amount: a seed. */
const FAR = 2 ** 31;
/** More choices than this are searched rather than looked through. */
const MANY = 24;

/** @type {Record<import("../base/schema.js").Kind, (wanted: Wanted) => Control>} */
const MAKERS = {
  words: (wanted) => text(wanted, true),
  text: (wanted) => text(wanted, false),
  number: (wanted) => {
    const { name, either, min, max } = wanted.field;
    if (name === "count") return stepper(wanted);
    return either || min === null || max === null || max - min > FAR ? plainNumber(wanted) : range(wanted);
  },
  choice: (wanted) => {
    const { choices, free } = wanted.field;
    if (free || choices.length > MANY) return searched(wanted);
    const long = choices.reduce((sum, each) => sum + choiceName(wanted.field.name, each).length, 0);
    return choices.length <= FEW && long <= 22 ? segments(wanted, choices) : select(wanted);
  },
  yes: (wanted) => (wanted.field.nullable ? segments(wanted, [true, false]) : toggle(wanted)),
  seed: seed,
  file: file,
  files: files,
  colours: colours,
  list: list,
  some: some,
  json: json,
};

/** The control of a field. @param {Wanted} wanted @returns {Control} */
export function control(wanted) {
  return MAKERS[wanted.field.kind](wanted);
}

/** What stands in an empty field. @param {Spec} field @param {any} auto */
function hint(field, auto) {
  if (auto !== null && auto !== undefined && auto !== "") return valueName(field, auto);
  const example = field.examples.find((each) => typeof each === "string" && /[一-鿿]/.test(each) === (document.documentElement.lang.startsWith("zh"))) ?? field.examples[0];
  if (example !== undefined && typeof example !== "object") return t("form.such", { example: String(example) });
  return field.nullable || field.default === null ? t("form.auto") : "";
}

/** @param {Wanted} wanted @param {boolean} long @returns {Control} */
function text({ field, id, set }, long) {
  const most = field.most < Infinity ? { maxLength: field.most } : {};
  const told = (/** @type {boolean} */ quiet) => set(element.value === "" ? undefined : element.value, quiet ? { merge: field.name } : {});
  const on = { input: () => told(true), change: () => told(false) };
  const element = long ? h("textarea", { id, rows: 3, ...most, on }) : h("input", { id, type: CLOCKS[field.clock] ?? "text", autocomplete: "off", ...most, on });
  return { element, show: (value, auto) => {
    const now = value === null || value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
    if (element.value !== now && document.activeElement !== element) element.value = now;
    element.placeholder = hint(field, auto);
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function plainNumber({ field, id, set }) {
  const element = h("input", { id, type: field.either ? "text" : "number", inputMode: field.whole ? "numeric" : "decimal", autocomplete: "off",
    ...(field.either ? {} : { min: field.min ?? "", max: field.max ?? "", step: field.whole ? "1" : "any" }),
    on: { change: () => set(numeral(field, element.value)) } });
  return { element: unit(field, element), show: (value, auto) => {
    if (document.activeElement !== element) element.value = value === null || value === undefined ? "" : String(value);
    element.placeholder = hint(field, auto);
  } };
}

/** @param {Spec} field @param {string} written @returns {any} */
function numeral(field, written) {
  if (written.trim() === "") return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : field.either ? written : undefined;
}

/** @param {Spec} field @param {HTMLElement} input */
function unit(field, input) {
  return field.unit ? h("span", { class: "united" }, input, h("span", { class: "unit", "aria-hidden": "true" }, known(`unit.${field.unit}`, field.unit))) : input;
}

/** @param {Wanted} wanted @returns {Control} */
function range({ field, id, label, set }) {
  const min = field.min ?? 0;
  const max = field.max ?? 1;
  // A slider from 1 to 4,294,967,295 says nothing: it then goes by the logarithm.
  const steep = min >= 0 && max / Math.max(min, field.whole ? 1 : 0.01) > 400;
  const low = Math.max(min, field.whole ? 1 : 0.01);
  const to = (/** @type {number} */ value) => (steep ? (Math.log(Math.max(value, low) / low) / Math.log(max / low)) * 1000 : value);
  const from = (/** @type {number} */ place) => {
    const exact = steep ? (place <= 0 ? min : low * (max / low) ** (place / 1000)) : place;
    const rounded = field.whole ? Math.round(exact) : Number(steep ? exact.toFixed(3) : exact.toPrecision(12));
    return Math.min(max, Math.max(min, steep && rounded > 100 ? Number(rounded.toPrecision(2)) : rounded));
  };
  const slider = h("input", { type: "range", "aria-label": label, min: steep ? 0 : min, max: steep ? 1000 : max, step: steep ? 1 : field.step || "any",
    on: {
      input: () => { exact.value = String(from(Number(slider.value))); },
      change: () => set(from(Number(slider.value))),
    } });
  const exact = h("input", { id, type: "number", inputMode: field.whole ? "numeric" : "decimal", min, max, step: field.whole ? 1 : "any", autocomplete: "off",
    on: { change: () => set(numeral(field, exact.value)) } });
  const element = h("span", { class: "ranged" }, slider, unit(field, exact));
  return { element, show: (value, auto) => {
    const set_ = value !== null && value !== undefined;
    element.classList.toggle("auto", !set_);
    if (document.activeElement !== exact) exact.value = set_ ? String(value) : "";
    exact.placeholder = typeof auto === "number" ? String(auto) : field.required ? "" : t("form.auto.short");
    const shown = set_ ? value : typeof auto === "number" ? auto : steep ? from(500) : (min + max) / 2;
    if (document.activeElement !== slider || set_) slider.value = String(to(Number(shown)));
    slider.setAttribute("aria-valuetext", set_ || typeof auto === "number" ? valueName(field, shown) : t("form.auto"));
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function select({ field, id, set }) {
  const auto = h("option", { value: "" });
  const element = h("select", { id, on: { change: () => set(element.value === "" ? undefined : field.choices[Number(element.value)]) } },
    auto, field.choices.map((each, at) => h("option", { value: String(at) }, choiceName(field.name, each))));
  return { element, show: (value, otherwise, how) => {
    const at = field.choices.indexOf(value);
    auto.textContent = otherwise === null || otherwise === undefined || otherwise === "" ? t("form.auto") : t(how === "read" ? "form.read.is" : "form.auto.is", { value: choiceName(field.name, otherwise) });
    element.value = at < 0 ? "" : String(at);
  } };
}

/** How many: one less, one more. @param {Wanted} wanted @returns {Control} */
function stepper({ field, id, label, set }) {
  const [min, max] = [field.min ?? 1, field.max ?? 1000];
  let now = 1;
  const put = (/** @type {number} */ value) => set(value === field.default ? undefined : Math.max(min, Math.min(max, value)));
  const less = h("button", { type: "button", "aria-label": t("form.less", { field: label }), on: { click: () => put(now - 1) } }, "−");
  const more = h("button", { type: "button", "aria-label": t("form.more.one", { field: label }), on: { click: () => put(now + 1) } }, "+");
  const number = h("input", { id, type: "number", inputMode: "numeric", min, max, step: 1, autocomplete: "off", on: { change: () => set(numeral(field, number.value)) } });
  return { element: h("span", { class: "stepper" }, less, number, more), show: (value, auto) => {
    now = Number(value ?? auto ?? field.default ?? min);
    if (document.activeElement !== number) number.value = String(now);
    less.disabled = now <= min;
    more.disabled = now >= max;
  } };
}

/** @param {Wanted} wanted @param {any[]} choices @returns {Control} */
function segments({ field, id, label, set }, choices) {
  const all = field.nullable ? [null, ...choices] : choices;
  const buttons = all.map((each) => h("button", { type: "button", role: "radio", "aria-checked": "false", on: { click: () => set(each === null ? undefined : each) } },
    each === null ? t("form.auto.short") : choiceName(field.name, each)));
  const element = h("div", { id, class: "segments", role: "radiogroup", "aria-label": label, on: { keydown: (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = buttons[(at + step + buttons.length) % buttons.length];
    next.focus();
    next.click();
  } } }, buttons);
  return { element, show: (value, auto) => {
    const shown = value ?? (field.nullable ? null : auto ?? field.default);
    buttons.forEach((button, at) => {
      const on = all[at] === shown;
      button.setAttribute("aria-checked", String(on));
      button.tabIndex = on || (at === 0 && !all.includes(shown)) ? 0 : -1;
      button.classList.toggle("hinted", value == null && auto != null && all[at] === auto);
    });
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function searched({ field, id, set }) {
  const options = h("datalist", { id: `${id}-options` }, field.choices.map((each) => h("option", { value: String(each) }, choiceName(field.name, each))));
  const element = h("input", { id, type: "text", autocomplete: "off", list: `${id}-options`, on: { change: () => {
    const typed = element.value.trim();
    const found = field.choices.find((each) => String(each) === typed || choiceName(field.name, each).toLowerCase() === typed.toLowerCase());
    set(typed === "" ? undefined : found ?? typed);
  } } });
  return { element: h("span", { class: "searched" }, element, options), show: (value, auto) => {
    if (document.activeElement !== element) element.value = value === null || value === undefined ? "" : String(value);
    element.placeholder = auto ? valueName(field, auto) : field.choices.length ? t("form.search", { n: field.choices.length }) : hint(field, auto);
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function toggle({ field, id, label, set }) {
  const element = h("button", { id, type: "button", role: "switch", class: "switch", "aria-label": label, "aria-checked": "false",
    on: { click: () => set(element.getAttribute("aria-checked") !== "true") } }, h("span", { class: "knob", "aria-hidden": "true" }));
  return { element, show: (value, auto) => {
    const on = value ?? auto ?? field.default ?? false;
    element.setAttribute("aria-checked", String(Boolean(on)));
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function seed({ field, id, set }) {
  const most = field.max ?? 2 ** 32 - 1;
  const number = h("input", { id, type: "number", inputMode: "numeric", min: field.min ?? 0, max: most, step: 1, autocomplete: "off", placeholder: t("form.seed.new"),
    on: { change: () => set(numeral(field, number.value)) } });
  const dice = tool("dice", t("form.seed.dice"), () => set(crypto.getRandomValues(new Uint32Array(1))[0] % Math.min(most, 1_000_000)));
  const free = tool("close", t("form.seed.free"), () => set(undefined), { class: "seed-free" });
  const element = h("span", { class: "seed" }, number, dice, free);
  return { element, show: (value) => {
    if (document.activeElement !== number) number.value = value === null || value === undefined ? "" : String(value);
    free.hidden = value === null || value === undefined;
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function some({ field, label, id, set }) {
  /** @type {any[]} */
  let now = [];
  const buttons = field.choices.map((each) => h("button", { type: "button", "aria-pressed": "false", on: { click: () => {
    const next = now.includes(each) ? now.filter((other) => other !== each) : [...now, each];
    set(next.length ? next : undefined);
  } } }, choiceName(field.name, each)));
  const element = h("div", { id, class: "some", role: "group", "aria-label": label }, buttons);
  return { element, show: (value, auto) => {
    now = Array.isArray(value) ? value : Array.isArray(auto) ? auto : [];
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(now.includes(field.choices[at]))));
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function list({ field, id, label, set }) {
  /** @type {any[]} */
  let now = [];
  const tokens = h("span", { class: "tokens" });
  const input = h("input", { id, type: "text", autocomplete: "off", on: {
    keydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.isComposing) return;
      if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || (event.key === "," && !/[[{("]/.test(input.value))) {
        if (!input.value.trim()) return;
        event.preventDefault();
        add();
      } else if (event.key === "Backspace" && input.value === "" && now.length) put(now.slice(0, -1));
    },
    change: () => add(),
  } });
  const put = (/** @type {any[]} */ next) => set(next.length ? next : undefined);
  const add = () => {
    const typed = input.value.trim();
    if (!typed) return;
    input.value = "";
    const number = Number(typed);
    put([...now, field.item === "string" || !Number.isFinite(number) ? typed : number]);
  };
  const element = h("span", { class: "list" }, tokens, input);
  return { element, show: (value, auto) => {
    now = Array.isArray(value) ? value : [];
    fill(tokens, now.map((each, at) => h("button", { type: "button", class: "token", "aria-label": t("form.list.remove", { value: String(each) }), on: { click: () => {
      put(now.filter((_, other) => other !== at));
      input.focus();
    } } }, String(each), h("span", { "aria-hidden": "true" }, " ×"))));
    const example = Array.isArray(field.examples[0]) ? field.examples[0][0] : field.examples[0];
    input.placeholder = Array.isArray(auto) && auto.length ? auto.join(", ") : example !== undefined && !now.length ? t("form.list.such", { example: String(example) }) : t("form.list.add");
    input.setAttribute("aria-label", label);
    input.disabled = now.length >= field.most;
  } };
}

/** @param {Wanted} wanted @returns {Control} */
function json({ field, id, set }) {
  const wrong = h("span", { class: "wrong", role: "alert" });
  const element = h("textarea", { id, rows: 3, class: "json", spellcheck: false, on: { change: () => {
    wrong.textContent = "";
    if (!element.value.trim()) return set(undefined);
    try {
      set(JSON.parse(element.value));
    } catch {
      wrong.textContent = t("form.json");
    }
  } } });
  return { element: h("span", { class: "free" }, element, wrong), show: (value) => {
    if (document.activeElement !== element) element.value = value === null || value === undefined ? "" : JSON.stringify(value, null, 1);
    element.placeholder = JSON.stringify(field.examples[0] ?? field.default ?? null) ?? "";
  } };
}
