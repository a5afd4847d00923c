// <muse-text artifact="ID">: a text to read and to write in; own words, the next passage, others for each, kept as a version.
import { Trouble, file, get, post, upload } from "../base/api.js";
import { fileOf } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { applied, edit } from "../base/changed.js";
import { Document } from "../base/desk.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { Editor } from "../base/editing.js";
import { count, isChinese, layout, minutes, passages } from "../base/passages.js";
import { go, to } from "../base/places.js";
import { complain, say } from "../base/say.js";
import { listen } from "../base/stream.js";
import { styled } from "../base/styled.js";
import { known, number, t } from "../base/words.js";
import { Writing, added, writers } from "../base/writing.js";
import { OtherWords } from "./otherwords.js";

/** What the desk keeps of a text: its words where they were changed, who writes, and other words by passage. */
/** @typedef {{edit?: import("../base/changed.js").Edit, writer?: string, others?: string[][]}} Kept */

/** Bytes of what was changed that the desk takes. */
const LARGEST = 240_000;

styled("text");

export class MuseText extends Part {
  /** @type {any} an artifact of the API, where one is at hand; else it is asked for by its id */
  artifact = null;
  original = "";
  body = h("div", { class: "written" });
  editor = new Editor(this.body);
  over = -1;
  /** @type {Document<Kept> | null} */
  #desk = null;
  /** @type {Writing | null} */
  #writing = null;
  /** @type {number | undefined} */
  #saving;

  start() {
    if (this.firstElementChild) return;
    this.setAttribute("aria-busy", "true");
    this.#open().catch(complain).finally(() => this.removeAttribute("aria-busy"));
  }

  stop() {
    this.#save();
    void this.#writing?.cancel();
    this.#desk?.close();
    this.others?.close();
  }

