"""Statues and altars."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ..rooms.view import Carpenter
from ._joinery import BRASS, pick


def bust(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bust of marble on a column."""
    stone = m.canvas.hue(place, rgb("e6e1d6"))
    m.part(tone(stone, -0.1), [(-0.2, 0.0), (0.2, 0.0), (0.2, 0.05), (0.14, 0.08), (-0.14, 0.08),
        (-0.2, 0.05)])  # fmt: skip
    m.part(stone, [(-0.13, 0.08), (0.13, 0.08), (0.12, 0.5), (-0.12, 0.5)], light=0.56)
    for k in range(-2, 3):
        m.line(tone(stone, -0.3), 0.008, (k * 0.045, 0.1), (k * 0.042, 0.48), force=0.4)
    m.part(stone, [(-0.18, 0.5), (0.18, 0.5), (0.18, 0.55), (-0.18, 0.55)], light=0.62)
    m.part(stone, [(-0.07, 0.55), (0.07, 0.55), (0.05, 0.6), (-0.05, 0.6)], light=0.54)
    m.blob(stone, (-0.04, 0.58), (0.04, 0.58), (0.13, 0.66), (0.17, 0.74), (0.08, 0.79), (-0.08,
        0.79), (-0.17, 0.74), (-0.13, 0.66))  # fmt: skip
    m.limb(stone, [0.09, 0.085], (0, 0.75), (0, 0.84), light=0.52)
    m.blob(stone, (0.0, 0.8), (0.055, 0.82), (0.075, 0.88), (0.07, 0.95), (0.0, 0.985), (-0.07,
        0.95), (-0.075, 0.88), (-0.055, 0.82), light=0.6)  # fmt: skip
    for k in range(7):
        a = 0.2 + k * 0.46
        m.ball(tone(stone, -0.06), 0.068 * math.cos(a), 0.945 + 0.045 * math.sin(a), 0.028,
            light=0.58, line=0.5)  # fmt: skip
    m.line(tone(stone, -0.4), 0.008, (0.0, 0.905), (0.006, 0.875), (-0.006, 0.87), force=0.5)
    for way in (-1, 1):
        m.line(tone(stone, -0.4), 0.008, (way * 0.016, 0.905), (way * 0.045, 0.905), force=0.5)
    m.line(tone(stone, -0.4), 0.008, (-0.022, 0.848), (0.022, 0.848), force=0.5)


def statue(m: Model, place: Place, rng: Rng) -> None:
    """Draw a standing statue in a robe on a pedestal."""
    stone = m.canvas.hue(place, rgb("ddd8cc"))
    m.part(tone(stone, -0.12), [(-0.2, 0.0), (0.2, 0.0), (0.2, 0.04), (-0.2, 0.04)])
    m.part(tone(stone, -0.06), [(-0.16, 0.04), (0.16, 0.04), (0.15, 0.22), (-0.15, 0.22)])
    m.part(stone, [(-0.18, 0.22), (0.18, 0.22), (0.18, 0.25), (-0.18, 0.25)], light=0.64)
    robe = [(-0.12, 0.25), (0.12, 0.25), (0.1, 0.5), (0.07, 0.64), (0.11, 0.8), (0.05, 0.85),
        (-0.05, 0.85), (-0.11, 0.8), (-0.07, 0.64), (-0.1, 0.5)]  # fmt: skip
    body = m.blob(stone, *robe, light=0.58)
    for k in range(-3, 4):
        m.line(tone(stone, -0.3), 0.008, (k * 0.018, 0.66), (k * 0.035 + 0.01, 0.27), on=body,
            force=0.5)  # fmt: skip
    m.limb(stone, [0.05, 0.045, 0.035], (-0.09, 0.8), (-0.13, 0.68), (-0.05, 0.6), light=0.6)
    m.limb(stone, [0.05, 0.045, 0.035], (0.09, 0.8), (0.15, 0.88), (0.14, 0.99), light=0.62)
    m.limb(stone, [0.045, 0.04], (0, 0.84), (0, 0.89), light=0.5)
    m.ball(stone, 0, 0.93, 0.045, 0.058, light=0.62)
    m.blob(tone(stone, -0.1), (-0.05, 0.93), (-0.045, 0.98), (0.0, 1.0), (0.045, 0.98), (0.05,
        0.93), (0.0, 0.965))  # fmt: skip


