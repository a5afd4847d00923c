"""What a still life makes of things: a table is its ground, flowers stand in a vase."""

from collections.abc import Mapping
from dataclasses import replace

from ..words import Words
from .things import Thing

TABLES = (
    "table", "dining_table", "round_table", "coffee_table", "cafe_table", "desk", "study_desk",
    "chinese_desk", "eight_table", "tatami_table",
)  # fmt: skip
"""Kinds of furniture that are the ground of a still life when only small things are on them."""
VASES = {
    "rose": "vase of roses", "tulip": "vase of tulips", "daisy": "vase of daisies",
    "sunflower": "vase of sunflowers",
}  # fmt: skip


def laid(things: list[Thing], words: Words, index: Mapping[int, int]) -> list[Thing]:
    """Return the things of a prompt, some of them as a still life has them.

    One rose is a rose, many are a field of them, unless they are named beside what stands on a
    table: then they stand in a vase. A table that only carries small things is the picture's ground.
    """
    made = list(things)
    small = [thing for thing in made if thing.home == "table" and thing.element != "tabletop"]
    for number, mention in enumerate(words.mentions):
        at = index.get(number)
        if at is None or made[at].element != "flowers":
            continue
        flower = made[at].traits.get("flower", "")
        lone = len(made) == 1 and mention.number is None and mention.amount is None
        if flower and (mention.number == 1 or lone):
            made[at] = _as(made[at], f"single {flower}")
        elif _only_small(made, at) and (small or any(t.element == "tabletop" for t in made)):
            made[at] = _as(made[at], VASES.get(flower, "vase of flowers"))
    for at, thing in enumerate(made):
        if thing.element == "thing" and thing.kind in TABLES and _only_small(made, at) and small:
            made[at] = replace(thing, element="tabletop", kind="wood", count=1, home="table")
    return made


def _as(thing: Thing, kind: str) -> Thing:
    return replace(thing, element="thing", kind=kind, count=1, home="table")


def _only_small(things: list[Thing], at: int) -> bool:
    """Whether all others are flowers, tables, or small things that are at home on a table."""
    return all(
        other.home == "table" or other.element == "flowers" or other.kind in TABLES
        for place, other in enumerate(things)
        if place != at
    )
