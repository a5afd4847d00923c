// Width and height as people think of them: a shape, how large, and the exact figures for who wants them.
import { h, s } from "../base/dom.js";
import { t } from "../base/words.js";

/** Shapes: width to height. */
const SHAPES = /** @type {[string, number][]} */ ([["square", 1], ["landscape", 4 / 3], ["wide", 16 / 9], ["portrait", 3 / 4], ["tall", 9 / 16]]);
/** Sizes: px of the longer side. */
const SIZES = /** @type {[string, number][]} */ ([["small", 512], ["middle", 1024], ["large", 1536], ["huge", 2048]]);

/**
 * @param {import("../base/schema.js").Spec} wide
 * @param {import("../base/schema.js").Spec} high
 * @param {string} id
 * @param {(width: number | undefined, height: number | undefined) => void} set
 */
export function size(wide, high, id, set) {
  let now = { width: 1024, height: 768 };
  const step = Math.max(wide.step || 1, 8);
  const fit = (/** @type {number} */ value, /** @type {typeof wide} */ field) => Math.max(Math.ceil((field.min ?? 1) / step) * step, Math.min(field.max ?? 8192, Math.round(value / step) * step));
  const put = (/** @type {number} */ width, /** @type {number} */ height) => set(fit(width, wide), fit(height, high));
  const shapes = SHAPES.map(([name, ratio]) => h("button", { type: "button", role: "radio", title: t(`form.shape.${name}`), "aria-label": t(`form.shape.${name}`), on: { click: () => {
    const side = Math.max(now.width, now.height);
    put(ratio >= 1 ? side : side * ratio, ratio >= 1 ? side / ratio : side);
  } } }, outline(ratio)));
  const sizes = SIZES.filter(([, side]) => side >= Math.max(wide.min ?? 0, high.min ?? 0) && side <= Math.min(wide.max ?? 8192, high.max ?? 8192))
    .map(([name, side]) => ({ side, element: h("button", { type: "button", role: "radio", on: { click: () => {
      const larger = Math.max(now.width, now.height);
      put((now.width * side) / larger, (now.height * side) / larger);
    } } }, t(`form.size.${name}`)) }));
  const exact = [wide, high].map((field, at) => h("input", { id: at ? `${id}-height` : id, type: "number", inputMode: "numeric", min: field.min ?? 1, max: field.max ?? 8192, step: 1, "aria-label": t(at ? "form.size.height" : "form.size.width"),
    on: { change: () => set(at ? now.width : Number(exact[0].value) || undefined, at ? Number(exact[1].value) || undefined : now.height) } }));
  const element = h("div", { class: "size" },
    h("div", { class: "shapes", role: "radiogroup", "aria-label": t("form.shape"), on: { keydown: roving } }, shapes),
    sizes.length > 1 && h("div", { class: "segments", role: "radiogroup", "aria-label": t("form.size"), on: { keydown: roving } }, sizes.map((each) => each.element)),
    h("div", { class: "exact" }, exact[0], h("span", { "aria-hidden": "true" }, "×"), exact[1], h("span", { class: "hint" }, "px")));
  return { element, show: (/** @type {any} */ width, /** @type {any} */ height, /** @type {boolean} */ isSet) => {
    now = { width: Number(width) || 1024, height: Number(height) || (Number(width) || 1024) };
    const ratio = now.width / now.height;
    SHAPES.forEach(([, each], at) => check(shapes, at, Math.abs(Math.log(ratio / each)) < 0.02));
    sizes.forEach((each, at) => check(sizes.map((one) => one.element), at, Math.abs(Math.max(now.width, now.height) - each.side) < step));
    const figures = [width, height];
    exact.forEach((input, at) => {
      if (document.activeElement === input) return;
      input.value = figures[at] === null || figures[at] === undefined ? "" : String(figures[at]);
      input.placeholder = t("form.auto.short");
    });
    element.classList.toggle("auto", !isSet);
  } };
}

/** @param {HTMLElement[]} all @param {number} at @param {boolean} on */
function check(all, at, on) {
  all[at].setAttribute("aria-checked", String(on));
  all[at].tabIndex = on || (at === 0 && !all.some((each, place) => place && each.getAttribute("aria-checked") === "true")) ? 0 : -1;
}

/** Move through a group of radio buttons by arrows. @param {KeyboardEvent} event */
export function roving(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = /** @type {HTMLElement[]} */ ([.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('[role="radio"]')]);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0) return;
  event.preventDefault();
  const next = all[(at + step + all.length) % all.length];
  next.focus();
  next.click();
}

/** @param {number} ratio */
function outline(ratio) {
  const side = 20;
  const width = ratio >= 1 ? side : side * ratio;
  const height = ratio >= 1 ? side / ratio : side;
  return s("svg", { viewBox: "0 0 28 28", class: "shape", "aria-hidden": "true" }, s("rect", { x: 14 - width / 2, y: 14 - height / 2, width, height, rx: 2 }));
}
