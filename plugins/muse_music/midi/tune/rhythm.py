"""Rhythms of a melody: figures for beats and accent groups, never across a group's edge."""

import random
from collections.abc import Sequence
from typing import TypeVar

from muse_music.theory.meter import Beat, Meter

Rhythm = tuple[tuple[int, int], ...]
"""Start and length of each note of a bar, in ticks from the bar line."""
Figure = TypeVar("Figure", bound=tuple[float, ...])

# Figures for groups of quarters: lengths in quarters, and how usual they are.
_QUARTERS: dict[int, list[tuple[tuple[float, ...], float]]] = {
    1: [((1,), 3), ((0.5, 0.5), 3), ((0.75, 0.25), 0.5), ((0.5, 0.25, 0.25), 0.5)],
    2: [
        ((2,), 1.6),
        ((1, 1), 3),
        ((1, 0.5, 0.5), 2.2),
        ((0.5, 0.5, 1), 2.6),
        ((1.5, 0.5), 2.4),
        ((0.5, 0.5, 0.5, 0.5), 2.2),
        ((0.5, 1, 0.5), 0.7),
        ((0.75, 0.25, 1), 0.4),
        ((0.5, 0.25, 0.25, 0.5, 0.5), 0.3),
    ],
    3: [
        ((3,), 0.9),
        ((2, 1), 2.4),
        ((1, 1, 1), 2.6),
        ((1.5, 0.5, 1), 2),
        ((1, 0.5, 0.5, 1), 1.8),
        ((2, 0.5, 0.5), 1.6),
        ((1, 1, 0.5, 0.5), 1.4),
        ((0.5, 0.5, 1, 1), 1.2),
        ((1, 0.5, 0.5, 0.5, 0.5), 1),
        ((0.5, 0.5, 0.5, 0.5, 0.5, 0.5), 0.7),
    ],
}
# Figures for beats of eighths or shorter units: lengths in units, and how usual they are.
_UNITS: dict[int, list[tuple[tuple[int, ...], float]]] = {
    1: [((1,), 1)],
    2: [((2,), 2.4), ((1, 1), 2)],
    3: [((3,), 2.4), ((2, 1), 3), ((1, 1, 1), 2.6), ((1, 2), 0.25)],
    4: [((4,), 2), ((2, 2), 2.4), ((3, 1), 1), ((2, 1, 1), 1), ((1, 1, 2), 1)],
}


def bar_rhythm(meter: Meter, density: float, chance: random.Random, *, syncopated: bool) -> Rhythm:
    """Return a rhythm that fills a bar, about `density` notes a beat, `syncopated` or square."""
    notes: list[tuple[int, int]] = []
    for span in meter.spans:
        if meter.denominator <= 4:
            notes += _quarters(span, density, chance, syncopated)
        else:
            notes += _units(span, density, chance)
    return tuple(notes)


def ending(meter: Meter, density: float, chance: random.Random, *, long: bool) -> Rhythm:
    """Return a bar that comes to rest: a long note, after a little movement unless `long`."""
    beats = meter.beats
    if long or len(beats) < 3:
        breath = beats[-1].length if len(beats) > 2 else beats[-1].step if len(beats) > 1 else 0
        return ((0, meter.bar - breath),)
    last = meter.spans[-1][0] if len(meter.spans) > 1 else beats[1]
    opening = [b for b in beats if b.start < last.start]
    notes: list[tuple[int, int]] = []
    for beat in opening:
        lengths = _choose([(f, w) for f, w in _UNITS[min(4, beat.divisions)]], 1, density, chance)
        notes += _placed(beat.start, [n * beat.step for n in lengths])
    rest = meter.bar - last.start
    notes.append((last.start, rest - (beats[-1].length if rest > beats[-1].length else 0)))
    return tuple(notes)


def _quarters(
    span: Sequence[Beat], density: float, chance: random.Random, syncopated: bool
) -> list[tuple[int, int]]:
    notes: list[tuple[int, int]] = []
    at = 0
    while at < len(span):
        size = min(3 if len(span) - at == 3 else 2, len(span) - at)
        figures = [f for f in _QUARTERS[size] if syncopated or not _crosses(f[0])]
        lengths = _choose(figures, size, density, chance)
        notes += _placed(span[at].start, [int(n * span[at].length) for n in lengths])
        at += size
    return notes


def _units(span: Sequence[Beat], density: float, chance: random.Random) -> list[tuple[int, int]]:
    notes: list[tuple[int, int]] = []
    at = 0
    while at < len(span):
        beat = span[at]
        joined = at + 1 < len(span) and chance.random() < 0.35 - 0.3 * density
        if joined:
            notes.append((beat.start, beat.length + span[at + 1].length))
            at += 2
            continue
        # A beat of three holds about half as many notes again as one of two.
        lengths = _choose(_UNITS[beat.divisions], beat.divisions / 2, density, chance)
        notes += _placed(beat.start, [n * beat.step for n in lengths])
        at += 1
    return notes


def _choose(
    figures: Sequence[tuple[Figure, float]],
    beats: float,
    density: float,
    chance: random.Random,
) -> Figure:
    """Choose a figure: usual ones often, and ones whose number of notes fits the density."""
    weights = [w * 0.15 ** abs(len(f) / beats - density) ** 1.5 for f, w in figures]
    return chance.choices([f for f, _ in figures], weights)[0]


def _crosses(figure: Sequence[float]) -> bool:
    """Whether a note of a figure starts between beats and sounds over the next."""
    place = 0.0
    for length in figure:
        if place % 1 and place % 1 + length > 1:
            return True
        place += length
    return False


def _placed(start: int, lengths: Sequence[int]) -> list[tuple[int, int]]:
    notes = []
    for length in lengths:
        notes.append((start, length))
        start += length
    return notes
