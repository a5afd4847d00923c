"""Verse from a brief: a poem of its kind, or the lyrics of a song; and the same as data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from muse import RequestError

from ..brief import Brief
from ..document import Block
from . import chinese_writing, english_writing, phones, tones
from .composing import NoVerse

KINDS: Mapping[str, Sequence[str]] = {
    "en": tuple(english_writing.KINDS),
    "zh": tuple(chinese_writing.KINDS),
}
"""The kinds of verse of each language, the default first."""
SEVERAL = ("haiku", "limerick")
"""Kinds of which several are the stanzas of one poem."""
FIXED = {
    "haiku": "a haiku has three lines",
    "sonnet": "a sonnet has fourteen lines",
    "wujue": "a 绝句 has four lines",
    "qijue": "a 绝句 has four lines",
}
"""Verse that has one length, and how the report says so."""


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    one = english_writing.write if brief.language == "en" else chinese_writing.write
    blocks, mood = _tried(one, brief, random)
    if brief.pieces > 1 and brief.verse not in SEVERAL:
        blocks.insert(1, Block("heading", "1"))
        for number in range(2, brief.pieces + 1):
            more, _ = _tried(one, replace(brief, mood=mood, dedication=""), random)
            blocks += [Block("heading", str(number)), *more[1:]]
    return blocks, mood


def _tried(
    one: Callable[[Brief, Random], tuple[list[Block], str]], brief: Brief, random: Random
) -> tuple[list[Block], str]:
    """Write a poem; where no words fit, again, then with less that has to be in its lines."""
    title = brief.title or (brief.topics[0].phrase if brief.topics else "")
    bare = replace(brief, include=(), happenings=(), topics=brief.topics[:1])
    barest = replace(bare, topics=(), people=(), title=title)
    for each in (brief, brief, bare):
        try:
            return one(each, random)
        except NoVerse:
            continue
    try:
        return one(barest, random)
    except NoVerse:
        raise RequestError(
            f"stanzas: no words are left that fit so long a poem ({brief.verse})",
            hint="ask for fewer stanzas, or take another seed",
        ) from None


def data(blocks: Sequence[Block], brief: Brief) -> dict[str, Any]:
    """Return a poem as its title and stanzas, a song as its title and sections.

    Each has its lines and their syllables (Chinese: characters).
    """
    parts: list[dict[str, Any]] = []
    heading = ""
    english = brief.language == "en"
    for block in blocks[1:]:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "stanza":
            lines = block.text.splitlines()
            sizes = [phones.count(x) if english else len(tones.characters(x)) for x in lines]
            unit = "syllables" if english else "characters"
            parts.append({"name": heading, "lines": lines, unit: sizes})
    return {
        "title": blocks[0].text,
        "language": brief.language,
        "verse": brief.verse,
        "sections": parts,
    }
