"""Lotus: round leaves on the water, flowers between them."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place

SPEC = Spec("afloat", order=50, height=0.1)


def paint(canvas: Canvas, place: Place) -> None:
    """Add a leaf or two, and now and then a flower."""
    rng, x, y = place.rng, place.x, place.y
    size = max(place.size * 1.25, canvas.layout.unit * 0.014, 4.0)
    pen = canvas.pen((x - size * 2.4, y - size * 1.4, x + size * 2.4, y + size * 0.9), fine=3)
    for _ in range(3):
        lx, ly = (
            x + size * float(rng.uniform(-1.2, 1.2)),
            y + size * 0.3 * float(rng.uniform(-1, 1)),
        )
        wide, high = size * float(rng.uniform(0.6, 1.0)), size * float(rng.uniform(0.2, 0.3))
        green = mix(rgb("4f8a5a"), rgb("86b06a"), float(rng.random()))
        pen.ellipse((lx - wide, ly - high, lx + wide, ly + high), green * 0.75, 0.35)
        pen.ellipse((lx - wide, ly - high * 1.15, lx + wide, ly + high * 0.75), green, 0.62)
        pen.polygon(
            [(lx, ly), (lx + wide, ly - high * 0.3), (lx + wide * 0.9, ly + high * 0.4)],
            green * 0.6,
            0.4,
        )
    if rng.random() < 0.6:
        pink = mix(rgb("f4a6bf"), rgb("fbe3ea"), float(rng.random()))
        for k in range(7):
            turn = math.pi * (0.1 + 0.8 * k / 6)
            tip = (x - size * 0.62 * math.cos(turn), y - size * (0.25 + 0.7 * math.sin(turn)))
            mid = (x - size * 0.36 * math.cos(turn), y - size * (0.1 + 0.45 * math.sin(turn)))
            pen.limb(
                [(x, y - size * 0.05), mid, tip],
                [size * 0.1, size * 0.3, 0.5],
                pink,
                0.55 + 0.05 * k,
            )
    for layer in pen.layers(place.name, "foliage", depth=place.depth, detail=0.9):
        canvas.add(layer)
