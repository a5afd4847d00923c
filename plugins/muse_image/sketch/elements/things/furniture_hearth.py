"""Hearths, kitchens and baths: fireplace, stoves, oven, fridge, sinks, bathtub, toilet."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, PALE, STEEL, doors, drawers, halo, pick, wood_of

FLAMES = ("e8622a", "f59a34", "ffd05e")


def flames(c: Carpenter, x: float, y: float, z: float, wide: float, high: float) -> None:
    """Draw a fire that burns at a spot."""
    for part, (colour, size) in enumerate(zip(FLAMES, (1.0, 0.72, 0.42), strict=True)):
        tongues = (-0.62, -0.2, 0.22, 0.62) if part < 2 else (-0.3, 0.2)
        for k, u in enumerate(tongues):
            tall = high * size * (0.72, 1.0, 0.84, 0.62)[k]
            a, b = x + u * wide * 0.8 * size, wide * 0.34 * size
            lean = wide * 0.1 * (1 if k % 2 else -1)
            spots = [(a - b, y + tall * 0.08), (a - b * 0.8, y + tall * 0.36), (a + lean, y + tall),
                     (a + b * 0.9, y + tall * 0.34), (a + b, y + tall * 0.06)]  # fmt: skip
            c.m.blob(rgb(colour), *[c.spot(p, q, z) for p, q in spots], light=1.0, round_=0, line=0,
                     glow=True)  # fmt: skip


def _logs(c: Carpenter, x: float, y: float, z: float, wide: float) -> None:
    for turn, up in ((-1, 0.0), (1, 0.03), (-1, 0.07)):
        ends = ((x - wide * 0.8, y + up, z), (x + wide * 0.8, y + up + 0.03 * turn, z))
        c.bar(rgb("5a3a26"), wide * 0.26, *ends, light=0.5)


def fireplace(m: Model, place: Place, rng: Rng) -> None:
    """Draw a burning fireplace with its mantel, a clock and candles on it."""
    stone = m.canvas.hue(place, pick(rng, "a9593f", "c9bda6", "b5ada0", "8f4f3c"))
    c = Carpenter.of(m, 1.45)
    c.box(tone(stone, 0.05), -0.75, 0.75, 0.0, 1.1, 0.0, 0.35, light=0.54)
    for row in range(7):
        y = 0.05 + 0.15 * row
        for k in range(8):
            x = -0.74 + 0.19 * k + 0.095 * (row % 2)
            if (-0.5 < x + 0.08 < 0.5 and y < 0.78) or x + 0.17 > 0.75:
                continue
            shade = tone(stone, float(rng.uniform(-0.16, 0.12)))
            c.front(shade, x, x + 0.17, y, y + 0.125, -0.004, light=0.56, line=0.5)
    c.front(rgb("2a1f1c"), -0.47, 0.47, 0.04, 0.8, -0.008, light=0.25)
    c.front(rgb("7a2f18"), -0.44, 0.44, 0.06, 0.5, -0.009, light=0.5, line=0, round_=0.8)
    _logs(c, 0.0, 0.12, -0.02, 0.36)
    flames(c, 0.0, 0.12, -0.025, 0.34, 0.5)
    _logs(c, 0.0, 0.08, -0.03, 0.28)
    wood = pick(rng, "6b4530", "8f5f3a", "e9e2d2")
    c.box(wood, -0.86, 0.86, 1.1, 1.18, -0.1, 0.35, light=0.6)
    c.box(tone(stone, -0.2), -0.85, 0.85, 0.0, 0.05, -0.2, 0.0, light=0.5)
    for x in (-0.66, 0.62):
        c.turned(BRASS, x, 0.05, (0.05, 1.18), (0.02, 1.22), (0.02, 1.27))
        c.turned(rgb("f2ead6"), x, 0.05, (0.02, 1.27), (0.02, 1.4))
        m.ball(rgb("ffd05e"), *c.spot(x, 1.43, 0.05), c.length(0.015), c.length(0.03), glow=True,
            line=0)  # fmt: skip
    m.part(wood, c.upright(0.0, 1.29, 0.05, 0.12, 0.12), light=0.56)
    m.part(PALE, c.upright(0.0, 1.29, 0.04, 0.09, 0.09), light=0.7)
    c.bar(IRON, 0.014, (0.0, 1.29, 0.03), (0.0, 1.36, 0.03))
    c.bar(IRON, 0.014, (0.0, 1.29, 0.03), (0.05, 1.27, 0.03))


def stove(m: Model, place: Place, rng: Rng) -> None:
    """Draw a kitchen stove with an oven below and a pot on it."""
    enamel = m.canvas.hue(place, pick(rng, "e9e6de", "3f464c", "b5473a"))
    c = Carpenter.of(m, 1.15)
    c.box(enamel, -0.3, 0.3, 0.04, 0.88, 0.0, 0.58, light=0.56, top=IRON)
    c.front(tone(enamel, -0.15), -0.25, 0.25, 0.14, 0.64, -0.01, light=0.52)
    c.front(rgb("2a2a2e"), -0.19, 0.19, 0.24, 0.52, -0.014, light=0.4)
    c.bar(STEEL, 0.025, (-0.22, 0.67, -0.04), (0.22, 0.67, -0.04), light=0.7)
    for k in range(4):
        m.part(IRON, c.upright(-0.2 + 0.133 * k, 0.78, -0.02, 0.03, 0.03), light=0.5)
    for x, z in ((-0.15, 0.42), (0.15, 0.42), (-0.15, 0.15), (0.15, 0.15)):
        m.part(rgb("55555c"), c.ring(x, 0.885, z, 0.09), light=0.5)
    pot = pick(rng, "c9573f", "9aa3ab", "4f7f8a")
    c.turned(pot, 0.14, 0.2, (0.11, 0.89), (0.12, 1.02))
    c.turned(tone(pot, -0.1), 0.14, 0.2, (0.12, 1.02), (0.05, 1.06))
    m.ball(IRON, *c.spot(0.14, 1.09, 0.2), c.length(0.025))


def oven(m: Model, place: Place, rng: Rng) -> None:
    """Draw a baker's oven of brick with a fire behind its arch."""
    brick = m.canvas.hue(place, rgb("b0684a"))
    c = Carpenter.of(m, 1.8)
    dome = [(-0.8, 0.0), (0.8, 0.0), (0.8, 1.1), (0.62, 1.5), (0.25, 1.72), (-0.25, 1.72), (-0.62,
        1.5), (-0.8, 1.1)]  # fmt: skip
    body = c.face(brick, *[(x, y, 0.0) for x, y in dome], light=0.54, round_=0.7)
    for row in range(12):
        y = 0.15 * row
        for k in range(9):
            x = -0.88 + 0.2 * k + 0.1 * (row % 2)
            shade = tone(brick, float(rng.uniform(-0.16, 0.12)))
            c.front(shade, x, x + 0.18, y, y + 0.13, 0.0, on=body, light=0.55, line=0.5)
    mouth = [(-0.36, 0.72), (0.36, 0.72), (0.36, 1.0), (0.22, 1.22), (-0.22, 1.22), (-0.36, 1.0)]
    c.face(tone(brick, 0.3), *[(x * 1.2, 0.66 + (y - 0.66) * 1.14, -0.01) for x, y in mouth],
        light=0.6)  # fmt: skip
    c.face(rgb("2a1a16"), *[(x, y, -0.02) for x, y in mouth], light=0.3)
    flames(c, 0.0, 0.74, -0.03, 0.26, 0.32)
    c.box(rgb("8f8a80"), -0.5, 0.5, 0.62, 0.7, -0.16, 0.0)


