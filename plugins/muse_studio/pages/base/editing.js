// An editor of passages: one field that reads well, whose words, caret and undo are kept apart from the page's elements.
import { fill, h } from "./dom.js";
import { joined, nodes, passage, passages, shown, words } from "./passages.js";
import { Field } from "./spots.js";
import { Steps } from "./steps.js";

/** @typedef {import("./passages.js").Passage} Passage */
/** @typedef {import("./spots.js").Spot} Spot */

const TAGS = /** @type {Record<string, keyof HTMLElementTagNameMap>} */ ({ title: "h1", heading: "h2", quote: "blockquote" });

/**
 * Edits a text in an element. Says `edit` after each change, `caret` when the caret is elsewhere, `offer` when what is
 * offered (a continuation that isn't accepted yet) changed.
 */
export class Editor extends Field {
  /** @type {Passage[]} */
  list = [];
  /** @type {{passages: Passage[], after: number} | null} */
  offered = null;
  /** @type {Steps<{list: Passage[], caret: Spot | null}>} */
  #steps = new Steps();

  /** @param {HTMLElement} body */
  constructor(body) {
    super(body);
    body.addEventListener("beforeinput", (event) => this.#before(event));
    body.addEventListener("input", () => { if (!this.composing) this.#read("typed"); });
    body.addEventListener("compositionstart", () => {
      const [from, to] = this.selected() ?? [];
      if (from && to && from.at !== to.at) this.#cut(from, to);
      this.composing = true;
    });
    body.addEventListener("compositionend", () => {
      this.composing = false;
      this.#read("typed");
    });
    body.addEventListener("paste", (event) => {
      event.preventDefault();
      this.insert(event.clipboardData?.getData("text/plain") ?? "");
    });
    body.addEventListener("copy", (event) => this.#copy(event));
    body.addEventListener("cut", (event) => {
      this.#copy(event);
      const [from, to] = this.selected() ?? [];
      if (from && to) this.#cut(from, to);
    });
    body.addEventListener("dragstart", (event) => event.preventDefault());
    body.addEventListener("drop", (event) => event.preventDefault());
  }

  /** The text as Markdown. */
  get text() {
    return joined(this.list);
  }

  /** Show a text; what could be undone is forgotten. @param {string} text */
  open(text) {
    this.#steps.clear();
    this.offered = null;
    this.caret = null;
    this.list = passages(text);
    if (!this.list.length) this.list = [{ kind: "paragraph", raw: "", gap: "\n" }];
    this.#draw();
  }

  get canUndo() {
    return this.#steps.done.length > 0;
  }

  get canRedo() {
    return this.#steps.undone.length > 0;
  }

  undo() {
    this.#swap(true);
  }

  redo() {
    this.#swap(false);
  }

  /** @param {boolean} back */
  #swap(back) {
    const found = this.#steps.swap(back, { list: this.list, caret: this.caret });
    if (!found) return;
    this.list = found.list;
    this.#draw(found.caret ?? { at: 0, offset: 0 });
    this.dispatchEvent(new Event("edit"));
  }

  /** @param {string} kind */
  #keep(kind) {
    this.#steps.keep(kind, { list: this.list, caret: this.caret });
  }

  /** Let it be another text, as one step that can be undone. @param {Passage[]} list @param {Spot | null} [caret] */
  change(list, caret = null) {
    this.#keep("changed");
    this.list = list.length ? list : [{ kind: "paragraph", raw: "", gap: "\n" }];
    this.#draw(caret);
    this.dispatchEvent(new Event("edit"));
  }

  /** Put other passages in the place of one. @param {number} at @param {Passage[]} others @param {number} [count] */
  replace(at, others, count = 1) {
    const list = [...this.list.slice(0, at), ...others, ...this.list.slice(at + count)];
    this.change(list, { at: Math.min(at, list.length - 1), offset: 0 });
  }

  /** Show passages behind one that aren't in the text yet. @param {number} after @param {Passage[]} made */
  offer(after, made) {
    this.offered = made.length ? { passages: made, after } : null;
    for (const each of this.body.querySelectorAll("[data-offered]")) each.remove();
    const anchor = this.element(after);
    let last = anchor;
    for (const each of made) {
      const element = this.#element(each);
      element.dataset.offered = "";
      element.contentEditable = "false";
      last?.after(element);
      last = element;
    }
    this.dispatchEvent(new Event("offer"));
  }

  /** Take what is offered into the text. */
  accept() {
    const offer = this.offered;
    if (!offer) return;
    this.offered = null;
    const before = this.list.slice(0, offer.after + 1);
    const last = before.at(-1);
    if (last && last.gap.length < 2) before[before.length - 1] = { ...last, gap: "\n\n" };
    const end = before.length + offer.passages.length - 1;
    const made = offer.passages.map((each, k) => k < offer.passages.length - 1 ? each : { ...each, gap: "\n\n" });
    this.change([...before, ...made, ...this.list.slice(offer.after + 1)], { at: end, offset: shown(made[made.length - 1]).length });
    this.dispatchEvent(new Event("offer"));
  }

  /** Take what is offered away. */
  refuse() {
    if (!this.offered) return;
    this.offered = null;
    for (const each of this.body.querySelectorAll("[data-offered]")) each.remove();
    this.dispatchEvent(new Event("offer"));
  }

  /** @param {Passage} each @returns {HTMLElement} */
  #element(each) {
    const text = shown(each);
    const made = h(TAGS[each.kind] ?? "p", { class: each.kind, data: { kind: each.kind } });
    if (each.kind === "point") made.dataset.mark = /^\s*\d+[.)]/.exec(each.raw)?.[0].trim() ?? "•";
    fill(made, ...nodes(text));
    if (!text || text.endsWith("\n")) made.append(h("br"));
    return made;
  }

