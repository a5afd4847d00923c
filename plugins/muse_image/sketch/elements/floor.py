"""The floor of a forest: a winding path or stream of light that leads to the clearing."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("ground", order=31)


def paint(canvas: Canvas, place: Place) -> None:
    """Add ground below the horizon, so that nothing stands on air."""
    layout, rng = canvas.layout, place.rng
    top = int(layout.horizon)
    high, width = canvas.height - top, canvas.width
    form = noise(rng, high, width, layout.unit * 0.03, octaves=4, stretch=4)
    edge = layout.horizon + 4 * line(rng, width, layout.unit * 0.1)
    rows = top + np.arange(high, dtype=np.float32)[:, None]
    alpha = step(0, 12, rows - edge[None])
    colour = mix(canvas.grass(0.0), rgb("4b4632"), np.clip(0.5 + 0.3 * form, 0, 1))
    canvas.add(
        Layer(
            "ground", "land", 0, top, alpha, colour, np.clip(0.5 + 0.15 * form, 0, 1), 0.1 * form,
            0.3, 0.0, 0.4, counted=False,
        )
    )  # fmt: skip
