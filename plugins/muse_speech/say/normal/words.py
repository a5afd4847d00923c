"""A written word and what is said for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CHARACTER = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003134f]"
_UNIT = re.compile(rf"{_CHARACTER}|(?:(?!{_CHARACTER})[^\s])+")
HAN = re.compile(_CHARACTER)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and what is said for it; punctuation hangs on both."""

    written: str
    spoken: str


def words(text: str, language: str) -> list[Word]:
    """Return the words of a text: what is between spaces, in Chinese each character."""
    made: list[Word] = []
    for match in _UNIT.finditer(text):
        unit = match[0]
        if made and not any(letter.isalnum() for letter in unit):
            made[-1] = Word(made[-1].written + unit, made[-1].spoken + unit)
        else:
            made.append(Word(unit, unit))
    return made


def spoken(said: Sequence[Word], language: str) -> str:
    """Return what is said as one line of text."""
    between = "" if language.split("-")[0] in ("zh", "yue") else " "
    return between.join(word.spoken for word in said)
