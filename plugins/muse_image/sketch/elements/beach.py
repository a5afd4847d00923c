"""A beach: wet and dry sand with the edge of the last wave."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place
from ..scene.shore import TILT

SPEC = Spec("ground", order=69)


def paint(canvas: Canvas, place: Place) -> None:
    """Add sand in the foreground, wider on one side, and foam where the water ends."""
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    below = canvas.height - layout.horizon
    across = np.linspace(-1, 1, width, dtype=np.float32) * -layout.frame
    assert layout.sand is not None
    crest = (
        layout.horizon
        + below * (layout.sand + TILT * across)
        + unit * 0.02 * line(rng, width, unit * 0.4, octaves=4, gain=0.4)
    )
    top = int(max(layout.horizon, crest.min() - unit * 0.06))
    high = canvas.height - top
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    off = (rows - crest[None]) / unit
    grain = noise(rng, high, width, max(3.0, unit * 0.012), octaves=4, stretch=3)
    wet = step(0.1, 0.02, off + 0.008 * grain)
    sand = mix(rgb("e8cf9f"), rgb("d6b582"), np.clip(0.5 + 0.25 * grain, 0, 1))
    if canvas.snowy:
        sand = mix(sand, rgb("eef2f6"), 0.7)
    colour = mix(sand, mix(rgb("9c8361"), canvas.air.horizon, 0.35), wet * 0.8)
    alpha = np.clip(off * unit + 0.5, 0, 1)
    canvas.add(
        Layer(
            place.name, "land", 0, top, alpha.astype(np.float32), colour,
            np.clip(0.72 + 0.08 * grain, 0, 1), 0.0, 0.0, 0.0, 0.4, counted=place.asked,
        )
    )  # fmt: skip
    lace = noise(rng, high, width, unit * 0.02, octaves=4, gain=0.7, stretch=2.5)
    edge = np.exp(-(((off + 0.004) / 0.006) ** 2))
    second = np.exp(-(((off + 0.045) / 0.012) ** 2)) * step(0.0, 0.9, lace)
    third = np.exp(-(((off + 0.1) / 0.016) ** 2)) * step(0.3, 1.0, lace) * 0.8
    foam = np.clip(edge * step(-0.9, 0.1, lace) + second + third, 0, 1)
    white = mix(rgb("ffffff"), canvas.air.horizon, 0.3)
    canvas.add(
        Layer(
            "foam",
            "foam",
            0,
            top,
            foam.astype(np.float32),
            white,
            0.85,
            0.0,
            0.0,
            0.35 if not canvas.air.night else 0.0,
            0.8,
            counted=False,
        )
    )
