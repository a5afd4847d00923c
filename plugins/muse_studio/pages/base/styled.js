// Sheets of styles that a component or a page brings: each is asked for once.

/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/**
 * Use a sheet of styles of `styles/`; resolves once it holds, for those who wait so that nothing moves when it comes.
 *
 * @param {string} name without its suffix
 * @returns {Promise<void>}
 */
export function styled(name) {
  const before = asked.get(name);
  if (before) return before;
  const href = new URL(`../styles/${name}.css`, import.meta.url).href;
  const coming = new Promise((/** @type {(value: void) => void} */ done) => {
    for (const link of document.head.querySelectorAll("link[rel=stylesheet]")) if (/** @type {HTMLLinkElement} */ (link).href === href) return done();
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: () => done(), onerror: () => done() }));
  });
  asked.set(name, coming);
  return coming;
}
