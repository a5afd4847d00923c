"""Chinese prose: what rules may call people, happenings, topics and places."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from .. import chinese, lexicon
from ..brief import Brief, Happening, Person
from ..chinese import sentences, tidy, title, words
from ..plot import Beat, Plot
from ..rules import Rules

__all__ = [
    "beat_facts",
    "facts",
    "name",
    "number",
    "person",
    "pronoun",
    "sentences",
    "tidy",
    "title",
    "words",
]

NAMES = ("hero", "other", "third", "fourth", "fifth", "sixth")
"""What rules call the cast, in its order."""


def pronoun(person: Person, others: Sequence[str], random: Random) -> str:
    """Return 她, 他 or 它 for somebody; where it is open, another one than the others have."""
    if others and not person.head and not person.name:
        return "他" if others[0] == "她" else "她"
    return chinese.pronoun(person.head, person.name, random)


def name(
    person: Person, brief: Brief, world: Mapping[str, Any], taken: set[str], random: Random
) -> str:
    """Return a name that fits the person, the world and the period, and that nobody has yet."""
    names = [each.rsplit(" ", 1) for each in world["names"]]
    free = [each for each in names if each[0] not in taken]
    same = [each for each in free if each[1] == person.pronoun] or free
    return str(random.choice(same)[0])


def person(prefix: str, plot: Plot, place: int) -> dict[str, str]:
    """Return what rules may call somebody of the cast: `hero`, `hero.he`, `hero.intro`, ..."""
    who = plot.cast[place]
    measure = chinese.measure(who.head or who.role)
    intro = f"一{measure}{who.role}，名叫{who.name}" if who.role else who.name
    values = {"": who.name, ".he": who.pronoun, ".intro": intro, ".role": who.role or "人"}
    return {prefix + key: value for key, value in values.items()}


def facts(plot: Plot, world: Mapping[str, Any], rules: Rules) -> dict[str, str]:
    """Return the facts of a plot that hold in all its beats."""
    found: dict[str, str] = {}
    for place in range(len(plot.cast)):
        found |= person(NAMES[place], plot, place)
    brief = plot.brief
    if brief.setting:
        found["setting"] = brief.setting
        found["setting.in"] = chinese.place(brief.setting)
    for key in ("title", "dedication"):
        if value := getattr(brief, key):
            found[key] = value
    if brief.topics:
        found["theme"] = brief.topics[0].phrase
    return found


def beat_facts(plot: Plot, beat: Beat, rules: Rules) -> dict[str, str]:
    """Return the facts of one beat: who is in it, what was asked to happen, its topic."""
    found: dict[str, str] = {}
    if len(beat.who) > 1 and beat.who[1] < len(plot.cast):
        found |= person("mate", plot, beat.who[1])
    if beat.happening is not None:
        found |= _happening(plot, plot.brief.happenings[beat.happening])
    if beat.topic is not None:
        found |= _topic(plot, beat.topic, rules.random)
    return found


def _happening(plot: Plot, happening: Happening) -> dict[str, str]:
    who = plot.cast[happening.who].name if happening.who is not None else plot.cast[0].name
    found = {"asked": f"{who}{happening.verb}", "asked.do": happening.verb}
    if happening.thing:
        found["asked.thing"] = happening.thing
    return found


def _topic(plot: Plot, number: int, random: Random) -> dict[str, str]:
    topic = plot.brief.topics[number]
    found = {"topic": topic.phrase}
    key = topic.concept
    for relation in lexicon.RELATIONS:
        if values := lexicon.related("zh", key, relation):
            found[f"topic.{relation}"] = random.choice(values)
    return found


def number(value: int) -> str:
    """Return a number of a chapter or scene: 一, 十二."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else digits[tens]) + "十" if tens else ""
    return head + (digits[ones] if ones or not tens else "")
