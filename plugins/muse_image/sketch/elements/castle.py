"""A castle: a keep, towers with pointed roofs, walls with battlements."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, rgb
from ..paint.pen import Pen
from ..scene.plan import Place
from ._built import roofing, stand, window

SPEC = Spec("land", order=50, height=1.7)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one castle."""
    rng, size, x, y = place.rng, max(place.size, 24.0), place.x, place.y
    stone = canvas.hue(place, rgb("b3aa9c"))
    pen = canvas.pen((x - size * 0.75, y - size * 1.1, x + size * 0.75, y + 2))
    towers = [
        (-0.5, 0.5, 0.13),
        (-0.22, 0.78, 0.14),
        (0.08, 0.95, 0.17),
        (0.3, 0.64, 0.12),
        (0.52, 0.46, 0.13),
    ]
    order = [2, 1, 3]
    for index in order:
        _tower(canvas, pen, x, y, size, *towers[index], float(rng.uniform(0.92, 1.06)), stone)
    _curtain(canvas, pen, x - size * 0.5, x + size * 0.52, y, size * 0.26, size, stone)
    for index in (0, 4):
        _tower(canvas, pen, x, y, size, *towers[index], 1.0, stone)
    gate = size * 0.07
    pen.polygon(
        [
            (x - gate, y),
            (x + gate, y),
            (x + gate, y - gate * 1.6),
            (x, y - gate * 2.4),
            (x - gate, y - gate * 1.6),
        ],
        rgb("3b3029"),
        0.35,
    )
    stand(canvas, place, pen, size * 0.5)


def _tower(
    canvas: Canvas,
    pen: Pen,
    x: float,
    y: float,
    size: float,
    off: float,
    tall: float,
    wide: float,
    vary: float,
    stone: Colour,
) -> None:
    roof = roofing(canvas, rgb("5c6285"))
    cx, half, top = x + off * size, wide * size / 2, y - tall * size * 0.72 * vary
    for part in range(6):
        a, b = -1 + part / 3, -1 + (part + 1) / 3
        light = canvas.lit((a + b) / 2 * 0.9)
        pen.polygon(
            [(cx + half * a, y), (cx + half * b, y), (cx + half * b, top), (cx + half * a, top)],
            stone,
            light,
        )
    tip = top - size * 0.27 * tall
    flare = half * 1.28
    for part in range(4):
        a, b = -1 + part / 2, -1 + (part + 1) / 2
        pen.polygon(
            [(cx + flare * a, top), (cx + flare * b, top), (cx, tip)], roof, canvas.lit((a + b) / 2)
        )
    pen.line([(cx, tip), (cx, tip - size * 0.05)], max(0.8, size * 0.006), rgb("6a5a4a"), 0.5)
    pen.polygon(
        [(cx, tip - size * 0.05), (cx + size * 0.05, tip - size * 0.036), (cx, tip - size * 0.022)],
        rgb("c24a3f"),
        0.8,
    )
    for level in (0.3, 0.62):
        wx = size * 0.016
        window(canvas, pen, cx - wx, y + (top - y) * level, wx * 2, size * 0.045)


def _curtain(
    canvas: Canvas,
    pen: Pen,
    x0: float,
    x1: float,
    y: float,
    high: float,
    size: float,
    stone: Colour,
) -> None:
    stone = stone * np.float32(0.94)
    light = canvas.lit(-0.1)
    pen.polygon([(x0, y), (x1, y), (x1, y - high), (x0, y - high)], stone, light)
    step = size * 0.042
    at = x0
    while at < x1:
        pen.polygon(
            [
                (at, y - high),
                (at + step * 0.6, y - high),
                (at + step * 0.6, y - high - step * 0.7),
                (at, y - high - step * 0.7),
            ],
            stone,
            light,
        )
        at += step
