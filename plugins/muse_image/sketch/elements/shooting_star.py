"""Shooting stars: bright heads with trails that fade, all from one part of the sky."""

import math

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("sky", order=9, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` trails."""
    rng, layout = place.rng, canvas.layout
    turn = float(rng.uniform(0.35, 0.8))
    way = -1 if layout.light[0] > 0 else 1
    for _ in range(place.count):
        long = layout.unit * float(rng.uniform(0.16, 0.3))
        x = canvas.width * float(rng.uniform(0.15, 0.85))
        y = layout.horizon * float(rng.uniform(0.08, 0.5))
        dx, dy = way * math.cos(turn), math.sin(turn)
        left, top = min(x, x - long * dx) - 8, min(y, y - long * dy) - 8
        wide, high = int(abs(long * dx)) + 18, int(abs(long * dy)) + 18
        columns = int(left) + np.arange(wide, dtype=np.float32)[None] - x
        rows = int(top) + np.arange(high, dtype=np.float32)[:, None] - y
        along = -(columns * dx + rows * dy) / long
        off = np.abs(columns * -dy + rows * dx)
        inside = (along > -0.02) & (along < 1)
        width = max(0.8, layout.unit * 0.003) * (1 - 0.8 * np.clip(along, 0, 1))
        alpha = np.exp(-((off / width) ** 2)) * np.clip(1 - along, 0, 1) ** 1.4 * inside
        canvas.add(
            Layer(
                place.name, "spark", int(left), int(top), alpha.astype(np.float32), rgb("f6f8ff"),
                1.0,
                math.atan2(dy, dx), 0.0, 1.0, 1.0, mirror=layout.waterline,
            )
        )  # fmt: skip