  async #open() {
    const id = this.getAttribute("artifact") ?? this.artifact?.id ?? "";
    this.artifact ??= await artifact(id);
    const files = this.artifact.files;
    const first = files.find((/** @type {any} */ each) => each.suffix === ".md") ?? files.find((/** @type {any} */ each) => each.suffix === ".txt") ?? files[0];
    this.#desk = new Document(`text-${id}`, /** @type {Kept} */ ({}));
    const [answer] = await Promise.all([file(first?.url ?? fileOf(id, "md")).catch((error) => {
      throw error instanceof Trouble && error.status === 404 ? new Error(t("text.gone")) : error;
    }), this.#desk.read().catch(() => {})]);
    this.original = await answer.text();
    if (!this.isConnected) return;
    this.#build();
    this.editor.open(this.#words());
    this.#told();
    this.listen(this.#desk, "changed", (event) => {
      if (event.detail === "here" || !this.#desk || this.#writing) return;
      const text = this.#words();
      if (this.#saving === undefined && text !== this.editor.text) this.editor.open(text);
      this.#told();
    });
  }

  #build() {
    const reading = this.hasAttribute("reading");
    this.body.spellcheck = !isChinese(this.original);
    if (!reading) {
      this.body.contentEditable = "true";
      for (const [name, value] of Object.entries({ role: "textbox", "aria-multiline": "true", "aria-label": this.artifact.title || t("text.words") })) this.body.setAttribute(name, value);
    }
    this.undoes = tool("undo", t("text.undo"), () => this.editor.undo(), { disabled: true });
    this.redoes = tool("redo", t("text.redo"), () => this.editor.redo(), { disabled: true });
    this.goes = h("button", { type: "button", class: "goes", "aria-label": t("text.continue"), "aria-keyshortcuts": "Control+Enter", title: t("text.continue.tip"), on: { click: () => void this.continue() } }, icon("make"), h("span", {}, t("text.continue")));
    this.varies = h("button", { type: "button", class: "varies", "aria-label": t("text.others"), "aria-keyshortcuts": "Alt+Enter", title: t("text.others.tip"), on: { click: () => this.openOthers() } }, icon("vary"), h("span", {}, t("text.others")));
    this.keeps = h("button", { type: "button", class: "main keeps", hidden: true, "aria-keyshortcuts": "Control+S", on: { click: () => void this.keep() } }, icon("check"), h("span", {}, t("text.keep")));
    this.backs = h("button", { type: "button", class: "backs", "aria-label": t("text.revert"), hidden: true, title: t("text.revert.tip"), on: { click: () => this.revert() } }, icon("back"), h("span", {}, t("text.revert")));
    this.counts = h("span", { class: "counts hint" });
    this.picks = h("select", { class: "writer", "aria-label": t("text.writer"), hidden: true, on: { change: () => this.#desk?.set({ writer: this.picks?.value }) } });
    this.bar = h("div", { class: "bar", role: "toolbar", "aria-label": t("text.tools") },
      this.undoes, this.redoes, this.goes, this.varies, this.picks, h("span", { class: "space" }), this.counts, this.backs, this.keeps);
    this.handle = tool("vary", t("text.others"), () => this.openOthers(this.over), { class: "handle", hidden: true, tabIndex: -1 });
    this.page = h("div", { class: "leafs" }, this.body, this.handle);
    this.foot = h("div", { class: "offer", role: "group", "aria-label": t("text.offer"), hidden: true });
    this.others = new OtherWords(this);
    fill(this, reading ? h("p", { class: "hint counts" }) : this.bar, this.page, this.foot);
    if (reading) return;
    this.listen(this.editor, "edit", () => this.#edited());
    this.listen(this.editor, "offer", () => this.#offered());
    this.listen(document, "selectionchange", () => {
      this.editor.look();
      const at = this.editor.selected()?.[1].at;
      if (at !== undefined) this.#hover(at);
    });
    this.listen(this.body, "pointermove", (event) => this.#hover(this.editor.placeOf(event.target)));
    this.listen(this, "keydown", (event) => this.#key(event));
    this.listen(window, "pagehide", () => this.#save());
    void this.#writers();
  }

  async #writers() {
    const all = await writers().catch(() => []);
    if (!this.goes || !this.varies || !this.picks) return;
    this.goes.hidden = !all.length;
    this.varies.hidden = !all.length;
    this.picks.hidden = all.length < 2;
    fill(this.picks, all.map((each) => h("option", { value: each.name, selected: each.name === this.#desk?.value.writer }, known(`generator.${each.name}`, each.name))));
  }

  /** Who writes, as it was chosen. */
  async writer() {
    const all = await writers();
    return all.find((each) => each.name === this.#desk?.value.writer) ?? all[0] ?? null;
  }

  /** What other words a passage had: the lists that were kept. */
  get kept() {
    return this.#desk?.value.others ?? [];
  }

  /** @param {string[][]} others */
  set kept(others) {
    this.#desk?.set({ others: others.slice(-40) });
  }

  get changed() {
    return this.editor.text.trim() !== this.original.trim();
  }

  #edited() {
    window.clearTimeout(this.#saving);
    this.#saving = window.setTimeout(() => this.#save(), 400);
    this.others?.moved();
    this.#told();
  }

  /** The text as it was made, with what was changed since. */
  #words() {
    return applied(this.original, this.#desk?.value.edit);
  }

  /** Keep the words on the server. */
  #save() {
    if (this.#saving === undefined) return;
    window.clearTimeout(this.#saving);
    this.#saving = undefined;
    if (!this.#desk) return;
    const made = this.changed ? edit(this.original, this.editor.text) : undefined;
    if (made && new Blob(made.lines).size > LARGEST) say(t("text.large"));
    else this.#desk.set({ edit: made });
  }

  /** Say how long it is, what can be undone, whether it is a version. */
  #told() {
    const text = this.editor.text;
    this.dataset.layout = layout(this.editor.list);
    const { body, undoes, redoes, keeps, backs } = this;
    if (!body || !undoes || !redoes || !keeps || !backs) return;
    body.lang = isChinese(text) ? "zh-Hans" : "en";
    undoes.disabled = !this.editor.canUndo;
    redoes.disabled = !this.editor.canRedo;
    keeps.hidden = backs.hidden = !this.changed;
    const words = count(text);
    const told = `${t(isChinese(text) ? "text.characters" : "text.count", { n: number(words) })} · ${t("text.minutes", { n: minutes(text) })}`;
    for (const each of this.querySelectorAll(".counts")) each.textContent = told;
    this.tell("muse-edited", { changed: this.changed, text });
  }

  /** @param {number} at */
  #hover(at) {
    const { handle } = this;
    const element = at < 0 ? null : this.editor.element(at);
    if (!handle || !element || !this.varies || this.varies.hidden) return;
    this.over = at;
    handle.hidden = ["title", "rule"].includes(this.editor.list[at]?.kind) || this.editor.offered !== null;
    handle.style.top = `${element.offsetTop}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const act = () => {
      if (this.editor.offered) {
        if (event.key === "Tab" && !event.shiftKey && event.target === this.body) return this.editor.accept();
        if (event.key === "Escape") return this.refuse();
      }
      if (event.key === "Escape" && this.others?.isOpen) return this.others.close();
      if (mod && event.key === "Enter") return void this.continue();
      if (event.altKey && event.key === "Enter") return this.openOthers();
      if (mod && key === "s") return this.changed ? void this.keep() : undefined;
      if (mod && key === "z") return event.shiftKey ? this.editor.redo() : this.editor.undo();
      if (mod && key === "y") return this.editor.redo();
      return true;
    };
    if (act() === true) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Let the next passage be written behind the caret, or at the end. */
  async continue() {
    const writer = await this.writer().catch(() => null);
    if (!writer || this.#writing) return;
    this.others?.close();
    const again = this.editor.offered?.after;
    const after = again ?? this.editor.caret?.at ?? this.editor.list.length - 1;
    this.editor.refuse();
    const before = passagesBefore(this.editor.list, after);
    const writing = new Writing(writer.name, {}, before, "extend");
    this.#writing = writing;
    this.#waits(true);
    try {
      const show = (/** @type {string} */ told) => {
        if (this.#writing === writing) this.editor.offer(after, passages(added(before, told)));
      };
      const [whole] = await writing.write((item, told) => { if (item === 0) show(told); });
      show(whole);
      if (!this.editor.offered) say(t("text.nothing"));
    } catch (error) {
      this.editor.refuse();
      complain(error);
    } finally {
      if (this.#writing === writing) this.#writing = null;
      this.#waits(false);
    }
  }

  /** @param {boolean} waiting */
  #waits(waiting) {
    if (this.goes) this.goes.disabled = waiting;
    this.classList.toggle("writing", waiting);
    this.#offered();
  }

  /** Take what is offered away, or stop its being written. */
  refuse() {
    void this.#writing?.cancel();
    this.#writing = null;
    this.editor.refuse();
    this.body.focus({ preventScroll: true });
  }

  #offered() {
    const { foot } = this;
    if (!foot) return;
    const waiting = this.#writing !== null;
    const offer = this.editor.offered;
    const before = foot.hidden;
    foot.hidden = !offer && !waiting;
    if (foot.hidden) return;
    fill(foot, h("span", { class: "hint", role: "status" }, waiting ? t("text.writing") : t("text.offered")),
      !waiting && h("button", { type: "button", class: "main", on: { click: () => { this.editor.accept(); this.body.focus({ preventScroll: true }); } } }, icon("check"), t("text.accept"), h("kbd", {}, "Tab")),
      !waiting && h("button", { type: "button", on: { click: () => void this.continue() } }, icon("again"), t("text.another")),
      h("button", { type: "button", on: { click: () => this.refuse() } }, t("text.refuse"), h("kbd", {}, "Esc")));
    if (before || offer) this.body.querySelector("[data-offered]:last-of-type")?.scrollIntoView({ block: "nearest" });
  }

  /** Offer other words for a passage. @param {number} [at] */
  openOthers(at = this.editor.caret?.at ?? this.over) {
    this.editor.refuse();
    const found = Math.max(0, Math.min(at, this.editor.list.length - 1));
    this.others?.open(found);
  }

  /** Keep the words as a version of the sheet. */
  async keep() {
    if (!this.keeps) return;
    this.keeps.disabled = true;
    try {
      this.editor.refuse();
      const text = this.editor.text;
      const [handed] = await upload([new File([text], "text.md", { type: "text/markdown" })]);
      const sheet = this.getAttribute("sheet") ?? this.artifact.sheet ?? undefined;
      const run = await post("/runs", { medium: "text", generator: "text.draft", condition: { text: handed }, formats: [".md"], priority: 5, ...(sheet ? { sheet } : {}) });
      await new Promise((resolve) => listen(`/runs/${run.id}/events`, (kind) => {
        resolve(kind);
        return true;
      }, { kinds: ["done", "failed", "cancelled"] }));
      const made = await get(`/runs/${run.id}`);
      if (made.state !== "done") throw new Error(made.error ?? t("error.unknown"));
      const id = made.artifacts[0].id;
      this.original = text;
      this.#desk?.set({ edit: undefined });
      this.#told();
      if (this.tell("muse-kept", { artifact: made.artifacts[0], run: made })) say(t("text.kept"), { label: t("text.open"), act: () => go(to("artifact", [id])) });
    } catch (error) {
      complain(error);
    } finally {
      this.keeps.disabled = false;
    }
  }

  /** Let the text be as it was made; that can be undone. */
  revert() {
    this.editor.change(passages(this.original), { at: 0, offset: 0 });
    say(t("text.reverted"), { label: t("text.undo"), act: () => this.editor.undo() });
  }
}

/** @param {readonly import("../base/passages.js").Passage[]} list @param {number} after */
function passagesBefore(list, after) {
  return list.slice(0, after + 1).map((each) => each.raw + each.gap).join("").trimEnd() + "\n";
}

define("muse-text", MuseText);
