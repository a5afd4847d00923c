// What is made and what waits, of all sheets: cancelled, moved up and down, tried again.
import { get, patch, post } from "../base/api.js";
import { changes } from "../base/changes.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { making } from "../base/making.js";
import { mediumName } from "../base/names.js";
import { to } from "../base/places.js";
import { complain, say } from "../base/say.js";
import { told } from "../base/told.js";
import { number, t } from "../base/words.js";

/** Runs that are followed at once: a browser has six connections for all its pages. */
const FOLLOWED = 2;
/** Seconds for which a run that failed stays in the list. */
const FAILED = 3600;

/** The queue. */
export class Queue extends Part {
  /** @type {any[]} */
  #runs = [];
  /** @type {Map<string, {element: HTMLElement, told: string, end: () => void}>} */
  #rows = new Map();
  #turn = 0;
  /** @type {Set<string>} */
  #dismissed = new Set();
  #dragged = "";
  /** @type {HTMLElement | null} */
  list = null;

  start() {
    this.list ??= h("ol", { "aria-label": t("queue.title") });
    fill(this, h("h2", {}, t("queue.title")), this.list);
    this.hidden = true;
    this.listen(changes, "runs", () => void this.look());
    this.listen(changes, "server", () => void this.look());
    void this.look();
  }

