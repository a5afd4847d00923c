"""Poems: which writer a kind of verse has, what the poem is called, and who it is for."""

from collections.abc import Callable, Mapping, Sequence

from .. import packs
from ..document import Block
from ..plan import Plan
from ..templates import Templates
from . import chinese, english

Writer = Callable[[Plan, str, Templates, Sequence[str], Sequence[str]], list[list[str]]]

WRITERS: Mapping[str, Mapping[str, Writer]] = {
    "en": {
        "quatrains": english.quatrains,
        "haiku": english.haiku,
        "limerick": english.limericks,
        "sonnet": english.sonnet,
        "couplets": english.couplets,
    },
    "zh": {
        "free": chinese.free,
        "wuyan": chinese.wuyan,
        "wujue": chinese.wujue,
        "qijue": chinese.qijue,
    },
}
"""The kinds of verse of each language, the default first."""
FIXED = {
    "haiku": "a haiku has three lines",
    "sonnet": "a sonnet has fourteen lines",
    "wujue": "a 绝句 has four lines",
    "qijue": "a 绝句 has four lines",
}
"""Verse that has one length, and how the report says so."""


def poem(plan: Plan, length: str, verse: str, templates: Templates) -> list[Block]:
    """Write a poem of a kind of verse; who and where have no room in are told beneath the title."""
    people = list(dict.fromkeys(who.group or who.asked for who in plan.cast if who.asked))
    if people:
        templates.facts["who"] = plan.surface.listed(people)
    blocks = [Block("title", _title(plan, templates))]
    room = {"quatrains": 3, "free": chinese.STANZAS[length] - 1}.get(verse, 0)
    asked = [name for name in ("theme", "who", "asked place") if templates.facts.get(name)]
    if room < len(asked) and asked != ["theme"]:
        blocks.append(dedication(plan, templates, asked))
        asked = asked[:1] if asked[0] == "theme" else []
    topics = topics_of(plan, templates)
    stanzas = WRITERS[plan.language][verse](plan, length, templates, asked, topics)
    tidy = plan.surface.tidy
    return blocks + [Block("stanza", tidy("\n".join(lines))) for lines in stanzas]


def dedication(plan: Plan, templates: Templates, asked: Sequence[str]) -> Block:
    """Return the line beneath a title that tells who a poem is for and where it was written."""
    words = packs.table(plan.language, "verse")["dedication"]
    return Block("note", plan.surface.tidy(templates.fill(words["+".join(asked[-2:])])))


def _title(plan: Plan, templates: Templates) -> str:
    words = packs.table(plan.language, "verse")
    names = words["titles"] if plan.theme else words["untitled"]
    return str(plan.surface.title(plan.surface.tidy(templates.draw(names))))


def topics_of(plan: Plan, templates: Templates) -> list[str]:
    """Return the subjects to draw from; one at random where the request names no theme at all."""
    themes = packs.table(plan.language, "themes")
    found = [subject for name in plan.themes for subject in themes[name]["subjects"]]
    if found or plan.theme:
        return list(dict.fromkeys(found))
    neutral = packs.table(plan.language, "verse")["neutral"]
    known = [plan.genre] if plan.genre in neutral else []
    return known or [templates.random.choice(neutral)]
