"""English verse from a brief: its images, its stanzas, its title and whom it is for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from .. import english, packs
from ..brief import Brief, Happening
from ..document import Block
from ..lexicon import english as forms_of
from . import english_limerick, english_lyrics, english_poems, english_topics, images
from .english_lines import Lines
from .images import expanded

STANZAS = {"short": 2, "medium": 4, "long": 7}
LIMERICKS = {"short": 1, "medium": 2, "long": 5}
COUPLETS = {"short": 3, "medium": 7, "long": 12}
MOODS = ("warm", "tender", "sad")
"""What is drawn from where no mood is asked for."""
GRAVE = frozenset(("loss", "war"))
"""Subjects of which no poem is cheerful unless that is asked for."""

_Poem = Callable[[Lines, Brief], list[list[str]]]

KINDS: Mapping[str, _Poem] = {
    "quatrains": lambda lines, brief: english_poems.quatrains(
        lines,
        brief.stanzas or (brief.lines or 0) // 4 or STANZAS[brief.length],
        told(brief),
    ),
    "haiku": lambda lines, brief: [english_poems.haiku(lines) for _ in range(brief.pieces)],
    "limerick": lambda lines, brief: english_limerick.limericks(
        brief, lines.random, max(brief.pieces, brief.stanzas or 0) or LIMERICKS[brief.length]
    ),
    "sonnet": lambda lines, brief: english_poems.sonnet(lines),
    "couplets": lambda lines, brief: english_poems.couplets(
        lines, (brief.lines or 0) // 2 or COUPLETS[brief.length]
    ),
}
"""The kinds of English verse, the default first."""


def write(brief: Brief, random: Random) -> tuple[list[Block], str]:
    """Return the blocks of a poem or song, and its mood."""
    kind = brief.occasion or brief.children
    moods: tuple[str, ...] = MOODS[:2] if kind else MOODS
    if not GRAVE.isdisjoint(images.subjects(brief)):
        moods = ("sad",)
    mood = brief.mood or random.choice(moods)
    brief = replace(brief, mood=mood)
    found = images.gather(brief, random, english_topics.add)
    english_topics.settle(found, brief, random)
    lines = Lines(brief, found, random)
    if brief.form == "lyrics":
        hook, sections = english_lyrics.lyrics(brief, lines, random)
        blocks = [Block("title", brief.title or english.title(hook))]
        for name, lines_of in sections:
            blocks += [Block("heading", name), Block("stanza", "\n".join(lines_of))]
    else:
        blocks = [Block("title", brief.title or _title(brief, random))]
        for stanza in KINDS[brief.verse](lines, brief):
            blocks.append(Block("stanza", "\n".join(stanza)))
    if brief.dedication:
        blocks.insert(1, Block("note", f"for {brief.dedication}"))
    return blocks, mood


def told(brief: Brief) -> list[str]:
    """Return what was asked to happen as lines in the present tense: "Maya finds a letter"."""
    return [_line(happening, brief) for happening in brief.happenings]


def _line(happening: Happening, brief: Brief) -> str:
    predicate = f"{happening.verb} {happening.rest}".strip()
    people = brief.people
    if happening.who is None:
        return f"somebody {forms_of.third(predicate)}"
    if happening.who < 0:
        group = people[0].group if people else ""
        names = group or english.listed([p.name or f"the {p.head}" for p in people])
        return f"{names} {predicate}"
    who = people[happening.who]
    return f"{who.name or 'the ' + who.head} {forms_of.third(predicate)}"


def _title(brief: Brief, random: Random) -> str:
    """Return a title that names the topic, or what is in the poem."""
    table: Mapping[str, Sequence[str]] = packs.table("en", "titles")
    topic = brief.topics[0].phrase if brief.topics else ""
    if not topic and brief.dedication:
        topic = brief.dedication
    frames = table["named"] if topic else table["free"]
    every = [text for frame in frames for text in expanded(frame)]
    made = random.choice(every).replace("{theme}", topic)
    return str(english.title(made))
