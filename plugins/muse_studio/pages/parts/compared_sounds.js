// Two sounds, heard in turns at the same place.
import { heard as heardOf } from "../base/artifact.js";
import { fill, h, icon, s } from "../base/dom.js";
import { bind } from "../base/keys.js";
import { complain } from "../base/say.js";
import { Sound } from "../base/sound.js";
import { minutes } from "../base/time.js";
import { t } from "../base/words.js";

const COLUMNS = 240;
const STEP = 5; // s

/**
 * @param {any} a
 * @param {any} b
 * @returns {HTMLElement & {leave?: () => void}}
 */
export function sounds(a, b) {
  const both = [a, b].map((each) => new Sound(heardOf(each)?.url ?? ""));
  let heard = 0;
  const play = h("button", { type: "button", class: "main play", on: { click: () => toggle() } });
  const turn = h("div", { class: "row turns", role: "radiogroup", "aria-label": t("compare.heard") });
  const place = h("input", { type: "range", min: 0, max: 1, step: 0.01, value: "0", "aria-label": t("compare.place"), on: { input: () => {
    for (const each of both) each.seek(Number(place.value));
    show();
  } } });
  const time = h("span", { class: "time" });
  const waves = both.map((_, at) => h("div", { class: "wave", "aria-hidden": "true", on: { click: (/** @type {MouseEvent} */ event) => {
    const box = waves[at].getBoundingClientRect();
    switchTo(at);
    const to = ((event.clientX - box.left) / box.width) * length();
    for (const each of both) each.seek(to);
    show();
  } } }, h("span", { class: "name" }, "AB"[at]), h("span", { class: "needle" })));
  const element = /** @type {HTMLElement & {leave?: () => void}} */ (h("div", { class: "sounds" }, waves, h("div", { class: "row" }, play, turn, time), place, h("p", { class: "hint" }, t("compare.sound.hint"))));

  const length = () => Math.max(...both.map((each) => each.duration), 0.01);
  const toggle = () => void Promise.resolve(both[heard].toggle()).catch(complain);
  const switchTo = (/** @type {number} */ to) => {
    if (to === heard) return;
    const { playing, waiting, position } = both[heard];
    if (playing || waiting) both[heard].pause();
    heard = to;
    if (playing || waiting) void both[heard].play(position).catch(complain);
    else both[heard].seek(position);
    show();
  };
  const buttons = both.map((_, at) => h("button", { type: "button", role: "radio", on: {
    click: () => switchTo(at),
    keydown: (/** @type {KeyboardEvent} */ event) => {
      if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"].includes(event.key)) return;
      event.preventDefault();
      switchTo(1 - at);
      buttons[heard].focus();
    },
  } }, h("strong", {}, "AB"[at])));
  fill(turn, buttons);
  let state = "";
  const show = () => {
    const now = both[heard];
    const told = `${heard} ${now.playing} ${now.waiting}`;
    if (told !== state) {
      state = told;
      fill(play, icon(now.playing || now.waiting ? "pause" : "play"), t(now.waiting ? "compare.waiting" : now.playing ? "compare.pause" : "compare.play"));
      buttons.forEach((each, at) => {
        each.setAttribute("aria-checked", String(at === heard));
        each.tabIndex = at === heard ? 0 : -1;
      });
      waves.forEach((each, at) => each.classList.toggle("heard", at === heard));
    }
    place.max = String(length());
    place.value = String(now.position);
    place.setAttribute("aria-valuetext", minutes(now.position));
    time.textContent = `${minutes(now.position)} / ${minutes(now.duration)}`;
    for (const each of waves) each.style.setProperty("--at", `${(100 * now.position) / length()}%`);
  };
  for (const [at, each] of both.entries()) {
    for (const kind of ["state", "position", "ready"]) each.addEventListener(kind, () => show());
    each.load().then(() => {
      const peaks = each.peaks(COLUMNS);
      if (peaks) waves[at].prepend(wave(peaks, each.duration / length()));
      show();
    }).catch(complain);
  }
  const ends = [
    bind({ keys: "Space", label: "compare.play", act: (event) => {
      if (event.target instanceof HTMLButtonElement) return true;
      toggle();
    } }),
    bind({ keys: "b", label: "compare.switch", act: () => switchTo(1 - heard) }),
    bind({ keys: ",", label: "compare.backward", act: () => { for (const each of both) each.seek(both[heard].position - STEP); } }),
    bind({ keys: ".", label: "compare.forward", act: () => { for (const each of both) each.seek(both[heard].position + STEP); } }),
  ];
  show();
  element.leave = () => {
    for (const end of ends) end();
    for (const each of both) each.close();
  };
  return element;
}

/** @param {{low: number[], high: number[]}} peaks @param {number} share of the longer of both */
function wave({ low, high }, share) {
  const path = high.map((top, at) => `M${at} ${(50 - 48 * Math.max(0.01, top)).toFixed(1)}V${(50 - 48 * Math.min(-0.01, low[at])).toFixed(1)}`).join("");
  const made = s("svg", { viewBox: `0 0 ${COLUMNS} 100`, preserveAspectRatio: "none", focusable: "false" }, s("path", { d: path }));
  made.style.width = `${100 * Math.min(1, share)}%`;
  return made;
}