def fridge(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fridge with two doors."""
    paint = m.canvas.hue(place, pick(rng, "e6ebec", "b9d0cc", "c9ced3", "d98f7a"))
    c = Carpenter.of(m, 1.75)
    c.box(paint, -0.34, 0.34, 0.04, 1.75, 0.0, 0.6, light=0.58)
    c.front(tone(paint, 0.1), -0.33, 0.33, 1.14, 1.73, -0.012, light=0.62)
    c.front(tone(paint, 0.1), -0.33, 0.33, 0.08, 1.12, -0.012, light=0.6)
    for y0, y1 in ((1.22, 1.42), (0.72, 1.04)):
        c.bar(STEEL, 0.03, (-0.27, y0, -0.05), (-0.27, y1, -0.05), light=0.72)
    c.front(rgb("f4e9a0"), 0.02, 0.16, 1.36, 1.52, -0.015, light=0.7)
    m.part(rgb("c93a34"), c.upright(0.09, 1.53, -0.018, 0.02, 0.02))


def _worktop(m: Model, c: Carpenter, front: Colour, half: float, columns: int) -> None:
    c.box(front, -half, half, 0.0, 0.86, 0.04, 0.6, light=0.54)
    doors(c, front, -half + 0.02, half - 0.02, 0.1, 0.64, columns)
    drawers(c, front, -half + 0.02, half - 0.02, 0.66, 0.84, 1, columns=columns)
    c.box(rgb("c9a676"), -half - 0.03, half + 0.03, 0.86, 0.91, 0.0, 0.62)


def kitchen_counter(m: Model, place: Place, rng: Rng) -> None:
    """Draw kitchen cupboards with a sink, a tap, a kettle and a board with bread."""
    front = m.canvas.hue(place, pick(rng, "7f9a8a", "e6ddc8", "6f8aa0", "b58a5c"))
    c = Carpenter.of(m, 1.25)
    _worktop(m, c, front, 1.05, 4)
    m.part(STEEL, c.ring(-0.35, 0.912, 0.3, 0.28, 0.16), light=0.44)
    c.bar(STEEL, 0.035, (-0.35, 0.91, 0.5), (-0.35, 1.2, 0.5), (-0.35, 1.24, 0.4), (-0.35, 1.12,
        0.34), light=0.7)  # fmt: skip
    kettle = pick(rng, "c9573f", "4f7f8a", "d9a94a")
    c.turned(kettle, 0.3, 0.3, (0.1, 0.91), (0.11, 0.97), (0.05, 1.08))
    c.bar(kettle, 0.03, (0.39, 0.98, 0.3), (0.47, 1.06, 0.3))
    c.bar(IRON, 0.022, (0.22, 1.06, 0.3), (0.25, 1.17, 0.3), (0.36, 1.17, 0.3), (0.38, 1.06, 0.3))
    c.box(rgb("b07a45"), 0.62, 0.95, 0.91, 0.93, 0.15, 0.42)
    m.blob(
        rgb("d9a05a"),
        *[
            c.spot(x, y, 0.28)
            for x, y in ((0.66, 0.93), (0.68, 1.02), (0.8, 1.06), (0.92, 1.01), (0.92, 0.93))
        ],
    )
    for k, colour in enumerate(("d9a94a", "c9573f", "7a9a5a")):
        c.turned(rgb(colour), -0.92 + 0.13 * k, 0.48, (0.05, 0.91), (0.05, 1.06 - 0.03 * k))


def sink(m: Model, place: Place, rng: Rng) -> None:
    """Draw a washbasin on a stand with its tap."""
    china = m.canvas.hue(place, rgb("f4f3ef"))
    c = Carpenter.of(m, 1.0)
    c.turned(china, 0, 0.24, (0.14, 0.0), (0.09, 0.1), (0.08, 0.5), (0.14, 0.66))
    basin = [(-0.3, 0.86), (0.3, 0.86), (0.27, 0.74), (0.14, 0.64), (-0.14, 0.64), (-0.27, 0.74)]
    c.face(china, *[(x, y, 0.05) for x, y in basin], light=0.6, round_=1.0)
    m.part(china, c.ring(0, 0.86, 0.24, 0.31, 0.22), light=0.76)
    m.part(tone(china, -0.12), c.ring(0, 0.86, 0.22, 0.24, 0.14), light=0.55)
    c.bar(STEEL, 0.035, (0, 0.86, 0.42), (0, 1.0, 0.42), (0, 1.0, 0.3), (0, 0.95, 0.26), light=0.7)


def bathtub(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bathtub on feet, full of foam."""
    china = m.canvas.hue(place, rgb("f4f3ef"))
    c = Carpenter.of(m, 0.85)
    for x in (-0.55, 0.55):
        m.ball(BRASS, *c.spot(x, 0.05, 0.06), c.length(0.06), c.length(0.07), light=0.6)
    m.part(tone(china, -0.1), c.ring(0, 0.56, 0.36, 0.8, 0.34), light=0.5)
    foam = rgb("f8fbfc")
    for k in range(13):
        x, y = -0.64 + 0.107 * k, 0.55 + 0.05 * (k % 3)
        m.ball(foam, *c.spot(x, y, 0.4), c.length(0.09, 0.4), light=0.68)
    tub = [(-0.82, 0.58), (-0.4, 0.53), (0.4, 0.53), (0.82, 0.58), (0.74, 0.3), (0.56, 0.12),
        (-0.56, 0.12), (-0.74, 0.3)]  # fmt: skip
    m.blob(china, *[c.spot(x, y, 0.02) for x, y in tub], light=0.6)
    rim = [(-0.84, 0.6, 0.1), (-0.5, 0.56, 0.0), (0.5, 0.56, 0.0), (0.84, 0.6, 0.1)]
    c.bar(china, 0.05, *rim, light=0.74)
    c.bar(BRASS, 0.035, (0.74, 0.55, 0.4), (0.74, 0.8, 0.4), (0.64, 0.82, 0.4), (0.62, 0.74, 0.4),
        light=0.7)  # fmt: skip


def toilet(m: Model, place: Place, rng: Rng) -> None:
    """Draw a toilet with its cistern."""
    china = m.canvas.hue(place, rgb("f4f3ef"))
    c = Carpenter.of(m, 0.85)
    c.box(china, -0.21, 0.21, 0.36, 0.8, 0.5, 0.68, light=0.58)
    c.box(china, -0.23, 0.23, 0.8, 0.85, 0.48, 0.7, light=0.62)
    m.part(STEEL, c.upright(0, 0.72, 0.49, 0.03, 0.03), light=0.7)
    bowl = [(-0.19, 0.4), (0.19, 0.4), (0.17, 0.26), (0.1, 0.16), (0.12, 0.0), (-0.12, 0.0), (-0.1,
        0.16), (-0.17, 0.26)]  # fmt: skip
    m.blob(china, *[c.spot(x, y, 0.1) for x, y in bowl], light=0.58)
    m.part(rgb("e4dfd2"), c.ring(0, 0.42, 0.28, 0.2, 0.24), light=0.72)
    m.part(tone(china, -0.3), c.ring(0, 0.425, 0.26, 0.13, 0.15), light=0.45)


def iron_stove(m: Model, place: Place, rng: Rng) -> None:
    """Draw an iron stove with a burning door and its pipe."""
    iron = m.canvas.hue(place, rgb("3f3d42"))
    c = Carpenter.of(m, 1.9)
    c.bar(iron, 0.14, (0, 0.8, 0.3), (0, 1.9, 0.3), light=0.5)
    for x in (-0.24, 0.24):
        c.bar(iron, 0.06, (x, 0.14, 0.05), (x * 1.1, 0.0, 0.03))
    c.box(iron, -0.3, 0.3, 0.12, 0.78, 0.0, 0.5, light=0.52)
    c.box(iron, -0.34, 0.34, 0.78, 0.83, -0.04, 0.54, light=0.56)
    c.front(rgb("7a2f18"), -0.2, 0.2, 0.32, 0.64, -0.01, light=0.6)
    flames(c, 0.0, 0.34, -0.015, 0.15, 0.24)
    for k in range(3):
        x = -0.1 + 0.1 * k
        c.bar(iron, 0.02, (x, 0.32, -0.02), (x, 0.64, -0.02), light=0.5)
    halo(m, 0.0, 0.25, 0.35, 0.4)


def television(m: Model, place: Place, rng: Rng) -> None:
    """Draw a television on a low cabinet."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 1.25)
    c.box(wood, -0.75, 0.75, 0.06, 0.44, 0.02, 0.4, light=0.52)
    drawers(c, wood, -0.72, 0.72, 0.1, 0.42, 1, columns=3)
    c.box(wood, -0.78, 0.78, 0.44, 0.48, 0.0, 0.42)
    c.m.part(IRON, c.ring(0, 0.485, 0.2, 0.22, 0.1), light=0.5)
    c.front(IRON, -0.04, 0.04, 0.48, 0.56, 0.2, light=0.4)
    c.front(rgb("25262a"), -0.62, 0.62, 0.54, 1.25, 0.18, light=0.4)
    screen = c.front(rgb("7fb2d9"), -0.58, 0.58, 0.58, 1.21, 0.175, light=0.95, round_=0, glow=True)
    hills = [(-0.58, 0.8, 0.17), (-0.3, 0.92, 0.17), (0.0, 0.82, 0.17), (0.3, 0.96, 0.17), (0.58,
        0.84, 0.17)]  # fmt: skip
    c.face(rgb("5f9a64"), *hills, (0.58, 0.56, 0.17), (-0.58, 0.56, 0.17), on=screen, line=0.3,
        glow=True)  # fmt: skip
    m.part(rgb("ffe6a0"), c.upright(0.3, 1.08, 0.17, 0.07, 0.07), on=screen, line=0.3, glow=True)


FORMS = {
    "fireplace": Form(fireplace, 1.45, 0.65, top=(-0.5, 0.5, 0.85)),
    "stove": Form(stove, 1.15, 0.4, top=(-0.2, 0.0, 0.82)),
    "oven": Form(oven, 1.8, 0.5),
    "iron_stove": Form(iron_stove, 1.9, 0.26),
    "fridge": Form(fridge, 1.75, 0.3),
    "kitchen_counter": Form(kitchen_counter, 1.25, 0.95, top=(-0.05, 0.6, 0.78)),
    "sink": Form(sink, 1.0, 0.42),
    "bathtub": Form(bathtub, 0.85, 1.15, top=(-0.4, 0.4, 0.22)),
    "toilet": Form(toilet, 0.85, 0.4),
    "television": Form(television, 1.25, 0.68),
}
