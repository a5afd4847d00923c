"""What stands along streets and in parks: a lamp, a bench, a well, a fountain, a statue, signs."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("land", order=50, height=0.36)
IRON = rgb("3c4148")
STONE = rgb("b4ab9b")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one of its kind."""
    tall = {"lamp": 1.35, "bench": 0.42, "well": 0.72, "fountain": 0.85, "statue": 1.15}
    kit = Kit(canvas, place, max(place.size * tall.get(place.kind, 1.0), 8.0), wide=1.3)
    paints = {"bench": _bench, "well": _well, "fountain": _fountain, "statue": _statue}
    {"lamp": _lamp, "signpost": _signpost, **paints}[place.kind](kit)


def _lamp(kit: Kit) -> None:
    iron = kit.canvas.hue(kit.place, IRON)
    kit.tube(0, 0.055, 0.03, 0, 0.12, iron, 5)
    kit.tube(0, 0.018, 0.013, 0.12, 0.8, iron, 5)
    kit.tube(0, 0.02, 0.045, 0.78, 0.82, iron, 5)
    glow = lights(kit.canvas)
    kit.poly(
        LAMP if glow else rgb("dfe3e0"), 1.0 if glow else 0.7,
        (-0.035, 0.82), (0.035, 0.82), (0.06, 0.95), (-0.06, 0.95), glow=glow,
    )  # fmt: skip
    kit.line(iron, 0.4, 0.01, (0, 0.82), (0, 0.95))
    kit.poly(iron, 0.5, (-0.075, 0.95), (0.075, 0.95), (0.02, 1.01), (-0.02, 1.01))
    kit.line(iron, 0.5, 0.014, (0, 1.0), (0, 1.04))
    kit.done(0.12)
    kit.halo(0, 0.88, 0.55, part=0.75)
    kit.halo(0, 0.88, 0.16, rgb("ffe6b0"), 0.6)


def _bench(kit: Kit) -> None:
    wood = kit.canvas.hue(kit.place, rgb("8b6443"))
    for u in (-0.85, 0.85):
        kit.line(IRON, 0.4, 0.06, (u, 0), (u, 0.42))
        kit.line(IRON, 0.4, 0.06, (u + 0.14, 0.06), (u + 0.14, 1.0))
    for v in (0.6, 0.76, 0.92):
        kit.poly(wood, 0.62, (-0.85, v), (1.1, v), (1.1, v + 0.11), (-0.85, v + 0.11))
    for k, v in enumerate((0.38, 0.42, 0.46)):
        kit.poly(
            wood, 0.85 - 0.06 * k, (-1.0 + 0.05 * k, v), (1.0 + 0.05 * k, v),
            (1.0 + 0.05 * k, v + 0.05), (-1.0 + 0.05 * k, v + 0.05),
        )  # fmt: skip
    kit.done(0.9)


def _well(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, STONE)
    wood, tile = rgb("6f5138"), rgb("8a4b3a")
    for u in (-0.36, 0.36):
        kit.line(wood, kit.lit(u), 0.05, (u, 0.3), (u, 0.86))
    kit.line(wood, 0.5, 0.045, (-0.4, 0.72), (0.44, 0.72))
    kit.line(rgb("c9b48a"), 0.6, 0.02, (0.0, 0.72), (0.0, 0.46))
    kit.tube(0, 0.07, 0.08, 0.36, 0.48, wood, 5)
    kit.tube(0, 0.44, 0.42, 0, 0.36, stone, 9)
    for level in range(3):
        for k in range(5):
            u = -0.38 + 0.17 * k + 0.08 * (level % 2)
            if u < 0.3:
                kit.line(
                    mix(stone, DARK, 0.4),
                    0.4,
                    0.014,
                    (u, 0.1 * level + 0.09),
                    (u + 0.12, 0.1 * level + 0.09),
                )
    kit.poly(
        mix(stone, rgb("ffffff"), 0.2),
        0.8,
        (-0.45, 0.36),
        (0.45, 0.36),
        (0.42, 0.31),
        (-0.42, 0.31),
    )
    tile = rgb("f1f4f8") if kit.canvas.snowy else tile
    kit.poly(tile, kit.lit(-0.6), (-0.58, 0.8), (0.05, 0.78), (0.0, 1.08), (-0.36, 1.06))
    kit.poly(tile, kit.lit(0.6), (0.05, 0.78), (0.5, 0.8), (0.0, 1.08))
    kit.done(0.4)


