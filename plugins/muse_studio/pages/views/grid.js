// The page of a grid: /studio/grid/SHEET?x=style:ink,oil&y=seed:1,2,3. Its cells are runs of the sheet.
import { get, post } from "../base/api.js";
import { CELLS, WORDS, cell, groups, keyOf, readAxis, writeAxis } from "../base/axes.js";
import { fill, h, icon } from "../base/dom.js";
import { condition, described, meant } from "../base/generators.js";
import { fieldName, mediumName, valueName } from "../base/names.js";
import { mark, to } from "../base/places.js";
import { specs } from "../base/schema.js";
import { complain, say } from "../base/say.js";
import { Sheet } from "../base/sheet.js";
import { open, placeOf } from "../base/sheets.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";
import { AxisPart } from "../parts/axis.js";
import { save } from "../parts/grid_picture.js";
import { Table } from "../parts/grid_table.js";

/** @typedef {import("../base/axes.js").Axis} Axis */
/** @typedef {{x: number, y: number, key: string, condition: Record<string, any>, run: any | null}} Cell */

/** @param {import("../base/places.js").Place} place */
export async function show(place) {
  const id = place.rest[0] ?? "";
  if (!/^[a-z0-9-]{1,40}$/.test(id)) return h("section", {}, h("h1", {}, t("page.grid")), h("p", {}, t("grid.empty")), h("a", { class: "button", href: to("make") }, t("page.make")));
  const [sheet] = await Promise.all([new Sheet(id).open(), styled("change"), styled("grid")]);
  const generator = await meant(sheet.form);
  const about = await described(generator);
  return new Grid(sheet, generator, specs(about), place.query).element;
}

class Grid {
  /** @type {Cell[]} */
  cells = [];
  /** Runs of this grid that were asked for here. @type {Set<string>} */
  asked = new Set();
  #making = false;

