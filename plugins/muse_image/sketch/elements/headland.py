"""A headland: high land that runs out into the sea, for things to stand on."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("back", order=41, depth=0.25)


def paint(canvas: Canvas, place: Place) -> None:
    """Add land below everything that has to stand on it, with cliffs to the water."""
    layout, rng = canvas.layout, place.rng
    assert layout.waterline is not None
    width, unit = canvas.width, layout.unit
    crest = np.full(width, layout.waterline + unit * 0.02, np.float32)
    xs = np.arange(width, dtype=np.float32)
    for other in layout.places:
        if 42 <= other.order < 44:
            half = unit * 0.2 + other.size * 0.25
            lift = np.clip(1.25 - (np.abs(xs - other.x) / half) ** 2, 0, 1)
            # The land comes in from the nearer side of the picture.
            inner = (xs - other.x) * (1 if other.x > width / 2 else -1) > 0
            lift = np.where(inner, 1.0, lift)
            rise = unit * 0.014 + (layout.waterline - other.y)
            crest = np.minimum(
                crest, layout.waterline + unit * 0.02 - (rise + unit * 0.012) * lift**0.5
            )
    if float(crest.min()) >= layout.waterline:
        return
    crest = crest + unit * 0.005 * line(rng, width, unit * 0.06)
    top = int(crest.min()) - 2
    high = int(layout.waterline) + 3 - top
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
    grain = noise(rng, high, width, unit * 0.02, octaves=5, gain=0.6)
    off = (rows - crest[None]) / unit
    colour = mix(canvas.grass(0.4), rgb("8d8273"), step(0.012, 0.022, off + 0.006 * grain))
    canvas.add(
        Layer(
            "headland", "rock", 0, top, alpha, colour, np.clip(0.5 + 0.2 * grain, 0, 1),
            np.pi / 2, 0.22, 0.0, 0.6, mirror=layout.waterline, counted=False,
        )
    )  # fmt: skip
