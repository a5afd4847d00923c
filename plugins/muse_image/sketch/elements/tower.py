"""Towers: a round one of stone, a clock tower, a skyscraper, an obelisk, a domed observatory."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=1.45)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one tower of its kind."""
    tall = {"skyscraper": 1.35, "observatory": 0.62, "obelisk": 0.8, "clock": 1.1}
    size = max(place.size * tall.get(place.kind, 0.9), 16.0)
    kit = Kit(canvas, place, size, wide=0.7, tall=1.15)
    paints = {
        "clock": _clock, "skyscraper": _skyscraper, "obelisk": _obelisk,
        "observatory": _observatory,
    }  # fmt: skip
    paints.get(place.kind, _stone)(kit)


def _stone(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    stone = canvas.hue(place, rgb("a89d8b"))
    kit.tube(0, 0.17, 0.14, 0, 0.82, stone, 9)
    dark = mix(stone, rgb("2f2a25"), 0.35)
    for level in range(1, 16):
        v = 0.052 * level
        half = 0.17 - 0.03 * v / 0.82
        for k in range(3):
            t = -0.8 + 0.62 * k + 0.3 * (level % 2)
            if t < 0.8:
                kit.line(dark, 0.45, 0.006, (half * t, v), (half * (t + 0.3), v))
    kit.tube(0, 0.14, 0.185, 0.8, 0.86, stone, 9)
    kit.tube(0, 0.185, 0.185, 0.86, 0.92, stone, 9)
    for k in range(6):
        u = -0.185 + 0.0735 * k
        kit.face(u, u + 0.042, 0.92, 0.965, stone, kit.lit(u / 0.185))
    for v in (0.28, 0.5, 0.68):
        kit.window(-0.02 + 0.03 * math.sin(v * 20), v, 0.035, 0.07, round_=True)
    kit.arch(0.0, 0.05, 0, 0.16)
    kit.done(0.3)


def _clock(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    brick = canvas.hue(place, rgb("b98d68"))
    trim = rgb("e6dac0")
    kit.block(-0.13, 0.13, 0, 0.6, brick, 0.6)
    kit.block(-0.15, 0.15, 0.6, 0.625, trim, 0.6)
    kit.block(-0.14, 0.14, 0.625, 0.78, brick, 0.6)
    kit.block(-0.155, 0.155, 0.78, 0.8, trim, 0.6)
    roof = rgb("f0f3f7") if canvas.snowy else rgb("4f6a66")
    kit.poly(roof, kit.lit(-0.6), (-0.15, 0.8), (0.035, 0.8), (0.0, 1.02))
    kit.poly(roof, kit.lit(0.6), (0.035, 0.8), (0.15, 0.8), (0.0, 1.02))
    kit.line(rgb("c9a44e"), 0.8, 0.01, (0, 1.0), (0, 1.08))
    glow = lights(canvas)
    face = rgb("ffe9b0") if glow else rgb("f3ecdc")
    ring = [
        (-0.052 + 0.075 * math.cos(k * 0.314), 0.703 + 0.062 * math.sin(k * 0.314))
        for k in range(20)
    ]
    kit.poly(
        mix(brick, DARK, 0.5),
        0.4,
        *[(-0.052 + (u + 0.052) * 1.14, 0.703 + (v - 0.703) * 1.14) for u, v in ring],
    )
    kit.poly(face, 1.0 if glow else 0.85, *ring, glow=glow)
    kit.line(DARK, 0.2, 0.009, (-0.052, 0.703), (-0.052, 0.75))
    kit.line(DARK, 0.2, 0.009, (-0.052, 0.703), (-0.015, 0.688))
    for v in (0.16, 0.3, 0.44):
        kit.window(-0.08, v, 0.035, 0.08, round_=True)
        kit.window(-0.01, v, 0.035, 0.08, round_=True)
        kit.window(0.08, v, 0.028, 0.08, round_=True)
    kit.arch(-0.045, 0.045, 0, 0.12)
    kit.done(0.25)
    kit.halo(-0.052, 0.703, 0.2)


def _skyscraper(kit: Kit) -> None:
    canvas, place, rng = kit.canvas, kit.place, kit.place.rng
    glass = canvas.hue(place, mix(rgb("8fa3b4"), canvas.air.middle, 0.35))
    steps = [(0.16, 0, 0.5), (0.13, 0.5, 0.72), (0.095, 0.72, 0.86), (0.05, 0.86, 0.92)]
    glow = lights(canvas)
    for half, low, high in steps:
        kit.block(-half, half, low, high, glass, 0.6)
        edge = -half + half * 1.2
        floors = int((high - low) / 0.024)
        for floor in range(floors):
            v = low + 0.012 + floor * 0.024
            for face0, face1, many in ((-half, edge, 5), (edge, half, 3)):
                for k in range(many):
                    u = face0 + (face1 - face0) * (k + 0.2) / many
                    w = (face1 - face0) / many * 0.6
                    if glow and rng.random() < 0.5:
                        kit.poly(
                            LAMP,
                            1.0,
                            (u, v),
                            (u + w, v),
                            (u + w, v + 0.012),
                            (u, v + 0.012),
                            glow=True,
                        )
                    elif rng.random() < 0.75:
                        kit.face(u, u + w, v, v + 0.013, mix(glass, rgb("39485a"), 0.5), 0.5)
    kit.line(mix(glass, DARK, 0.4), 0.5, 0.008, (0, 0.92), (0, 1.08))
    kit.done(0.25)


def _obelisk(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, rgb("c9b697"))
    kit.block(-0.15, 0.15, 0, 0.06, stone, 0.6)
    kit.block(-0.11, 0.11, 0.06, 0.13, stone, 0.6)
    kit.poly(stone, kit.lit(-0.75), (-0.075, 0.13), (0.015, 0.13), (0.01, 0.9), (-0.05, 0.9))
    kit.poly(stone, kit.lit(0.75), (0.015, 0.13), (0.075, 0.13), (0.05, 0.9), (0.01, 0.9))
    kit.poly(stone, kit.lit(-0.75) + 0.08, (-0.05, 0.9), (0.01, 0.9), (0, 1.0))
    kit.poly(stone, kit.lit(0.75) + 0.08, (0.01, 0.9), (0.05, 0.9), (0, 1.0))
    kit.done(0.25)


def _observatory(kit: Kit) -> None:
    canvas, place = kit.canvas, kit.place
    wall = rgb("e4ded2")
    dome = canvas.hue(place, rgb("cfd6dc"))
    kit.block(-0.62, -0.1, 0, 0.24, wall, 0.7)
    for k in range(4):
        kit.window(-0.53 + 0.1 * k, 0.08, 0.05, 0.09)
    kit.tube(0.1, 0.34, 0.34, 0, 0.36, wall, 9)
    kit.tube(0.1, 0.37, 0.37, 0.36, 0.4, mix(wall, rgb("8f8a80"), 0.3), 9)
    kit.dome(0.1, 0.35, 0.4, 0.36, dome)
    glow = lights(canvas)
    slit = [(0.06, 0.44), (0.17, 0.46), (0.13, 0.74), (0.06, 0.76)]
    kit.poly(LAMP if glow else DARK, 1.0 if glow else 0.3, *slit, glow=glow)
    kit.limb(rgb("6f7680"), 0.5, [0.05, 0.04], (0.1, 0.6), (0.2, 0.78))
    for u in (-0.08, 0.1, 0.26):
        kit.window(u, 0.12, 0.05, 0.1)
    kit.done(0.5)
