"""A tabletop: a still life of things seen from close by."""

from ..draws import Rng, fork
from ..scene.cast import cast, grounded
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the table and what stands on it."""
    made.horizon = float(rng.uniform(0.12, 0.2)) * made.height
    edge = float(rng.uniform(0.42, 0.52)) * made.height
    asked = scene.first("tabletop")
    own = fork(rng)
    top = asked or Thing("table", "tabletop", "wood", asked=False)
    made.places.append(placed(top, made.width / 2, edge, made.height, 0.3, 0, own))
    front = 0.86
    ground = grounded(made, scene, scene.cast, fill=0.52, front=front)
    cast(made, scene, scene.cast, ground, rng, front=front)
