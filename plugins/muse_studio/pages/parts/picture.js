// <muse-picture artifact="ID">, or src and alt: a picture to look at closely; moving ones can be stopped.
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h, tool } from "../base/dom.js";
import { Frames } from "../base/frames.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { number, t } from "../base/words.js";
import { Zoom } from "../base/zoom.js";

const holds = styled("picture");

const MOVING = ["image/gif", "image/webp", "image/png", "image/apng"];

export class MusePicture extends Part {
  static observedAttributes = ["src", "alt"];
  /** @type {any} */
  artifact = null;
  /** @type {Frames | null} */
  frames = null;
  picture = h("img", { class: "picture", draggable: false, decoding: "async" });
  canvas = h("canvas", { class: "picture", hidden: true, "aria-hidden": "true" });
  stage = h("div", { class: "stage", role: "group", tabIndex: 0 });
  zoom = new Zoom(this.stage, () => [this.picture, this.canvas]);

  start() {
    this.setAttribute("aria-busy", "true"); // until its tools are there, too
    void holds.then(() => { if (this.isConnected) this.#begin(); });
  }

  #begin() {
    if (!this.stage.isConnected) this.#build();
    const watcher = new ResizeObserver(() => this.zoom.resize());
    watcher.observe(this.stage);
    this.ends(() => watcher.disconnect());
    this.#look();
  }

  stop() {
    this.frames?.close();
    this.frames = null;
  }

  attributeChangedCallback() {
    if (this.stage.isConnected) this.#look(); // before that, it hasn't begun
  }

  #look() {
    this.#show().catch((error) => {
      this.removeAttribute("aria-busy");
      complain(error);
    });
  }

  #build() {
    fill(this.stage, this.picture, this.canvas);
    this.stage.setAttribute("aria-label", t("picture.view"));
    this.stage.setAttribute("aria-describedby", `keys-${name += 1}`);
    this.scale = h("button", { type: "button", class: "tool scale", title: t("picture.full"), on: { click: () => this.zoom.to(1) } });
    this.plays = tool("pause", t("picture.pause"), () => this.#toggle(), { hidden: true });
    this.bar = h("div", { class: "tools", role: "toolbar", "aria-label": t("picture.view") },
      this.plays,
      h("button", { type: "button", class: "tool", "aria-label": t("picture.out"), title: t("picture.out"), on: { click: () => this.zoom.by(.8) } }, "−"),
      this.scale,
      h("button", { type: "button", class: "tool", "aria-label": t("picture.in"), title: t("picture.in"), on: { click: () => this.zoom.by(1.25) } }, "+"),
      tool("fit", t("picture.fit"), () => this.zoom.whole()));
    fill(this, this.stage, this.bar, h("p", { class: "unseen", id: `keys-${name}` }, t("picture.keys")));
    this.zoom.addEventListener("zoom", () => {
      if (this.scale) this.scale.textContent = t("picture.scale", { n: number(Math.round(this.zoom.scale * 100)) });
    });
    this.picture.addEventListener("load", () => {
      const { naturalWidth, naturalHeight } = this.picture;
      this.stage.style.setProperty("--ratio", String(naturalWidth / naturalHeight));
      this.zoom.resize(naturalWidth, naturalHeight);
      this.removeAttribute("aria-busy");
      this.tell("muse-seen", { width: naturalWidth, height: naturalHeight });
    });
    const gone = h("p", { class: "gone", hidden: true }, t("picture.gone"));
    this.stage.append(gone);
    const there = (/** @type {boolean} */ is) => {
      gone.hidden = is;
      this.picture.hidden = !is;
    };
    this.picture.addEventListener("load", () => there(true));
    this.picture.addEventListener("error", () => {
      there(false);
      this.removeAttribute("aria-busy");
    });
  }

  async #show() {
    const src = this.getAttribute("src");
    const made = src ? null : this.artifact ??= await artifact(this.getAttribute("artifact") ?? "");
    const file = made?.files.find((/** @type {any} */ each) => each.media_type.startsWith("image/")) ?? made?.files[0];
    const url = src ?? file?.url;
    if (!url || this.picture.getAttribute("src") === url) {
      if (this.picture.complete) this.removeAttribute("aria-busy");
      return;
    }
    // The frame has the picture's shape before the picture comes.
    const measured = made?.report?.measured ?? {};
    const width = made?.width ?? measured.width;
    const height = made?.height ?? measured.height;
    if (width && height) this.stage.style.setProperty("--ratio", String(width / height));
    this.picture.alt = this.getAttribute("alt") ?? (made?.prompt || made?.title || t("picture.none"));
    if (src) this.removeAttribute("aria-busy");
    else this.setAttribute("aria-busy", "true");
    this.picture.src = url;
    this.frames?.close();
    this.frames = null;
    this.canvas.hidden = true;
    if (this.plays) this.plays.hidden = true;
    if (!src && MOVING.includes(file.media_type)) await this.#moving(url, file.media_type);
  }

  /** @param {string} url @param {string} type */
  async #moving(url, type) {
    const frames = await Frames.of(url, type, this.canvas).catch(() => null);
    if (!frames) return;
    if (!this.isConnected || this.picture.getAttribute("src") !== url) {
      frames.close();
      return;
    }
    this.frames = frames;
    await frames.draw(0);
    this.canvas.hidden = false;
    this.picture.classList.add("behind");
    this.zoom.resize();
    if (this.plays) this.plays.hidden = false;
    frames.addEventListener("state", () => this.#told());
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.#told();
    else void frames.play();
  }

  #toggle() {
    if (this.frames?.playing) this.frames.pause();
    else void this.frames?.play();
  }

  #told() {
    const { plays } = this;
    if (!plays) return;
    const playing = this.frames?.playing ?? false;
    const next = tool(playing ? "pause" : "play", t(playing ? "picture.pause" : "picture.play"), () => this.#toggle());
    const focused = document.activeElement === plays;
    plays.replaceWith(next);
    this.plays = next;
    if (focused) next.focus();
  }
}

let name = 0;

define("muse-picture", MusePicture);
