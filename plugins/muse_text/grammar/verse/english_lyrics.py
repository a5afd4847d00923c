"""English lyrics, composed: verses on the song's subject, a hook that returns, a bridge."""

from collections.abc import Mapping, Sequence
from random import Random

from .. import packs
from ..brief import Brief
from . import phones
from .english_lines import Lines
from .english_poems import Line, stanza
from .images import expanded

SECTIONS: Mapping[str, tuple[str, ...]] = {
    "short": ("verse", "pre", "chorus", "verse", "chorus"),
    "medium": ("verse", "pre", "chorus", "verse", "pre", "chorus", "bridge", "chorus"),
    "long": (
        *("verse", "pre", "chorus", "verse", "pre", "chorus"),
        *("bridge", "chorus", "verse", "chorus", "chorus"),
    ),
}
"""The sections of a song by its length."""
VERSE = (
    Line(("see", "sense", "when_you"), 8),
    Line(("more", "you"), 6, "a", same=True),
    Line(("speak", "you", "we"), 8),
    Line(("end", "you"), 6, "a", same=True),
)
PRE = (Line(("you", "we"), 8, "a"), Line(("end", "you"), 8, "a", same=True))
ANSWERS = (Line(("we", "you"), 7, "a", free=True), Line(("end", "you"), 7, "a", free=True))
BRIDGE = (
    Line(("when_you", "turn"), 6, "a"),
    Line(("end", "we"), 6, "a", same=True),
    Line(("when_you", "speak"), 6, "b"),
    Line(("end", "we"), 6, "b", same=True),
)


def lyrics(brief: Brief, lines: Lines, random: Random) -> tuple[str, list[tuple[str, list[str]]]]:
    """Return the title of a song and its sections: names and lines.

    Sections of one name have the same syllables, line by line; the chorus is the same each time.
    """
    hook = _hook(brief, random)
    order = order_of(brief)
    answers = _marked(stanza(lines, ANSWERS))
    chorus = [hook, answers[0], hook, answers[1]]
    pre = _marked(stanza(lines, PRE))
    bridge = _marked(stanza(lines, BRIDGE))
    whole = {"chorus": chorus, "pre": pre, "bridge": bridge}
    names: Mapping[str, str] = packs.table("en", "songs")["names"]
    found = []
    number = 0
    for section in order:
        number += section == "verse"
        told = _marked(_verse(brief, lines, number)) if section == "verse" else whole[section]
        found.append((names[section].format(number=number), told))
    return hook, found


def order_of(brief: Brief) -> tuple[str, ...]:
    """Return the sections of a song: so many verses as were asked for, or those of its length."""
    if brief.stanzas is None:
        return SECTIONS[brief.length]
    return tuple(section for _ in range(brief.stanzas) for section in ("verse", "chorus"))


def _verse(brief: Brief, lines: Lines, number: int) -> list[str]:
    """Compose a verse; the first one names the topic, where there is one."""
    wanted = list(VERSE)
    if number == 1 and lines.pools["theme"]:
        wanted[0] = Line(("theme",), 8)
    elif lines.due:
        due = lines.due.pop(0)
        wanted[0] = Line((due.kind,), 8, pools=due.pools)
    return stanza(lines, wanted)


def _hook(brief: Brief, random: Random) -> str:
    """Return the line that gives a song its name, with the topic in it where there is one."""
    table = packs.table("en", "songs")
    topic = brief.topics[0].phrase if brief.topics else ""
    frames = table["topic_hooks"] if topic else table["hooks"]
    every = [text for frame in frames for text in expanded(frame)]
    fitting = [text for text in every if phones.count(text.replace("{theme}", topic)) <= 9]
    hook = random.choice(fitting or every).replace("{theme}", topic)
    return hook[:1].upper() + hook[1:]


def _marked(lines: Sequence[str]) -> list[str]:
    return [line[:1].upper() + line[1:] for line in lines]
