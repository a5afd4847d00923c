// <muse-actions>: what one can do with a version: again, vary, its settings, use it elsewhere, keep, take away.
import { post } from "../base/api.js";
import { savedAs, turnedOf } from "../base/artifact.js";
import { artifacts } from "../base/artifacts.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { apply, kept, rate, trash } from "../base/keeping.js";
import { formatHint, formatName, usual } from "../base/formats.js";
import { bind } from "../base/keys.js";
import { fieldName, generatorName, mediumName, titleOf } from "../base/names.js";
import { go, to } from "../base/places.js";
import { again, alters, departs, near, recipe, settings } from "../base/remaking.js";
import { complain, say } from "../base/say.js";
import { begin, ofGenerator, turnTo, within } from "../base/sheets.js";
import { styled } from "../base/styled.js";
import { taken, takersOf, wordsOf } from "../base/takers.js";
import { versions } from "../base/versions.js";
import { number, size, t } from "../base/words.js";
import { menu } from "./menu.js";
import { Stars } from "./stars.js";

/** @typedef {import("./menu.js").Entry} Entry */

styled("change");

export class Actions extends Part {
  /** @type {any} */
  #artifact = null;
  /** @type {import("../base/sheet.js").Sheet | null} the sheet that is open, if one is */
  sheet = null;

  get artifact() {
    return this.#artifact;
  }

  set artifact(artifact) {
    const other = artifact?.id !== this.#artifact?.id;
    this.#artifact = artifact;
    if (!this.isConnected) return;
    if (other || !this.firstChild) this.#draw();
    else this.#rated();
  }

