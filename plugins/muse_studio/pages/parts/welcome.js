// The first visit: three things that are made in one click.
import { h, icon } from "../base/dom.js";
import { language, t } from "../base/words.js";
import { EXAMPLES } from "../cards/cards.js";

/** @typedef {{name: string, medium: string, fields: Record<string, any>}} Example */

/**
 * The welcome; `begin` is called with what is to be made.
 *
 * @param {(example: Example) => void} begin
 */
export function welcome(begin) {
  const shown = new URL(`../cards/welcome/${language()}.webp`, import.meta.url).href;
  return h("section", { class: "welcome", "aria-label": t("make.welcome") },
    h("h1", {}, t("make.welcome")), h("p", {}, t("make.welcome.what")),
    h("div", { class: "examples" }, EXAMPLES[language()].map((each, at) => h("button", { type: "button", class: "example", data: { example: each.name }, on: { click: () => begin(each) } },
      h("span", { class: "picture", "aria-hidden": "true", style: { "background-image": `url("${shown}")`, "background-position": `${at * 50}% 0` } }),
      h("span", { class: "kind" }, t(`make.welcome.${each.name}`)),
      h("span", { class: "prompt" }, each.fields.prompt),
      h("span", { class: "go" }, icon("make"), t("make.welcome.go"))))),
    h("p", { class: "hint" }, t("make.welcome.own")));
}
