// Keys that do something, where they may be used, and the list of them that `?` shows.

/** @typedef {{keys: string, label: string, act: (event: KeyboardEvent) => boolean | void, typing?: boolean}} Key */

/** @type {Set<Key>} */
const all = new Set();

/** Whether somebody types into an element. @param {EventTarget | null} target */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "range", "submit", "color"].includes(target.type);
}

/**
 * The name of a pressed key: "g", "?", "Space", "Escape", "mod+Enter" (Ctrl, or Cmd on a Mac), "shift+ArrowLeft".
 *
 * @param {KeyboardEvent} event
 */
export function named(event) {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const alt = event.altKey ? "alt+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "shift+" : "";
  const key = event.key === " " ? "Space" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return mod + alt + (mod && event.shiftKey && event.key.length === 1 ? "shift+" : shift) + key;
}

/**
 * Let a key do something; returns what ends that. Of those for the same key the newest is asked first, and one that
 * returns true leaves it to the next. `typing` ones work while somebody types, too.
 *
 * @param {Key} key
 * @returns {() => void}
 */
export function bind(key) {
  all.add(key);
  return () => all.delete(key);
}

/** The keys that do something now, the newest last. */
export function bound() {
  return [...all];
}

/** Listen for keys, once. */
export function watch() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return; // an input method is at work
    const name = named(event);
    const typing = isTyping(event.target);
    for (const key of [...all].reverse()) {
      if (!key.keys.split(" ").includes(name) || (typing && !key.typing)) continue;
      if (document.querySelector("dialog[open]") && !key.typing && name !== "Escape") continue;
      if (key.act(event) === true) continue;
      event.preventDefault();
      return;
    }
  });
}
