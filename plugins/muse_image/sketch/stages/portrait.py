"""A portrait: somebody before a plain painted backcloth."""

from dataclasses import replace

from ..draws import Rng, fork
from ..scene.framing import close
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the backcloth and those who sit for the picture."""
    cloth = Thing("backcloth", "backcloth", asked=False)
    own = fork(rng)
    made.places.append(placed(cloth, made.width / 2, made.height, made.height, 1.0, 0, own))
    view = scene.view if scene.view in ("close-up", "bust", "half") else "half"
    tilted = replace(scene, view=view)
    close(made, tilted, scene.cast, view, rng)