  stop() {
    for (const row of this.#rows.values()) row.end();
    this.#rows.clear();
  }

  /** Read it again. */
  async look() {
    const mine = ++this.#turn;
    const page = await get("/runs?state=queued,running,failed&limit=100").catch(() => null);
    if (!page || mine !== this.#turn || !this.isConnected) return;
    const recent = Date.now() / 1000 - FAILED;
    const rank = (/** @type {any} */ run) => (run.state === "running" ? 0 : run.state === "queued" ? 1 : 2);
    this.#runs = page.runs
      .filter((/** @type {any} */ run) => run.state !== "failed" || ((run.ended ?? 0) > recent && !this.#dismissed.has(run.id)))
      .sort((/** @type {any} */ a, /** @type {any} */ b) => rank(a) - rank(b) || b.priority - a.priority || a.created - b.created);
    this.show();
  }

  show() {
    this.hidden = this.#runs.length === 0;
    const kept = new Set(this.#runs.map((run) => run.id));
    for (const [id, row] of this.#rows) {
      if (kept.has(id)) continue;
      row.end();
      row.element.remove();
      this.#rows.delete(id);
    }
    const waiting = this.#runs.filter((run) => run.state === "queued");
    this.#runs.forEach((run, at) => {
      const place = waiting.indexOf(run);
      const told = JSON.stringify([run.state, run.error, place === 0, place === waiting.length - 1, run.attempt]);
      let row = this.#rows.get(run.id);
      if (!row || row.told !== told) {
        const had = row?.element.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.act : "";
        row?.end();
        const next = this.#row(run, at, place, waiting.length);
        row?.element.replaceWith(next.element);
        row = { ...next, told };
        this.#rows.set(run.id, row);
        if (had) /** @type {HTMLElement | null} */ (row.element.querySelector(`[data-act="${had}"]:not(:disabled)`) ?? row.element.querySelector("button"))?.focus();
      }
      if (this.list && this.list.children[at] !== row.element) {
        const focus = /** @type {HTMLElement | null} */ (row.element.contains(document.activeElement) ? document.activeElement : null);
        this.list.insertBefore(row.element, this.list.children[at] ?? null);
        focus?.focus();
      }
    });
  }

  /** @param {any} run @param {number} at @param {number} place among those that wait @param {number} many */
  #row(run, at, place, many) {
    const name = String(run.condition?.prompt || mediumName(run.medium)).slice(0, 120);
    const bar = h("progress", { max: 1, "aria-label": t("queue.progress", { name }) });
    const said = h("span", { class: "hint" }, run.state === "queued" ? t("queue.waits") : run.state === "failed" ? told(String(run.error || t("error.unknown"))) : t("make.works"));
    let end = () => {};
    if (run.state === "running" && at < FOLLOWED) {
      const one = making(run.id, run);
      const leave = one.follow();
      const told = () => {
        if (one.part === null) return;
        bar.value = one.part;
        said.textContent = number(one.part, { style: "percent" });
      };
      one.addEventListener("told", told);
      told();
      end = () => {
        one.removeEventListener("told", told);
        leave();
      };
    }
    const waits = run.state === "queued";
    const element = h("li", { class: `run ${run.state}`, data: { run: run.id }, draggable: waits, on: {
      dragstart: (/** @type {DragEvent} */ event) => {
        this.#dragged = run.id;
        event.dataTransfer?.setData("text/x-muse-run", run.id);
        element.classList.add("dragged");
      },
      dragend: () => {
        this.#dragged = "";
        element.classList.remove("dragged");
      },
      dragover: (/** @type {DragEvent} */ event) => {
        if (!this.#dragged || !waits || this.#dragged === run.id) return;
        event.preventDefault();
        element.classList.add("over");
      },
      dragleave: () => element.classList.remove("over"),
      drop: (/** @type {DragEvent} */ event) => {
        element.classList.remove("over");
        if (!this.#dragged || !waits) return;
        event.preventDefault();
        event.stopPropagation();
        void this.#move(this.#dragged, this.#waiting().findIndex((each) => each.id === run.id));
      },
      keydown: (/** @type {KeyboardEvent} */ event) => {
        const step = event.altKey && waits ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
        if (!step) return;
        event.preventDefault();
        void this.#move(run.id, place + step);
      },
    } },
    icon(run.medium),
    h("span", { class: "what" }, run.sheet ? h("a", { href: to("make", [run.sheet]) }, name) : h("span", {}, name), said, run.state === "running" && bar),
    waits && many > 1 && h("span", { class: "moves" },
      tool("up", t("queue.up", { name }), () => void this.#move(run.id, place - 1), { disabled: place === 0, data: { act: "up" } }),
      tool("down", t("queue.down", { name }), () => void this.#move(run.id, place + 1), { disabled: place === many - 1, data: { act: "down" } })),
    run.state === "failed"
      ? h("span", { class: "moves" }, tool("again", t("queue.retry", { name }), () => void post(`/runs/${run.id}/retry`).catch(complain), { data: { act: "retry" } }),
        tool("close", t("queue.dismiss", { name }), () => {
          this.#dismissed.add(run.id);
          void this.look();
        }, { data: { act: "dismiss" } }))
      : tool("close", t("queue.cancel", { name }), () => void post(`/runs/${run.id}/cancel`).catch(complain), { data: { act: "cancel" } }));
    return { element, end };
  }

  #waiting() {
    return this.#runs.filter((run) => run.state === "queued");
  }

  /** Move a run that waits to another place among those that wait. @param {string} id @param {number} to */
  async #move(id, to) {
    const order = this.#waiting();
    const from = order.findIndex((run) => run.id === id);
    if (from < 0 || to < 0 || to >= order.length || from === to) return;
    const [moved] = order.splice(from, 1);
    order.splice(to, 0, moved);
    // The first has the highest priority; only those change whose order doesn't follow from their age.
    const wanted = priorities(order);
    order.forEach((run, at) => Object.assign(run, { was: run.priority, priority: wanted[at] }));
    this.#runs = [...this.#runs.filter((run) => run.state === "running"), ...order, ...this.#runs.filter((run) => run.state === "failed")];
    this.show();
    say(t("queue.moved", { place: to + 1, many: order.length }));
    await Promise.all(order.filter((run) => run.priority !== run.was).map((run) => patch(`/runs/${run.id}`, { priority: run.priority }).catch(() => {})));
    void this.look();
  }
}

/**
 * Priorities that put runs into an order: of two with the same one the older comes first.
 *
 * @param {{created: number, priority: number}[]} order
 * @returns {number[]}
 */
export function priorities(order) {
  const made = order.map((run) => run.priority);
  for (let at = order.length - 2; at >= 0; at--) {
    const least = made[at + 1] + (order[at].created <= order[at + 1].created ? 0 : 1);
    if (made[at] < least) made[at] = least;
  }
  const most = Math.max(...made);
  if (most > 100) return order.map((_, at) => Math.max(-100, 100 - at));
  return made;
}

define("muse-queue", Queue);
