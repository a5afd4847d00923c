// What is heard, by one clock: the AudioContext's. A sound is decoded once and played from memory, so that it starts,
// jumps, loops and changes hands to the sample; long ones, and those at another speed, are left to an audio element.
import { Trouble } from "./api.js";

const RATE = 44100;
const SOFT = 0.012; // s in which a level changes, so that nothing clicks
const AHEAD = 0.02; // s before a start, so that all parts start at one sample

/** @type {AudioContext | null} */
let shared = null;

/** The clock of all sounds; it begins when somebody first plays one, as browsers want it. */
export function clock() {
  shared ??= new AudioContext({ sampleRate: RATE });
  return shared;
}

/** The sound that plays: one at a time. @type {Sound | null} */
let playing = null;

/** @typedef {{buffer: AudioBuffer, level: number, gain: GainNode | null, meter: AnalyserNode | null, source: AudioBufferSourceNode | null}} Track */

/** Something that can be heard. It says `state`, `ready`, `parts`, and `position` for each frame while it plays. */
export class Sound extends EventTarget {
  /** @type {Track[]} */
  #tracks = [];
  /** @type {HTMLAudioElement | null} */
  #element = null;
  /** @type {Promise<void> | null} */
  #loading = null;
  /** @type {GainNode | null} */
  #out = null;
  #at = 0; // where it stands while it doesn't play (s)
  #began = 0; // the clock's time at which `#at` was heard
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
  /** Where it plays to and from when it loops (s), or null: all of it. @type {[number, number] | null} */
  region = null;
  /** Whether each part has a sound of its own. */
  parted = false;

  /**
   * @param {string} url
   * @param {{streamed?: boolean, duration?: number}} [options] streamed: too long to be held in memory
   */
  constructor(url, options = {}) {
    super();
    this.url = url;
    this.streamed = options.streamed ?? false;
    this.told = options.duration ?? 0;
  }

  /** How long it lasts (s); what was told before it is known. */
  get duration() {
    const element = this.#element?.duration;
    return this.#tracks[0]?.buffer.duration ?? (element && Number.isFinite(element) ? element : this.told);
  }

  /** Whether it can be played at once. */
  get ready() {
    return this.#tracks.length > 0 || (this.#element !== null && this.#element.readyState > 2);
  }

