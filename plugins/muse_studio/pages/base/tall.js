// A page taller than browsers can: what is scrolled of it, in the pixels that it would have.

/** Pixels of an element: browsers end at some 17 million. */
const TALLEST = 12_000_000;

/** Where an element is scrolled to that has more pixels than it can have. */
export class Tall {
  /** Pixels that it should have. */
  whole = 0;
  #virtual = 0;
  #before = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** Pixels that it has. */
  get height() {
    return Math.min(this.whole, TALLEST);
  }

  /** Pixels of the page above it. */
  get above() {
    return this.element.getBoundingClientRect().top + window.scrollY;
  }

  get #folded() {
    return this.whole > TALLEST;
  }

  /** How far it is scrolled, of its whole. */
  get offset() {
    return this.#folded ? this.#virtual : window.scrollY - this.above;
  }

  /** What is added to a place of the whole to have the one in the element. */
  get shift() {
    return this.#folded ? window.scrollY - this.above - this.#virtual : 0;
  }

  /** Follow the page; returns by how much it was scrolled. */
  scrolled() {
    const y = window.scrollY;
    const step = y - this.#before;
    this.#before = y;
    if (this.#folded) {
      // A small step is one of the wheel; a great one is the bar dragged: then its share of the whole counts.
      const here = y - this.above;
      const most = TALLEST - window.innerHeight;
      const last = this.whole - window.innerHeight;
      if (Math.abs(step) < window.innerHeight * 2 && here > 0 && here < most) this.#virtual = Math.max(0, Math.min(last, this.#virtual + step));
      else this.#virtual = (Math.max(0, Math.min(most, here)) / most) * last;
    }
    return step;
  }

  /** Scroll to a place of the whole. @param {number} wanted */
  to(wanted) {
    if (this.#folded) {
      const last = this.whole - window.innerHeight;
      this.#virtual = Math.max(0, Math.min(last, wanted));
      this.#before = Math.round(this.above + (this.#virtual / last) * (TALLEST - window.innerHeight));
      window.scrollTo(0, this.#before);
    } else window.scrollTo(0, this.above + wanted);
  }
}
