"""The near shore: what stands on the sand before a sea rather than on the land beyond it."""

from typing import TYPE_CHECKING

from ..catalogue import spec
from ..draws import Rng
from .things import Scene, Thing

if TYPE_CHECKING:
    from .plan import Layout

NEAR = ("person", "animal", "tent", "campfire", "tree", "torii")
"""Elements that never stand on a headland: seen from the beach they would be specks."""

TILT = 0.24
"""How much of the ground's height the sand rises from the middle to the side of the frame."""


def small(element: str) -> bool:
    """Whether a thing is too small for a far bank: it stands on this side of the water."""
    form = spec(element)
    return element in NEAR or (form.role == "land" and form.height <= 0.42)


def ashore(scene: Scene, thing: Thing) -> bool:
    """Whether a thing stands on the near shore: no more than two houses, and only of a beach."""
    if not scene.has("sea", "beach"):
        return False
    lone = thing.element == "house" and thing.count < 3 and scene.has("beach")
    return small(thing.element) or lone


def edge(made: "Layout", x: float) -> float:
    """Return the level (px) at which the sand begins at `x` (px)."""
    assert made.sand is not None
    across = (2 * x / made.width - 1) * -made.frame
    return made.horizon + (made.height - made.horizon) * (made.sand + TILT * across)


def foot(made: "Layout", thing: Thing, x: float, rng: Rng) -> tuple[float, float]:
    """Return the foot level (px) and the order of a thing on the sand at `x` (px)."""
    parts = {"far": (0.02, 0.12), "near": (0.55, 0.8)}.get(thing.distance or "", (0.08, 0.4))
    top = edge(made, x) + 0.05 * made.unit
    y = top + max(0.0, made.height * 0.96 - top) * float(rng.uniform(*parts))
    return y, 70 + y / made.height
