// A sheet: a piece of work. Its form is a document of the desk, its versions are all runs that carry its label.
import { get, post, query } from "./api.js";
import { changes } from "./changes.js";
import { Document } from "./desk.js";
import { condition } from "./generators.js";
import { Undo } from "./undo.js";

/**
 * @typedef {object} Form
 * @property {string} medium
 * @property {string | null} generator null: the medium's own choice
 * @property {Record<string, any>} fields those that somebody set, the prompt among them
 * @property {string[]} locks fields that *again* and *vary* leave as they are
 * @property {string[]} dropped fields that are not to be read from the prompt
 * @property {string} title
 * @property {Record<string, any>} view how the page looks: the open version, what is folded out
 */

/** A form that nobody touched. @type {Form} */
export const EMPTY = { medium: "image", generator: null, fields: {}, locks: [], dropped: [], title: "", view: {} };

/**
 * Says `form` when the form changed (detail "here" where it was this page), `versions` when its runs did.
 */
export class Sheet extends EventTarget {
  /** @type {any[]} runs, the oldest first, each with its artifacts */
  versions = [];
  undo = new Undo();
  #turn = 0;

  /** @param {string} id */
  constructor(id) {
    super();
    this.id = id;
    this.document = new Document(`sheet-${id}`, EMPTY);
    this.document.addEventListener("changed", (event) => this.dispatchEvent(new CustomEvent("form", { detail: /** @type {CustomEvent} */ (event).detail })));
    this.onRuns = () => void this.look();
    for (const what of ["runs", "artifacts"]) changes.addEventListener(what, this.onRuns);
  }

  /** @returns {Form} */
  get form() {
    return { ...EMPTY, ...this.document.value };
  }

  /** Read form and versions. */
  async open() {
    await Promise.all([this.document.read(), this.look()]);
    return this;
  }

  /**
   * Change the form; it can be undone unless `quiet`.
   *
   * @param {Partial<Form>} change
   * @param {{label?: string, quiet?: boolean, merge?: string}} [options] merge: as in Undo
   */
  set(change, options = {}) {
    /** @type {any} */
    const before = {};
    for (const key of Object.keys(change)) before[key] = structuredClone(this.form[/** @type {keyof Form} */ (key)]);
    this.document.set(change);
    if (!options.quiet) this.undo.did(options.label ?? "", () => this.document.set(before), () => this.document.set(change), options.merge);
  }

  /**
   * Set fields; undefined takes one away.
   *
   * @param {Record<string, any>} fields
   * @param {{label?: string, quiet?: boolean, merge?: string}} [options]
   */
  fields(fields, options) {
    const now = { ...this.form.fields, ...fields };
    for (const [name, value] of Object.entries(now)) if (value === undefined) delete now[name];
    this.set({ fields: now }, options);
  }

  /** Read its versions again; says `versions`. */
  async look() {
    const mine = ++this.#turn;
    /** @type {any[]} */
    const found = [];
    let next = "";
    do {
      const page = await get(`/runs${query({ sheet: this.id, limit: 200, cursor: next })}`).catch(() => null);
      if (!page || mine !== this.#turn) return; // a later look tells more
      found.push(...page.runs);
      next = page.next ?? "";
    } while (next);
    this.versions = found.reverse();
    this.dispatchEvent(new Event("versions"));
  }

  /**
   * Ask for a run of the form, some fields otherwise; returns the run.
   *
   * @param {{fields?: Record<string, any>, generator?: string | null, medium?: string, formats?: string[], priority?: number}} [other]
   */
  async run(other = {}) {
    const { form } = this;
    const medium = other.medium ?? form.medium;
    const generator = other.generator === undefined ? form.generator : other.generator;
    return this.ask({
      medium,
      generator,
      condition: await condition({ medium, generator, fields: { ...form.fields, ...other.fields }, dropped: form.dropped }),
      formats: other.formats ?? [],
      priority: other.priority ?? 0,
    });
  }

  /**
   * Ask for a run of this sheet, whatever its form says; returns the run.
   *
   * @param {{medium: string, generator: string | null, condition: Record<string, any>, formats?: string[], priority?: number}} asked
   */
  async ask(asked) {
    const run = await post("/runs", { ...asked, sheet: this.id }, { headers: { "idempotency-key": crypto.randomUUID?.() ?? String(Math.random()) } });
    if (!this.versions.some((each) => each.id === run.id)) {
      this.versions = [...this.versions, run];
      this.dispatchEvent(new Event("versions"));
    }
    return run;
  }

  /** Let go of it; what waits is kept. */
  close() {
    this.document.close();
    for (const what of ["runs", "artifacts"]) changes.removeEventListener(what, this.onRuns);
  }
}

/** A new sheet's name: ten letters that nobody mixes up. */
export function newId() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  return [...crypto.getRandomValues(new Uint8Array(10))].map((each) => letters[each % letters.length]).join("");
}
