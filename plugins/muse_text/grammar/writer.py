"""From a brief to a text: prose by a plot, verse by its form; and the text as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from .brief import Brief, Person
from .document import Block
from .prose import scenes, writing
from .verse import writing as verse_writing

PROSE = ("story", "outline", "script")
"""The forms that are prose."""


@dataclass(frozen=True)
class Written:
    """A text as blocks, who is in it, its mood and ending, and the same as data."""

    blocks: Sequence[Block]
    cast: Sequence[Person]
    mood: str
    ending: str
    data: dict[str, Any]


def write(brief: Brief, random: Random) -> Written:
    """Write a text; the same brief and randomness give the same one."""
    random = Random(f"{random.random()} {brief.salt}")
    if brief.form in PROSE:
        prose = writing.write(brief, random)
        plot = prose.plot
        data = scenes.scenes(prose.telling, prose.blocks[0].text)
        return Written(prose.blocks, plot.cast, plot.mood, plot.ending, data)
    blocks, mood = verse_writing.write(brief, random)
    return Written(blocks, brief.people, mood, "", verse_writing.data(blocks, brief))
