// Samples of a sound: fetched and decoded, looked at for their peaks and their loudness.
import { file } from "./api.js";

/** Samples a second of all that is held in memory. */
export const RATE = 44100;

/**
 * Fetch a sound and decode it. An OfflineAudioContext does so before anybody pressed anything, as the clock can't.
 *
 * @param {string} url
 * @param {AbortSignal} signal
 */
export async function decoded(url, signal) {
  const answer = await file(url, signal);
  return new OfflineAudioContext(2, 1, RATE).decodeAudioData(await answer.arrayBuffer());
}

/**
 * The lowest and highest samples of a sound in so many equal parts of time.
 *
 * @param {AudioBuffer} buffer
 * @param {number} count
 * @returns {{low: number[], high: number[]}}
 */
export function peaks(buffer, count) {
  const low = new Array(count).fill(0);
  const high = new Array(count).fill(0);
  const step = buffer.length / count;
  const stride = Math.max(1, Math.floor(step / 400));
  for (let channel = 0; channel < Math.min(2, buffer.numberOfChannels); channel += 1) {
    const data = buffer.getChannelData(channel);
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
 * How loud it is at a meter now: 0 at -54 dB, 1 at -6.
 *
 * @param {AnalyserNode} meter
 */
export function loudness(meter) {
  const samples = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(samples);
  let sum = 0;
  for (const each of samples) sum += each * each;
  const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
  return Math.max(0, Math.min(1, (decibels + 54) / 48));
}
