"""Fields with choices, by the words of both languages in `request.toml`; and other forms."""

from collections.abc import Mapping
from functools import cache

from muse import Found, Lexicon

from .. import packs
from .sheet import Sheet

FIELDS: tuple[str, ...] = (
    "form",
    "length",
    "mood",
    "ending",
    "genre",
    "verse",
    "language",
    "audience",
)
FIELDS += ("point_of_view", "period", "ignored")
NOUNS = (
    *"text song music piece tune picture image painting drawing".split(),
    *("歌曲", "音乐", "画", "图片", "图像", "照片"),
)
"""Words for what is asked for, that say nothing of it."""
EVERYWHERE = ("language", "audience", "point_of_view", "ending", "period")
"""Fields whose words count in all of a request; those of the others in its head alone."""


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language for the fields that have choices."""
    table = packs.table(language, "request")
    return Lexicon({name: table.get(name, {}) for name in FIELDS}, ignore=NOUNS)


@cache
def _each(language: str) -> Mapping[str, Lexicon]:
    table = packs.table(language, "request")
    return {name: Lexicon({name: table[name]}) for name in FIELDS if table.get(name)}


@cache
def brief_words(language: str, name: str) -> Lexicon:
    """Return the words for seasons or occasions."""
    return Lexicon({name: packs.table(language, "request").get(name, {})})


def choose(sheet: Sheet, language: str, upto: int, near: int, skip: tuple[str, ...] = ()) -> None:
    """Set the fields that words name: in the head (up to a place), or wherever they stand.

    `near` is where the form ends: the genre is the word before it (仙侠世界的爱情故事: love).
    """
    for name, words in _each(language).items():
        if name == "ignored" or name in skip:
            continue
        found = [
            match
            for match in words.find(sheet.text)
            if not match.negated and (match.start < upto or name in EVERYWHERE)
        ]
        if not found:
            continue
        if name == "form":
            order = list(packs.table(language, "request")["form"])
            early = [each for each in found if each.end <= near] or found
            match = min(early, key=lambda each: order.index(each.value))
        elif name == "ending":
            match = max(found, key=lambda each: len(each.words))
        elif name == "genre":
            match = next((m for m in reversed(found) if m.end <= near), found[0])
        else:
            match = found[0]
        sheet.fields.setdefault(name, Found(match.value, match.words))


def left(text: str, language: str) -> tuple[str, ...]:
    """Return the words of what stayed on the sheet that carry meaning."""
    words = lexicon(language)
    return words.left(text, words.find(text))
