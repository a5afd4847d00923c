"""Chinese verse from a brief: its images, its stanzas, its title and whom it is for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from .. import packs
from ..brief import Brief
from ..document import Block
from . import chinese_classical, chinese_poems, images
from .chinese_lines import Lines
from .images import expanded

MOODS = ("warm", "warm", "sad")
"""What is drawn from where no mood is asked for and the subject has none."""
OWN = ("senses", "where", "when", "deeds", "yours")
"""Parts of which those of the subject and of the mood are drawn oftener than the others."""
OFTEN = {"comic": 3, "frightening": 5, "tender": 3}
"""Moods that are heard in most lines, and how much oftener than others their words are drawn."""

_Poem = Callable[[Brief, Random], list[list[str]]]

CLASSICAL: Mapping[str, _Poem] = {
    "wuyan": chinese_classical.wuyan,
    "wujue": lambda brief, random: chinese_classical.jue(brief, random, five=True),
    "qijue": lambda brief, random: chinese_classical.jue(brief, random, five=False),
    "haiku": chinese_classical.haiku,
}
KINDS = ("free", *CLASSICAL)
"""The kinds of Chinese verse, the default first."""


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    gentle = brief.occasion or brief.children
    own = [packs.table("zh", f"images/{name}").get("mood", "") for name in images.subjects(brief)]
    asked = brief.mood or ("warm" if gentle else next(filter(None, own), ""))
    mood = asked or random.choice(MOODS)
    brief = replace(brief, mood=mood)
    heard = mood if asked else ""
    if brief.form == "lyrics":
        hook, sections = chinese_poems.lyrics(brief, _lines(brief, random, heard), random)
        blocks = [Block("title", brief.title or hook)]
        for name, lines in sections:
            blocks += [Block("heading", name), Block("stanza", "\n".join(lines))]
    else:
        blocks = [Block("title", brief.title or _title(brief, random))]
        if brief.verse == "free":
            stanzas = chinese_poems.free(_lines(brief, random, heard), brief, random)
        else:
            stanzas = CLASSICAL[brief.verse](brief, random)
        for stanza in stanzas:
            blocks.append(Block("stanza", "\n".join(stanza)))
    if brief.dedication:
        blocks.insert(1, Block("note", f"给{brief.dedication}"))
    return blocks, mood


def _lines(brief: Brief, random: Random, heard: str) -> Lines:
    """Return the composer of a poem: images of its subject, of the mood asked for, and others.

    What belongs to the subject and the mood is drawn oftener than what goes with anything.
    """
    found = images.gather(brief, random)
    own = images.Images()
    for name in images.subjects(brief):
        own.add(packs.table("zh", f"images/{name}"))
    mood = images.Images()
    name = "warm" if heard == "tender" and not (brief.children or brief.dedication) else heard
    often = OFTEN.get(name, 1)
    mood.add(packs.table("zh", f"images/mood_{name}"))
    found.things[:0] = mood.things * min(often, 2)
    found.own += len(mood.things) * min(often, 2)
    for part in OWN:
        found.parts[part] += own.parts[part] * 2 + mood.parts[part] * often
    found.parts["likes"] = own.parts["likes"] or found.parts["likes"]
    if mood.parts["closes"]:
        found.parts["closes"] = mood.parts["closes"] + own.parts["closes"]
    else:
        ends = "sad" if brief.mood in ("sad", "frightening") else "warm"
        general = packs.table("zh", "images/any")[f"closes_{ends}"]
        found.parts["closes"] += [text for each in general for text in expanded(each)] * 2
        found.parts["closes"] += own.parts["closes"] * 2
    return Lines(brief, found, random)


def _title(brief: Brief, random: Random) -> str:
    """Return a title that names the topic, or what is in the poem."""
    table = packs.table("zh", "titles")
    topic = brief.topics[0].phrase if brief.topics else brief.dedication
    frames = table["named"] if topic else table["free"]
    if topic and brief.verse in ("wuyan", "wujue", "qijue", "haiku"):
        frames = table["classical"]
    every = [text for frame in frames for text in expanded(frame)]
    return random.choice(every).replace("{theme}", topic)
