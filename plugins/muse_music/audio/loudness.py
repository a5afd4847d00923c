"""Levels: loudness by ITU-R BS.1770-4, peaks below full scale, fades without a click."""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .sound import Sound

CEILING = 10 ** (-1.0 / 20)
"""The highest sample after `levelled`: -1 dBFS."""

SILENCE = -70.0
"""LUFS below which a sound counts as silent: the absolute gate of BS.1770."""


_BLOCK, _HOP = 0.4, 0.1  # s, of BS.1770-4: blocks that overlap by 75 %
_OFFSET = -0.691  # dB
_AT_ONCE = 64  # stretches that are transformed together


def loudness(sound: Sound) -> float:
    """Return the integrated loudness, LUFS (ITU-R BS.1770-4), not below -70.

    The channels count alike, as left, right and centre do; at most five are taken.
    """
    samples = sound.samples[:5]
    hop = round(_HOP * sound.rate)
    if samples.shape[1] < round(_BLOCK * sound.rate):
        # A shorter sound is repeated to one block, or it would have no loudness at all.
        times = round(_BLOCK * sound.rate) // max(1, samples.shape[1]) + 2
        samples = np.tile(samples, (1, times))
    if not samples.any():
        return SILENCE
    energy = _weighted(samples, sound.rate, hop)
    size = round(_BLOCK / _HOP)
    power = np.convolve(energy, np.full(size, 1 / size), "valid")
    loud = power > 10 ** ((SILENCE - _OFFSET) / 10)
    if not loud.any():
        return SILENCE
    relative = power[loud].mean() / 10  # 10 LU below
    return max(SILENCE, _OFFSET + 10 * float(np.log10(power[loud & (power > relative)].mean())))


def _weighted(samples: NDArray[np.float32], rate: int, hop: int) -> NDArray[np.float64]:
    """Return the K-weighted power of all channels together in each stretch of `hop` samples.

    By Parseval's theorem it is the sum of a stretch's power spectrum times that of the weighting.
    """
    hops = samples.shape[1] // hop
    weights = _weighting(rate, hop)
    energy = np.zeros(hops)
    for start in range(0, hops, _AT_ONCE):
        part = samples[:, start * hop : min(hops, start + _AT_ONCE) * hop]
        spectra = np.fft.rfft(part.reshape(len(samples), -1, hop))
        power = spectra.real**2 + spectra.imag**2
        energy[start : start + _AT_ONCE] = (power @ weights).sum(0)
    return energy


@cache
def _weighting(rate: int, hop: int) -> NDArray[np.float32]:
    """Return what each line of a stretch's power spectrum adds to its mean K-weighted power.

    The shelf and the high-pass are those of BS.1770-4 (given at 48 kHz) as analogue prototypes,
    mapped by the bilinear transform: Mansbridge, Finn and Reiss, AES Convention 133 (2012).
    """
    shelf = _biquad(rate, 1681.974450955533, 0.7071752369554196, 3.999843853973347)
    high = _biquad(rate, 38.13547087602444, 0.5003270373238773, None)
    back = np.exp(-2j * np.pi * np.arange(hop // 2 + 1) / hop)  # one sample later
    gains = np.full(hop // 2 + 1, 2.0 / hop**2)  # each line but the first stands for two
    gains[0] /= 2
    for (b0, b1, b2), (a1, a2) in (shelf, high):
        gains *= np.abs((b0 + b1 * back + b2 * back**2) / (1 + a1 * back + a2 * back**2)) ** 2
    return gains.astype(np.float32)


def _biquad(
    rate: int, frequency: float, q: float, gain: float | None
) -> tuple[tuple[float, float, float], tuple[float, float]]:
    """Return a high shelf of a gain (dB), or without one a high-pass, as b and a (a0 is 1)."""
    k = math.tan(math.pi * frequency / rate)
    a0 = 1 + k / q + k * k
    a = (2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)
    if gain is None:
        return (1.0, -2.0, 1.0), a
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    b = ((high + band * k / q + k * k), 2 * (k * k - high), (high - band * k / q + k * k))
    return (b[0] / a0, b[1] / a0, b[2] / a0), a


def decibels(amplitude: float) -> float:
    """Return an amplitude in dB of full scale, not below -120."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def levelled(sound: Sound, target: float) -> Sound:
    """Return it at `target` LUFS, its peaks held below -1 dBFS by a limiter; silence stays."""
    now = loudness(sound)
    if now <= SILENCE:
        return sound
    gain = target - now
    for _ in range(4):  # what the limiter takes away is given back to the rest
        samples = sound.samples * np.float32(10 ** (gain / 20))
        peaks = np.abs(samples).max()
        made = Sound(_limited(samples, sound.rate), sound.rate)
        if peaks <= CEILING:
            return made
        taken = np.square(made.samples).sum() / np.square(samples).sum()
        if taken > 0.995:  # too little to be heard
            return made
        off = target - loudness(made)
        if abs(off) < 0.1:
            return made
        gain += off
    return made


def faded(sound: Sound, start: float, end: float) -> Sound:
    """Return it faded in over `start` and out over `end` seconds, by a raised cosine."""
    samples = sound.samples.copy()
    total = samples.shape[1]
    for seconds, front in ((start, True), (end, False)):
        length = min(round(seconds * sound.rate), total)
        if length < 1:
            continue
        ramp = (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)).astype(np.float32)
        if front:
            samples[:, :length] *= ramp
        else:
            samples[:, total - length :] *= ramp[::-1]
    return Sound(samples, sound.rate)


def _limited(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Return samples whose peaks a limiter with 5 ms of look-ahead holds at the ceiling.

    The gain is the running minimum of what the samples need, in steps of half a millisecond,
    smoothed over the same window: a mean of minima is nowhere above what its middle needs.
    """
    peaks = np.abs(samples).max(0)
    if peaks.max() <= CEILING:
        return samples.astype(np.float32)
    step = max(1, rate // 2000)  # half a millisecond
    count = -(-len(peaks) // step)
    padded = np.zeros(count * step, np.float32)
    padded[: len(peaks)] = peaks
    needed = np.minimum(1.0, CEILING / np.maximum(padded.reshape(count, step).max(1), 1e-9))
    reach = 10  # steps to each side: 5 ms
    low = np.pad(needed, 2 * reach + 1, mode="edge")
    low = np.lib.stride_tricks.sliding_window_view(low, 2 * reach + 3).min(1)
    sums = np.cumsum(np.concatenate([[0.0], low]))
    smooth = (sums[2 * reach :] - sums[: -2 * reach]) / (2 * reach)
    gain = np.interp(np.arange(len(peaks)), (np.arange(count) + 0.5) * step, smooth[:count])
    return np.clip(samples * gain.astype(np.float32), -CEILING, CEILING).astype(np.float32)
