"""The moon: full or a crescent, with its halo."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from ._disc import disc

SPEC = Spec("sky", order=8, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the moon where the light comes from; further moons beside it."""
    for number in range(place.count):
        phase = 0.34 if place.kind == "crescent" else 1.0
        disc(canvas, place, place.name, number, 0.047, halo=0.3, phase=phase)
