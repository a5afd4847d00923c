"""Verse from a brief: a poem of its kind, or the lyrics of a song."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from .. import english
from .. import plan as old
from ..brief import Brief
from ..document import Block
from ..templates import Templates
from . import chinese_classical, english_limerick, english_lyrics, english_poems, images
from .english_lines import Lines
from .lyrics import lyrics
from .poem import FIXED, WRITERS, poem

KINDS = WRITERS
STANZAS = {"short": 2, "medium": 4, "long": 7}
LIMERICKS = {"short": 1, "medium": 2, "long": 5}
COUPLETS = {"short": 3, "medium": 7, "long": 12}
_COMPOSED: Mapping[str, Callable[[Lines, Brief], list[list[str]]]] = {
    "quatrains": lambda lines, brief: english_poems.quatrains(
        lines, brief.stanzas or (brief.lines or 0) // 4 or STANZAS[brief.length]
    ),
    "sonnet": lambda lines, brief: english_poems.sonnet(lines),
    "couplets": lambda lines, brief: english_poems.couplets(
        lines, (brief.lines or 0) // 2 or COUPLETS[brief.length]
    ),
    "limerick": lambda lines, brief: english_limerick.limericks(
        brief, lines.random, brief.stanzas or LIMERICKS[brief.length]
    ),
    "haiku": lambda lines, brief: [english_poems.haiku(lines) for _ in range(brief.pieces)],
}
__all__ = ["FIXED", "KINDS", "data", "write"]

_CLASSICAL: Mapping[str, Callable[[Brief, Random], tuple[list[list[str]], str]]] = {
    "wuyan": chinese_classical.wuyan,
    "wujue": lambda brief, random: chinese_classical.jue(brief, random, five=True),
    "qijue": lambda brief, random: chinese_classical.jue(brief, random, five=False),
}


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    if brief.language == "en" and brief.form == "poem" and brief.verse in _COMPOSED:
        lines = Lines(brief, images.gather(brief, random), random)
        stanzas = _COMPOSED[brief.verse](lines, brief)
        title = brief.title or english.title(brief.topics[0].phrase if brief.topics else "Untitled")
        blocks = [Block("title", title)]
        return blocks + [Block("stanza", "\n".join(each)) for each in stanzas], brief.mood
    if brief.language == "zh" and brief.form == "poem" and brief.verse in _CLASSICAL:
        found, mood = _CLASSICAL[brief.verse](brief, random)
        title = brief.title or (brief.topics[0].phrase if brief.topics else "无题")
        blocks = [Block("title", title)]
        return blocks + [Block("stanza", "\n".join(each)) for each in found], mood
    if brief.language == "en" and brief.form == "lyrics":
        lines = Lines(brief, images.gather(brief, random), random)
        hook, sections = english_lyrics.lyrics(brief, lines, random)
        blocks = [Block("title", brief.title or english.title(hook))]
        for name, told in sections:
            blocks += [Block("heading", name), Block("stanza", "\n".join(told))]
        return blocks, brief.mood
    theme = brief.topics[0].phrase if brief.topics else ""
    asked = tuple(person.asked for person in brief.people if person.asked)
    mood = {"sad": "sad", "warm": "warm"}.get(brief.mood)
    words = " ".join((theme, brief.setting, *asked))
    wish = old.Wish(brief.language, theme, asked, brief.setting, mood, words)
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
