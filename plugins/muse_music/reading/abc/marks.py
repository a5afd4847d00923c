"""Decorations of ABC: what notes are marked with, and where a piece jumps."""

import re
from dataclasses import dataclass, field

from muse_music.reading.abc.voices import Bar

USUAL = {
    **{".": "staccato", "~": "roll", "H": "fermata", "L": "accent", "M": "lowermordent"},
    **{"O": "coda", "P": "uppermordent", "S": "segno", "T": "trill", "u": "upbow", "v": "downbow"},
}
"""What single letters before a note stand for, where U: doesn't say otherwise."""

_MARKS = {
    **{"staccato": "staccato", "wedge": "staccato", "tenuto": "tenuto"},
    **dict.fromkeys((">", "accent", "emphasis"), "accent"),
    **dict.fromkeys(("^", "marcato"), "strong-accent"),
    **dict.fromkeys(("fermata", "invertedfermata"), "fermata"),
    **dict.fromkeys(("trill", "trill("), "trill-mark"),
    **dict.fromkeys(("mordent", "lowermordent"), "mordent"),
    **dict.fromkeys(("uppermordent", "pralltriller"), "inverted-mordent"),
    **dict.fromkeys(("roll", "turn", "turnx", "invertedturn", "invertedturnx"), "turn"),
    **dict.fromkeys(("/", "//", "///", "tremolo"), "tremolo"),
    **{"arpeggio": "arpeggiate", "slide": "scoop"},
}
_LONG = 40
"""Characters of an annotation that may tell a jump, at most."""


@dataclass
class Jumps:
    """What is said at one place of the order in which bars are played."""

    segno: bool = False
    coda: bool = False
    to_coda: bool = False
    fine: bool = False
    jump: str = ""

    def __bool__(self) -> bool:
        return self.segno or self.coda or self.to_coda or self.fine or bool(self.jump)

    def at(self, bar: Bar, *, late: bool) -> None:
        """Say it of the bar of a note; `late` is whether the note isn't its first."""
        bar.segno |= self.segno
        bar.coda |= self.coda
        bar.late_coda |= self.coda and late
        self._end(bar)

    def between(self, last: Bar | None, after: Bar) -> None:
        """Say it at a bar line, of the bars on its two sides."""
        after.segno |= self.segno
        after.coda |= self.coda
        if last is not None:
            self._end(last)

    def _end(self, bar: Bar) -> None:
        bar.to_coda |= self.to_coda
        bar.fine |= self.fine
        bar.jump = bar.jump or self.jump


def mark_of(name: str) -> str:
    """Return the mark of a decoration by MusicXML's element name; "" for one without sound."""
    return _MARKS.get(name, "")


def jumps_of(name: str) -> Jumps:
    """Return what a decoration, or an instruction in words, says of the order of bars."""
    said = re.sub(r"[^a-z]", "", name.lower()) if len(name) <= _LONG else ""
    made = Jumps()
    if said == "segno":
        made.segno = True
    elif said == "coda":
        made.coda = True
    elif said in ("tocoda", "dacoda"):
        made.to_coda = True
    elif said == "fine":
        made.fine = True
    elif re.fullmatch(r"(?:dc|dacapo)(?:al(?:la)?(?:fine|coda|segno))?", said):
        made.jump = "dacapo"
    elif re.fullmatch(r"(?:ds|dalsegno)(?:al(?:la)?(?:fine|coda))?", said):
        made.jump = "dalsegno"
    return made


@dataclass
class Symbols:
    """Letters that stand for decorations (U: T = !trill!)."""

    said: dict[str, str] = field(default_factory=lambda: dict(USUAL))

    def learn(self, value: str) -> None:
        """Take in a U: field."""
        letter, _, name = value.partition("=")
        letter = letter.strip()
        if len(letter) == 1 and len(name) < 60:
            self.said[letter] = name.strip().strip("!+").removeprefix("nil")
