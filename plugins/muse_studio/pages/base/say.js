// Telling people: a quiet line that goes by itself, with a way back; and what went wrong, in words.
import { Trouble } from "./api.js";
import { fill, h } from "./dom.js";
import { told } from "./told.js";
import { known, t } from "./words.js";

const STAYS = 8000;

/** @type {number | undefined} */
let going;

/**
 * Say something in a line at the foot of the page; `act` is offered as a button.
 *
 * @param {string} text
 * @param {{label: string, act: () => unknown}} [offer]
 */
export function say(text, offer) {
  const told = document.getElementById("told");
  if (!told) return;
  window.clearTimeout(going);
  fill(told, h("span", {}, text), offer && h("button", { type: "button", on: { click: () => { hush(); void offer.act(); } } }, offer.label));
  going = window.setTimeout(hush, STAYS);
}

/** Say nothing any more. */
export function hush() {
  document.getElementById("told")?.replaceChildren();
}

/**
 * Say what went wrong and what to do.
 *
 * @param {unknown} error
 */
export function complain(error) {
  if (error instanceof DOMException && error.name === "AbortError") return;
  const alarm = document.getElementById("alarm");
  if (!alarm) return;
  const { what, next } = wrong(error);
  fill(alarm, h("span", {}, what), next && h("span", { class: "hint" }, next),
    h("button", { type: "button", "aria-label": t("say.close"), on: { click: () => alarm.replaceChildren() } }, "×"));
}

/**
 * What went wrong, and what to try next, in words.
 *
 * @param {unknown} error
 * @returns {{what: string, next: string}}
 */
export function wrong(error) {
  if (!(error instanceof Trouble)) return { what: t("error.page", { message: String(/** @type {any} */ (error)?.message ?? error) }), next: t("error.page.next") };
  const what = known(`error.${error.code}`, "");
  const detail = error.status === 0 || !error.message ? "" : told(error.message);
  return {
    what: what ? (detail && !["no_server", "not_found"].includes(error.code) ? `${what} (${detail})` : what) : detail || t("error.unknown"),
    next: known(`error.${error.code}.next`, told(error.hint ?? "")),
  };
}
