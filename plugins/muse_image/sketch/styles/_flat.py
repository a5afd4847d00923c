"""The scene as the eye sees it: all layers laid over each other, for styles that look and copy."""

from collections.abc import Iterable

import numpy as np

from ..paint.canvas import AIRY, Canvas
from ..paint.colour import Colour, blank
from ..paint.layer import Layer
from ..paint.raster import Field


def over(picture: Colour, canvas: Canvas, layers: Iterable[Layer]) -> None:
    """Lay layers over a picture (h, w, 3), in place, before mood and palette tint it."""
    for layer in layers:
        left, top, right, bottom = layer.box
        part = picture[top:bottom, left:right]
        part += (canvas.air.lit(layer) - part) * layer.alpha[..., None]


def forms(canvas: Canvas) -> tuple[Colour, Field, Field]:
    """Return the picture (h, w, 3), the direction of form (radians) and the detail it needs."""
    size = (canvas.height, canvas.width)
    picture = blank(*size, np.zeros(3, np.float32))
    over(picture, canvas, canvas.layers)
    picture = canvas.tinted(picture)
    angle, detail = np.zeros(size, np.float32), np.full(size, 0.3, np.float32)
    for layer in canvas.layers:
        if layer.material in AIRY:
            continue
        left, top, right, bottom = layer.box
        where = layer.alpha > 0.45
        box = (slice(top, bottom), slice(left, right))
        own = layer.angle
        angle[box][where] = own[where] if isinstance(own, np.ndarray) and own.ndim else own
        detail[box][where] = layer.detail
    return picture, angle, detail


def visible(canvas: Canvas, number: int) -> Field:
    """Return how much of layer `number` is seen (h, w): its coverage less what stands before it."""
    layer = canvas.layers[number]
    left, top, right, bottom = layer.box
    seen = layer.alpha.copy()
    for front in canvas.layers[number + 1 :]:
        x0, y0, x1, y1 = front.box
        x0, y0, x1, y1 = max(left, x0), max(top, y0), min(right, x1), min(bottom, y1)
        if x0 < x1 and y0 < y1 and front.material not in ("spark", "light"):
            part = front.alpha[y0 - front.y : y1 - front.y, x0 - front.x : x1 - front.x]
            seen[y0 - top : y1 - top, x0 - left : x1 - left] *= 1 - part
    return seen
