"""A written word and what is said for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003134f]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, and what is said for it; punctuation hangs on both."""

    written: str
    spoken: str


def spoken(said: Sequence[Word], language: str) -> str:
    """Return what is said as one line of text."""
    made = ""
    for word in said:
        made += " " if made and _apart(made[-1], word.spoken[:1]) else ""
        made += word.spoken
    return made


_WIDE = frozenset("，。；：、！？」』）》】～「『（《【")
_EITHER = frozenset("“”‘’…—")


def _apart(last: str, first: str) -> bool:
    """Whether a space is between two letters: not within Chinese and its marks."""
    own = [letter in _WIDE or bool(HAN.match(letter or " ")) for letter in (last, first)]
    return last not in _WIDE and not (
        any(own) and all(o or c in _EITHER for o, c in zip(own, (last, first), strict=True))
    )
