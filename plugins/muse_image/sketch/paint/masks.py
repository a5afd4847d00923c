"""Masks: how much of each pixel a part of a thing covers, and what its form tells."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from .raster import Field, slopes, soft

FINE = 3
"""How many times finer than the picture the shape of a part is drawn."""


@dataclass(slots=True)
class Part:
    """A part that was drawn: where (px of the model), and how much it covers there (h, w)."""

    x: int
    y: int
    mask: Field


def filled(
    shapes: Sequence[Sequence[tuple[float, float]]], left: int, top: int, width: int, height: int
) -> Field:
    """Return the coverage (height, width) of closed shapes (px) in a box with its corner there."""
    fine = FINE if width * height < 250_000 else 2
    picture = Image.new("L", (width * fine, height * fine))
    draw = ImageDraw.Draw(picture)
    for shape in shapes:
        draw.polygon([((x - left) * fine, (y - top) * fine) for x, y in shape], fill=255)
    return np.asarray(picture.reduce(fine), np.float32) * np.float32(1 / 255)


def blur(field: Field, radius: float) -> Field:
    """Return a field blurred; below one px by its neighbours alone."""
    if radius < 1 or min(field.shape) < 3:
        return field
    return soft(field, radius)


def thin(mask: Field) -> float:
    """Return about how thin a form is, px."""
    return float(mask.sum()) / max(mask.shape)


def axis(mask: Field) -> float:
    """Return the direction (radians, y down) of a form's longer side."""
    few = mask[:: max(1, mask.shape[0] // 24), :: max(1, mask.shape[1] // 24)]
    rows, columns = np.nonzero(few > 0.5)
    if rows.size < 3:
        return 0.0
    high, wide = mask.shape[0] / few.shape[0], mask.shape[1] / few.shape[1]
    y, x = (rows - rows.mean()) * high, (columns - columns.mean()) * wide
    return 0.5 * math.atan2(2 * float((x * y).mean()), float((x * x).mean() - (y * y).mean()))


def same_box(part: Part, x: int, y: int, shape: tuple[int, ...]) -> Field:
    """Return the coverage of an earlier part within another box."""
    made = np.zeros(shape, np.float32)
    height, width = part.mask.shape
    top, left = max(part.y, y), max(part.x, x)
    bottom, right = min(part.y + height, y + shape[0]), min(part.x + width, x + shape[1])
    if top < bottom and left < right:
        made[top - y : bottom - y, left - x : right - x] = part.mask[
            top - part.y : bottom - part.y, left - part.x : right - part.x
        ]
    return made


def turned(mask: Field, radius: float, side: float) -> Field:
    """Return how much each place of a form turns to the light (above 0) or away from it.

    `radius` (px) is how far in from its edge it turns, `side` is 1 or -1: where the light is.
    """
    value = np.zeros_like(mask)
    for part in (1.0, 0.45):
        pad = math.ceil(radius * part) + 1
        blurred = blur(np.pad(mask, pad), radius * part)
        down, across = slopes(blurred)
        lean = (down * 0.85 - across * side * 0.8) * np.float32(radius * part * 1.1)
        value += np.clip(lean[pad:-pad, pad:-pad], -0.42, 0.36)
    # Of what is a few px wide, light and shadow would leave no colour between them.
    return value * np.float32(0.6 * min(1.0, 0.3 + radius * 0.2))
