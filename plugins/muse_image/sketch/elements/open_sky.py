"""A great sky: high cirrus that sweeps over it, when the sky itself is the subject."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("sky", order=10, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add long streaks of ice cloud, fanning out from the horizon."""
    layout, air, rng = canvas.layout, canvas.air, place.rng
    high, width = max(8, int(layout.horizon)), canvas.width
    form = noise(rng, high, width, layout.unit * 0.07, octaves=6, gain=0.6, stretch=6)
    where = noise(rng, high, width, layout.unit * 0.4, octaves=2, stretch=2)
    alpha = step(0.1, 1.7, form + 0.6 * where) * 0.7
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    light = (
        mix(air.disc, rgb("ffffff"), 0.5)
        if canvas.scene.time == "day"
        else mix(air.horizon, air.disc, 0.4)
    )
    colour = light * np.float32(0.45 if air.night else 1.0)
    canvas.add(
        Layer(
            place.name, "cloud", 0, 0, alpha * step(1.0, 0.7, down),
            np.broadcast_to(colour, (high, width, 3)),
            0.9, 0.3 * np.clip(where, -1, 1), 0.0, 1.0, 0.3,
        )
    )  # fmt: skip
