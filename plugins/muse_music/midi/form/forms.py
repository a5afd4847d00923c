"""Forms that somebody gives: "AABA", "intro 4, verse 8, chorus 8", "verse chorus verse chorus"."""

import re
from dataclasses import dataclass

from muse_music.midi.form.form import ENERGY, numbered
from muse_music.theory.notes import Section

_LETTERS = dict(zip("ABCDEF", ("theme", "contrast", "bridge", "solo", "break", "tag"), strict=True))
WORDS = {
    **{kind: kind for kind in ENERGY},
    **{
        "introduction": "intro",
        "前奏": "intro",
        "主歌": "verse",
        "副歌": "chorus",
        "refrain": "chorus",
    },
    **{"桥段": "bridge", "间奏": "break", "interlude": "break", "尾奏": "outro", "尾声": "outro"},
    **{"ending": "outro", "coda": "outro"},
}
"""What sections are called -> their kinds."""
_PART = re.compile(r"([^\W\d]+)['′]?\s*[:x×*(]?\s*(\d+)?\s*(?:bars?|小节)?\s*\)?")
MOST = 64
"""Sections of a form at most."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it was given: kind, what it is called, and its bars, if they were told."""

    kind: str
    name: str
    bars: int | None


def parse(text: str) -> list[Part]:
    """Return the sections of a form; ValueError names what isn't known."""
    plain = text.strip()
    if re.fullmatch(r"[A-F]['′]?(\s*[-–]?\s*[A-F]['′]?)+|[A-F]", plain):
        found = [Part(_LETTERS[letter], letter, None) for letter in re.findall("[A-F]", plain)]
    else:
        found = [_part(piece) for piece in _pieces(plain)]
    if not found:
        raise ValueError("invalid value ''; expected AABA, or intro 4, verse 8, chorus 8")
    if len(found) > MOST:
        raise ValueError(f"expected at most {MOST} sections, not {len(found)}")
    return found


def kind_of(word: str) -> str | None:
    """Return the kind of section that a word names: 副歌 is a chorus; None if it names none."""
    return WORDS.get(word.lower())


def _pieces(text: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"[,,、;;|+>→\-–—]+", text) if piece.strip()]
    if len(pieces) == 1:  # "verse chorus 8 verse"
        pieces = re.findall(r"[^\W\d]+\s*\d*", text)
    return pieces


def _part(piece: str) -> Part:
    match = _PART.fullmatch(piece.strip())
    word = match[1].lower() if match else piece
    kind = WORDS.get(word) or _LETTERS.get(word.upper() if len(word) == 1 else "")
    if not match or kind is None:
        known = ", ".join(ENERGY)
        raise ValueError(f"invalid section {piece[:20]!r}; expected {known}, or the letters A to F")
    bars = int(match[2]) if match[2] else None
    if bars is not None and not 1 <= bars <= 512:
        raise ValueError(f"invalid section {piece!r}; expected 1 to 512 bars")
    return Part(kind, match[1].lower() if len(word) > 1 else word.upper(), bars)


def allotted(parts: list[Part], bars: int | None, usual: int = 8) -> list[int]:
    """Return the bars of each section: those told, and what is left shared by fours for the rest.

    Without `bars` a section has `usual`, an intro or outro half of it. ValueError when `bars` are
    fewer than what the form needs.
    """
    told = sum(part.bars or 0 for part in parts)
    open_ = [at for at, part in enumerate(parts) if part.bars is None]
    if bars is None or not open_:
        short = ("intro", "outro", "tag", "break")
        return [p.bars or (usual // 2 if p.kind in short else usual) for p in parts]
    left = bars - told
    if left < len(open_):
        raise ValueError(f"{bars} bars are too few for its sections")
    unit = next(u for u in (4, 2, 1) if left // u >= len(open_))
    shares = [left // unit // len(open_) * unit] * len(open_)
    rest = left - sum(shares)
    for at in range(len(open_)):
        more = min(unit, rest)
        shares[at] += more
        rest -= more
    shares[-1] += rest
    made = [part.bars or 0 for part in parts]
    for at, share in zip(open_, shares, strict=True):
        made[at] = share
    return made


def sections(parts: list[Part], lengths: list[int]) -> list[Section]:
    """Return the sections in time, numbered where a name returns."""
    named = [(part.kind, part.name, length) for part, length in zip(parts, lengths, strict=True)]
    return numbered(named)
