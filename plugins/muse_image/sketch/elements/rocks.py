"""Rocks: boulders with facets, on land or in the water near the viewer."""

import math
from itertools import pairwise

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place

SPEC = Spec("front", order=73)


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` boulders near the lower edge, large ones lower down."""
    rng, unit = place.rng, canvas.layout.unit
    low, high = {"left": (0.05, 0.35), "right": (0.65, 0.95)}.get(place.side or "", (0.04, 0.96))
    feet = sorted(float(rng.uniform(0.8, 0.985)) for _ in range(place.count))
    for foot in feet:
        x, y = canvas.width * float(rng.uniform(low, high)), canvas.height * foot
        size = unit * (0.03 + 0.3 * (foot - 0.8)) * float(rng.uniform(0.8, 1.4))
        pen = canvas.pen((x - size * 1.3, y - size * 1.2, x + size * 1.3, y + size * 0.3))
        stone = mix(rgb("7d7a76"), rgb("8f8270"), float(rng.random()))
        ring = []
        for k in range(11):
            turn = math.pi * k / 10
            away = size * float(rng.uniform(0.82, 1.1))
            ring.append((x - away * 1.15 * math.cos(turn), y - away * 0.75 * math.sin(turn)))
        top = (x + size * 0.15 * float(rng.standard_normal()), y - size * 0.42)
        for a, b in pairwise(ring):
            side = ((a[0] + b[0]) / 2 - x) / size
            up = (y - (a[1] + b[1]) / 2) / size
            light = canvas.lit(side * 0.7) * 0.75 + 0.25 * up + 0.06 * float(rng.standard_normal())
            pen.polygon([a, b, top], stone, light)
            pen.polygon([a, top, (x, y + size * 0.06)], stone, light - 0.12)
        front = [ring[0], ring[2], top, ring[-3], ring[-1], (x, y + size * 0.1)]
        pen.polygon(front, stone, 0.34)
        if canvas.snowy:
            pen.polygon(
                [ring[3], ring[5], ring[7], (top[0], top[1] - size * 0.12)], rgb("f1f4f8"), 0.85
            )
        canvas.add(pen.layers(place.name, "rock", detail=0.7, angle=0.5))
