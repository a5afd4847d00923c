// Sheets of styles that a component brings: each is asked for once, when the component is.

/**
 * Use a sheet of styles of `styles/`.
 *
 * @param {string} name without its suffix
 */
export function styled(name) {
  const href = new URL(`../styles/${name}.css`, import.meta.url).href;
  for (const link of document.head.querySelectorAll("link[rel=stylesheet]")) if (/** @type {HTMLLinkElement} */ (link).href === href) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}
