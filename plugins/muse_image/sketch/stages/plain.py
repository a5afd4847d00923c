"""Nothing around: a lone subject on white, for icons, stickers and cut-outs; a scene as a badge."""

from ..draws import Rng, fork
from ..scene.cast import cast
from ..scene.framing import close, grounded
from ..scene.layout import landscape
from ..scene.plan import Layout, placed
from ..scene.scene import Scene, Thing
from ..scene.staging import NEAR


def arrange(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append white paper, and the subject in the middle of it, or a scene in a round badge."""
    if not scene.cast:
        landscape(made, scene, rng)
        badge = Thing("badge", "backcloth", "badge", asked=False)
        made.places.append(
            placed(badge, made.width / 2, made.height / 2, made.unit, 0.0, 99, fork(rng))
        )
        return
    made.horizon = 0.3 * made.height
    paper = Thing("paper", "backcloth", "plain", asked=False)
    own = fork(rng)
    made.places.append(placed(paper, made.width / 2, made.height, made.height, 1.0, 0, own))
    if scene.view in NEAR:
        close(made, scene, scene.cast, scene.view, rng)
        return
    ground = grounded(made, scene, scene.cast, fill=0.74, front=0.88)
    cast(made, scene, scene.cast, ground, rng, front=0.88)
