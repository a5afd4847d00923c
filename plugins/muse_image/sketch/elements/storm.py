"""A storm: heavy rain before a dark sky."""

from ..canvas import Canvas
from ..layout import Place
from . import Spec, rain

SPEC = Spec("weather", order=90)


def paint(canvas: Canvas, place: Place) -> None:
    """Add rain that the wind drives."""
    rain.paint(canvas, place, strength=2.2)
