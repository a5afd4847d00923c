"""A lake: still water that mirrors what stands beyond it."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from ._water import water

SPEC = Spec("water", order=45)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the water from the far bank to the bottom of the picture."""
    water(canvas, place, "lake", ripple=0.35)
