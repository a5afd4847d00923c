"""What trees are made of: limbs that branch, and clumps of leaves, lit and shaded."""

import math

from ...draws import Rng
from ...paint.canvas import Canvas
from ...paint.colour import Colour, mix
from ...paint.pen import Pen, Point

BARK = "5a4636"


def limbs(
    pen: Pen, rng: Rng, start: Point, angle: float, length: float, width: float, level: int,
    bark: Colour, light: float, spread: float = 0.55,
) -> list[Point]:  # fmt: skip
    """Draw a limb and those that grow from it; return where the last ones end."""
    x, y = start
    bend = 0.16 * float(rng.standard_normal())
    points = [start]
    for part in (0.35, 0.7, 1.0):
        turn = angle + bend * part
        points.append((x + length * part * math.sin(turn), y - length * part * math.cos(turn)))
    pen.limb(points, [width, width * 0.85, width * 0.72, width * 0.6], bark, light)
    if level == 0 or length < 3:
        return [points[-1]]
    ends: list[Point] = []
    for number in range(int(rng.integers(2, 4))):
        side = (-1 if number % 2 else 1) * float(rng.uniform(0.3, 1.0)) * spread
        root = points[-1] if number < 2 else points[-2]
        ends += limbs(
            pen, rng, root, angle * 0.85 + side, length * float(rng.uniform(0.62, 0.82)),
            width * 0.58, level - 1, bark, light, spread,
        )  # fmt: skip
    return ends


def clump(
    canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, radius: float, colour: Colour,
    centre: Point, crown: float, dab: float,
) -> None:  # fmt: skip
    """Draw a clump of leaves: dabs on a ball, lit on the side of the light and above."""
    sun = canvas.layout.light
    side = math.copysign(1, sun[0])
    many = int(min(46, 10 + 5 * (radius / max(dab, 0.5))))
    for _ in range(many):
        turn = float(rng.random()) * 2 * math.pi
        away = radius * math.sqrt(float(rng.random()))
        px, py = x + away * math.cos(turn), y + away * 0.8 * math.sin(turn)
        facing = 0.5 * (px - centre[0]) / crown * side + 0.62 * (centre[1] - py) / crown
        local = 0.28 * ((px - x) * side - (py - y)) / radius
        light = 0.46 + 0.42 * facing + local * 0.6 + 0.08 * float(rng.standard_normal())
        size = dab * float(rng.uniform(0.6, 1.3))
        shade = mix(colour, colour * 0.8, float(rng.random()))
        pen.ellipse((px - size, py - size * 0.75, px + size, py + size * 0.75), shade, light)
