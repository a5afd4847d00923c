// The first visit: three things that are made in one click.
import { h, icon } from "../base/dom.js";
import { language, t } from "../base/words.js";

/** @typedef {{name: string, medium: string, generator: string | null, fields: Record<string, any>}} Example */

/** What we listened to and looked at: each comes out as it is here, because its seed is given. @type {Record<"en" | "zh", Example[]>} */
const EXAMPLES = {
  en: [
    { name: "picture", medium: "image", generator: null, fields: { prompt: "a lighthouse on a cliff above a stormy sea at dusk, oil painting", seed: 7 } },
    { name: "song", medium: "music", generator: null, fields: { prompt: "a dreamy waltz for piano and cello at 96 bpm", seed: 7 } },
    { name: "story", medium: "text", generator: null, fields: { prompt: "a bedtime story about a little fox who looks for the moon", seed: 7 } },
  ],
  zh: [
    { name: "picture", medium: "image", generator: null, fields: { prompt: "水墨山水,薄雾中的湖与小船,清晨", seed: 7 } },
    { name: "song", medium: "music", generator: null, fields: { prompt: "一首欢快的中国风乐曲,笛子和古筝", seed: 7 } },
    { name: "story", medium: "text", generator: null, fields: { prompt: "一首关于秋天和故乡的七言绝句", seed: 7 } },
  ],
};

/**
 * The welcome; `begin` is called with what is to be made.
 *
 * @param {(example: Example) => void} begin
 */
export function welcome(begin) {
  return h("section", { class: "welcome", "aria-label": t("make.welcome") },
    h("h1", {}, t("make.welcome")), h("p", {}, t("make.welcome.what")),
    h("div", { class: "examples" }, EXAMPLES[language()].map((each) => h("button", { type: "button", class: "example", data: { example: each.name }, on: { click: () => begin(each) } },
      h("span", { class: `picture ${each.name}`, "aria-hidden": "true" }, icon(each.medium)),
      h("span", { class: "kind" }, t(`make.welcome.${each.name}`)),
      h("span", { class: "prompt" }, each.fields.prompt),
      h("span", { class: "go" }, icon("make"), t("make.welcome.go"))))),
    h("p", { class: "hint" }, t("make.welcome.own")));
}
