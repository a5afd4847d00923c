// Zooming and moving a picture within its frame: by wheel, fingers, mouse and keys.

/** Times its own size that a picture is enlarged at most. */
const MOST = 32;
/** Screen pixels of a picture's pixel from which its edges are shown as they are. */
const PIXELS = 3;
const SOON = 300;
const NEAR = 24;

/** Says `zoom` whenever scale or place changed. */
export class Zoom extends EventTarget {
  scale = 1;
  fit = 1;
  x = 0;
  y = 0;
  fitted = true;
  width = 0;
  height = 0;
  /** @type {Map<number, PointerEvent>} */
  #fingers = new Map();
  #tapped = { time: 0, x: 0, y: 0 };

  /** @param {HTMLElement} stage @param {() => HTMLElement[]} moved what is moved: the picture, its frames */
  constructor(stage, moved) {
    super();
    this.stage = stage;
    this.moved = moved;
    stage.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.#down(event));
    stage.addEventListener("pointermove", (event) => this.#move(event));
    for (const kind of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"])) stage.addEventListener(kind, (event) => this.#fingers.delete(event.pointerId));
    stage.addEventListener("dblclick", (event) => this.toggle(...this.#at(event)));
    stage.addEventListener("keydown", (event) => this.#key(event));
  }

  /** Show a picture of so many pixels, or the same in another frame. @param {number} [width] @param {number} [height] */
  resize(width = this.width, height = this.height) {
    this.width = width;
    this.height = height;
    if (!width || !height || !this.stage.clientWidth) return;
    const fits = Math.min(this.stage.clientWidth / width, this.stage.clientHeight / height);
    // A small picture is enlarged by whole pixels, and a large one never beyond its own.
    this.fit = fits > 1 ? Math.min(4, Math.max(1, Math.floor(fits))) : fits;
    if (this.fitted) this.whole();
    else this.#place();
  }

  /** Show all of it. */
  whole() {
    this.scale = this.fit;
    this.fitted = true;
    this.x = this.y = 0;
    this.#place();
  }

  /** Show it larger or smaller by a factor; what is at (x, y), from the frame's middle, stays there. @param {number} by @param {number} [x] @param {number} [y] */
  by(by, x = 0, y = 0) {
    this.to(this.scale * by, x, y);
  }

  /** @param {number} scale @param {number} [x] @param {number} [y] */
  to(scale, x = 0, y = 0) {
    const least = Math.min(this.fit, 1) / 2;
    const now = Math.max(least, Math.min(MOST, scale));
    const ratio = now / this.scale;
    this.x = x - (x - this.x) * ratio;
    this.y = y - (y - this.y) * ratio;
    this.scale = now;
    this.fitted = Math.abs(now - this.fit) < 1e-6;
    this.#place();
  }

  /** All of it, or each pixel a pixel. @param {number} [x] @param {number} [y] */
  toggle(x = 0, y = 0) {
    if (!this.fitted) this.whole();
    else this.to(this.fit < .99 ? 1 : this.fit * 3, x, y);
  }

  /** Whether there is more of it than the frame shows. */
  get larger() {
    return this.width * this.scale > this.stage.clientWidth + 1 || this.height * this.scale > this.stage.clientHeight + 1;
  }

  #place() {
    const room = (/** @type {number} */ size, /** @type {number} */ frame) => Math.max(0, (size * this.scale - frame) / 2);
    const [right, down] = [room(this.width, this.stage.clientWidth), room(this.height, this.stage.clientHeight)];
    this.x = Math.max(-right, Math.min(right, this.x));
    this.y = Math.max(-down, Math.min(down, this.y));
    for (const each of this.moved()) {
      each.style.width = `${this.width}px`;
      each.style.height = `${this.height}px`;
      each.style.transform = `translate(-50%, -50%) translate(${this.x}px, ${this.y}px) scale(${this.scale})`;
      each.classList.toggle("pixels", this.scale * devicePixelRatio >= PIXELS);
    }
    this.stage.classList.toggle("larger", this.larger);
    this.dispatchEvent(new Event("zoom"));
  }

  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} from the frame's middle */
  #at(event) {
    const box = this.stage.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    // Away from all of it the page scrolls, as it does anywhere.
    if (this.fitted && event.deltaY > 0 && !event.ctrlKey) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const next = this.scale * Math.exp(-event.deltaY * lines * (event.ctrlKey ? .01 : .002));
    if (next < this.fit && event.deltaY > 0 && this.scale >= this.fit && !event.ctrlKey) this.whole();
    else this.to(next, ...this.#at(event));
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button) return;
    this.#fingers.set(event.pointerId, event);
    this.stage.setPointerCapture(event.pointerId);
    if (event.pointerType !== "touch" || this.#fingers.size > 1) return;
    const last = this.#tapped;
    this.#tapped = { time: event.timeStamp, x: event.clientX, y: event.clientY };
    if (event.timeStamp - last.time < SOON && Math.hypot(event.clientX - last.x, event.clientY - last.y) < NEAR) {
      this.#tapped.time = 0;
      this.toggle(...this.#at(event));
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const others = [...this.#fingers.values()].filter((each) => each.pointerId !== event.pointerId);
    this.#fingers.set(event.pointerId, event);
    if (others.length) {
      const [other] = others;
      const apart = (/** @type {PointerEvent} */ one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const middle = this.#at({ clientX: (event.clientX + other.clientX) / 2, clientY: (event.clientY + other.clientY) / 2 });
      if (apart(before) > 0) this.by(apart(event) / apart(before), ...middle);
    } else if (this.larger) {
      this.x += event.clientX - before.clientX;
      this.y += event.clientY - before.clientY;
      this.#place();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = 60;
    const act = {
      "+": () => this.by(1.25), "=": () => this.by(1.25), "-": () => this.by(.8), "_": () => this.by(.8), 0: () => this.whole(), 1: () => this.to(1),
      ArrowLeft: () => { this.x += step; }, ArrowRight: () => { this.x -= step; }, ArrowUp: () => { this.y += step; }, ArrowDown: () => { this.y -= step; },
    }[event.key];
    if (!act || (event.key.startsWith("Arrow") && !this.larger)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    this.#place();
  }
}
