"""Levels: loudness by ITU-R BS.1770-4, peaks below full scale, fades and joins without a click."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np

from .sound import Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

CEILING = 10 ** (-1.0 / 20)
"""The highest sample after `levelled`: -1 dBFS."""

SILENCE = -70.0
"""LUFS below which a sound counts as silent: the absolute gate of BS.1770."""

JOIN = 0.05
"""Seconds over which a given beginning fades into what was made after it."""

_BLOCK = 0.4  # s, of BS.1770-4


def loudness(sound: Sound) -> float:
    """Return the integrated loudness, LUFS (ITU-R BS.1770-4), not below -70."""
    import pyloudnorm

    samples = sound.samples[:5]
    needed = round(_BLOCK * sound.rate) + 1
    if samples.shape[1] < needed:
        # A shorter sound is repeated to one block, or it would have no loudness at all.
        samples = np.tile(samples, (1, needed // max(1, samples.shape[1]) + 1))
    if not samples.any():
        return SILENCE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a logarithm of silence
        told = pyloudnorm.Meter(sound.rate).integrated_loudness(samples.T.astype(np.float64))
    return max(SILENCE, float(told)) if np.isfinite(told) else SILENCE


def decibels(amplitude: float) -> float:
    """Return an amplitude in dB of full scale, not below -120."""
    return 20 * float(np.log10(max(amplitude, 1e-6)))


def levelled(sound: Sound, target: float) -> Sound:
    """Return it at `target` LUFS, its peaks held below -1 dBFS by a limiter; silence stays."""
    now = loudness(sound)
    if now <= SILENCE:
        return sound
    gain, made = target - now, sound
    for _ in range(4):  # what the limiter takes away is given back to the rest
        made = Sound(
            _limited(sound.samples * np.float32(10 ** (gain / 20)), sound.rate), sound.rate
        )
        off = target - loudness(made)
        if abs(off) < 0.1:
            break
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

    The gain is the running minimum of what the samples need, smoothed over the same window: a mean
    of minima is nowhere above what its middle needs.
    """
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    peaks = np.abs(samples).max(0)
    if peaks.max() <= CEILING:
        return samples.astype(np.float32)
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    reach = 2 * round(0.005 * rate) + 1
    gain = uniform_filter1d(minimum_filter1d(needed, 2 * reach + 1), reach)
    return np.clip(samples * gain.astype(np.float32), -CEILING, CEILING).astype(np.float32)


def joined(start: Sound, made: Sound, context: float, length: int) -> Sound:
    """Return `start` as it is, faded into what was made after its last `context` seconds.

    `made` begins with those seconds as the codec gives them back, so that both run alike where the
    one takes over from the other; its level there is brought to that of `start`.
    """
    rate = made.rate
    before = round(context * rate)
    fade = min(round(JOIN * rate), before, start.samples.shape[1])
    fresh = made.samples
    if before:
        ours, theirs = (
            float((s**2).mean()) for s in (start.samples[:, -before:], fresh[:, :before])
        )
        fresh = fresh * np.float32(np.clip(np.sqrt(ours / max(theirs, 1e-12)), 0.25, 4.0))
    top = max(1.0, float(np.abs(fresh).max(initial=0.0)))
    fresh = fresh / np.float32(top)  # nothing is louder than full scale can be
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    whole = np.concatenate([start.samples, fresh[:, before : before + length]], axis=1)
    end = start.samples.shape[1]
    overlap = slice(end - fade, end)
    whole[:, overlap] = whole[:, overlap] * (1 - ramp) + fresh[:, before - fade : before] * ramp
    return Sound(whole, rate)


def click(sound: Sound, seams: Sequence[float]) -> float:
    """Return how large a step between samples is within 5 ms of a seam, at most, compared with the
    largest steps of the second around it (their 99.9th percentile): about 1 or less where there
    is no click.
    """
    steps = np.abs(np.diff(sound.samples, axis=1)).max(0)
    worst = 0.0
    for seam in seams:
        at, near, around = round(seam * sound.rate), round(0.005 * sound.rate), sound.rate // 2
        here = steps[max(0, at - near) : at + near].max(initial=0.0)
        usual = np.quantile(steps[max(0, at - around) : at + around], 0.999)
        worst = max(worst, float(here / max(float(usual), 1e-6)))
    return worst
