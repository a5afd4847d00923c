"""Blades of grass in the foreground, in tufts, dark below and light at their tips."""

import math

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb


def tufts(
    canvas: Canvas,
    rng: Rng,
    top: float,
    dark: Colour,
    light: Colour,
    kind: str = "",
    density: float = 1.0,
) -> None:
    """Add blades that stand between `top` (px) and the bottom of the picture, larger lower down."""
    unit, width, height = canvas.layout.unit, canvas.width, canvas.height
    pen = canvas.pen((0, top - unit * 0.12, width, height + 4), fine=1 if unit > 900 else 2)
    many = int(230 * density * canvas.span)
    lean = 0.16 * float(rng.standard_normal())
    feet = sorted(top + (height * 1.03 - top) * float(rng.random()) for _ in range(many))
    for foot in feet:
        near = (foot - top) / max(1.0, height * 1.03 - top)
        x = float(rng.random()) * width
        for _ in range(4):
            tall = unit * (0.018 + 0.05 * near) * float(rng.uniform(0.6, 1.35))
            turn = lean + 0.35 * float(rng.standard_normal())
            tip = (x + tall * math.sin(turn), foot - tall * math.cos(turn))
            half = (x + tall * 0.35 * math.sin(turn * 0.4), foot - tall * 0.55)
            wide = max(0.7, unit * (0.0014 + 0.0022 * near))
            shade = mix(dark, light, float(rng.uniform(0.0, 0.9)))
            value = 0.2 + 0.55 * float(rng.random())
            pen.limb([(x, foot), half, tip], [wide, wide * 0.8, 0.3], shade, value)
            if kind == "wheat":
                _ear(pen, tip, tall, turn, unit)
            if kind == "lavender":
                for k in range(4):
                    at = (tip[0] - k * tall * 0.07 * math.sin(turn), tip[1] + k * tall * 0.08)
                    size = unit * 0.0028 * (0.6 + near)
                    box = (at[0] - size, at[1] - size, at[0] + size, at[1] + size)
                    pen.ellipse(box, mix(rgb("7d5fb4"), rgb("c3a6e6"), float(rng.random())), 0.65)
            x += unit * 0.006 * float(rng.standard_normal())
    canvas.add(pen.layers("grass", "foliage", detail=0.95, angle=math.pi / 2, counted=False))


def _ear(pen: object, tip: tuple[float, float], tall: float, turn: float, unit: float) -> None:
    from ..paint.pen import Pen

    assert isinstance(pen, Pen)
    x, y = tip
    end = (x + tall * 0.2 * math.sin(turn * 1.6), y - tall * 0.22)
    pen.limb(
        [tip, ((x + end[0]) / 2, (y + end[1]) / 2), end],
        [1, unit * 0.005, 0.6],
        rgb("e8bf5c"),
        0.72,
    )
