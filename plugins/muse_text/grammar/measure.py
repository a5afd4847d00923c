"""What is true of a finished text: measured on its words, never copied from the request."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from . import english
from .brief import Person
from .prose.writing import STORY
from .surfaces import LANGUAGES
from .verse import forms, songs

_ENGLISH = frozenset(
    "i you my me the a and of to in it was is that he she they with not for as had on".split()
)

COUNTED = {
    "poem": {"short": (3, 9), "medium": (9, 21), "long": (21, 41)},
    "outline": {"short": (4, 5), "medium": (7, 8), "long": (10, 11)},
    "script": {"short": (3, 4), "medium": (5, 6), "long": (7, 8)},
    "lyrics": {"short": (5, 6), "medium": (8, 9), "long": (11, 12)},
}
"""Lines of a poem, chapters, scenes, sections of a song: at least, less than."""


def language(text: str) -> str | None:
    """Return the language of a text by its script and its commonest words; None when unclear."""
    chinese = len(LANGUAGES["zh"].words(text))
    words = english.words(text)
    if chinese > len(words):
        return "zh"
    common = sum(word in _ENGLISH for word in words)
    return "en" if common >= 0.12 * len(words) and words else None


def measure(
    markdown: str,
    plain: str,
    form: str,
    cast: Sequence[Person],
    given: Sequence[str],
    asked: str | None = None,
) -> dict[str, Any]:
    """Return what a text is: language, words, sentences, variety, length, mentions, verse.

    `asked` is the kind of verse to look for first: four lines may obey two.
    """
    found = language(plain)
    surface = LANGUAGES[found or "en"]
    title, _, body = plain.partition("\n")
    del title
    measured: dict[str, Any] = {"language": found, "words": len(surface.words(plain))}
    measured["sentences"] = len(re.findall(r"[.!?]+[”\"]?(?=\s|$)|[。！？…]+[”』]?", body))
    measured["distinct-2"] = distinct(surface.words(body))
    size = measured["words"]
    table = STORY.get(found or "en", {})
    if form == "poem":
        told = stanzas(markdown)
        size, table = sum(map(len, told)), COUNTED["poem"]
        measured.update(forms.measure(told, found or "en", asked))
    elif form == "lyrics":
        sung = sections(markdown)
        size, table = len(sung), COUNTED[form]
        measured.update(songs.measure(sung, found or "en"))
    elif form == "outline":
        size, table = len(re.findall(r"(?m)^## (?=Chapter|第)", markdown)), COUNTED[form]
        measured["chapters"] = size
    elif form == "script":
        size, table = len(re.findall(r"(?m)^## ", markdown)), COUNTED[form]
        measured["scenes"] = size
    measured["length"] = next((n for n, (low, high) in table.items() if low <= size < high), None)
    parts = list(dict.fromkeys([*(part for who in cast for part in asked_parts(who)), *given]))
    if parts:
        measured["mentions"] = {part: mentions(plain, part) for part in parts}
    return measured


def asked_parts(who: Person) -> list[str]:
    """Return the words of a character that somebody asked for: the name, the role or the group."""
    if not who.asked:
        return []
    if who.group:
        return [re.sub(r"(?i)^the ", "", who.group)]
    parts = [who.name] if who.name and who.name in who.asked else []
    role = who.role if not parts or (who.head and who.role in who.asked) else ""
    core = re.split(r"\s(?:who|whose|that|which)\s", role)[0]
    return parts + ([core] if core else [])


def pieces(markdown: str, language: str) -> list[str]:
    """Return a text in sentences, each with the space after it; joined they are the text."""
    return list(LANGUAGES[language].sentences(markdown))


def mentions(text: str, phrase: str) -> int:
    """Count how often a phrase occurs, in any case; English phrases as whole words."""
    pattern = re.escape(phrase.lower())
    # A word's end is where another letter isn't: a Chinese character beside it doesn't count.
    if phrase[:1].isascii() and phrase[:1].isalnum():
        pattern = rf"(?<![a-z0-9]){pattern}"
    if phrase[-1:].isascii() and phrase[-1:].isalnum():
        pattern = rf"{pattern}(?![a-z0-9])"
    return len(re.findall(pattern, text.lower()))


def stanzas(markdown: str) -> list[list[str]]:
    """Return the stanzas of a poem in Markdown as lists of lines, without title and dedication."""
    parts = [part.splitlines() for part in markdown.strip().split("\n\n")]
    return [[line.strip() for line in part] for part in parts if not part[0].startswith(("#", "*"))]


def sections(markdown: str) -> list[tuple[str, list[str]]]:
    """Return the sections of a song in Markdown: heading and lines."""
    parts = re.findall(r"(?ms)^## (.+?)\n\n(.+?)(?=\n\n|\Z)", markdown)
    return [(name, [line.strip() for line in body.strip().splitlines()]) for name, body in parts]


def distinct(words: Sequence[str]) -> float | None:
    """Return distinct-2: the share of different pairs among neighbouring words (0 to 1).

    Li et al., "A Diversity-Promoting Objective Function for Neural Conversation Models" (2016).
    """
    pairs = list(pairwise(words))
    return round(len(set(pairs)) / len(pairs), 3) if pairs else None
