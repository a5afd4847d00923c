// Two pictures: one above the other with an edge that is moved, side by side, or in turns.
import { fill, h } from "../base/dom.js";
import { t } from "../base/words.js";

/** Milliseconds for which each is seen in turns. */
const TURN = 900;

/** The address of the picture that an artifact is. @param {any} artifact @returns {string} */
export function pictureOf(artifact) {
  const found = artifact.files.find((/** @type {any} */ each) => /^image\/(?!svg)/.test(each.media_type)) ?? artifact.files.find((/** @type {any} */ each) => each.media_type.startsWith("image/"));
  return found?.url ?? artifact.thumbnail ?? "";
}

/**
 * @param {any} a
 * @param {any} b
 * @returns {HTMLElement & {leave?: () => void}}
 */
export function pictures(a, b) {
  const [first, second] = [a, b].map((each, at) => h("img", { src: pictureOf(each), alt: t("compare.picture", { side: "AB"[at], title: each.title }), draggable: false, decoding: "async" }));
  const handle = h("div", { role: "slider", tabIndex: 0, class: "edge", "aria-label": t("compare.edge"), "aria-orientation": "horizontal", "aria-valuemin": 0, "aria-valuemax": 100 }, h("span", { "aria-hidden": "true" }, "◂ ▸"));
  const names = ["A", "B"].map((each) => h("span", { class: `side ${each.toLowerCase()}`, "aria-hidden": "true" }, each));
  const stage = h("div", { class: "stage" }, first, second, handle, names);
  let turning = 0;
  let at = 50;
  const move = (/** @type {number} */ to) => {
    at = Math.max(0, Math.min(100, to));
    stage.style.setProperty("--at", `${at}%`);
    handle.setAttribute("aria-valuenow", String(Math.round(at)));
    handle.setAttribute("aria-valuetext", t("compare.edge.at", { share: Math.round(at) }));
  };
  move(50);
  handle.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 10 : 2;
    const to = { ArrowLeft: at - step, ArrowDown: at - step, ArrowRight: at + step, ArrowUp: at + step, Home: 0, End: 100, PageUp: at + 20, PageDown: at - 20 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(to);
  });
  const drag = (/** @type {PointerEvent} */ event) => {
    const box = stage.getBoundingClientRect();
    move((100 * (event.clientX - box.left)) / box.width);
  };
  stage.addEventListener("pointerdown", (event) => {
    if (mode !== "slider" || event.button) return;
    stage.setPointerCapture(event.pointerId);
    drag(event);
    handle.focus({ preventScroll: true });
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) drag(event);
  });

  let mode = "slider";
  let seen = 0;
  const turn = h("button", { type: "button", on: { click: () => next() } }, t("compare.turn"));
  const next = () => {
    seen = 1 - seen;
    stage.dataset.seen = String(seen);
    turn.textContent = t("compare.seen", { side: "AB"[seen] });
  };
  const set = (/** @type {string} */ wanted) => {
    mode = wanted;
    stage.dataset.mode = mode;
    handle.tabIndex = mode === "slider" ? 0 : -1;
    handle.hidden = mode !== "slider";
    turn.hidden = mode !== "blink";
    window.clearInterval(turning);
    seen = 1;
    if (mode !== "blink") return;
    next();
    // What flickers is turned by hand where people asked for less motion.
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) turning = window.setInterval(next, TURN);
  };
  const element = /** @type {HTMLElement & {leave?: () => void}} */ (h("div", { class: "pictures" }));
  fill(element, modes(["slider", "beside", "blink"], t("compare.modes"), set, turn), stage);
  set("slider");
  element.leave = () => window.clearInterval(turning);
  return element;
}

/**
 * Ways to look, of which one is chosen.
 *
 * @param {string[]} names
 * @param {string} label
 * @param {(name: string) => void} set
 * @param {...HTMLElement} more
 */
export function modes(names, label, set, ...more) {
  const buttons = names.map((name, at) => h("button", { type: "button", "aria-pressed": at === 0, on: { click: () => {
    buttons.forEach((each, place) => each.setAttribute("aria-pressed", String(place === at)));
    set(name);
  } } }, t(`compare.mode.${name}`)));
  return h("div", { class: "row modes", role: "group", "aria-label": label }, buttons, more);
}
