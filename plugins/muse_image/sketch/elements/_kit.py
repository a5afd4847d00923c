"""A kit of forms for things that stand: blocks, towers, roofs, domes, each lit from its side.

All lengths are parts of the thing's size: `u` to the right of its foot, `v` up from it.
"""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.pen import Point
from ..scene.plan import Place
from ._built import lights, roofing, stand

Spot: TypeAlias = tuple[float, float]
DARK = rgb("3b3029")
LAMP = rgb("ffcf70")


class Kit:
    """Draws one thing of `size` px; `wide` and `tall` are how far it reaches (parts of size)."""

    def __init__(
        self, canvas: Canvas, place: Place, size: float, *, wide: float = 0.8, tall: float = 1.2
    ) -> None:
        self.canvas, self.place, self.size = canvas, place, size
        self.x, self.y = place.x, place.y
        self.way = 1 if place.rng.random() < 0.5 else -1
        fine = 3 if size < 160 else 2
        box = (
            self.x - size * wide, self.y - size * tall,
            self.x + size * wide, self.y + size * 0.12 + 2,
        )  # fmt: skip
        self.pen = canvas.pen(box, fine)

    def at(self, u: float, v: float) -> Point:
        """Return a spot in px; the thing is mirrored when its `way` is -1."""
        return self.x + u * self.size * self.way, self.y - v * self.size

    def lit(self, side: float) -> float:
        """Return the light on a face that looks to `side` (-1 .. 1)."""
        return self.canvas.lit(side * self.way)

    def poly(self, colour: Colour, light: float, *spots: Spot, glow: bool = False) -> None:
        """Fill a polygon."""
        self.pen.polygon([self.at(u, v) for u, v in spots], colour, light, glow)

    def line(
        self, colour: Colour, light: float, width: float, *spots: Spot, glow: bool = False
    ) -> None:
        """Draw a line `width` wide."""
        wide = max(0.8, width * self.size)
        self.pen.line([self.at(u, v) for u, v in spots], wide, colour, light, glow)

    def limb(self, colour: Colour, light: float, widths: Sequence[float], *spots: Spot) -> None:
        """Draw a limb with a width at each spot."""
        wide = [max(0.7, w * self.size) for w in widths]
        self.pen.limb([self.at(u, v) for u, v in spots], wide, colour, light)

    def ball(
        self, colour: Colour, u: float, v: float, half: float, high: float = 0.0,
        glow: bool = False,
    ) -> None:  # fmt: skip
        """Draw a round body `half` wide and `high` high from its middle, its lit side turned."""
        high = high or half
        bright = math.copysign(1, self.canvas.layout.light[0]) * self.way
        for part in range(5):
            shrink = 1 - part * 0.17
            du = bright * half * part * 0.1
            (x0, y0), (x1, y1) = (
                self.at(u + du - half * shrink, v + high * (shrink + part * 0.06)),
                self.at(u + du + half * shrink, v - high * (shrink - part * 0.06)),
            )
            box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            self.pen.ellipse(box, colour, 1.0 if glow else 0.3 + 0.15 * part, glow)

    def block(
        self, u0: float, u1: float, v0: float, v1: float, colour: Colour, turn: float = 0.64
    ) -> None:
        """Draw a block seen at a corner: `turn` of its width is the left face."""
        edge = u0 + (u1 - u0) * turn
        if turn > 0:
            self.poly(colour, self.lit(-0.75), (u0, v0), (edge, v0), (edge, v1), (u0, v1))
        if turn < 1:
            self.poly(colour, self.lit(0.75), (edge, v0), (u1, v0), (u1, v1), (edge, v1))

    def face(
        self, u0: float, u1: float, v0: float, v1: float, colour: Colour, light: float
    ) -> None:
        """Draw a flat rectangle."""
        self.poly(colour, light, (u0, v0), (u1, v0), (u1, v1), (u0, v1))

    def gable(
        self, u0: float, u1: float, v0: float, v1: float, top: float, wall: Colour, roof: Colour,
        turn: float = 0.64, over: float = 0.04,
    ) -> None:  # fmt: skip
        """Draw a house: a block from v0 to v1, its ridge at `top` along the left face."""
        edge = u0 + (u1 - u0) * turn
        middle = (edge + u1) / 2
        roof = roofing(self.canvas, roof)
        self.block(u0, u1, v0, v1, wall, turn)
        self.poly(wall, self.lit(0.75), (edge, v1), (u1, v1), (middle, top))
        back = u0 + (middle - edge) * 0.5
        drop = v1 - over * 0.8
        self.poly(
            roof, self.lit(-0.5) * 0.9 + 0.12,
            (u0 - over, drop), (edge + over * 0.3, drop), (middle, top), (back - over, top),
        )  # fmt: skip
        self.line(roof, self.lit(0.6), 0.03, (middle, top), (u1 + over, drop))

    def tube(
        self, u: float, low: float, high: float, v0: float, v1: float, colour: Colour,
        parts: int = 7,
    ) -> None:  # fmt: skip
        """Draw a round tower of half widths `low` (below) and `high` (above); 0 is a cone."""
        for part in range(parts):
            a, b = -1 + 2 * part / parts, -1 + 2 * (part + 1) / parts
            self.poly(
                colour, self.lit((a + b) / 2 * 0.95),
                (u + low * a, v0), (u + low * b, v0), (u + high * b, v1), (u + high * a, v1),
            )  # fmt: skip

    def dome(
        self, u: float, half: float, v: float, tall: float, colour: Colour, onion: float = 0.0
    ) -> None:
        """Draw a dome standing at `v`; `onion` 0..1 swells it and draws its tip up."""
        steps = 12

        def edge(t: float) -> float:
            round_ = math.sqrt(max(0.0, 1 - t * t))
            swell = (1 + 0.3 * math.sin(min(1.0, t * 1.6) * math.pi)) * (1 - t) ** 0.62
            return half * (round_ * (1 - onion) + swell * onion)

        levels = [k / steps for k in range(steps + 1)]
        parts = 7
        for part in range(parts):
            a, b = -1 + 2 * part / parts, -1 + 2 * (part + 1) / parts
            left = [(u + edge(t) * a, v + tall * t) for t in levels]
            right = [(u + edge(t) * b, v + tall * t) for t in reversed(levels)]
            self.poly(colour, self.lit((a + b) / 2 * 0.9) * 0.92 + 0.06, *left, *right)

    def arch(
        self, u: float, half: float, v: float, tall: float, colour: Colour = DARK,
        light: float = 0.35, glow: bool = False,
    ) -> None:  # fmt: skip
        """Fill an opening with a round top."""
        rise = tall - half
        ring = [
            (u + half * math.cos(k * math.pi / 10), v + rise + half * math.sin(k * math.pi / 10))
            for k in range(11)
        ]
        self.poly(colour, light, (u + half, v), *ring, (u - half, v), glow=glow)

    def window(self, u: float, v: float, wide: float, high: float, round_: bool = False) -> None:
        """Draw a window whose foot's middle is at (u, v); it glows when it is dark outside."""
        glow = lights(self.canvas)
        colour, light = (LAMP, 1.0) if glow else (rgb("46505c"), 0.5)
        if round_:
            self.arch(u, wide / 2, v, high, colour, light, glow)
            return
        u0, u1 = u - wide / 2, u + wide / 2
        self.poly(colour, light, (u0, v), (u1, v), (u1, v + high), (u0, v + high), glow=glow)

    def eaves(
        self, u0: float, u1: float, v: float, top: float, colour: Colour, *, ridge: float = 0.5,
        lift: float = 0.1, ribs: bool = True,
    ) -> None:  # fmt: skip
        """Draw a Chinese roof: `ridge` of its width long at `top`, its corners swung up."""
        tile = roofing(self.canvas, colour)
        middle, half = (u0 + u1) / 2, (u1 - u0) / 2
        high = top - v
        curve = [(k / 8) for k in range(9)]

        def side(way: int) -> list[Spot]:
            # From the corner inwards and up, hollow as a rope hangs.
            return [
                (
                    middle + way * half * (1 - (1 - ridge) * t),
                    v + high * (t**1.7) + lift * (1 - t) ** 3 * high,
                )
                for t in curve
            ]

        low = [
            (middle + half * (-1 + k / 6), v + lift * high * abs(-1 + k / 6) ** 5)
            for k in range(13)
        ]
        left, right = side(-1), side(1)
        self.poly(tile, self.lit(0.0) * 0.5 + 0.32, *low, *right, *reversed(left))
        if ribs and self.size * half > 18:
            many = max(5, int(min(22, self.size * half / 5)))
            dark = mix(tile, rgb("2c2c30"), 0.3)
            for k in range(1, many):
                s = -1 + 2 * k / many
                foot = (middle + half * s, v + lift * high * abs(s) ** 5 + 0.04 * high)
                mid = (middle + half * s * (0.42 + 0.58 * ridge), v + high * 0.3)
                self.line(dark, 0.4, 0.006, foot, mid, (middle + half * ridge * s, top))
        self.line(mix(tile, rgb("2c2c30"), 0.35), 0.6, 0.022, left[-1], right[-1])
        self.line(mix(tile, rgb("2c2c30"), 0.5), 0.3, 0.016, *low)

    def halo(
        self, u: float, v: float, reach: float, colour: Colour = LAMP, part: float = 0.5
    ) -> None:
        """Add a glow around a lamp, if lamps are lit."""
        if not lights(self.canvas):
            return
        x, y = self.at(u, v)
        radius = max(3, int(reach * self.size))
        across = (np.arange(2 * radius, dtype=np.float32)[None] - radius) / radius
        down = (np.arange(2 * radius, dtype=np.float32)[:, None] - radius) / radius
        glow = np.clip(1 - np.sqrt(across**2 + down**2), 0, 1) ** 2.2 * part
        self.canvas.add(
            Layer(
                "glow", "glow", int(x) - radius, int(y) - radius, glow.astype(np.float32), colour,
                1.0, 0.0, 0.0, 1.0, 0.2, mirror=self.mirror, counted=False,
            )
        )  # fmt: skip

    @property
    def mirror(self) -> float | None:
        """The level at which water mirrors the thing: that of a far bank it stands on."""
        return self.canvas.layout.waterline if self.place.order < 45 else None

    def done(self, reach: float, detail: float = 0.9) -> None:
        """Add the thing with its shadow, `reach` wide to each side."""
        stand(self.canvas, self.place, self.pen, reach * self.size, detail)
