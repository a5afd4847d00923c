// Two texts, and what differs word by word: in one text, or side by side.
import { diff, likeness } from "../base/diff.js";
import { fill, h } from "../base/dom.js";
import { wordsOf } from "../base/takers.js";
import { number, t } from "../base/words.js";
import { modes } from "./compared_pictures.js";

/** Less in common than this is read better side by side. */
const LITTLE = 0.4;

/**
 * @param {any} a
 * @param {any} b
 * @returns {Promise<HTMLElement>}
 */
export async function texts(a, b) {
  const [first, second] = await Promise.all([a, b].map(wordsOf));
  const pieces = diff(first ?? "", second ?? "");
  const share = likeness(pieces);
  const shown = h("div", { class: "read" });
  const draw = (/** @type {string} */ mode) => {
    shown.dataset.mode = mode;
    if (mode === "together") fill(shown, h("article", { "aria-label": t("compare.mode.together") }, pieces.map((each) => piece(each))));
    else fill(shown, ["A", "B"].map((side, at) => h("article", { "aria-label": side }, h("h3", {}, side), pieces.filter((each) => each.kind !== (at ? "gone" : "new")).map((each) => piece(each)))));
  };
  const order = share < LITTLE ? ["beside", "together"] : ["together", "beside"];
  draw(order[0]);
  return h("div", { class: "texts" },
    modes(order, t("compare.modes"), draw),
    h("p", { class: "hint" }, pieces.every((each) => each.kind === "same") ? t("compare.text.same") : t("compare.text.share", { share: number(share, { style: "percent" }) }), " ",
      h("span", { class: "legend" }, h("del", {}, t("compare.text.gone")), " ", h("ins", {}, t("compare.text.new")))),
    shown);
}

/** @param {import("../base/diff.js").Piece} one */
function piece(one) {
  if (one.kind === "same") return one.text;
  const name = t(one.moved ? "compare.text.moved" : one.kind === "gone" ? "compare.text.gone" : "compare.text.new");
  return h(one.kind === "gone" ? "del" : "ins", { class: one.moved ? "moved" : "", title: name }, one.text);
}
