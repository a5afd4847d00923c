"""Company: what stands beside a thing in a still life though nobody asked for it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..catalogue import metres, wide
from ..draws import Rng, fork
from .ground import Ground
from .plan import Layout, Place, placed
from .things import Thing

LOWEST, HIGHEST = 0.94, 0.74
"""How low (part of the picture) companions stand at most, and the thing itself at least."""
LEAST = 0.3
"""How tall (part of the picture) the thing itself stays at least beside its company."""


@dataclass(frozen=True, slots=True)
class Companion:
    """One thing beside another: its kind, and how far to the side (m) and behind (m) it stands."""

    kind: str
    x: float
    z: float

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it covers the table, metres to the side."""
        half = wide("thing", self.kind) * metres("thing", self.kind)
        return self.x - half, self.x + half


@cache
def _table() -> Mapping[str, Any]:
    path = files("muse_image.sketch").joinpath("words/data/company.toml")
    return tomllib.loads(path.read_text("utf-8"))


def company(kind: str, layout: Layout, rng: Rng) -> list[Companion]:
    """Return what keeps a kind of thing company in this picture, the nearest first."""
    away = -float(np.sign(layout.light[0]) or 1)
    entries = _table().get(kind, ())
    draws = rng.random((len(entries), 3)).tolist()
    found = [
        Companion(e["thing"], e["x"] * away * (1 + 0.1 * a), e["z"] + 0.03 * (b - 0.5))
        for e, (lot, a, b) in zip(entries, draws, strict=True)
        if lot < e["chance"]
    ]
    return sorted(found, key=lambda each: abs(each.x))


def fitting(
    found: list[Companion], half: float, tall: float, layout: Layout
) -> tuple[list[Companion], float]:
    """Return those who have room beside a thing (`half` wide to each side), and px to a metre."""
    while True:
        edges = [(-half, half), *(each.reach for each in found)]
        across = max(b for _, b in edges) - min(a for a, _ in edges)
        highest = max([tall, *(metres("thing", each.kind) + max(each.z, 0) for each in found)])
        scale = min(0.5 * layout.height / tall, 0.9 * layout.width / across,
                    0.62 * layout.height / highest)  # fmt: skip
        if not found or scale * tall > LEAST * layout.height:
            return found, scale
        found = found[:-1]


def levelled(
    found: list[Companion], scale: float, layout: Layout, front: float
) -> tuple[float, list[Companion]]:
    """Return a thing's foot level (part of the height) that leaves room for what is before it.

    Also those for whom there is room: what stands too near is left out.
    """
    eye = layout.horizon / layout.height
    near = {each: _near(each, scale, layout) for each in found}
    kept = [each for each in found if eye + (LOWEST - eye) / near[each] > HIGHEST]
    level = min([front, *(eye + (LOWEST - eye) / near[each] for each in kept)])
    return level, kept


def _near(each: Companion, scale: float, layout: Layout) -> float:
    """Return how many times larger than the thing itself its companion is seen."""
    focal = 1.25 * layout.unit
    return 1 / max(0.4, 1 + each.z * scale / focal)


def gathered(
    found: list[Companion], lead: Place, ground: Ground, layout: Layout, rng: Rng
) -> list[Place]:
    """Return the places of a thing and of its company, moved so that all are inside."""
    scale = ground.scale(lead.y)
    half = wide("thing", lead.kind) * lead.size / scale
    edges = [(-half, half), *(each.reach for each in found)]
    middle = (min(a for a, _ in edges) + max(b for _, b in edges)) / 2
    x = layout.width / 2 - middle * scale
    made = [replace(lead, x=x)]
    for each in found:
        # A step back on the table: all is smaller, and nearer to the eye's level.
        near = _near(each, scale, layout)
        y = ground.horizon + (lead.y - ground.horizon) * near
        thing = Thing(each.kind, "thing", each.kind, asked=False)
        size = metres("thing", each.kind) * scale * near
        place = placed(thing, x + each.x * scale, y, size, 0.0, 60 + 20 * y / layout.height,
                       fork(rng))  # fmt: skip
        made.append(place)
    return made
