"""Bridges that aren't of stone: a wooden one on posts, one that hangs from two towers."""

import math

from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.pen import Pen, Point
from ..scene.plan import Place
from ._built import lights
from ._kit import LAMP


def wooden(canvas: Canvas, place: Place, pen: Pen, x: float, y: float, half: float) -> None:
    """Draw a low arc of planks on posts, `half` px to each side of x."""
    wood = canvas.hue(place, rgb("8f6a46"))
    dark = mix(wood, rgb("30231a"), 0.45)
    rise, reach = half * 0.3, half * 1.1

    def deck(t: float) -> Point:
        return x + reach * t, y - rise * (0.5 + 0.5 * math.cos(t * math.pi / 2))

    steps = [k / 20 for k in range(-20, 21)]
    for t in (-0.85, -0.5, -0.17, 0.17, 0.5, 0.85):
        px, py = deck(t)
        for off in (-0.03, 0.035):
            pen.line(
                [(px + off * half, py), (px + off * half * 1.4, y)],
                max(1.0, half * 0.03),
                dark,
                canvas.lit(off * 9),
            )
        pen.line(
            [(px - half * 0.06, py + (y - py) * 0.35), (px + half * 0.08, y - (y - py) * 0.2)],
            max(0.8, half * 0.014),
            dark,
            0.4,
        )
    top = [deck(t) for t in steps]
    thick = half * 0.055
    pen.polygon([*top, *[(px, py + thick) for px, py in reversed(top)]], wood, 0.55)
    pen.line(top, max(1.0, half * 0.022), mix(wood, rgb("ecd2a4"), 0.4), 0.8)
    for lift in (0.1, 0.17):
        pen.line([(px, py - half * lift) for px, py in top], max(0.9, half * 0.018), wood, 0.7)
    for k in range(0, 41, 4):
        px, py = top[k]
        pen.line([(px, py), (px, py - half * 0.19)], max(0.9, half * 0.022), wood, 0.6)


def hanging(canvas: Canvas, place: Place, pen: Pen, y: float) -> None:
    """Draw a suspension bridge over the whole width at water level y."""
    unit, width = canvas.layout.unit, canvas.width
    steel = canvas.hue(place, rgb("b0503c"))
    dark = mix(steel, rgb("2e2a2c"), 0.4)
    deck = y - unit * 0.075
    high = unit * 0.34
    towers = (
        width * 0.5 - min(width * 0.27, unit * 0.5),
        width * 0.5 + min(width * 0.27, unit * 0.5),
    )
    glow = lights(canvas)

    def cable(xa: float, ya: float, xb: float, yb: float, sag: float) -> list[Point]:
        return [
            (xa + (xb - xa) * t, ya + (yb - ya) * t + sag * 4 * t * (1 - t))
            for t in [k / 24 for k in range(25)]
        ]

    top = deck - high
    ends = (-unit * 0.15, width + unit * 0.15)
    lines = [
        cable(ends[0], deck, towers[0], top, unit * 0.06),
        cable(towers[0], top, towers[1], top, high * 0.9),
        cable(towers[1], top, ends[1], deck, unit * 0.06),
    ]
    for points in lines:
        pen.line(points, max(1.0, unit * 0.006), steel, 0.65)
        for k in range(1, 24):
            px, py = points[k]
            pen.line([(px, py), (px, deck)], max(0.6, unit * 0.0016), dark, 0.5)
            if glow and k % 3 == 0:
                r = max(0.8, unit * 0.004)
                pen.ellipse((px - r, py - r, px + r, py + r), LAMP, 1.0, True)
    pen.polygon(
        [
            (ends[0], deck),
            (ends[1], deck),
            (ends[1], deck + unit * 0.02),
            (ends[0], deck + unit * 0.02),
        ],
        steel,
        0.5,
    )
    pen.line(
        [(ends[0], deck), (ends[1], deck)],
        max(1.0, unit * 0.005),
        mix(steel, rgb("ffe0c0"), 0.4),
        0.8,
    )
    for x in towers:
        wide = unit * 0.022
        pen.polygon(
            [
                (x - wide * 2, y),
                (x + wide * 2, y),
                (x + wide * 1.6, deck + unit * 0.03),
                (x - wide * 1.6, deck + unit * 0.03),
            ],
            rgb("a09a90"),
            canvas.lit(-0.2),
        )
        for side in (-1, 1):
            at = x + side * wide
            pen.polygon(
                [
                    (at - wide * 0.4, deck + unit * 0.03),
                    (at + wide * 0.4, deck + unit * 0.03),
                    (at + wide * 0.3, top - unit * 0.01),
                    (at - wide * 0.3, top - unit * 0.01),
                ],
                steel,
                canvas.lit(side * 0.6),
            )
        for part in (0.08, 0.4, 0.72, 0.98):
            level = deck - high * part
            pen.polygon(
                [
                    (x - wide * 1.3, level),
                    (x + wide * 1.3, level),
                    (x + wide * 1.3, level - unit * 0.012),
                    (x - wide * 1.3, level - unit * 0.012),
                ],
                steel,
                0.6,
            )
