"""Chords: roman numerals as popular music writes them, and voicings that lead into each other."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from muse_music.theory.keys import Key
from muse_music.theory.qualities import steps as steps_of

_DEGREES = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_STEPS = (0, 2, 4, 5, 7, 9, 11)
_NUMERAL = re.compile(r"([b#]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)([^/]*)(?:/(.+))?")


@dataclass(frozen=True, slots=True)
class Chord:
    """A chord in a key: pitch classes of its root, its bass and its tones (root first).

    Over a `silent` one nobody plays chords, and its tones are those that a tune may have there.
    `beats` are those that it was told to last in its bar; 0 where nobody told.
    """

    numeral: str
    root: int
    bass: int
    tones: tuple[int, ...]
    silent: bool = False
    beats: float = field(default=0, compare=False)

    def __contains__(self, pitch: int) -> bool:
        return pitch % 12 in self.tones

    def shifted(self, semitones: int) -> "Chord":
        """Return the chord so many semitones higher."""
        root, bass = (self.root + semitones) % 12, (self.bass + semitones) % 12
        tones = tuple((tone + semitones) % 12 for tone in self.tones)
        return replace(self, root=root, bass=bass, tones=tones)


@cache
def chord(numeral: str, tonic: int) -> Chord:
    """Return the chord of a roman numeral over the tonic's pitch class.

    Degrees count from the major scale in every mode (the sixth of minor is bVI), lower case is
    minor, `/3` puts that degree of the scale in the bass, `V7/ii` is the dominant of a degree.
    """
    match = _NUMERAL.fullmatch(numeral.replace("6/9", "69"))
    steps = steps_of(match[3]) if match else None
    if not match or steps is None:
        raise ValueError(f"invalid chord {numeral!r}; expected chords such as I, V7 or vi")
    sign, degree, _, over = match.groups()
    root = _DEGREES[degree.upper()] + {"b": -1, "#": 1, "": 0}[sign]
    if degree.islower():
        steps = lowered(steps)
    bass = root
    if over and over.isdigit():
        bass = _STEPS[int(over) - 1]
    elif over:
        root += chord(over, 0).root
        bass = root
    tones = tuple((tonic + root + step) % 12 for step in steps)
    return Chord(numeral, (tonic + root) % 12, (tonic + bass) % 12, tones)


def lowered(steps: tuple[int, ...]) -> tuple[int, ...]:
    """Return the steps of a chord with a minor third: what a numeral in lower case means."""
    return tuple(3 if step == 4 else step for step in steps)


def progression(text: str, key: Key) -> list[list[Chord]]:
    """Return the chords of each bar: "I | V | ii7 V7 | I" has two in its third bar."""
    return [[chord(numeral, key.pitch_class) for numeral in bar.split()] for bar in text.split("|")]


def voice(
    chord: Chord, before: tuple[int, ...], low: int, high: int, *, rootless: bool, open_: bool
) -> tuple[int, ...]:
    """Return the voicing (MIDI pitches, rising) of a chord that moves least from `before`.

    It lies within low..high. `rootless` leaves the root to the bass in chords of four tones or
    more; `open_` keeps root and fifth only, as bare fifths.
    """
    tones = list(dict.fromkeys(chord.tones))
    if open_:
        tones = [t for t in tones if (t - chord.root) % 12 not in (3, 4)] or tones
    if rootless and len(tones) > 3:
        tones.remove(chord.root)
    for spare in (7, 0, 2):  # four voices: the fifth can be missed first, then root and ninth
        if len(tones) > 4 and (chord.root + spare) % 12 in tones:
            tones.remove((chord.root + spare) % 12)
    fourths = len(chord.tones) > 2 and all((b - a) % 12 == 5 for a, b in pairwise(chord.tones))
    choices = _stacks(chord.tones, low, high) if fourths else _close(tones, low, high)
    if not before:
        middle = (low + high) / 2
        return min(choices, key=lambda v: abs(sum(v) / len(v) - middle))
    return min(choices, key=lambda v: (_motion(before, v, (low + high) / 2), v))


def _close(tones: list[int], low: int, high: int) -> list[tuple[int, ...]]:
    return _positions(tuple(sorted(set(tones))), low, high)


@cache
def _stacks(tones: tuple[int, ...], low: int, high: int) -> list[tuple[int, ...]]:
    """Return the places within low..high where pitch classes stand in fourths, at least one."""
    lowest = [p for p in range(low, high + 1) if p % 12 == tones[0]]
    stacks = [tuple(p + 5 * i for i in range(len(tones))) for p in lowest]
    return [s for s in stacks if s[-1] <= high] or stacks[:1]


@cache
def _positions(tones: tuple[int, ...], low: int, high: int) -> list[tuple[int, ...]]:
    """Return every close position of pitch classes within low..high, at least one."""
    found: list[tuple[int, ...]] = []
    for bottom in range(low, high + 1):
        if bottom % 12 not in tones:
            continue
        rising = sorted((tone - bottom) % 12 for tone in tones)
        pitches = tuple(bottom + step for step in rising)
        if len(tones) == 2:  # a bare fifth is doubled, or it sounds empty
            pitches = (*pitches, bottom + 12)
        if pitches[-1] <= high or not found:
            found.append(pitches)
    return found


def _motion(before: tuple[int, ...], after: tuple[int, ...], middle: float) -> float:
    """Return how far voices move (semitones, the top one twice) and how far from the middle."""
    size = min(len(before), len(after))
    moved = sum(abs(a - b) for a, b in zip(before[-size:], after[-size:], strict=True))
    return moved + abs(after[-1] - before[-1]) + 0.4 * abs(sum(after) / len(after) - middle)