  /** Where it is heard now (s). */
  get position() {
    if (!this.playing) return this.#at;
    if (this.#element) return this.#element.currentTime;
    const context = clock();
    const late = context.outputLatency || 0;
    return this.#folded(Math.max(this.#at, this.#at + context.currentTime - late - this.#began));
  }

  /** How fast it plays: 1 as it is. The pitch stays. */
  get rate() {
    return this.#rate;
  }

  set rate(value) {
    if (value === this.#rate) return;
    const { playing: was, position } = this;
    this.#halt();
    this.#rate = value;
    this.#at = position;
    if (was) void this.play(position);
    else this.dispatchEvent(new Event("state"));
  }

  /** How loud it is, 0..1. */
  get volume() {
    return this.#volume;
  }

  set volume(value) {
    this.#volume = Math.max(0, Math.min(1, value));
    this.#out?.gain.setTargetAtTime(this.#volume ** 2, clock().currentTime, SOFT);
    if (this.#element) this.#element.volume = this.#volume ** 2;
    this.dispatchEvent(new Event("state"));
  }

  /** Get its samples. @returns {Promise<void>} */
  load() {
    if (this.streamed) return Promise.resolve();
    this.#loading ??= decoded(this.url, this.#gone.signal).then((buffer) => {
      if (!this.parted) this.#tracks = [track(buffer)];
      this.dispatchEvent(new Event("ready"));
    }).catch((error) => {
      this.#loading = null;
      throw error;
    });
    return this.#loading;
  }

  /**
   * Get each part as a sound of its own, and play those from here on, together.
   *
   * @param {string[]} urls
   * @param {(done: number) => void} [tick] is told how much is there, 0..1
   */
  async part(urls, tick = () => {}) {
    /** @type {Track[]} */
    const made = [];
    for (const [place, url] of urls.entries()) {
      tick(place / urls.length);
      made.push(track(await decoded(url, this.#gone.signal)));
    }
    tick(1);
    const { playing: was, position } = this;
    this.#halt();
    this.#at = position;
    this.#tracks = made;
    this.parted = true;
    this.#rate = 1;
    this.dispatchEvent(new Event("parts"));
    if (was) await this.play(position);
  }

  /**
   * Let a part be so loud (1 as it is in the whole).
   *
   * @param {number} place
   * @param {number} gain
   */
  setPart(place, gain) {
    const track = this.#tracks[place];
    if (!track) return;
    track.level = gain;
    track.gain?.gain.setTargetAtTime(gain, clock().currentTime, SOFT);
  }

  /**
   * How loud a part is now, 0..1.
   *
   * @param {number} place
   */
  level(place) {
    const meter = this.#tracks[place]?.meter;
    if (!meter || !this.playing) return 0;
    const samples = new Float32Array(meter.fftSize);
    meter.getFloatTimeDomainData(samples);
    let sum = 0;
    for (const each of samples) sum += each * each;
    const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
    return Math.max(0, Math.min(1, (decibels + 54) / 48));
  }

  /**
   * Its lowest and highest samples in so many equal parts of time; null before they are there.
   *
   * @param {number} count
   * @returns {{low: number[], high: number[]} | null}
   */
  peaks(count) {
    const buffer = this.#tracks.length === 1 ? this.#tracks[0].buffer : null;
    if (!buffer) return null;
    const low = new Array(count).fill(0);
    const high = new Array(count).fill(0);
    const step = buffer.length / count;
    for (let channel = 0; channel < Math.min(2, buffer.numberOfChannels); channel += 1) {
      const data = buffer.getChannelData(channel);
      const stride = Math.max(1, Math.floor(step / 400));
      for (let part = 0; part < count; part += 1) {
        for (let at = Math.floor(part * step); at < (part + 1) * step && at < data.length; at += stride) {
          if (data[at] < low[part]) low[part] = data[at];
          if (data[at] > high[part]) high[part] = data[at];
        }
      }
    }
    return { low, high };
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
    if (this.playing) this.#halt();
    this.#at = here;
    if (this.duration && this.#at >= this.duration - 0.02) this.#at = 0;
    if (this.streamed || (this.#rate !== 1 && !this.parted)) {
      await this.#stream();
      if (mine === this.#wanted) this.#started();
      return;
    }
    this.waiting = !this.#tracks.length;
    this.dispatchEvent(new Event("state"));
    const context = clock();
    try {
      await Promise.all([context.state === "running" ? null : context.resume(), this.#tracks.length ? null : this.load()]);
    } finally {
      this.waiting = false;
    }
    if (mine !== this.#wanted) return;
    const start = context.currentTime + AHEAD;
    for (const [place, track] of this.#tracks.entries()) {
      const source = new AudioBufferSourceNode(context, { buffer: track.buffer });
      this.#loops(source);
      source.connect(this.#wired(track));
      source.start(start, Math.min(this.#at, track.buffer.duration));
      if (place === 0) source.addEventListener("ended", () => { if (track.source === source) this.#ended(); });
      track.source = source;
    }
    this.#began = start;
    this.#started();
  }

  /** Stop where it is. */
  pause() {
    this.#wanted += 1;
    const at = this.position;
    this.waiting = false;
    this.#halt();
    this.#at = at;
    this.dispatchEvent(new Event("state"));
    this.dispatchEvent(new Event("position"));
  }

  /** Play if it doesn't, and stop if it does. */
  toggle() {
    if (this.playing || this.waiting) this.pause();
    else return this.play();
  }

  /**
   * Go to a place (s), and play on if it plays.
   *
   * @param {number} at
   */
  seek(at) {
    const place = Math.max(0, Math.min(at, this.duration || at));
    if (this.playing) void this.play(place);
    else {
      this.#at = place;
      if (this.#element) this.#element.currentTime = place;
      this.dispatchEvent(new Event("position"));
    }
  }

  /** Say whether it loops, also while it plays. @param {boolean} on @param {[number, number] | null} [region] */
  setLoop(on, region = this.region) {
    const at = this.position;
    this.loop = on;
    this.region = region;
    if (this.playing && !this.#element) void this.play(at);
    else if (this.#element) this.#element.loop = on && !region;
    this.dispatchEvent(new Event("state"));
  }

  /** Let go of all it holds. */
  close() {
    this.#wanted += 1;
    this.#gone.abort();
    this.#halt();
    this.#tracks = [];
    this.#element?.removeAttribute("src");
    this.#element = null;
    this.#out?.disconnect();
    if (playing === this) playing = null;
  }

  /** @param {AudioBufferSourceNode} source */
  #loops(source) {
    source.loop = this.loop;
    if (this.loop && this.region) [source.loopStart, source.loopEnd] = this.region;
  }

  /** @param {number} at a place that may lie after the end of a loop */
  #folded(at) {
    const [from, to] = this.region ?? [0, this.duration];
    if (!this.loop || at < to || to <= from) return Math.min(at, this.duration);
    return from + ((at - from) % (to - from));
  }

  /** The way of a track to the ear. @param {Track} track @returns {GainNode} */
  #wired(track) {
    if (track.gain) return track.gain;
    const context = clock();
    if (!this.#out) {
      this.#out = new GainNode(context, { gain: this.#volume ** 2 });
      this.#out.connect(context.destination);
    }
    track.gain = new GainNode(context, { gain: track.level });
    if (this.parted) {
      track.meter = new AnalyserNode(context, { fftSize: 1024 });
      track.gain.connect(track.meter).connect(this.#out);
    } else track.gain.connect(this.#out);
    return track.gain;
  }

  async #stream() {
    const element = (this.#element ??= new Audio(this.url));
    element.onended = () => this.#ended();
    element.onloadedmetadata = () => this.dispatchEvent(new Event("ready"));
    element.playbackRate = this.#rate;
    element.volume = this.#volume ** 2;
    element.loop = this.loop && !this.region;
    element.currentTime = this.#at;
    this.waiting = element.readyState < 3;
    this.dispatchEvent(new Event("state"));
    try {
      await element.play();
    } finally {
      this.waiting = false;
    }
  }

  #started() {
    this.playing = true;
    this.dispatchEvent(new Event("state"));
    const tick = () => {
      if (!this.playing) return;
      if (this.#element && this.loop && this.region && this.#element.currentTime >= this.region[1]) [this.#element.currentTime] = this.region;
      this.dispatchEvent(new Event("position"));
      this.#frame = requestAnimationFrame(tick);
    };
    cancelAnimationFrame(this.#frame);
    tick();
  }

  #halt() {
    this.playing = false;
    cancelAnimationFrame(this.#frame);
    for (const track of this.#tracks) {
      const { source } = track;
      track.source = null;
      source?.stop();
      source?.disconnect();
    }
    this.#element?.pause();
    if (this.#element && !this.streamed) this.#element = null;
  }

  #ended() {
    const end = this.duration;
    this.#halt();
    this.#at = end;
    this.dispatchEvent(new Event("position"));
    this.dispatchEvent(new Event("state"));
    this.dispatchEvent(new Event("ended"));
  }
}

/** @param {AudioBuffer} buffer @returns {Track} */
const track = (buffer) => ({ buffer, level: 1, gain: null, meter: null, source: null });

/** @param {string} url @param {AbortSignal} signal */
async function decoded(url, signal) {
  const answer = await fetch(url, { signal }).catch((error) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Trouble(0, "no_server", "");
  });
  if (!answer.ok) {
    const error = (await answer.json().catch(() => null))?.error ?? {};
    throw new Trouble(answer.status, error.code ?? "failed", error.message ?? answer.statusText, error.hint);
  }
  return new OfflineAudioContext(2, 1, RATE).decodeAudioData(await answer.arrayBuffer());
}
