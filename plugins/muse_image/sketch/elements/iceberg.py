"""Ice and rock in the sea: an iceberg, a sea arch, a stack."""

import math

from ..catalogue import Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import line
from ..scene.plan import Place
from ._afloat import settle
from ._kit import Kit, Spot

SPEC = Spec("afloat", order=50, height=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one of its kind, with its reflection."""
    size = max(min(place.size, canvas.layout.unit * 0.34), canvas.layout.unit * 0.1, 10.0)
    kit = Kit(canvas, place, size, wide=1.6, tall=1.1)
    if place.kind in ("arch", "stack"):
        fluted(kit, canvas.hue(place, rgb("8d8072")), place.kind == "arch", canvas.grass(0.4))
    else:
        _ice(kit)
    settle(canvas, place, kit.pen.layers(place.name, "rock", depth=place.depth, detail=0.8))


def _ice(kit: Kit) -> None:
    rng = kit.place.rng
    ice = kit.canvas.hue(kit.place, rgb("eef5fa"))
    blue = mix(ice, rgb("7fb2d2"), 0.55)
    peaks: list[Spot] = []
    for u, v in ((-0.86, 0.16), (-0.62, 0.42), (-0.42, 0.5), (-0.2, 0.92), (0.0, 0.78), (0.16, 0.6),
                 (0.4, 0.66), (0.6, 0.34), (0.88, 0.2)):  # fmt: skip
        peaks.append((u, v * float(rng.uniform(0.88, 1.1))))
    ends = [(-1.0, 0.0), *peaks, (1.0, 0.0)]
    kit.poly(blue, kit.lit(0.2) * 0.6 + 0.3, *ends)
    for k in range(len(ends) - 1):
        a, b = ends[k], ends[k + 1]
        drop = (max(a[1], b[1]) * 0.62, 0.02)
        root = (
            (a[0] + b[0]) / 2 + 0.08 * float(rng.standard_normal()),
            min(drop) + 0.1 * float(rng.random()),
        )
        facing = -0.7 if b[1] > a[1] else 0.7
        kit.poly(mix(ice, blue, 0.15 + 0.5 * (facing > 0)), kit.lit(facing), a, b, root)
        kit.poly(mix(ice, blue, 0.3), kit.lit(facing * 0.4), a, root, (a[0], 0.0))
        kit.poly(blue, kit.lit(facing * 0.7) * 0.85, b, root, (b[0], 0.0), (root[0], 0.0))
    for k in range(1, len(ends) - 1):
        u, v = ends[k]
        kit.line(
            mix(blue, rgb("4d88b0"), 0.5),
            0.6,
            0.008,
            (u, v * 0.9),
            (u + 0.05, v * 0.45),
            (u - 0.02, 0.06),
        )
    kit.poly(rgb("7cc6cf"), 0.75, (-1.02, 0.035), (1.02, 0.035), (1.0, 0.0), (-1.0, 0.0))


def fluted(kit: Kit, stone: Colour, arch: bool, top: Colour) -> None:
    """Draw a block of rock in upright flutes, with an opening below if it is an arch."""
    rng: Rng = kit.place.rng
    many = 34
    wave = line(rng, many + 1, 9.0, octaves=3)
    rough = line(rng, many + 1, 2.5, octaves=2)
    half = 1.2 if arch else 0.42

    def crest(k: int) -> float:
        t = abs(-1 + 2 * k / many)
        body = (1 - t**5) ** 0.5 if arch else (1 - t**3) ** 0.6
        return max(0.0, body * (0.8 + 0.07 * float(wave[k]) + 0.03 * float(rough[k])))

    for k in range(many):
        u0, u1 = half * (-1 + 2 * k / many), half * (-1 + 2 * (k + 1) / many) + 0.004
        side = (u0 + u1) / 2 / half
        light = kit.lit(0.7 * side + 0.55 * float(rough[k]) * 0.6)
        a, b = crest(k), crest(k + 1)
        shade = mix(stone, rgb("5a5048"), 0.15 + 0.12 * abs(float(rough[k])))
        kit.poly(shade, light, (u0 * 1.04, 0), (u1 * 1.04, 0), (u1, b), (u0, a))
        for level in (0.3, 0.52, 0.7):
            v = level * min(a, b)
            kit.line(
                mix(shade, rgb("3d352e"), 0.5),
                light * 0.7,
                0.008,
                (u0, v + 0.02 * float(wave[k])),
                (u1, v + 0.02 * float(wave[k + 1])),
            )
        kit.poly(top, max(light, 0.6), (u0, a), (u1, b), (u1, b - 0.035), (u0, a - 0.035))
    if arch:
        ring = []
        for k in range(25):
            turn = math.pi * k / 24
            away = 1 + 0.07 * float(wave[k])
            ring.append((0.22 + 0.42 * math.cos(turn) * away, 0.52 * math.sin(turn) * away))
        inner = [(u + 0.06 * (1 if kit.lit(0.5) > 0.5 else -1), v * 1.06) for u, v in ring]
        kit.poly(mix(stone, rgb("2e2823"), 0.55), 0.3, (0.72, 0), *inner, (-0.3, 0))
        kit.pen.erase([kit.at(u, v) for u, v in [(0.64, -0.1), *ring, (-0.2, -0.1)]])
