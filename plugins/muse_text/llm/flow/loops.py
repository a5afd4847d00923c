"""Noticing that a text goes in circles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

STEP = 250
"""Characters between two looks at a text: at the same places however it comes in pieces."""

WINDOW = 12_000
"""Characters at the end of a text that are looked at."""

REPEATS = 6
"""How often the same has to follow itself at least."""

SPAN, SHORT, SPAN_SHORT, SPAN_SIGNS = 300, 40, 400, 1_000
"""Length of all repeats: of sentences, of what is shorter than `SHORT`, of what has no letters.

Songs repeat a chorus three times and a word forty times; these lengths are well above that.
"""

GRAM, GRAMS, NEW = 4, 400, 0.2
"""Of so many words in a row, the share of groups of four that must be new at least."""

FEW, LITTLE = 3, 40
"""Equal rounds, and their length, at the end of what is left once a text has gone in circles."""

_HAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WIDE = 2.5
"""How many letters a Chinese character counts as."""

_TOKEN = re.compile(
    rf"^[ \t]*\d+[.)、]|[{_HAN}]|[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*|\d+|\n|[^\w\s]|_", re.M
)
_BLANK = re.compile(r"\s{1000,}\Z")
_END = re.compile(r"[.!?。！？…]+[\"'”’」』)）*_]*|\n")
_AFTER = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


class Loops:
    """Looks at a text as it grows, and says where it has to be cut once it only repeats itself."""

    def __init__(self) -> None:
        self.looked = 0
        """How far the text was looked at."""
        self._next = STEP

    def look(self, text: str, over: bool = False) -> int | None:
        """Return where to cut a text; None while it goes on. `over` says that nothing follows."""
        while len(text) >= self._next:
            self.looked = self._next
            self._next += STEP
            cut = _cut(text[: self.looked])
            if cut is not None:
                return cut
        self.looked = len(text)
        return _cut(text) if over else None


def _cut(text: str) -> int | None:
    if _BLANK.search(text):
        return len(text.rstrip())
    offset = max(0, len(text) - WINDOW)
    tokens = [
        _Token("#" if len(found[0]) > 1 and found[0][-1] in ".)、" else found[0].lower(),
               found.start() + offset, found.end() + offset)
        for found in _TOKEN.finditer(text[offset:])
    ]  # fmt: skip
    words = [token.word for token in tokens]
    last = _period(text, tokens, words)
    if last is None:
        last = _stale(words)
    return None if last is None else _tidied(text, tokens[: last + 1])


def _tidied(text: str, tokens: list[_Token]) -> int:
    """Return the end of what is left: circles mostly begin with smaller ones."""
    said = [token for token in tokens if token.word[:1].isalnum()]
    words = [token.word for token in said]
    while said:
        found = next(_rounds(words, FEW), None)
        start, period = found or (0, 0)
        if not found or _length(text[said[start].start : said[-1].end]) < LITTLE:
            break
        del said[start + period :], words[start + period :]
    return _sentence(text, said[-1].end if said else tokens[-1].end)


def _period(text: str, tokens: list[_Token], words: list[str]) -> int | None:
    """Return the last token of the first round, where the text ends in equal rounds."""
    size = len(words)
    for start, period in _rounds(words, REPEATS):
        span = _length(text[tokens[start].start : tokens[-1].end])
        if span >= _enough(words[-period:], span * period / (size - start)):
            return start + period - 1
    return None


def _rounds(words: list[str], least: int) -> Iterator[tuple[int, int]]:
    """Yield start and length of equal rounds that words end in, at least so many."""
    size = len(words)
    for period in range(1, size // least + 1):
        if words[-1] != words[-1 - period] or words[-period:] != words[-2 * period : -period]:
            continue
        start = size - 2 * period
        while start > 0 and words[start - 1] == words[start - 1 + period]:
            start -= 1
        if size - start >= least * period:
            yield start, period


def _enough(period: list[str], length: float) -> int:
    if not any(word[:1].isalpha() for word in period):
        return SPAN_SIGNS
    return SPAN_SHORT if length < SHORT else SPAN


def _stale(words: list[str]) -> int | None:
    """Return the last token of what is new, where hardly a group of words is new any more."""
    places = [place for place, word in enumerate(words) if word[:1].isalnum()]
    if len(places) < GRAMS:
        return None
    said = [words[place] for place in places]
    grams = [tuple(said[at : at + GRAM]) for at in range(len(said) - GRAM + 1)]
    recent = grams[-GRAMS:]
    if len(set(recent)) > NEW * len(recent):
        return None
    old = set(recent)
    start = len(grams) - len(recent)
    while start > 0 and grams[start - 1] in old:
        start -= 1
    seen: set[tuple[str, ...]] = set()
    known = 0
    for at in range(start, len(grams)):
        known = known + 1 if grams[at] in seen else 0
        seen.add(grams[at])
        if known == 2 * GRAM:
            return places[max(at - known + GRAM, 0)]
    return None


def _length(text: str) -> float:
    wide = len(re.findall(rf"[{_HAN}]", text))
    return len(text) + (_WIDE - 1) * wide


def _sentence(text: str, end: int) -> int:
    """Return the end of the last whole sentence or line before a place, or the place itself."""
    after = _AFTER.match(text, end)
    end = after.end() if after else end
    if text[end : end + 1] in ("", "\n"):
        return end
    whole = [found.end() for found in _END.finditer(text, 0, end)]
    return len(text[: whole[-1]].rstrip()) if whole else end
