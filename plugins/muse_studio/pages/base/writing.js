// Having passages written: the next one, others in the place of one, one changed as asked; by what can write here.
import { Trouble, del, file, get, post, upload } from "./api.js";
import { listen } from "./stream.js";

/** @typedef {{name: string, tasks: string[]}} Writer */

const TASKS = ["rewrite", "shorten", "expand"];

/** @type {Promise<Writer[]> | null} */
let asked = null;

/**
 * Who can go on with a text here, the best first; those with a language model have tasks, too.
 *
 * @returns {Promise<Writer[]>}
 */
export function writers() {
  asked ??= find().catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

async function find() {
  const all = (await get("/generators")).generators.filter((/** @type {any} */ each) => each.medium === "text" && each.ready);
  /** @type {Writer[]} */
  const made = [];
  for (const each of all) {
    const fields = (await get(`/generators/${each.name}`)).condition?.properties ?? {};
    if (!fields.extend) continue;
    made.push({ name: each.name, tasks: fields.task && fields.text ? TASKS : [] });
  }
  return made.sort((one, other) => other.tasks.length - one.tasks.length);
}

/**
 * A run that writes, for the page alone: what it makes is told here and kept nowhere else.
 */
export class Writing extends EventTarget {
  /** @type {(() => void) | null} */
  #close = null;
  #over = false;
  run = "";

  /**
   * @param {string} generator
   * @param {Record<string, unknown>} condition
   * @param {string} text the text it works on
   * @param {string} field which field takes that text
   */
  constructor(generator, condition, text, field) {
    super();
    this.generator = generator;
    this.condition = condition;
    this.text = text;
    this.field = field;
  }

  /**
   * Have it written; `heard` gets what there is of each item as it comes. Returns the whole texts, an item each.
   *
   * @param {(item: number, text: string) => void} [heard]
   * @returns {Promise<string[]>}
   */
  async write(heard = () => {}) {
    const [file] = await upload([new File([this.text], "text.md", { type: "text/markdown" })]);
    const asks = { medium: "text", generator: this.generator, condition: { ...this.condition, [this.field]: file }, formats: [".md"], priority: 5 };
    const run = await post("/runs", asks);
    this.run = run.id;
    if (this.#over) {
      await this.cancel();
      throw new DOMException("cancelled", "AbortError");
    }
    /** @type {string[]} */
    const told = [];
    const state = await new Promise((resolve) => {
      this.#close = listen(`/runs/${run.id}/events`, (kind, data) => {
        if (kind === "text") {
          const item = data.item ?? 0;
          told[item] = (told[item] ?? "") + (data.piece ?? "");
          heard(item, told[item]);
          return false;
        }
        resolve(kind);
        return true;
      }, { kinds: ["text", "done", "failed", "cancelled"] });
    });
    const made = await get(`/runs/${run.id}`);
    if (state !== "done") {
      void this.#tidy(made);
      if (state === "cancelled") throw new DOMException("cancelled", "AbortError");
      const [what, ...rest] = String(made.error ?? "").split("\n");
      throw new Trouble(422, "failed", what, rest.join(" "));
    }
    const texts = [];
    for (const artifact of made.artifacts) texts.push(await this.#read(artifact));
    void this.#tidy(made);
    return texts;
  }

  /** @param {any} artifact */
  async #read(artifact) {
    const made = artifact.files.find((/** @type {any} */ each) => each.suffix === ".md") ?? artifact.files[0];
    return (await file(made.url)).text();
  }

  /** What was only shown here isn't a work of its own. @param {any} made */
  async #tidy(made) {
    for (const artifact of made.artifacts ?? []) await del(`/artifacts/${artifact.id}?forever=true`).catch(() => {});
  }

  /** Stop it, and forget what it made. */
  async cancel() {
    this.#over = true;
    this.#close?.();
    if (!this.run) return;
    await post(`/runs/${this.run}/cancel`).catch(() => {});
    await get(`/runs/${this.run}`).then((made) => this.#tidy(made)).catch(() => {});
  }
}

/**
 * What a writer added behind a text: generators give the whole text, or only what is new.
 *
 * @param {string} before
 * @param {string} told
 */
export function added(before, told) {
  const start = before.trimEnd();
  if (told.startsWith(start)) return told.slice(start.length).replace(/^\s+/, "");
  return start.startsWith(told) ? "" : told;
}
