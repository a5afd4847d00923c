"""What is true of a finished text: measured on its words, never copied from the request."""

import re
from collections.abc import Sequence
from typing import Any

from . import english, poem
from .cast import Character
from .plan import LANGUAGES

_ENGLISH = frozenset("the a and of to in it was is that he she they with not for as had on".split())

STORY = {
    "en": {"short": (350, 600), "medium": (600, 800), "long": (800, 1300)},
    "zh": {"short": (400, 750), "medium": (750, 1020), "long": (1020, 2000)},
}
"""Words (English) or characters (Chinese) of a story: at least, less than."""
COUNTED = {
    "poem": {"short": (3, 9), "medium": (9, 21), "long": (21, 41)},
    "outline": {"short": (4, 5), "medium": (7, 8), "long": (10, 11)},
    "script": {"short": (3, 4), "medium": (5, 6), "long": (7, 8)},
}
"""Lines of a poem, chapters of an outline, scenes of a script: at least, less than."""


def language(text: str) -> str | None:
    """Return the language of a text by its script and its commonest words; None when unclear."""
    chinese = len(LANGUAGES["zh"].words(text))
    words = english.words(text)
    if chinese > len(words):
        return "zh"
    common = sum(word in _ENGLISH for word in words)
    return "en" if common >= 0.12 * len(words) and words else None


def measure(
    markdown: str, plain: str, form: str, cast: Sequence[Character], given: Sequence[str]
) -> dict[str, Any]:
    """Return what a text is: language, words, sentences, length, mentions, and a poem's verse."""
    found = language(plain)
    surface = LANGUAGES[found or "en"]
    title, _, body = plain.partition("\n")
    del title
    measured: dict[str, Any] = {"language": found, "words": len(surface.words(plain))}
    measured["sentences"] = len(re.findall(r"[.!?]+[”\"]?(?=\s|$)|[。！？…]+[”』]?", body))
    size = measured["words"]
    table = STORY.get(found or "en", {})
    if form == "poem":
        told = [line.strip() for line in markdown.splitlines() if not re.match(r"[#*]", line)]
        lines = [line for line in told if line]
        size, table = len(lines), COUNTED["poem"]
        measured.update(verse(lines, found or "en"))
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


def asked_parts(who: Character) -> list[str]:
    """Return the words of a character that somebody asked for: the name, the role or the group."""
    if not who.asked:
        return []
    if who.group:
        return [re.sub(r"(?i)^the ", "", who.group)]
    parts = [who.name] if who.named else []
    role = who.role if not who.named or (who.head and who.role in who.asked) else ""
    core = re.split(r"\s(?:who|whose|that|which)\s", role)[0]
    return parts + ([core] if core else [])


def mentions(text: str, phrase: str) -> int:
    """Count how often a phrase occurs, in any case; English phrases as whole words."""
    pattern = re.escape(phrase.lower())
    if phrase[:1].isascii() and phrase[:1].isalnum():
        pattern = rf"(?<!\w){pattern}(?!\w)" if phrase[-1:].isalnum() else pattern
    return len(re.findall(pattern, text.lower()))


def verse(lines: Sequence[str], language: str) -> dict[str, Any]:
    """Return the lines of a poem, the kind of verse that they obey, and how many pairs rhyme."""
    if language == "en":
        counts = [sum(map(poem.syllables, re.findall(r"[A-Za-z'’]+", line))) for line in lines]
        measured: dict[str, Any] = {"lines": len(lines)}
        if counts == [5, 7, 5]:
            return {**measured, "syllables": counts, "verse": "haiku"}
        ends = [english.words(line)[-1:] for line in lines]
        classes = [poem.rhyme(end[0]) if end else None for end in ends]
    else:
        texts = [LANGUAGES["zh"].words(line) for line in lines]
        measured = {"lines": len(lines)}
        if any(len(text) != 5 for text in texts):
            return {**measured, "verse": "free"}
        measured["characters a line"] = 5
        classes = [poem.rhyme(text[-1], "zh") for text in texts]
    pairs = [(classes[k + 1], classes[k + 3]) for k in range(0, len(classes) - 3, 4)]
    rhymed = sum(a is not None and a == b for a, b in pairs)
    measured["rhymed stanzas"] = rhymed
    if pairs and rhymed == len(pairs) and len(lines) % 4 == 0:
        measured["verse"] = "quatrains" if language == "en" else "wuyan"
    return measured
