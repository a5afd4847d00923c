// Sheets of styles that a page needs beside the base: fetched once, when the page is first shown.

/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/**
 * Fetch a sheet of styles; resolves once it holds, so that nothing moves when it comes.
 *
 * @param {...string} names such as keep.css
 */
export async function styles(...names) {
  await Promise.all(names.map((name) => {
    const before = asked.get(name);
    if (before) return before;
    const coming = new Promise((/** @type {(value: void) => void} */ done) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(`../styles/${name}`, import.meta.url).href;
      link.onload = () => done();
      link.onerror = () => done();
      document.head.append(link);
    });
    asked.set(name, coming);
    return coming;
  }));
}
