"""What is looked at in a finished text: the names of the cards, and what a sample lent it."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from . import samples
from .cards import Card

_LIKE, _LIKE_SHORT = 0.75, 0.8
"""From which likeness two names may be one that was changed; of names of three letters."""

_CAPITAL = re.compile(r"\b[A-Z\u00c0-\u00de\u0410-\u042f][\w’'-]+")
_OPENING = re.compile(r"(?:^|[.!?…]['\"”’)]*\s+|[\"“‘(]|\n)\s*$")


def notes(text: str, cards: Sequence[Card], sample: str) -> Iterator[str]:
    """Yield sentences on names that are missing or changed, and on what was copied."""
    ours = {part.casefold() for card in cards for part in card.name.split()}
    others = _names(text, ours) if cards else {}
    for card in cards:
        yield from _name(text, card, others, cards)
    copied = samples.copied(sample, text) if sample else ""
    if copied:
        yield f"These words stand in the sample too: “{copied[:200]}”."


def _names(text: str, ours: Container[str]) -> dict[str, int]:
    """Return the words of a text that may be names of somebody else: name -> how often."""
    found = Counter(
        word
        for match in _CAPITAL.finditer(text)
        if (word := re.sub(r"['’]s$", "", match[0])).casefold() not in ours
        and len(word) > 2
        and not _OPENING.search(text[max(0, match.start() - 12) : match.start()])
    )
    return {word: times for word, times in found.most_common() if times > 1}


def _name(text: str, card: Card, others: Mapping[str, int], cards: Sequence[Card]) -> Iterator[str]:
    parts = [part for part in card.name.split() if len(part) > 1] or [card.name]
    parts = [part for part in parts if part[0].isupper()] or parts  # "Anna the keeper" is Anna
    there = [part for part in parts if _occurs(part, text)]
    if not there:
        other = _han(text, card, cards) if _is_han(card.name) else _like(parts, others)
        yield f"{card.name} of the cards isn't in the text{other and f', but {other} is'}."
        return
    for part in parts:
        other = _like([part], others)
        if other and part in there:
            yield f"Beside {part} of the cards the text has {other}: perhaps the same person."
        elif other:
            yield f"{card.name} of the cards has {other} for {part} in the text."
    if len(parts) == 2 and there == parts[:1] and not _is_han(card.name):
        named = re.findall(rf"\b{re.escape(parts[0])}\s+([A-Z][\w’'-]{{2,}})", text)
        for surname, _ in Counter(named).most_common(1):
            yield f"{card.name} of the cards is called {parts[0]} {surname} in the text."


def _occurs(name: str, text: str) -> bool:
    if _is_han(name):
        return name in text or (len(name) > 2 and name[1:] in text)
    return re.search(rf"\b{re.escape(name)}(?:['’]?s)?\b", text, re.I) is not None


def _is_han(name: str) -> bool:
    return bool(re.search(r"[\u3400-\u9fff]", name))


def _like(parts: Sequence[str], others: Mapping[str, int]) -> str:
    """Return a name that is nearly one of these and may be it, spelt otherwise; else nothing."""
    for part in parts:
        least = _LIKE if len(part) > 3 else _LIKE_SHORT
        for word in others:
            like = SequenceMatcher(None, word.casefold(), part.casefold()).ratio()
            if like >= least and word.casefold() != f"{part.casefold()}s":
                return word
    return ""


def _han(text: str, card: Card, cards: Sequence[Card]) -> str:
    """Return a Chinese name of the same family that stands in a text three times; else nothing."""
    found = Counter(re.findall(rf"{re.escape(card.name[0])}[\u3400-\u9fff]", text))
    ours = {each.name[:2] for each in cards}
    for word, times in found.most_common(3):
        if times >= 3 and word not in ours and len(card.name) > 1:
            return word
    return ""
