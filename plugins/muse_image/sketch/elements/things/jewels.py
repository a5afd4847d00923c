"""Precious and curious things: crowns, rings, gems, coins, shells, masks, trophies, mirrors."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, gleam, side
from ._turned import GLASS

GOLD = rgb("dcae3e")


def faceted(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a cut stone, its point down."""
    s = side(m)
    top = [(u - 0.62 * half, v + 0.62 * half), (u + 0.62 * half, v + 0.62 * half)]
    left, right = (u - half, v + 0.24 * half), (u + half, v + 0.24 * half)
    foot = (u, v - half)
    inner = [(u - 0.42 * half, v + 0.24 * half), (u + 0.42 * half, v + 0.24 * half)]
    faces = (
        ([left, inner[0], foot], -0.12 if s > 0 else 0.3), ([inner[0], inner[1], foot], 0.1),
        ([inner[1], right, foot], 0.35 if s > 0 else -0.15), ([left, top[0], inner[0]], 0.0),
        ([top[0], top[1], inner[1], inner[0]], 0.5), ([top[1], right, inner[1]], 0.28),
    )  # fmt: skip
    for spots, shift in faces:
        m.poly(tone(colour, shift), *spots, round_=0.2, light=0.62 + 0.2 * shift, line=0.7)
    for du, dv, size in ((s * 0.5, 0.5, 0.16), (-s * 0.3, 0.0, 0.1)):
        x, y = u + du * half, v + dv * half
        m.poly(
            WHITE,
            (x, y + size * half * 2),
            (x + size * half * 0.4, y),
            (x, y - size * half * 2),
            (x - size * half * 0.4, y),
            round_=0,
            line=0,
            light=1.0,
        )
        m.poly(WHITE, (x - size * half * 1.6, y), (x, y + size * half * 0.34), (x + size * half *
               1.6, y), (x, y - size * half * 0.34), round_=0, line=0, light=1.0)  # fmt: skip


def crown(m: Model, place: Place, rng: Rng) -> None:
    """Draw a golden crown with stones."""
    gold = m.canvas.hue(place, GOLD)
    half, tilt = 0.62, 0.26
    low, high = 0.2, 0.42
    m.part(tone(gold, -0.35), oval(0, high, half * 1.02, half * tilt), round_=-0.4)
    spikes: Outline = []
    for k in range(9):
        a = math.pi * k / 8
        out = 1.0 + (0.12 if k % 2 == 0 else 0.0)
        v = high + (0.46 if k % 2 == 0 else 0.06) - half * tilt * math.sin(a) * 0.5
        spikes.append((-half * out * math.cos(a), v))
    for k in range(1, 4):
        u = -0.36 + 0.36 * (k - 1)
        m.poly(tone(gold, -0.25), (u - 0.14, high), (u, high + 0.42), (u + 0.14, high), light=0.4)
    ring = [(-half * math.cos(math.pi * k / 16), low - half * tilt * math.sin(math.pi * k / 16))
            for k in range(17)]  # fmt: skip
    body = m.poly(gold, *spikes, *reversed(ring), round_=1.1, light=0.62)
    for k in range(0, 9, 2):
        m.ball(rgb("f4efe2"), spikes[k][0], spikes[k][1] + 0.03, 0.05, 0.05)
    for k, (a, c) in enumerate(((0.28, "c2253a"), (0.72, "2f6fb8"), (1.57, "c2253a"),
                                (2.42, "2f6fb8"), (2.86, "c2253a"))):  # fmt: skip
        u, v = -half * math.cos(a), low + 0.13 - half * tilt * math.sin(a)
        size = 0.075 if k == 2 else 0.055
        made = m.ball(rgb(c), u, v, size * max(0.5, math.sin(a)), size, on=body, round_=1.2)
        gleam(m, u, v, size * 0.3, made, 0.9)
    for lift in (0.02, 0.25):
        line = [(u, v + lift) for u, v in ring]
        m.line(tone(gold, -0.3), 0.018, *line, on=body, force=0.5)
    m.part(WHITE, oval(side(m) * 0.34, 0.44, 0.05, 0.16), on=body, round_=0, line=0, fade=0.03,
           cover=0.6, light=0.95)  # fmt: skip


