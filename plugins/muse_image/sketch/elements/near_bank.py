"""The near bank of a lake: grassy land across a lower corner, where the viewer stands."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line
from ..scene.plan import Place
from ._grass import tufts
from ._land import land

SPEC = Spec("front", order=70)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the bank, higher on the side of the frame, with stones at its edge and grass on it."""
    layout, rng = canvas.layout, place.rng
    assert layout.shore is not None
    across = np.linspace(-1, 1, canvas.width, dtype=np.float32) * -layout.frame
    side = float(rng.uniform(0.35, 0.95))
    wave = line(rng, canvas.width, layout.unit * 0.35, octaves=5, gain=0.4)
    drop = (canvas.height - layout.shore) * 1.15
    crest = (
        layout.shore - drop * 0.45 * np.clip(-across * side, -1.6, 1) + layout.unit * 0.016 * wave
    )
    crest = crest + drop * 0.55 * np.clip(across, 0, 1) ** 2
    dark, light = canvas.grass(0.0), canvas.grass(0.8)
    dark = mix(dark, rgb("2d3324"), 0.0 if canvas.snowy else 0.45)
    layer = land(
        canvas, rng, "bank", crest.astype(np.float32), (dark, light), depth=0.0, texture=0.03,
        detail=0.6, counted=False,
    )  # fmt: skip
    layer.light = np.clip(np.asarray(layer.light) - 0.1, 0, 1)
    canvas.add(layer)
    top = float(np.clip(crest.min(), 0, canvas.height))
    tufts(canvas, rng, top + (canvas.height - top) * 0.45, dark, light, density=0.8)
