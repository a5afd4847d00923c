"""Cakes, pies and what is baked."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, flame, gleam, halo
from ._turned import Turned, plate
from .crockery import CHINA
from .fruit import strawberry_at

CREAM = rgb("f7efe2")
CHOCOLATE = rgb("5a2f1e")
SPRINKLES = ("e2506a", "f2c23e", "5fb0d8", "7fc05a", "f4f0e8", "a06ac8")


def drips(m: Model, made: Turned, colour: Colour, lengths: list[float]) -> None:
    """Let icing run down the near side of a cake from its top."""
    many = len(lengths)
    half, v = made.radius(1), made.high
    spots = [(made.u - half * 1.0, v)]
    for k, length in enumerate(lengths):
        a = (k + 0.5) / many * 2 - 1
        edge = v - half * made.tilt(1) * math.cos(a * math.pi / 2)
        u = made.u + half * math.sin(a * math.pi / 2)
        step = half * 1.5 / many * math.cos(a * math.pi / 2) * 0.5
        spots += [(u - step, edge - length * 0.25), (u, edge - length), (u + step, edge - length *
                  0.25)]  # fmt: skip
    m.blob(colour, *spots, (made.u + half, v), (made.u, v + half * 0.1), round_=0.7, line=0.5)


def candle_row(m: Model, spots: list[tuple[float, float]], tall: float) -> None:
    """Draw thin candles that burn."""
    paints = ("e2506a", "5fa8d8", "f2c23e", "7fc05a", "b07ad0")
    for k, (u, v) in enumerate(spots):
        m.limb(rgb(paints[k % 5]), [0.035, 0.035], (u, v), (u, v + tall), round_=0.8, light=0.66)
        for n in range(3):
            m.line(WHITE, 0.01, (u - 0.016, v + tall * (0.15 + 0.28 * n)),
                   (u + 0.016, v + tall * (0.3 + 0.28 * n)), force=0.0)  # fmt: skip
        flame(m, u, v + tall + 0.02, tall * 0.6)


def birthday_cake(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cake of two tiers with icing, strawberries and burning candles."""
    lengths, lower = (rng.uniform(0.04, 0.11, many).tolist() for many in (9, 13))
    spots = [(-0.19, 0.71), (-0.1, 0.74), (0.0, 0.68), (0.1, 0.74), (0.19, 0.71)]
    for u, v in spots[::2]:
        halo(m, u, v + 0.2, 0.34, strength=0.4)
    paint = m.canvas.hue(place, rgb("f2b8c2"))
    plate(m, CHINA, half=0.58, high=0.44)
    low = Turned(m, [(0, 0.45), (1, 0.45)], low=0.05, high=0.6, tilt=(0.34, 0.34), sharp=True)
    low.body(mix(CREAM, paint, 0.2), round_=1.1)
    low.shade(0.3)
    low.band(paint, 0.28, 0.4, line=0.2)
    drips(m, low, paint, lower)
    m.part(tone(paint, 0.1), low.ring(1), light=0.74, round_=0.2, line=0.3)
    for k in range(15):
        a = (k - 7) / 7 * 1.5
        u, v = 0.46 * math.sin(a), low.low - 0.46 * 0.34 * math.cos(a) + 0.02
        m.ball(CREAM, u, v, 0.042, 0.036, light=0.66, line=0.3)
    top = Turned(m, [(0, 0.3), (1, 0.3)], low=0.36, high=0.83, tilt=(0.34, 0.34), sharp=True)
    m.tint(rgb("6a4a4a"), oval(-0.04, top.low - 0.01, 0.35, 0.12), cover=0.25, fade=0.03)
    top.body(mix(CREAM, paint, 0.1), round_=1.1)
    top.shade(0.3)
    drips(m, top, paint, lengths)
    m.part(tone(paint, 0.1), top.ring(1, 0.99), light=0.72, round_=0.2, line=0.3)
    for k in range(9):
        a = math.pi + k / 8 * math.pi
        strawberry_at(m, 0.385 * math.cos(a), low.high + 0.13 * math.sin(a) - 0.02, 0.11)
    for k in range(7):
        a = k / 7 * 2 * math.pi + 0.3
        m.ball(CREAM, 0.25 * math.cos(a), top.high + 0.085 * math.sin(a) + 0.01, 0.045, 0.036,
               light=0.68)  # fmt: skip
    candle_row(m, spots, 0.15)


