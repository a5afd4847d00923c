"""A street in perspective: two rows of houses that run to a far end, their lamps and ground."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from .streets import canal
from .streets.close import close
from .streets.eastern import chinese, japanese, neon_block
from .streets.extras import across, hedge, lamp, lanterns, poles, shine, stall, tree
from .streets.ground import ground, mirrored
from .streets.lot import Lot
from .streets.view import Sheet, Spot, View
from .streets.western import cottage, tower_block, town_house

SPEC = Spec("ground", order=30)


@dataclass(frozen=True, slots=True)
class Town:
    """A kind of street: its houses, half width (m), ground, far ends and what stands along it."""

    house: Callable[[Lot], None]
    half: float
    ground: str
    pavement: float
    ends: tuple[str, ...]
    wide: tuple[float, float] = (5.5, 8.5)
    gap: float = 0.0
    tall: float = 16.0
    lane: bool = False
    lamps: str = ""
    trees: float = 0.0
    ropes: str = ""
    stalls: bool = False
    wires: bool = False
    gardens: bool = False
    length: float = 62.0
    beyond: str = "paving"
    shops: bool = True
    water: bool = False
    willows: bool = False


TOWNS = {
    "old_town": Town(town_house, 4.6, "cobbles", 1.3, ("church", "houses", "trees"), lamps="old"),
    "modern": Town(
        tower_block,
        8.5,
        "asphalt",
        3.0,
        ("skyline",),
        (10, 17),
        tall=60,
        lane=True,
        lamps="tall",
        trees=15.0,
        length=110.0,
    ),
    "chinese": Town(
        chinese, 4.2, "slabs", 0.0, ("pagoda", "mountain"), (6.5, 9.0), ropes="lanterns"
    ),
    "japanese": Town(japanese, 3.6, "asphalt", 0.7, ("mountain", "trees"), (5.5, 8.0), wires=True),
    "neon": Town(
        neon_block, 4.4, "asphalt", 1.2, ("skyline",), (6.0, 9.0), tall=34, wires=False, length=75.0
    ),
    "market": Town(
        town_house, 6.0, "cobbles", 0.0, ("church", "houses"), ropes="flags", stalls=True
    ),
    "village": Town(
        cottage,
        4.8,
        "earth",
        0.0,
        ("trees", "mountain"),
        (8.0, 12.0),
        3.5,
        8.0,
        gardens=True,
        beyond="grass",
        shops=False,
    ),
    "alley": Town(
        town_house,
        1.9,
        "cobbles",
        0.0,
        ("houses", "trees"),
        (5.0, 7.5),
        tall=18,
        ropes="washing",
        length=38.0,
    ),
    "suburb": Town(
        cottage,
        9.5,
        "asphalt",
        4.6,
        ("trees",),
        (11.0, 14.0),
        6.0,
        9.0,
        lane=True,
        lamps="tall",
        trees=16.0,
        gardens=True,
        beyond="grass",
        shops=False,
        length=90.0,
    ),
    "canal": Town(
        canal.waterside, 6.2, "slabs", 2.1, ("trees", "mountain"), (6.0, 8.5), 0.15, 10.0,
        water=True, willows=True,
    ),
    "venice": Town(
        town_house, 4.4, "slabs", 0.35, ("church", "houses"), (5.5, 8.0), tall=18, water=True,
        shops=False,
    ),
    "amsterdam": Town(
        town_house, 9.0, "cobbles", 3.6, ("church", "trees"), (5.0, 6.5), tall=18, lamps="old",
        trees=9.0, water=True, shops=False,
    ),
}  # fmt: skip
"""Kinds of streets."""


def half(kind: str) -> float:
    """Return how far (m) the houses of a kind of street stand from its middle."""
    return TOWNS.get(kind, TOWNS["old_town"]).half


def water(kind: str) -> float | None:
    """Return how far (m) the water of a canal reaches to each side; None of a street on land."""
    town = TOWNS.get(kind, TOWNS["old_town"])
    return town.half - town.pavement if town.water else None


def paint(canvas: Canvas, place: Place) -> None:
    """Add the street: its far end, ground, houses from far to near, what stands along it."""
    town = TOWNS.get(place.kind, TOWNS["old_town"])
    rng = place.rng
    focal = canvas.layout.unit * 0.9
    eye = float(place.traits.get("eye", "1.6"))
    view = View(canvas, place, place.x, place.y, focal, town.half, town.length, eye)
    before = len(canvas.layers)
    if view.dark:
        _lamplight(canvas, place.kind)
    close(view, town.ends[int(rng.integers(len(town.ends)))])
    ground(view, town.ground, town.pavement, town.lane, town.beyond)
    rows = [_lots(view, town, side) for side in (-1, 1)]
    rows.sort(key=lambda row: row[0].side * canvas.layout.light[0])
    near = max(view.near(-1), view.near(1))
    lit: list[Spot] = []
    for lot in sorted((lot for row in rows for lot in row), key=lambda lot: -lot.z0):
        town.house(lot)
        far = (lot.z0 + lot.z1) / 2
        canvas.add(lot.sheet.done(min(0.8, 0.65 * (far / 70) ** 1.3)))
        lit.append((lot.side * (town.half - 0.9), 0.0, max(far, near + 1)))
        if town.gardens and lot.z0 > 5:
            hedge(view, lot.side, lot.side * (town.half - 0.6), lot.z1 + 0.2,
                  lot.z1 + town.gap - 0.3, bool(rng.random() < 0.5))  # fmt: skip
    if view.wet and not town.water:
        mirrored(view, before)
    for spot in lit if town.shops else []:
        shine(view, spot, 3.0, part=0.3)
    if not town.water:
        _along(view, town)
        return
    inner = town.half - town.pavement
    canal.water(view, inner)
    for side in (-1, 1):
        canal.embankment(view, inner, side, town.willows)
    canal.bridge(view, inner)
    _along(view, town)
    canal.reflected(view, inner, before, canal.BRIDGE)
    for side in (-1, 1) if town.pavement > 1 else ():
        canal.stairs(view, inner, side)
    edge = float(place.traits.get("edge", "0"))
    if edge:
        canal.landing(view, edge)


def _lamplight(canvas: Canvas, kind: str) -> None:
    """Bring the light of lamps into the air: by night nothing in a street is quite dark."""
    warm, cold = rgb("c8a070"), rgb("5a5f86")
    if kind == "neon":
        warm, cold = rgb("c890c0"), rgb("4f5f9a")
    air = canvas.air
    canvas.air = replace(
        air, key=np.maximum(air.key, mix(air.key, warm, 0.92)),
        ambient=np.maximum(air.ambient, mix(air.ambient, cold, 0.6)),
    )  # fmt: skip


def _lots(view: View, town: Town, side: int) -> list[Lot]:
    """Return the lots of one side, from near to far."""
    rng = view.place.rng
    near = view.near(side)
    z = near * 0.82 - float(rng.uniform(0, town.wide[0] * 0.5))
    made: list[Lot] = []
    while z < view.end:
        wide = float(rng.uniform(*town.wide))
        if z + wide > near:
            z0, z1 = max(z, 1.3), z + wide
            x = side * town.half
            tall = town.tall + 3.0
            reach = [(x - side * 1.6, y, b) for y in (-0.1, tall) for b in (z0, z1)]
            deep = [(x + side * 8.0, y, z0) for y in (-0.1, tall)]
            made.append(Lot(Sheet(view, [*reach, *deep]), view, side, z0, z1, fork(rng)))
        z += wide + town.gap
    return made


def _along(view: View, town: Town) -> None:
    """Add what stands on the pavements and hangs over the street, from far to near."""
    rng = view.place.rng
    ropes = [z for z in (34.0, 26.0, 19.0, 13.5, 9.5) if z < town.length]
    near = max(view.near(-1), view.near(1))
    start = float(rng.uniform(0, 2))
    marks = [near + 1.5 + start + 2.9 * k for k in range(12)]
    if town.wires:
        poles(view, -1 if rng.random() < 0.5 else 1, [near + 3.0, near + 16, near + 30])
    if town.stalls:
        for z in reversed(marks[:9]):
            for side in (-1, 1):
                stall(view, side, z, fork(rng))
    if town.trees:
        for k in range(3, -1, -1):
            for side in (-1, 1):
                z = near + 3.5 + town.trees * k
                off = town.half + 2.2 if town.gardens else town.half - town.pavement * 0.4
                tree(view, side * off, z, 6.5)
    if town.willows:
        for side, z in ((-1, near + 15.0), (1, near + 9.5), (-1, near + 4.0 + start)):
            tree(view, side * (town.half - town.pavement + 0.7), z, 5.4, "willow")
    if town.ropes:
        across(view, ropes, town.ropes)
    if town.house in (chinese, canal.waterside):
        lanterns(view, [z for z in (30.0, 21.0, 14.0, 9.0) if z > near])
    if town.lamps:
        step = 12.0 if town.lamps == "old" else 18.0
        for k in range(3, -1, -1):
            for side in (-1, 1):
                z = near + 1.2 + step * k + (step / 2 if side > 0 else 0)
                x = side * (town.half - max(0.5, town.pavement - 0.35))
                lamp(view, x, z, town.lamps == "old", -side)
