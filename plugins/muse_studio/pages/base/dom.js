// Elements and components, with nothing between us and the browser.

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * Make an element. Properties: `class`, `on` (event -> listener), `data` (data-* attributes), `style` (CSS properties,
 * custom ones too), names of properties of the element, and attributes (`aria-*`, `role`, `for`...).
 * True and false set and omit an attribute; a child that is false, null or undefined is left out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  set(made, properties);
  add(made, children);
  return made;
}

/**
 * Make an element of SVG; properties are attributes.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  add(made, children);
  return made;
}

/**
 * Set properties as `h` does.
 *
 * @param {HTMLElement} element
 * @param {Record<string, any>} properties
 */
export function set(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "class") element.className = String(value);
    else if (name === "on") {
      for (const [kind, listener] of Object.entries(value)) element.addEventListener(kind, /** @type {EventListener} */ (listener));
    } else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "style") {
      for (const [key, each] of Object.entries(value)) element.style.setProperty(key, String(each));
    } else if (name.includes("-") || ["role", "for", "list", "form"].includes(name) || !(name in element)) {
      if (value === true) element.setAttribute(name, name.startsWith("aria-") ? "true" : "");
      else if (value !== false) element.setAttribute(name, String(value));
      else if (name.startsWith("aria-")) element.setAttribute(name, "false");
    } else /** @type {any} */ (element)[name] = value;
  }
}

/**
 * Add children to an element; texts stay texts.
 *
 * @param {Element} element
 * @param {(Child | Child[])[]} children
 */
