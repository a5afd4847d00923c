"""Chord names as MusicXML's harmony elements."""

import re
from functools import cache
from xml.sax.saxutils import escape

from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.naming import root, spelt, suffix

# What a name begins with -> MusicXML's kind.
_KINDS = {
    **{"": "major", "m": "minor", "5": "power", "6": "major-sixth", "m6": "minor-sixth"},
    **{"7": "dominant", "m7": "minor-seventh", "maj7": "major-seventh", "m(maj7)": "major-minor"},
    **{"9": "dominant-ninth", "m9": "minor-ninth", "maj9": "major-ninth"},
    **{"11": "dominant-11th", "m11": "minor-11th", "maj11": "major-11th"},
    **{"13": "dominant-13th", "m13": "minor-13th", "maj13": "major-13th"},
    **{"sus2": "suspended-second", "sus4": "suspended-fourth", "aug": "augmented"},
    **{"dim": "diminished", "dim7": "diminished-seventh", "m7b5": "half-diminished"},
}
_STARTS = sorted(_KINDS, key=len, reverse=True)
# Whole names -> kind and degrees: value, alteration, and whether it is added or altered.
_WHOLE: dict[str, tuple[str, tuple[tuple[int, int, str], ...]]] = {
    "6/9": ("major-sixth", ((9, 0, "add"),)),
    "m6/9": ("minor-sixth", ((9, 0, "add"),)),
    "m(maj9)": ("major-minor", ((9, 0, "add"),)),
    "sus24": ("suspended-fourth", ((2, 0, "add"),)),
    "7sus2": ("suspended-second", ((7, -1, "add"),)),
    "7sus4": ("suspended-fourth", ((7, -1, "add"),)),
    "9sus4": ("suspended-fourth", ((7, -1, "add"), (9, 0, "add"))),
    "13sus4": ("suspended-fourth", ((7, -1, "add"), (9, 0, "add"), (13, 0, "add"))),
    "7b9sus4": ("suspended-fourth", ((7, -1, "add"), (9, -1, "add"))),
    "7alt": ("dominant", ((5, 0, "subtract"), (9, 1, "add"), (13, -1, "add"))),
}
_MORE = re.compile(r"(add)?([b#]?)(\d+)")


@cache
def kind(name: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return MusicXML's kind of a quality's name, and its degrees: value, alteration, type."""
    if name in _WHOLE:
        return _WHOLE[name]
    start = next(s for s in _STARTS if name.startswith(s))
    rest = name[len(start) :]
    if re.sub(_MORE, "", rest):
        return "other", ()
    degrees = []
    for added, sign, number in _MORE.findall(rest):
        value, alter = int(number), {"b": -1, "#": 1, "": 0}[sign]
        # What the kind has already is altered; all else is added.
        has = value == 5 or (not added and f"{value}" in start) or (value == 9 and "13" in start)
        degrees.append((value, alter, "alter" if has and not added else "add"))
    return _KINDS[start], tuple(degrees)


def harmony(chord: Chord, key: Key, *, wide: bool = False) -> str:
    """Return the harmony element of a chord, with room for an offset.

    `wide` is for verovio: its text ends in blanks, since that measures a narrower font, and says
    all of the chord.
    """
    name = "N.C." if chord.silent else suffix(chord)
    text = name
    if wide and chord.bass == chord.root:
        text += "\u00a0" * (1 + len(name) // 4)
    if chord.silent:
        return (
            '<harmony print-frame="no"><root><root-step text="">C</root-step></root>'
            f'<kind text="{text}">none</kind>%s</harmony>'
        )
    which, degrees = kind(name)
    first, altered = root(chord, key)
    added = "".join(
        f"<degree><degree-value>{value}</degree-value><degree-alter>{alter}</degree-alter>"
        f'<degree-type text="">{how}</degree-type></degree>'
        for value, alter, how in degrees
        if not wide  # verovio would write them again after the text
    )
    bass = ""
    if chord.bass != chord.root:
        step, alter = spelt(chord.bass, chord, key)
        bass = f"<bass><bass-step>{step}</bass-step>{_alter('bass', alter)}</bass>"
    return (
        f'<harmony print-frame="no"><root><root-step>{first}</root-step>{_alter("root", altered)}'
        f'</root><kind text="{escape(text)}">{which}</kind>{bass}{added}%s</harmony>'
    )


def _alter(what: str, semitones: int) -> str:
    return f"<{what}-alter>{semitones}</{what}-alter>" if semitones else ""
