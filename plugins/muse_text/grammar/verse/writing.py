"""Verse from a brief: a poem of its kind, or the lyrics of a song."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from .. import plan as old
from ..brief import Brief
from ..document import Block
from ..templates import Templates
from . import chinese_classical, english_writing
from .lyrics import lyrics
from .poem import FIXED, WRITERS, poem

KINDS: Mapping[str, Mapping[str, Any]] = {
    "en": english_writing.KINDS,
    "zh": {**WRITERS["zh"], "haiku": None},
}
"""The kinds of verse of each language, the default first."""
__all__ = ["FIXED", "KINDS", "data", "write"]

_CLASSICAL: Mapping[str, Callable[[Brief, Random], tuple[list[list[str]], str]]] = {
    "wuyan": chinese_classical.wuyan,
    "wujue": lambda brief, random: chinese_classical.jue(brief, random, five=True),
    "haiku": chinese_classical.haiku,
    "qijue": lambda brief, random: chinese_classical.jue(brief, random, five=False),
}


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    if brief.language == "en":
        return english_writing.write(brief, random)
    if brief.language == "zh" and brief.form == "poem" and brief.verse in _CLASSICAL:
        found, mood = _CLASSICAL[brief.verse](brief, random)
        title = brief.title or (brief.topics[0].phrase if brief.topics else "无题")
        blocks = [Block("title", title)]
        return blocks + [Block("stanza", "\n".join(each)) for each in found], mood
    theme = brief.topics[0].phrase if brief.topics else ""
    asked = tuple(person.asked for person in brief.people if person.asked)
    ends = {"sad": "sad", "warm": "warm"}.get(brief.mood)
    words = " ".join((theme, brief.setting, *asked))
    wish = old.Wish(brief.language, theme, asked, brief.setting, ends, words)
    plan = old.make(wish, random)
    facts = dict(plan.facts)
    if brief.setting:
        facts["asked place"] = facts["world"]
    templates = Templates(random, facts)
    if brief.form == "lyrics":
        return lyrics(plan, brief.length, templates), plan.mood
    return poem(plan, brief.length, brief.verse, templates), plan.mood


def data(blocks: Sequence[Block], brief: Brief) -> dict[str, Any]:
    """Return a poem as its title and stanzas, a song as its title and sections."""
    parts: list[dict[str, Any]] = []
    heading = ""
    for block in blocks[1:]:
        if block.kind == "heading":
            heading = block.text
        elif block.kind == "stanza":
            parts.append({"name": heading, "lines": block.text.splitlines()})
    return {
        "title": blocks[0].text,
        "language": brief.language,
        "verse": brief.verse,
        "sections": parts,
    }