export function add(element, children) {
  for (const child of children.flat()) {
    if (child === false || child === null || child === undefined) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/**
 * Let an element have these children and no others.
 *
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
}

/** @typedef {"make"|"keep"|"trash"|"settings"|"again"|"vary"|"grid"|"compare"|"lock"|"open"|"close"|"more"|"star"|"play"|"pause"|"download"|"search"|"back"|"dice"|"undo"|"redo"|"folder"|"tag"|"plus"|"stop"|"check"|"up"|"down"|"edit"|"zoom"|"loop"|"volume"|"mute"|"phone"|"sun"|"moon"|"language"|"upload"|"queue"|"unlock"|"image"|"music"|"text"|"speech"|"video"|"book"|"poster"|"other"|"link"|"left"|"right"|"fit"|"info"|"verify"} IconName */

/** Strokes of icons in a square of 24 px, drawn by us. @type {Record<string, string>} */
const ICONS = {
  make: "M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3",
  keep: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  settings: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  again: "M19 12a7 7 0 1 1-2-5M19 3v5h-5",
  vary: "M4 18c4 0 5-12 9-12 3 0 3 4 7 4M4 8c3 0 4 8 8 8s4-3 8-3",
  grid: "M4 4h16v16H4zM4 12h16M12 4v16",
  compare: "M12 3v18M4 6h5v12H4zM15 6h5v12h-5z",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3",
  unlock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 7-2",
  open: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  close: "M6 6l12 12M18 6L6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  star: "M12 4l2.4 5.2 5.6.7-4.1 3.9 1 5.7-4.900-2.800-4.900 2.800 1-5.700L4 9.900l5.600-.7z",
  play: "M8 5l11 7-11 7z",
  pause: "M8 5v14M16 5v14",
  stop: "M6 6h12v12H6z",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  upload: "M12 16V5M7 9l5-5 5 5M5 20h14",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5",
  back: "M11 5l-7 7 7 7M4 12h16",
  left: "M14 5l-7 7 7 7",
  right: "M10 5l7 7-7 7",
  dice: "M4 4h16v16H4zM8.500 8.500h.01M15.500 15.500h.01M15.500 8.500h.01M8.500 15.500h.01M12 12h.01",
  undo: "M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-4",
  redo: "M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h4",
  folder: "M3 6h7l2 3h9v10H3z",
  tag: "M4 4h8l8 8-8 8-8-8zM8.500 8.500h.01",
  plus: "M12 5v14M5 12h14",
  check: "M5 13l5 5 9-12",
  up: "M6 14l6-6 6 6",
  down: "M6 10l6 6 6-6",
  edit: "M4 20l4-1L19 8l-3-3L5 16z",
  zoom: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5M11 8v6M8 11h6",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  loop: "M4 12V9a3 3 0 0 1 3-3h12M16 3l3 3-3 3M20 12v3a3 3 0 0 1-3 3H5M8 21l-3-3 3-3",
  volume: "M4 10v4h4l5 4V6l-5 4zM17 9a4 4 0 0 1 0 6",
  mute: "M4 10v4h4l5 4V6l-5 4zM17 10l4 4M21 10l-4 4",
  phone: "M7 3h10v18H7zM11 18h2",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M19 14A8 8 0 0 1 10 5a8 8 0 1 0 9 9z",
  language: "M3 6h10M8 4v2M5 6c0 4 3 8 7 9M11 6c0 4-3 8-7 9M13 20l4-10 4 10M14.500 17h5",
  queue: "M4 6h16M4 12h16M4 18h10",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  verify: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
  info: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5M12 8h.01",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01",
  music: "M9 18V6l10-2v12M9 18a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM19 16a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0z",
  text: "M5 5h14M5 10h14M5 15h14M5 20h8",
  speech: "M12 4a3 3 0 0 1 3 3v4a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  video: "M3 6h12v12H3zM15 10l6-3v10l-6-3",
  book: "M12 6c-2-1.500-5-2-8-2v14c3 0 6 .5 8 2 2-1.500 5-2 8-2V4c-3 0-6 .5-8 2zM12 6v14",
  poster: "M6 3h12v18H6zM9 7h6M9 11h6M9 17h3",
  other: "M12 3l8 5v8l-8 5-8-5V8zM4 8l8 5 8-5M12 13v8",
};

/**
 * An icon of 24 px in the colour of the text, which screen readers skip.
 *
 * @param {IconName | string} name
 * @returns {SVGElement}
 */
export function icon(name) {
  return s("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" },
    s("path", { d: ICONS[name] ?? ICONS.other }));
}

/**
 * A button with an icon alone, named for screen readers and as a tip.
 *
 * @param {IconName} name
 * @param {string} label
 * @param {(event: Event) => void} act
 * @param {Record<string, any>} [properties]
 */
export function tool(name, label, act, properties = {}) {
  return h("button", { type: "button", "aria-label": label, title: label, on: { click: act }, ...properties, class: `tool ${properties.class ?? ""}` }, icon(name));
}

/** A component: a custom element in the page's own tree, which lets go of what it listens to when it leaves. */
export class Part extends HTMLElement {
  /** @type {(() => void)[]} */
  #endings = [];

  #started = false;

  connectedCallback() {
    if (this.#started) return; // it was only moved
    this.#started = true;
    this.start();
  }

  disconnectedCallback() {
    // One that is only moved comes back in the same turn.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#started = false;
      for (const end of this.#endings.splice(0)) end();
      this.stop();
    });
  }

  /** What it does when it comes into the page, also again. */
  start() {}

  /** What it does when it left the page. */
  stop() {}

  /**
   * Listen for as long as it is in the page.
   *
   * @param {EventTarget} target
   * @param {string} kind
   * @param {(event: any) => void} listener
   * @param {AddEventListenerOptions} [options]
   */
  listen(target, kind, listener, options) {
    target.addEventListener(kind, listener, options);
    this.#endings.push(() => target.removeEventListener(kind, listener, options));
  }

  /**
   * Call this when it leaves.
   *
   * @param {() => void} end
   */
  ends(end) {
    this.#endings.push(end);
  }

  /**
   * Tell those around of something.
   *
   * @param {string} kind
   * @param {any} [detail]
   * @returns {boolean} whether nobody prevented what follows
   */
  tell(kind, detail) {
    return this.dispatchEvent(new CustomEvent(kind, { detail, bubbles: true, cancelable: true }));
  }
}

/**
 * Define a component, once.
 *
 * @param {string} name
 * @param {CustomElementConstructor} part
 */
export function define(name, part) {
  if (!customElements.get(name)) customElements.define(name, part);
}
