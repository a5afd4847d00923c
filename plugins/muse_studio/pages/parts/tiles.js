// What a version looks like in the strip: made, failed, being made.
import { fill, h, icon } from "../base/dom.js";
import { making } from "../base/making.js";
import { mediumName, titleOf } from "../base/names.js";
import { date, number, t } from "../base/words.js";
import { sight } from "./sight.js";

/** @typedef {import("../base/versions.js").Version} Version */

/** @param {HTMLElement} option @param {Version} version @param {number} place @param {boolean} marked */
export function made(option, { artifact, run }, place, marked) {
  const stars = artifact.rating ? t("versions.stars", { n: artifact.rating }) : "";
  const name = [t("versions.nth", { number: place + 1 }), mediumName(artifact.medium), titleOf(artifact), stars, marked ? t("versions.marked") : ""];
  option.setAttribute("aria-label", `${name.filter(Boolean).join(", ")}. ${date(run.created)}`);
  fill(option, sight(artifact), h("span", { class: "foot" }, h("span", { class: "nth" }, number(place + 1)),
    artifact.rating ? h("span", { class: "rated" }, "★".repeat(artifact.rating)) : null),
  // For a pointer; keys have x, and the words say so.
  h("span", { class: "mark", data: { mark: "" }, title: t("versions.mark"), "aria-hidden": "true" }, icon(marked ? "check" : "compare")));
}

/** @param {HTMLElement} option @param {Version} version @param {number} place */
export function failed(option, { run }, place) {
  const why = String(run.error ?? t("versions.failed"));
  option.setAttribute("aria-label", `${t("versions.nth", { number: place + 1 })}, ${t("versions.failed")}: ${why}`);
  fill(option, h("span", { class: "sight words" }, h("strong", {}, t("versions.failed")), h("span", {}, why)));
}

/** @param {HTMLElement} option @param {Version} version @param {number} place @returns {() => void} */
export function beingMade(option, { run, state }, place) {
  const bar = h("span", { class: "bar" }, h("span", {}));
  const words = h("span", { class: "note" }, t(state === "queued" ? "versions.queued" : "versions.running"));
  const shown = h("span", { class: "sight" }, icon(run.medium));
  option.setAttribute("aria-label", `${t("versions.nth", { number: place + 1 })}, ${words.textContent}`);
  fill(option, shown, words, bar);
  if (state === "queued") return () => {};
  const now = making(run.id, run);
  let preview = "";
  const show = () => {
    const share = now.part;
    option.classList.toggle("unknown", share === null);
    /** @type {HTMLElement} */ (bar.firstElementChild).style.inlineSize = `${Math.round(100 * (share ?? 0))}%`;
    words.textContent = share === null ? t("versions.running") : number(share, { style: "percent" });
    option.setAttribute("aria-label", `${t("versions.nth", { number: place + 1 })}, ${t("versions.running")}, ${words.textContent}`);
    const look = [...now.previews.values()].at(-1);
    const text = [...now.texts.values()].at(-1);
    if (look && look.type.startsWith("image/") && look.url !== preview) {
      preview = look.url;
      const next = h("img", { src: preview, alt: "", draggable: false });
      next.addEventListener("load", () => fill(shown, next));
    } else if (text && !preview) {
      shown.classList.add("words");
      shown.textContent = text.slice(-160);
    }
  };
  now.addEventListener("told", show);
  const end = now.follow();
  show();
  return () => {
    now.removeEventListener("told", show);
    end();
  };
}
