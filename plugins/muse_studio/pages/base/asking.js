// What a form asks for, and how Muse reads it: the fields of its generator, and the report of POST /check while one types.
import { Trouble, post } from "./api.js";
import { condition, described, meant } from "./generators.js";
import { fits, look, specs } from "./schema.js";
import { fieldName } from "./names.js";
import { wrong } from "./say.js";
import { told } from "./told.js";
import { t } from "./words.js";

/** Milliseconds without a key until the words are read. */
const PACE = 200;

/** @typedef {import("./schema.js").Spec} Spec */
/** @typedef {"set" | "read" | "chosen" | "dropped" | "default"} How */
/** @typedef {{value: any, how: How, words: string, locked: boolean}} Standing */

/** Says `described` when other fields are asked for, `checked` when the words were read anew or could not be. */
export class Asking extends EventTarget {
  /** @type {import("./generators.js").Described | null} */
  described = null;
  /** @type {Spec[]} */
  fields = [];
  /** @type {Spec | null} */
  look = null;
  /** @type {{generator: string, condition: Record<string, any>, report: any} | null} */
  checked = null;
  /** @type {{field: string, what: string, next: string} | null} */
  trouble = null;
  /** @type {AbortController | null} */
  #asked = null;
  /** @type {number | undefined} */
  #waiting;
  #before = "";
  #over = false;

  /** @param {import("./sheet.js").Sheet} sheet */
  constructor(sheet) {
    super();
    this.sheet = sheet;
    this.onForm = () => this.look_();
    sheet.addEventListener("form", this.onForm);
  }

  /** The generator's name; empty until it is known. */
  get name() {
    return this.described?.name ?? "";
  }

  /** Whether the generator takes words at all. */
  get speaks() {
    return "prompt" in (this.described?.condition?.properties ?? {});
  }

  /** @param {string} name @returns {Spec | undefined} */
  field(name) {
    return this.fields.find((each) => each.name === name);
  }

  /** Find out what the form asks for, and read it. */
  async start() {
    await this.#describe().catch((error) => this.#fails(error));
    await this.check();
    return this;
  }

