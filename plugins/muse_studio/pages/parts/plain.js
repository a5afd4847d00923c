// An artifact shown plainly: its picture, sound, film or text by the browser's own means, and its files.
import { fill, h, icon } from "../base/dom.js";
import { size, t } from "../base/words.js";

/** @param {any} made */
export function plainView(made) {
  const files = /** @type {any[]} */ (made.files ?? []);
  const first = (/** @type {string} */ kind) => files.find((each) => each.media_type.startsWith(kind) && each.media_type !== "audio/midi");
  const element = h("div", { class: "plain", data: { artifact: made.id } });
  const picture = first("image/");
  const film = first("video/");
  const sound = first("audio/");
  const text = files.find((each) => ["text/plain", "text/markdown"].includes(each.media_type));
  if (film) fill(element, h("video", { src: film.url, controls: true, playsInline: true }));
  else if (picture && picture.media_type !== "image/svg+xml") fill(element, h("img", { src: picture.url, alt: made.title || made.prompt }));
  else if (made.thumbnail) fill(element, h("img", { src: made.thumbnail, alt: made.title || made.prompt }));
  else if (!text && !sound) fill(element, icon(made.medium));
  if (sound) element.append(h("audio", { src: sound.url, controls: true }));
  if (text) {
    const words = h("div", { class: "words" }, made.excerpt ?? "");
    element.append(words);
    void fetch(text.url).then((answer) => (answer.ok ? answer.text() : null)).then((found) => {
      if (found !== null) words.textContent = found;
    }, () => {});
  }
  element.append(h("ul", { class: "files" }, files.map((each) => h("li", {}, h("a", { href: each.url, download: `${made.title || made.id}${each.suffix}` }, icon("download"), `${t("make.file")} ${each.suffix}`), h("span", { class: "hint" }, size(each.size))))));
  return element;
}
