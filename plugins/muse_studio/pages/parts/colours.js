// Colours: names of palettes where a generator knows some, and colours of one's own, one after the other.
import { fill, h, tool } from "../base/dom.js";
import { choiceName } from "../base/names.js";
import { t } from "../base/words.js";

const HEX = /^#?[0-9a-f]{6}$/i;
const MOST = 8;

/** @param {any} value @returns {string[]} */
function own(value) {
  const parts = Array.isArray(value) ? value : typeof value === "string" ? value.split(/[\s,]+/) : [];
  return parts.length && parts.every((each) => HEX.test(String(each))) ? parts.map((each) => `#${String(each).replace("#", "").toLowerCase()}`) : [];
}

/** @param {import("./controls.js").Wanted} wanted @returns {import("./controls.js").Control} */
export function colours({ field, id, label, set }) {
  const listed = field.item === "string" && Array.isArray(field.default);
  const most = Math.min(MOST, field.most === Infinity || !listed ? MOST : field.most);
  /** @type {string[]} */
  let now = [];
  const put = (/** @type {string[]} */ next) => set(next.length ? (listed ? next : next.join(",")) : undefined);
  const swatches = h("span", { class: "swatches", role: "group", "aria-label": t("form.colours.own", { field: label }) });
  const names = field.choices.length
    ? h("select", { id, on: { change: () => set(names?.value ? names.value : undefined) } },
      h("option", { value: "" }), field.choices.map((each) => h("option", { value: each }, choiceName(field.name, each))), h("option", { value: "#", disabled: true, hidden: true }, t("form.colours.yours")))
    : null;
  const element = h("span", { class: "colours" }, names, swatches);
  const draw = () => fill(swatches,
    now.map((each, at) => h("span", { class: "swatch" },
      h("input", { type: "color", value: each, ...(at === 0 && !names ? { id } : {}), "aria-label": t("form.colours.one", { n: at + 1 }), on: { change: (/** @type {Event} */ event) => {
        put(now.map((other, place) => (place === at ? /** @type {HTMLInputElement} */ (event.target).value : other)));
      } } }),
      h("button", { type: "button", class: "less", "aria-label": t("form.colours.remove", { n: at + 1 }), on: { click: () => put(now.filter((_, place) => place !== at)) } }, "×"))),
    now.length < most && tool("plus", t("form.colours.add"), () => put([...now, suggested(now)]), { ...(now.length || names ? {} : { id }) }));
  draw();
  return { element, show: (value, auto) => {
    const next = own(value);
    if (names) {
      names.value = next.length ? "#" : typeof value === "string" ? value : "";
      names.options[0].textContent = auto && typeof auto === "string" ? t("form.auto.is", { value: choiceName(field.name, auto) }) : t("form.auto");
    }
    if (JSON.stringify(next) === JSON.stringify(now)) return;
    now = next;
    draw();
  } };
}

/** A colour that goes with those that there are. @param {string[]} now */
function suggested(now) {
  const scale = ["#1b2a49", "#e0a040", "#f4ead5", "#7a9e7e", "#c8553d", "#588b8b", "#3d348b", "#f2c14e"];
  return scale.find((each) => !now.includes(each)) ?? "#808080";
}
