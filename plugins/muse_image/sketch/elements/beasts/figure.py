"""A figure: a living thing drawn from smooth outlines, whose roundness then catches the light.

Spots are (u, v) in parts of its size: u towards where it looks, v up from its foot.
"""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ...paint.canvas import Canvas
from ...paint.colour import Colour, mix
from ...paint.layer import Layer
from ...paint.pen import Point
from ...paint.raster import soft

Spot: TypeAlias = tuple[float, float]
FLAT = 0.56
"""Light of a face before its roundness is known."""


class Figure:
    """Draws one living thing `size` px high with its foot at (x, y); `turn` (radians) leans it."""

    def __init__(
        self, canvas: Canvas, x: float, y: float, size: float, way: int, *,
        wide: float = 0.9, tall: float = 1.2, deep: float = 0.1, turn: float = 0.0,
    ) -> None:  # fmt: skip
        self.canvas, self.x, self.y, self.size, self.way = canvas, x, y, size, way
        self._cos, self._sin = math.cos(turn), math.sin(turn)
        box = (x - size * wide, y - size * tall, x + size * wide, y + size * deep + 2)
        self.pen = canvas.pen(box, 4 if size < 90 else 3 if size < 220 else 2)

    def at(self, spot: Spot) -> Point:
        """Return a spot in px."""
        u, v = spot
        along, up = u * self._cos - v * self._sin, u * self._sin + v * self._cos
        return self.x + along * self.size * self.way, self.y - up * self.size

    def body(self, colour: Colour, *spots: Spot, light: float = FLAT) -> None:
        """Fill a closed outline that runs smoothly through the spots."""
        self.pen.polygon([self.at(s) for s in smooth(spots, True)], colour, light)

    def poly(self, colour: Colour, *spots: Spot, light: float = FLAT) -> None:
        """Fill a closed outline with corners."""
        self.pen.polygon([self.at(s) for s in spots], colour, light)

    def limb(
        self, colour: Colour, widths: Sequence[float], *spots: Spot, light: float = FLAT
    ) -> None:
        """Draw a limb that bends smoothly, with a width at each spot and round ends."""
        along = smooth(spots, False)
        at = np.linspace(0, len(widths) - 1, len(along))
        wide = np.interp(at, np.arange(len(widths)), widths) * self.size
        points = [self.at(s) for s in along]
        self.pen.limb(points, [max(0.8, float(w)) for w in wide], colour, light)
        for (x, y), w in ((points[0], wide[0]), (points[-1], wide[-1])):
            if w > 2:
                half = float(w) / 2
                self.pen.ellipse((x - half, y - half, x + half, y + half), colour, light)

    def ball(
        self, colour: Colour, u: float, v: float, half: float, high: float = 0.0,
        light: float = FLAT,
    ) -> None:  # fmt: skip
        """Draw a round part `half` wide and `high` high (parts of the size) from its middle."""
        x, y = self.at((u, v))
        a, b = max(0.5, half * self.size), max(0.5, (high or half) * self.size)
        self.pen.ellipse((x - a, y - b, x + a, y + b), colour, light)

    def line(self, colour: Colour, width: float, *spots: Spot, light: float = 0.5) -> None:
        """Draw a thin line."""
        points = [self.at(s) for s in smooth(spots, False)]
        self.pen.line(points, max(0.7, width * self.size), colour, light)

    def layers(
        self, name: str, material: str = "built", *, depth: float = 0.0,
        mirror: float | None = None, counted: bool = True, round_: float = 1.0,
    ) -> list[Layer]:  # fmt: skip
        """Return what was drawn, shaded as round forms are: lit above and towards the light."""
        made = self.pen.layers(
            name, material, depth=depth, detail=1.0, mirror=mirror, counted=counted
        )
        for layer in made:
            if layer.glow < 1:
                rounded(self.canvas, layer, self.size * 0.13, round_)
        return made


def rounded(canvas: Canvas, layer: Layer, reach: float, strength: float = 1.0) -> None:
    """Shade a layer as if its shape were blown up: what faces the light is lit, the foot dark."""
    alpha = layer.alpha
    side = float(np.sign(canvas.layout.light[0]))
    value = np.zeros_like(alpha)
    for part in (1.0, 0.4):
        radius = max(1.0, reach * part)
        field = soft(np.pad(alpha, 2), radius)[2:-2, 2:-2]
        down, across = np.gradient(field)
        value += np.clip((down * 0.9 - across * side * 0.75) * radius, -0.55, 0.55)
    layer.light = np.clip(layer.light + strength * 0.62 * value, 0.04, 1).astype(np.float32)


def smooth(spots: Sequence[Spot], closed: bool, steps: int = 6) -> list[Spot]:
    """Return a curve (Catmull and Rom's) through spots, `steps` spots to each stretch."""
    many = len(spots)
    if many < 3:
        return list(spots)
    made: list[Spot] = []
    for i in range(many if closed else many - 1):
        if closed:
            a, b, c, d = (spots[(i + k) % many] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (spots[min(max(i + k, 0), many - 1)] for k in (-1, 0, 1, 2))
        for k in range(steps):
            t = k / steps
            made.append((_spline(a[0], b[0], c[0], d[0], t), _spline(a[1], b[1], c[1], d[1], t)))
    if not closed:
        made.append(spots[-1])
    return made


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3
    )


def tone(colour: Colour, part: float) -> Colour:
    """Return a colour `part` (-1 .. 1) of the way to black or to white."""
    goal = np.zeros(3, np.float32) if part < 0 else np.ones(3, np.float32)
    return mix(colour, goal, abs(part))
