"""Fireworks: chrysanthemums of light, each in its colour, with trails that fall."""

import math

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("sky", order=30, depth=1.0)
COLOURS = ("ffd27a", "ff8aa0", "9ad0ff", "c7a2ff", "a8f0b0", "ffb06a")


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` bursts in the sky."""
    layout, rng = canvas.layout, place.rng
    for number in range(place.count):
        x = canvas.width * ((number + float(rng.uniform(0.25, 0.75))) / place.count)
        y = layout.horizon * float(rng.uniform(0.18, 0.55))
        reach = layout.unit * float(rng.uniform(0.11, 0.2)) * (1.15 if place.count < 4 else 1)
        colour = rgb(COLOURS[int(rng.integers(len(COLOURS)))])
        _burst(canvas, place, x, y, reach, colour)


def _burst(
    canvas: Canvas, place: Place, x: float, y: float, reach: float, colour: np.ndarray
) -> None:
    rng, layout = place.rng, canvas.layout
    side = int(reach * 2.8)
    left, top = int(x) - side // 2, int(y) - side // 2
    columns = left + np.arange(side, dtype=np.float32)[None] - x
    rows = top + np.arange(side, dtype=np.float32)[:, None] - y
    halo = np.clip(1 - np.sqrt(columns**2 + rows**2) / (side / 2), 0, 1) ** 2 * 0.42
    canvas.add(
        Layer(
            place.name,
            "glow",
            left,
            top,
            halo.astype(np.float32),
            colour,
            1.0,
            0.0,
            0.0,
            1.0,
            0.2,
            mirror=layout.waterline,
            counted=False,
        )
    )
    pen = canvas.pen((left, top, left + side, top + side))
    rays = int(rng.integers(64, 96))
    wide = max(0.9, layout.unit * 0.0024)
    for ray in range(rays):
        turn = 2 * math.pi * ray / rays + 0.08 * float(rng.standard_normal())
        # Seen as a ball: rays towards the viewer are short.
        long = reach * math.sqrt(float(rng.uniform(0.12, 1.0)))
        points = []
        for t in (0.25, 0.55, 0.8, 1.0):
            points.append(
                (
                    x + long * t * math.cos(turn),
                    y + long * t * math.sin(turn) + reach * 0.13 * t * t,
                )
            )
        tone = mix(colour, rgb("ffffff"), 0.25 + 0.35 * float(rng.random()))
        pen.limb(points, [0.4, wide * 0.7, wide, wide * 1.2], tone, 1.0)
        ex, ey = points[-1]
        dot = wide * float(rng.uniform(0.7, 1.3))
        pen.ellipse((ex - dot, ey - dot, ex + dot, ey + dot), mix(tone, rgb("ffffff"), 0.6), 1.0)
    for layer in pen.layers(place.name, "light", mirror=layout.waterline, detail=1.0, angle=0.8):
        layer.glow = 1.0
        canvas.add(layer)