def cake(m: Model, place: Place, rng: Rng) -> None:
    """Draw a chocolate cake with a slice out of it, cherries on its cream."""
    lengths = rng.uniform(0.08, 0.2, 13).tolist()
    paint = m.canvas.hue(place, CHOCOLATE)
    plate(m, CHINA, half=0.98, high=0.78)
    made = Turned(m, [(0, 0.78), (1, 0.78)], low=0.1, high=0.88, tilt=(0.34, 0.34), sharp=True)
    made.body(tone(paint, 0.12), round_=1.2)
    for a in (0.35, 0.68):
        made.band(CREAM, a, a + 0.07, line=0.2)
    drips(m, made, paint, lengths)
    m.part(paint, made.ring(1), light=0.68, round_=0.2, line=0.5)
    made.shine(0.1, 0.85, 0.3)
    for k in range(10):
        a = k / 10 * 2 * math.pi + 0.2
        u, v = 0.6 * math.cos(a), made.high + 0.2 * math.sin(a)
        m.ball(CREAM, u, v + 0.02, 0.1, 0.075, light=0.68)
        m.ball(rgb("b81f2e"), u, v + 0.085, 0.06, 0.058)
        gleam(m, u, v + 0.08, 0.02, None, 0.8)


def cake_slice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a slice of layered cake on a plate."""
    plate(m, CHINA, half=0.96, high=0.75)
    sponge = m.canvas.hue(place, rgb("eac27a"))
    tip, back, far = (-0.66, 0.24), (0.5, 0.18), (0.62, 0.44)
    high = 0.44
    m.poly(CREAM, (back[0], back[1]), far, (far[0], far[1] + high), (back[0], back[1] + high),
           light=0.42, round_=0.3)  # fmt: skip
    face = m.poly(sponge, tip, back, (back[0], back[1] + high), (tip[0], tip[1] + high), round_=0.2)
    for a in (0.28, 0.62):
        m.limb(CREAM, [0.06, 0.06], (-0.7, 0.24 + high * a), (0.52, 0.18 + high * a), on=face)
        m.limb(rgb("d8485a"), [0.025, 0.025], (-0.7, 0.2 + high * a), (0.52, 0.14 + high * a),
               on=face, line=0.2)  # fmt: skip
    m.poly(CREAM, (tip[0], tip[1] + high), (back[0], back[1] + high), (far[0], far[1] + high),
           light=0.76, round_=0.2)  # fmt: skip
    m.limb(CREAM, [0.1, 0.08], (tip[0], tip[1] + high), (back[0], back[1] + high), light=0.68)
    m.ball(CREAM, 0.3, 0.72, 0.15, 0.08, light=0.68)
    strawberry_at(m, 0.3, 0.72, 0.24)


def cupcake(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cupcake with a swirl of cream and a cherry."""
    turns = rng.uniform(-1, 1, (24, 3)).tolist()
    cream = m.canvas.hue(place, rgb("f2a8bc"))
    paper = rgb("8a5636")
    made = Turned(m, [(0, 0.27), (1, 0.38)], high=0.56, tilt=(0.3, 0.28), sharp=True)
    made.body(paper, round_=1.1)
    for k in range(-6, 7):
        a = k * 0.23
        m.line(tone(paper, -0.35), 0.014, (0.27 * math.sin(a), made.low - 0.08 * math.cos(a)),
               (0.38 * math.sin(a), made.high - 0.1 * math.cos(a)), on=made.shape,
               force=0.4)  # fmt: skip
    for k, half in enumerate((0.44, 0.35, 0.25, 0.14)):
        v = 0.46 + 0.12 * k
        m.blob(cream, (-half, v - 0.03), (-half * 0.6, v - 0.1), (half * 0.5, v - 0.1),
               (half, v), (half * 0.8, v + 0.1), (-half * 0.2, v + 0.13), (-half * 0.9, v + 0.07),
               round_=1.2, light=0.62)  # fmt: skip
    for a, b, c in turns:
        w = (b + 1) / 2
        m.limb(rgb(SPRINKLES[int((c + 1) * 2.99)]), [0.022, 0.022], (a * 0.34 * (1 - w), 0.46 + 0.34
               * w), (a * 0.34 * (1 - w) + 0.03 * c, 0.49 + 0.34 * w), line=0.3)  # fmt: skip
    m.ball(rgb("c21f30"), 0.01, 0.9, 0.085, 0.085)
    gleam(m, 0.01, 0.89, 0.03, None, 0.8)
    m.line(rgb("4a6a2a"), 0.014, (0.02, 0.96), (0.08, 1.04))


