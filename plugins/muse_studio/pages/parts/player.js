// A player: play and pause, the waveform as the place to jump to, loop, speed, loudness; all by keyboard too.
import { get } from "../base/api.js";
import { heard } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h, icon, tool } from "../base/dom.js";
import { isTyping } from "../base/keys.js";
import { complain } from "../base/say.js";
import { Sound } from "../base/sound.js";
import { styled } from "../base/styled.js";
import { minutes } from "../base/time.js";
import { t } from "../base/words.js";

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5];
const STEP = 5; // s that an arrow goes
const BARS = 3; // px from one stroke of the waveform to the next

/**
 * `<muse-player artifact=ID>`: `keys` has the space bar of the whole page play it (the first that has it), `lazy` gets its
 * sound when it is first played, `autoplay` plays it as soon as it is there. `src` names a sound that is no artifact. Says
 * `position` and `state`.
 */
export class Player extends Part {
  /** @type {Sound | null} */
  sound = null;
  /** An artifact that is known already. @type {import("../base/artifact.js").Artifact | null} */
  artifact = null;
  /** @type {{low: number[], high: number[]} | null} */
  #peaks = null;
  #drawn = -1;
  /** @type {Record<string, HTMLElement>} */
  #made = {};
  /** @type {HTMLCanvasElement} */
  #canvas = h("canvas", { "aria-hidden": "true" });
  #turn = 0;

