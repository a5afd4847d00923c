"""Antiquity: a temple with columns under a pediment, its ruins, an aqueduct, a pyramid."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.95)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one building of its kind."""
    tall = {"ruins": 0.8, "pyramid": 1.25, "aqueduct": 0.95}
    wide = {"aqueduct": 2.4, "pyramid": 1.5}.get(place.kind, 1.1)
    kit = Kit(canvas, place, max(place.size * tall.get(place.kind, 1.0), 14.0), wide=wide)
    marble = canvas.hue(place, rgb("ddd2bd"))
    if place.kind == "pyramid":
        _pyramid(kit)
    elif place.kind == "aqueduct":
        _aqueduct(kit)
    elif place.kind == "ruins":
        _ruins(kit, marble)
    else:
        _whole(kit, marble)


def _column(kit: Kit, u: float, v0: float, v1: float, half: float, stone: Colour) -> None:
    kit.face(u - half * 1.4, u + half * 1.4, v0, v0 + 0.02, stone, 0.7)
    kit.tube(u, half, half * 0.84, v0 + 0.02, v1 - 0.03, stone, 5)
    kit.face(u - half * 1.4, u + half * 1.4, v1 - 0.03, v1, stone, 0.72)


def _whole(kit: Kit, stone: Colour) -> None:
    for step in range(3):
        half = 0.86 - 0.04 * step
        kit.face(-half, half, 0.03 * step, 0.03 * step + 0.03, stone, 0.78 - 0.1 * step)
    glow = lights(kit.canvas)
    kit.face(-0.7, 0.7, 0.09, 0.54, mix(stone, DARK, 0.55), 0.4)
    if glow:
        kit.poly(LAMP, 1.0, (-0.1, 0.09), (0.1, 0.09), (0.1, 0.42), (-0.1, 0.42), glow=True)
    for k in range(6):
        _column(kit, -0.68 + 0.272 * k, 0.09, 0.56, 0.05, stone)
    kit.face(-0.8, 0.8, 0.56, 0.64, stone, kit.lit(-0.1) * 0.5 + 0.42)
    kit.line(mix(stone, DARK, 0.4), 0.4, 0.008, (-0.8, 0.6), (0.8, 0.6))
    kit.poly(stone, 0.8, (-0.86, 0.64), (0.86, 0.64), (0, 0.9))
    kit.poly(mix(stone, DARK, 0.25), 0.5, (-0.66, 0.665), (0.66, 0.665), (0, 0.855))
    kit.done(0.7)
    kit.halo(0, 0.3, 0.6, part=0.35)


def _ruins(kit: Kit, stone: Colour) -> None:
    rng = kit.place.rng
    stone = mix(stone, rgb("a89a80"), 0.3)
    moss = kit.canvas.grass(0.3)
    kit.poly(stone, 0.7, (-0.9, 0), (0.9, 0), (0.84, 0.05), (-0.82, 0.06))
    kit.poly(stone, 0.6, (-0.78, 0.05), (0.8, 0.05), (0.74, 0.1), (-0.74, 0.1))
    tops = [0.66, 0.66, 0.66, 0.3, 0.52, 0.2]
    for k, top in enumerate(tops):
        u = -0.66 + 0.264 * k
        if top > 0.6:
            _column(kit, u, 0.1, top, 0.05, stone)
            continue
        kit.tube(u, 0.05, 0.046, 0.1, top, stone, 5)
        kit.poly(
            stone, 0.8, (u - 0.046, top - 0.01), (u + 0.046, top - 0.02), (u + 0.02, top + 0.05)
        )
    kit.poly(stone, 0.66, (-0.76, 0.66), (-0.04, 0.66), (-0.06, 0.74), (-0.2, 0.77), (-0.74, 0.76))
    kit.poly(stone, 0.8, (-0.76, 0.76), (-0.34, 0.77), (-0.44, 0.88), (-0.52, 0.86))
    # Fallen drums and blocks before it, ivy on what still stands.
    for _ in range(4):
        u = float(rng.uniform(-0.8, 0.8))
        kit.block(u, u + 0.12, 0.0, 0.06, stone, float(rng.uniform(0.4, 0.7)))
    kit.tube(0.5, 0.06, 0.06, 0.0, 0.1, stone, 5)
    for _ in range(26):
        u, v = float(rng.choice([-0.66, -0.4, -0.13])), 0.1 + 0.5 * float(rng.random()) ** 2
        kit.ball(moss, u + 0.05 * float(rng.standard_normal()), v, 0.022)
    for _ in range(30):
        kit.ball(moss, float(rng.uniform(-0.95, 0.95)), 0.01, 0.03)
    kit.done(0.7)


def _pyramid(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, rgb("d3ad72"))
    top, edge = (0.08, 0.8), 0.28
    kit.poly(stone, kit.lit(-0.8), (-0.72, 0), (edge, -0.02), top)
    kit.poly(stone, kit.lit(0.8), (edge, -0.02), (0.82, 0.02), top)
    joint = mix(stone, DARK, 0.3)
    for k in range(1, 17):
        t = k / 17
        left = (-0.72 + (top[0] + 0.72) * t, top[1] * t)
        middle = (edge + (top[0] - edge) * t, -0.02 + (top[1] + 0.02) * t)
        right = (0.82 + (top[0] - 0.82) * t, 0.02 + (top[1] - 0.02) * t)
        kit.line(joint, kit.lit(-0.8) * 0.8, 0.004, left, middle)
        kit.line(joint, kit.lit(0.8) * 0.8, 0.004, middle, right)
    if kit.canvas.snowy:
        kit.poly(rgb("f3f6f9"), 0.8, (-0.05, 0.66), (0.12, 0.64), top)
    kit.done(0.7)


def _aqueduct(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, rgb("b9a487"))
    kit.face(-2.2, 2.2, 0, 0.82, stone, kit.lit(-0.2) * 0.6 + 0.28)
    kit.face(-2.2, 2.2, 0.82, 0.87, mix(stone, rgb("f0e4cc"), 0.3), 0.72)
    kit.face(-2.2, 2.2, 0.47, 0.5, mix(stone, rgb("f0e4cc"), 0.2), 0.66)
    for v, tall, half, step in ((0.0, 0.43, 0.2, 0.52), (0.54, 0.24, 0.09, 0.26)):
        k = -2.2 + step / 2
        while k < 2.2:
            for side in (1, -1):
                kit.arch(k + 0.03 * side, half, v, tall, mix(stone, DARK, 0.45), 0.35)
            ring = [(k - half * 0.94, v)]
            for i in range(11):
                a = math.pi * (1 - i / 10)
                ring.append(
                    (k + half * 0.94 * math.cos(a), v + tall - half + half * 0.94 * math.sin(a))
                )
            ring.append((k + half * 0.94, v))
            kit.pen.erase([kit.at(u, w) for u, w in ring])
            k += step
    kit.done(1.2)