  start() {
    this.#draw();
    this.listen(kept, "changed", (event) => {
      const { ids, change } = event.detail;
      if (!this.#artifact || !ids.has(this.#artifact.id)) return;
      apply(this.#artifact, change);
      this.#rated();
    });
    this.listen(artifacts, "changed", () => this.#rated());
    const own = (/** @type {() => unknown} */ act) => () => {
      if (!this.#artifact) return true;
      void act();
    };
    this.ends(bind({ keys: "a", label: "keys.again", act: own(() => this.again()) }));
    this.ends(bind({ keys: "c", label: "actions.compare", act: own(() => this.compare()) }));
    this.ends(bind({ keys: "v", label: "keys.vary", act: own(() => this.vary("near")) }));
  }

  #draw() {
    const artifact = this.#artifact;
    // On a sheet its place stays, so that nothing moves when a version is there.
    this.hidden = !artifact && !this.sheet;
    if (!artifact) {
      this.removeAttribute("role");
      fill(this);
      return;
    }
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("actions.title"));
    this.stars = new Stars();
    this.stars.rating = artifact.rating ?? 0;
    this.stars.addEventListener("rate", (event) => void rate([this.#artifact], /** @type {CustomEvent} */ (event).detail).catch(complain));
    this.told = h("p", { class: "verdict", role: "status", hidden: true });
    fill(this,
      h("div", { class: "row" },
        h("button", { type: "button", class: "main", title: t("actions.again.hint"), on: { click: () => void this.again() } }, icon("again"), t("actions.again")),
        this.sheet && h("button", { type: "button", class: "alters", title: t("actions.alter.hint"), on: { click: () => void this.alter() } }, icon("edit"), t("actions.alter")),
        this.#vary(),
        menu({ label: t("actions.use"), icon: "open", empty: t("actions.use.none"), entries: () => this.#uses() }),
        h("button", { type: "button", class: "compares", title: t("actions.compare.hint"), on: { click: () => this.compare() } }, icon("compare"), h("span", {}, t("actions.compare")))),
      h("div", { class: "row" }, this.stars,
        menu({ label: t("actions.download"), icon: "download", small: true, entries: () => this.#downloads() }),
        tool("trash", t("actions.trash"), () => void trash([artifact]).catch(complain), { class: "danger" }),
        menu({ label: t("actions.more"), icon: "more", small: true, entries: () => [
          { label: t("actions.settings.asked"), hint: t("actions.settings.asked.hint"), act: () => this.settings("asked"), group: t("actions.settings") },
          { label: t("actions.settings.settled"), hint: t("actions.settings.settled.hint"), act: () => this.settings("settled"), group: t("actions.settings") },
          { label: t("actions.reproduce"), hint: t("actions.reproduce.hint"), act: () => this.reproduce(), group: t("actions.this") },
          { label: t("actions.link"), act: () => this.#link(), group: t("actions.this") },
        ] })),
      this.told);
  }

  #rated() {
    if (this.stars && this.#artifact) this.stars.rating = this.#artifact.rating ?? 0;
  }

  #vary() {
    const plain = h("button", { type: "button", title: t("actions.vary.hint"), on: { click: () => void this.vary("near") } }, icon("vary"), t("actions.vary"));
    const one = this.#artifact;
    const pictured = one.files?.some((/** @type {any} */ each) => each.media_type.startsWith("image/"));
    if (pictured) void departs(one.generator).then((can) => {
      if (!can || one !== this.#artifact) return;
      plain.replaceWith(menu({ label: t("actions.vary"), icon: "vary", entries: () => [
        { label: t("actions.vary.near"), hint: t("actions.vary.hint"), act: () => this.vary("near") },
        { label: t("actions.vary.little"), hint: t("actions.vary.little.hint"), act: () => this.vary("little") },
        { label: t("actions.vary.lot"), hint: t("actions.vary.lot.hint"), act: () => this.vary("lot") },
      ] }));
    }).catch(() => {});
    return plain;
  }

  /** Make the same with another seed; what is locked stays. */
  again() {
    return this.#make(async (made, form) => [await again(made, form)], "actions.again.did");
  }

  /** Make this one with what was changed in the form; its seed keeps the rest as it is. */
  async alter() {
    const { sheet } = this;
    if (!sheet) return;
    try {
      const made = await recipe(this.#artifact.id);
      if (!alters(made, sheet.form)) return say(t("actions.alter.same"));
      await sheet.run({ fields: { seed: made.seed, count: undefined } });
      sheet.set({ view: { ...sheet.form.view, open: "" } }, { quiet: true });
      say(t("actions.alter.did"));
    } catch (error) {
      complain(error);
    }
  }

  /** Make several near ones. @param {"near" | "little" | "lot"} how */
  vary(how) {
    const artifact = this.#artifact;
    return this.#make((made) => near(made, artifact, how), "actions.vary.did");
  }

  /**
   * @param {(made: import("../base/remaking.js").Recipe, form: import("../base/sheet.js").Form) => Promise<Record<string, any>[]>} wanted
   * @param {string} told
   */
  async #make(wanted, told) {
    const artifact = this.#artifact;
    try {
      const made = await recipe(artifact.id);
      await within(this.sheet, artifact, async (sheet) => {
        const all = await wanted(made, sheet.form);
        const formats = artifact.files?.slice(0, 1).map((/** @type {any} */ each) => each.suffix) ?? [];
        for (const condition of all) await sheet.ask({ medium: artifact.medium, generator: made.generator, condition, formats: formats.filter((/** @type {string} */ each) => /^\.[a-z0-9]+$/.test(each)) });
        say(t(told, { n: all.length }));
      });
    } catch (error) {
      complain(error);
    }
  }

  /** Let the form take what this version was made of. @param {"asked" | "settled"} which */
  async settings(which) {
    const artifact = this.#artifact;
    try {
      const made = await recipe(artifact.id);
      const form = { medium: artifact.medium, generator: made.generator, fields: await settings(made, which, artifact.report), dropped: [] };
      if (this.sheet) {
        this.sheet.set(form, { label: t("actions.settings.did") });
        say(t("actions.settings.told"), { label: t("actions.undo"), act: () => this.sheet?.undo.undo() });
      } else turnTo(await begin(form));
    } catch (error) {
      complain(error);
    }
  }

  /** @returns {Promise<Entry[]>} */
  async #uses() {
    const artifact = this.#artifact;
    const form = this.sheet?.form;
    const found = await takersOf(artifact, { generator: form?.generator ?? artifact.generator, medium: form?.medium ?? artifact.medium });
    return found.map((taker) => ({
      label: fieldName(taker.field, taker.generator), group: `${mediumName(taker.medium)}: ${generatorName(taker.generator)}`,
      act: async () => {
        const value = taker.text ? await wordsOf(artifact) : taker.value;
        await useAs(taker, value, this.sheet).catch(complain);
      },
    }));
  }

  /** @returns {Entry[]} */
  #downloads() {
    const { id, medium, files = [], exports = [] } = this.#artifact;
    const named = (/** @type {string} */ suffix) => ({ label: formatName(suffix), download: savedAs({ id, title: titleOf(this.#artifact) }, suffix) });
    const has = files.map((/** @type {any} */ each) => ({ ...named(each.suffix), hint: [formatHint(each.suffix, medium), size(each.size)].filter(Boolean).join(" · "), href: each.url, group: t("actions.download.has") }));
    const can = usual(exports.filter((/** @type {string} */ each) => !files.some((/** @type {any} */ file) => file.suffix === each)))
      .map((each) => ({ ...named(each), hint: formatHint(each, medium), href: turnedOf(id, each), group: t("actions.download.can") }));
    return [...has, ...can];
  }

  /** Compare it with the version before it, or with the one after the first. */
  compare() {
    const all = this.sheet ? versions(this.sheet.versions).filter((each) => each.artifact && each.artifact.medium === this.#artifact.medium) : [];
    const at = all.findIndex((each) => each.artifact.id === this.#artifact.id);
    const other = at > 0 ? all[at - 1] : all[at + 1];
    go(to("compare", other && at > 0 ? [other.artifact.id, this.#artifact.id] : [this.#artifact.id, ...(other ? [other.artifact.id] : [])]));
  }

  async #link() {
    const address = location.origin + to("artifact", [this.#artifact.id]);
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(address).then(() => say(t("actions.link.did")), () => shown(address));
    } else shown(address); // a page that isn't at home or encrypted may not write to the clipboard
  }

  /** Make it once more from its recipe, and tell whether it is the same. */
  async reproduce() {
    const { told } = this;
    if (!told) return;
    told.hidden = false;
    told.className = "verdict";
    told.textContent = t("actions.reproduce.now");
    try {
      const found = await post(`/artifacts/${this.#artifact.id}/reproduce`);
      const like = typeof found.likeness === "number" ? ` ${t("actions.reproduce.likeness", { share: number(found.likeness, { style: "percent", maximumFractionDigits: 1 }) })}` : "";
      told.textContent = t(`actions.reproduce.${found.verdict}`) + (found.verdict === "identical" ? "" : like) + (found.changed ? ` ${t("actions.reproduce.changed")}` : "");
      told.classList.add(found.verdict === "different" ? "off" : "good");
    } catch (error) {
      told.hidden = true;
      complain(error);
    }
  }
}

/** Show an address where it can be copied by hand. @param {string} address */
function shown(address) {
  const field = h("input", { type: "text", readOnly: true, value: address, "aria-label": t("actions.link") });
  const dialog = h("dialog", { on: { close: () => dialog.remove() } }, h("h2", {}, t("actions.link.copy")), field, h("form", { method: "dialog", class: "row" }, h("button", { class: "main" }, t("say.close"))));
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

/**
 * Put something into a field: of the sheet that is open where its medium is the same, else of a new one.
 *
 * @param {import("../base/takers.js").Taker} taker
 * @param {any} value
 * @param {import("../base/sheet.js").Sheet | null} sheet
 */
export async function useAs(taker, value, sheet) {
  const name = fieldName(taker.field, taker.generator);
  if (!sheet || sheet.form.medium !== taker.medium) {
    // The words go with it, or there would be nothing to make.
    const prompt = taker.field !== "prompt" && sheet?.form.fields.prompt ? { prompt: sheet.form.fields.prompt } : {};
    turnTo(await begin({ medium: taker.medium, generator: taker.generator, fields: { ...prompt, [taker.field]: taken(taker, undefined, value) } }));
  } else {
    const before = await ofGenerator(taker.generator, sheet.form.fields);
    const fields = { ...before, [taker.field]: taken(taker, before[taker.field], value) };
    sheet.set({ generator: taker.generator, fields }, { label: t("actions.use.did", { field: name }) });
  }
  say(t("actions.use.told", { field: name }));
}

define("muse-actions", Actions);
