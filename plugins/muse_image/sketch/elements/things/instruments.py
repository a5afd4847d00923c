"""Pianos, drums, wind instruments, and what plays and carries sound."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, IRON, STEEL, pick, wood_of

IVORY = rgb("f6f1e4")


def _keys(c: Carpenter, x0: float, x1: float, y: float, z0: float, z1: float) -> None:
    """Draw a keyboard."""
    c.flat(IVORY, x0, x1, y, z0, z1, light=0.82, line=0.5)
    many = 26
    wide = (x1 - x0) / many
    for k in range(1, many):
        x = x0 + wide * k
        c.bar(rgb("9a948a"), 0.004, (x, y, z0), (x, y, z1), line=0.2)
        if k % 7 not in (0, 3):
            c.flat(rgb("1f1d20"), x - wide * 0.3, x + wide * 0.3, y + 0.012, z0 + (z1 - z0) * 0.36,
                z1, light=0.4, line=0.2, round_=0)  # fmt: skip


def piano(m: Model, place: Place, rng: Rng) -> None:
    """Draw an upright piano with its stool."""
    wood = m.canvas.hue(place, pick(rng, "6b3f28", "2c2a2e", "8a5636"))
    c = Carpenter.of(m, 1.25)
    c.box(wood, -0.75, 0.75, 0.0, 1.22, 0.3, 0.62, light=0.5)
    c.box(tone(wood, 0.06), -0.78, 0.78, 1.21, 1.25, 0.26, 0.64, light=0.56)
    c.front(tone(wood, -0.14), -0.62, 0.62, 0.86, 1.14, 0.295, light=0.48)
    c.front(IVORY, -0.2, 0.2, 0.88, 1.1, 0.29, light=0.76)
    for k in range(4):
        y = 0.92 + 0.045 * k
        c.bar(IRON, 0.004, (-0.17, y, 0.28), (-0.02, y, 0.28), line=0.2)
        c.bar(IRON, 0.004, (0.02, y, 0.28), (0.17, y, 0.28), line=0.2)
    c.front(tone(wood, -0.14), -0.62, 0.62, 0.14, 0.62, 0.295, light=0.42)
    for x in (-0.7, 0.64):
        c.box(wood, x, x + 0.08, 0.0, 0.68, 0.02, 0.3, light=0.54)
    c.box(wood, -0.75, 0.75, 0.68, 0.72, 0.0, 0.3, light=0.54)
    _keys(c, -0.64, 0.64, 0.735, 0.03, 0.2)
    for x in (-0.08, 0.08):
        c.bar(BRASS, 0.025, (x, 0.06, 0.3), (x, 0.05, 0.2), light=0.66)


def grand_piano(m: Model, place: Place, rng: Rng) -> None:
    """Draw a grand piano seen from the side of its open lid, the keys to the left."""
    wood = m.canvas.hue(place, pick(rng, "242228", "2c2a2e", "6b3a26"))
    c = Carpenter.of(m, 1.65)
    back = 1.3
    curve = [(-0.5, 0.0), (-0.1, 0.0), (0.16, 0.08), (0.36, 0.3), (0.56, 0.52), (0.78, 0.66), (0.92,
        0.86), (0.94, 1.1), (0.86, back)]  # fmt: skip
    for x, z in ((0.72, 1.1), (-0.62, 1.1), (-0.5, 0.16)):
        c.turned(wood, x, z, (0.04, 0.0), (0.05, 0.1), (0.08, 0.62), light=0.5)
    lid = [(x, 0.96 + (back - z) * 0.55, back - (back - z) * 0.8) for x, z in curve]
    hinge = (-0.5, 0.96, back)
    c.face(tone(wood, 0.16), hinge, *lid, light=0.5, round_=0.5, line=1.0)
    c.face(rgb("bd8a45"), hinge, *[(x, 0.94, z) for x, z in curve], light=0.62)
    for k in range(9):
        x = -0.4 + 0.1 * k
        c.bar(BRASS, 0.006, (x, 0.945, 0.16 + 0.06 * k), (x + 0.3, 0.945, 1.2), line=0.3)
    c.bar(wood, 0.03, (0.16, 0.94, 0.12), (0.1, 1.56, 0.36), light=0.6)
    rim = [(x, 0.94, z) for x, z in curve[:-1]]
    c.face(wood, *rim, *[(x, 0.62, z) for x, _, z in reversed(rim)], light=0.5, round_=0.8)
    c.box(wood, -0.98, -0.5, 0.62, 0.76, 0.0, back, light=0.5)
    c.flat(IVORY, -0.95, -0.74, 0.775, 0.06, back - 0.06, light=0.84, line=0.5)
    for k in range(20):
        z = 0.1 + 0.06 * k
        if k % 7 not in (2, 6):
            c.flat(rgb("1f1d20"), -0.87, -0.74, 0.785, z, z + 0.025, light=0.4, line=0.2, round_=0)
    c.box(wood, -0.74, -0.68, 0.76, 0.94, 0.0, back, light=0.48)
    c.front(wood, -0.98, -0.5, 0.62, 0.8, -0.002, light=0.52)


def _drum(
    c: Carpenter, colour: Colour, x: float, z: float, half: float, y0: float, y1: float
) -> None:
    c.turned(colour, x, z, (half, y0), (half, y1), top=rgb("f3efe2"), light=0.54)
    for y in (y0, y1):
        c.m.part(STEEL, *c.bars(0.022, [c_spot for c_spot in _half_ring(x, y, z, half)]), light=0.7)


def _half_ring(x: float, y: float, z: float, half: float) -> list[tuple[float, float, float]]:
    turns = [math.pi + k * math.pi / 10 for k in range(11)]
    return [(x + half * math.cos(a), y, z + half * math.sin(a)) for a in turns]


def drum_kit(m: Model, place: Place, rng: Rng) -> None:
    """Draw a drum kit with cymbals."""
    paint = m.canvas.hue(place, pick(rng, "b5303a", "2f5f9c", "2f2f34", "c98f3a"))
    c = Carpenter.of(m, 1.25)
    for x, y, z in ((-0.72, 1.12, 0.5), (0.7, 1.2, 0.6)):
        c.bar(STEEL, 0.025, (x * 1.05, 0.0, z), (x, y, z), light=0.6)
        c.m.part(rgb("d9ab4a"), c.ring(x, y, z, 0.3, 0.22), light=0.7)
        c.m.part(BRASS, c.ring(x, y + 0.02, z, 0.06, 0.05), light=0.6)
    _drum(c, paint, -0.26, 0.5, 0.19, 0.68, 0.9)
    _drum(c, paint, 0.24, 0.5, 0.19, 0.7, 0.92)
    m.part(paint, c.upright(0, 0.31, 0.3, 0.33, 0.31), light=0.5)
    m.part(STEEL, c.upright(0, 0.31, 0.1, 0.33, 0.31), light=0.7)
    m.part(rgb("f3efe2"), c.upright(0, 0.31, 0.09, 0.29, 0.27), light=0.68, round_=0.4)
    m.part(paint, c.upright(0, 0.31, 0.08, 0.1, 0.09), light=0.56)
    for x in (0.44, 0.82):
        c.bar(STEEL, 0.022, (x, 0.0, 0.08), (x, 0.4, 0.14), light=0.6)
    _drum(c, paint, 0.63, 0.24, 0.23, 0.2, 0.56)
    for x in (-0.72, -0.48):
        c.bar(STEEL, 0.022, (x, 0.0, 0.1), (-0.6, 0.5, 0.2), light=0.6)
    _drum(c, paint, -0.6, 0.2, 0.19, 0.5, 0.64)


def drum(m: Model, place: Place, rng: Rng) -> None:
    """Draw a big drum of red lacquer with studs."""
    paint = m.canvas.hue(place, rgb("b5302c"))
    c = Carpenter.of(m, 0.9)
    c.turned(paint, 0, 0.4, (0.3, 0.0), (0.42, 0.3), (0.43, 0.55), (0.34, 0.86), top=rgb("f0e4c4"))
    for k in range(9):
        a = math.pi + (k + 0.5) * math.pi / 9
        for half, y in ((0.37, 0.78), (0.34, 0.1)):
            x, z = half * math.cos(a), 0.4 + half * math.sin(a)
            m.part(BRASS, c.upright(x, y, z, 0.02, 0.02), light=0.7)


def trumpet(m: Model, place: Place, rng: Rng) -> None:
    """Draw a trumpet, its bell to the side."""
    brass = m.canvas.hue(place, rgb("dba93f"))
    for u in (-0.28, -0.06, 0.16):
        m.limb(brass, [0.14, 0.14], (u, 0.3), (u, 0.72), light=0.56)
        m.limb(STEEL, [0.05, 0.05], (u, 0.72), (u, 0.92), light=0.7)
        m.ball(IVORY, u, 0.93, 0.07, 0.04)
    m.limb(brass, [0.09] * 4, (-0.62, 0.3), (0.5, 0.3), light=0.6)
    m.limb(brass, [0.09] * 3, (-0.62, 0.3), (-0.8, 0.46), (-0.62, 0.62), light=0.6)
    m.limb(brass, [0.07] * 3, (0.5, 0.3), (0.66, 0.46), (0.5, 0.62), light=0.6)
    m.limb(brass, [0.06, 0.06], (-1.5, 0.62), (0.5, 0.62), light=0.62)
    m.limb(STEEL, [0.14, 0.06], (-1.62, 0.62), (-1.48, 0.62), light=0.7)
    bell = [(0.4, 0.67), (0.9, 0.7), (1.25, 0.78), (1.6, 1.0), (1.6, 0.24), (1.25, 0.46), (0.9,
        0.54), (0.4, 0.57)]  # fmt: skip
    m.part(brass, bell, light=0.6)
    m.part(tone(brass, -0.35), oval(1.6, 0.62, 0.1, 0.38), light=0.45)
    m.limb(brass, [0.09, 0.09], (-0.62, 0.62), (0.45, 0.62), light=0.64)


def flute(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flute lying level."""
    metal = m.canvas.hue(place, rgb("c3c9ce"))
    m.limb(metal, [0.62, 0.62], (-8.6, 0.5), (8.6, 0.5), light=0.6)
    m.ball(tone(metal, 0.2), -6.6, 0.62, 0.7, 0.3, light=0.66)
    m.ball(IRON, -6.6, 0.66, 0.26, 0.12)
    for k in range(11):
        m.ball(tone(metal, 0.15), -2.8 + 1.0 * k, 0.72, 0.34, 0.2, light=0.7)
    for u in (-4.4, 5.2):
        m.poly(BRASS, (u, 0.14), (u + 0.5, 0.14), (u + 0.5, 0.86), (u, 0.86), light=0.66)


