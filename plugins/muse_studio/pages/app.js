// The studio begins here: language, theme, the frame around every page, and which page is shown.
import { Trouble, post } from "./base/api.js";
import { changes, server, watch as watchChanges } from "./base/changes.js";
import { fill } from "./base/dom.js";
import { bind, watch as watchKeys } from "./base/keys.js";
import { go, here, places, to, watch as watchPlaces } from "./base/places.js";
import { choose, watch as watchFiles } from "./base/drops.js";
import { complain, say } from "./base/say.js";
import { studio } from "./base/studio.js";
import { undo } from "./base/undo.js";
import { chosen, nearest, speak, t } from "./base/words.js";
import { frame } from "./frame.js";

/** Pages by name: each module's `show(place)` returns an element, whose `leave()`, if it has one, is called at the end. */
const PAGES = /** @type {Record<string, () => Promise<{show: (place: import("./base/places.js").Place) => HTMLElement | Promise<HTMLElement>, title?: () => string}>>} */ ({
  make: () => import("./views/make.js"),
  keep: () => import("./views/keep.js"),
  trash: () => import("./views/keep.js"),
  artifact: () => import("./views/artifact.js"),
  compare: () => import("./views/compare.js"),
  grid: () => import("./views/grid.js"),
  settings: () => import("./views/settings.js"),
  verify: () => import("./views/verify.js"),
});

/** @type {{key: string, element: any} | null} */
let shown = null;
let turn = 0;

async function show() {
  const place = here();
  const load = PAGES[place.page] ?? PAGES.make;
  const mine = ++turn;
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  try {
    const page = await load();
    // The same page can show another place by itself.
    if (shown && shown.key === place.page && shown.element.goes?.(place)) return;
    const element = await page.show(place);
    if (mine !== turn) {
      /** @type {any} */ (element).leave?.();
      element.remove();
      return;
    }
    shown?.element.leave?.();
    const moved = shown !== null;
    shown = { key: place.page, element };
    fill(main, element);
    document.title = `${page.title?.() ?? t(`page.${place.page}`)} · Muse`;
    window.dispatchEvent(new Event("muse-shown"));
    if (moved) {
      main.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  } catch (error) {
    complain(error);
    // Nobody answers: the page comes when somebody does.
    if (error instanceof Trouble && error.status === 0) changes.addEventListener("server", () => void show(), { once: true });
  }
}

/** Show the page anew, in another language, say. */
function renew() {
  shown?.element.leave?.();
  shown = null;
  frame();
  /** @type {HTMLElement} */ (document.querySelector(".skip")).textContent = t("frame.skip");
  document.body.dataset.drop = `${t("drop.here")}\n${t("drop.here.hint")}`;
  void show();
}

/** @param {"light" | "dark" | undefined} theme */
function paint(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Ask for the token of a server that other machines reach. */
async function unlock() {
  const { lock } = await import("./views/lock.js");
  await lock();
  location.reload();
}

async function begin() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given !== null) {
    history.replaceState(null, "", location.pathname + location.search);
    await post("/session", { token: given }).catch(() => {});
  }
  window.addEventListener("muse-locked", () => void unlock(), { once: true });
  window.addEventListener("unhandledrejection", (event) => complain(event.reason));
  await Promise.all([studio.read().catch(() => {}), speak(nearest(navigator.languages))]);
  if (studio.value.language && studio.value.language !== nearest(navigator.languages)) await speak(studio.value.language);
  paint(studio.value.theme);
  watchKeys();
  watchPlaces();
  watchChanges();
  watchFiles((over) => document.documentElement.classList.toggle("dropping", over));
  places.addEventListener("place", () => void show());
  chosen.addEventListener("language", renew);
  studio.addEventListener("changed", () => {
    paint(studio.value.theme);
    const wanted = studio.value.language ?? nearest(navigator.languages);
    if (!document.documentElement.lang.startsWith(wanted)) void speak(wanted);
  });
  changes.addEventListener("server", () => {
    document.documentElement.classList.toggle("away", !server.there);
    say(server.there ? t("server.back") : t("server.away"));
  });
  bind({ keys: "mod+z", label: "keys.undo", act: () => {
    if (!undo.next) return true;
    void undo.undo().then((label) => say(t("undo.undone", { what: label })));
  } });
  bind({ keys: "g", label: "keys.keep", act: () => go(to("keep")) });
  bind({ keys: "m", label: "keys.make", act: () => go(to("make")) });
  bind({ keys: "f", label: "drop.button", act: choose });
  bind({ keys: "?", label: "keys.help", act: () => void import("./views/help.js").then((each) => each.help()) });
  renew();
}

void begin();
