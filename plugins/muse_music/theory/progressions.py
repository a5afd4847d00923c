"""Progressions that somebody gives: roman numerals or chord names, a bar each or divided by |."""

import re
from collections.abc import Sequence

from muse_music.theory.harmony import QUALITIES, Chord, chord
from muse_music.theory.keys import Key, usual

LONGEST = 128
"""Bars of a progression at most."""
CHARACTERS = 2000
"""Characters of a progression at most."""

_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_NAME = re.compile(r"([A-G])([#b♯♭]?)([^/]*)(?:/([A-G])([#b♯♭]?))?")
_NUMERAL = re.compile(r"[b#♭♯]?[IViv]")
# A dash between two chords, and not the minus of C-7.
_DASH = re.compile(r"\s*[-–—,,、]+\s*(?=[#b♯♭]?[A-GIViv%])")
# How qualities are spelt elsewhere -> one of harmony's; a minor third is told by the flag.
_SPELT: dict[str, tuple[str, bool]] = {
    **{name: (name, False) for name in QUALITIES},
    **dict.fromkeys(("maj", "M", "major"), ("", False)),
    **dict.fromkeys(("m", "min", "-", "mi", "minor"), ("", True)),
    **dict.fromkeys(("m7", "min7", "-7", "mi7"), ("7", True)),
    **dict.fromkeys(("m9", "min9", "-9"), ("9", True)),
    **dict.fromkeys(("m6", "min6", "-6"), ("6", True)),
    **dict.fromkeys(("mmaj7", "mM7", "m(maj7)", "-maj7"), ("maj7", True)),
    **dict.fromkeys(("M7", "Δ", "Δ7", "major7", "ma7"), ("maj7", False)),
    **dict.fromkeys(("M9", "ma9"), ("maj9", False)),
    **dict.fromkeys(("m13", "min13", "-13"), ("13", True)),
    **dict.fromkeys(("mmaj9", "m(maj9)"), ("maj9", True)),
    **dict.fromkeys(("madd9", "m(add9)"), ("add9", True)),
    "m+": ("+", True),
    **dict.fromkeys(("aug", "+5"), ("+", False)),
    **dict.fromkeys(("dim", "°"), ("o", False)),
    **dict.fromkeys(("dim7", "°7"), ("o7", False)),
    **dict.fromkeys(("ø", "m7b5", "min7b5", "-7b5", "m7-5"), ("ø7", False)),
    **dict.fromkeys(("sus", "sus4"), ("sus4", False)),
    **dict.fromkeys(("7sus",), ("7sus4", False)),
    **dict.fromkeys(("dom7",), ("7", False)),
}


def read(text: str, key: Key) -> list[list[Chord]]:
    """Return the chords of each bar of a progression in a key.

    "I V vi IV" and "C-G-Am-F" are four bars; "C | Dm G | C" has two chords in its second; % is the
    bar before once more. ValueError names what can't be read.
    """
    if len(text) > CHARACTERS:
        raise ValueError(f"expected at most {CHARACTERS:,} characters of chords")
    parts = text.strip().strip("|").split("|") if "|" in text else None
    spaced = _DASH.sub(" ", text) if parts is None else ""
    bars = (
        [_DASH.sub(" ", part).split() for part in parts] if parts else [[c] for c in spaced.split()]
    )
    if not bars or not all(bars):
        raise ValueError("a bar has no chord; expected chords such as I V vi IV, or C | G | Am F")
    if len(bars) > LONGEST or max(map(len, bars)) > 4:
        raise ValueError(f"expected at most {LONGEST} bars of at most four chords")
    made: list[list[Chord]] = []
    for bar in bars:
        if bar == ["%"]:
            if not made:
                raise ValueError("% repeats the previous bar, and there is none")
            made.append(made[-1])
        else:
            made.append([_chord(name, key) for name in bar])
    return made


def _chord(text: str, key: Key) -> Chord:
    """Return one chord by its numeral or its name."""
    if _NUMERAL.match(text):
        return chord(text.translate({ord("♭"): "b", ord("♯"): "#", ord("°"): "o"}), key.pitch_class)
    match = _NAME.fullmatch(text)
    found = _SPELT.get(match[3]) if match else None
    if not match or found is None:
        raise ValueError(
            f"invalid chord {text[:20]!r}; expected chords such as C, Am7, F#m7b5 or Bbmaj7"
        )
    quality, minor = found
    steps = QUALITIES[quality]
    if minor:
        steps = tuple(3 if step == 4 else step for step in steps)
    root = _pitch(match[1], match[2])
    bass = _pitch(match[4], match[5]) if match[4] else root
    tones = tuple((root + step) % 12 for step in steps)
    return Chord(text, root, bass, tones)


def _pitch(letter: str, sign: str) -> int:
    return (_LETTERS[letter] + {"#": 1, "♯": 1, "b": -1, "♭": -1}.get(sign, 0)) % 12


def home(text: str) -> Key | None:
    """Return the key that a progression of chord names is in; None for numerals.

    It is the key whose scale holds most of the tones, and whose chord ends or opens it.
    """
    if re.search(r"[IViv]", re.sub(r"dim|maj|min|sus|add|aug", "", text)):
        return None
    bars = read(text, Key("C", "major"))
    line = [chord for bar in bars for chord in bar]

    def fits(key: Key) -> float:
        scale = {*key.scale, *({(key.pitch_class + 11) % 12} if key.minor else ())}
        inside = sum(tone in scale for chord in line for tone in chord.tones)
        third = (key.pitch_class + (3 if key.minor else 4)) % 12
        ends = [0.12 * (line[-1].root == key.pitch_class and third in line[-1].tones)]
        ends.append(0.08 * (line[0].root == key.pitch_class and third in line[0].tones))
        signs = 0.001 * abs(key.sharps) + 0.002 * key.minor
        return inside / sum(len(chord.tones) for chord in line) + sum(ends) - signs

    return max((usual(t, mode) for t in range(12) for mode in ("major", "minor")), key=fits)


def repeated(loop: Sequence[Sequence[Chord]], bars: int) -> list[list[Chord]]:
    """Return `bars` bars of a progression that begins anew whenever it is over."""
    return [list(loop[at % len(loop)]) for at in range(bars)]
