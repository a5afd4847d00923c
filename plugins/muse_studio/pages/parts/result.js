// What a sheet shows large: a run while it is made, else the version that is open, else nothing yet.
import "./shown.js";
import { post } from "../base/api.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { Making, making } from "../base/making.js";
import { stageName } from "../base/names.js";
import { complain } from "../base/say.js";
import { told } from "../base/told.js";
import { date, number, t } from "../base/words.js";

/** The large place of a page: its height stays, whatever comes. */
export class Result extends Part {
  /** @type {import("../base/sheet.js").Sheet} */
  sheet = /** @type {any} */ (null);
  /** what stands there as long as nothing was made @type {() => HTMLElement} */
  empty = () => h("div", { class: "nothing" }, h("span", { class: "mark", "aria-hidden": "true" }), h("p", {}, t("make.empty")));
  /** the run that was asked for here, whose outcome is shown and heard at once */
  mine = "";
  #shown = "";
  /** @type {(() => void) | null} */
  #leave = null;

  start() {
    this.listen(this.sheet, "versions", () => this.show());
    this.listen(this.sheet, "form", () => this.show());
    this.show();
  }

  stop() {
    this.#leave?.();
    this.#leave = null;
    this.#shown = "";
  }

  show() {
    const { versions, form } = this.sheet;
    const busy = versions.find((run) => run.id === this.mine && isBusy(run)) ?? versions.findLast((run) => run.state === "running") ?? versions.findLast(isBusy);
    const made = versions.flatMap((run) => run.artifacts ?? []).filter((each) => !each.trashed);
    const open = made.find((each) => each.id === form.view.open);
    const last = versions.at(-1);
    if (busy && (!open || busy.id === this.mine || form.view.open === "")) this.#making(busy);
    else if (!open && last && last.state === "failed") this.#failed(last);
    else if (open ?? made.at(-1)) this.#artifact(open ?? made.at(-1));
    else if (busy) this.#making(busy);
    else if (last && last.state === "cancelled") this.#put(`none ${last.id}`, () => h("div", { class: "nothing" }, h("p", { class: "hint" }, t("make.cancelled"))));
    else this.#put("empty", this.empty);
  }

  /** @param {string} key @param {() => HTMLElement} make */
  #put(key, make) {
    if (this.#shown === key) return;
    this.#shown = key;
    this.#leave?.();
    this.#leave = null;
    fill(this, make());
  }

  /** @param {any} run */
  #making(run) {
    this.#put(`making ${run.id}`, () => {
      const one = making(run.id, run);
      const end = one.follow();
      const look = new Look(one, () => {
        if (one.isOver) void this.sheet.look();
      });
      this.#leave = () => {
        end();
        look.close();
      };
      return look.element;
    });
  }

  /** Show that something begins, before the server answered. */
  begins() {
    this.#put("begins", () => new Look(new Making(""), () => {}).element);
  }

  /** @param {any} run */
  #failed(run) {
    this.#put(`failed ${run.id} ${run.attempt}`, () => failure(run, () => void this.sheet.look()));
  }

  /** @param {any} made */
  #artifact(made) {
    const fresh = this.mine !== "" && made.run === this.mine;
    this.#put(`artifact ${made.id}`, () => {
      const shown = document.createElement("muse-shown");
      shown.setAttribute("artifact", made.id);
      if (fresh) shown.setAttribute("autoplay", "");
      return shown;
    });
  }
}

/** @param {any} run */
function isBusy(run) {
  return run.state === "queued" || run.state === "running";
}

/** What went wrong with a run, and what to do. @param {any} run @param {() => void} after */
export function failure(run, after) {
  const retry = h("button", { type: "button", class: "main", on: { click: async () => {
    retry.disabled = true;
    await post(`/runs/${run.id}/retry`).then(after, complain);
    retry.disabled = false;
  } } }, icon("again"), t("make.retry"));
  const [what, ...rest] = String(run.error || t("error.unknown")).split("\n");
  return h("div", { class: "nothing failed", role: "alert" }, icon("info"), h("h2", {}, t("make.failed")), h("p", {}, told(what)), rest.map((each) => h("p", { class: "hint" }, told(each))),
    h("p", { class: "hint" }, t("make.failed.next")), retry);
}

