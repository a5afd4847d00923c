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
OFTEN = {"comic": 4, "frightening": 6}
"""Moods that are heard in most lines, and how much oftener than others their words are drawn."""

_Poem = Callable[[Brief, Random], list[list[str]]]

KINDS: Mapping[str, _Poem] = {
    "free": lambda brief, random: chinese_poems.free(_lines(brief, random), brief, random),
    "wuyan": chinese_classical.wuyan,
    "wujue": lambda brief, random: chinese_classical.jue(brief, random, five=True),
    "qijue": lambda brief, random: chinese_classical.jue(brief, random, five=False),
    "haiku": chinese_classical.haiku,
}
"""The kinds of Chinese verse, the default first."""


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    gentle = brief.occasion or brief.children
    own = [packs.table("zh", f"images/{name}").get("mood", "") for name in images.subjects(brief)]
    asked = brief.mood or ("warm" if gentle else next(filter(None, own), ""))
    mood = asked or random.choice(MOODS)
    brief = replace(brief, mood=mood)
    if brief.form == "lyrics":
        hook, sections = chinese_poems.lyrics(brief, _lines(brief, random), random)
        blocks = [Block("title", brief.title or hook)]
        for name, lines in sections:
            blocks += [Block("heading", name), Block("stanza", "\n".join(lines))]
    else:
        blocks = [Block("title", brief.title or _title(brief, random))]
        for stanza in KINDS[brief.verse](brief, random):
            blocks.append(Block("stanza", "\n".join(stanza)))
    if brief.dedication:
        blocks.insert(1, Block("note", f"给{brief.dedication}"))
    return blocks, mood


def _lines(brief: Brief, random: Random) -> Lines:
    """Return the composer of a poem, whose images have its mood."""
    found = images.gather(brief, random)
    mood = "warm" if brief.mood == "tender" and not brief.children else brief.mood
    table = packs.table("zh", f"images/mood_{mood}")
    often = OFTEN.get(mood, 1)
    own = images.Images()
    own.add(table)
    found.things[:0] = own.things * min(often, 2)
    found.own += len(own.things) * min(often, 2)
    for part, texts in own.parts.items():
        found.parts[part] = (
            texts if part == "closes" and texts else found.parts[part] + texts * often
        )
    ends = "sad" if brief.mood in ("sad", "frightening") else "warm"
    if not own.parts["closes"]:
        general = packs.table("zh", "images/any")
        found.parts["closes"] += [t for e in general[f"closes_{ends}"] for t in expanded(e)] * 2
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