def bamboo_flute(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bamboo flute with a red tassel."""
    bamboo = m.canvas.hue(place, pick(rng, "c9a45a", "a8803f"))
    m.limb(bamboo, [0.24, 0.24], (-1.9, 0.8), (1.9, 0.8), light=0.6)
    for k in range(8):
        u = -1.0 + 0.32 * k
        m.ball(IRON, u, 0.84, 0.06, 0.05, line=0.4)
    for u in (-1.6, -0.6, 0.5, 1.5):
        m.line(tone(bamboo, -0.4), 0.05, (u, 0.68), (u, 0.92), light=0.4)
    for k in range(5):
        m.line(rgb("c9302c"), 0.04, (1.7, 0.7), (1.62 + 0.05 * k, 0.05), light=0.55)
    m.ball(rgb("c9302c"), 1.7, 0.56, 0.09)


def saxophone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a saxophone."""
    brass = m.canvas.hue(place, rgb("dba93f"))
    m.limb(IRON, [0.02, 0.034], (-0.3, 0.86), (-0.22, 0.92), light=0.4)
    m.limb(brass, [0.03, 0.04, 0.045], (-0.23, 0.91), (-0.12, 0.99), (-0.03, 0.92), light=0.64)
    m.part(brass, [(-0.06, 0.92), (0.0, 0.93), (0.12, 0.28), (0.1, 0.14), (-0.02, 0.16), (-0.03,
        0.28)], light=0.58)  # fmt: skip
    m.limb(brass, [0.13, 0.15, 0.16], (0.04, 0.22), (0.12, 0.07), (0.24, 0.16), light=0.58)
    m.part(brass, [(0.15, 0.16), (0.32, 0.14), (0.33, 0.3), (0.44, 0.5), (0.16, 0.56), (0.19,
        0.36)], light=0.6)  # fmt: skip
    m.part(tone(brass, -0.4), oval(0.3, 0.53, 0.145, 0.05, 0.22), light=0.42)
    for k in range(7):
        u, v = -0.02 + 0.015 * k, 0.8 - 0.08 * k
        m.ball(tone(brass, 0.35), u, v, 0.03, 0.026, light=0.72)
    for k in range(3):
        m.ball(IVORY, 0.14, 0.3 - 0.05 * k, 0.022, light=0.7)


def microphone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a microphone on a stand."""
    metal = m.canvas.hue(place, rgb("3a3a40"))
    m.limb(metal, [0.012, 0.012], (0, 0.04), (0, 0.82), light=0.56)
    m.ball(metal, 0, 0.025, 0.13, 0.026, light=0.56)
    m.limb(metal, [0.04, 0.03], (0.01, 0.9), (-0.03, 0.78), light=0.56)
    m.ball(STEEL, 0.025, 0.945, 0.036, 0.044, light=0.66)
    for k in range(3):
        m.line(IRON, 0.004, (-0.008, 0.925 + 0.018 * k), (0.058, 0.925 + 0.018 * k), force=0.5)
    m.ball(STEEL, 0, 0.72, 0.02, 0.03)


def gramophone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a gramophone with its horn and a record."""
    wood = wood_of(m, place, rng)
    brass = rgb("d3a343")
    c = Carpenter.of(m, 0.7, 0.6)
    c.bar(brass, 0.035, (0.12, 0.24, 0.3), (0.2, 0.36, 0.3), (0.1, 0.44, 0.26), light=0.6)
    c.box(wood, -0.2, 0.2, 0.0, 0.2, 0.0, 0.38, light=0.54)
    c.box(tone(wood, 0.1), -0.22, 0.22, 0.2, 0.23, -0.02, 0.4)
    m.part(rgb("1f1d20"), c.ring(-0.02, 0.245, 0.18, 0.15), light=0.42)
    m.part(rgb("c9403a"), c.ring(-0.02, 0.248, 0.18, 0.05), light=0.6)
    u, v = c.spot(-0.12, 0.52, 0.16)
    a = c.length(0.2, 0.16)
    tail = c.spot(0.12, 0.44, 0.26)
    m.part(brass, [(u - a * 0.55, v + a * 0.85), (u + a * 0.45, v + a * 0.25), tail,
        (tail[0] - 0.01, tail[1] - 0.05), (u + a * 0.2, v - a * 0.65)], light=0.56)  # fmt: skip
    for k in range(8):
        t0, t1 = k * math.pi / 4, (k + 1) * math.pi / 4
        petal = [(u, v), (u + a * math.cos(t0), v + a * math.sin(t0)),
                 (u + a * 1.14 * math.cos((t0 + t1) / 2), v + a * 1.14 * math.sin((t0 + t1) / 2)),
                 (u + a * math.cos(t1), v + a * math.sin(t1))]  # fmt: skip
        m.part(brass, petal, light=0.5 + 0.18 * math.sin((t0 + t1) / 2), round_=0.3, line=0.5)
    m.ball(tone(brass, -0.6), u + a * 0.08, v, a * 0.3, light=0.3, round_=0.4)


FORMS = {
    "piano": Form(piano, 1.25, 0.72, top=(-0.5, 0.5, 1.0)),
    "grand_piano": Form(grand_piano, 1.65, 0.66),
    "drum_kit": Form(drum_kit, 1.25, 0.95),
    "drum": Form(drum, 0.9, 0.55, top=(-0.3, 0.3, 1.05)),
    "trumpet": Form(trumpet, 0.16, 1.75, grip=(-0.1, 0.4)),
    "flute": Form(flute, 0.04, 9.0, grip=(0.0, 0.5)),
    "bamboo_flute": Form(bamboo_flute, 0.16, 2.1, grip=(0.0, 0.8)),
    "saxophone": Form(saxophone, 0.75, 0.5, grip=(0.0, 0.6)),
    "microphone": Form(microphone, 1.5, 0.16, grip=(0.0, 0.9)),
    "gramophone": Form(gramophone, 0.7, 0.6),
}
