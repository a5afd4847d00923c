"""What is looked at in a finished text: the names of the cards, and what a sample lent it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from . import samples
from .cards import Card

_LIKE = 0.75
"""From which likeness two names may be one that was changed."""

_CAPITAL = re.compile(r"\b[A-Z\u00c0-\u00de][\w’'-]+")
_OPENING = re.compile(r"(?:^|[.!?…]['\"”’)]*\s+|[\"“‘(]|\n)\s*$")


def notes(text: str, cards: Sequence[Card], sample: str) -> Iterator[str]:
    """Yield sentences on names that are missing or changed, and on what was copied."""
    for card in cards:
        yield from _name(text, card, cards)
    copied = samples.copied(sample, text) if sample else ""
    if copied:
        yield f"These words stand in the sample too: “{copied[:200]}”."


def _name(text: str, card: Card, cards: Sequence[Card]) -> Iterator[str]:
    parts = [part for part in card.name.split() if len(part) > 1] or [card.name]
    there = [part for part in parts if _occurs(part, text)]
    if not there:
        other = _other(text, card, cards)
        yield f"{card.name} of the cards isn't in the text{other}."
        return
    for part in parts:
        changed = _near(part, text, cards)
        if changed:
            also = "also " if part in there else ""
            yield f"{part} of the cards is {also}called {changed} in the text."
    if len(parts) == 2 and there == parts[:1] and not _is_han(card.name):
        names = Counter(re.findall(rf"\b{re.escape(parts[0])}\s+([A-Z][\w’'-]+)", text))
        for surname, times in names.most_common(1):
            if times > 1 or len(surname) > 2:
                yield f"{card.name} of the cards is called {parts[0]} {surname} in the text."


def _occurs(name: str, text: str) -> bool:
    if _is_han(name):
        return name in text or (len(name) > 2 and name[1:] in text)
    return re.search(rf"\b{re.escape(name)}(?:['’]?s)?\b", text, re.I) is not None


def _is_han(name: str) -> bool:
    return bool(re.search(r"[\u3400-\u9fff]", name))


def _near(name: str, text: str, cards: Sequence[Card]) -> str:
    """Return a name in a text that is nearly another, and occurs several times; else nothing."""
    ours = {part.casefold() for card in cards for part in card.name.split()}
    found = Counter(
        word
        for match in _CAPITAL.finditer(text)
        if (word := re.sub(r"['’]s$", "", match[0])).casefold() not in ours
        and len(word) > 2
        and not _OPENING.search(text[max(0, match.start() - 12) : match.start()])
    )
    for word, times in found.most_common():
        like = SequenceMatcher(None, word.casefold(), name.casefold()).ratio()
        if times >= 2 and like >= _LIKE and word.casefold() != f"{name.casefold()}s":
            return word
    return ""


def _other(text: str, card: Card, cards: Sequence[Card]) -> str:
    """Return who may stand in the place of a name that is missing."""
    if _is_han(card.name):
        found = Counter(re.findall(rf"{re.escape(card.name[0])}[\u3400-\u9fff]", text))
        ours = {each.name[:2] for each in cards}
        for word, times in found.most_common(3):
            if times >= 3 and word not in ours and len(card.name) > 1:
                return f"; {word} is, {times} times"
        return ""
    for part in card.name.split():
        near = _near(part, text, cards)
        if near:
            return f"; {near} is"
    return ""