def ring(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ring with a cut stone."""
    stone = m.canvas.hue(place, rgb("a8dcec"))
    back = oval(0, 0.34, 0.32, 0.32)
    m.line(tone(GOLD, -0.2), 0.09, *back, back[0], light=0.5)
    m.line(tone(GOLD, 0.25), 0.03, *[(u, v + 0.01) for u, v in back[18:30]], light=0.9, force=0.0)
    m.poly(GOLD, (-0.12, 0.62), (0.12, 0.62), (0.2, 0.78), (-0.2, 0.78), round_=0.6)
    faceted(m, stone, 0, 0.82, 0.26)


def gem(m: Model, place: Place, rng: Rng) -> None:
    """Draw a large cut stone."""
    faceted(m, m.canvas.hue(place, rgb(("7fd0ea", "d8344a", "3fae6a")[int(rng.integers(3))])), 0,
            0.55, 0.58)  # fmt: skip


def crystal(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cluster of crystals."""
    paint = m.canvas.hue(place, rgb("a07fd8"))
    s = side(m)
    for u, lean, tall, half in ((-0.34, -0.3, 0.56, 0.11), (0.36, 0.32, 0.5, 0.11),
                                (-0.16, -0.12, 0.82, 0.13), (0.2, 0.14, 0.72, 0.12),
                                (0.02, 0.0, 1.0, 0.15), (-0.26, -0.36, 0.36, 0.09),
                                (0.28, 0.3, 0.3, 0.09)):  # fmt: skip
        tip = (u + lean * tall, tall)
        low, up = (u, 0.04), (u + lean * tall * 0.78, tall * 0.78)
        for k, (a, b) in enumerate(((-1.0, -0.3), (-0.3, 0.45), (0.45, 1.0))):
            shift = (0.0, 0.2, -0.2)[k] * s
            m.poly(tone(paint, shift), (low[0] + a * half * 0.8, low[1]), (low[0] + b * half * 0.8,
                   low[1]), (up[0] + b * half, up[1]), tip, (up[0] + a * half, up[1]),
                   round_=0.2, light=0.6 + 0.3 * shift, line=0.7)  # fmt: skip
    m.blob(
        rgb("7a7278"),
        (-0.6, 0.06),
        (-0.3, 0.16),
        (0, 0.1),
        (0.3, 0.16),
        (0.6, 0.06),
        (0.3, 0.0),
        (-0.3, 0.0),
        round_=1.0,
    )


def perfume(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flask of perfume with its stopper."""
    scent = m.canvas.hue(place, rgb("f0b8a8"))
    body = m.poly(mix(GLASS, scent, 0.3), (-0.34, 0.04), (0.34, 0.04), (0.4, 0.5), (0.16, 0.62),
                  (-0.16, 0.62), (-0.4, 0.5), cover=0.6, round_=0.6, light=0.68)  # fmt: skip
    m.poly(scent, (-0.3, 0.09), (0.3, 0.09), (0.34, 0.42), (-0.34, 0.42), on=body, round_=0.6)
    m.poly(tone(scent, 0.4), (-0.1, 0.06), (0.06, 0.06), (0.08, 0.56), (-0.13, 0.56), on=body,
           round_=0, cover=0.5, line=0.3)  # fmt: skip
    m.poly(GOLD, (-0.13, 0.6), (0.13, 0.6), (0.13, 0.7), (-0.13, 0.7), round_=1.2)
    faceted(m, rgb("e6eef0"), 0, 0.85, 0.17)
    m.poly(rgb("f6efe2"), (-0.17, 0.2), (0.17, 0.2), (0.17, 0.36), (-0.17, 0.36), round_=0.1)
    m.line(rgb("8a7a6a"), 0.016, (-0.1, 0.3), (0.1, 0.3), force=0.3)
    gleam(m, 0.06, 0.3, 0.1, body, 0.7)


def shell(m: Model, place: Place, rng: Rng) -> None:
    """Draw a scallop shell."""
    paint = m.canvas.hue(place, rgb("f0b8a0"))
    rim = [(0.62 * math.cos(a), 0.16 + (0.8 + 0.03 * (k % 2)) * math.sin(a)) for k, a in
           enumerate(math.pi * (0.04 + 0.92 * n / 18) for n in range(19))]  # fmt: skip
    m.poly(tone(paint, -0.1), (-0.24, 0.2), (0.24, 0.2), (0.2, 0.02), (-0.2, 0.02), round_=0.8)
    made = m.poly(paint, (0.06, 0.03), *rim, (-0.06, 0.03), round_=1.2)
    for part, shift in ((0.82, 0.25), (0.58, -0.08), (0.36, 0.2)):
        band = [(u * part, 0.04 + (v - 0.04) * part) for u, v in rim]
        m.poly(tone(paint, shift), (0, 0.03), *band, on=made, round_=0.2, line=0.2)
    for k in range(1, 18, 2):
        m.line(tone(paint, -0.3), 0.014, (0, 0.05), rim[k], on=made, force=0.5)


def conch(m: Model, place: Place, rng: Rng) -> None:
    """Draw a conch."""
    paint = m.canvas.hue(place, rgb("e8c8a0"))
    for u, half, high in ((0.62, 0.16, 0.14), (0.46, 0.24, 0.24), (0.24, 0.34, 0.36),
                          (-0.1, 0.5, 0.46)):  # fmt: skip
        m.ball(paint, u, 0.42 + 0.25 * (u + 0.1) * 0.6, half, high, 0.4, round_=1.3)
    m.blob(paint, (-0.5, 0.6), (0.0, 0.14), (-0.5, 0.02), (-0.98, 0.0), (-0.8, 0.3), round_=1.1)
    m.blob(rgb("f0a894"), (-0.42, 0.5), (-0.06, 0.26), (-0.4, 0.12), (-0.86, 0.06), (-0.66, 0.3),
           round_=-0.8)  # fmt: skip
    m.ball(paint, 0.78, 0.66, 0.07, 0.06, 0.4)


def pearl(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open oyster with its pearl."""
    paint = rgb("b9a59a")
    m.blob(paint, (-0.7, 0.3), (-0.6, 0.8), (-0.1, 1.0), (0.5, 0.88), (0.7, 0.4), (0, 0.26))
    m.blob(rgb("e9dfe2"), (-0.58, 0.36), (-0.48, 0.74), (-0.06, 0.9), (0.42, 0.8), (0.58, 0.42),
           (0, 0.32), round_=-0.8, light=0.68)  # fmt: skip
    m.blob(paint, (-0.76, 0.3), (-0.4, 0.02), (0.3, 0.0), (0.76, 0.26), (0.5, 0.42), (-0.4, 0.44))
    m.blob(rgb("efe6e8"), (-0.62, 0.3), (-0.3, 0.14), (0.26, 0.12), (0.62, 0.28), (0.4, 0.38),
           (-0.3, 0.4), round_=-0.6, light=0.7)  # fmt: skip
    made = m.ball(m.canvas.hue(place, rgb("f8f2f0")), 0, 0.4, 0.19, 0.19, round_=1.3, light=0.68)
    gleam(m, 0, 0.4, 0.07, made, 0.9)


def coin(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a coin that lies flat, its lowest spot at v."""
    high, thick = half * 0.38, half * 0.26
    w = v + high
    m.part(tone(colour, -0.18), oval(u, w, half, high), oval(u, w + thick, half, high),
           [(u - half, w), (u + half, w), (u + half, w + thick), (u - half, w + thick)],
           round_=0.9)  # fmt: skip
    m.ball(tone(colour, 0.08), u, w + thick, half, high, light=0.7, round_=0.2, line=0.6)
    line = oval(u, w + thick, half * 0.74, high * 0.74)
    m.line(tone(colour, -0.25), 0.02, *line, line[0], force=0.4)


def coins(m: Model, place: Place, rng: Rng) -> None:
    """Draw stacks of coins."""
    gold = m.canvas.hue(place, GOLD)
    shifts = rng.uniform(-0.02, 0.02, 20).tolist()
    for u, many, v in ((0.42, 7, 0.14), (-0.42, 4, 0.1), (0.0, 2, 0.0)):
        for k in range(many):
            coin(m, gold, u + shifts[k], v + 0.085 * k, 0.27)
    coin(m, gold, 0.62, 0.0, 0.24)


def ingots(m: Model, place: Place, rng: Rng) -> None:
    """Draw Chinese ingots of gold."""
    gold = m.canvas.hue(place, rgb("ecb93a"))
    m = m.within((0, 0), 1.75)
    for u, v, half in ((-0.42, 0.1, 0.5), (0.44, 0.1, 0.5), (0.0, 0.0, 0.62)):
        m.blob(gold, (u - half, v + half * 0.62), (u - half * 0.5, v + half * 0.4), (u, v + half *
               0.36), (u + half * 0.5, v + half * 0.4), (u + half, v + half * 0.62), (u + half *
               0.6, v + half * 0.1), (u, v), (u - half * 0.6, v + half * 0.1),
               round_=1.2)  # fmt: skip
        m.ball(tone(gold, -0.22), u, v + half * 0.44, half * 0.62, half * 0.14, round_=-0.4)
        made = m.blob(tone(gold, 0.08), (u - half * 0.42, v + half * 0.4), (u - half * 0.3, v + half
                      * 0.74), (u, v + half * 0.88), (u + half * 0.3, v + half * 0.74), (u + half *
                      0.42, v + half * 0.4), (u, v + half * 0.34), round_=1.3)  # fmt: skip
        gleam(m, u, v + half * 0.58, half * 0.12, made, 0.7)


def necklace(m: Model, place: Place, rng: Rng) -> None:
    """Draw a necklace of pearls with a pendant."""
    paint = m.canvas.hue(place, rgb("f4ece4"))
    for k in range(25):
        a = math.pi * (1.5 + (k - 12) / 12 * 0.92)
        m.ball(paint, 0.86 * math.cos(a), 0.62 + 0.36 * math.sin(a), 0.075, 0.07, round_=1.3)
    faceted(m, rgb("c2253a"), 0, 0.14, 0.14)


FORMS = {
    "crown": Form(crown, 0.18, 0.74, grip=(0.0, 0.2)),
    "ring": Form(ring, 0.04, 0.4, grip=(0.0, 0.2)),
    "gem": Form(gem, 0.05, 0.6, grip=(0.0, 0.3)),
    "crystals": Form(crystal, 0.16, 0.64, grip=(0.0, 0.1)),
    "perfume": Form(perfume, 0.12, 0.44, grip=(0.0, 0.3)),
    "shell": Form(shell, 0.08, 0.66, grip=(0.0, 0.3)),
    "conch": Form(conch, 0.11, 1.0, grip=(0.0, 0.3)),
    "pearl": Form(pearl, 0.08, 0.78, grip=(0.0, 0.1)),
    "coins": Form(coins, 0.08, 0.9, grip=(0.0, 0.1)),
    "ingots": Form(ingots, 0.06, 1.66, grip=(0.0, 0.2)),
    "necklace": Form(necklace, 0.09, 1.0, grip=(0.0, 0.3)),
}
