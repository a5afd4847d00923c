// Moving pictures (GIF, APNG, WebP) drawn frame by frame, so that they can be stopped; where the browser can decode them.

/** Bytes at the beginning of a file that say whether it moves. */
const HEAD = 512;
const SHORTEST = 20;

/**
 * Whether a picture moves, by its first bytes.
 *
 * @param {Uint8Array} head
 * @param {string} type
 */
export function moves(head, type) {
  const text = String.fromCharCode(...head);
  if (type === "image/gif") return text.startsWith("GIF8");
  if (type === "image/webp") return text.startsWith("RIFF") && text.includes("ANIM");
  return text.includes("acTL");
}

/** Plays a moving picture on a canvas. Says `state` when it begins or stops. */
export class Frames extends EventTarget {
  playing = false;
  at = 0;
  /** @type {number | undefined} */
  #waiting;

  /** @param {any} decoder an ImageDecoder @param {HTMLCanvasElement} canvas */
  constructor(decoder, canvas) {
    super();
    this.decoder = decoder;
    this.canvas = canvas;
    this.count = decoder.tracks.selectedTrack?.frameCount ?? 1;
  }

  /**
   * Return what plays a file on a canvas; null where it doesn't move, or the browser can't.
   *
   * @param {string} url
   * @param {string} type
   * @param {HTMLCanvasElement} canvas
   * @returns {Promise<Frames | null>}
   */
  static async of(url, type, canvas) {
    const Decoder = /** @type {any} */ (window).ImageDecoder;
    if (!Decoder) return null;
    const start = await fetch(url, { headers: { range: `bytes=0-${HEAD - 1}` } });
    if (!moves(new Uint8Array((await start.arrayBuffer()).slice(0, HEAD)), type)) return null;
    const decoded = type === "image/apng" ? "image/png" : type;
    if (!(await Decoder.isTypeSupported(decoded))) return null;
    const decoder = new Decoder({ data: await (await fetch(url)).arrayBuffer(), type: decoded });
    await decoder.completed;
    await decoder.tracks.ready;
    const made = new Frames(decoder, canvas);
    if (made.count > 1) return made;
    made.close();
    return null;
  }

  async play() {
    if (this.playing) return;
    this.playing = true;
    this.dispatchEvent(new Event("state"));
    await this.#next();
  }

  pause() {
    window.clearTimeout(this.#waiting);
    if (!this.playing) return;
    this.playing = false;
    this.dispatchEvent(new Event("state"));
  }

  async #next() {
    const began = performance.now();
    const lasts = await this.draw(this.at);
    if (!this.playing) return;
    this.at = (this.at + 1) % this.count;
    this.#waiting = window.setTimeout(() => void this.#next().catch(() => this.pause()), Math.max(SHORTEST, lasts) - (performance.now() - began));
  }

  /** Draw a frame; returns how long it is to be seen, in ms. @param {number} at */
  async draw(at) {
    const { image } = await this.decoder.decode({ frameIndex: at });
    const { canvas } = this;
    if (canvas.width !== image.displayWidth || canvas.height !== image.displayHeight) {
      canvas.width = image.displayWidth;
      canvas.height = image.displayHeight;
    }
    const context = canvas.getContext("2d");
    context?.clearRect(0, 0, canvas.width, canvas.height);
    context?.drawImage(image, 0, 0);
    const lasts = (image.duration ?? 100_000) / 1000;
    image.close();
    return lasts;
  }

  close() {
    this.pause();
    this.decoder.close();
  }
}