def buddha(m: Model, place: Place, rng: Rng) -> None:
    """Draw a golden Buddha seated on a lotus, a halo behind his head."""
    gold = m.canvas.hue(place, rgb("d3a341"))
    m.ball(rgb("b5432f"), 0, 0.58, 0.4, 0.4, light=0.5)
    m.ball(gold, 0, 0.58, 0.36, 0.36, light=0.55, round_=0.3)
    m.ball(rgb("b5432f"), 0, 0.6, 0.31, 0.31, light=0.5, round_=0.3)
    m.part(rgb("8a3226"), [(-0.5, 0.0), (0.5, 0.0), (0.46, 0.08), (-0.46, 0.08)], light=0.5)
    for k in range(9):
        u = -0.4 + 0.1 * k
        m.blob(rgb("e6b8a8"), (u - 0.07, 0.1), (u + 0.07, 0.1), (u + 0.055, 0.2), (u, 0.26),
            (u - 0.055, 0.2), light=0.6)  # fmt: skip
    m.blob(gold, (-0.44, 0.24), (-0.36, 0.34), (0.0, 0.38), (0.36, 0.34), (0.44, 0.24), (0.3, 0.19),
        (-0.3, 0.19), light=0.55)  # fmt: skip
    m.line(tone(gold, -0.4), 0.01, (-0.3, 0.24), (0.02, 0.28), (0.3, 0.22), force=0.5)
    m.blob(gold, (-0.2, 0.3), (-0.26, 0.52), (-0.2, 0.64), (0.0, 0.68), (0.2, 0.64), (0.26, 0.52),
        (0.2, 0.3), light=0.58)  # fmt: skip
    m.line(tone(gold, -0.4), 0.01, (0.1, 0.66), (-0.06, 0.5), (-0.16, 0.36), force=0.5)
    for way in (-1, 1):
        m.limb(gold, [0.1, 0.09, 0.07], (way * 0.22, 0.58), (way * 0.27, 0.42), (way * 0.06, 0.31),
            light=0.6)  # fmt: skip
    m.ball(tone(gold, 0.1), 0, 0.31, 0.09, 0.04, light=0.62)
    m.limb(gold, [0.1, 0.1], (0, 0.64), (0, 0.72), light=0.5)
    m.blob(gold, (0.0, 0.68), (0.08, 0.71), (0.1, 0.79), (0.09, 0.87), (0.0, 0.91), (-0.09, 0.87),
        (-0.1, 0.79), (-0.08, 0.71), light=0.62)  # fmt: skip
    for way in (-1, 1):
        m.ball(gold, way * 0.105, 0.77, 0.022, 0.06, light=0.58)
        m.line(tone(gold, -0.5), 0.01, (way * 0.025, 0.79), (way * 0.05, 0.782), (way * 0.072,
            0.795), force=0.6)  # fmt: skip
    m.line(tone(gold, -0.5), 0.009, (-0.03, 0.735), (0.0, 0.728), (0.03, 0.735), force=0.6)
    m.line(tone(gold, -0.4), 0.008, (0.0, 0.79), (0.01, 0.755), (-0.008, 0.752), force=0.4)
    hair = rgb("2f3d5c")
    m.blob(hair, (-0.1, 0.84), (-0.08, 0.91), (0.0, 0.935), (0.08, 0.91), (0.1, 0.84), (0.0, 0.875),
        light=0.5)  # fmt: skip
    m.ball(hair, 0, 0.945, 0.045, 0.04, light=0.55)


def altar(m: Model, place: Place, rng: Rng) -> None:
    """Draw an altar with a cloth, candles and flowers."""
    cloth = m.canvas.hue(place, pick(rng, "f2ece0", "9c2733", "d9b35a"))
    c = Carpenter.of(m, 1.5)
    c.box(rgb("a99d88"), -0.95, 0.95, 0.0, 0.14, -0.1, 0.8)
    c.box(rgb("8f6a48"), -0.75, 0.75, 0.14, 0.96, 0.04, 0.6, light=0.5)
    c.front(cloth, -0.79, 0.79, 0.42, 0.99, 0.0, light=0.58)
    c.front(rgb("d1a94e"), -0.79, 0.79, 0.44, 0.5, -0.002, light=0.64, line=0.4)
    m.part(rgb("d1a94e"), c.upright(0, 0.74, -0.002, 0.11, 0.11), light=0.66, line=0.5)
    c.flat(cloth, -0.79, 0.79, 0.99, 0.0, 0.64, light=0.78)
    for x in (-0.62, 0.62):
        c.turned(BRASS, x, 0.3, (0.06, 0.99), (0.02, 1.03), (0.02, 1.18), (0.05, 1.2))
        c.turned(rgb("f4ecd6"), x, 0.3, (0.025, 1.2), (0.025, 1.4))
        m.ball(rgb("ffd98a"), *c.spot(x, 1.45, 0.3), c.length(0.02), c.length(0.045), light=1,
            line=0.3, glow=True)  # fmt: skip
    for x in (-0.3, 0.3):
        c.turned(rgb("8fa8b5"), x, 0.34, (0.05, 0.99), (0.08, 1.08), (0.04, 1.16))
        for k in range(6):
            a = 0.4 + k * 0.46
            m.ball(rgb(("f6f2ea", "e9a8b0", "f0d27a")[k % 3]), *c.spot(x + 0.12 * math.cos(a),
                1.24 + 0.08 * math.sin(a), 0.34), c.length(0.05), light=0.66)  # fmt: skip
    c.bar(BRASS, 0.035, (0.0, 0.99, 0.4), (0.0, 1.4, 0.4), light=0.66)
    c.turned(BRASS, 0.0, 0.4, (0.1, 0.99), (0.06, 1.05))


FORMS = {
    "bust": Form(bust, 1.5, 0.24),
    "statue": Form(statue, 2.2, 0.24),
    "buddha": Form(buddha, 2.4, 0.55),
    "altar": Form(altar, 1.5, 0.72),
}
