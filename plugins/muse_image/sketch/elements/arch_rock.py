"""A natural arch of red rock that stands on land."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._kit import Kit
from .iceberg import fluted

SPEC = Spec("land", order=50, height=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one arch."""
    kit = Kit(canvas, place, max(place.size, 14.0), wide=1.5, tall=1.1)
    stone = canvas.hue(place, rgb("b9714c"))
    top = rgb("f0f3f7") if canvas.snowy else stone
    fluted(kit, stone, True, top)
    kit.done(0.9)
