"""A storm: heavy rain before a dark sky."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from . import rain

SPEC = Spec("weather", order=90)


def paint(canvas: Canvas, place: Place) -> None:
    """Add rain that the wind drives."""
    rain.paint(canvas, place, strength=2.2)
