"""Pictures larger than an engine does at once: the whole made small first, then in tiles.

What is broad is taken from the whole, so that no tile differs from the next; what is fine comes
from the tiles, which go over into each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from . import colours
from .raster import blurred

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .engine import Asked, Engine, Pixels, Sample, Watching

OVERLAP = 128
"""Px that a tile has in common with the next."""

BROAD = 6.0
"""Px, of the whole made small, above which the whole decides."""


class _Part:
    """Who watches one part of a work of several, each of which counts alike."""

    def __init__(self, watching: "Watching", number: int, total: int) -> None:
        self.watching, self.number, self.total = watching, number, total

    def progress(self, done: float, total: float, note: str) -> None:
        """Tell how far the whole work is."""
        self.watching.progress(self.number + done / total, self.total, note)

    def preview(self, pixels: "Pixels") -> None:
        """Show the whole made small; of a tile nothing."""
        if not self.number:
            self.watching.preview(pixels)


def tiled(
    engine: "Engine",
    reach: int,
    content: "NDArray[np.uint8]",
    samples: "Sequence[Sample]",
    asked: "Asked",
    watching: "Watching",
) -> "NDArray[np.uint8]":
    """Return a content (h, w, 3) of bytes in the style of samples, by tiles beyond `reach` px."""
    height, width = content.shape[:2]
    if max(height, width) <= reach:
        return _bytes(engine(_floats(content), samples, asked, watching))
    factor = reach / max(height, width)
    size = (max(16, round(height * factor)), max(16, round(width * factor)))
    small = np.asarray(
        Image.fromarray(content).resize((size[1], size[0]), Image.Resampling.LANCZOS)
    )
    boxes = [(y, x) for y in spans(height, reach) for x in spans(width, reach)]
    alone = replace(asked, start=None)
    whole = _bytes(engine(_floats(small), samples, alone, _Part(watching, 0, len(boxes) + 1)))
    broad = Image.fromarray(whole)
    cube = asked.cube
    if cube is None:
        cube = colours.transport(_floats(small), samples, asked.seed, TONE)
    total = np.zeros((height, width, 3), np.float32)
    weight = np.zeros((height, width), np.float32)
    for number, ((top, bottom), (left, right)) in enumerate(boxes, 1):
        part = content[top:bottom, left:right]
        box = (left * factor, top * factor, right * factor, bottom * factor)
        box = (box[0], box[1], min(box[2], size[1]), min(box[3], size[0]))
        tall, wide = part.shape[:2]
        start = _floats(np.asarray(broad.resize((wide, tall), Image.Resampling.BICUBIC, box=box)))
        told = replace(asked, start=start, whole=(height, width), cube=cube)
        made = engine(_floats(part), samples, told, _Part(watching, number, len(boxes) + 1))
        made = made + blurred(start - made, BROAD / factor)
        share = np.minimum.outer(
            _ramp(tall, top > 0, bottom < height), _ramp(wide, left > 0, right < width)
        )
        total[top:bottom, left:right] += made * share[..., None]
        weight[top:bottom, left:right] += share
    for row in range(0, height, 256):  # by strips: a copy of all would cost as much again
        total[row : row + 256] /= weight[row : row + 256, :, None]
    return _bytes(total)


TONE = 0.75
"""How far the lightness of tiles is brought to the style's."""


def spans(length: int, reach: int) -> list[tuple[int, int]]:
    """Return from where to where tiles reach along a side, each of at most `reach` px."""
    if length <= reach:
        return [(0, length)]
    many = -(-(length - OVERLAP) // (reach - OVERLAP))
    begins = [round(k * (length - reach) / (many - 1)) for k in range(many)]
    return [(begin, begin + reach) for begin in begins]


def _ramp(length: int, before: bool, after: bool) -> "NDArray[np.float32]":
    """Return how much a tile counts along a side: less where another one overlaps it."""
    rise = (np.arange(length, dtype=np.float32) + 0.5) / OVERLAP
    made = np.ones(length, np.float32)
    if before:
        made = np.minimum(made, rise)
    if after:
        made = np.minimum(made, rise[::-1])
    return made


def _floats(pixels: "NDArray[np.uint8]") -> "Pixels":
    return pixels.astype(np.float32) / np.float32(255)


def _bytes(pixels: "Pixels") -> "NDArray[np.uint8]":
    """Return a picture as bytes, by strips."""
    made = np.empty(pixels.shape, np.uint8)
    for row in range(0, len(pixels), 256):
        part = np.clip(pixels[row : row + 256], 0, 1) * np.float32(255) + np.float32(0.5)
        made[row : row + 256] = part
    return made
