// A film with its sound: the browser's own player, with a picture before it begins.
import { fileOf } from "../base/artifact.js";
import { artifact } from "../base/artifacts.js";
import { Part, define, fill, h } from "../base/dom.js";
import { complain } from "../base/say.js";
import { styled } from "../base/styled.js";
import { t } from "../base/words.js";

/** `<muse-film artifact=ID>`; one that is known already may be given as `artifact`. */
export class Film extends Part {
  /** @type {import("../base/artifact.js").Artifact | null} */
  artifact = null;

  start() {
    void styled("music");
    void this.show().catch(complain);
  }

  async show() {
    const id = this.getAttribute("artifact") ?? this.artifact?.id ?? "";
    /** @type {import("../base/artifact.js").Artifact} */
    const made = this.artifact?.id === id ? this.artifact : await artifact(id);
    if (!this.isConnected) return;
    const file = made.files.find((each) => each.media_type.startsWith("video/"));
    this.hidden = !file;
    if (!file) return;
    const words = made.files.find((each) => each.media_type === "text/vtt");
    const video = h("video", { controls: true, preload: "metadata", playsInline: true, "aria-label": made.title || t("film.label"),
      poster: made.thumbnail ?? undefined, src: file.url ?? fileOf(made.id, file.suffix) },
      words && h("track", { kind: "subtitles", src: fileOf(made.id, words.suffix), default: true, label: t("film.words") }));
    video.addEventListener("error", () => fill(this, h("p", { class: "hint" }, t("film.unknown"))));
    fill(this, video);
  }

  /** The video element. */
  get video() {
    return this.querySelector("video");
  }
}

define("muse-film", Film);
