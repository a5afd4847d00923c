"""What floors, walls and ceilings are made of: a shade and joints for each spot of a surface.

Each pattern takes the spot (a, b) in metres along and across the surface and how many metres a px
is there (pa, pb), and returns a shade (-1 .. 1) and how much a joint is seen (0 .. 1).
"""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from ...draws import Rng
from ...paint.raster import Field

Pattern: TypeAlias = Callable[[Field, Field, Field, Field, Rng], tuple[Field, Field]]
_MANY = 1024


def _joint(a: Field, px: Field, pitch: float, wide: float) -> Field:
    """Return how much the joints every `pitch` metres are seen."""
    away = np.abs(a / pitch - np.round(a / pitch)) * pitch
    seen = np.clip((wide * 0.5 + px * 0.6 - away) / px, 0, 1)
    return (seen * np.clip(0.25 + wide / px, 0, 1) * np.clip(1.6 - 4 * px / pitch, 0, 1)).astype(
        np.float32
    )


def _shades(table: Field, row: Field, column: Field) -> Field:
    at = (row.astype(np.int64) * 37 + column.astype(np.int64) * 101) % _MANY
    return table[at]


def _table(rng: Rng) -> Field:
    return rng.uniform(-1, 1, _MANY).astype(np.float32)


def plain(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Plaster or paint."""
    even = np.zeros(np.broadcast_shapes(a.shape, b.shape), np.float32)
    return even, even


def _planks(wide: float, long: float, joint: float) -> Pattern:
    def pattern(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
        table = _table(rng)
        row = np.floor(a / wide)
        moved = b + _shades(table, row, row * 0) * long
        shade = _shades(table, row, np.floor(moved / long))
        grain = 0.3 * np.sin(a * 160 + 3 * np.sin(moved * 2.3 + row)) * np.clip(1 - pa * 90, 0, 1)
        ends = _joint(moved, pb, long, joint)
        return shade + grain, np.maximum(_joint(a, pa, wide, joint), ends * 0.8)

    return pattern


def _bricks(wide: float, high: float, joint: float, crooked: float = 0.0) -> Pattern:
    def pattern(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
        table = _table(rng)
        if crooked:
            b = b + crooked * np.sin(a * 2.9) * np.sin(b * 1.7 + 1)
        row = np.floor(b / high)
        moved = a + wide * (0.5 * (row % 2) + crooked * 4 * _shades(table, row, row * 0))
        shade = _shades(table, row, np.floor(moved / wide))
        return shade, np.maximum(_joint(moved, pa, wide, joint), _joint(b, pb, high, joint))

    return pattern


def _tiles(size: float, joint: float, checks: float = 0.0) -> Pattern:
    def pattern(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
        row, column = np.floor(a / size), np.floor(b / size)
        table = _table(rng)
        calm = np.clip(1.5 - 2.5 * np.maximum(pa, pb) / size, 0, 1)
        shade = _shades(table, row, column) * 0.35 + checks * (((row + column) % 2) * 2 - 1) * calm
        return shade, np.maximum(_joint(a, pa, size, joint), _joint(b, pb, size, joint))

    return pattern


def stripes(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Wallpaper with broad stripes."""
    wave = np.clip(np.sin(a * 2 * np.pi / 0.36) * 0.18 / np.maximum(pa * 3, 0.02), -1, 1)
    return (0.75 * wave).astype(np.float32), np.zeros_like(wave, np.float32)


def sprigs(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Wallpaper with small sprigs in staggered rows."""
    row = np.round(b / 0.34)
    x = (a + 0.17 * (row % 2)) / 0.34
    dx, dy = (x - np.round(x)) * 0.34, (b / 0.34 - row) * 0.34
    petals = 0.055 + 0.028 * np.cos(5 * np.arctan2(dy, dx))
    seen = np.clip((petals - np.hypot(dx, dy)) / np.maximum(pa, 0.004), 0, 1)
    return (-1.5 * seen).astype(np.float32), (0.35 * seen * (1 - seen) * 4).astype(np.float32)


def panels(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Panels in frames."""
    x = np.abs(a / 0.8 - np.floor(a / 0.8) - 0.5) * 0.8
    y = np.abs(b / 1.35 - np.floor(b / 1.35) - 0.5) * 1.35
    inside = np.minimum(0.31 - x, 0.58 - y)
    seen = np.clip(1.2 - np.abs(inside) / np.maximum(pa * 1.4, 0.012), 0, 1)
    shade = np.where(inside > 0, 0.25, -0.1) - seen
    return shade.astype(np.float32), (0.7 * seen).astype(np.float32)


def tatami(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Straw mats with dark borders."""
    row = np.floor(b / 0.9)
    moved = a + 0.9 * (row % 2)
    edge = np.abs(b / 0.9 - np.round(b / 0.9)) * 0.9
    seen = np.clip((0.035 + pb * 0.5 - edge) / pb, 0, 1)
    shade = 0.3 * np.sin(a * 200) * np.clip(1 - pa * 120, 0, 1) - 2.6 * seen
    return shade + 0.25 * ((row % 2) * 2 - 1), np.maximum(0.4 * seen, _joint(moved, pa, 1.8, 0.012))


def metal(a: Field, b: Field, pa: Field, pb: Field, rng: Rng) -> tuple[Field, Field]:
    """Plates of metal, each of its own shade."""
    table = _table(rng)
    row = np.floor(b / 0.62)
    moved = a + 0.45 * _shades(table, row, row * 0)
    shade = 0.7 * _shades(table, row, np.floor(moved / 1.1))
    seam = np.maximum(_joint(moved, pa, 1.1, 0.02), _joint(b, pb, 0.62, 0.02))
    return shade, seam


PATTERNS: dict[str, Pattern] = {
    "plain": plain,
    "boards": _planks(0.15, 2.2, 0.006),
    "planks": _planks(0.24, 3.0, 0.012),
    "brick": _bricks(0.3, 0.11, 0.016),
    "stone": _bricks(0.72, 0.36, 0.028, 0.04),
    "flags": _bricks(0.8, 0.62, 0.025, 0.03),
    "tiles": _tiles(0.42, 0.01),
    "small_tiles": _tiles(0.2, 0.008),
    "checks": _tiles(0.46, 0.006, 2.2),
    "stripes": stripes,
    "sprigs": sprigs,
    "panels": panels,
    "tatami": tatami,
    "metal": metal,
}
STRONG = {"brick": 0.16, "stone": 0.13, "flags": 0.12, "boards": 0.11, "planks": 0.1,
          "checks": 0.16, "tatami": 0.1, "small_tiles": 0.06, "tiles": 0.07}  # fmt: skip
"""How much a pattern's shades change its colour; 0.06 for the others."""
