"""Which mentions are of one thing, and which relations of things lead back to themselves."""

from dataclasses import replace

from ..words import Mention, Words
from .things import Thing


def alike(one: Thing, other: Thing) -> bool:
    """Whether two mentions are of one thing; there is one sea, with its waves or without."""
    if one.element == other.element == "sea":
        return True
    same = one.name == other.name and one.side == other.side and one.traits == other.traits
    return same and (one.colours, one.size) == (other.colours, other.size)


def another(number: int, mention: Mention, words: Words) -> bool:
    """Whether a mention is of one more of its kind: "a cat beside a dog beside a cat"."""
    if mention.number is None or mention.concept.count is None:
        return False
    told = [how for m in words.mentions for how, other in m.relations if other == number]
    return bool(mention.relations) or not {"on", "in", "under"}.issuperset(told)


def without_circles(things: list[Thing]) -> list[Thing]:
    """Return the things, without the last relation of each circle of them."""
    made: list[Thing] = [replace(thing, relation=None) for thing in things]
    for number, thing in enumerate(things):
        at: int | None = thing.relation[1] if thing.relation else None
        while at is not None and at != number:
            relation = made[at].relation
            at = relation[1] if relation else None
        if at is None:
            made[number] = thing
    return made
