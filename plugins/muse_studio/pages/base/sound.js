// What is heard, by one clock: the AudioContext's. A sound is decoded once and played from memory, so that it starts,
// jumps, loops and changes hands to the sample; long ones, and those at another speed, are left to an audio element.
import { Held, Streamed } from "./held.js";
import { decoded, peaks } from "./samples.js";

/** The sound that plays: one at a time. @type {Sound | null} */
let playing = null;

/** Something that can be heard. It says `state`, `ready`, `parts`, `ended`, and `position` for each frame while it plays. */
export class Sound extends EventTarget {
  /** @type {Held | null} */
  #held = null;
  /** How it begins, until the whole is there. @type {Held | null} */
  #opening = null;
  /** @type {Streamed | null} */
  #streamed = null;
  /** @type {Promise<void> | null} */
  #loading = null;
  #at = 0; // where it stands while it doesn't play (s)
  #frame = 0;
  #wanted = 0; // which call of play is the last one
  #rate = 1;
  #volume = 1;
  #gone = new AbortController();

  /** Whether it plays. */
  playing = false;
  /** Whether it waits for its samples to be played. */
  waiting = false;
  /** Whether it begins again at its end. */
  loop = false;
  /** Between which places it loops (s), or null: all of it. @type {[number, number] | null} */
  region = null;
  /** Whether each part has a sound of its own. */
  parted = false;

  /**
   * @param {string} url
   * @param {{streamed?: boolean, duration?: number, first?: string}} [options] streamed: too long to be held in memory; first: how it begins, there sooner
   */
  constructor(url, options = {}) {
    super();
    this.url = url;
    this.long = options.streamed ?? false;
    this.told = options.duration ?? 0;
    this.first = options.first ?? "";
  }

