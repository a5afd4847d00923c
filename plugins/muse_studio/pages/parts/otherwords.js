// Other words for one passage of a text: three side by side, any of which may be taken; those from before stay.
import { fill, h, icon, tool } from "../base/dom.js";
import { joined, nodes, numberOf, passages, shown } from "../base/passages.js";
import { complain } from "../base/say.js";
import { t } from "../base/words.js";
import { Writing } from "../base/writing.js";

/** @typedef {import("./text.js").MuseText} MuseText */

const AT_ONCE = 3;
const MOST = 24;

export class OtherWords {
  at = -1;
  /** @type {Writing | null} */
  #writing = null;
  /** @type {string[]} */
  #family = [];

  /** @param {MuseText} text */
  constructor(text) {
    this.text = text;
    this.cards = h("ol", { class: "cards" });
    this.asks = h("div", { class: "row asks" });
    this.state = h("p", { class: "hint", role: "status" });
    this.panel = h("section", { class: "others", hidden: true, "aria-label": t("text.others.for") },
      h("header", { class: "row" }, h("p", { class: "head" }, t("text.others.for")), tool("close", t("text.others.close"), () => this.close())),
      this.cards, this.state, this.asks);
    text.page?.append(this.panel);
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** @param {number} at */
  open(at) {
    const { editor } = this.text;
    const each = editor.list[at];
    if (!each || each.kind === "title" || each.kind === "rule") return;
    this.#stop();
    this.at = at;
    const raw = each.raw.trim();
    this.#family = [...(this.text.kept.find((family) => family.includes(raw)) ?? [raw])];
    this.panel.hidden = false;
    this.moved();
    for (const one of editor.body.children) one.classList.remove("chosen");
    editor.element(at)?.classList.add("chosen");
    this.#show();
    void this.#offers();
    if (this.#family.length <= 1) void this.more();
    else this.cards.querySelector("button")?.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
  }

  close() {
    const had = this.panel.contains(document.activeElement);
    this.#stop();
    this.panel.hidden = true;
    for (const one of this.text.editor.body.children) one.classList.remove("chosen");
    if (had) this.text.body.focus({ preventScroll: true });
  }

  /** Stay beneath the passage. */
  moved() {
    const element = this.text.editor.element(this.at);
    if (this.panel.hidden || !element) return;
    this.panel.style.top = `${element.offsetTop + element.offsetHeight + 8}px`;
  }

  #stop() {
    void this.#writing?.cancel();
    this.#writing = null;
    this.state.textContent = "";
  }

  /** What may be asked for, by who writes. */
  async #offers() {
    const writer = await this.text.writer().catch(() => null);
    fill(this.asks, h("button", { type: "button", class: "more", on: { click: () => void this.more() } }, icon("again"), t("text.more")),
      (writer?.tasks ?? []).map((task) => h("button", { type: "button", on: { click: () => void this.more(task) } }, t(`text.${task}`))));
  }

  #show() {
    const now = this.text.editor.list[this.at]?.raw.trim();
    fill(this.cards, this.#family.map((raw, k) => {
      const mine = raw === now;
      const each = passages(raw);
      return h("li", { class: mine ? "card now" : "card" },
        h("div", { class: "said", id: `words-${k}`, lang: this.text.body.lang, tabIndex: 0, role: "group", "aria-label": t("text.take.n", { n: k + 1 }) }, each.map((one) => h("p", { class: one.kind }, nodes(shown(one))))),
        h("button", { type: "button", disabled: mine, "aria-describedby": `words-${k}`, on: { click: () => this.take(raw) } }, mine ? t("text.now") : t("text.take")));
    }));
  }

  /** Let a passage have these words. @param {string} raw */
  take(raw) {
    const { editor } = this.text;
    const old = editor.list[this.at];
    const made = passages(raw).map((each) => ({ ...each, gap: each.gap.length > 1 ? each.gap : "\n\n" }));
    if (!made.length || !old) return;
    made[made.length - 1].gap = old.gap;
    editor.replace(this.at, made);
    editor.element(this.at)?.classList.add("chosen");
    this.#show();
    this.moved();
    this.cards.querySelector(".now")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Have others written, or the passage changed as asked. @param {string} [task] */
  async more(task = "") {
    const { editor } = this.text;
    this.#stop();
    const writer = await this.text.writer().catch(() => null);
    const each = editor.list[this.at];
    if (!writer || !each) return;
    const text = joined(editor.list);
    const own = task || writer.tasks.length;
    const writing = own
      ? new Writing(writer.name, { task: task || "rewrite", count: AT_ONCE }, `${each.raw.trim()}\n`, "text")
      : new Writing(writer.name, { passage: numberOf(editor.list, this.at), count: AT_ONCE }, text, "extend");
    this.#writing = writing;
    this.state.textContent = t("text.writing");
    try {
      const whole = await writing.write();
      if (this.#writing !== writing) return;
      const from = this.at;
      const behind = editor.list.length - from - 1;
      const made = own ? whole : whole.map((told) => {
        const list = passages(told);
        return joined(list.slice(from, Math.max(from + 1, list.length - behind)));
      });
      const fresh = made.map((raw) => raw.trim()).filter((raw) => raw && !this.#family.includes(raw));
      this.#family = [...new Set([...this.#family, ...fresh])].slice(-MOST);
      this.#keep();
      this.#show();
      this.state.textContent = fresh.length ? "" : t("text.none");
      const first = this.cards.children[this.#family.length - fresh.length];
      first?.querySelector("button")?.focus({ preventScroll: true });
      if (first) this.cards.scrollTo({ left: /** @type {HTMLElement} */ (first).offsetLeft - this.cards.offsetLeft, behavior: "smooth" });
    } catch (error) {
      this.state.textContent = "";
      complain(error);
    } finally {
      if (this.#writing === writing) this.#writing = null;
      this.moved();
    }
  }

  #keep() {
    const family = this.#family;
    this.text.kept = [...this.text.kept.filter((each) => !each.some((raw) => family.includes(raw))), family];
  }
}