  /** @param {Sheet} sheet @param {string} generator @param {import("../base/schema.js").Spec[]} all @param {URLSearchParams} asked */
  constructor(sheet, generator, all, asked) {
    this.sheet = sheet;
    this.generator = generator;
    this.specs = all;
    const kept = new URLSearchParams(asked.has("x") || asked.has("y") ? asked : String(sheet.form.view.grid ?? ""));
    const { fields } = sheet.form;
    const prompt = String(fields.prompt ?? "");
    /** @type {(Axis | null)[]} */
    this.axes = [readAxis(kept.get("x"), all), readAxis(kept.get("y"), all)];
    if (!this.axes[0] && !this.axes[1] && groups(prompt).length) this.axes = [0, 1].map((at) => (groups(prompt)[at] ? { field: WORDS, values: groups(prompt)[at] } : null));
    const last = [...sheet.versions].reverse().flatMap((run) => run.artifacts)[0]?.seed;
    this.seed = Number(kept.get("s") ?? fields.seed ?? last ?? 1);
    this.head = h("div", { class: "row" });
    this.told = h("p", { class: "told", role: "status" });
    this.table = new Table(this);
    this.picker = h("div", { class: "axes" }, ["grid.across", "grid.down"].map((label, at) => this.#picker(t(label), at, prompt)));
    this.summary = h("summary", {});
    this.picks = h("details", { class: "grid-picks", open: true }, this.summary, this.picker);
    const leave = () => {
      sheet.removeEventListener("versions", this.look);
      open.sheet = null;
      this.table.leave();
      sheet.close();
    };
    this.element = Object.assign(h("section", { class: "grid-page" },
      h("div", { class: "row top" }, h("h1", {}, t("grid.title", { name: sheet.form.title || prompt.slice(0, 60) || mediumName(sheet.form.medium) })),
        h("a", { class: "button", href: placeOf(sheet.id) }, icon("back"), t("grid.back"))),
      this.picks, this.told, this.head, this.table.element), { leave });
    sheet.addEventListener("versions", this.look);
    open.sheet = sheet;
    // What is there already is shown at once; how it was chosen is folded away.
    void this.plan().then(() => { this.picks.open = this.counts.done === 0; });
  }

  /** @param {string} label @param {number} at @param {string} prompt */
  #picker(label, at, prompt) {
    const made = Object.assign(new AxisPart(), { label, generator: this.generator, prompt, place: at, specs: this.specs, axis: this.axes[at], fields: this.sheet.form.fields });
    made.addEventListener("axis", (event) => {
      this.axes[at] = /** @type {CustomEvent} */ (event).detail;
      void this.plan();
    });
    return made;
  }

  /** Say which cells there are, and find those that are made. */
  async plan() {
    const { axes, sheet } = this;
    // A side that has the field of the other says nothing more.
    const twice = axes[0] && axes[1] && axes[0].field === axes[1].field && axes[0].field !== WORDS;
    this.used = [axes[0]?.values.length ? axes[0] : null, axes[1]?.values.length && !twice ? axes[1] : null];
    const [x, y] = this.used;
    const query = { x: writeAxis(x), y: writeAxis(y), s: this.seed };
    mark(to("grid", [sheet.id], query));
    const kept = String(new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])));
    if ((x || y) && sheet.form.view.grid !== kept) sheet.set({ view: { ...sheet.form.view, grid: kept } }, { quiet: true });
    const fields = await condition(sheet.form);
    /** @type {Cell[]} */
    const cells = [];
    (y?.values ?? [null]).forEach((down, row) => (x?.values ?? [null]).forEach((across, column) => {
      const asked = cell(fields, this.used ?? [], [across, down], this.seed);
      cells.push({ x: column, y: row, key: keyOf(this.generator, asked), condition: asked, run: null });
    }));
    this.cells = x || y ? cells : [];
    this.summary.textContent = this.cells.length ? t("grid.table", { x: this.named(0), y: this.named(1) }) : t("grid.choose");
    this.table.build();
    this.look();
  }

  look = () => {
    /** @type {Map<string, any>} the best run of each condition: one that is made before one that waits before one that failed */
    const runs = new Map();
    const rank = (/** @type {any} */ run) => ["cancelled", "failed", "queued", "running", "done"].indexOf(run.state);
    for (const run of this.sheet.versions) {
      if (run.state === "done" && !run.artifacts.some((/** @type {any} */ each) => each.trashed === null)) continue;
      const key = keyOf(run.generator, run.condition);
      const before = runs.get(key);
      if (run.state !== "cancelled" && (!before || rank(run) >= rank(before))) runs.set(key, run);
    }
    for (const each of this.cells) each.run = runs.get(each.key) ?? null;
    this.table.show();
    this.#tell();
  };

  /** How many there are of each kind. */
  get counts() {
    const of = (/** @type {string[]} */ states) => this.cells.filter((each) => each.run && states.includes(each.run.state)).length;
    return { all: this.cells.length, done: of(["done"]), busy: of(["queued", "running"]) };
  }

  #tell() {
    const { all, done, busy } = this.counts;
    const missing = this.cells.filter((each) => !each.run || each.run.state === "failed");
    const many = all > CELLS;
    const time = missing.length ? this.#time(missing.length) : "";
    this.told.textContent = all === 0 ? t("grid.empty") : many ? t("grid.many", { n: all, most: CELLS })
      : busy || this.#making ? t("grid.made", { n: done, all })
      : missing.length === 0 ? t("grid.all") : `${t("grid.count", { all, known: done })} ${time && t("grid.time", { time })}`;
    const state = JSON.stringify([missing.length, many, busy > 0, done > 0, this.#making]);
    if (this.head.dataset.state === state) return;
    this.head.dataset.state = state;
    const held = this.head.contains(document.activeElement);
    fill(this.head,
      missing.length > 0 && !this.#making && h("button", { type: "button", class: "main", disabled: many, on: { click: () => void this.make(missing) } }, icon("make"), t("grid.make", { n: missing.length })),
      busy > 0 && h("button", { type: "button", on: { click: () => void this.stop() } }, icon("stop"), t("grid.stop")),
      done > 0 && h("button", { type: "button", on: { click: () => save(this).then(() => say(t("grid.exported")), complain) } }, icon("download"), t("grid.export")));
    if (held) /** @type {HTMLElement | null} */ (this.head.querySelector("button"))?.focus();
  }

  /** How long so many take, by those that were made. @param {number} many */
  #time(many) {
    const past = this.sheet.versions.filter((run) => run.state === "done" && run.generator === this.generator && run.started && run.ended).map((run) => run.ended - run.started).sort((a, b) => a - b);
    if (!past.length) return "";
    const seconds = Math.max(1, (past[Math.floor(past.length / 2)] * many) / (this.workers ?? 1));
    if (this.workers === undefined) {
      this.workers = 1;
      void get("/server").then(({ workers }) => {
        this.workers = Math.max(1, workers);
        this.#tell();
      }).catch(() => {});
    }
    return seconds < 90 ? t("grid.seconds", { n: Math.ceil(seconds) }) : t("grid.minutes", { n: Math.ceil(seconds / 60) });
  }

  /** Ask for all that is missing. @param {Cell[]} missing */
  async make(missing) {
    this.#making = true;
    this.#tell();
    try {
      for (const each of missing) {
        if (!this.#making) break;
        const run = await this.sheet.ask({ medium: this.sheet.form.medium, generator: this.generator, condition: each.condition });
        each.run ??= run;
        this.asked.add(run.id);
      }
    } catch (error) {
      complain(error);
    }
    this.#making = false;
    this.look();
  }

  /** Stop what waits and what is being made; what is made stays. */
  async stop() {
    this.#making = false;
    const busy = this.cells.filter((each) => each.run && ["queued", "running"].includes(each.run.state));
    await Promise.all(busy.map((each) => post(`/runs/${each.run.id}/cancel`).catch(() => {})));
    say(t("grid.stopped"));
    await this.sheet.look();
  }

  /** What stands above a column, or beside a row. @param {number} side @param {number} at */
  header(side, at) {
    const axis = this.used?.[side];
    if (!axis) return t("grid.fixed");
    const value = axis.values[at];
    return axis.field === WORDS ? String(value) : valueName(this.specs.find((each) => each.name === axis.field) ?? axis.field, value);
  }

  /** The field of a side. @param {number} side */
  named(side) {
    const axis = this.used?.[side];
    return !axis ? t("grid.fixed") : axis.field === WORDS ? t("grid.words") : fieldName(axis.field, this.generator);
  }
}
