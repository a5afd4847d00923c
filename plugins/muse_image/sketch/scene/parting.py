"""Parting: those of a story who would stand before each other are moved apart."""

from collections.abc import Sequence
from itertools import pairwise

from ..catalogue import form
from .members import Cast, Spot
from .things import Thing

CLOSE = {"hug": 0.2, "dance": 0.42}
"""Pose in which two stand close -> the part of their widths that they take."""
PARTING = 12
"""How many times those who stand before each other are moved."""


def part(one: Cast, members: Sequence[int]) -> None:
    """Move those of a story who stand before each other apart, within the room that is there.

    Who are on one thing are moved along it, the others on the ground.
    """
    low, high = one.span[0] * one.made.width, one.span[1] * one.made.width
    groups: dict[int | None, list[tuple[Spot, float]]] = {}
    for i in members:
        thing = one.scene.things[i]
        if any(each.relation == ("on", i) for each in one.scene.things):
            continue  # it carries somebody
        if thing.traits.get("pose") not in CLOSE:
            own = [(spot, 0.8 * one.wide(i) * spot.scale) for spot in one.spots[i]]
            groups.setdefault(_host(one, thing), []).extend(own)
    for host, group in groups.items():
        if host is not None and len(group) < 2:
            continue
        for _ in range(PARTING):
            group.sort(key=lambda each: each[0].x)
            for (left, half), (right, other) in pairwise(group):
                lack = half + other - (right.x - left.x)
                if lack > 0:
                    left.x, right.x = left.x - lack / 2, right.x + lack / 2
            for spot, half in group:
                spot.x = min(max(spot.x, low + half), max(high - half, low + half))


def _host(one: Cast, thing: Thing) -> int | None:
    """Return the index of the thing that carries somebody; None for the ground."""
    if thing.relation is None or thing.relation[0] not in ("on", "in", "riding"):
        return None
    host = one.scene.things[thing.relation[1]]
    return thing.relation[1] if form(host.element, host.kind) is not None else None
