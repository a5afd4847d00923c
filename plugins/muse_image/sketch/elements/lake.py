"""A lake: still water that mirrors what stands beyond it."""

from ..canvas import Canvas
from ..layout import Place
from . import Spec
from ._water import water

SPEC = Spec("water", order=45)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the water from the far bank to the bottom of the picture."""
    water(canvas, place, "lake", ripple=0.35)
