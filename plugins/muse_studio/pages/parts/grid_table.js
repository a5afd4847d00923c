// The table of a grid: a cell for each pair of values, filled as it is made.
import { fill, h, icon } from "../base/dom.js";
import { making } from "../base/making.js";
import { to } from "../base/places.js";
import { number, t } from "../base/words.js";
import { sight } from "./sight.js";

/** @typedef {import("../views/grid.js").Cell} Cell */
/** @typedef {{cells: Cell[], header: (side: number, at: number) => string, named: (side: number) => string, used?: (import("../base/axes.js").Axis | null)[]}} Grid */

export class Table {
  /** @type {Map<Cell, {link: HTMLElement, told: string, end: () => void}>} */
  #shown = new Map();

  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.element = h("div", { class: "scroll", tabIndex: -1, on: { keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) } });
  }

  /** Draw headers and empty cells. */
  build() {
    this.leave();
    const { grid } = this;
    if (!grid.cells.length) {
      fill(this.element);
      return;
    }
    const [x, y] = grid.used ?? [];
    const columns = x?.values ?? [null];
    const rows = y?.values ?? [null];
    const table = h("table", { "aria-describedby": "grid-keys" },
      h("caption", { class: "unseen" }, t("grid.table", { x: grid.named(0), y: grid.named(1) })),
      h("thead", {}, h("tr", {}, h("td", {}, h("span", { class: "corner", "aria-hidden": "true" }, x && h("span", {}, `${grid.named(0)} →`), y && h("span", {}, `${grid.named(1)} ↓`))),
        columns.map((_, at) => h("th", { scope: "col" }, grid.header(0, at))))),
      h("tbody", {}, rows.map((_, row) => h("tr", {}, h("th", { scope: "row" }, grid.header(1, row)),
        grid.cells.filter((each) => each.y === row).map((cell) => {
          const link = h("a", { class: "cell", data: { x: cell.x, y: cell.y }, tabIndex: cell.x === 0 && cell.y === 0 ? 0 : -1 });
          this.#shown.set(cell, { link, told: "", end: () => {} });
          return h("td", {}, link);
        })))));
    fill(this.element, table, h("p", { id: "grid-keys", class: "unseen" }, t("grid.keys")));
  }

  /** Show how far the cells are. */
  show() {
    for (const [cell, shown] of this.#shown) {
      const { run } = cell;
      const artifact = run?.artifacts.find((/** @type {any} */ each) => each.trashed === null) ?? null;
      const state = artifact ? "done" : run?.state ?? "empty";
      const told = `${state} ${run?.id} ${artifact?.id} ${artifact?.rating}`;
      if (told === shown.told) continue;
      shown.told = told;
      shown.end();
      shown.end = () => {};
      const { link } = shown;
      link.className = `cell ${state}`;
      const name = (/** @type {string} */ what) => link.setAttribute("aria-label", t("grid.cell", { x: this.grid.header(0, cell.x), y: this.grid.header(1, cell.y), state: what }));
      name(artifact?.title ? `${t("grid.cell.done")} (${artifact.title})` : t(`grid.cell.${state}`));
      if (artifact) {
        link.setAttribute("href", to("artifact", [artifact.id]));
        link.removeAttribute("role");
        fill(link, sight(artifact), artifact.rating && h("span", { class: "rated" }, "★".repeat(artifact.rating)));
        continue;
      }
      link.removeAttribute("href");
      link.setAttribute("role", "img");
      link.title = state === "failed" ? String(run.error ?? "") : "";
      const words = h("span", { class: "hint" }, state === "empty" ? "" : t(`grid.cell.${state}`));
      const look = h("span", { class: "look" }, state === "failed" && icon("info"));
      fill(link, look, words);
      if (state === "running") shown.end = this.#follow(run, words, look);
    }
  }

  /** @param {any} run @param {HTMLElement} words @param {HTMLElement} look @returns {() => void} */
  #follow(run, words, look) {
    const now = making(run.id, run);
    let preview = "";
    const show = () => {
      if (now.part !== null) words.textContent = number(now.part, { style: "percent" });
      const last = [...now.previews.values()].at(-1);
      if (!last?.type.startsWith("image/") || last.url === preview) return;
      preview = last.url;
      const picture = h("img", { src: preview, alt: "" });
      picture.addEventListener("load", () => fill(look, picture));
    };
    now.addEventListener("told", show);
    const end = now.follow();
    show();
    return () => {
      now.removeEventListener("told", show);
      end();
    };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const here = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".cell") ?? null);
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    const x = Number(here.dataset.x);
    const y = Number(here.dataset.y);
    const last = Math.max(...this.grid.cells.map((each) => each.x));
    const next = { ArrowRight: [x + 1, y], ArrowLeft: [x - 1, y], ArrowDown: [x, y + 1], ArrowUp: [x, y - 1], Home: [0, y], End: [last, y] }[event.key];
    if (!next) return;
    event.preventDefault();
    const target = /** @type {HTMLElement | null} */ (this.element.querySelector(`.cell[data-x="${next[0]}"][data-y="${next[1]}"]`));
    if (!target) return;
    here.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  }

  leave() {
    for (const each of this.#shown.values()) each.end();
    this.#shown.clear();
  }
}
