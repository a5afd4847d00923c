"""The pitch of a voice, every hundredth of a second."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import NotReady

RATE = 24_000
"""Samples a second that are listened to."""
HOP = 240
"""Samples from one frame to the next: 10 ms."""
LOWEST, HIGHEST = 65.0, 4000.0
"""Hz between which a pitch is looked for: a bass's C, a whistle's top."""

_FRAME = 1536  # samples, 64 ms
_AT_ONCE = 20 * RATE  # samples that are listened to before `check` is called again
_AROUND = 20 * HOP  # samples that a stretch overlaps its neighbours by
_RESOLUTION = 0.25  # semitones between two pitches that pYIN tells apart
_NEAR = 0.6  # semitones within which a finer estimate belongs to pYIN's


@dataclass(frozen=True)
class Frames:
    """A sound by its frames: MIDI pitch (NaN without one), probability of a pitch, level (dB)."""

    pitch: NDArray[np.float64]
    sure: NDArray[np.float64]
    level: NDArray[np.float64]


def pyin() -> Any:
    """Return the library that hears pitches; NotReady where it isn't installed."""
    try:
        import librosa
    except ImportError:
        raise NotReady(
            "notes are heard in a sound by librosa, which isn't installed",
            hint='pip install "muse-host[music]"',
        ) from None
    return librosa


def listened(samples: NDArray[np.float32], check: Callable[[], None]) -> Frames:
    """Return the frames of mono samples at `RATE`; NotReady without librosa.

    pYIN: Mauch and Dixon, ICASSP 2014; its pitch is made finer by YIN's own (de Cheveigne and
    Kawahara, JASA 111, 2002).
    """
    librosa = pyin()
    pitches, sures = [], []
    for start in range(0, len(samples), _AT_ONCE):
        check()
        before = min(start, _AROUND)
        part = samples[start - before : start + _AT_ONCE + _AROUND]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # librosa's, of sounds without a pitch
            options: dict[str, Any] = {"sr": RATE, "frame_length": _FRAME, "hop_length": HOP}
            coarse, voiced, sure = librosa.pyin(
                part, fmin=LOWEST, fmax=HIGHEST, resolution=_RESOLUTION, **options
            )
            fine = librosa.yin(part, fmin=LOWEST, fmax=HIGHEST, **options)
        count = min(
            len(coarse), len(fine), (min(_AT_ONCE, len(samples) - start)) // HOP + before // HOP
        )
        kept = slice(before // HOP, count)
        pitch = _midi(np.where(voiced, coarse, np.nan))[kept]
        finer = _midi(fine)[kept]
        near = np.abs(finer - pitch) < _NEAR
        pitches.append(np.where(near, finer, pitch))
        sures.append(sure[kept])
    return Frames(
        np.concatenate(pitches), np.concatenate(sures), _levels(samples, sum(map(len, pitches)))
    )


def _midi(frequency: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(69 + 12 * np.log2(np.maximum(frequency, 1e-3) / 440))


def _levels(samples: NDArray[np.float32], count: int) -> NDArray[np.float64]:
    """Return the level around each frame, over 25 ms (dB)."""
    reach = RATE // 80
    sums = np.concatenate([[0.0], np.cumsum(np.square(samples, dtype=np.float64))])
    at = np.arange(count) * HOP
    low, high = np.maximum(at - reach, 0), np.minimum(at + reach, len(samples))
    return np.asarray(10 * np.log10((sums[high] - sums[low]) / (2 * reach) + 1e-10))
