"""A path that winds from the viewer to the horizon."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place
from ._winding import winding

SPEC = Spec("ground", order=44.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the path on the ground, or along the near bank where there is water."""
    layout, rng = canvas.layout, place.rng
    top = layout.horizon + 2
    if layout.shore is not None and layout.waterline is not None:
        top = layout.shore
    band = winding(canvas, place, top)
    if band is None:
        return
    off, start, high = band
    grain = noise(rng, high, canvas.width, layout.unit * 0.02, octaves=5, gain=0.6, stretch=2)
    ragged = off + 0.14 * grain
    alpha = step(1.0, 0.86, ragged) * 0.95
    earth = mix(rgb("c9ad82"), rgb("a98a62"), np.clip(0.5 + 0.3 * grain, 0, 1))
    if canvas.snowy:
        earth = mix(earth, rgb("dfe5ec"), 0.6)
    light = np.clip(0.66 + 0.1 * grain - 0.2 * off**2, 0, 1)
    layer = Layer(
        place.name, "land", 0, start, alpha.astype(np.float32), earth, light.astype(np.float32),
        0.0,
        0.05, 0.0, 0.5,
    )  # fmt: skip
    canvas.add(layer)
