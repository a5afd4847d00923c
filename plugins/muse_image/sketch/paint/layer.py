"""A layer: one form of the picture as a painter knows it, before any style paints it."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .colour import Colour
from .raster import Field

FIELDS = ("alpha", "albedo", "light", "angle", "lines")
FAINT = 1 / 512
"""Coverage that changes no pixel."""


@dataclass(slots=True)
class Layer:
    """What covers a box of the picture: its shape, own colour, light, direction and distance.

    Fields that may vary are a number or an array (h, w); `albedo` is (3,) or (h, w, 3).

    - `alpha` 0..1: how much it covers
    - `light` 0..1: from shadow to full light
    - `angle` (radians, 0 = level, y down): the way a brush would follow the form
    - `depth` 0 (near) .. 1 (far): how much air lies before it
    - `glow` 0..1: shines by itself, so that night doesn't darken it
    - `detail` 0..1: how finely a painter would work here
    - `lines` 0..1 (h, w): contours inside the form, such as ridges
    - `mirror` (px): the level at which water mirrors it; None: it isn't mirrored
    - `kept` 0..1: how much it keeps its own colours in any light, as the heroes of a book do
    - `owner`: the number of the place that it belongs to; -1: none
    """

    name: str
    material: str
    x: int
    y: int
    alpha: Field
    albedo: Colour
    light: Field | float = 0.6
    angle: Field | float = 0.0
    depth: float = 0.0
    glow: float = 0.0
    detail: float = 0.5
    lines: Field | None = None
    mirror: float | None = None
    counted: bool = True
    kept: float = 0.0
    owner: int = -1

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom (px); right and bottom are outside."""
        height, width = self.alpha.shape
        return self.x, self.y, self.x + width, self.y + height

    def clipped(self, width: int, height: int) -> "Layer | None":
        """Return the part inside a picture of width x height px; None when nothing is left."""
        left, top, right, bottom = self.box
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
        if x0 >= x1 or y0 >= y1:
            return None
        return self._cut(x0, y0, x1, y1)

    def trimmed(self) -> "Layer":
        """Return the layer without the rows and columns at its edges that it doesn't cover."""
        rows = np.flatnonzero(self.alpha.max(1) > FAINT)
        columns = np.flatnonzero(self.alpha.max(0) > FAINT)
        if not rows.size or not columns.size:
            return self
        x, y = self.x, self.y
        return self._cut(
            x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1
        )

    def _cut(self, x0: int, y0: int, x1: int, y1: int) -> "Layer":
        """Return the part in a box (px of the picture) inside this layer's box."""
        left, top, right, bottom = self.box
        if (x0, y0, x1, y1) == (left, top, right, bottom):
            return self
        part = (slice(y0 - top, y1 - top), slice(x0 - left, x1 - left))
        cut: dict[str, Any] = {
            name: _slice(value, part)
            for name in FIELDS
            if isinstance(value := getattr(self, name), np.ndarray) and value.ndim >= 2
        }
        return replace(self, x=x0, y=y0, **cut)

    def settle(self) -> None:
        """Keep numbers in 32 bits, which is what every style computes in."""
        for name in FIELDS:
            value = getattr(self, name)
            if isinstance(value, np.ndarray) and value.dtype != np.float32:
                setattr(self, name, value.astype(np.float32))


def _slice(field: Field, part: tuple[slice, slice]) -> Field:
    """Return a part of a field; a small part of a large one as its own, to let the rest go."""
    cut = field[part]
    return cut.copy("K") if cut.nbytes < 0.8 * field.nbytes and 0 not in cut.strides else cut
