"""Chord symbols of MusicXML, of all its kinds, as chords."""

from functools import lru_cache
from xml.etree.ElementTree import Element

from muse_music.reading.limits import NAME
from muse_music.reading.musicxml.numbers import hint
from muse_music.theory import progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
# Kind -> how it is written after the root, and its semitones above it.
_KINDS: dict[str, tuple[str, tuple[int, ...]]] = {
    **{"major": ("", (0, 4, 7)), "minor": ("m", (0, 3, 7)), "augmented": ("aug", (0, 4, 8))},
    **{"diminished": ("dim", (0, 3, 6)), "dominant": ("7", (0, 4, 7, 10))},
    **{"major-seventh": ("maj7", (0, 4, 7, 11)), "minor-seventh": ("m7", (0, 3, 7, 10))},
    **{"diminished-seventh": ("dim7", (0, 3, 6, 9)), "augmented-seventh": ("7#5", (0, 4, 8, 10))},
    **{"half-diminished": ("m7b5", (0, 3, 6, 10)), "major-minor": ("m(maj7)", (0, 3, 7, 11))},
    **{"major-sixth": ("6", (0, 4, 7, 9)), "minor-sixth": ("m6", (0, 3, 7, 9))},
    **{"dominant-ninth": ("9", (0, 4, 7, 10, 14)), "major-ninth": ("maj9", (0, 4, 7, 11, 14))},
    **{"minor-ninth": ("m9", (0, 3, 7, 10, 14)), "dominant-11th": ("11", (0, 7, 10, 14, 17))},
    **{"major-11th": ("maj11", (0, 7, 11, 14, 17)), "minor-11th": ("m11", (0, 3, 7, 10, 14, 17))},
    **{"dominant-13th": ("13", (0, 4, 10, 14, 21)), "major-13th": ("maj13", (0, 4, 11, 14, 21))},
    **{"minor-13th": ("m13", (0, 3, 10, 14, 21)), "power": ("5", (0, 7))},
    **{"suspended-second": ("sus2", (0, 2, 7)), "suspended-fourth": ("sus4", (0, 5, 7))},
    **{"pedal": ("5", (0, 7)), "Neapolitan": ("", (0, 4, 7)), "Italian": ("7", (0, 4, 10))},
    **{"French": ("7b5", (0, 4, 6, 10)), "German": ("7", (0, 4, 7, 10))},
    "Tristan": ("m7b5", (0, 3, 6, 10)),
}
_ABOVE = {1: 0, 2: 2, 3: 4, 4: 5, 5: 7, 6: 9, 7: 10, 9: 14, 11: 17, 13: 21}
_NEAR = {3: (3, 4), 5: (6, 7, 8), 7: (9, 10, 11), 9: (2,), 11: (5,), 13: (9,)}
_NAMES = ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")
_MARKS = {-2: "bb", -1: "b", 0: "", 1: "#", 2: "##"}
_HOME = Key("C", "major")
_MOST_DEGREES = 8


def chord_of(item: Element, moved: int) -> Chord | None:
    """Return a chord symbol, moved by semitones; None for no chord, or for one of no known kind."""
    kind = (item.findtext("kind") or "major").strip()
    if kind == "none":
        return _read("N.C.")
    root = _pitch(item.find("root"), "root")
    if root is None or kind not in _KINDS:
        return None
    bass = _pitch(item.find("bass"), "bass")
    degrees = tuple(
        (
            round(hint(each.findtext("degree-value"), 1, 13) or 0),
            round(hint(each.findtext("degree-alter"), -2, 2) or 0),
            (each.findtext("degree-type") or "add").strip(),
        )
        for each in item.findall("degree")[:_MOST_DEGREES]
    )
    return _chord(root, kind, bass, degrees, moved % 12)


def _pitch(item: Element | None, what: str) -> str | None:
    """Return the name of a root or a bass: "Bb"."""
    if item is None:
        return None
    step = (item.findtext(f"{what}-step") or "").strip().upper()
    alter = hint(item.findtext(f"{what}-alter"), -2, 2) or 0
    return step + _MARKS[round(alter)] if step in _STEPS else None


@lru_cache(maxsize=2048)
def _chord(
    root: str, kind: str, bass: str | None, degrees: tuple[tuple[int, int, str], ...], moved: int
) -> Chord:
    written, above = _KINDS[kind]
    steps = list(above)
    for value, alter, how in degrees:
        step = next((s for s in steps if s % 12 in _NEAR.get(value, ())), _ABOVE.get(value))
        if step is None:
            continue
        if how != "add" and step in steps:
            steps.remove(step)
        if how == "subtract":
            written += f"no{value}"
            continue
        if value == 7 and how == "add":  # a seventh that is added is minor, told so or not
            step, alter = 10, max(alter, 0)
        steps.append(step + alter)
        seventh = value == 7 and written.startswith("sus")
        sign = _MARKS[alter] or "add"
        written = f"7{written}" if seventh else f"{written}{sign}{value}"
    lowest = bass or root
    if moved:
        root, lowest = _NAMES[(_class(root) + moved) % 12], _NAMES[(_class(lowest) + moved) % 12]
    name = root + written + (f"/{lowest}" if lowest != root else "")
    base = _class(root)
    tones = tuple(dict.fromkeys((base + step) % 12 for step in sorted(steps)))
    known = _read(name)
    if known is not None and set(known.tones) == set(tones):
        return known
    return Chord(name[:NAME], base, _class(lowest), tones)


def _class(name: str) -> int:
    return (_STEPS[name[0]] + name.count("#") - name.count("b")) % 12


@lru_cache(maxsize=2048)
def _read(name: str) -> Chord | None:
    try:
        return progressions.read(name, _HOME)[0][0]
    except ValueError:
        return None
