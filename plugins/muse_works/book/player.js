"use strict";
const pages = Array.from(document.querySelectorAll(".page"));
const times = JSON.parse(document.getElementById("times").textContent);
const music = document.getElementById("music");
const play = document.getElementById("play");
const dots = document.getElementById("dots");
let at = 0, playing = false, pause = 0, lit = null;

const voice = n => pages[n].querySelector("audio");
const unlight = () => { if (lit) { lit.classList.remove("read"); lit = null; } };

function show(n) {
  const old = voice(at);
  if (old) { old.pause(); old.currentTime = 0; }
  clearTimeout(pause);
  unlight();
  at = Math.max(0, Math.min(pages.length - 1, n));
  pages.forEach((page, k) => { page.hidden = k !== at; });
  Array.from(dots.children).forEach((dot, k) => dot.classList.toggle("here", k === at));
  document.getElementById("back").disabled = at === 0;
  document.getElementById("on").disabled = at === pages.length - 1;
  if (playing) speak();
}

function speak() {
  const sound = voice(at);
  if (music && music.paused) { music.volume = 0.22; music.play().catch(() => {}); }
  if (sound) sound.play().catch(() => stop());
  else pause = setTimeout(turn, at === 0 ? 3500 : Number(pages[at].dataset.seconds || 3) * 1000);
}

function turn() {
  if (!playing) return;
  if (at === pages.length - 1) stop();
  else show(at + 1);
}

function stop() {
  playing = false;
  clearTimeout(pause);
  const sound = voice(at);
  if (sound) sound.pause();
  if (music) music.pause();
  play.classList.remove("playing");
  play.setAttribute("aria-pressed", "false");
}

function toggle() {
  if (playing) { stop(); return; }
  playing = true;
  play.classList.add("playing");
  play.setAttribute("aria-pressed", "true");
  if (at === pages.length - 1) show(0); else speak();
}

function light() {
  const sound = voice(at), row = times[pages[at].id];
  if (sound && row && !sound.paused) {
    const now = sound.currentTime;
    let k = row.findIndex((start, i) => now >= start && now < (row[i + 1] ?? Infinity));
    if (k === row.length - 1 && row.length) k = -1;
    const word = k < 0 ? null : document.getElementById(pages[at].id + "w" + k);
    if (word !== lit) { unlight(); lit = word; if (word) word.classList.add("read"); }
  }
  requestAnimationFrame(light);
}

pages.forEach((page, k) => {
  const sound = page.querySelector("audio");
  if (sound) sound.addEventListener("ended", () => {
    unlight();
    if (playing) pause = setTimeout(turn, 900);
  });
  const dot = document.createElement("button");
  dot.setAttribute("aria-label", String(k));
  dot.addEventListener("click", () => show(k));
  dots.append(dot);
});
play.addEventListener("click", toggle);
document.getElementById("back").addEventListener("click", () => show(at - 1));
document.getElementById("on").addEventListener("click", () => show(at + 1));
document.addEventListener("keydown", event => {
  if (event.key === "ArrowRight" || event.key === "PageDown") show(at + 1);
  else if (event.key === "ArrowLeft" || event.key === "PageUp") show(at - 1);
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(pages.length - 1);
  else if (event.key === " " && event.target.tagName !== "BUTTON") toggle();
  else return;
  event.preventDefault();
});
let touched = null;
document.addEventListener("touchstart", event => { touched = event.touches[0].clientX; }, { passive: true });
document.addEventListener("touchend", event => {
  const moved = touched === null ? 0 : event.changedTouches[0].clientX - touched;
  if (Math.abs(moved) > 50) show(at + (moved < 0 ? 1 : -1));
  touched = null;
});
show(0);
light();