/** A run while it is made. */
class Look {
  /** @param {import("../base/making.js").Making} making @param {() => void} changed */
  constructor(making, changed) {
    this.making = making;
    this.bar = h("progress", { max: 1, "aria-label": t("make.progress") });
    this.said = h("p", { class: "said", role: "status" });
    this.stopper = h("button", { type: "button", class: "stop", on: { click: () => {
      this.stopper.disabled = true;
      making.cancel().catch(complain);
    } } }, icon("stop"), t("make.cancel"));
    this.stage = h("div", { class: "stage" });
    this.element = h("div", { class: "making", data: { run: making.id } }, this.stage, h("div", { class: "how" }, this.bar, h("div", { class: "row" }, this.said, this.stopper)));
    /** @type {Map<number, HTMLElement>} */
    this.pictures = new Map();
    /** @type {HTMLElement | null} */
    this.words = null;
    this.told = () => {
      this.show();
      changed();
    };
    making.addEventListener("told", this.told);
    this.show();
  }

  show() {
    const { making } = this;
    const { part } = making;
    if (part === null || making.state === "queued") this.bar.removeAttribute("value");
    else this.bar.value = part;
    const what = making.note && stageName(making.note);
    this.said.textContent = making.state === "queued" ? t("make.waits") : part === null ? t("make.works") : [number(part, { style: "percent" }), what].filter(Boolean).join(" · ");
    this.stopper.hidden = making.isOver || !making.id;
    const text = making.texts.get(0);
    if (making.previews.size) this.#pictures();
    else if (text !== undefined) this.#text(text);
    else if (!this.stage.firstElementChild) fill(this.stage, h("div", { class: "brewing", "aria-hidden": "true" }, h("span"), h("span"), h("span")));
  }

  #pictures() {
    for (const [item, { url, type }] of this.making.previews) {
      let shown = this.pictures.get(item);
      if (!shown) {
        if (!this.pictures.size) fill(this.stage);
        shown = type.startsWith("audio/") ? h("audio", { controls: true }) : type.startsWith("video/") ? h("video", { muted: true, autoplay: true, loop: true, playsInline: true }) : h("img", { alt: t("make.preview") });
        this.pictures.set(item, shown);
        this.stage.append(shown);
        this.stage.dataset.items = String(this.pictures.size);
      }
      if (shown.getAttribute("src") !== url) swap(shown, url);
    }
  }

  /** @param {string} text */
  #text(text) {
    this.words ??= h("div", { class: "words", lang: /[一-鿿]/.test(text) ? "zh" : "en" });
    if (!this.stage.contains(this.words)) fill(this.stage, this.words);
    const written = this.words.textContent ?? "";
    if (text.startsWith(written)) this.words.append(text.slice(written.length));
    else this.words.textContent = text;
    const near = this.stage.scrollHeight - this.stage.scrollTop - this.stage.clientHeight < 120;
    if (near) this.stage.scrollTop = this.stage.scrollHeight;
  }

  close() {
    this.making.removeEventListener("told", this.told);
  }
}

/** Show the next preview once it is there, so that nothing flickers. @param {HTMLElement} shown @param {string} url */
function swap(shown, url) {
  if (!(shown instanceof HTMLImageElement) || !shown.getAttribute("src")) {
    shown.setAttribute("src", url);
    return;
  }
  if (shown.dataset.next === url) return;
  shown.dataset.next = url;
  const next = new Image();
  next.onload = () => {
    if (shown.dataset.next === url) shown.src = url;
  };
  next.src = url;
}

/** When a run began, for lists. @param {any} run */
export function when(run) {
  return date(run.created, { timeStyle: "short" });
}

define("muse-result", Result);
