"""Rock under a skyline with layers and flutes, shared by cliffs, mesas and canyons."""

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, noise, step


def strata(
    canvas: Canvas, rng: Rng, name: str, crest: Field, foot: float, colours: list[Colour], *,
    depth: float, cap: Colour | None = None, mirror: float | None = None, counted: bool = True,
    fade: float | None = None,
) -> None:  # fmt: skip
    """Add rock between `crest` (px per column) and `foot` (px): bands of colour, lit flutes.

    `cap` is what grows or lies on its top; `fade` (px) softens the foot into the ground.
    """
    unit, width = canvas.layout.unit, canvas.width
    top = int(max(-canvas.height * 0.2, float(crest.min()) - 2))
    high = int(foot) + 1 - top
    if high < 4:
        return
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
    if fade:
        alpha = alpha * np.clip((foot - rows) / fade, 0, 1)
    flute = noise(rng, high, width, unit * 0.12, octaves=5, gain=0.6, stretch=0.22)
    rough = noise(rng, high, width, unit * 0.02, octaves=4, gain=0.6)
    sway = noise(rng, high, width, unit * 0.12, octaves=2, stretch=6.0)
    slope = np.gradient(crest)
    # Walls turn with their skyline; their flutes catch the light on one side.
    side = np.sign(canvas.layout.light[0])
    turn = np.gradient(flute, axis=1) * unit * 0.012
    light = 0.5 - 0.22 * np.tanh(slope * 1.4)[None] * side - 0.3 * np.tanh(turn) * side
    level = (foot - rows) / (unit * 0.028) + 0.5 * sway + 0.22 * rough
    band = np.abs((level * 0.5) % 2 - 1)
    second = np.abs((level * 0.173 + 0.3) % 2 - 1)
    colour = mix(colours[0], colours[1], step(0.25, 0.75, band))
    colour = mix(colour, colours[2], step(0.45, 0.9, second) * 0.75)
    light = light + 0.1 * (band - 0.5) + 0.07 * rough
    if cap is not None:
        off = (rows - crest[None]) / unit + 0.006 * rough
        colour = mix(colour, cap, step(0.034, 0.016, off))
        light = np.where(off < 0.02, np.maximum(light, 0.62), light)
    if canvas.snowy:
        shelf = step(0.55, 0.95, band + 0.25 * rough) * 0.7
        colour = mix(
            colour, rgb("f0f4f8"), np.maximum(shelf, step(0.02, 0.0, (rows - crest[None]) / unit))
        )
    canvas.add(
        Layer(
            name, "rock", 0, top, alpha.astype(np.float32), colour,
            np.clip(light, 0.05, 1).astype(np.float32), np.pi / 2 + 0.3 * np.tanh(turn), depth, 0.0,
            0.5, None, mirror, counted,
        )
    )  # fmt: skip