  /** @param {Spot | null} [caret] */
  #draw(caret = null) {
    this.offered = null;
    // What is the same stays: a long text isn't drawn anew for a word.
    const old = [...this.body.children];
    fill(this.body, ...this.list.map((each, k) => {
      const element = /** @type {HTMLElement | undefined} */ (old[k]);
      const same = element && !("offered" in element.dataset) && drawn.get(element) === each;
      const made = same ? element : this.#element(each);
      drawn.set(made, each);
      return made;
    }));
    if (caret) this.select(caret);
  }

  /** Take over what the browser did to the elements. @param {string} kind */
  #read(kind) {
    const elements = /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll(":scope > :not([data-offered])")]);
    const found = this.selected();
    const odd = elements.length !== this.list.length || [...this.body.childNodes].some((node) => node.nodeType === Node.TEXT_NODE);
    if (odd) {
      const text = [...this.body.childNodes].filter((node) => !(node instanceof HTMLElement && "offered" in node.dataset)).map((node) => {
        const known = drawn.get(/** @type {HTMLElement} */ (node));
        const said = node instanceof Element ? words(node) : node.textContent ?? "";
        return known ? passage(known.kind, said, "\n\n", known.raw).raw : said;
      });
      this.#keep(kind);
      this.list = passages(text.join("\n\n"));
      if (!this.list.length) this.list = [{ kind: "paragraph", raw: "", gap: "\n" }];
      this.#draw(found?.[1] ?? { at: 0, offset: 0 });
    } else {
      const list = elements.map((element, k) => {
        const said = words(element);
        const known = this.list[k];
        if (said === shown(known)) return known;
        const made = passage(known.kind === "speech" || known.kind === "paragraph" ? "paragraph" : known.kind, said, known.gap, known.raw);
        drawn.set(element, made);
        return made;
      });
      if (list.every((each, k) => each === this.list[k])) return;
      this.#keep(kind);
      this.list = list;
      this.caret = found?.[1] ?? this.caret;
    }
    this.dispatchEvent(new Event("edit"));
  }

  /** @param {InputEvent} event */
  #before(event) {
    if (this.composing || event.inputType === "insertCompositionText") return;
    const found = this.selected();
    if (!found) return;
    const [from, to] = found;
    const across = from.at !== to.at;
    const one = !across && from.offset === to.offset;
    const end = shown(this.list[from.at] ?? this.list[0]).replace(/[*_]/g, "").length;
    const act = () => {
      switch (event.inputType) {
        case "historyUndo": return this.undo();
        case "historyRedo": return this.redo();
        case "insertParagraph": return this.#split(from, to);
        case "insertLineBreak": return this.insert("\n");
        case "insertText": case "insertReplacementText": return across ? this.insert(event.data ?? event.dataTransfer?.getData("text/plain") ?? "") : true;
        case "deleteContentBackward": case "deleteWordBackward": case "deleteSoftLineBackward":
          if (across) return this.#cut(from, to);
          return one && from.offset === 0 ? this.#join(from.at - 1) : true;
        case "deleteContentForward": case "deleteWordForward":
          if (across) return this.#cut(from, to);
          return one && from.offset >= end ? this.#join(from.at) : true;
        case "deleteByCut": return;
        default: return event.inputType.startsWith("format") || event.inputType.startsWith("insertFrom") || across ? undefined : true;
      }
    };
    // True leaves it to the browser, which knows its words, lines and input methods best.
    if (act() !== true) event.preventDefault();
  }

  /** The words before and behind a place, with their marks. @param {Spot} spot @returns {[string, string]} */
  #parts(spot) {
    const text = shown(this.list[spot.at]);
    const plain = this.element(spot.at)?.textContent ?? text;
    // Marks between the letters that are shown are found by going along both.
    let k = 0;
    let n = 0;
    while (n < spot.offset && k < text.length) {
      if (text[k] === plain[n]) n += 1;
      k += 1;
    }
    return [text.slice(0, k), text.slice(k)];
  }

  /** Put words in the place of what is selected. @param {string} text */
  insert(text) {
    const [from, to] = this.selected() ?? (this.caret ? [this.caret, this.caret] : []);
    if (!from || !to || !text) return;
    const clean = text.replace(/\r\n?/g, "\n");
    const before = this.#parts(from)[0];
    const after = this.#parts(to)[1];
    const old = this.list[from.at];
    const several = /\n[ \t]*\n/.test(clean);
    const inside = several ? passages(clean) : [];
    const made = several
      ? [...(before ? [passage(old.kind, before + shown(inside[0]), "\n\n", old.raw)] : [{ ...inside[0] }]), ...inside.slice(1)]
      : [passage(old.kind, before + clean, old.gap, old.raw)];
    const last = made[made.length - 1];
    const offset = shown(last).length;
    made[made.length - 1] = passage(last.kind, shown(last) + after, this.list[to.at].gap, last.raw);
    this.change([...this.list.slice(0, from.at), ...made, ...this.list.slice(to.at + 1)], { at: from.at + made.length - 1, offset });
  }

  /** @param {Spot} from @param {Spot} to */
  #split(from, to) {
    const old = this.list[from.at];
    const before = this.#parts(from)[0];
    const after = this.#parts(to)[1];
    if (old.kind === "stanza" && before && !before.endsWith("\n") && after) {
      this.insert("\n");
      return;
    }
    const kind = ["title", "heading", "note"].includes(old.kind) ? "paragraph" : old.kind === "speech" ? "paragraph" : old.kind;
    const made = [passage(old.kind, before, old.kind === "point" ? "\n" : "\n\n", old.raw), passage(kind, after, this.list[to.at].gap, kind === "point" ? old.raw : "")];
    this.change([...this.list.slice(0, from.at), ...made, ...this.list.slice(to.at + 1)], { at: from.at + 1, offset: 0 });
  }

  /** @param {Spot} from @param {Spot} to */
  #cut(from, to) {
    const old = this.list[from.at];
    const made = passage(old.kind, this.#parts(from)[0] + this.#parts(to)[1], this.list[to.at].gap, old.raw);
    this.change([...this.list.slice(0, from.at), made, ...this.list.slice(to.at + 1)], from);
  }

  /** Join a passage with the one behind it. @param {number} at */
  #join(at) {
    if (at < 0 || at + 1 >= this.list.length) return;
    const [one, other] = [this.list[at], this.list[at + 1]];
    const offset = (this.element(at)?.textContent ?? "").length;
    const kind = shown(one) ? one.kind : other.kind;
    const made = passage(kind, shown(one) + shown(other), other.gap, shown(one) ? one.raw : other.raw);
    this.change([...this.list.slice(0, at), made, ...this.list.slice(at + 2)], { at, offset });
  }

  /** @param {ClipboardEvent} event */
  #copy(event) {
    const [from, to] = this.selected() ?? [];
    if (!from || !to || !event.clipboardData) return;
    event.preventDefault();
    const text = from.at === to.at
      ? document.getSelection()?.toString() ?? ""
      : joined([
        { ...this.list[from.at], raw: this.#parts(from)[1] }, ...this.list.slice(from.at + 1, to.at), { ...this.list[to.at], raw: this.#parts(to)[0], gap: "" },
      ]);
    event.clipboardData.setData("text/plain", text);
  }
}

/** What an element was drawn from. @type {WeakMap<Element, Passage>} */
const drawn = new WeakMap();
