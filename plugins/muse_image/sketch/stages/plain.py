"""Nothing around: a lone subject on white, for icons, stickers and cut-outs."""

from ..draws import Rng, fork
from ..scene.cast import cast, close, grounded
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append white paper, and the subject in the middle of it."""
    made.horizon = 0.3 * made.height
    paper = Thing("paper", "backcloth", "plain", asked=False)
    own = fork(rng)
    made.places.append(placed(paper, made.width / 2, made.height, made.height, 1.0, 0, own))
    if scene.view in NEAR:
        close(made, scene, scene.cast, scene.view, rng)
        return
    ground = grounded(made, scene, scene.cast, fill=0.74, front=0.88)
    cast(made, scene, scene.cast, ground, rng, front=0.88)
