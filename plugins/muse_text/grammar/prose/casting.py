"""Casting: everybody who was asked for gets a name and a pronoun, and who is missing comes in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from ..brief import Brief, Person
from .surfaces import SURFACES


def cast(brief: Brief, world: Mapping[str, Any], random: Random) -> tuple[Person, ...]:
    """Return the people of a text, the hero first; all have names, roles and pronouns."""
    surface = SURFACES[brief.language]
    wanted = list(brief.people)
    if not wanted:
        wanted.append(Person(kind="child") if brief.children else Person())
    if wanted[0].kind != "animal" and all(each.kind == "animal" for each in wanted[1:]):
        wanted.append(Person(kind="child") if brief.children else Person())  # to talk to
    elif len(wanted) == 1:
        wanted.append(replace(Person(), kind="animal"))
    taken = {person.name for person in wanted if person.name}
    made: list[Person] = []
    for person in wanted:
        whole = _whole(person, world, made, random)
        if not whole.pronoun:
            others = [each.pronoun for each in made]
            whole = replace(whole, pronoun=surface.pronoun(whole, others, random))
        if not whole.name:
            whole = replace(whole, name=surface.name(whole, brief, world, taken, random))
        taken.add(whole.name)
        made.append(whole)
    return tuple(made)


def _whole(
    person: Person, world: Mapping[str, Any], made: Sequence[Person], random: Random
) -> Person:
    """Return a person with a role of the world, if none was asked for."""
    lists = {"person": "roles", "animal": "animals", "child": "children"}
    if person.role or person.group or person.kind not in lists:
        return person
    used = {each.role for each in made}
    roles = [role for role in world.get(lists[person.kind], ()) if role not in used]
    role = random.choice(roles) if roles else ""
    return replace(person, role=role, head=person.head or _head(role))


def _head(role: str) -> str:
    """Return the noun of a role of a world: cook of "cook off the mail boat", 人 of 打井的人."""
    first = re.split(r" (?:off|of|from|at|in|for|on|with|who) ", role)[0]
    return (first.split() or [""])[-1].rpartition("的")[2]
