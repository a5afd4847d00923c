"""Fireflies, or the motes of light of a dream: small glows of several sizes in the dark."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("weather", order=88)
DREAM = ("ffd1ec", "fff0c2", "bfe9ff", "e3c8ff")


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` glows about the lower half, each with a halo."""
    layout, rng = canvas.layout, place.rng
    motes = place.kind == "motes"
    alpha = np.zeros((canvas.height, canvas.width), np.float32)
    colour = np.ones((canvas.height, canvas.width, 3), np.float32)
    colour[:] = rgb("ffe9a0")
    many = int(place.count * canvas.span**0.5)
    for _ in range(many):
        x = float(rng.random()) * canvas.width
        spread = 0.2 + 0.8 * float(rng.random()) ** (1.0 if motes else 0.6)
        y = canvas.height * (0.25 + 0.72 * spread)
        size = layout.unit * (0.0022 + 0.0042 * float(rng.random()) ** 3)
        halo = size * 6
        x0, y0 = max(0, int(x - halo)), max(0, int(y - halo))
        part = (slice(y0, int(y + halo)), slice(x0, int(x + halo)))
        box = alpha[part]
        if not box.size:
            continue
        rows = y0 + np.arange(box.shape[0])[:, None] - y
        columns = x0 + np.arange(box.shape[1])[None] - x
        away = np.sqrt(rows**2 + columns**2)
        bright = float(rng.uniform(0.45, 1))
        spot = np.clip(size - away + 0.5, 0, 1) + 0.55 * np.clip(1 - away / halo, 0, 1) ** 2.4
        spot = np.clip(spot * bright, 0, 1).astype(np.float32)
        tint = (
            rgb(DREAM[int(rng.integers(4))])
            if motes
            else mix(rgb("ffe58a"), rgb("d8ff9a"), rng.random())
        )
        won = spot > box
        box[won] = spot[won]
        colour[part][won] = tint
    canvas.add(
        Layer(
            "fireflies", "spark", 0, 0, alpha, colour, 1.0, 0.0, 0.0, 1.0, 1.0, counted=place.asked
        )
    )
