"""What nothing understood, each word once and whole, and what a misspelt word may have meant."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from muse import Lexicon, Match, number

from . import lists
from .chinese import GRAMMAR, RUN, counts

LETTERS = re.compile(r"[^\W\d_]+")
SHORTEST = 4
"""Letters of the shortest word that is taken for a misspelt one, or was meant."""

MOST = 40
"""Unread words that are taken for misspelt ones."""


def words(
    prompt: str,
    text: str,
    found: Sequence[Match],
    cut: Iterable[tuple[int, int]],
    lexicon: Lexicon,
    unsaid: Iterable[tuple[int, str]],
) -> tuple[str, ...]:
    """Return the words that nothing understood, in the order of the prompt, as they were typed."""
    told: dict[str, int] = {}
    placed = [(place if place >= 0 else prompt.find(words), words) for place, words in unsaid]
    covered = {at for match in found for at in range(match.start, match.end)}
    covered |= {at for place, words in placed for at in range(place, place + len(words))}
    latin = RUN.sub(lambda run: "\n" * len(run[0]), text)
    spoken = [m for m in found if m.field != "unread"]
    spoken += [Match("unread", None, words, place, place + len(words)) for place, words in placed]
    runs: dict[str, list[int]] = {}
    for run in LETTERS.finditer(latin):
        runs.setdefault(run[0], []).append(run.start())
    for word in lexicon.left(latin, spoken):
        starts = runs.get(LETTERS.findall(word)[0], ())
        first = next((at for at in starts if latin.startswith(word, at)), len(text))
        told.setdefault(word, first)
    for start, end in _joined(text, cut, covered):
        told.setdefault(prompt[start:end], start)
    for place, word in placed:
        told.setdefault(prompt[place : place + len(word)] if place >= 0 else word, place)
    for at, sign in _signs(prompt, covered):
        told.setdefault(sign, at)
    return tuple(sorted(told, key=lambda word: told[word]))


def _joined(text: str, cut: Iterable[tuple[int, int]], covered: set[int]) -> list[tuple[int, int]]:
    """Return the Chinese words that nothing covers; characters of unknown names stay together."""
    made: list[tuple[int, int]] = []
    for start, end in cut:
        if not covered.isdisjoint(range(start, end)) or _says_nothing(text[start:end]):
            continue
        if made and made[-1][1] == start and min(end - start, start - made[-1][0]) == 1:
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return made


def _says_nothing(word: str) -> bool:
    return all(char in GRAMMAR for char in word) or counts(word) or number(word) is not None


def _signs(prompt: str, covered: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the place and text of every emoji that no match covers."""
    for at, char in enumerate(prompt):
        # Skin colours (modifier symbols) and variation selectors say nothing by themselves.
        if at not in covered and ord(char) >= 0x2190 and unicodedata.category(char) == "So":
            yield at, char


def meant(
    unread: Iterable[str], spelt: Callable[[], Mapping[str, tuple[str, ...]]]
) -> Mapping[str, str]:
    """Return what misspelt English words may have meant: word -> a word of the vocabulary."""
    made: dict[str, str] = {}
    for word in islice(unread, MOST):
        low = word.lower()
        if (
            len(low) < SHORTEST
            or word[0].isupper()
            or not re.fullmatch("[a-z]+", low)
            or _english(low)
        ):
            continue
        if low in spelt().get(low[0], ()):
            continue
        most = 1 if len(low) < 7 else 2
        letters = set(low)
        like = (
            other
            for other in spelt().get(low[0], ())
            if abs(len(low) - len(other)) <= most and len(letters.symmetric_difference(other)) <= 4
        )
        near = [(_distance(low, other), other) for other in like]
        near = [(distance, other) for distance, other in near if distance <= most]
        if near:
            made[word] = min(near)[1]
    return made


def _english(word: str) -> bool:
    """Whether a word is a common one, in any of its forms."""
    known = lists.english()
    if word in known or (word.endswith("s") and word[:-1] in known):
        return True
    for ending in ("es", "ed", "er", "ly", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and (stem in known or stem + "e" in known):
            return True
    return False


def _distance(one: str, other: str) -> int:
    """Return how many letters were mistyped: added, left out, changed or swapped; 3 for more."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return min(3, last[-1])
