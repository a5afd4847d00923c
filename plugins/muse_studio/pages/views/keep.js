// The page "keep": being built.
import { h } from "../base/dom.js";
import { t } from "../base/words.js";

/** @param {import("../base/places.js").Place} place */
export function show(place) {
  return h("section", { data: { page: place.page } }, h("h1", {}, t("page.keep")));
}