def pie(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pie with a lattice of pastry."""
    dough = m.canvas.hue(place, rgb("d9a04e"))
    made = Turned(m, [(0, 0.86), (1, 1.12)], high=0.93, tilt=(0.36, 0.36), sharp=True)
    made.body(rgb("b9a59a"), round_=1.0)
    m.part(dough, made.ring(1, 1.03), round_=1.0)
    jam = m.part(rgb("a02a30"), made.ring(1, 0.88), round_=0.2, light=0.55)
    v = made.high
    for k in range(-3, 4):
        a = 0.28 * k
        m.limb(dough, [0.12, 0.12], (a - 0.24, v - 0.44), (a + 0.24, v + 0.46), on=jam, round_=0.9)
    for k in range(-2, 3):
        a = 0.15 * k
        m.limb(tone(dough, 0.06), [0.09, 0.09], (-1.2, v + a - 0.05), (1.2, v + a + 0.05), on=jam,
               round_=0.9)  # fmt: skip
    for k in range(36):
        a = k / 36 * 2 * math.pi
        m.ball(tone(dough, 0.04), 1.07 * math.cos(a), v + 0.385 * math.sin(a), 0.085, 0.055,
               line=0.5)  # fmt: skip


def mooncakes(m: Model, place: Place, rng: Rng) -> None:
    """Draw two moon cakes with their pattern, and a piece that shows the yolk."""
    plate(m, m.canvas.hue(place, rgb("6f8fa5")), half=1.2, high=0.94)
    for u, v in ((0.46, 0.38), (-0.44, 0.32)):
        _mooncake(m, u, v)
    u, v = 0.16, 0.14
    m.poly(rgb("c27a30"), (u - 0.36, v + 0.29), (u, v + 0.17), (u + 0.3, v + 0.25),
           (u + 0.1, v + 0.42), light=0.74, round_=0.2)  # fmt: skip
    m.poly(rgb("a86426"), (u + 0.0, v), (u + 0.3, v + 0.1), (u + 0.3, v + 0.25), (u, v + 0.17),
           light=0.45, round_=0.2)  # fmt: skip
    face = m.poly(rgb("6a2f1c"), (u - 0.36, v + 0.1), (u, v - 0.01), (u, v + 0.18),
                  (u - 0.36, v + 0.29), round_=0.2)  # fmt: skip
    m.limb(rgb("c27a30"), [0.04, 0.04], (u - 0.36, v + 0.28), (u, v + 0.17), on=face)
    m.ball(rgb("f29a2a"), u - 0.15, v + 0.14, 0.1, 0.075, on=face, round_=0.9)


def _mooncake(m: Model, u: float, v: float) -> None:
    crust = rgb("c27a30")
    made = Turned(m, [(0, 0.46), (0.2, 0.48), (0.85, 0.48), (1, 0.45)], u=u, low=v, high=v + 0.6)
    made.body(tone(crust, -0.1), round_=1.1)
    for k in range(-5, 6):
        a = k * 0.29
        m.line(tone(crust, -0.4), 0.014, (u + 0.48 * math.sin(a), made.low - 0.17 * math.cos(a)),
               (u + 0.46 * math.sin(a), made.high - 0.15 * math.cos(a)), on=made.shape,
               force=0.4)  # fmt: skip
    top = m.part(tone(crust, 0.14), made.ring(1), round_=0.3, light=0.7)
    w, dark = made.high, tone(crust, -0.32)
    for part in (0.84, 0.34):
        ring = made.ring(1, part)
        m.line(dark, 0.014, *ring, ring[0], on=top, force=0.5)
    for k in range(8):
        a = k * math.pi / 4
        petal = [(u + 0.45 * r * math.cos(a + t), w + 0.162 * r * math.sin(a + t)) for r, t in
                 ((0.36, 0.0), (0.62, 0.3), (0.78, 0.0), (0.62, -0.3), (0.36, 0.0))]  # fmt: skip
        m.line(dark, 0.012, *petal, on=top, force=0.4)


def pudding(m: Model, place: Place, rng: Rng) -> None:
    """Draw a custard with caramel on a plate."""
    plate(m, CHINA, half=0.86, high=0.68)
    cream = m.canvas.hue(place, rgb("f2d072"))
    made = Turned(m, [(0, 0.52), (1, 0.36)], low=0.16, high=0.92, tilt=(0.34, 0.3), sharp=True)
    made.body(cream, round_=1.2)
    made.shade(0.3)
    drips(m, made, rgb("7a3a10"), [0.1, 0.22, 0.12, 0.26, 0.14, 0.2, 0.1])
    m.part(rgb("8a4414"), made.ring(1), round_=0.3, light=0.66)
    made.shine(0.1, 0.9, 0.6)


FORMS = {
    "birthday cake": Form(birthday_cake, 0.34, 0.6),
    "cake": Form(cake, 0.2, 1.0),
    "slice of cake": Form(cake_slice, 0.13, 0.98),
    "cupcake": Form(cupcake, 0.11, 0.46, grip=(0.0, 0.2)),
    "pie": Form(pie, 0.14, 1.16),
    "mooncakes": Form(mooncakes, 0.12, 1.22),
    "pudding": Form(pudding, 0.12, 0.88),
}
