// The frame around every page: where one is, where one can go, what is being made, language and light.
import { changes } from "./base/changes.js";
import { fill, h, icon, tool } from "./base/dom.js";
import { here, to } from "./base/places.js";
import { studio } from "./base/studio.js";
import { LANGUAGES, language, t } from "./base/words.js";
import { get } from "./base/api.js";

const LINKS = /** @type {const} */ (["make", "keep", "settings"]);

/** Draw the frame, in the language that is spoken now. */
export function frame() {
  const header = /** @type {HTMLElement} */ (document.getElementById("frame"));
  const nav = h("nav", { "aria-label": t("frame.pages") },
    LINKS.map((name) => h("a", { href: to(name), data: { page: name } }, icon(name), h("span", {}, t(`page.${name}`)))));
  const other = language() === "zh" ? "en" : "zh";
  const short = other === "zh" ? "中" : "EN";
  const speaks = h("button", { type: "button", class: "tool words", lang: other, "aria-label": `${short}, ${t("frame.language", { name: LANGUAGES[other] })}`, title: LANGUAGES[other],
    on: { click: () => studio.set({ language: other }) } }, short);
  const theme = tool(dark() ? "sun" : "moon", t(dark() ? "frame.light" : "frame.dark"), () => {
    studio.set({ theme: dark() ? "light" : "dark" });
    frame();
  });
  fill(header,
    h("a", { class: "brand", href: to("make") }, h("span", { class: "mark", "aria-hidden": "true" }), h("span", {}, "Muse")),
    nav,
    h("div", { class: "side" }, h("a", { class: "busy", href: to("make", [], {}), hidden: true, role: "status" }), speaks, theme));
  place();
  void busy();
}

function dark() {
  return (studio.value.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function place() {
  const { page } = here();
  const own = page === "settings" ? "settings" : ["keep", "trash", "artifact", "verify"].includes(page) ? "keep" : "make";
  for (const link of document.querySelectorAll("#frame nav a")) {
    if (/** @type {HTMLElement} */ (link).dataset.page === own) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

async function busy() {
  const shown = /** @type {HTMLElement | null} */ (document.querySelector("#frame .busy"));
  const counts = (await get("/runs?limit=1").catch(() => null))?.counts;
  if (!shown || !counts) return;
  const n = (counts.running ?? 0) + (counts.queued ?? 0);
  // The list of what is made comes to Make with the first that there is in it.
  if (n || counts.failed) void import("./parts/queue.js");
  shown.hidden = n === 0;
  shown.textContent = n ? t("frame.busy", { n }) : "";
}

window.addEventListener("muse-shown", place);
changes.addEventListener("runs", () => void busy());
