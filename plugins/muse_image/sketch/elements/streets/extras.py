"""What stands along streets and hangs over them: lamps, stalls, trees, lanterns, wires, fences."""

import math
from collections.abc import Sequence
from itertools import pairwise

from ...draws import Rng, fork
from ...paint.colour import Colour, mix, rgb
from ..trees import SPECIES
from .lot import CLOTHS, DARK, SNOW, WHITE
from .view import WARM, Sheet, Spot, View, halo, pool

RED = rgb("d2362c")
FRUITS = ("d8492f", "e6a02f", "7a9a3a", "c9b04a", "8f3f5a", "d9d2c0", "4f7a45")


def box(x: float, z0: float, z1: float, low: float, high: float, reach: float = 1.0) -> list[Spot]:
    """Return spots that bound what stands at x, for a sheet."""
    return [
        (x + dx, y, z) for dx in (-reach, reach) for y in (low, high) for z in (max(z0, 1.2), z1)
    ]


def lamp(view: View, x: float, z: float, old: bool, inward: int) -> None:
    """Add a street lamp: an old one with a lantern, or a tall one that leans over the road."""
    canvas, iron = view.canvas, view.canvas.hue(view.place, rgb("3a3f45"))
    s = Sheet(view, box(x, z, z, -0.1, 7.0, 2.4))
    light = rgb("ffd98c") if view.dark else rgb("e3e6e2")
    lit = 1.0 if view.dark else 0.75
    if old:
        s.front(x - 0.14, x + 0.14, 0, 0.5, z, iron, 0.45)
        s.front(x - 0.05, x + 0.05, 0.5, 3.3, z, iron, 0.5)
        s.stroke(iron, 0.5, 0.06, (x - 0.35, 3.1, z), (x + 0.35, 3.1, z))
        s.poly(light, lit, (x - 0.13, 3.3, z), (x + 0.13, 3.3, z), (x + 0.23, 3.9, z),
               (x - 0.23, 3.9, z), glow=view.dark)  # fmt: skip
        s.stroke(iron, 0.4, 0.035, (x, 3.3, z), (x, 3.9, z))
        s.poly(iron, 0.5, (x - 0.28, 3.9, z), (x + 0.28, 3.9, z), (x + 0.07, 4.2, z),
               (x - 0.07, 4.2, z))  # fmt: skip
        head: Spot = (x, 3.6, z)
    else:
        s.front(x - 0.08, x + 0.08, 0, 6.0, z, iron, 0.5)
        tip = x + inward * 1.6
        s.stroke(iron, 0.5, 0.1, (x, 5.9, z), (x + inward * 0.5, 6.45, z), (tip, 6.5, z))
        s.poly(light, lit, (tip - 0.3, 6.42, z), (tip + 0.3, 6.42, z), (tip + 0.3, 6.3, z),
               (tip - 0.3, 6.3, z), glow=view.dark)  # fmt: skip
        head = (tip, 6.3, z)
    shine(view, head, 4.5 if old else 6.5, part=0.5)
    canvas.add(s.done(_depth(view, z)))
    for reach, part in ((2.4, 0.5), (0.7, 0.6)):
        glow = halo(view, head, reach, part=part)
        if glow is not None:
            canvas.add(glow)


def shine(view: View, spot: Spot, reach: float, colour: Colour = WARM, part: float = 0.4) -> None:
    """Add the light that a lamp throws on the ground."""
    light = pool(view, spot, reach, colour, part)
    if light is not None:
        view.canvas.add(light)


def _depth(view: View, z: float) -> float:
    return min(0.85, 0.02 + 0.6 * (z / 70) ** 1.2)


