"""The sea: open water to the horizon, with waves that grow towards the viewer."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..scene.plan import Place
from ._surf import breakers
from ._water import water

SPEC = Spec("water", order=45)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the sea from the horizon to the bottom of the picture."""
    rough = {"storm": 2.2, "rain": 1.3}.get(canvas.scene.weather, 1.0)
    if place.kind == "waves":
        rough = max(rough, 1.9)
    water(canvas, place, "sea", ripple=rough)
    if place.kind == "waves":
        breakers(canvas, place)