  start() {
    void styled("music").then(() => {
      this.#build();
      return this.show();
    }).catch(complain);
    const sized = new ResizeObserver(() => this.#draw(true));
    sized.observe(this.#canvas);
    this.ends(() => sized.disconnect());
    this.listen(this, "keydown", (event) => this.#key(event));
    if (this.hasAttribute("keys")) this.listen(document, "keydown", (event) => this.#page(event));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    this.listen(dark, "change", () => this.#draw(true));
    const themed = new MutationObserver(() => this.#draw(true));
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    this.ends(() => themed.disconnect());
  }

  stop() {
    this.#turn += 1;
    this.sound?.close();
    this.sound = null;
  }

  /** Where it is heard (s). */
  get position() {
    return this.sound?.position ?? 0;
  }

  /** How long it lasts (s). */
  get duration() {
    return this.sound?.duration ?? 0;
  }

  get playing() {
    return this.sound?.playing ?? false;
  }

  /** Play, from where it stands or from a place (s). @param {number} [at] */
  async play(at) {
    await this.sound?.play(at);
  }

  pause() {
    this.sound?.pause();
  }

  /** @param {number} at s */
  seek(at) {
    this.sound?.seek(at);
  }

  /** Get its sound, so that it starts at once. */
  async load() {
    await this.sound?.load();
  }

  /** Show another artifact, or the one it has now. */
  async show() {
    const mine = ++this.#turn;
    this.sound?.close();
    this.sound = null;
    this.#peaks = null;
    const src = this.getAttribute("src");
    const id = this.getAttribute("artifact") ?? this.artifact?.id;
    if (!src && !id) return;
    const made = src ? null : this.artifact?.id === id && this.artifact ? this.artifact : await artifact(/** @type {string} */ (id));
    const found = src ? { url: src, streamed: false, duration: 0 } : made && heard(made);
    if (mine !== this.#turn) return;
    this.hidden = !found;
    if (!found) return;
    const sound = new Sound(found.url, found);
    this.sound = sound;
    sound.addEventListener("position", () => this.#moved());
    sound.addEventListener("state", () => this.#stated());
    sound.addEventListener("ready", () => {
      this.classList.remove("coming");
      this.#peaks ??= sound.peaks(512);
      this.#draw(true);
      this.#stated();
    });
    this.tell("sound", sound);
    this.#stated();
    this.classList.toggle("coming", !sound.long && !this.hasAttribute("lazy"));
    if (made?.waveform) {
      void get(`/artifacts/${made.id}/waveform`).then((peaks) => {
        this.#peaks ??= peaks;
        this.#draw(true);
      }, () => {});
    }
    // A browser lets a page be heard once somebody did something there.
    if (this.hasAttribute("autoplay") && navigator.userActivation?.hasBeenActive !== false) {
      this.removeAttribute("autoplay");
      void sound.play().catch((error) => { if (mine === this.#turn) this.#failed(error); });
    } else if (!this.hasAttribute("lazy")) void sound.load().catch((error) => { if (mine === this.#turn) this.#failed(error); });
  }

  #build() {
    const play = h("button", { type: "button", class: "main play", on: { click: () => this.#toggle() } });
    const wave = h("div", { class: "wave", role: "slider", tabIndex: 0, "aria-label": t("player.place"), "aria-valuemin": 0,
      on: { pointerdown: (/** @type {PointerEvent} */ event) => this.#drag(event) } }, this.#canvas);
    const time = h("div", { class: "time" });
    const loop = tool("loop", t("player.loop"), () => this.sound?.setLoop(!this.sound.loop), { class: "loop", "aria-pressed": "false" });
    const speed = h("select", { class: "speed", "aria-label": t("player.speed"), title: t("player.speed"),
      on: { change: () => { if (this.sound) this.sound.rate = Number(speed.value); } } },
      SPEEDS.map((each) => h("option", { value: String(each), selected: each === 1 }, t("player.times", { n: each }))));
    const volume = h("input", { type: "range", class: "volume", min: "0", max: "1", step: "0.02", value: "1", "aria-label": t("player.volume"), title: t("player.volume"),
      on: { input: () => { if (this.sound) this.sound.volume = Number(volume.value); } } });
    const mute = tool("volume", t("player.mute"), () => this.#mute(), { class: "hush", "aria-pressed": "false" });
    this.#made = { play, wave, time, loop, speed, volume, mute };
    fill(this, play, h("div", { class: "track" }, wave, time), h("div", { class: "tools" }, loop, speed, mute, volume));
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", t("player.label"));
    this.#stated();
    this.#moved();
  }

  #toggle() {
    void Promise.resolve(this.sound?.toggle()).catch((error) => this.#failed(error));
  }

  /** @param {unknown} error */
  #failed(error) {
    this.classList.remove("coming");
    complain(error);
    this.#stated();
  }

  #before = 1;

  #mute() {
    if (!this.sound) return;
    const silent = this.sound.volume === 0;
    if (!silent) this.#before = this.sound.volume;
    this.sound.volume = silent ? this.#before : 0;
  }

  #stated() {
    const { play, loop, mute, volume, speed, wave } = this.#made;
    const sound = this.sound;
    const on = sound?.playing || sound?.waiting || false;
    const name = t(on ? "player.pause" : "player.play");
    if (play.getAttribute("aria-label") !== name) {
      play.setAttribute("aria-label", name);
      play.title = name;
      fill(play, icon(on ? "pause" : "play"));
    }
    play.classList.toggle("waits", sound?.waiting ?? false);
    /** @type {HTMLButtonElement} */ (play).disabled = !sound;
    loop.setAttribute("aria-pressed", String(sound?.loop ?? false));
    const level = sound?.volume ?? 1;
    mute.setAttribute("aria-pressed", String(level === 0));
    /** @type {HTMLInputElement} */ (volume).value = String(level);
    /** @type {HTMLSelectElement} */ (speed).value = String(sound?.rate ?? 1);
    /** @type {HTMLSelectElement} */ (speed).disabled = sound?.parted ?? false;
    wave.setAttribute("aria-valuemax", String(Math.round(this.duration)));
    this.#moved();
    this.tell("state", { playing: sound?.playing ?? false });
  }

  #said = "";

  #moved() {
    const { time, wave } = this.#made;
    const at = this.position;
    const said = t("player.of", { at: minutes(at), whole: minutes(this.duration) });
    if (said !== this.#said) {
      this.#said = said;
      time.textContent = said;
      wave.setAttribute("aria-valuenow", String(Math.round(at)));
      wave.setAttribute("aria-valuetext", said);
    }
    this.#draw(false);
    this.tell("position", at);
  }

  /** @param {boolean} anew */
  #draw(anew) {
    const canvas = this.#canvas;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width || !height) return;
    const x = this.duration ? (this.position / this.duration) * width : 0;
    const ratio = window.devicePixelRatio || 1;
    if (!anew && Math.abs(x - this.#drawn) < 0.5) return;
    this.#drawn = x;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const colours = getComputedStyle(this);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const count = Math.max(1, Math.floor(width / BARS));
    const middle = height / 2;
    const peaks = this.#peaks;
    const top = peaks ? Math.max(0.05, ...peaks.high, ...peaks.low.map((each) => -each)) : 1;
    for (let at = 0; at < count; at += 1) {
      let loud = 0;
      if (peaks) {
        const from = Math.floor((at / count) * peaks.high.length);
        const to = Math.max(from + 1, Math.floor(((at + 1) / count) * peaks.high.length));
        for (let place = from; place < to; place += 1) loud = Math.max(loud, peaks.high[place], -peaks.low[place]);
      }
      const tall = Math.max(1, (loud / top) * (middle - 2));
      pen.fillStyle = colours.getPropertyValue(at * BARS < x ? "--accent" : "--edge");
      pen.globalAlpha = at * BARS < x ? 1 : 0.55;
      pen.fillRect(at * BARS, middle - tall, BARS - 1, 2 * tall);
    }
    pen.globalAlpha = 1;
    pen.fillStyle = colours.getPropertyValue("--lit");
    pen.fillRect(Math.min(width - 2, x), 0, 2, height);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (event.button) return;
    const { wave } = this.#made;
    wave.setPointerCapture(event.pointerId);
    const go = (/** @type {PointerEvent} */ each) => {
      const box = this.#canvas.getBoundingClientRect();
      this.seek(Math.max(0, Math.min(1, (each.clientX - box.left) / box.width)) * this.duration);
    };
    go(event);
    const end = () => {
      wave.removeEventListener("pointermove", go);
      wave.removeEventListener("pointerup", end);
      wave.removeEventListener("pointercancel", end);
    };
    wave.addEventListener("pointermove", go);
    wave.addEventListener("pointerup", end);
    wave.addEventListener("pointercancel", end);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement) return;
    const presses = event.target instanceof HTMLButtonElement;
    if (this.#acts(event, presses)) event.preventDefault();
  }

  /** The space bar of the page. @param {KeyboardEvent} event */
  #page(event) {
    if (document.querySelector("muse-player[keys]") !== this) return;
    if (event.defaultPrevented || event.key !== " " || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.target instanceof Element && event.target.closest("button, a, summary, input, [role=slider], [role=tab], video, audio")) return;
    event.preventDefault();
    this.#toggle();
  }

  /** @param {KeyboardEvent} event @param {boolean} presses */
  #acts(event, presses) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const far = event.shiftKey ? 1 : STEP;
    if (event.key === " " && !presses) this.#toggle();
    else if (event.key === "ArrowRight" || event.key === "ArrowUp") this.seek(this.position + far);
    else if (event.key === "ArrowLeft" || event.key === "ArrowDown") this.seek(this.position - far);
    else if (event.key === "PageUp") this.seek(this.position + 3 * STEP);
    else if (event.key === "PageDown") this.seek(this.position - 3 * STEP);
    else if (event.key === "Home") this.seek(0);
    else if (event.key === "End") this.seek(this.duration);
    else return false;
    return true;
  }
}

define("muse-player", Player);
