"""Hills: soft rolling land in two or three folds before the horizon; or a valley between them."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line
from ..scene.plan import Place
from ._land import land

SPEC = Spec("back", order=26, depth=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add folds of hills, the far ones higher and bluer."""
    layout, rng = canvas.layout, place.rng
    folds = 3 if place.asked else 2
    foot = layout.waterline or layout.horizon
    for number in range(folds):
        far = 1 - number / folds
        tall = layout.unit * (0.05 + 0.12 * far) * float(rng.uniform(0.8, 1.2))
        if not place.asked:
            tall *= 0.6
        cell = layout.unit * float(rng.uniform(0.5, 0.9))
        wave = line(rng, canvas.width, cell, octaves=4, gain=0.35)
        crest = foot - tall * (0.9 + 0.55 * wave) + 0.0
        if place.kind == "valley":
            # Flanks rise to both sides of a floor, steeper the nearer they are.
            side = np.abs(np.linspace(-1, 1, canvas.width, dtype=np.float32))
            open_part = 0.16 + 0.2 * number
            flank = np.clip(side - open_part, 0, 1) ** 0.9 * layout.unit * (0.34 + 0.16 * number)
            crest = np.minimum(crest + tall * 0.5, foot) - flank * float(rng.uniform(0.85, 1.1))
        crest = crest.clip(max=foot + 0.005 * canvas.height)
        green = mix(canvas.grass(0.2), canvas.leaf(2), 0.5)
        colours = (mix(green, rgb("49604a"), 0.3), canvas.grass(0.6))
        canvas.add(
            land(
                canvas, rng, place.name, crest, colours, depth=0.25 + 0.55 * far,
                bottom=foot + 0.02 * canvas.height, mirror=layout.waterline, counted=place.asked,
            )
        )  # fmt: skip
