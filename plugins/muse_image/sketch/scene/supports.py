"""Supports: what of the scenery is drawn near and large because somebody stands or sits on it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .scene import Thing

NEAR = {
    "rocks": "boulder", "cliffs": "boulder", "arch_rock": "boulder", "fence": "rail_fence",
    "wall": "low_wall", "bridge": "arched_bridge", "tree": "branch", "iceberg": "floe",
    "glacier": "floe", "lotus": "lily_pad", "clouds": "cloud_bank",
}  # fmt: skip
"""Element of the scenery -> the form of things/ that carries somebody near."""
PERCHES = ("branch",)
"""Forms that carry animals alone: nobody stands upright on a branch."""


def supported(things: "list[Thing]", absent: set[str], added: "Callable[[str], Thing]") -> bool:
    """Exchange the scenery that people and animals are on for near forms; whether there was any.

    `added` returns the thing of a concept: a bridge is over water.
    """
    changed = False
    for thing in list(things):
        if not thing.living or thing.relation is None or thing.relation[0] not in ("on", "in"):
            continue
        base = things[thing.relation[1]]
        kind = NEAR.get(base.element)
        if kind is None or (kind in PERCHES and thing.living != "animal"):
            continue
        things[thing.relation[1]] = replace(base, element="thing", kind=kind, count=1)
        changed = True
        if kind == "arched_bridge" and not any(
            t.element in ("river", "lake", "sea") for t in things
        ):
            if "lake" not in absent:
                things.append(added("lake"))
    return changed
