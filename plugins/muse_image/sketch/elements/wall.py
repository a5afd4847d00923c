"""Walls and rows of stone: a dry stone wall, a graveyard, standing stones."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._kit import DARK, Kit

SPEC = Spec("land", order=50, height=0.3)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one group of its kind."""
    tall = {"stones": 1.9, "graves": 0.9}.get(place.kind, 0.62)
    kit = Kit(
        canvas,
        place,
        max(place.size * tall, 7.0),
        wide=4.2 if place.kind else canvas.width / max(place.size * 0.6, 7.0),
        tall=1.25,
    )
    {"stones": _stones, "graves": _graves}.get(place.kind, _dry)(kit)


def _dry(kit: Kit) -> None:
    rng = kit.place.rng
    stone = kit.canvas.hue(kit.place, rgb("9d978a"))
    edge = kit.canvas.width / kit.size + 0.5
    bright = 0.05 if kit.lit(0.5) > 0.5 else -0.05
    for row in range(5):
        u, v = -edge + 0.17 * (row % 2), 0.17 * row
        while u < edge:
            wide, high = float(rng.uniform(0.22, 0.44)), float(rng.uniform(0.15, 0.21))
            shade = mix(stone, rgb("6f6a60"), float(rng.uniform(0, 0.55)))
            light = float(rng.uniform(0.4, 0.62))
            ring = [
                (u + wide * (0.5 + 0.52 * math.cos(a) * float(rng.uniform(0.86, 1.06))),
                 v + high * (0.5 + 0.55 * math.sin(a) * float(rng.uniform(0.86, 1.06))))
                for a in [k * math.pi / 4.5 for k in range(9)]
            ]  # fmt: skip
            kit.poly(mix(shade, DARK, 0.45), 0.3, *ring)
            top = [(x + (u + wide / 2 - x) * 0.22 + bright * 0.3, y + 0.012) for x, y in ring]
            kit.poly(shade, light if row < 4 else light + 0.2, *top)
            u += wide * 0.93
        if row == 4 and kit.canvas.snowy:
            kit.line(rgb("f3f6f9"), 0.8, 0.08, (-edge, v + 0.2), (edge, v + 0.2))
    grass = kit.canvas.grass(0.3)
    for _ in range(int(edge * 16)):
        at = float(rng.uniform(-edge, edge))
        kit.limb(
            grass,
            0.4 + 0.3 * float(rng.random()),
            [0.05, 0.01],
            (at, 0.0),
            (at + 0.08 * float(rng.standard_normal()), float(rng.uniform(0.1, 0.3))),
        )
    kit.done(2.0)


def _graves(kit: Kit) -> None:
    rng = kit.place.rng
    stone = kit.canvas.hue(kit.place, rgb("a5a49e"))
    for row, (v, scale) in enumerate(((0.42, 0.5), (0.2, 0.7), (0.0, 1.0))):
        u = -1.9 + 0.3 * row
        while u < 1.9:
            tall, half = 0.62 * scale * float(rng.uniform(0.8, 1.1)), 0.17 * scale
            lean = 0.05 * float(rng.standard_normal())
            shade = mix(stone, rgb("6c7068"), float(rng.uniform(0, 0.4)))
            kind = rng.random()
            if kind < 0.3:
                kit.line(shade, kit.lit(0.3), 0.1 * scale, (u, v), (u + lean, v + tall * 1.15))
                kit.line(
                    shade,
                    kit.lit(0.3),
                    0.09 * scale,
                    (u - half + lean, v + tall * 0.8),
                    (u + half + lean, v + tall * 0.8),
                )
            else:
                kit.arch(
                    u + 0.035 * scale, half, v, tall, mix(shade, DARK, 0.3), kit.lit(0.8) * 0.8
                )
                kit.arch(u, half, v, tall, shade, kit.lit(-0.4) * 0.6 + 0.3)
                for k in range(3):
                    kit.line(
                        mix(shade, DARK, 0.4),
                        0.4,
                        0.012,
                        (u - half * 0.5, v + tall * (0.4 + 0.13 * k)),
                        (u + half * 0.5, v + tall * (0.4 + 0.13 * k)),
                    )
            for k in range(5):
                at = u + half * (k - 2) * 0.6
                kit.limb(
                    kit.canvas.grass(0.3),
                    0.5,
                    [0.03, 0.008],
                    (at, v - 0.03),
                    (at + 0.03, v + 0.09 * scale),
                )
            u += float(rng.uniform(0.55, 0.8)) * scale + 0.1
    kit.done(1.2)


def _stones(kit: Kit) -> None:
    rng = kit.place.rng
    stone = kit.canvas.hue(kit.place, rgb("8d8b85"))

    def block(u: float, half: float, v: float, top: float, side: float) -> None:
        edge = u + half * 0.35
        rough = 0.02 * float(rng.standard_normal())
        kit.poly(
            stone,
            kit.lit(-0.75),
            (u - half, v),
            (edge, v - 0.01),
            (edge + rough, top),
            (u - half * 0.88, top - side),
        )
        kit.poly(
            stone,
            kit.lit(0.75),
            (edge, v - 0.01),
            (u + half, v),
            (u + half * 0.9, top - side * 0.4),
            (edge + rough, top),
        )

    for u, top in ((-0.72, 0.48), (-0.36, 0.5), (0.34, 0.5), (0.7, 0.46)):
        block(u, 0.07, 0.12, top, 0.02)
    block(-0.54, 0.28, 0.49, 0.58, 0.02)
    for u, top in ((-1.0, 0.62), (-0.16, 0.84), (0.3, 0.84), (1.02, 0.5)):
        block(u, 0.12, 0.0, top, 0.03)
    block(0.07, 0.4, 0.83, 0.98, 0.02)
    kit.poly(stone, 0.5, (0.55, 0.0), (0.92, -0.02), (0.9, 0.1), (0.6, 0.12))
    for _ in range(40):
        at = float(rng.uniform(-1.2, 1.2))
        kit.limb(
            kit.canvas.grass(0.3),
            0.45,
            [0.025, 0.006],
            (at, 0.0 if abs(at) > 0.2 else -0.02),
            (at + 0.02, 0.07),
        )
    kit.done(0.9)
