// Whether a work comes out the same when it is made again: asked for, waited for, told in words.
import { post } from "../base/api.js";
import { fill, h, icon } from "../base/dom.js";
import { wrong } from "../base/say.js";
import { known, number, t } from "../base/words.js";

/**
 * A button that makes a work again, and the verdict.
 *
 * @param {string} id
 */
export function reproducing(id) {
  const verdict = h("div", { class: "verdict", role: "status" });
  const button = h("button", { type: "button", on: { click: async () => {
    button.disabled = true;
    fill(verdict, h("p", { class: "hint" }, t("artifact.reproduce.making")));
    try {
      const told = await post(`/artifacts/${id}/reproduce`);
      const differences = Object.keys(told.differences ?? {});
      fill(verdict, h("p", { class: `is ${told.verdict}` }, icon(told.verdict === "different" ? "info" : "check"), t(`artifact.reproduce.${told.verdict}`)),
        typeof told.likeness === "number" && told.verdict !== "identical" ? h("p", { class: "hint" }, t("artifact.reproduce.likeness", { value: number(told.likeness, { style: "percent", maximumFractionDigits: 1 }) })) : null,
        told.changed ? h("p", { class: "hint" }, t("artifact.reproduce.changed")) : null,
        differences.length ? h("p", { class: "hint" }, t("artifact.reproduce.differences", { what: differences.map((each) => known(`field.${each}`, each)).join(", ") })) : null);
    } catch (error) {
      const { what, next } = wrong(error);
      fill(verdict, h("p", { class: "is different" }, icon("info"), what), next && h("p", { class: "hint" }, next));
    } finally {
      button.disabled = false;
    }
  } } }, icon("again"), t("artifact.reproduce"));
  return h("div", { class: "reproduce" }, h("p", { class: "hint" }, t("artifact.reproduce.what")), button, verdict);
}
