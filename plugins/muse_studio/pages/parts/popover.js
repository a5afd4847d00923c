// A small panel at what it belongs to, on phones at the foot of the page; Escape and a tap beside it close it.
import { h } from "../base/dom.js";

/** @type {HTMLElement | null} */
let open = null;

/** Close the panel that is open. */
export function closePopover() {
  open?.hidePopover();
}

/**
 * Open a panel at an element and move the focus into it; it goes back when the panel closes.
 *
 * @param {HTMLElement} at
 * @param {string} label
 * @param {(import("../base/dom.js").Child)[]} children
 * @param {() => void} [closed]
 * @returns {HTMLElement}
 */
export function popover(at, label, children, closed) {
  closePopover();
  const panel = h("div", { class: "popover", popover: "auto", role: "dialog", "aria-label": label }, children);
  open = panel;
  at.setAttribute("aria-expanded", "true");
  panel.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    if (open === panel) open = null;
    at.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement) || document.activeElement === document.body) at.focus({ preventScroll: true });
    panel.remove();
    closed?.();
  });
  document.body.append(panel);
  panel.showPopover();
  place(panel, at);
  const first = /** @type {HTMLElement | null} */ (panel.querySelector("[autofocus], input, select, textarea, button"));
  first?.focus({ preventScroll: true });
  return panel;
}

/** @param {HTMLElement} panel @param {HTMLElement} at */
function place(panel, at) {
  if (innerWidth <= 640) return; // at the foot, by the styles
  const box = at.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const below = box.bottom + 6 + height < innerHeight || box.top < height;
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  panel.style.top = `${Math.max(8, Math.min(below ? box.bottom + 6 : box.top - height - 6, innerHeight - height - 8))}px`;
}
