"""What rules may call somebody of an English text: names, pronouns, roles, how they come in."""

import re

from .. import english, lexicon
from ..brief import Person
from ..lexicon import english as inflect
from ..plot import Plot
from ..rules import Rules

_LIMBS = {"bird": ("wing", "wings"), "fish": ("fin", "fins")}
_BIRDS = frozenset(
    "bird owl crow raven sparrow duck duckling goose hen chick robin parrot penguin swan eagle "
    "pigeon gull seagull".split()
)
_WATER = frozenset("fish whale shark dolphin octopus goldfish seahorse".split())


def person(prefix: str, plot: Plot, place: int) -> dict[str, str]:
    """Return what rules may call somebody of the cast: `hero`, `hero.he`, `hero.his`, ...

    `.o` is the name as an object (me), `.s` as a possessive (my); `.name` the name even of an I.
    """
    who = plot.cast[place]
    first = plot.brief.first_person and place == 0 and plot.brief.form == "story"
    he, him, his, himself = english._PRONOUNS[who.pronoun or "they"]
    role = " ".join(dict.fromkeys((*who.traits, *who.role.split()))) or "stranger"
    if who.group and place == _first(plot, who.group):
        plain = prefix == "who" and who.head == role
        role = _one_of(who.group) if plain else f"{role}, {_one_of(who.group)}"
    values = {"": who.name, ".he": he, ".him": him, ".his": his, ".himself": himself}
    values |= {".o": who.name, ".s": f"{who.name}'s", ".name": who.name, ".role": role}
    values[".intro"] = _intro(plot, place, role.partition(",")[0])
    values[".one"] = _one(plot, place, role.partition(",")[0])
    values[".the"] = f"the {who.head}" if who.head else who.name
    limb, limbs = _limbs(who)
    values |= {".hand": limb, ".hands": limbs}
    if first:
        values |= {"": "I", ".he": "I", ".him": "me", ".his": "my", ".himself": "myself"}
        values |= {".o": "me", ".s": "my", ".intro": "I"}
    return {prefix + key: value for key, value in values.items()}


def _limbs(who: Person) -> tuple[str, str]:
    if who.kind != "animal":
        return ("claw", "claws") if who.head == "dragon" else ("hand", "hands")
    kind = "bird" if who.head in _BIRDS else "fish" if who.head in _WATER else ""
    return _LIMBS.get(kind, ("paw", "paws"))


def _intro(plot: Plot, place: int, role: str) -> str:
    """Return how somebody is brought in: "a woman named Maya", "her dog, Rex"."""
    who = plot.cast[place]
    if who.group and not (place and who.tie):
        return _of_group(plot, place)
    if place and known(plot, place):
        owner = who.of if who.of is not None else 0
        his = english._PRONOUNS[plot.cast[owner].pronoun or "they"][2]
        if plot.brief.first_person and owner == 0:
            his = "my"
        noun = who.tie or (role if role != "stranger" else "friend")
        trade = who.group and who.head != role.split()[-1]
        return f"{his} {noun} {who.name}" + (f", a {role}," if trade else "")
    if not who.role and not who.traits:
        return who.name
    if english._CLAUSE.search(who.role):
        return f"{who.name}, a {english._past(role)},"
    if who.name.startswith("the "):
        return f"a {role}"
    return f"a {role} named {who.name}"


def _one(plot: Plot, place: int, role: str) -> str:
    """Return what somebody is without the name: "a baker", "Maya's sister"; or ""."""
    who = plot.cast[place]
    if who.of is not None and who.of != place and who.tie:
        return f"{plot.cast[who.of].name}'s {who.tie}"
    if who.group:
        return f"one of {who.group}"
    if role == "stranger" or english._CLAUSE.search(role):
        return ""
    return f"{'an' if role[:1] in 'aeiou' else 'a'} {role}"


def known(plot: Plot, place: int) -> bool:
    """Whether somebody of the cast has been known to the hero from the start."""
    who = plot.cast[place]
    hero = plot.cast[0]
    together = bool(who.group) and who.group == hero.group
    return who.of is not None or bool(who.tie) or (together and english.is_kin(who.head))


def _first(plot: Plot, group: str) -> int:
    """Return the place of the first of several who were asked for together."""
    return next(k for k, each in enumerate(plot.cast) if each.group == group)


def _one_of(group: str) -> str:
    counted = re.match(r"(?i)(?:an?|the|two|three|four|five|six|\d) ", group)
    return f"one of {group}" if counted else f"one of the {group}"


def _of_group(plot: Plot, place: int) -> str:
    """Return how one of several is brought in: "Ann, a cellist, one of two sisters,"."""
    who = plot.cast[place]
    trade = "" if who.head == who.role.split()[-1] else f" a {who.role},"
    if place == _first(plot, who.group):
        return f"{who.name},{trade} {_one_of(who.group)},"
    other = "the other" if len(plot.cast) == 2 else "another"
    return f"{who.name},{trade or f' {other} {who.head},'}"


def work(who: Person, rules: Rules) -> str:
    """Return what somebody does all day, by trade: "kneading before dawn"; or as a world has it."""
    concept = lexicon.find("en", who.role) if who.role else None
    kin = english.is_kin(who.head) or who.head in ("man", "woman", "person", "mother", "father")
    if concept is not None and not concept.general and concept.kind == "person" and not kin:
        does = [d for d in concept["does"] if not _POINTS.search(d)]
        if does:
            own = rules.random.sample(does, min(2, len(does)))
            return " and ".join(inflect.gerund(each) for each in own)
    return rules.draw("world.work") if rules.has("world.work") else ""


_POINTS = re.compile(r"\b(?:it|him|her|them|you|me)\b")
