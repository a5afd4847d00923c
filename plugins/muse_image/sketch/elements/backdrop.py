"""The sky itself: from zenith to horizon, brighter about the sun or moon."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix
from ..paint.layer import Layer
from ..paint.raster import noise
from ..scene.plan import Place

SPEC = Spec("sky", order=0, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the sky over the whole picture; below the horizon it only serves as the ground colour."""
    width, height = canvas.width, canvas.height
    air, layout = canvas.air, canvas.layout
    rows = np.arange(height, dtype=np.float32)[:, None] / max(layout.horizon, 1.0)
    sway = 0.035 * noise(place.rng, height, width, height * 0.3, octaves=3, stretch=3)
    up = np.clip(rows + sway, 0, 1)
    colour = mix(air.zenith, air.middle, np.clip(up / 0.62, 0, 1) ** 1.15)
    colour = mix(colour, air.horizon, np.clip((up - 0.5) / 0.5, 0, 1) ** 1.4)
    x, y = layout.sun
    across = (np.arange(width, dtype=np.float32)[None] - x) / layout.unit
    down = (np.arange(height, dtype=np.float32)[:, None] - y) / layout.unit
    near = np.exp(-np.sqrt(across**2 + down**2) * (3.4 if air.night else 2.6))
    if canvas.scene.weather not in ("clear",):
        near = near * 0.4
    glow = mix(air.horizon, air.disc, 0.55)
    strength = {"day": 0.45, "night": 0.5}.get(canvas.scene.time, 0.75)
    colour = mix(colour, glow, near * np.float32(strength))
    alpha = np.ones((height, width), np.float32)
    canvas.add(
        Layer(
            "sky", "sky", 0, 0, alpha, colour, 1.0, 0.12 * sway * 8, 0.0, 1.0, 0.15, counted=False
        )
    )
