"""Tools of house, workshop and garden: broom, bucket, hammer, saw, axe, ladder and others."""

from math import cos, pi, sin

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, STEEL, pick, wood_of

ASH = ("c9a06a", "b5854f", "d0a972")


def broom(m: Model, place: Place, rng: Rng) -> None:
    """Draw a broom of twigs."""
    wood = pick(rng, *ASH)
    straw = m.canvas.hue(place, rgb("d6ab56"))
    m.limb(wood, [0.022, 0.024], (0, 0.26), (0.02, 1.0), light=0.6)
    brush = [(-0.03, 0.32), (0.03, 0.32), (0.07, 0.2), (0.13, 0.0), (-0.13, 0.0), (-0.07, 0.2)]
    body = m.part(straw, brush, light=0.58)
    for k in range(9):
        u = -0.1 + 0.025 * k
        m.line(tone(straw, -0.35), 0.006, (u * 0.25, 0.3), (u, 0.01), on=body, light=0.45)
    for v in (0.24, 0.28):
        m.line(rgb("a8453a"), 0.014, (-0.046, v), (0.046, v), light=0.6)


def mop(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mop."""
    m.limb(pick(rng, *ASH), [0.02, 0.022], (0, 0.2), (0.02, 1.0), light=0.6)
    cloth = m.canvas.hue(place, rgb("e6e2d6"))
    for k in range(9):
        u = -0.1 + 0.025 * k
        m.limb(cloth, [0.03, 0.035, 0.03], (u * 0.2, 0.22), (u * 0.8, 0.12), (u, 0.01), light=0.6)


def bucket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bucket of water with its handle."""
    paint = m.canvas.hue(place, pick(rng, "9aa3a8", "5f8ab0", "a9764a"))
    c = Carpenter.of(m, 0.42, 1.0)
    arc = [(-0.15, 0.27, 0.15), (-0.12, 0.38, 0.15), (0.0, 0.42, 0.15), (0.12, 0.38, 0.15), (0.15,
        0.27, 0.15)]  # fmt: skip
    c.bar(IRON, 0.012, *arc, light=0.5)
    c.turned(paint, 0, 0.15, (0.1, 0.0), (0.15, 0.29), top=tone(paint, -0.4))
    m.part(rgb("7fb3c9"), c.ring(0, 0.275, 0.15, 0.132), light=0.74)
    for y, half in ((0.06, 0.114), (0.24, 0.14)):
        c.bar(tone(paint, -0.3), 0.014, *[(half * k / 4, y, 0.15 - (half**2 - (half * k
            / 4) ** 2) ** 0.5) for k in range(-4, 5)], light=0.45)  # fmt: skip


def hammer(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hammer standing upright."""
    wood = pick(rng, *ASH)
    metal = m.canvas.hue(place, rgb("70767d"))
    m.limb(wood, [0.11, 0.09, 0.075, 0.07], (0, 0.02), (0, 0.3), (0, 0.6), (0, 0.94), light=0.6)
    m.blob(metal, (0.02, 0.98), (-0.08, 0.98), (-0.2, 0.93), (-0.3, 0.83), (-0.18, 0.86), (-0.06,
        0.86), (0.02, 0.86))  # fmt: skip
    m.poly(metal, (-0.08, 0.84), (0.14, 0.86), (0.14, 0.97), (-0.08, 0.99), light=0.56)
    m.poly(metal, (0.13, 0.83), (0.25, 0.82), (0.25, 1.0), (0.13, 0.99), light=0.6)


def saw(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hand saw lying on its back edge."""
    wood = m.canvas.hue(place, pick(rng, "9c5f36", "b5703f"))
    teeth = [(-0.7 + 0.1 * k + (0.05 if k % 2 else 0), 0.06 + (0.1 if k % 2 else 0.0))
        for k in range(21)]  # fmt: skip
    m.part(STEEL, [*teeth, (1.5, 0.3), (1.5, 0.5), (-0.7, 0.9), (-0.8, 0.2)], light=0.62,
        round_=0.3)  # fmt: skip
    m.blob(wood, (-0.62, 0.1), (-0.56, 0.9), (-0.8, 1.0), (-1.1, 0.94), (-1.36, 0.78), (-1.3, 0.3),
        (-1.12, 0.0), (-0.8, 0.0))  # fmt: skip
    m.blob(rgb("6f6a62"), (-0.84, 0.3), (-0.82, 0.72), (-1.06, 0.7), (-1.1, 0.36), light=0.3)
    for v in (0.3, 0.7):
        m.ball(BRASS, -0.68, v, 0.05, line=0.5)


def axe(m: Model, place: Place, rng: Rng) -> None:
    """Draw an axe standing on its shaft."""
    wood = pick(rng, *ASH)
    metal = m.canvas.hue(place, rgb("7a8087"))
    m.limb(wood, [0.075, 0.055, 0.05, 0.055], (0.02, 0.02), (-0.015, 0.3), (0.0, 0.66), (0, 1.0),
        light=0.6)  # fmt: skip
    head = [(-0.07, 0.96), (0.06, 0.95), (0.2, 1.0), (0.29, 0.98), (0.32, 0.84), (0.28, 0.7), (0.18,
        0.76), (0.06, 0.8), (-0.07, 0.8)]  # fmt: skip
    blade = m.part(metal, head, light=0.55)
    m.part(tone(metal, 0.5), [(0.25, 0.99), (0.34, 0.98), (0.36, 0.84), (0.32, 0.68), (0.25, 0.7),
        (0.29, 0.84)], on=blade, light=0.75, line=0.3)  # fmt: skip


def ladder(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ladder leaning back."""
    wood = wood_of(m, place, rng)
    m.limb(wood, [0.026, 0.02], (-0.15, 0.0), (-0.1, 1.0), light=0.58)
    m.limb(wood, [0.026, 0.02], (0.15, 0.0), (0.1, 1.0), light=0.5)
    for k in range(9):
        v = 0.08 + 0.105 * k
        half = 0.15 - 0.05 * v
        m.limb(wood, [0.02, 0.02], (-half, v), (half, v), light=0.64)


def stepladder(m: Model, place: Place, rng: Rng) -> None:
    """Draw a standing stepladder."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 1.5)
    for x in (-0.2, 0.2):
        c.bar(tone(wood, -0.15), 0.05, (x, 0.0, 0.9), (x * 0.8, 1.45, 0.42), light=0.42)
    for k in range(5):
        y = 0.25 + 0.27 * k
        half, z = 0.25 - 0.02 * k, 0.4 * y / 1.5
        c.box(wood, -half, half, y, y + 0.035, z, z + 0.14, light=0.54)
    for x in (-0.26, 0.26):
        c.bar(wood, 0.055, (x, 0.0, 0.0), (x * 0.78, 1.5, 0.4), light=0.58)
    c.box(wood, -0.24, 0.24, 1.46, 1.5, 0.34, 0.6)


def toolbox(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open toolbox with tools in it."""
    paint = m.canvas.hue(place, pick(rng, "c93a34", "3f6fa0", "d99a34"))
    c = Carpenter.of(m, 0.36, 0.8)
    c.bar(rgb("c9a06a"), 0.03, (-0.1, 0.12, 0.14), (-0.15, 0.32, 0.12), light=0.6)
    c.box(IRON, -0.23, -0.09, 0.29, 0.34, 0.1, 0.14, light=0.5)
    c.bar(rgb("e0b23c"), 0.034, (0.06, 0.12, 0.14), (0.08, 0.3, 0.12), light=0.6)
    c.bar(STEEL, 0.026, (0.16, 0.12, 0.14), (0.19, 0.34, 0.12), light=0.66)
    c.box(paint, -0.27, 0.27, 0.0, 0.19, 0.0, 0.24, light=0.56, top=tone(paint, -0.55))
    for x in (-0.12, -0.04, 0.09, 0.17):
        c.bar(IRON, 0.02, (x, 0.19, 0.1), (x * 1.1, 0.22, 0.1), line=0)
    c.front(paint, -0.27, 0.27, 0.0, 0.17, 0.0, light=0.56)
    arc = [(-0.24, 0.16, 0.12), (-0.24, 0.27, 0.12), (0.24, 0.27, 0.12), (0.24, 0.16, 0.12)]
    c.bar(IRON, 0.022, *arc, light=0.6)
    c.front(STEEL, -0.05, 0.05, 0.11, 0.18, -0.006, light=0.66)


def watering_can(m: Model, place: Place, rng: Rng) -> None:
    """Draw a watering can."""
    paint = m.canvas.hue(place, pick(rng, "6f9a7a", "8fa3ab", "c98f3f"))
    m.limb(paint, [0.08, 0.07, 0.08], (-0.3, 0.3), (-0.66, 0.56), (-0.42, 0.9), light=0.5)
    m.limb(paint, [0.09, 0.06], (0.3, 0.28), (0.86, 0.86), light=0.56)
    m.part(paint, [(0.78, 0.98), (0.74, 0.84), (0.9, 0.74), (1.04, 0.8)], light=0.6)
    m.ball(tone(paint, 0.25), 0.94, 0.9, 0.15, 0.06, -0.62, light=0.66)
    m.part(paint, [(-0.42, 0.02), (0.42, 0.02), (0.36, 0.66), (-0.36, 0.66)], light=0.58)
    m.ball(tone(paint, -0.3), 0, 0.66, 0.37, 0.07, light=0.5)
    m.limb(paint, [0.06, 0.06, 0.06], (-0.34, 0.64), (-0.1, 0.96), (0.3, 0.68), light=0.64)
    m.line(tone(paint, -0.25), 0.02, (-0.4, 0.16), (0.4, 0.16))


def barrel(m: Model, place: Place, rng: Rng) -> None:
    """Draw a barrel with iron hoops."""
    wood = wood_of(m, place, rng)
    c = Carpenter.of(m, 0.9)
    body = c.turned(wood, 0, 0.33, (0.27, 0.0), (0.33, 0.3), (0.34, 0.46), (0.33, 0.6), (0.27,
        0.88), top=tone(wood, -0.2))  # fmt: skip
    for k in range(-4, 5):
        u = k / 5
        run = [(half * u, y, 0.33 - half * (1 - u * u) ** 0.5) for half, y in
               ((0.27, 0.0), (0.33, 0.28), (0.34, 0.46), (0.33, 0.62), (0.27, 0.88))]  # fmt: skip
        m.part(tone(wood, -0.4), *c.bars(0.01, run), on=body, light=0.4, line=0.4, round_=0)
    for half, y in ((0.285, 0.08), (0.325, 0.27), (0.325, 0.63), (0.285, 0.8)):
        run = [(half * k / 6, y, 0.33 - half * (1 - (k / 6) ** 2) ** 0.5) for k in range(-6, 7)]
        m.part(IRON, *c.bars(0.045, run), on=body, light=0.5)


def crate(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wooden crate."""
    wood = m.canvas.hue(place, pick(rng, "c09a66", "a98053"))
    c = Carpenter.of(m, 0.5)
    c.box(tone(wood, -0.3), -0.35, 0.35, 0.0, 0.5, 0.0, 0.5, light=0.48, top=tone(wood, -0.1))
    for k in range(4):
        c.front(wood, -0.35, 0.35, 0.02 + 0.12 * k, 0.12 + 0.12 * k, -0.004, light=0.56)
    for x in (-0.35, 0.27):
        c.front(tone(wood, 0.12), x, x + 0.08, 0.0, 0.5, -0.01, light=0.6)
    c.face(tone(wood, 0.12), (-0.27, 0.03, -0.008), (-0.2, 0.0, -0.008), (0.27, 0.46, -0.008), (0.2,
        0.5, -0.008), light=0.58)  # fmt: skip


def sewing_machine(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old sewing machine on its table with a treadle."""
    iron = m.canvas.hue(place, rgb("26262b"))
    c = Carpenter.of(m, 1.1)
    for x in (-0.36, 0.36):
        c.bar(IRON, 0.04, (x * 1.2, 0.0, 0.06), (x, 0.4, 0.12), (x * 1.15, 0.76, 0.08), light=0.46)
        c.bar(IRON, 0.03, (x, 0.05, 0.3), (x, 0.74, 0.3), light=0.4)
    m.part(IRON, *c.bars(0.03, [(x, y, 0.1) for x, y in ((0.3, 0.2), (0.44, 0.34), (0.3, 0.48),
        (0.16, 0.34), (0.3, 0.2))]))  # fmt: skip
    c.box(IRON, -0.24, 0.24, 0.1, 0.13, 0.02, 0.3, light=0.5)
    c.box(rgb("8f5f3a"), -0.55, 0.55, 0.74, 0.79, 0.0, 0.46)
    c.box(iron, -0.3, 0.34, 0.79, 0.83, 0.14, 0.3, light=0.46)
    arm = [(0.34, 0.82), (0.34, 1.05), (0.26, 1.1), (-0.26, 1.08), (-0.31, 1.02), (-0.28, 0.96),
        (0.12, 0.97), (0.18, 0.9), (0.16, 0.82)]  # fmt: skip
    c.face(iron, *[(x, y, 0.18) for x, y in arm], light=0.5, round_=0.8)
    c.bar(iron, 0.06, (-0.27, 1.0, 0.18), (-0.27, 0.9, 0.18))
    c.bar(STEEL, 0.014, (-0.27, 0.9, 0.18), (-0.27, 0.82, 0.18), light=0.7)
    m.part(STEEL, c.upright(0.4, 0.97, 0.16, 0.06, 0.11), light=0.6)
    m.part(iron, c.upright(0.4, 0.97, 0.15, 0.025, 0.05), light=0.5)
    c.bar(rgb("d9a63f"), 0.014, (-0.1, 1.03, 0.16), (0.2, 1.04, 0.16), light=0.7)
    c.flat(pick(rng, "c9575f", "5f8ab0", "7f9a5f"), -0.55, -0.12, 0.795, 0.04, 0.32, light=0.7)


def spinning_wheel(m: Model, place: Place, rng: Rng) -> None:
    """Draw a spinning wheel with its spindle."""
    wood = wood_of(m, place, rng)
    m.limb(wood, [0.05, 0.04], (-0.3, 0.34), (-0.48, 0.0), light=0.46)
    m.limb(wood, [0.05, 0.04], (0.36, 0.26), (0.54, 0.0), light=0.46)
    m.limb(wood, [0.035, 0.03], (0.22, 0.3), (0.24, 0.66), light=0.45)
    m.poly(wood, (-0.5, 0.42), (0.52, 0.2), (0.52, 0.28), (-0.5, 0.5), light=0.6)
    for k in range(12):
        a = k * pi / 6
        m.limb(wood, [0.016, 0.016], (0.24, 0.66), (0.24 + 0.31 * cos(a), 0.66 + 0.31 * sin(a)),
            light=0.5)  # fmt: skip
    ring = [(0.24 + 0.32 * cos(k * pi / 16), 0.66 + 0.32 * sin(k * pi / 16)) for k in range(33)]
    m.limb(wood, [0.045] * 3, *ring, light=0.58)
    m.ball(wood, 0.24, 0.66, 0.05, light=0.64)
    m.limb(wood, [0.04, 0.03], (0.3, 0.24), (0.26, 0.64), light=0.6)
    for u in (-0.44, -0.26):
        m.limb(wood, [0.035, 0.03], (u, 0.44), (u, 0.72), light=0.6)
    m.limb(rgb("f1ead9"), [0.06, 0.1, 0.06], (-0.43, 0.64), (-0.35, 0.64), (-0.27, 0.64),
        light=0.66)  # fmt: skip
    m.limb(wood, [0.025, 0.025], (-0.48, 0.46), (-0.56, 0.96), light=0.55)
    m.blob(rgb("efe6cf"), (-0.62, 0.82), (-0.5, 0.8), (-0.48, 0.94), (-0.55, 1.0), (-0.64, 0.94),
        light=0.66)  # fmt: skip
    m.line(rgb("f1ead9"), 0.006, (-0.36, 0.68), (0.2, 0.97), force=0.5)


def easel(m: Model, place: Place, rng: Rng) -> None:
    """Draw an easel with a painted canvas."""
    wood = wood_of(m, place, rng)
    m.limb(tone(wood, -0.2), [0.026, 0.026], (0.05, 0.02), (0, 0.9), light=0.42)
    for way in (-1, 1):
        m.limb(wood, [0.028, 0.026], (way * 0.24, 0.0), (way * 0.02, 0.99), light=0.56)
    m.poly(rgb("f2ead9"), (-0.26, 0.36), (0.26, 0.36), (0.26, 0.82), (-0.26, 0.82), light=0.66,
        round_=0.2)  # fmt: skip
    picture = m.poly(rgb("a9cbe0"), (-0.235, 0.385), (0.235, 0.385), (0.235, 0.795), (-0.235,
        0.795), light=0.66, round_=0.0, line=0.5)  # fmt: skip
    m.ball(rgb("f6d27a"), 0.11, 0.7, 0.04, on=picture, line=0.3)
    m.blob(rgb("7f93b5"), (-0.3, 0.38), (-0.12, 0.66), (0.0, 0.54), (0.12, 0.62), (0.32, 0.38),
        on=picture, line=0.4)  # fmt: skip
    m.blob(rgb("7fa05f"), (-0.3, 0.3), (-0.26, 0.5), (0.0, 0.47), (0.3, 0.5), (0.3, 0.3),
        on=picture, line=0.4)  # fmt: skip
    m.poly(wood, (-0.3, 0.33), (0.3, 0.33), (0.3, 0.365), (-0.3, 0.365), light=0.66)
    m.poly(wood, (-0.06, 0.81), (0.06, 0.81), (0.06, 0.86), (-0.06, 0.86), light=0.62)


FORMS = {
    "broom": Form(broom, 1.35, 0.16, grip=(0.015, 0.7)),
    "mop": Form(mop, 1.35, 0.16, grip=(0.015, 0.7)),
    "bucket": Form(bucket, 0.42, 0.5, grip=(0.0, 1.0)),
    "hammer": Form(hammer, 0.32, 0.36, grip=(0.0, 0.25)),
    "saw": Form(saw, 0.18, 1.6, grip=(-1.0, 0.5)),
    "axe": Form(axe, 0.8, 0.38, grip=(0.0, 0.3)),
    "ladder": Form(ladder, 2.6, 0.17),
    "stepladder": Form(stepladder, 1.5, 0.3, top=(-0.12, 0.12, 1.0)),
    "toolbox": Form(toolbox, 0.36, 0.9, grip=(0.0, 0.75)),
    "watering_can": Form(watering_can, 0.32, 1.05, grip=(-0.1, 0.92)),
    "barrel": Form(barrel, 0.9, 0.45, top=(-0.28, 0.28, 1.05)),
    "crate": Form(crate, 0.5, 0.85, top=(-0.6, 0.6, 1.08)),
    "sewing_machine": Form(sewing_machine, 1.1, 0.6),
    "spinning_wheel": Form(spinning_wheel, 1.1, 0.66),
    "easel": Form(easel, 1.7, 0.32),
}
