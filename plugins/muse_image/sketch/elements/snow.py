"""Falling snow: many small flakes far away, few large soft ones near."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("weather", order=91)


def paint(canvas: Canvas, place: Place) -> None:
    """Add flakes over the whole picture."""
    rng, unit = place.rng, canvas.layout.unit
    height, width = canvas.height, canvas.width
    alpha = np.zeros((height, width), np.float32)
    for _ in range(int(620 * canvas.span * min(3.0, height / unit))):
        far = float(rng.random())
        size = max(0.7, unit * (0.0012 + 0.0044 * far**5))
        x, y = float(rng.random()) * width, float(rng.random()) * height
        reach = int(size * 2) + 2
        x0, y0 = max(0, int(x) - reach), max(0, int(y) - reach)
        box = alpha[y0 : int(y) + reach, x0 : int(x) + reach]
        rows = y0 + np.arange(box.shape[0])[:, None] - y
        columns = x0 + np.arange(box.shape[1])[None] - x
        spot = np.exp(-(((rows**2 + columns**2) / (1.1 * size**2)) ** 1.4)) * float(
            rng.uniform(0.55, 0.95)
        )
        np.maximum(box, spot.astype(np.float32), out=box)
    white = mix(rgb("ffffff"), canvas.air.horizon, 0.25 if not canvas.air.night else 0.45)
    canvas.add(Layer("snow", "spark", 0, 0, alpha, white, 1.0, 0.0, 0.0, 1.0, 0.9))
