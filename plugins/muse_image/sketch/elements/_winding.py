"""A band that winds from the horizon to the viewer, for paths and rivers."""

import numpy as np

from ..canvas import Canvas
from ..raster import Field, Rng


def winding(
    canvas: Canvas, rng: Rng, top: float, wide: float, side: str | None
) -> tuple[Field, int, int] | None:
    """Return (distance from the middle in half widths (h, w), top px, height px); None: no room.

    The band is `wide` parts of the picture's unit at the bottom and nothing at the horizon; its
    bends shrink with distance, as those of level ground do.
    """
    layout = canvas.layout
    start = int(top)
    high, width = canvas.height - start, canvas.width
    if high < 4:
        return None
    near = (start + np.arange(high, dtype=np.float32) - layout.horizon) / max(
        1.0, canvas.height - layout.horizon
    )
    near = np.clip(near, 0.002, 1)
    foot = {"left": 0.3, "right": 0.7, "centre": 0.5}.get(
        side or "", float(rng.uniform(0.35, 0.65))
    )
    end = foot + float(rng.uniform(-0.2, 0.2))
    # Even steps on the ground crowd together towards the horizon.
    away = 1 / (near + 0.12)
    phase, turns = float(rng.uniform(0, 6.28)), float(rng.uniform(0.85, 1.25))
    sway = 0.2 * near**0.75 * np.sin(phase + away * turns) * layout.unit / width
    middle = (end + (foot - end) * near + sway) * width
    half = layout.unit * wide * 0.5 * near**1.12 + 0.6
    columns = np.arange(width, dtype=np.float32)[None]
    return np.abs(columns - middle[:, None]) / half[:, None], start, high
