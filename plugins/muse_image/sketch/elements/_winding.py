"""A band that winds from the horizon to the viewer, for paths and rivers."""

import numpy as np

from ..paint.canvas import Canvas
from ..paint.raster import Field
from ..scene.plan import Place


def winding(canvas: Canvas, place: Place, top: float) -> tuple[Field, int, int] | None:
    """Return (distance from the middle in half widths (h, w), top px, height px); None: no room."""
    layout, course = canvas.layout, place.course
    start = int(top)
    high, width = canvas.height - start, canvas.width
    if high < 4 or course is None:
        return None
    near = (start + np.arange(high, dtype=np.float32) - layout.horizon) / max(
        1.0, canvas.height - layout.horizon
    )
    near = np.clip(near, 0.002, 1)
    middle = course.middle(near, layout.unit, width)
    half = course.half(near, layout.unit)
    columns = np.arange(width, dtype=np.float32)[None]
    return np.abs(columns - middle[:, None]) / half[:, None], start, high
