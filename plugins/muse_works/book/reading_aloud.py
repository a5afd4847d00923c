"""The words of a page, as they are shown and when each is heard."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_HAN = r"\u3400-\u9fff"
_WORD = re.compile(
    rf"[“‘「『（(\"]*(?:[{_HAN}]|[^\s{_HAN}，。！？；：、…—”’」』）“‘「『（]+)[，。！？；：、…—”’」』）]*|\S+"
)


@dataclass(frozen=True)
class Word:
    """A word with its marks, and when it is heard (s from the page's first sound)."""

    text: str
    space: str
    """What follows it: a space, or nothing."""
    start: float = 0.0
    end: float = 0.0


def words(paragraph: str) -> list[Word]:
    """Return the words of a paragraph: of Chinese each character, with the marks beside it."""
    found = list(_WORD.finditer(paragraph))
    made = []
    for number, each in enumerate(found):
        after = found[number + 1].start() if number + 1 < len(found) else len(paragraph)
        made.append(Word(each[0], paragraph[each.end() : after]))
    return made


def timed(text: str, sentences: Sequence[Mapping[str, Any]], length: float) -> list[list[Word]]:
    """Return the words of each paragraph with their times, by those that the voice reported.

    One word ends where the next begins, so that together they are the whole sound.
    """
    heard = _heard(text, sentences)
    paragraphs, begin = [], 0
    for paragraph in text.split("\n\n"):
        found = words(paragraph)
        place = text.index(paragraph, begin)
        spans = []
        for word in found:
            at = text.index(word.text, place)
            place = at + len(word.text)
            spans.append((at, place))
        begin = place
        paragraphs.append(list(zip(found, spans, strict=True)))
    starts = _starts(paragraphs, heard, length)
    made, number = [], 0
    for group in paragraphs:
        row = []
        for word, _ in group:
            row.append(Word(word.text, word.space, starts[number], starts[number + 1]))
            number += 1
        made.append(row)
    return made


def _starts(
    paragraphs: Sequence[Sequence[tuple[Word, tuple[int, int]]]],
    heard: Mapping[int, float],
    length: float,
) -> list[float]:
    """Return when each word begins, never before the one before it, and the end of the sound."""
    starts: list[float] = []
    for group in paragraphs:
        for _, (begin, end) in group:
            known = next((heard[at] for at in range(begin, end) if at in heard), None)
            starts.append(-1.0 if known is None else known)
    known_places = [n for n, start in enumerate(starts) if start >= 0]
    if not known_places:
        count = max(len(starts), 1)
        return [round(length * n / count, 3) for n in range(count)] + [round(length, 3)]
    for number, start in enumerate(starts):
        if start < 0:
            starts[number] = starts[number - 1] if number else 0.0
    starts[0] = 0.0
    for number in range(1, len(starts)):
        starts[number] = max(starts[number], starts[number - 1] + 0.01)
    return [round(start, 3) for start in starts] + [round(max(length, starts[-1] + 0.05), 3)]


def _heard(text: str, sentences: Sequence[Mapping[str, Any]]) -> dict[int, float]:
    """Return place in the text -> when it is heard, of the first letter of each spoken word."""
    made: dict[int, float] = {}
    at = 0
    for sentence in sentences:
        for start, _, word in sentence.get("words", ()):
            bare = re.sub(r"^\W+|\W+$", "", word)
            found = text.find(bare, at) if bare else -1
            if found >= 0:
                made[found] = float(start)
                at = found + len(bare)
    return made
