"""A rainbow: an arc opposite to the sun, fainter where it nears the ground."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..paint.layer import Layer
from ..paint.raster import interp, step
from ..scene.plan import Place

SPEC = Spec("sky", order=28, depth=1.0)
BANDS = ("7a4fc0", "4a6fd8", "3fb0c8", "57c070", "ecdc5a", "f2a14a", "e4574a")


def paint(canvas: Canvas, place: Place) -> None:
    """Add an arc, and a second fainter one outside when two are asked for."""
    layout = canvas.layout
    high, width = max(8, int(layout.horizon)), canvas.width
    side = {"left": 0.3, "right": 0.7, "centre": 0.5}.get(place.side or "")
    x = width * (side if side is not None else (0.36 if layout.light[0] > 0 else 0.64))
    reach = min(layout.horizon * 0.92, width * 0.46)
    columns = np.arange(width, dtype=np.float32)[None] - x
    rows = np.arange(high, dtype=np.float32)[:, None] - layout.horizon * 1.06
    away = np.sqrt(columns**2 + rows**2)
    for number in range(place.count):
        wide = layout.unit * 0.058
        across = (away - reach * (0.9 - 0.16 * number)) / wide
        if number:
            across = 1 - across
        alpha = step(0, 0.25, across) * step(1, 0.75, across) * (0.62 if number == 0 else 0.35)
        alpha = alpha * step(1.0, 0.55, np.linspace(0, 1, high, dtype=np.float32)[:, None] * 0.9)
        stops = np.stack([rgb(c) for c in BANDS])
        at = np.linspace(0, 1, len(BANDS)).tolist()
        colour = np.stack([interp(across, at, stops[:, i].tolist()) for i in range(3)], -1)
        turn = np.arctan2(columns, -rows)
        canvas.add(
            Layer(
                place.name, "arc", 0, 0, alpha.astype(np.float32), colour, 1.0,
                turn.astype(np.float32), 0.0,
                1.0, 0.6, mirror=layout.waterline,
            )
        )  # fmt: skip
