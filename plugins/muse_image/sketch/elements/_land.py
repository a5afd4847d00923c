"""Land under a rolling skyline, shared by hills, meadows, banks and dunes."""

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix
from ..paint.layer import Layer
from ..paint.raster import Field, noise


def land(
    canvas: Canvas,
    rng: Rng,
    name: str,
    crest: Field,
    colours: tuple[Colour, Colour],
    *,
    depth: float,
    bottom: float | None = None,
    texture: float = 0.045,
    mirror: float | None = None,
    detail: float = 0.45,
    material: str = "land",
    counted: bool = True,
    swell: float = 1.0,
) -> Layer:
    """Return ground below `crest` (px per column), of two colours that mix in bands along it."""
    width = canvas.width
    end = canvas.height if bottom is None else int(bottom)
    top = int(max(-canvas.height, float(crest.min()) - 2))
    high = max(4, end - top)
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
    below = np.clip((rows - crest[None]) / max(8.0, canvas.layout.unit * 0.5), 0, 1)
    slope = np.gradient(crest) * swell
    unit = canvas.layout.unit
    cell = max(4.0, unit * texture)
    bands = noise(rng, high, width, cell, octaves=5, gain=0.6, stretch=5.0)
    swells = noise(rng, high, width, unit * 0.2, octaves=3, stretch=3.2)
    facing = -slope * np.sign(canvas.layout.light[0])
    light = 0.56 - np.clip(facing, -0.5, 0.5)[None] * 0.7 * np.exp(-below * 3)
    light = np.clip(light + 0.13 * swells + 0.06 * bands + 0.16 * np.exp(-below * 16), 0.05, 1)
    colour = mix(colours[0], colours[1], np.clip(0.5 + 0.24 * bands + 0.3 * swells, 0, 1))
    angle = np.broadcast_to(np.arctan(slope)[None] * np.exp(-below * 2), light.shape)
    return Layer(
        name, material, 0, top, alpha, colour, light.astype(np.float32),
        (angle + 0.1 * bands).astype(np.float32), depth, 0.0, detail, None, mirror, counted,
    )  # fmt: skip