  close() {
    this.#over = true;
    window.clearTimeout(this.#waiting);
    this.#asked?.abort();
    this.sheet.removeEventListener("form", this.onForm);
  }

  look_() {
    const { medium, generator, fields, dropped } = this.sheet.form;
    const now = JSON.stringify([medium, generator, fields, dropped]);
    if (now === this.#before) return;
    this.#before = now;
    window.clearTimeout(this.#waiting);
    this.#waiting = window.setTimeout(() => void this.check(), PACE);
    void this.#describe().catch((error) => this.#fails(error));
  }

  async #describe() {
    const name = await meant(this.sheet.form);
    if (!name || name === this.name || this.#over) return;
    const found = await described(name);
    if (this.#over || name !== (await meant(this.sheet.form))) return;
    this.described = found;
    this.fields = specs(found);
    this.look = look(this.fields);
    this.checked = null;
    this.trouble = null;
    this.dispatchEvent(new Event("described"));
  }

  /** Read the form as a run would. */
  async check() {
    window.clearTimeout(this.#waiting);
    this.#asked?.abort();
    const mine = (this.#asked = new AbortController());
    const { medium, generator } = this.sheet.form;
    try {
      const asked = { medium, generator, condition: await condition(this.sheet.form), sheet: this.sheet.id };
      const found = await post("/check", asked, { signal: mine.signal });
      if (mine !== this.#asked || this.#over) return;
      this.checked = found;
      this.trouble = null;
    } catch (error) {
      if (mine !== this.#asked || this.#over || (error instanceof DOMException && error.name === "AbortError")) return;
      this.#fails(error);
      return;
    }
    this.dispatchEvent(new Event("checked"));
  }

  /** @param {unknown} error */
  #fails(error) {
    if (error instanceof Trouble && error.status === 0) return; // the frame says that nobody answers, and it is tried again
    const said = wrong(error);
    const [name, ...rest] = error instanceof Trouble ? error.message.split(": ") : [""];
    const field = this.field(name.split(".")[0]);
    this.trouble = field && rest.length
      ? { field: field.name, what: this.#lacks(field) ? t("form.needed") : expected(field, this.standing(field.name).value) || told(rest.join(": ")), next: said.next }
      : { field: "", what: said.what, next: said.next };
    this.dispatchEvent(new Event("checked"));
  }

  /** @param {Spec} field */
  #lacks(field) {
    const { value } = this.standing(field.name);
    return field.required && (value === null || value === undefined || value === "");
  }

  /** How a field stands: its value, and who said so. @param {string} name @returns {Standing} */
  standing(name) {
    const { fields, dropped, locks } = this.sheet.form;
    const report = this.checked?.report ?? {};
    const resolved = this.checked?.condition?.[name];
    const locked = locks.includes(name);
    if (name in fields) return { value: fields[name], how: "set", words: "", locked };
    if (dropped.includes(name)) return { value: this.field(name)?.default ?? null, how: "dropped", words: "", locked };
    if (name in (report.read ?? {})) return { value: report.read[name].value, how: "read", words: report.read[name].words, locked };
    if (name in (report.chosen ?? {}) && name !== "seed") return { value: report.chosen[name], how: "chosen", words: "", locked };
    const own = this.field(name)?.default;
    return { value: name === "seed" ? null : resolved ?? own ?? null, how: "default", words: "", locked };
  }

  /** Set a field; undefined leaves it to the words again. @param {string} name @param {any} value @param {{quiet?: boolean, merge?: string}} [options] */
  set(name, value, options = {}) {
    const form = this.sheet.form;
    const fields = { ...form.fields, [name]: value };
    if (value === undefined) delete fields[name];
    this.sheet.set({
      fields,
      dropped: form.dropped.filter((each) => each !== name),
      ...(value === undefined && { locks: form.locks.filter((each) => each !== name) }),
    }, { label: t("form.changed", { field: fieldName(name, this.name) }), ...options });
  }

  /** Don't read a field from the words any more. @param {string} name */
  drop(name) {
    const { fields, dropped, locks } = this.sheet.form;
    const rest = { ...fields };
    delete rest[name];
    this.sheet.set({ fields: rest, locks: locks.filter((each) => each !== name), dropped: [...new Set([...dropped, name])] },
      { label: t("form.changed", { field: fieldName(name, this.name) }) });
  }

  /** Let a field stay as it is now, whatever the words say later; or not. @param {string} name @param {boolean} [on] */
  lock(name, on = !this.sheet.form.locks.includes(name)) {
    const { fields, dropped, locks } = this.sheet.form;
    const { value } = this.standing(name);
    const set = on && value !== null && value !== undefined ? { ...fields, [name]: value } : fields;
    this.sheet.set({
      fields: set, dropped: dropped.filter((each) => each !== name),
      locks: on ? [...new Set([...locks, name])] : locks.filter((each) => each !== name),
    }, { label: t(on ? "form.locked" : "form.unlocked", { field: fieldName(name, this.name) }) });
  }

  /**
   * Ask another generator, or a medium's own choice (null). Fields that it doesn't take wait until the one that does comes back.
   *
   * @param {string} medium
   * @param {string | null} generator
   */
  async turn(medium, generator) {
    const { form } = this.sheet;
    if (medium === form.medium && generator === form.generator) return;
    const name = await meant({ medium, generator });
    if (!name) return;
    const about = await described(name);
    const next = specs(about);
    const speaks = "prompt" in (about.condition?.properties ?? {});
    const aside = { ...(form.view.aside ?? {}), [this.name || form.medium]: form.fields };
    const fields = /** @type {Record<string, any>} */ ({ ...(aside[name] ?? {}) });
    for (const [key, value] of Object.entries(form.fields)) {
      const field = next.find((each) => each.name === key);
      if ((key === "prompt" && speaks) || (field && !(key in fields) && fits(field, value))) fields[key] = value;
    }
    // Words that were taken away since don't come back, and those of before a generator without words do.
    if (speaks && form.fields.prompt === undefined && !this.speaks) fields.prompt = form.view.words;
    else if (form.fields.prompt === undefined) delete fields.prompt;
    if (fields.prompt === undefined) delete fields.prompt;
    const has = (/** @type {string} */ key) => next.some((each) => each.name === key);
    this.sheet.set({ medium, generator, fields, locks: form.locks.filter(has), dropped: form.dropped.filter(has), view: { ...form.view, aside, words: this.speaks ? form.fields.prompt : form.view.words } },
      { label: t("form.turned") });
  }
}

/** What a field takes, in words; empty where only the server knows. @param {Spec} field @param {any} value what it doesn't take @returns {string} */
export function expected(field, value) {
  if (field.kind === "number" || field.kind === "seed") {
    if (field.either) return "";
    const what = field.whole ? "whole" : "number";
    if (field.min !== null && field.max !== null) return t(`form.expected.${what}.between`, { min: field.min, max: field.max });
    if (field.min !== null) return t(`form.expected.${what}.from`, { min: field.min });
    return t(`form.expected.${what}`);
  }
  if (field.kind === "choice" && !field.free) return t("form.expected.choice");
  if (["text", "words"].includes(field.kind) && String(value ?? "").length > field.most && !field.takes) return t("form.expected.letters", { n: field.most });
  return "";
}
