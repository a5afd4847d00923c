"""A desert: dunes with sharp crests, one side in the light and one in shadow."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("ground", order=40)


def paint(canvas: Canvas, place: Place) -> None:
    """Add five dunes from the horizon to the viewer."""
    layout, rng = canvas.layout, place.rng
    below = canvas.height - layout.horizon
    sand, dark = canvas.hue(place, rgb("e3b475")), rgb("b9783f")
    if canvas.snowy:
        sand, dark = rgb("eef1f5"), rgb("c9d2de")
    width, unit = canvas.width, layout.unit
    great = 2.1 if place.kind == "dunes" else 1.0
    for number in range(5):
        near = number / 4
        base = layout.horizon + below * (0.75 * near**1.3)
        tall = unit * (0.03 + 0.15 * near) * great
        wave = line(rng, width, unit * (0.3 + 0.5 * near), octaves=2, gain=0.25)
        crest = (base - tall * wave * 0.6).astype(np.float32)
        top = int(crest.min()) - 2
        high = canvas.height - top
        if high < 4:
            continue
        rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
        alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
        # The edge of a dune winds down from each summit; beyond it lies the lee side.
        ridge = noise(rng, high, width, tall * 2.2 + 8, octaves=2, stretch=2.6)
        depth_in = (rows - crest[None]) / (tall * 2 + 8)
        lee = step(
            -0.05,
            0.05,
            ridge * 0.5
            + np.gradient(crest)[None] * np.sign(layout.light[0]) * 2.5 * np.exp(-depth_in)
            + 0.1,
        )
        ripple = noise(
            rng, high, width, max(3.0, unit * (0.004 + 0.008 * near)), octaves=2, stretch=7
        )
        light = np.clip(
            0.92 - 0.62 * lee * np.exp(-depth_in * 0.9) + 0.05 * ripple * (1 - lee), 0, 1
        )
        colour = mix(sand, dark, np.clip(0.25 + 0.12 * ripple + 0.2 * depth_in, 0, 1))
        canvas.add(
            Layer(
                place.name, "land", 0, top, alpha, colour, light.astype(np.float32),
                np.broadcast_to(np.arctan(np.gradient(crest))[None], light.shape),
                0.5 * (1 - near), 0.0, 0.45,
            )
        )  # fmt: skip