  /** How long it lasts (s); what was told before it is known. */
  get duration() {
    if (this.#opening && !this.#held) return this.told;
    return this.#held?.duration || this.#streamed?.duration || this.told;
  }

  /** Whether it can be played at once. */
  get ready() {
    return this.#held !== null || this.#opening !== null || (this.#streamed !== null && this.#streamed.element.readyState > 2);
  }

  /** Where it is heard now (s). */
  get position() {
    return this.playing ? (this.#now?.position ?? this.#at) : this.#at;
  }

  /** How fast it plays: 1 as it is. The pitch stays. */
  get rate() {
    return this.#rate;
  }

  set rate(value) {
    if (value === this.#rate) return;
    const { playing: was, position } = this;
    this.#halt();
    this.#streamed?.close();
    this.#streamed = null;
    this.#rate = value;
    this.#at = position;
    if (was) void this.play(position);
    else this.#say("state");
  }

  /** How loud it is, 0..1. */
  get volume() {
    return this.#volume;
  }

  set volume(value) {
    this.#volume = Math.max(0, Math.min(1, value));
    for (const each of [this.#held, this.#opening]) if (each) each.volume = this.#gain;
    if (this.#streamed) this.#streamed.volume = this.#gain;
    this.#say("state");
  }

  /** Get its samples. @returns {Promise<void>} */
  load() {
    if (this.long) return Promise.resolve();
    this.#loading ??= decoded(this.url, this.#gone.signal).then((buffer) => {
      this.#held ??= new Held([buffer], this.#gain);
      this.#takeOver();
      this.#say("ready");
    }).catch((error) => {
      this.#loading = null;
      this.first = ""; // what goes wrong is told at once when it is tried again
      throw error;
    });
    return this.#loading;
  }

  /** Get how it begins, and then the whole, which goes on from there. */
  async #open() {
    const buffer = await decoded(this.first, this.#gone.signal).catch(() => null);
    void this.load().catch(() => {});
    if (buffer && !this.#held && this.told > buffer.duration + 0.5) this.#opening = new Held([buffer], this.#gain);
    else await this.load();
  }

  /** The whole is there: it goes on where its beginning is now. */
  #takeOver() {
    const opening = this.#opening;
    this.#opening = null;
    if (!opening || !this.#held) return;
    if (this.playing && !this.#streams && opening.position < opening.duration - 0.1) this.#held.take(opening, () => this.#ended());
    else {
      const at = opening.position;
      opening.stop();
      if (this.playing && !this.#streams) void this.play(at);
    }
    setTimeout(() => opening.close(), 500);
  }

  /** The beginning is over, and the whole isn't there yet. */
  #waits() {
    const at = this.#opening?.duration ?? this.#at;
    this.#halt();
    this.#opening = null;
    void this.play(at);
  }

  /**
   * Get each part as a sound of its own, and play those from here on, together.
   *
   * @param {string[]} urls
   * @param {(done: number) => void} [tick] is told how much is there, 0..1
   */
  async part(urls, tick = () => {}) {
    const buffers = [];
    for (const [place, url] of urls.entries()) {
      tick(place / urls.length);
      buffers.push(await decoded(url, this.#gone.signal));
    }
    tick(1);
    const { playing: was, position } = this;
    this.#halt();
    this.#at = position;
    for (const each of [this.#held, this.#opening, this.#streamed]) each?.close();
    this.#opening = null;
    this.#held = new Held(buffers, this.#gain);
    this.#streamed = null;
    this.parted = true;
    this.#rate = 1;
    this.#say("parts");
    if (was) await this.play(position);
  }

  /** Let a part be so loud (1 as it is in the whole). @param {number} place @param {number} level */
  setPart(place, level) {
    if (this.parted) this.#held?.level(place, level);
  }

  /** How loud a part is heard now, 0..1. @param {number} place */
  level(place) {
    return this.playing ? (this.#held?.heard(place) ?? 0) : 0;
  }

  /** Its lowest and highest samples in so many equal parts of time; null before they are there. @param {number} count */
  peaks(count) {
    return this.#held && !this.parted ? peaks(this.#held.buffer, count) : null;
  }

  /**
   * Play, from where it stands or from a place (s). Any other sound falls silent.
   *
   * @param {number} [at]
   */
  async play(at) {
    const mine = ++this.#wanted;
    if (playing && playing !== this) playing.pause();
    playing = this;
    const here = at ?? this.position;
    this.#halt();
    this.#at = this.duration && here >= this.duration - 0.02 ? 0 : here;
    this.waiting = !this.ready;
    this.#say("state");
    try {
      if (this.#streams) this.#streamed ??= new Streamed(this.url, this.#gain, this.#rate);
      else if (!this.#held && this.first && !this.#loading && this.#at === 0 && !this.loop) await this.#open();
      else if (!this.#held && !(this.#opening && this.#at < this.#opening.duration - 0.1 && !this.loop)) await this.load();
      if (mine !== this.#wanted) return;
      for (let now = null; mine === this.#wanted && now !== this.#now;) {
        now = this.#now;
        await now?.start(this.#at, { loop: this.loop, region: this.region }, () => (this.#now === this.#opening ? this.#waits() : this.#ended()));
      }
    } finally {
      if (mine === this.#wanted) this.waiting = false;
    }
    if (mine !== this.#wanted) return;
    this.playing = true;
    this.#say("state");
    this.#tick();
  }

  /** Stop where it is. */
  pause() {
    this.#wanted += 1;
    const at = this.position;
    this.waiting = false;
    this.#halt();
    this.#at = at;
    this.#say("state");
    this.#say("position");
  }

  /** Play if it doesn't, and stop if it does. */
  toggle() {
    if (this.playing || this.waiting) this.pause();
    else return this.play();
  }

  /** Go to a place (s), and play on if it plays. @param {number} at */
  seek(at) {
    const place = Math.max(0, Math.min(at, this.duration || at));
    if (this.playing) void this.play(place);
    else {
      this.#at = place;
      this.#say("position");
    }
  }

  /** Say whether it loops, also while it plays. @param {boolean} on @param {[number, number] | null} [region] */
  setLoop(on, region = this.region) {
    const at = this.position;
    this.loop = on;
    this.region = region;
    if (this.playing) void this.play(at);
    else this.#say("state");
  }

  /** Let go of all it holds. */
  close() {
    this.#wanted += 1;
    this.#gone.abort();
    this.#halt();
    for (const each of [this.#held, this.#opening, this.#streamed]) each?.close();
    this.#held = this.#opening = this.#streamed = null;
    if (playing === this) playing = null;
  }

  get #streams() {
    return !this.parted && (this.long || this.#rate !== 1);
  }

  get #now() {
    return this.#streams ? this.#streamed : (this.#held ?? this.#opening);
  }

  /** The ear hears a slider's middle as half as loud. */
  get #gain() {
    return this.#volume ** 2;
  }

  /** @param {string} kind */
  #say(kind) {
    this.dispatchEvent(new Event(kind));
  }

  #tick() {
    cancelAnimationFrame(this.#frame);
    if (!this.playing) return;
    this.#say("position");
    this.#frame = requestAnimationFrame(() => this.#tick());
  }

  #halt() {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    for (const each of [this.#held, this.#opening, this.#streamed]) each?.stop();
  }

  #ended() {
    const end = this.duration;
    this.#halt();
    this.#at = end;
    this.#say("position");
    this.#say("state");
    this.#say("ended");
  }
}
