"""A knoll: high ground before the horizon, under whatever is said to stand on a hill."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line
from ..scene.plan import Place
from ._land import land

SPEC = Spec("back", order=41.5, depth=0.25)


def paint(canvas: Canvas, place: Place) -> None:
    """Add a hill that rises to the foot of each thing on it."""
    layout, rng = canvas.layout, place.rng
    unit, width = layout.unit, canvas.width
    base = (layout.waterline or layout.horizon) + unit * (0.004 if layout.waterline else 0.03)
    xs = np.arange(width, dtype=np.float32)
    crest = np.full(width, base + 2, np.float32)
    for other in layout.places:
        if 42 <= other.order < 43 and other.y < base - unit * 0.03:
            top, room = unit * 0.09 + other.size * 0.4, unit * 0.42
            away = np.clip((np.abs(xs - other.x) - top) / room, 0, 1)
            rise = base - other.y + unit * 0.006
            crest = np.minimum(crest, base - rise * (1 - away * away * (3 - 2 * away)))
    if float(crest.min()) >= base:
        return
    crest = crest + unit * 0.004 * line(rng, width, unit * 0.12)
    dark = mix(canvas.grass(0.1), rgb("4c5a3c"), 0.0 if canvas.snowy else 0.3)
    canvas.add(
        land(
            canvas, rng, "knoll", crest.astype(np.float32), (dark, canvas.grass(0.7)), depth=0.2,
            bottom=base, texture=0.03, mirror=layout.waterline, counted=False,
        )
    )  # fmt: skip
