"""The next chapter of an outline, or another wording of one of its points."""

import re
from dataclasses import replace
from random import Random

from ..document import Block
from ..plot import Beat, make
from ..prose import casting, worlds
from ..prose.telling import Telling
from .blocks import Passage
from .grounding import QUIET
from .known import Known
from .prose import MIDDLE

POINTS = 2
_NUMBER = re.compile(r"\d+|(?<=第)[一二三四五六七八九十]+")


def following(known: Known, random: Random) -> list[Block]:
    """Return the next chapter: its heading, counted on, and what happens in it."""
    made = _telling(known, random)
    heads = [each.words for each in known.passages if each.kind == "heading"]
    counted = [each for each in heads if _NUMBER.search(each)]
    number = len(counted) + 1
    kinds = random.sample(MIDDLE, len(MIDDLE))
    made.enter(Beat(kinds[0]))
    made.rules.facts["chapter"] = made.surface.number(number)
    made.rules.facts["chapter.name"] = made.surface.title(made.say("chapter.title"))
    blocks = [Block("heading", made.say("outline.heading"))]
    for kind in kinds:
        made.enter(Beat(kind))
        point = made.say_or(f"outline.{kind}")
        if point and point not in known.text:
            blocks.append(Block("point", point))
        if len(blocks) > POINTS:
            break
    return blocks


def again(known: Known, old: Passage, random: Random) -> list[Block]:
    """Return as many other points as a passage has."""
    made = _telling(known, random)
    blocks: list[Block] = []
    for kind in random.sample(MIDDLE, len(MIDDLE)):
        made.enter(Beat(kind))
        point = made.say_or(f"outline.{kind}")
        if point and point not in known.text:
            blocks.append(Block("point", point))
        if len(blocks) == max(1, len(old.raw.strip().splitlines())):
            break
    return blocks


def _telling(known: Known, random: Random) -> Telling:
    brief = replace(known.brief, world=known.world or QUIET, form="outline")
    table = worlds.world(brief.language, brief.world)
    cast = casting.cast(brief, table, random)
    made = Telling(make(brief, cast, random, 8), brief.world, random)
    made.rules.features.add("met")
    return made