def _fountain(kit: Kit) -> None:
    stone = kit.canvas.hue(kit.place, rgb("c6bda9"))
    water = mix(rgb("dcebf2"), kit.canvas.air.horizon, 0.25)
    pool = mix(kit.canvas.air.middle, rgb("3f6f7d"), 0.45)
    kit.tube(0, 1.0, 1.04, 0, 0.16, stone, 11)
    kit.poly(
        pool,
        0.7,
        *[(1.0 * math.cos(k * 0.314), 0.165 + 0.07 * math.sin(k * 0.314)) for k in range(20)],
    )
    kit.tube(0, 0.1, 0.07, 0.13, 0.4, stone, 5)
    kit.tube(0, 0.1, 0.46, 0.38, 0.48, stone, 9)
    kit.poly(
        pool,
        0.75,
        *[(0.45 * math.cos(k * 0.314), 0.48 + 0.03 * math.sin(k * 0.314)) for k in range(20)],
    )
    kit.tube(0, 0.05, 0.035, 0.48, 0.66, stone, 5)
    kit.tube(0, 0.04, 0.2, 0.64, 0.7, stone, 7)
    for k in range(14):
        s = -1 + 2 * k / 13
        for root, drop, reach in ((0.72, 0.5, 0.42), (0.48, 0.18, 0.86)):
            start = 0.06 * s if root > 0.6 else 0.44 * s
            peak = root + (0.3 if root > 0.6 else 0.03)
            curve = [
                (
                    start + (reach * s - start) * t,
                    root + (peak - root) * 4 * t * (1 - t) + (drop - root) * t * t,
                )
                for t in (0, 0.2, 0.4, 0.6, 0.8, 1.0)
            ]
            kit.line(water, 0.95, 0.012, *curve)
    kit.limb(water, 1.0, [0.03, 0.05, 0.01], (0, 0.7), (0, 0.95), (0, 1.1))
    kit.done(0.9)


def _statue(kit: Kit) -> None:
    bronze = kit.canvas.hue(kit.place, rgb("7f9486"))
    stone = STONE
    kit.block(-0.24, 0.24, 0, 0.06, stone, 0.62)
    kit.block(-0.18, 0.18, 0.06, 0.38, stone, 0.62)
    kit.block(-0.21, 0.21, 0.38, 0.42, stone, 0.62)
    # A figure in a cloak, one arm raised: the lit half over the shaded one.
    for shade, off, slim in (
        (0.26, 0.0, 1.0),
        (0.72, 0.03 * math.copysign(1, kit.canvas.layout.light[0]) * kit.way, 0.55),
    ):
        kit.limb(
            bronze,
            shade,
            [0.2 * slim, 0.17 * slim, 0.13 * slim, 0.16 * slim, 0.06 * slim],
            (off, 0.42),
            (off, 0.56),
            (off + 0.01, 0.68),
            (off, 0.8),
            (off, 0.87),
        )
        kit.limb(
            bronze,
            shade,
            [0.06 * slim, 0.05 * slim, 0.035 * slim],
            (0.06, 0.81),
            (0.16, 0.9),
            (0.2, 1.04),
        )
        kit.limb(
            bronze,
            shade,
            [0.055 * slim, 0.05 * slim, 0.04 * slim],
            (-0.06, 0.81),
            (-0.12, 0.7),
            (-0.08, 0.58),
        )
    kit.ball(bronze, 0, 0.92, 0.045, 0.055)
    kit.done(0.25)


def _signpost(kit: Kit) -> None:
    wood = kit.canvas.hue(kit.place, rgb("8a6a48"))
    kit.line(mix(wood, DARK, 0.2), 0.5, 0.05, (0, 0), (0, 0.98))
    for way, v, wide in ((1, 0.84, 0.5), (-1, 0.68, 0.44), (1, 0.52, 0.36)):
        kit.poly(
            wood, kit.lit(0.3 * way), (-0.08 * way, v - 0.06), (wide * way, v - 0.06),
            ((wide + 0.1) * way, v), (wide * way, v + 0.06), (-0.08 * way, v + 0.06),
        )  # fmt: skip
        kit.line(mix(wood, DARK, 0.5), 0.4, 0.014, (0.05 * way, v), ((wide - 0.05) * way, v))
    kit.done(0.15)
