"""Levels: loudness by ITU-R BS.1770-4, peaks below full scale, fades without a click."""

import numpy as np
from numpy.typing import NDArray

from .sound import Sound

CEILING = 10 ** (-1.0 / 20)
"""The highest sample after `levelled`: -1 dBFS."""

SILENCE = -70.0
"""LUFS below which a sound counts as silent: the absolute gate of BS.1770."""


def loudness(sound: Sound) -> float:
    """Return the integrated loudness, LUFS (ITU-R BS.1770-4), not below -70."""
    import pyloudnorm

    samples = sound.samples.T.astype(np.float64)
    block = 0.4
    if len(samples) < block * sound.rate:
        # A shorter sound is repeated to one block, or it would have no loudness at all.
        samples = np.tile(samples, (int(block * sound.rate / max(1, len(samples))) + 2, 1))
    if not samples.any():
        return SILENCE
    meter = pyloudnorm.Meter(sound.rate, block_size=block)
    with np.errstate(divide="ignore"):
        return max(SILENCE, float(meter.integrated_loudness(samples[:, :5])))


def decibels(amplitude: float) -> float:
    """Return an amplitude in dB of full scale, not below -120."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def levelled(sound: Sound, target: float) -> Sound:
    """Return it at `target` LUFS, its peaks held below -1 dBFS by a limiter; silence stays."""
    made, gain = sound, 0.0
    for _ in range(4):  # what the limiter takes away is given back to the rest
        now = loudness(made)
        if now <= SILENCE:
            return sound
        if made is not sound and abs(target - now) < 0.1:
            break
        gain += target - now
        samples = sound.samples * np.float32(10 ** (gain / 20))
        made = Sound(_limited(samples, sound.rate), sound.rate)
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

    The gain is the running minimum of what each sample needs, smoothed over the same 10 ms
    window: a mean of minima is nowhere above what its middle needs, so nothing passes.
    """
    needed = np.minimum(1.0, CEILING / np.maximum(np.abs(samples).max(0), 1e-9))
    if needed.min() >= 1:
        return samples.astype(np.float32)
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    window = 2 * round(0.005 * rate) + 1
    gain = uniform_filter1d(
        minimum_filter1d(needed, window, mode="nearest"), window, mode="nearest"
    )
    return np.clip(samples * gain.astype(np.float32), -CEILING, CEILING).astype(np.float32)
