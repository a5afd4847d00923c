"""Writing prose to a length: planned with more or fewer beats until it fits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from .. import lexicon
from ..brief import Brief
from ..document import Block
from ..plot import Plot, make
from . import casting, outline, script, story, worlds
from .surfaces import SURFACES
from .telling import Telling

STORY = {
    "en": {"short": (350, 600), "medium": (600, 800), "long": (800, 1300)},
    "zh": {"short": (400, 800), "medium": (800, 1050), "long": (1050, 2000)},
}
"""Words (English) or characters (Chinese) of a story: at least, less than."""
NEAR = 0.08
"""How far a count of words may be off."""
CHAPTER = {"en": 260, "zh": 380}
"""Words or characters of a chapter, where chapters are asked for and no count is."""
TRIES = 12
BEATS = {"story": 10, "outline": 18, "script": 12}
"""Beats to begin with; of an outline and a script, for a medium length."""

_FORMS: dict[str, Callable[[Telling], list[Block]]] = {
    "story": story.story,
    "outline": outline.outline,
    "script": script.script,
}


@dataclass(frozen=True)
class Written:
    """A finished text as blocks, with the telling that made it."""

    blocks: Sequence[Block]
    telling: Telling

    @property
    def plot(self) -> Plot:
        """The plot that was told."""
        return self.telling.plot


def write(brief: Brief, random: Random) -> Written:
    """Write a story, outline or script; a story is as long as the brief wants it."""
    brief = _placed(brief)
    world = worlds.choose(brief, random)
    table = worlds.world(brief.language, world)
    brief = replace(brief, world=world)
    cast = casting.cast(brief, table, random)
    low, high = span(brief)
    beats = _beats(brief, low, high)
    nearest: Written | None = None
    off = float("inf")
    for _ in range(TRIES):
        plot = make(brief, cast, random, beats)
        telling = Telling(plot, world, random)
        blocks = _FORMS[brief.form](telling)
        if brief.form != "story":
            return Written(blocks, telling)
        size = count(blocks, brief.language)
        miss = max(low - size, size - high + 1, 0)
        if nearest is None or miss < off:
            nearest, off = Written(blocks, telling), miss
        if not miss:
            break
        each = size / max(1, len(plot.beats))
        change = round(((low + high) / 2 - size) / each)
        beats = max(4, beats + (change or (1 if size < low else -1)))
    assert nearest is not None
    return nearest


def _placed(brief: Brief) -> Brief:
    """Let a place that a text is about be where it plays: 没有鸟的村庄."""
    for topic in () if brief.setting else brief.topics:
        known = lexicon.concept(brief.language, topic.concept) if topic.concept else None
        if known and known.kind == "place" and "的" in topic.phrase:
            others = tuple(each for each in brief.topics if each is not topic)
            return replace(brief, setting=topic.phrase, topics=others)
    return brief


def span(brief: Brief) -> tuple[float, float]:
    """Return how many words or characters a story has: at least, less than."""
    if brief.words:
        return brief.words * (1 - NEAR), brief.words * (1 + NEAR)
    if brief.chapters:
        wanted = brief.chapters * CHAPTER[brief.language]
        return wanted * 0.75, wanted * 1.4
    return STORY[brief.language][brief.length]


def count(blocks: Sequence[Block], language: str) -> int:
    """Count the words of blocks; Chinese: the characters."""
    return sum(len(SURFACES[language].words(block.text)) for block in blocks)


def _beats(brief: Brief, low: float, high: float) -> int:
    if brief.form == "story":
        return max(4, round((low + high) / 2 / (70 if brief.language == "en" else 95)))
    lengths = {"short": 0.6, "medium": 1.0, "long": 1.5}
    if brief.chapters:
        return 2 * brief.chapters + 2
    return round(BEATS[brief.form] * lengths[brief.length])
