// Files that come to the page: dropped, pasted or chosen, anywhere.
import { complain } from "./say.js";

/** What works are dragged as: a list of their ids in JSON. */
export const DRAGGED = "application/x-muse";

/** Show what came, and what can be made of it. @param {File[]} files */
export function take(files) {
  if (files.length) void import("../parts/dropped.js").then((each) => each.dropped(files)).catch(complain);
}

/** Let somebody choose a file. */
export function choose() {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => take([...(input.files ?? [])]));
  input.click();
}

/** Whether something that is dragged holds files. @param {DragEvent} event */
const holds = (event) => event.dataTransfer?.types.includes("Files") ?? false;

/**
 * Listen for files that are dropped or pasted anywhere, once. What a field takes itself (it then prevents the default)
 * isn't taken here.
 *
 * @param {(over: boolean) => void} veil told while files are above the page
 */
export function watch(veil) {
  let deep = 0;
  const away = () => {
    deep = 0;
    veil(false);
  };
  window.addEventListener("dragenter", (event) => {
    if (!holds(event)) return;
    deep += 1;
    veil(true);
  });
  window.addEventListener("dragleave", (event) => {
    if (holds(event) && (deep -= 1) <= 0) away();
  });
  window.addEventListener("dragover", (event) => {
    if (holds(event)) event.preventDefault(); // or the browser opens it and the page is gone
  });
  window.addEventListener("drop", (event) => {
    away();
    if (!holds(event) || event.defaultPrevented) return;
    event.preventDefault();
    take([...(event.dataTransfer?.files ?? [])]);
  });
  window.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length || event.defaultPrevented) return;
    event.preventDefault();
    take(files);
  });
}
