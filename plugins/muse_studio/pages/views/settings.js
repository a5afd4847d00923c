// Settings: language and light; and how this Muse is: what it can make, what it lacks, how one reaches it from a phone.
import { get } from "../base/api.js";
import { changes } from "../base/changes.js";
import { fill, h, icon } from "../base/dom.js";
import { generatorName, mediumName } from "../base/names.js";
import { to } from "../base/places.js";
import { say } from "../base/say.js";
import { studio } from "../base/studio.js";
import { styled } from "../base/styled.js";
import { LANGUAGES, number, size, t } from "../base/words.js";
import { askProject } from "../parts/export.js";
import { help } from "./help.js";

export async function show() {
  const [server, generators, models, trash] = await Promise.all([...["/server", "/generators", "/models", "/trash"].map((path) => get(path).catch(() => null)), styled("keep"), styled("settings")]);
  const looks = h("div", {});
  const draw = () => fill(looks, look());
  draw();
  const jobs = h("dd", {});
  const count = async () => {
    const counts = (await get("/server").catch(() => null))?.counts;
    if (counts) jobs.textContent = t("settings.jobs.now", { running: number(counts.running ?? 0), queued: number(counts.queued ?? 0) });
  };
  void count();
  studio.addEventListener("changed", draw);
  changes.addEventListener("runs", count);
  const element = h("section", { class: "settings", data: { page: "settings" } }, h("h1", {}, t("page.settings")),
    h("div", { class: "columns" },
      looks,
      server ? card("server", h("dl", { class: "facts" },
        fact("version", h("dd", {}, server.version)), fact("jobs", jobs), fact("workers", h("dd", {}, number(server.workers))),
        fact("queue", h("dd", {}, t("settings.queue.most", { n: server.limits.queue, count: number(server.limits.queue) }))),
        fact("upload", h("dd", {}, size(server.limits.upload))),
        fact("time", h("dd", {}, t("settings.minutes", { n: Math.round(server.limits.seconds / 60), count: number(Math.round(server.limits.seconds / 60)) }))),
        trash && fact("trash", h("dd", {}, h("a", { href: to("trash") }, t("settings.trash.size", { n: trash.count, count: number(trash.count), size: size(trash.size) })))))) : null,
      phone(),
      generators ? makers(generators) : null,
      card("models", models?.models.length ? h("ul", { class: "models", role: "list" }, models.models.map((/** @type {string} */ each) => h("li", {}, h("code", {}, each)))) : h("p", { class: "hint" }, t("settings.models.none"))),
      card("more", h("div", { class: "row" },
        h("button", { type: "button", on: { click: help } }, icon("info"), t("keys.help")),
        h("button", { type: "button", on: { click: () => void askProject() } }, icon("upload"), t("export.project.open")),
        h("a", { class: "button", href: to("verify") }, icon("verify"), t("page.verify"))),
      h("p", { class: "hint" }, t("settings.about")))));
  return Object.assign(element, { leave: () => {
    studio.removeEventListener("changed", draw);
    changes.removeEventListener("runs", count);
  } });
}

/** @param {string} what @param {...import("../base/dom.js").Child} children */
function card(what, ...children) {
  return h("section", { class: "card", data: { part: what } }, h("h2", {}, t(`settings.${what}`)), children);
}

/** @param {string} what @param {HTMLElement} value */
function fact(what, value) {
  return h("div", {}, h("dt", {}, t(`settings.${what}`)), value);
}

function look() {
  const { language, theme } = studio.value;
  const choice = (/** @type {string} */ name, /** @type {[string, string][]} */ options, /** @type {string} */ now, /** @type {(value: string) => void} */ set) =>
    h("fieldset", { class: "choice" }, h("legend", {}, t(`settings.${name}`)), options.map(([value, label]) =>
      h("label", {}, h("input", { type: "radio", name, value, checked: value === now, on: { change: () => set(value) } }), h("span", { lang: name === "language" && value ? (value === "zh" ? "zh-Hans" : value) : undefined }, label))));
  return card("look",
    choice("language", [["", t("settings.language.browser")], ...Object.entries(LANGUAGES)], language ?? "", (value) => studio.set({ language: /** @type {any} */ (value || undefined) })),
    choice("theme", [["", t("settings.theme.system")], ["light", t("settings.theme.light")], ["dark", t("settings.theme.dark")]], theme ?? "", (value) => studio.set({ theme: /** @type {any} */ (value || undefined) })));
}

/** @param {{generators: any[], defaults: Record<string, string>}} all */
function makers({ generators }) {
  /** @type {Map<string, any[]>} */
  const by = new Map();
  for (const each of generators) by.set(each.medium, [...(by.get(each.medium) ?? []), each]);
  return card("makers", ...[...by].map(([medium, some]) => h("div", { class: "medium" }, h("h3", {}, icon(medium), mediumName(medium)),
    h("ul", { role: "list" }, some.map((each) => h("li", { class: each.ready ? "" : "lacks" },
      h("div", {}, h("strong", {}, generatorName(each.name)), " ", h("code", {}, each.name), each.ready ? h("span", { class: "ready" }, icon("check"), t("settings.ready")) : null),
      each.problem ? h("div", { class: "problem" }, h("span", { class: "hint" }, each.problem.message), command(each.problem.hint)) : null))))));
}

/** What a hint wants typed, with a button that copies it. @param {string | null} hint */
function command(hint) {
  const found = /^\s*((?:muse|pip) [^,;]+)(.*)$/.exec(hint ?? "");
  if (!found) return h("span", { class: "hint" }, hint ?? "");
  return h("span", { class: "command" }, typed(found[1].trim()), found[2] && h("span", { class: "hint" }, found[2].replace(/^[,;]\s*/, "")));
}

/** @param {string} text */
function typed(text) {
  return h("span", { class: "typed" }, h("code", {}, text), h("button", { type: "button", class: "tool", "aria-label": t("settings.copy", { what: text }), title: t("settings.copy", { what: text }),
    on: { click: () => navigator.clipboard.writeText(text).then(() => say(t("settings.copied")), () => say(t("artifact.not_copied"))) } }, icon("link")));
}

function phone() {
  const near = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  return card("phone", near
    ? h("ol", {}, h("li", {}, t("settings.phone.start"), typed("muse studio --host 0.0.0.0")), h("li", {}, t("settings.phone.open")), h("li", {}, t("settings.phone.token")))
    : h("p", {}, t("settings.phone.here"), " ", h("strong", {}, location.origin)));
}
