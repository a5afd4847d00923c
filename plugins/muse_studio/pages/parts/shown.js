// <muse-shown artifact="ID">: what was made, by the viewer of its kind; each is loaded when the first of its kind is shown.
import { Trouble } from "../base/api.js";
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h, icon } from "../base/dom.js";
import { complain } from "../base/say.js";
import { t } from "../base/words.js";

/** @param {string} name */
const part = (name) => () => import(`./${name}.js`);

/** Viewers: which artifacts they are for, and what brings them. The first that fits is taken. */
const VIEWERS = /** @type {{tag: string, fits: (made: any, type: string) => boolean, load: () => Promise<unknown>}[]} */ ([
  { tag: "muse-music", fits: (made, type) => type.startsWith("audio/") || ["score", "sound", "notes"].some((view) => made.views?.includes(view)), load: part("music") },
  { tag: "muse-film", fits: (_, type) => type.startsWith("video/"), load: part("film") },
  { tag: "muse-document", fits: (made, type) => type === "application/pdf" || isBook(made), load: part("document") },
  { tag: "muse-picture", fits: (_, type) => /^image\/(?:png|apng|jpeg|webp|gif|avif|bmp)$/.test(type), load: part("picture") },
  { tag: "muse-text", fits: (_, type) => type === "text/markdown" || type === "text/plain", load: part("text") },
]);
const ANY = { tag: "muse-files", load: part("work_files") };

/** Whether an artifact has pages as pictures: 01.png, 02.png. @param {any} made */
function isBook(made) {
  return made.files.filter((/** @type {any} */ each) => /^\d+\.(?:png|jpe?g|webp)$/.test(each.suffix.replace(/^\./, ""))).length > 1;
}

/** The type of what an artifact is first of all. @param {any} made */
export function typeOf(made) {
  return String(made.files[0]?.media_type ?? "").split(";")[0];
}

/** The viewer of an artifact. @param {any} made */
export function viewer(made) {
  return VIEWERS.find((each) => made.files.length && each.fits(made, typeOf(made))) ?? ANY;
}

export class MuseShown extends Part {
  static observedAttributes = ["artifact"];
  /** @type {any} */
  artifact = null;
  #turn = 0;

  start() {
    if (!this.firstElementChild) this.#show().catch(complain);
  }

  attributeChangedCallback() {
    if (!this.isConnected) return;
    this.artifact = null;
    this.#show().catch(complain);
  }

  async #show() {
    const mine = ++this.#turn;
    const id = this.getAttribute("artifact") ?? this.artifact?.id ?? "";
    if (!id) return;
    this.setAttribute("aria-busy", "true");
    try {
      const made = this.artifact?.id === id ? this.artifact : await artifact(id);
      const found = viewer(made);
      const loaded = await found.load().then(() => found, async (error) => {
        // A viewer that isn't there: the files are.
        if (found === ANY) throw error;
        await ANY.load();
        return ANY;
      });
      if (mine !== this.#turn) return;
      this.artifact = made;
      const element = /** @type {any} */ (document.createElement(loaded.tag));
      element.setAttribute("artifact", id);
      for (const name of ["autoplay", "reading", "sheet"]) if (this.hasAttribute(name)) element.setAttribute(name, this.getAttribute(name) ?? "");
      element.artifact = made;
      fill(this, element);
      this.tell("muse-view", { artifact: made, tag: loaded.tag });
    } catch (error) {
      if (!(error instanceof Trouble) || ![404, 410, 422].includes(error.status)) throw error;
      if (mine === this.#turn) fill(this, h("p", { class: "nothing" }, icon("info"), t("shown.missing")));
    } finally {
      if (mine === this.#turn) this.removeAttribute("aria-busy");
    }
  }
}

define("muse-shown", MuseShown);
