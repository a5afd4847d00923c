"""Rain: slanting streaks, far veils and near drops."""

import math

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("weather", order=90)


def paint(canvas: Canvas, place: Place, strength: float = 1.0) -> None:
    """Add veils of rain over the distance and streaks over the whole picture."""
    rng, unit = place.rng, canvas.layout.unit
    height, width = canvas.height, canvas.width
    slant = 0.22 * (1 if rng.random() < 0.5 else -1) * strength
    veil = noise(rng, height, width, unit * 0.4, octaves=3, stretch=0.35)
    alpha = step(-0.4, 1.6, veil) * 0.22
    own = canvas.kept()
    if own is not None:
        alpha = alpha * (1 - own)  # the heroes of a book are near
    grey = mix(canvas.air.haze, rgb("8f9aa6"), 0.3) * (0.8 if canvas.air.night else 1.0)
    canvas.add(
        Layer(
            "rain",
            "mist",
            0,
            0,
            alpha.astype(np.float32),
            grey,
            1.0,
            1.4,
            0.0,
            1.0,
            0.1,
            counted=False,
        )
    )
    pen = canvas.pen((0, 0, width, height), fine=1)
    light = mix(canvas.air.haze, rgb("ffffff"), 0.45 if not canvas.air.night else 0.1)
    for _ in range(int(520 * canvas.span)):
        x, y = float(rng.uniform(-0.05, 1.05)) * width, float(rng.uniform(-0.05, 1)) * height
        long = unit * float(rng.uniform(0.02, 0.055))
        wide = max(0.6, unit * float(rng.uniform(0.0008, 0.0016)))
        pen.line([(x, y), (x + long * math.sin(slant), y + long)], wide, light, 0.9)
    for layer in pen.layers("rain", "rain", detail=1.0, angle=math.pi / 2 - slant):
        layer.glow = 1.0
        layer.alpha = layer.alpha * np.float32(0.42)
        if own is not None:
            left, top, right, bottom = layer.box
            layer.alpha *= 1 - 0.5 * own[max(top, 0) : bottom, max(left, 0) : right]
        canvas.add(layer)
