"""A pen for things with outlines: polygons with their own colour and light, drawn finer than px."""

import math
from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from .colour import Colour
from .layer import Layer
from .raster import Field

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Ink = int | tuple[int, int, int, int]


class Pen:
    """Draws one thing inside a box (px of the picture); `layers` gives what was drawn."""

    def __init__(self, box: Box, bounds: tuple[int, int], fine: int = 2) -> None:
        width, height = bounds
        self.x = max(math.floor(box[0]), -width // 8)
        self.y = max(math.floor(box[1]), -height // 8)
        right = min(math.ceil(box[2]), width + width // 8)
        bottom = min(math.ceil(box[3]), height + height // 8)
        self.width, self.height = max(1, right - self.x), max(1, bottom - self.y)
        if self.width * self.height > 500_000:
            fine = 1
        self.fine = fine
        size = (self.width * fine, self.height * fine)
        self._alpha = Image.new("L", size)
        # Colour and light in the four channels that Pillow reduces without looking at alpha.
        self._paint = Image.new("CMYK", size, (0, 0, 0, 128))
        self._glow: Image.Image | None = None
        self._draws = [ImageDraw.Draw(i) for i in (self._alpha, self._paint)]

    def _inks(self, colour: Colour, light: float, glow: bool) -> list[Ink]:
        if glow and self._glow is None:
            self._glow = Image.new("L", self._alpha.size)
            self._draws.append(ImageDraw.Draw(self._glow))
        red, green, blue = (int(min(1, max(0, c)) * 255) for c in colour)
        inks: list[Ink] = [255, (red, green, blue, int(min(1, max(0, light)) * 255))]
        return inks if self._glow is None else [*inks, 255 if glow else 0]

    def _at(self, points: Sequence[Point]) -> list[Point]:
        f = self.fine
        return [((x - self.x) * f, (y - self.y) * f) for x, y in points]

    def polygon(
        self, points: Sequence[Point], colour: Colour, light: float, glow: bool = False
    ) -> None:
        """Fill a polygon (px)."""
        at = self._at(points)
        inks = self._inks(colour, light, glow)
        for draw, ink in zip(self._draws, inks, strict=True):
            draw.polygon(at, fill=ink)

    def erase(self, points: Sequence[Point]) -> None:
        """Cut a polygon (px) out of what was drawn."""
        at = self._at(points)
        for draw in (self._draws[0], *self._draws[2:]):
            draw.polygon(at, fill=0)

    def ellipse(self, box: Box, colour: Colour, light: float, glow: bool = False) -> None:
        """Fill an ellipse given by its box (px)."""
        (x0, y0), (x1, y1) = self._at([(box[0], box[1]), (box[2], box[3])])
        inks = self._inks(colour, light, glow)
        for draw, ink in zip(self._draws, inks, strict=True):
            draw.ellipse((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), fill=ink)

    def line(
        self,
        points: Sequence[Point],
        width: float,
        colour: Colour,
        light: float,
        glow: bool = False,
    ) -> None:
        """Draw a line `width` px wide; at least half a px."""
        at = self._at(points)
        thick = max(1, round(width * self.fine))
        inks = self._inks(colour, light, glow)
        for draw, ink in zip(self._draws, inks, strict=True):
            draw.line(at, fill=ink, width=thick, joint="curve")

    def limb(
        self, points: Sequence[Point], widths: Sequence[float], colour: Colour, light: float
    ) -> None:
        """Draw a limb that changes its width along a line, as a branch does."""
        left: list[Point] = []
        right: list[Point] = []
        for i, (x, y) in enumerate(points):
            x0, y0 = points[max(i - 1, 0)]
            x1, y1 = points[min(i + 1, len(points) - 1)]
            length = math.hypot(x1 - x0, y1 - y0) or 1.0
            nx, ny = -(y1 - y0) / length, (x1 - x0) / length
            half = widths[i] / 2
            left.append((x + nx * half, y + ny * half))
            right.append((x - nx * half, y - ny * half))
        self.polygon([*left, *reversed(right)], colour, light)

    def _down(self, picture: Image.Image, box: tuple[int, int, int, int]) -> Field:
        """Return what was drawn in a box (px of the pen) as 0..1, (h, w) or (4, h, w)."""
        left, top, right, bottom = (side * self.fine for side in box)
        fine = (left, top, right, bottom)
        part = picture.reduce(self.fine, fine) if self.fine > 1 else picture.crop(fine)
        pixels = np.asarray(part)
        made = np.empty((*pixels.shape[2:], *pixels.shape[:2]), np.float32)
        np.multiply(np.moveaxis(pixels, -1, 0) if pixels.ndim > 2 else pixels, 1 / 255, out=made)
        return made

    def layers(
        self,
        name: str,
        material: str,
        *,
        depth: float = 0.0,
        detail: float = 0.8,
        mirror: float | None = None,
        angle: Field | float = 0.0,
        counted: bool = True,
    ) -> list[Layer]:
        """Return what was drawn as a layer, and a second one for what shines by itself."""
        found = self._alpha.getbbox()
        if found is None:
            return []
        left, top, right, bottom = 0, 0, self.width, self.height
        if np.ndim(angle) == 0:
            # The rest of the box is bare: no style need look at it.
            left, top = found[0] // self.fine, found[1] // self.fine
            right, bottom = -(-found[2] // self.fine), -(-found[3] // self.fine)
        box = (left, top, right, bottom)
        x, y = self.x + left, self.y + top
        alpha = self._down(self._alpha, box)
        paint = self._down(self._paint, box)
        # Colours are weighted by coverage, or the empty ground would bleed into the edges.
        weight = 1 / np.maximum(alpha, np.float32(1 / 255))
        paint[3] -= 0.5 * (1 - alpha)
        paint *= weight
        np.clip(paint, 0, 1, out=paint)
        rgb, light = np.moveaxis(paint[:3], 0, -1), paint[3]
        made = [
            Layer(
                name, material, x, y, alpha, rgb, light, angle, depth, 0.0, detail, None, mirror,
                counted,
            )
        ]  # fmt: skip
        if self._glow is not None:
            made.append(
                Layer(
                    name, "light", x, y, self._down(self._glow, box) * alpha, rgb, 1.0, angle,
                    depth, 1.0, detail, None, mirror, False,
                )
            )  # fmt: skip
        return made
