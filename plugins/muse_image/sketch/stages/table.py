"""A tabletop: a still life of things seen from close by."""

from dataclasses import replace

from ..catalogue import metres, wide
from ..draws import Rng, fork
from ..scene.cast import cast
from ..scene.company import Companion, company, fitting, gathered, levelled
from ..scene.framing import grounded
from ..scene.ground import Ground
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing

FRONT = 0.86
"""The foot level of the front row, as a part of the picture's height."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the table and what stands on it."""
    made.horizon = float(rng.uniform(0.12, 0.2)) * made.height
    edge = float(rng.uniform(0.42, 0.52)) * made.height
    asked = scene.first("tabletop")
    own, beside_it = fork(rng), fork(rng)
    top = asked or Thing("table", "tabletop", "wood", asked=False)
    made.places.append(placed(top, made.width / 2, edge, made.height, 0.3, 0, own))
    things = [scene.things[i] for i in scene.cast]
    alone = things[0] if len(things) == 1 and things[0].count == 1 else None
    if not things and asked:
        kinds = company(f"table {asked.kind}", made, beside_it)
        if kinds:
            _group(made, Thing(kinds[0].kind, "thing", kinds[0].kind, asked=False), kinds[1:],
                   beside_it)  # fmt: skip
        return
    if alone is not None and alone.element == "thing" and not alone.side and not scene.centred:
        found = company(alone.kind, made, beside_it)
        if found:
            _group(made, alone, found, beside_it)
            return
    ground = grounded(made, scene, scene.cast, fill=0.52, front=FRONT)
    cast(made, scene, scene.cast, ground, rng, front=FRONT)


def _group(made: Layout, thing: Thing, found: list[Companion], rng: Rng) -> None:
    """Append a thing and its company."""
    tall = metres("thing", thing.kind) * thing.size
    half = wide("thing", thing.kind) * tall
    found, scale = fitting(found, half, tall, made)
    foot, found = levelled(found, scale, made, FRONT)
    ground = Ground.through(made.horizon, foot * made.height, scale)
    lead = placed(
        thing, made.width / 2, foot * made.height, tall * scale, 0.0, 60 + 20 * foot, fork(rng)
    )
    made.places += gathered(found, replace(lead, way=1), ground, made, rng)
