"""Space: all float among stars and planets, or stand on the ground of a moon or a planet."""

from ..draws import Rng, fork
from ..elements.cosmos import GROUNDS
from ..scene.cast import cast
from ..scene.framing import close, grounded
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR
from ._hover import hover


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the stars with their planets, perhaps the ground, and the cast."""
    made.waterline = made.shore = made.sand = None
    own = fork(rng)
    sky = scene.first("cosmos") or Thing("space", "cosmos", asked=False)
    stands = sky.kind in GROUNDS
    made.horizon = made.height * (float(rng.uniform(0.58, 0.64)) if stands else 0.3)
    made.places.append(placed(sky, made.width / 2, made.horizon, made.unit, 1.0, 0, own))
    members = [i for i in scene.cast if scene.things[i].element != "cosmos"]
    if not members:
        return
    if scene.view in NEAR:
        close(made, scene, members, scene.view or "half", rng)
        return
    ground = grounded(made, scene, members, fill=0.5 if stands else 0.56, most=0.7)
    cast(made, scene, members, ground, rng)
    if not stands:
        hover(made, scene, members, rng, (0.26, 0.72), pose="jump", least=0.3)
