"""Marks in the choice of phrases, for texts that are written by rules.

Of several ways to say the next thing, the one is taken whose pairs of words a hash of the key likes
best: half of all pairs are liked. Each way is drawn as it would be without a mark, so none is worse
than another. A text that wasn't marked has as many liked pairs as not; in one that was they are
more than chance allows. Pairs count once, so that a refrain isn't taken for a mark.

The idea of a hash that divides what may follow: Kirchenbauer et al., "A watermark for large
language models" (ICML 2023); that of choosing among whole sentences: Hou et al., "SemStamp" (NAACL
2024).
"""

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

FOUND = 4.5
"""Standard deviations above chance from which a text counts as marked."""

FEWEST = 60
"""Pairs that a text has to have, at least."""

_LONGEST = 400_000
"""Letters of a text that are looked at."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Found(NamedTuple):
    """What was seen in a text: standard deviations above chance, and how many pairs counted."""

    z: float
    pairs: int

    @property
    def marked(self) -> bool:
        """Whether it counts as marked."""
        return self.z >= FOUND and self.pairs >= FEWEST


class Choices:
    """Which of several ways to say a thing a key likes best, after what was said before."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._said: set[str] = set()

    def liking(self, text: str) -> int:
        """Return how many more pairs of words of a text are liked than not, of those new."""
        return sum(_liked(self._key, pair) for pair in set(pairs(text)) - self._said)

    def take(self, text: str) -> None:
        """Remember what was said."""
        self._said.update(pairs(text))


def look(text: str, key: str) -> Found:
    """Return what is seen in a text."""
    found = set(pairs(text[:_LONGEST]))
    if not found:
        return Found(0.0, 0)
    liking = sum(_liked(key.encode(), pair) for pair in found)
    return Found(liking / len(found) ** 0.5, len(found))


def pairs(text: str) -> Iterator[str]:
    """Yield each word with the one before; of Chinese each character with the two before."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    for place in range(1, len(words)):
        if not _HAN.match(words[place]):
            yield f"{words[place - 1]} {words[place]}"
        elif place > 1:
            yield " ".join(words[place - 2 : place + 1])


def _liked(key: bytes, pair: str) -> int:
    """Return 1 for half of all pairs, and -1 for the others."""
    return 1 if hashlib.blake2b(pair.encode(), key=key[:64], digest_size=1).digest()[0] & 1 else -1
