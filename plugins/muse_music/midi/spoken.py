"""What a prompt says in signs and not in words: a title in quotes, a progression of chords."""

import re

from muse_music.theory import progressions
from muse_music.theory.keys import Key

_TITLE = re.compile(
    r"\b(?:titled|entitled|called|named)\s+(?:\"([^\"]{1,80})\"|“([^”]{1,80})”)"
    r"|(?:题为|名为|题名|标题是|标题为|叫做|叫)\s*[《“\"]([^》”\"]{1,80})[》”\"]",
    re.IGNORECASE,
)
_BETWEEN = r"(?:\s*+[-–—,，、|→]\s*+|\s++)"
_NUMERAL = r"[b#♭♯]?(?:VII|VI|IV|V|III|II|I|vii|vi|iv|v|iii|ii|i)(?:maj|°|o|ø|[0-9+])*"
_NAME = r"[A-G][#b♯♭]?(?:maj|min|m|dim|aug|sus|add|°|ø|[0-9b#])*(?:/[A-G][#b♯♭]?)?"
_CHORDS = (
    re.compile(rf"(?<![A-Za-z]){_NUMERAL}(?:{_BETWEEN}{_NUMERAL}){{2,31}}(?![A-Za-z])"),
    re.compile(
        rf"(?<![A-Za-z])(?:chords?|progression|和弦(?:进行|走向)?)(?: of|为|是|：|:)?\s*"
        rf"({_NAME}(?:{_BETWEEN}{_NAME}){{1,31}})(?![A-Za-z])"
    ),
    re.compile(
        rf"(?<![A-Za-z])(?=[^|]{{1,40}}\|)({_NAME}(?:(?:\s*+\|\s*+|\s++){_NAME}){{2,31}})"
        r"(?![A-Za-z])"
    ),
    re.compile(rf"(?<![A-Za-z])({_NAME}(?:\s*[-–—|→]\s*{_NAME}){{2,31}})(?![A-Za-z])"),
    re.compile(rf"(?<![A-Za-z])({_NAME}(?:{_BETWEEN}(?:and )?{_NAME}){{1,31}})(?= chords|和弦)"),
    re.compile(r"(?:progression|和弦(?:走向|进行)?)\s*[::]?\s*([1-7]{4,12})(?!\d)"),
    re.compile(r"(?<!\d)([1-7]{4,12})(?= ?(?:和弦|进行|chord|progression))"),
)


_BARE = re.compile(r"(?:^|[,,、;;])\s*(\d{2,3})\s*(?=[,,、;;]|$)")
_COUNTED = re.compile(r"bpm|b\.p\.m|beats|tempo|♩|速度|拍每分|每分", re.IGNORECASE)


def tempo(prompt: str) -> tuple[int, int, int] | None:
    """Return the tempo that stands alone between commas, and where: "C major, 120, 16 bars"."""
    match = _BARE.search(prompt)
    if not match or _COUNTED.search(prompt) or not 40 <= int(match[1]) <= 240:
        return None
    return int(match[1]), match.start(1), match.end(1)


def title(prompt: str) -> tuple[str, int, int] | None:
    """Return the title that a prompt gives a piece, and where it says so."""
    match = _TITLE.search(prompt)
    if not match:
        return None
    told = next(filter(None, match.groups()))
    return told.strip(), match.start(), match.end()


def chords(prompt: str) -> tuple[str, int, int] | None:
    """Return the progression that a prompt gives, and where: "I-V-vi-IV", "chords Am F C G"."""
    for pattern in _CHORDS:
        match = pattern.search(prompt)
        if not match:
            continue
        told = match[match.lastindex or 0]
        told = told.replace(" and ", " ")
        text = re.sub(r"\s*[,，、→–—-]+\s*", " ", told) if "|" not in told else told
        try:
            progressions.read(text, Key("C", "major"))
        except ValueError:
            continue
        return text.strip(), match.start(), match.end()
    return None
