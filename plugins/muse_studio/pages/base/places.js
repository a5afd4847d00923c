// Pages and their addresses: each is a path below /studio/, and what it shows is in the query.
import { query as asQuery } from "./api.js";

export const BASE = "/studio/";

/** @typedef {{page: string, rest: string[], query: URLSearchParams}} Place */

/** Says `place` when another page is to be shown. */
export const places = new EventTarget();

/**
 * The place that an address names.
 *
 * @param {Location | URL} [address]
 * @returns {Place}
 */
export function here(address = location) {
  const [page, ...rest] = address.pathname.slice(BASE.length).split("/").filter(Boolean).map(decoded);
  return { page: page || "make", rest, query: new URLSearchParams(address.search) };
}

/** A part of a path as it was meant; as it stands where somebody typed what is no address. @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The address of a place.
 *
 * @param {string} page
 * @param {string[]} [rest]
 * @param {Record<string, unknown>} [query]
 */
export function to(page, rest = [], query = {}) {
  return BASE + [page, ...rest].map(encodeURIComponent).join("/") + asQuery(query);
}

/**
 * Go to an address of the studio.
 *
 * @param {string} address
 * @param {{replace?: boolean}} [options] replace: as if it had been this one all along
 */
export function go(address, options = {}) {
  if (address === location.pathname + location.search) return;
  if (options.replace) history.replaceState(history.state, "", address);
  else history.pushState(null, "", address);
  places.dispatchEvent(new Event("place"));
}

/**
 * Say in the address what the page shows now; the page stays.
 *
 * @param {string} address
 */
export function mark(address) {
  if (address !== location.pathname + location.search) history.replaceState(history.state, "", address);
}

/** Follow links of the studio and the browser's own back and forth, once. */
export function watch() {
  window.addEventListener("popstate", () => places.dispatchEvent(new Event("place")));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.target || link.download || link.origin !== location.origin || !link.pathname.startsWith(BASE) || link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
