"""Chords for a melody that somebody gives: the likeliest path through the chords of a style.

A hidden Markov model, as in Raphael and Stoddard, "Functional harmonic analysis using
probabilistic models", Computer Music Journal 28(3), 2004, whose tables are set by the style
instead of learnt: what follows what is counted in its progressions, and how well a chord carries
the notes above it is their weight in time and accent. Viterbi's algorithm finds the best path.
"""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from muse_music.midi.form import chords
from muse_music.midi.style import Style
from muse_music.theory.harmony import Chord, chord
from muse_music.theory.keys import Key
from muse_music.theory.notes import Note
from muse_music.theory.timeline import Measure, Timeline

_COMMON = {
    False: ("I", "ii", "iii", "IV", "V", "vi"),
    True: ("i", "iv", "V", "v", "bIII", "bVI", "bVII"),
}
_OWN = 2.0  # how much a style's own pair of chords counts against any other pair
_CHANGE = 0.9  # what a second chord in a bar costs, against one that stays


@dataclass(frozen=True, slots=True)
class _Cell:
    """A stretch of a bar that has one chord (ticks)."""

    bar: int
    start: int
    end: int


def harmonise(notes: Sequence[Note], time: Timeline, style: Style) -> list[list[Chord]]:
    """Return the chords of each bar, one or two, under notes in time (ticks).

    Each stretch in a key is harmonised in it; an incomplete bar has one chord.
    """
    cells = [
        _Cell(bar, measure.start + start, measure.start + end)
        for bar, measure in enumerate(time.measures)
        for start, end in _halves(measure)
    ]
    weights = _weights(notes, time, cells)
    found: list[list[Chord]] = [[] for _ in time.measures]
    first = 0
    for key, stretch in groupby(cells, key=lambda cell: time.measures[cell.bar].key):
        part = list(stretch)
        path = _path(part, weights[first : first + len(part)], time, key, style)
        first += len(part)
        for cell, chosen in zip(part, path, strict=True):
            if not found[cell.bar] or found[cell.bar][-1] != chosen:
                found[cell.bar].append(chosen)
    return found


def _path(
    cells: Sequence[_Cell],
    weights: Sequence[dict[int, float]],
    time: Timeline,
    key: Key,
    style: Style,
) -> list[Chord]:
    """Return the likeliest chord of each cell of a stretch in one key."""
    offered, follows = _vocabulary(style, key)
    score = [_opening(c, key) + _fit(c, weights[0], key) for c in offered]
    if len(cells) == 1:
        score = [
            own + _place(c, cells[0].bar, time, key) for own, c in zip(score, offered, strict=True)
        ]
    steps: list[list[int]] = []
    for at in range(1, len(cells)):
        inside = cells[at].bar == cells[at - 1].bar
        after, came = [], []
        for j, to in enumerate(offered):
            own = _fit(to, weights[at], key) + _place(to, cells[at].bar, time, key)
            best, place = max(
                (score[i] + _step(i, j, follows, inside, weights[at]), -i)
                for i in range(len(offered))
            )
            after.append(best + own)
            came.append(-place)
        score = after
        steps.append(came)
    state = max(range(len(offered)), key=lambda j: (score[j], -j))
    path = [state]
    for came in reversed(steps):
        path.append(came[path[-1]])
    return [offered[index] for index in reversed(path)]


def _vocabulary(style: Style, key: Key) -> tuple[list[Chord], list[list[float]]]:
    """Return the chords that may be used, and the logarithm of how usual each pair is."""
    pairs: Counter[tuple[str, str]] = Counter()
    names: Counter[str] = Counter()
    for text in chords.all_progressions(style, key):
        line = [name for bar in text.split("|") for name in bar.split()]
        names.update(line)
        pairs.update((a, b) for a, b in pairwise([*line, line[0]]) if a != b)
    for name in _COMMON[key.minor]:
        # A style of seventh chords says V7 where another says V: no second spelling of a degree.
        if not any(_same(name, known, key) for known in names):
            names[name] += 0
    offered = list(names)
    follows = []
    for a in offered:
        counts = [1 + _OWN * pairs[a, b] for b in offered]
        total = sum(counts)
        follows.append([math.log(c / total) for c in counts])
    return [chord(name, key.pitch_class) for name in offered], follows


def _same(one: str, other: str, key: Key) -> bool:
    a, b = chord(one, key.pitch_class), chord(other, key.pitch_class)
    return a.root == b.root == b.bass and set(a.tones[1:2]) == set(b.tones[1:2])


def _halves(measure: Measure) -> list[tuple[int, int]]:
    """Return the stretches of a bar that may have a chord each (ticks): two from four beats on."""
    meter = measure.meter
    middle = [b.start for b in meter.beats if b.strength == 2 and b.start * 2 >= meter.bar]
    if len(meter.beats) < 4 or not middle or measure.length != meter.bar:
        return [(0, measure.length)]
    return [(0, middle[0]), (middle[0], meter.bar)]


def _weights(
    notes: Sequence[Note], time: Timeline, cells: Sequence[_Cell]
) -> list[dict[int, float]]:
    """Return for each cell the weight of each pitch class: beats that it sounds, accents more."""
    found: list[dict[int, float]] = [{} for _ in cells]
    starts = [cell.start for cell in cells]
    for note in notes:
        for at in range(max(0, bisect_right(starts, note.start) - 1), len(cells)):
            cell = cells[at]
            if cell.start >= note.end:
                break
            sounding = min(note.end, cell.end) - max(note.start, cell.start)
            if sounding <= 0:
                continue
            beat = time.measures[cell.bar].meter.beats[0].length
            accent = time.strength(note.start) if note.start >= cell.start else 1
            weight = sounding / beat * (0.7 + 0.35 * accent)
            tone = note.pitch % 12
            found[at][tone] = found[at].get(tone, 0.0) + weight
    return found


def _fit(to: Chord, weights: dict[int, float], key: Key) -> float:
    """Return how well a chord carries the notes over it."""
    total = 0.0
    for tone, weight in weights.items():
        if tone in to.tones:
            total += weight * (1.0 if tone in to.tones[:3] else 0.55)
        elif (tone - 1) % 12 in to.tones:
            total -= weight * 1.5  # a semitone above one of its tones
        else:
            total -= weight * 0.8
    odd = sum(tone not in key.scale for tone in to.tones)
    return 1.1 * total - 0.5 * odd


def _opening(to: Chord, key: Key) -> float:
    return 1.2 if to.root == key.pitch_class == to.bass else 0.0


def _place(to: Chord, bar: int, time: Timeline, key: Key) -> float:
    """Return how well a chord suits its bar: home at the end, rest or tension at phrase ends."""
    home = to.root == key.pitch_class and to.bass == to.root
    dominant = (to.root - key.pitch_class) % 12 == 7
    if bar == time.bars - 1:
        return 6.0 if home and len(to.tones) == 3 else 5.0 if home else 0.0
    if bar == time.bars - 2 and dominant:
        return 1.0
    if (bar - (time.measures[0].offset > 0)) % 4 == 3:
        return 0.8 if home or dominant else 0.0
    return 0.0


def _step(
    i: int,
    j: int,
    follows: Sequence[Sequence[float]],
    inside: bool,
    weights: dict[int, float],
) -> float:
    """Return how usual it is to go from one chord to another, within a bar or over its line."""
    if i == j:
        return 0.0 if inside or not weights else -0.9
    return 0.45 * follows[i][j] - (_CHANGE if inside else 0.0)
