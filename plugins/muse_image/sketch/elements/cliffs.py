"""Cliffs: high land that breaks off to the water, with grass on its top."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line, step
from ..scene.plan import Place
from ._rock import strata

SPEC = Spec("back", order=41, depth=0.35)
CHALK = ("e6e0d2", "cfc6b4", "f2eee4")
GRANITE = ("94887a", "766c62", "aa9d8a")


def paint(canvas: Canvas, place: Place) -> None:
    """Add three headlands, one behind the other, from one side."""
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    level = layout.waterline or layout.horizon
    # From the side away from the light, so that its road on the water stays open.
    way = {"left": -1.0, "right": 1.0}.get(place.side or "", -float(np.sign(layout.light[0])))
    across = np.linspace(-1, 1, width, dtype=np.float32) * way
    names = CHALK if rng.random() < 0.4 else GRANITE
    colours = [canvas.hue(place, rgb(c), k, 0.75) for k, c in enumerate(names)]
    top = canvas.grass(0.55)
    for number, far in enumerate((1.0, 0.55, 0.0)):
        edge = -0.35 + 0.42 * number + float(rng.uniform(-0.08, 0.08))
        tall = min(unit * (0.14 + 0.36 * (1 - far)), level * 0.72)
        off = (across - edge) / 0.24 + 0.3 * line(rng, width, unit * 0.13)
        brink = step(0.0, 0.3, off) * (0.68 + 0.32 * np.clip(off * 0.3, 0, 1))
        brink = np.maximum(brink, 0.2 * step(-0.6, 0.1, off))
        roll = 1 + 0.08 * line(rng, width, unit * 0.35, gain=0.35)
        foot = level + (2 if layout.waterline else unit * 0.03 * (1 - far))
        strata(
            canvas, rng, place.name, (foot - tall * brink * roll).astype(np.float32), foot,
            [mix(c, rgb("8a8478"), 0.15 * number) for c in colours],
            depth=0.12 + 0.6 * far, cap=top, mirror=layout.waterline,
        )  # fmt: skip
