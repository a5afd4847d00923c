"""Verse from a brief: a poem of its kind, or the lyrics of a song; and the same as data."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from ..brief import Brief
from ..document import Block
from . import chinese_writing, english_writing, phones, tones

KINDS: Mapping[str, Sequence[str]] = {
    "en": tuple(english_writing.KINDS),
    "zh": tuple(chinese_writing.KINDS),
}
"""The kinds of verse of each language, the default first."""
FIXED = {
    "haiku": "a haiku has three lines",
    "sonnet": "a sonnet has fourteen lines",
    "wujue": "a 绝句 has four lines",
    "qijue": "a 绝句 has four lines",
}
"""Verse that has one length, and how the report says so."""


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    if brief.language == "en":
        return english_writing.write(brief, random)
    return chinese_writing.write(brief, random)


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
