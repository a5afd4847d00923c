"""The beat of notes in seconds: how fast it goes, where it falls, and where the bars begin."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from muse_music.listening.segments import Heard
from muse_music.theory import meter as meters
from muse_music.theory.meter import TICKS, Meter

_SLOWEST, _FASTEST = 50.0, 190.0  # felt beats a minute
_USUAL = 88.0
_SPAN = 0.6  # octaves of tempo around the usual one
_STEP = 0.003  # of a beat's length, between two that are tried
_DRIFT = 3.0  # s over which the beat may be late or early


def meter_of(asked: str | None) -> Meter:
    """Return the meter of a recording: 4/4, unless another is asked for."""
    meter = meters.parse(asked or "4/4")
    assert isinstance(meter, Meter)
    return meter


def beat_of(notes: Sequence[Heard], meter: Meter) -> float:
    """Return the length of a felt beat (s) that fits the onsets best.

    Each candidate is judged by how well the onsets agree with it, with its halves (or thirds), and
    with the parts of those, and by how usual it is.
    """
    onsets = np.array([n.start for n in notes])
    weights = np.array([min(1.0, n.end - n.start + 0.1) for n in notes]) ** 0.5
    count = int(np.log(_FASTEST / _SLOWEST) / _STEP)
    beats = 60 / _FASTEST * np.exp(_STEP * np.arange(count + 1))
    inner = 3 if _compound(meter) else 2
    score = np.zeros(len(beats))
    for parts, share in ((1, 0.3), (inner, 0.4), (2 * inner, 0.3)):
        score += share * _agreement(onsets, weights, beats / parts)
    usual = np.log2(60 / beats / _USUAL) / _SPAN
    best = beats[int(np.argmax(score - 0.12 * usual**2))]
    fine = best * np.linspace(1 - 2 * _STEP, 1 + 2 * _STEP, 41)
    sharp = sum(_agreement(onsets, weights, fine / parts) for parts in (1, inner, 2 * inner))
    return float(fine[int(np.argmax(sharp))])


def _agreement(
    onsets: NDArray[np.float64], weights: NDArray[np.float64], periods: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how much the onsets agree with each period: 1 where all fall together."""
    turns = np.exp(2j * np.pi * onsets[:, None] / periods)
    return np.asarray(np.abs((weights[:, None] * turns).sum(0)) / weights.sum())


def _compound(meter: Meter) -> bool:
    return meter.felt in (1.5, 0.75)


def placed(notes: Sequence[Heard], beat: float, meter: Meter) -> tuple[list[tuple[int, int]], int]:
    """Return (start, length) of each note in ticks from the first one, and the pickup's length.

    A beat that drifts is followed: what a few seconds' notes are late by together is taken away.
    """
    unit = beat / (6 if _compound(meter) else 4)
    ticks = TICKS * meter.felt / (6 if _compound(meter) else 4)
    onsets = np.array([n.start for n in notes]) / unit
    ends = np.array([n.end for n in notes]) / unit
    late = float(np.angle(np.exp(2j * np.pi * onsets).sum()) / (2 * np.pi))
    onsets, ends = onsets - late, ends - late
    off = onsets - np.round(onsets)
    near = np.exp(-0.5 * ((onsets[:, None] - onsets) / (_DRIFT / unit)) ** 2)
    drift = (near * off).sum(1) / near.sum(1)
    onsets, ends = onsets - drift, ends - drift
    whole = np.round(onsets)
    first = whole[0]
    begun = np.round((onsets - first) * float(ticks)).astype(int)
    stopped = np.round((ends - first) * float(ticks)).astype(int)
    shift = max(0, -int(begun.min()))
    spans = [
        (int(a) + shift, max(int(ticks) // 4, int(b - a)))
        for a, b in zip(begun, stopped, strict=True)
    ]
    return spans, _pickup(spans, meter, int(ticks))


def _pickup(spans: Sequence[tuple[int, int]], meter: Meter, unit: int) -> int:
    """Return the length of an incomplete first bar: 0 unless the long notes fall so much better."""
    felt = round(TICKS * meter.felt)
    beats = meter.bar // felt
    if beats < 2 or len(spans) < 6:
        return 0
    scores = []
    for offset in range(beats):
        first = offset * felt
        hits = [length for at, length in spans if (at - first + unit // 2) % meter.bar < unit]
        scores.append(sum(min(length, 2 * felt) for length in hits))
    best = int(np.argmax(scores))
    return best * felt if scores[best] > 1.5 * scores[0] else 0
