"""Words and symbols of ABC under a line of music: w: and s: lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from muse_music.reading.abc.lines import plain
from muse_music.reading.abc.voices import Under
from muse_music.reading.limits import NOTES, most

HOLD, SKIP, BAR = "_", "*", "|"
"""What stands in place of a syllable: the one before is held, none is sung, on to the next bar."""

_WORD = re.compile(r"\||\*|_|-|(?:\\-|\\_|\\\*|\\~|\\\||[^\s|*_-])+")
_NUMBER = re.compile(r"\s*\d+[.):][~\s]*")
_LONGEST = 40
"""Characters of a syllable at most."""


def syllables(line: str) -> list[str]:
    """Return the syllables of a w: line and the signs between them.

    One that the next of its word follows ends in "-"; a number of the verse is left out.
    """
    found: list[str] = []
    number = _NUMBER.match(line)
    start = number.end() if number and number.end() < len(line) else 0
    end = start
    for match in _WORD.finditer(line, start):
        most(len(found), NOTES, "syllables")
        sign = match[0]
        if sign in (HOLD, SKIP, BAR):
            found.append(sign)
        elif sign == "-":
            joined = match.start() == end and found and found[-1] not in (HOLD, SKIP, BAR, "-")
            if joined and not found[-1].endswith("-"):
                found[-1] += "-"
            else:
                found.append(HOLD)
        else:
            word = plain(sign.replace("~", " ").replace("\\-", "‑"))  # a hyphen that is sung
            found.append(re.sub(r"\\(.)", r"\1", word)[:_LONGEST])
        end = match.end()
    return found


def aligned(said: Sequence[str], bars: Sequence[Sequence[Under]]) -> Iterator[tuple[Under, str]]:
    """Yield each note or chord that something stands under, and what.

    `bars` holds the notes of a line of music, bar by bar.
    """
    at = place = 0
    for word in said:
        if word == BAR:
            at, place = at + 1, 0
            continue
        while at < len(bars) and place >= len(bars[at]):
            at, place = at + 1, 0
        if at >= len(bars):
            return
        yield bars[at][place], word
        place += 1


def sing(said: Sequence[str], bars: Sequence[Sequence[Under]], verse: int) -> None:
    """Put the syllables of a verse under the notes of a line of music."""
    for _, sounds in chain.from_iterable(bars):
        sounds[0].words += [""] * (verse + 1 - len(sounds[0].words))
    for (_, sounds), word in aligned(said, bars):
        if word not in (HOLD, SKIP):
            sounds[0].words[verse] = word
