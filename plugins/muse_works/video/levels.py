"""Loudness by ITU-R BS.1770-4, from power in stretches of a tenth of a second."""

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .write import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

HOP = RATE // 10
"""Samples of a stretch."""

SILENCE = -70.0
"""LUFS: what is softer counts as silent."""

CEILING = 10 ** (-1.0 / 20)
"""The highest sample of a film: -1 dB of full scale."""

_SHIFT = -0.691  # dB, of BS.1770


def powers(samples: "NDArray[Any]") -> "NDArray[Any]":
    """Return the K-weighted power of samples (n x 2) in each stretch; a last part is filled up.

    By Parseval's theorem: the power spectrum of a stretch, weighted by the filter's response.
    """
    import numpy as np

    count = -(-len(samples) // HOP)
    made = np.zeros(count)
    weights = _response()
    for first in range(0, count, 128):
        part = samples[first * HOP : (first + 128) * HOP]
        lacking = -len(part) % HOP
        filled = np.pad(part, ((0, lacking), (0, 0))) if lacking else part
        spectra = np.fft.rfft(filled.reshape(-1, HOP, 2), axis=1)
        power = np.square(spectra.real) + np.square(spectra.imag)
        made[first : first + len(power)] = np.einsum("ijk,j->i", power, weights)
    return made


@lru_cache(maxsize=1)
def _response() -> "NDArray[Any]":
    """Return the gain of power at each line of a stretch's spectrum, scaled to a mean.

    The two filters have the coefficients that BS.1770-4 gives for 48 kHz.
    """
    import numpy as np

    z = np.exp(-2j * math.pi * np.arange(HOP // 2 + 1) / HOP)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    twice = np.full(len(z), 2.0)
    twice[0] = twice[-1] = 1.0
    gain: NDArray[Any] = np.abs(shelf * high) ** 2 * twice / HOP**2
    return gain


def loudness(power: "NDArray[Any]") -> float:
    """Return the integrated loudness, LUFS, of powers in stretches, gated as BS.1770-4 says."""
    import numpy as np

    if not len(power):
        return SILENCE
    size = min(4, len(power))
    blocks = np.convolve(power, np.full(size, 1 / size), "valid")
    loud = blocks[blocks > _power(SILENCE)]
    if not len(loud):
        return SILENCE
    kept = loud[loud > loud.mean() / 10]
    return _SHIFT + 10 * math.log10(float(kept.mean()))


def mean(power: "NDArray[Any]") -> float:
    """Return the loudness, LUFS, of the mean of powers, without a gate."""
    total = float(power.mean()) if len(power) else 0.0
    return _SHIFT + 10 * math.log10(total) if total > 1e-9 else SILENCE


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _SHIFT) / 10))


def gain(decibels: float) -> float:
    """Return a level in dB as a factor."""
    return float(10 ** (decibels / 20))


_STEP, _REACH, _AT_ONCE = 48, 8, RATE * 30
"""Samples of 1 ms, how many such steps on each side are turned down too, and samples at once."""


def limited(samples: "NDArray[Any]") -> bool:
    """Hold the peaks of samples (n x 2) below -1 dB in place, turned down softly around them.

    Returns whether there were any.
    """
    import numpy as np

    count = -(-len(samples) // _STEP)
    peaks = np.zeros(count, np.float32)
    for first in range(0, count, _AT_ONCE // _STEP):
        part = np.abs(samples[first * _STEP : first * _STEP + _AT_ONCE]).max(axis=1)
        filled = np.pad(part, (0, -len(part) % _STEP)).reshape(-1, _STEP).max(axis=1)
        peaks[first : first + len(filled)] = filled
    if not count or peaks.max() <= CEILING:
        return False
    needed = np.minimum(1.0, CEILING / np.maximum(peaks, 1e-9))
    around = np.pad(needed, 2 * _REACH, mode="edge")
    low = np.lib.stride_tricks.sliding_window_view(around, 2 * _REACH + 1).min(axis=1)
    soft = np.convolve(low, np.full(2 * _REACH + 1, 1 / (2 * _REACH + 1)), "valid")
    middles = (np.arange(count) + 0.5) * _STEP
    for first in range(0, len(samples), _AT_ONCE):
        last = min(len(samples), first + _AT_ONCE)
        factor = np.interp(np.arange(first, last), middles, soft).astype(np.float32)
        samples[first:last] *= factor[:, None]
        np.clip(samples[first:last], -CEILING, CEILING, out=samples[first:last])
    return True
