"""Fog: banks of it lying before the far planes, thicker low down."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("weather", order=44)


def paint(canvas: Canvas, place: Place) -> None:
    """Add banks of mist about the horizon and, when it was asked for, some nearer ones."""
    layout, air = canvas.layout, canvas.air
    thin = place.kind == "thin"
    banks = 1 if thin else 3
    for number in range(banks):
        span = layout.unit * (0.16 if thin else 0.3)
        middle = layout.horizon - span * (0.1 if thin else 0.45) + number * layout.unit * 0.12
        top, high = int(middle - span), int(span * 2)
        down = np.linspace(-1, 1, max(4, high), dtype=np.float32)[:, None]
        form = noise(place.rng, max(4, high), canvas.width, span * 0.55, octaves=4, stretch=5)
        alpha = np.exp(-((down * 1.5) ** 2)) * step(-1.3, 1.3, form) - np.float32(0.02)
        alpha = np.clip(alpha * step(1.0, 0.55, np.abs(down)), 0, 1) * (0.5 if thin else 0.62)
        colour = mix(air.haze, rgb("ffffff"), 0.02 if air.night else 0.25)
        canvas.add(
            Layer(
                "fog", "mist", 0, top, alpha.astype(np.float32), colour, 1.0, 0.0, 0.0, 1.0, 0.1,
                counted=place.asked,
            )
        )  # fmt: skip
