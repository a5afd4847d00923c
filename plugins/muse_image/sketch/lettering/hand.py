"""The hand: what a style does to the shape of letters before it paints them."""

import math
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.pen import Box
from ..paint.raster import Field, noise, soft, step

FINE = 3
"""How many times finer than the picture letters are drawn, before a hand shapes them."""


def grid(canvas: Canvas) -> int:
    """Return the side of a square of pixel art's grid, px."""
    from ..styles.pixel_art import side

    return side(canvas.width, canvas.height)


def written(canvas: Canvas, mask: Image.Image, box: Box, rng: Rng) -> tuple[Field, int, int]:
    """Return letters (L, FINE times as large) in the style's hand, and their corner in px."""
    x, y = math.floor(box[0]), math.floor(box[1])
    way = HANDS.get(canvas.style)
    if canvas.style == "pixel-art":
        return _squared(canvas, mask, x, y)
    made = mask if way is None else way(mask, rng)
    return np.asarray(made.reduce(FINE), np.float32) / 255, x, y


def _squared(canvas: Canvas, mask: Image.Image, x: int, y: int) -> tuple[Field, int, int]:
    """Return letters as whole squares of the grid."""
    side = grid(canvas)
    left, top = x // side * side, y // side * side
    found = mask.getbbox() or (0, 0, 1, 1)
    # The first letter begins where a square does.
    cut = mask.crop((found[0], found[1], found[2] + side * FINE, found[3] + side * FINE))
    cell = side * FINE
    wide, high = max(1, cut.width // cell), max(1, cut.height // cell)
    cut = cut.crop((0, 0, wide * cell, high * cell))
    squares = (np.asarray(cut.reduce(cell), np.float32) > 110).astype(np.float32)
    left += round((x - left + found[0] / FINE) / side) * side
    top += round((y - top + found[1] / FINE) / side) * side
    return squares.repeat(side, 0).repeat(side, 1), left, top


def _brushed(mask: Image.Image, rng: Rng) -> Image.Image:
    """Return letters as a brush writes them: edges that wander, dry streaks where it lifts."""
    high, wide = mask.height, mask.width
    unit = max(6.0, high * 0.05)
    field = np.asarray(mask, np.float32) / 255
    sway = noise(rng, high, wide, unit, octaves=4, gain=0.6)
    dry = noise(rng, high, wide, max(3.0, unit * 0.22), octaves=2, gain=0.8, stretch=7)
    lift = noise(rng, high, wide, unit * 6, octaves=2)
    wet = soft(field, max(1.0, unit * 0.12))
    shape = step(0.34, 0.6, wet + 0.13 * sway * (wet > 0.02))
    streak = step(-1.9, -0.7, dry + 1.1 * lift + 1.2 * soft(field, unit * 0.7))
    return _picture(shape * streak)


def _carved(mask: Image.Image, rng: Rng) -> Image.Image:
    """Return letters as a knife cuts them: curves become facets, edges are hard."""
    from ..styles._arcs import arcs, loops, simple
    from ..styles._pieces import joined

    half = mask.reduce(2)
    solid = np.asarray(half) > 127
    areas = joined(solid.astype(np.int32))
    kinds = np.zeros(int(areas.max()) + 1, bool)
    kinds[areas[solid]] = True
    miss = max(1.0, half.height * 0.008)
    borders: dict[int, list[tuple[Field, int, int]]] = {}
    for arc in arcs(areas):
        cut = simple(arc.points, miss, arc.ring)
        for area in arc.areas:
            if area >= 0 and kinds[area]:
                borders.setdefault(area, []).append((cut, *arc.areas))
    made = Image.new("L", mask.size)
    draw = ImageDraw.Draw(made)
    for area, own in borders.items():
        outer, *holes = loops(area, own)
        draw.polygon((outer * 2).ravel().tolist(), fill=255)
        for hole in holes:
            if len(hole) > 2:
                draw.polygon((hole * 2).ravel().tolist(), fill=0)
    chips = noise(rng, mask.height, mask.width, max(4.0, mask.height * 0.02), octaves=2)
    return _picture(np.asarray(made, np.float32) / 255 * (chips > -2.7))


def _bold(mask: Image.Image, _: Rng) -> Image.Image:
    """Return letters a little bolder, for a hand that has no fine lines."""
    wide = max(3, round(mask.height * 0.008) | 1)
    return mask.filter(ImageFilter.MaxFilter(min(wide, 9)))


def _drawn(mask: Image.Image, rng: Rng) -> Image.Image:
    """Return letters whose edges a dry point leaves a little open."""
    high, wide = mask.height, mask.width
    grain = noise(rng, high, wide, 4.0, octaves=2, gain=0.9)
    field = np.asarray(mask, np.float32) / 255
    return _picture(field * step(-2.4, -1.0, grain + 0.8 * soft(field, 6)))


def _picture(field: Field) -> Image.Image:
    return Image.fromarray(np.clip(field * 255 + 0.5, 0, 255).astype(np.uint8))


HANDS: dict[str, Callable[[Image.Image, Rng], Image.Image]] = {
    "ink": _brushed,
    "watercolour": _brushed,
    "woodblock": _carved,
    "low-poly": _carved,
    "pastel": _drawn,
    "pencil": _drawn,
    "pointillism": _bold,
    "stained-glass": _bold,
}
