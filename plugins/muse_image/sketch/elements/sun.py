"""The sun: a disc and the light about it."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from ._disc import disc

SPEC = Spec("sky", order=8, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the sun where the light comes from; further suns beside it."""
    low = canvas.scene.time in ("sunset", "dawn", "dusk")
    for number in range(place.count):
        disc(canvas, place, place.name, number, 0.05 if low else 0.042, halo=0.42, phase=1.0)
