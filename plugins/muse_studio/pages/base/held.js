// A sound that is held in memory: one track or several, which start, loop and stop at the same sample.
import { RATE, loudness, power } from "./samples.js";

const SOFT = 0.012; // s in which a level changes, so that nothing clicks
const SLOW = 1.5; // s in which a sound that took over comes to its own level
const AHEAD = 0.02; // s before a start, so that all parts start at one sample

/** @type {AudioContext | null} */
let shared = null;

/** The clock of all sounds; it begins when somebody first plays one, as browsers want it. */
export function clock() {
  shared ??= new AudioContext({ sampleRate: RATE });
  return shared;
}

/** @typedef {{loop: boolean, region: [number, number] | null}} Looping */
/** @typedef {{buffer: AudioBuffer, level: number, gain: GainNode | null, meter: AnalyserNode | null, source: AudioBufferSourceNode | null}} Track */

/** Tracks that sound together. */
export class Held {
  /** @type {Track[]} */
  #tracks;
  /** @type {GainNode | null} */
  #out = null;
  #from = 0; // where it began to play (s)
  #began = 0; // and the clock's time of that
  #turn = 0;
  /** @type {Looping} */
  #looping = { loop: false, region: null };

  /**
   * @param {AudioBuffer[]} buffers
   * @param {number} volume
   */
  constructor(buffers, volume) {
    this.#tracks = buffers.map((buffer) => ({ buffer, level: 1, gain: null, meter: null, source: null }));
    this.gain = volume;
  }

  get duration() {
    return this.#tracks[0].buffer.duration;
  }

  /** The samples of the first track. */
  get buffer() {
    return this.#tracks[0].buffer;
  }

  /** Where it is heard (s), while it plays. */
  get position() {
    const context = clock();
    const at = this.#from + Math.max(0, context.currentTime - (context.outputLatency || 0) - this.#began);
    const { loop, region } = this.#looping;
    const [from, to] = region ?? [0, this.duration];
    if (!loop || at < to || to <= from) return Math.min(at, this.duration);
    return from + ((at - from) % (to - from));
  }

  /** @param {number} volume */
  set volume(volume) {
    this.gain = volume;
    this.#out?.gain.setTargetAtTime(volume, clock().currentTime, SOFT);
  }

  /** Where it will be at a moment of the clock (s), while it plays. @param {number} when */
  at(when) {
    return this.#from + when - this.#began;
  }

  /** Fall silent in a moment: something else goes on. @param {number} when */
  fade(when) {
    this.#turn += 1;
    for (const track of this.#tracks) {
      track.gain?.gain.setTargetAtTime(0, when, SOFT);
      track.source?.stop(when + 8 * SOFT);
      track.source = null;
    }
  }

  /**
   * Go on where another plays now, as loud as that, and come to its own loudness bit by bit.
   *
   * @param {Held} other
   * @param {() => void} ended
   */
  take(other, ended) {
    const context = clock();
    const when = context.currentTime + AHEAD;
    const at = other.at(when);
    const [track] = this.#tracks;
    const { gain } = this.#wired(track);
    const like = Math.max(0.25, Math.min(4, power(other.buffer, at) / power(this.buffer, at) || 1));
    gain.setValueAtTime(0, context.currentTime);
    gain.setTargetAtTime(like, when, SOFT);
    gain.setTargetAtTime(1, when + 8 * SOFT, SLOW);
    const source = new AudioBufferSourceNode(context, { buffer: track.buffer });
    source.connect(track.gain ?? context.destination);
    source.addEventListener("ended", () => { if (track.source === source) ended(); });
    source.start(when, at);
    track.source = source;
    this.#turn += 1;
    [this.#from, this.#began] = [at, when];
    other.fade(when);
  }

  /**
   * Play from a place (s); `ended` is called at its end.
   *
   * @param {number} at
   * @param {Looping} looping
   * @param {() => void} ended
   */
  async start(at, looping, ended) {
    const context = clock();
    const turn = ++this.#turn;
    if (context.state !== "running") await context.resume();
    if (turn !== this.#turn) return; // it was stopped meanwhile
    this.#looping = looping;
    const when = context.currentTime + AHEAD;
    for (const [place, track] of this.#tracks.entries()) {
      const source = new AudioBufferSourceNode(context, { buffer: track.buffer, loop: looping.loop });
      if (looping.loop && looping.region) [source.loopStart, source.loopEnd] = looping.region;
      source.connect(this.#wired(track));
      source.start(when, Math.min(at, track.buffer.duration));
      if (place === 0) source.addEventListener("ended", () => { if (track.source === source) ended(); });
      track.source = source;
    }
    [this.#from, this.#began] = [at, when];
  }

  stop() {
    this.#turn += 1;
    for (const track of this.#tracks) {
      const { source } = track;
      track.source = null;
      source?.stop();
      source?.disconnect();
    }
  }

  /** Let a track be so loud (1 as it is). @param {number} place @param {number} level */
  level(place, level) {
    const track = this.#tracks[place];
    if (!track) return;
    track.level = level;
    track.gain?.gain.setTargetAtTime(level, clock().currentTime, SOFT);
  }

  /** How loud a track is heard now, 0..1. @param {number} place */
  heard(place) {
    const meter = this.#tracks[place]?.meter;
    return meter ? loudness(meter) : 0;
  }

  close() {
    this.stop();
    this.#out?.disconnect();
  }

  /** The way of a track to the ear. @param {Track} track @returns {GainNode} */
  #wired(track) {
    if (track.gain) return track.gain;
    const context = clock();
    if (!this.#out) {
      this.#out = new GainNode(context, { gain: this.gain });
      this.#out.connect(context.destination);
    }
    track.gain = new GainNode(context, { gain: track.level });
    if (this.#tracks.length > 1) {
      track.meter = new AnalyserNode(context, { fftSize: 1024 });
      track.gain.connect(track.meter).connect(this.#out);
    } else track.gain.connect(this.#out);
    return track.gain;
  }
}

/** A sound that comes as it is played, by an audio element: a long one, or one at another speed with its pitch kept. */
export class Streamed {
  /** @type {[number, number] | null} */
  #region = null;

  /**
   * @param {string} url
   * @param {number} volume
   * @param {number} rate
   */
  constructor(url, volume, rate) {
    this.element = new Audio(url);
    this.element.volume = volume;
    this.element.playbackRate = rate;
  }

  get duration() {
    return Number.isFinite(this.element.duration) ? this.element.duration : 0;
  }

  get position() {
    const { element } = this;
    if (this.#region && element.currentTime >= this.#region[1]) [element.currentTime] = this.#region;
    return element.currentTime;
  }

  /** @param {number} volume */
  set volume(volume) {
    this.element.volume = volume;
  }

  /** As `Held` does. @param {number} at @param {Looping} looping @param {() => void} ended */
  async start(at, looping, ended) {
    const { element } = this;
    this.#region = looping.loop ? looping.region : null;
    element.loop = looping.loop && !looping.region;
    element.onended = ended;
    element.currentTime = at;
    await element.play();
  }

  stop() {
    this.element.onended = null;
    this.element.pause();
  }

  close() {
    this.stop();
    this.element.removeAttribute("src");
  }
}
