"""A rough look at a picture before its style paints it: its forms in their own light, small."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank
from ..paint.layer import Layer

SIDE = 448
"""Pixels of the longer side of a look, at most."""
WORTH = 256
"""Pixels of the longer side of a picture from which on a look comes before the picture does."""


def rough(canvas: Canvas) -> bytes:
    """Return the layers that there are so far as a small JPEG; some 10 ms, and no draws."""
    step = -(-max(canvas.width, canvas.height) // SIDE)
    width, height = -(-canvas.width // step), -(-canvas.height // step)
    picture = blank(height, width, np.full(3, 0.5, np.float32))
    for layer in canvas.layers:
        small = _thinned(layer, step)
        if small is None:
            continue
        left, top, right, bottom = small.box
        part = picture[top:bottom, left:right]
        part += (canvas.air.lit(small) - part) * small.alpha[..., None]
    tinted: Colour = np.clip(canvas.air.tint(picture), 0, 1)
    file = BytesIO()
    Image.fromarray((tinted * 255).astype(np.uint8)).save(file, "JPEG", quality=72)
    return file.getvalue()


def _thinned(layer: Layer, step: int) -> Layer | None:
    """Return every `step`-th pixel of a layer, in both directions; None where none is left."""
    row, column = -layer.y % step, -layer.x % step
    alpha = layer.alpha[row::step, column::step]
    if not alpha.size:
        return None

    def few(field: Any) -> Any:
        return field[row::step, column::step] if np.ndim(field) > 1 else field

    return replace(
        layer,
        x=(layer.x + column) // step,
        y=(layer.y + row) // step,
        alpha=alpha,
        albedo=few(layer.albedo),
        light=few(layer.light),
        angle=few(layer.angle),
        lines=few(layer.lines),
    )
