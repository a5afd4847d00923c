// The gallery by keyboard: going through it, stars, notes, tags, collections, the trash, selecting.
import { bind } from "../base/keys.js";
import { rate, trash } from "../base/keeping.js";
import { complain, say } from "../base/say.js";
import { number, t } from "../base/words.js";
import { askCollection, askNote, askTags } from "./marks.js";

/** Works that one can select at once. */
const MOST = 10_000;

/**
 * Let keys work on a gallery; returns what ends that.
 *
 * @param {import("./gallery.js").Gallery} gallery
 * @param {{search: () => void, trash: boolean}} page
 * @returns {() => void}
 */
export function keys(gallery, page) {
  const { selection, shelf } = gallery;
  /** Elsewhere on the page the arrows are others'. */
  const elsewhere = () => !gallery.focused && document.activeElement !== document.body && document.activeElement?.id !== "main";
  /** Where a key leads from a card. @type {Record<string, (from: number) => number>} */
  const ways = {
    ArrowRight: (from) => from + 1,
    ArrowLeft: (from) => from - 1,
    ArrowDown: (from) => (from + gallery.columns < shelf.total ? from + gallery.columns : from),
    ArrowUp: (from) => (from >= gallery.columns ? from - gallery.columns : from),
  };
  const arrows = Object.keys(ways);
  /** @param {(items: import("../base/keeping.js").Kept[], event: KeyboardEvent) => unknown} act @returns {(event: KeyboardEvent) => boolean | void} */
  const on = (act) => (event) => {
    const items = gallery.chosen;
    if (!items.length) return true;
    void Promise.resolve(act(items, event)).then(() => gallery.focused || document.activeElement !== document.body || gallery.cursor < 0 || gallery.focusOn(gallery.cursor), complain);
  };
  const all = [
    bind({ keys: arrows.join(" "), label: "keys.gallery.move", act: (event) => {
      if (elsewhere()) return true;
      gallery.focusOn(gallery.focused ? ways[event.key](gallery.cursor) : gallery.seen);
    } }),
    bind({ keys: arrows.map((each) => `shift+${each}`).join(" "), label: "keys.gallery.extend", act: (event) => {
      if (!gallery.focused) return true;
      const from = gallery.cursor;
      const item = shelf.at(from);
      if (selection.anchor < 0 && item) selection.toggle(item, from, true);
      gallery.focusOn(ways[event.key](from));
      gallery.extend(gallery.cursor);
    } }),
    bind({ keys: "Home", label: "keys.gallery.first", act: () => (elsewhere() ? true : gallery.focusOn(0)) }),
    bind({ keys: "End", label: "keys.gallery.last", act: () => (elsewhere() ? true : gallery.focusOn(shelf.total - 1)) }),
    bind({ keys: "x", label: "keys.gallery.select", act: () => {
      const item = gallery.focused ? shelf.at(gallery.cursor) : null;
      if (!item) return true;
      selection.toggle(item, gallery.cursor);
    } }),
    bind({ keys: "mod+a", label: "keys.gallery.all", act: () => void shelf.all(MOST).then((items) => {
      selection.add(items);
      if (shelf.total > MOST) say(t("keep.selected.most", { n: MOST, count: number(MOST) }));
    }, complain) }),
    bind({ keys: "Escape", label: "keys.gallery.none", act: () => {
      if (!selection.size) return true;
      selection.clear();
    } }),
    bind({ keys: "/", label: "keys.gallery.search", act: page.search }),
  ];
  if (page.trash) all.push(bind({ keys: "r", label: "trash.restore", act: on((items) => trash(items, false).then(() => selection.clear())) }));
  else {
    all.push(
      bind({ keys: "1 2 3 4 5", label: "keys.gallery.stars", act: on((items, event) => rate(items, Number(event.key))) }),
      bind({ keys: "0", label: "keys.gallery.no_stars", act: on((items) => rate(items, 0)) }),
      bind({ keys: "n", label: "keys.gallery.note", act: on((items) => askNote(items[0])) }),
      bind({ keys: "t", label: "keys.gallery.tag", act: on(askTags) }),
      bind({ keys: "c", label: "keys.gallery.collection", act: on(askCollection) }),
      bind({ keys: "Delete Backspace", label: "keys.gallery.trash", act: on((items) => trash(items).then(() => selection.clear())) }),
    );
  }
  return () => {
    for (const end of all) end();
  };
}
