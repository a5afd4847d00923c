"""Names of pitch classes and chords, spelt as a key has them: Bb7 in F, and not A#7."""

import re
from functools import cache

from muse_music.theory import qualities
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key

_LETTERS = "CDEFGAB"
_NATURAL = (0, 2, 4, 5, 7, 9, 11)
# Which step of the scale each semitone above the tonic is written on, in major and in minor.
_STEPS = {
    False: (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6),
    True: (0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6),
}
_GIVEN = re.compile("([A-G])([#b♯♭]?)")
_PLAIN = {"B#": "C", "E#": "F", "Cb": "B", "Fb": "E"}
_MARKS = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}


@cache
def letter(pitch_class: int, key: Key) -> tuple[str, int]:
    """Return the letter of a pitch class in a key, and its alteration (-2..2 semitones)."""
    above = (pitch_class - key.pitch_class) % 12
    step = _STEPS[key.minor][above]
    scale = tuple((p - key.pitch_class) % 12 for p in key.scale)
    if above in scale and len(scale) == 7:
        step = scale.index(above)
    place = (_LETTERS.index(key.tonic[0]) + step) % 7
    altered = (pitch_class - _NATURAL[place] + 6) % 12 - 6
    if abs(altered) > 1:  # a plainer name for what would need a double accidental
        near = [(abs(a), i, a) for i in range(7) if abs(a := _off(pitch_class, i)) <= 1]
        _, place, altered = min(near)
    return _LETTERS[place], altered


def _off(pitch_class: int, place: int) -> int:
    return (pitch_class - _NATURAL[place] + 6) % 12 - 6


def root(chord: Chord, key: Key) -> tuple[str, int]:
    """Return letter and alteration of a chord's root: as it was given by name, else as in its key.

    Outside the scale it has its plain name: C, and not B#, but E# as a leading tone.
    """
    given = _GIVEN.match(chord.numeral)
    if given:
        altered = {"#": 1, "♯": 1, "b": -1, "♭": -1}.get(given[2], 0)
        if not _off(chord.root - altered, _LETTERS.index(given[1])):
            return given[1], altered
    name, altered = letter(chord.root, key)
    leading = (chord.root - key.pitch_class) % 12 == 11
    if name + _MARKS[altered] in _PLAIN and chord.root not in key.scale and not leading:
        return _PLAIN[name + _MARKS[altered]], 0
    return name, altered


def suffix(chord: Chord) -> str:
    """Return what stands after the root in a chord's name: "m7", empty for a major triad."""
    return qualities.name(tuple((tone - chord.root) % 12 for tone in chord.tones))


def spelt(pitch_class: int, chord: Chord, key: Key) -> tuple[str, int]:
    """Return letter and alteration of a pitch class over a chord: its tones count from its root."""
    name, _altered = root(chord, key)
    above = (pitch_class - chord.root) % 12
    if chord.silent or pitch_class not in chord.tones:
        return letter(pitch_class, key)
    step = qualities.letters(frozenset((t - chord.root) % 12 for t in chord.tones))[above]
    place = (_LETTERS.index(name) + step) % 7
    off = _off(pitch_class, place)
    return (_LETTERS[place], off) if abs(off) <= 1 else letter(pitch_class, key)


def chord_name(chord: Chord, key: Key) -> str:
    """Return a chord's name as lead sheets write it: "Am7", "C/E", or "N.C."."""
    if chord.silent:
        return "N.C."
    name, altered = spelt(chord.bass, chord, key)
    over = f"/{name}{_MARKS[altered]}" if chord.bass != chord.root else ""
    first, sign = root(chord, key)
    return f"{first}{_MARKS[sign]}{suffix(chord)}{over}"
