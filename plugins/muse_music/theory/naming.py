"""Names of pitch classes and chords, spelt as a key has them: Bb7 in F, and not A#7."""

from functools import cache

from muse_music.theory.harmony import QUALITIES, Chord
from muse_music.theory.keys import Key

_LETTERS = "CDEFGAB"
_NATURAL = (0, 2, 4, 5, 7, 9, 11)
# Which step of the scale each semitone above the tonic is written on, in major and in minor.
_STEPS = {
    False: (0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6, 6),
    True: (0, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6, 6),
}
_SUFFIXES = {
    **{steps: name for name, steps in QUALITIES.items()},
    **{
        tuple(3 if s == 4 else s for s in steps): {"+": "m+", "maj7": "m(maj7)"}.get(
            name, f"m{name}"
        )
        for name, steps in QUALITIES.items()
        if 4 in steps
    },
    (0, 3, 6): "dim",
    (0, 3, 6, 9): "dim7",
    (0, 3, 6, 10): "m7b5",
    (0, 4, 8): "aug",
}
# Semitones above a root -> letters above it.
_THIRDS = {0: 0, 2: 1, 3: 2, 4: 2, 5: 3, 6: 4, 7: 4, 8: 4, 9: 5, 10: 6, 11: 6}
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


def pitch(pitch_class: int, key: Key) -> str:
    """Return the name of a pitch class in a key: "Bb"."""
    name, altered = letter(pitch_class, key)
    return name + _MARKS[altered]


def suffix(chord: Chord) -> str:
    """Return what stands after the root in a chord's name: "m7", empty for a major triad."""
    steps = tuple((tone - chord.root) % 12 for tone in chord.tones)
    for known, name in _SUFFIXES.items():
        if tuple(step % 12 for step in known) == steps:
            return name
    return ""


def spelt(pitch_class: int, chord: Chord, key: Key) -> tuple[str, int]:
    """Return letter and alteration of a pitch class over a chord: its tones count from its root."""
    name, _altered = letter(chord.root, key)
    above = (pitch_class - chord.root) % 12
    step = _THIRDS.get(above) if pitch_class in chord.tones else None
    if step is None:
        return letter(pitch_class, key)
    if above == 9 and 6 in {(t - chord.root) % 12 for t in chord.tones}:
        step = 6  # a diminished seventh
    place = (_LETTERS.index(name) + step) % 7
    off = _off(pitch_class, place)
    return (_LETTERS[place], off) if abs(off) <= 1 else letter(pitch_class, key)


def chord_name(chord: Chord, key: Key) -> str:
    """Return a chord's name as lead sheets write it: "Am7", "C/E"."""
    name, altered = spelt(chord.bass, chord, key)
    over = f"/{name}{_MARKS[altered]}" if chord.bass != chord.root else ""
    return f"{pitch(chord.root, key)}{suffix(chord)}{over}"