def stall(view: View, side: int, z: float, rng: Rng) -> None:
    """Add a market stall: a counter with heaps of goods and crates, a striped cloth above."""
    canvas = view.canvas
    road = view.half - 0.4
    deep, wide = 1.5, 2.5
    x, back = side * (road - deep), side * road
    a, b = z, z + wide
    s = Sheet(view, [*box(x, a, b, -0.1, 3.2, 0.9), *box(back, a, b, -0.1, 3.2, 0.3)])
    lit = 0.34 + 0.5 * canvas.lit(-0.7 * side)
    wood, cloth = rgb("8a6240"), rgb(CLOTHS[int(rng.integers(len(CLOTHS)))])
    other = rgb("f2ead6")
    for c in (a + 0.08, b - 0.08):
        for u in (x, back):
            s.stroke(wood, 0.4, 0.07, (u, 0, c), (u, 2.5, c))
    s.wall(x, a, b, 0.1, 0.9, wood, lit)
    s.front(x, back, 0.1, 0.9, a, mix(wood, DARK, 0.15), 0.42)
    s.poly(mix(wood, WHITE, 0.2), 0.7, (x, 0.9, a), (x, 0.9, b), (back, 1.25, b), (back, 1.25, a))
    if 0.3 * view.focal / z > 3:
        for row in range(3):
            for k in range(6):
                fruit = rgb(FRUITS[(row * 3 + k // 2 + int(z * 7)) % len(FRUITS)])
                u = x + (back - x) * (0.15 + 0.3 * row)
                y = 0.98 + 0.11 * row
                c = b - (b - a) * (k + 0.5) / 6
                for dz, dy in ((-0.1, 0.0), (0.1, 0.0), (0.0, 0.12)):
                    s.disc(fruit, lit + 0.2, (u, y + dy, c + dz), 0.1, 0.1)
        for k, (du, size) in enumerate(((0.25, 0.5), (0.15, 0.42))):
            u = x - side * du
            y = 0.0 if k == 0 else 0.5
            crate = mix(wood, rgb("d8b888"), 0.5)
            s.wall(u - side * 0.3, a + 0.3, a + 0.3 + size, y, y + size * 0.8, crate, lit)
            s.front(u - side * 0.3, u + side * 0.1, y, y + size * 0.8, a + 0.3, crate, 0.5)
            s.stroke(DARK, 0.4, 0.03, (u - side * 0.3, y + size * 0.4, a + 0.3),
                     (u + side * 0.1, y + size * 0.4, a + 0.3))  # fmt: skip
    many = 6
    out = x - side * 0.55
    for k in range(many):
        c, d = a - 0.15 + (wide + 0.3) * k / many, a - 0.15 + (wide + 0.3) * (k + 1) / many
        hue = cloth if k % 2 else other
        hue = mix(hue, SNOW, 0.7) if canvas.snowy else hue
        s.poly(hue, lit + 0.22, (back, 2.85, c), (back, 2.85, d), (out, 2.2, d), (out, 2.2, c),
               line=0.4)  # fmt: skip
        s.wall(out, c, d, 1.95, 2.2, hue, lit, 0.5)
    s.poly(mix(cloth, DARK, 0.2), 0.42, (back, 2.85, a - 0.15), (out, 2.2, a - 0.15),
           (back, 2.2, a - 0.15))  # fmt: skip
    bulb = (x, 2.0, a + 0.3)
    if view.dark:
        s.disc(rgb("ffe0a0"), 1.0, bulb, 0.1, 0.1, glow=True)
    canvas.add(s.done(_depth(view, z)))
    glow = halo(view, bulb, 1.6, part=0.5)
    if glow is not None:
        canvas.add(glow)


def tree(view: View, x: float, z: float, tall: float, kind: str = "") -> None:
    """Add a tree of the street."""
    canvas = view.canvas
    px, py = view.at((x, 0, z))
    size = tall * view.focal / z
    if not -size * 0.4 < px < canvas.width + size * 0.4:
        return
    pen = canvas.pen((px - size * 0.6, py - size * 1.12, px + size * 0.6, py + size * 0.05))
    SPECIES[kind](canvas, pen, fork(view.place.rng), px, py, size)
    canvas.add(pen.layers(view.place.name, "tree", depth=_depth(view, z), detail=0.7, angle=0.9,
                          counted=False))  # fmt: skip


def across(view: View, zs: Sequence[float], kind: str) -> None:
    """Hang ropes over the street: red lanterns, small flags, washing, or bare wires."""
    canvas, rng = view.canvas, view.place.rng
    for z in zs:
        y = {"lanterns": 4.6, "flags": 5.4, "washing": 4.4}.get(kind, 6.2)
        y += float(rng.uniform(-0.3, 0.4))
        sag = 0.7 if kind != "wires" else 0.35
        half = view.half
        s = Sheet(view, box(0, z, z, y - sag - 1.4, y + 0.3, half))
        rope = [
            (half * (k / 6 - 1), y - sag * (1 - (k / 6 - 1) ** 2), z + 0.4 * (k / 6 - 1))
            for k in range(13)
        ]
        s.stroke(DARK, 0.4, 0.03, *rope, line=0.6)
        lit: list[Spot] = []
        if kind == "lanterns":
            for u, v, w in rope[1:-1:2]:
                _lantern(s, view, (u, v - 0.42, w))
                lit.append((u, v - 0.42, w))
        elif kind == "flags":
            for k in range(1, 12):
                u, v, w = rope[k]
                hue = rgb(CLOTHS[k % len(CLOTHS)])
                s.poly(hue, 0.65, (u - 0.17, v, w), (u + 0.17, v, w), (u, v - 0.42, w))
        elif kind == "washing":
            for k in range(1, 12, 2):
                u, v, w = rope[k]
                hue = mix(rgb(CLOTHS[int(rng.integers(len(CLOTHS)))]), WHITE, 0.35)
                drop = float(rng.uniform(0.6, 1.1))
                s.poly(hue, 0.62, (u - 0.3, v, w), (u + 0.3, v, w), (u + 0.26, v - drop, w),
                       (u - 0.28, v - drop, w))  # fmt: skip
        canvas.add(s.done(_depth(view, z), 0.0))
        for spot in lit[::2]:
            glow = halo(view, spot, 1.1, rgb("ff6a3a"), 0.42)
            if glow is not None:
                canvas.add(glow)


def _lantern(s: Sheet, view: View, spot: Spot, size: float = 0.27) -> None:
    x, y, z = spot
    dark = view.dark
    body = rgb("ff4a2e") if dark else RED
    light = 1.0 if dark else 0.62
    s.stroke(DARK, 0.4, 0.03, (x, y + size * 1.6, z), (x, y + size, z))
    s.disc(body, light, (x, y, z), size * 1.15, size, glow=dark)
    s.disc(mix(body, rgb("ffc46a"), 0.6), light, (x, y, z), size * 0.45, size * 0.95, glow=dark)
    for end in (-1, 1):
        s.front(x - size * 0.45, x + size * 0.45, y + end * size - 0.035, y + end * size + 0.035,
                z, rgb("d8a840"), 0.7)  # fmt: skip
    s.stroke(rgb("d8a840"), 0.6, 0.05, (x, y - size, z), (x, y - size * 2.1, z))


def lanterns(view: View, zs: list[float]) -> None:
    """Hang a red lantern at each house front, on both sides."""
    for z in zs:
        for side in (-1, 1):
            x = side * (view.half - 0.75)
            s = Sheet(view, box(x, z, z, 1.6, 3.8, 0.6))
            _lantern(s, view, (x, 2.75, z), 0.3)
            shine(view, (x, 2.75, z), 2.2, rgb("ff8a4a"), 0.3)
            view.canvas.add(s.done(_depth(view, z), 0.0))
            glow = halo(view, (x, 2.75, z), 1.5, rgb("ff6a3a"), 0.45)
            if glow is not None:
                view.canvas.add(glow)


def poles(view: View, side: int, zs: list[float]) -> None:
    """Add poles with wires that run along the street."""
    canvas, x = view.canvas, side * (view.half - 0.5)
    far, wood = zs[-1], rgb("6f6a64")
    s = Sheet(view, [*box(x, zs[0], far, -0.1, 8.6, 1.2), (x, 8.6, 3.0)])
    for k in range(3):
        u = x + 0.4 * (k - 1)
        spans = [max(2.0, zs[0] - 14), *zs]
        for a, b in pairwise(spans):
            line = [(u, 7.6 + 0.2 * k - 0.5 * math.sin(t * math.pi / 6), a + (b - a) * t / 6)
                    for t in range(7)]  # fmt: skip
            s.stroke(DARK, 0.35, 0.02, *line, line=0.7)
    for z in reversed(zs):
        s.front(x - 0.1, x + 0.1, 0, 8.3, z, wood, 0.5)
        for y in (7.5, 7.0):
            s.front(x - 0.8, x + 0.8, y, y + 0.1, z, mix(wood, DARK, 0.3), 0.5)
        s.front(x + 0.15, x + 0.5, 5.8, 6.6, z, rgb("8f9296"), 0.55)
    canvas.add(s.done(0.1, 0.0))


def hedge(view: View, side: int, x: float, z0: float, z1: float, fence: bool) -> None:
    """Add a garden's hedge or picket fence along the street."""
    canvas = view.canvas
    s = Sheet(view, box(x, z0, z1, -0.1, 1.4, 0.8))
    lit = 0.34 + 0.5 * canvas.lit(-0.7 * side)
    if fence:
        white = rgb("f1ede2")
        many = int((z1 - z0) / 0.3)
        for y in (0.35, 0.75):
            s.wall(x, z0, z1, y, y + 0.09, white, lit, 0.5)
        for k in range(many):
            z = z1 - (z1 - z0) * (k + 0.5) / many
            s.poly(white, lit + 0.1, (x, 0, z - 0.08), (x, 0, z + 0.08), (x, 0.95, z + 0.08),
                   (x, 1.08, z), (x, 0.95, z - 0.08), line=0.5)  # fmt: skip
    else:
        green = mix(canvas.leaf(0), SNOW, 0.6) if canvas.snowy else canvas.leaf(0)
        s.wall(x, z0, z1, 0, 1.0, green, lit)
        s.poly(mix(green, WHITE, 0.12), 0.72, (x, 1.0, z0), (x, 1.0, z1), (x + side * 0.7, 1.0, z1),
               (x + side * 0.7, 1.0, z0))  # fmt: skip
        s.front(x, x + side * 0.7, 0, 1.0, z0, green, 0.42)
    canvas.add(s.done(_depth(view, (z0 + z1) / 2), 0.09))
