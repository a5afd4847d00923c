"""Swaps: what is drawn in another form than usual because of who is with it.

Elements of the landscape are drawn for the distance. Where somebody stands on one, it is drawn
near; where somebody is in a building, its inside is.
"""

from collections.abc import Callable
from dataclasses import replace

from ..catalogue import form
from .things import Thing

NEAR = {
    "rocks": "boulder", "cliffs": "boulder", "arch_rock": "boulder", "fence": "rail_fence",
    "wall": "low_wall", "bridge": "arched_bridge", "tree": "branch", "iceberg": "floe",
    "glacier": "floe", "lotus": "lily_pad", "clouds": "cloud_bank",
}  # fmt: skip
"""Element of the scenery -> the form of things/ that carries somebody near."""
PERCHES = ("branch",)
"""Forms that carry animals alone: nobody stands upright on a branch."""
INSIDE = {
    "temple": "temple", "pagoda": "temple", "church": "church", "castle": "hall",
    "hall": "hall", "house": "living_room", "cottage": "living_room", "hut": "attic",
}  # fmt: skip
"""Building -> the kind of room that is in it."""
OUTSIDE = ("before", "behind", "beside")
"""Relations to a building that are no reason to be in it."""


def swapped(things: list[Thing], absent: set[str], added: Callable[[str], Thing]) -> None:
    """Exchange, in place, what is drawn in another form; `added` is the thing of a concept."""
    _streets(things)
    for thing in list(things):
        if thing.relation is None or thing.relation[0] not in ("on", "in"):
            continue
        name, other = thing.relation
        base = things[other]
        room = INSIDE.get(base.element)
        if name == "in" and thing.living == "person" and room:
            things[other] = replace(base, element="room", kind=room, count=1)
            continue
        kind = NEAR.get(base.element) if not base.kind or base.element == "tree" else None
        if base.element == "bridge":
            kind = "arched_bridge"
        acting = thing.living or form(thing.element, thing.kind) is not None
        if kind is None or not acting or (kind in PERCHES and thing.living != "animal"):
            continue
        if thing.element == "vehicle":
            continue
        things[other] = replace(base, element="thing", kind=kind, count=1)
        if kind == "arched_bridge" and "lake" not in absent:
            if not any(t.element in ("river", "lake", "sea") for t in things):
                things.append(added("lake"))


def _streets(things: list[Thing]) -> None:
    """Leave a room that something stands before, or that a vehicle is at, to a street."""
    for thing in things:
        if thing.relation is None:
            continue
        base = things[thing.relation[1]]
        outside = thing.relation[0] in OUTSIDE or thing.element == "vehicle"
        if base.element == "room" and outside and base.kind != "windowsill":
            things[thing.relation[1]] = replace(base, element="town_street", kind="old_town")
