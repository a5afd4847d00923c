// Places in an editable field: which passage a node is in, where the selection begins and ends, the caret.

/** @typedef {{at: number, offset: number}} Spot a passage, and a place in its shown words */

/** An element whose children are passages; those that are only offered don't count. Says `caret` when the caret is elsewhere. */
export class Field extends EventTarget {
  /** @type {Spot | null} */
  caret = null;
  composing = false;

  /** @param {HTMLElement} body */
  constructor(body) {
    super();
    this.body = body;
  }

  /** The element of a passage. @param {number} at @returns {HTMLElement | null} */
  element(at) {
    return /** @type {HTMLElement | null} */ (this.body.querySelectorAll(":scope > :not([data-offered])")[at] ?? null);
  }

  /** The passage that a node is in, -1 for none. @param {Node | null} node */
  placeOf(node) {
    let each = node instanceof Element ? node : node?.parentElement ?? null;
    while (each && each.parentElement !== this.body) each = each.parentElement;
    return each ? [...this.body.querySelectorAll(":scope > :not([data-offered])")].indexOf(each) : -1;
  }

  /** Where the selection begins and ends; null where it is elsewhere. @returns {[Spot, Spot] | null} */
  selected() {
    const selection = document.getSelection();
    if (!selection?.rangeCount) return null;
    const range = selection.getRangeAt(0);
    if (!this.body.contains(range.startContainer) || !this.body.contains(range.endContainer)) return null;
    const from = this.spotOf(range.startContainer, range.startOffset);
    const to = this.spotOf(range.endContainer, range.endOffset);
    return from && to ? [from, to] : null;
  }

  /** Put the caret at a place. @param {Spot} spot */
  select(spot) {
    const element = this.element(spot.at);
    if (!element) return;
    let left = spot.offset;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    let last = node;
    while (node && left > (node.textContent ?? "").length) {
      left -= (node.textContent ?? "").length;
      last = node;
      node = walker.nextNode();
    }
    const to = node ?? last;
    document.getSelection()?.collapse(to ?? element, to ? Math.min(left, (to.textContent ?? "").length) : 0);
    this.caret = spot;
  }

  /** Note where the caret is. */
  look() {
    if (this.composing) return;
    const found = this.selected();
    if (!found) return;
    this.caret = found[1];
    this.dispatchEvent(new Event("caret"));
  }

  /** @param {Node} node @param {number} offset @returns {Spot | null} */
  spotOf(node, offset) {
    if (node === this.body) {
      const elements = [...this.body.children];
      const within = elements[Math.min(offset, elements.length - 1)];
      const at = this.placeOf(within);
      return at < 0 ? null : { at, offset: offset >= elements.length ? (within.textContent ?? "").length : 0 };
    }
    const at = this.placeOf(node);
    const element = this.element(at);
    if (!element) return null;
    const range = document.createRange();
    range.selectNodeContents(element);
    range.setEnd(node, offset);
    return { at, offset: range.toString().length };
  }
}
