// A work as large as the page allows, whatever it is: by the component that knows its medium.
import "./muse-shown.js";
import { h } from "../base/dom.js";

/**
 * The element that shows an artifact.
 *
 * @param {any} artifact
 * @returns {Promise<HTMLElement>}
 */
export async function large(artifact) {
  if (customElements.get("muse-shown")) {
    const shown = document.createElement("muse-shown");
    shown.setAttribute("artifact", artifact.id);
    return shown;
  }
  const file = (/** @type {string} */ kind) => artifact.files.find((/** @type {any} */ each) => each.media_type.startsWith(kind));
  const picture = file("image/");
  if (picture) return h("figure", {}, h("img", { src: picture.url, alt: artifact.prompt || artifact.title }));
  const sound = file("audio/");
  if (sound) return h("audio", { controls: true, src: sound.url });
  return h("pre", { class: "words" }, artifact.excerpt);
}
