"""Under water: a floor of sand between reefs; what swims hovers, what creeps stands on it."""

from dataclasses import replace

from ..draws import Rng, fork
from ..scene.cast import cast
from ..scene.framing import close, grounded
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR
from ._hover import hover

CREEPS = (
    "crab", "lobster", "starfish", "sea_urchin", "shell", "clam", "snail", "coral", "kelp",
    "hermit_crab", "sea_cucumber", "chest", "treasure", "anchor",
)  # fmt: skip
"""Kinds that stay on the floor."""


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the water with its floor, and the cast."""
    made.waterline = made.shore = made.sand = None
    made.horizon = made.height * float(rng.uniform(0.6, 0.66))
    own = fork(rng)
    sea = scene.first("deep") or Thing("water", "deep", asked=False)
    made.places.append(placed(sea, made.width / 2, made.horizon, made.unit, 0.5, 0, own))
    plants = [t for i, t in enumerate(scene.things) if t.element == "seabed"]
    below = made.height - made.horizon
    for thing in plants:
        for k in range(thing.count):
            each = fork(rng)
            part = (k + 0.5) / thing.count
            x = made.width * (0.1 + 0.8 * part + 0.08 * float(each.uniform(-1, 1)))
            y = made.horizon + below * float(each.uniform(0.35, 0.85))
            size = made.unit * 0.16 * thing.size * (2.0 if thing.kind == "kelp" else 1.0)
            one = replace(thing, count=1)
            made.places.append(placed(one, x, y, size, 0.1, 40 + 20 * y / made.height, each))
    members = [i for i in scene.cast if scene.things[i].element not in ("deep", "seabed")]
    if not members:
        return
    if scene.view in NEAR:
        close(made, scene, members, scene.view or "half", rng)
        return
    single = sum(scene.things[i].count for i in members) == 1
    person = scene.lead is not None and scene.things[scene.lead].living == "person"
    # Those of a school swim above each other: all together may be wider than the picture.
    ground = grounded(
        made, scene, members, fill=0.6 if person else 0.4, most=0.66 if single else 1.25
    )
    cast(made, scene, members, ground, rng)
    hover(made, scene, members, rng, (0.2, 0.74), stays=CREEPS, pose="swim", least=0.07)
