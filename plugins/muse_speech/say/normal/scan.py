"""Texts read from left to right by rules, each for a kind of thing that isn't said as written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .words import HAN, Word

Rule: TypeAlias = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""A pattern, and what is said for a match of it; None where it is something else after all."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How a language is read: its rules, its plain units, and single signs with their words."""

    rules: Sequence[Rule]
    unit: re.Pattern[str]
    signs: dict[str, str]
    between: str
    """What separates spoken words."""


_CLOSE = re.compile("[A-Za-z0-9]{2}")
"""What no rule begins in the middle of."""
_PAUSES = frozenset(",.;:!?…—–-'’\"“”‘()，。；：、！？“”‘’「」『』（）《》〈〉【】·～")
_OPENING = frozenset("\"“‘(（「『《〈【¿¡'[")


def scan(text: str, manners: Manners) -> list[Word]:
    """Return the words of a text, each with what is said for it."""
    made: list[Word] = []
    at, apart, opening = 0, True, ""
    while at < len(text):
        if text[at].isspace():
            at, apart = at + 1, True
            continue
        written, said, at = _next(text, at, manners)
        if not any(letter.isalnum() for letter in said):
            said = "".join(letter for letter in said if letter in _PAUSES)
            opens = written[0] in _OPENING and (apart or not made or written[0] not in "\"'")
            if made and not apart and not opens:
                made[-1] = Word(made[-1].written + written, made[-1].spoken + said)
            elif opens or not made:
                opening += written
            else:
                between = manners.between if said else ""
                last = made[-1]
                made[-1] = Word(f"{last.written} {written}", last.spoken + between + said)
            continue
        said = " ".join(said.split())
        hangs = made and not apart and not opening and not HAN.match(written[0])
        if hangs and not HAN.match(made[-1].written[-1]) and manners.between:
            last = made[-1]
            tight = not last.spoken[-1:].isalnum() and last.spoken[-1:] not in (",", ".", ";", ":")
            between = "" if tight or _one_word(last, written) else " "
            made[-1] = Word(last.written + written, last.spoken + between + said)
        else:
            heard = "".join(letter for letter in opening if letter in _PAUSES)
            made.append(Word(opening + written, heard + said))
        opening, apart = "", False
    if opening and made:
        made[-1] = Word(made[-1].written + opening, made[-1].spoken)
    return made


def _one_word(last: Word, written: str) -> bool:
    """Whether a piece goes on a word of letters, as in naïve spellings with signs inside."""
    return last.written[-1:].isalpha() and written[:1].isalpha()


def _next(text: str, at: int, manners: Manners) -> tuple[str, str, int]:
    """Return what stands at a place, what is said for it, and where it ends."""
    if not (at and _CLOSE.match(text, at - 1)):
        for pattern, say in manners.rules:
            match = pattern.match(text, at)
            if match and match.end() > at:
                said = say(match)
                if said is not None:
                    return match[0], said, match.end()
    match = manners.unit.match(text, at)
    if match and match.end() > at:
        return match[0], match[0], match.end()
    sign = text[at]
    return sign, manners.signs.get(sign, sign), at + 1
