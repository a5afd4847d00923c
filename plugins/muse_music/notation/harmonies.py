"""Chord names as MusicXML's harmony elements."""

from xml.sax.saxutils import escape

from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.naming import letter, spelt, suffix

# What stands after the root -> MusicXML's kind, and a degree that is added to it (with its sign).
_KINDS: dict[str, tuple[str, tuple[int, int] | None]] = {
    **{"": ("major", None), "m": ("minor", None), "5": ("power", None)},
    **{"6": ("major-sixth", None), "m6": ("minor-sixth", None)},
    **{"7": ("dominant", None), "m7": ("minor-seventh", None), "maj7": ("major-seventh", None)},
    **{"9": ("dominant-ninth", None), "m9": ("minor-ninth", None), "maj9": ("major-ninth", None)},
    **{"13": ("dominant-13th", None), "m13": ("minor-13th", None)},
    **{"add9": ("major", (9, 0)), "madd9": ("minor", (9, 0))},
    **{"sus2": ("suspended-second", None), "sus4": ("suspended-fourth", None)},
    **{"7sus4": ("suspended-fourth", (7, -1)), "aug": ("augmented", None)},
    **{"dim": ("diminished", None), "dim7": ("diminished-seventh", None)},
    **{"m7b5": ("half-diminished", None), "m(maj7)": ("major-minor", None)},
}


def harmony(chord: Chord, key: Key, *, wide: bool = False) -> str:
    """Return the harmony element of a chord, with room for an offset.

    `wide` ends its text in blanks, so that verovio, which measures a narrower font, keeps room.
    """
    name = suffix(chord)
    kind, degree = _KINDS.get(name, ("other", None))
    root, altered = letter(chord.root, key)
    text = name + "\u00a0" * (1 + len(name) // 4) if wide else name
    added = ""
    if degree:
        added = (
            f"<degree><degree-value>{degree[0]}</degree-value>"
            f"<degree-alter>{degree[1]}</degree-alter>"
            '<degree-type text="">add</degree-type></degree>'
        )
    bass = ""
    if chord.bass != chord.root:
        step, alter = spelt(chord.bass, chord, key)
        bass = f"<bass><bass-step>{step}</bass-step>{_alter('bass', alter)}</bass>"
    return (
        f'<harmony print-frame="no"><root><root-step>{root}</root-step>{_alter("root", altered)}'
        f'</root><kind text="{escape(text)}">{kind}</kind>{bass}{added}%s</harmony>'
    )


def _alter(what: str, semitones: int) -> str:
    return f"<{what}-alter>{semitones}</{what}-alter>" if semitones else ""
