"""A bridge over the water, with its reflection: arches of stone, wood, or one that hangs."""

import math
from dataclasses import replace

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._afloat import settle
from ._spans import hanging, wooden

SPEC = Spec("afloat", order=48, height=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one bridge across the water at its distance."""
    unit, x, y = canvas.layout.unit, place.x, place.y
    y = min(y, canvas.layout.horizon + (canvas.height - canvas.layout.horizon) * 0.3)
    half = max(unit * 0.3, place.size * 1.2)
    x, half = _crossing(canvas, x, y, half)
    if place.kind:
        _other(canvas, replace(place, y=y), x, half)
        return
    rise = half * 0.42
    pen = canvas.pen((x - half * 1.15, y - rise * 1.5, x + half * 1.15, y + 2))
    stone, dark = canvas.hue(place, rgb("a89c8a")), rgb("6d6459")

    def deck(t: float) -> float:
        return y - rise * (0.42 + 0.58 * math.cos(t * math.pi / 2) ** 1.2)

    steps = [k / 20 for k in range(-20, 21)]
    top = [(x + half * 1.1 * t, deck(t)) for t in steps]
    pen.polygon([*top, (x + half * 1.1, y), (x - half * 1.1, y)], stone, canvas.lit(-0.1))
    arches = ((-0.62, 0.2, 0.3), (0.0, 0.36, 0.62), (0.62, 0.2, 0.3))
    holes = []
    for centre, wide, tall in arches:
        ring = [
            (x + half * (centre + wide * math.cos(a)), y - rise * tall * 1.25 * math.sin(a))
            for a in [math.pi * k / 16 for k in range(17)]
        ]
        rim = [
            (x + half * (centre + wide * 1.14 * math.cos(a)), y - rise * tall * 1.42 * math.sin(a))
            for a in [math.pi * k / 16 for k in range(17)]
        ]
        pen.polygon(rim, dark, 0.55)
        holes.append(ring)
    for ring in holes:
        pen.erase(ring)
    thick = max(1.2, half * 0.03)
    rail = [(px, py - rise * 0.14) for px, py in top]
    pen.line(top, thick, rgb("cfc4b2"), 0.8)
    pen.line(rail, thick, rgb("c6baa6"), 0.75)
    for k in range(0, 41, 4):
        pen.line([top[k], rail[k]], thick, stone, 0.6)
    settle(
        canvas, replace(place, y=y), pen.layers(place.name, "built", depth=place.depth, detail=0.9)
    )


def _other(canvas: Canvas, place: Place, x: float, half: float) -> None:
    """Add a wooden bridge, or one that hangs from towers."""
    unit, y = canvas.layout.unit, place.y
    if place.kind == "hanging":
        pen = canvas.pen((-unit * 0.1, y - unit * 0.46, canvas.width + unit * 0.1, y + 2))
        hanging(canvas, place, pen, y)
    else:
        pen = canvas.pen((x - half * 1.2, y - half * 0.6, x + half * 1.2, y + 2))
        wooden(canvas, place, pen, x, y, half)
    settle(canvas, place, pen.layers(place.name, "built", depth=place.depth, detail=0.9))


def _crossing(canvas: Canvas, x: float, y: float, half: float) -> tuple[float, float]:
    """Return where a river crosses level `y`, and half a bridge's length there (px)."""
    for layer in canvas.layers:
        row = int(y) - layer.y
        if (
            layer.material == "water"
            and canvas.layout.waterline is None
            and 0 <= row < len(layer.alpha)
        ):
            wet = np.nonzero(layer.alpha[row] > 0.5)[0]
            if wet.size:
                wide = float(wet[-1] - wet[0])
                return layer.x + float(wet.mean()), max(wide * 0.95, half * 0.55)
    return x, half
