"""Dishes of the East: noodles, rice, dumplings, buns, hot pot, sushi."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, moved, oval, tone
from ...scene.plan import Place
from ._bits import GREEN, heap, leaf, shuffled, steam
from ._turned import Turned, plate
from .crockery import CHINA

INK = rgb("2b2624")
STICK = rgb("5a2a1c")


def sticks(m: Model, foot: tuple[float, float], tip: tuple[float, float]) -> None:
    """Draw a pair of chopsticks from one spot to another."""
    for k in (0, 1):
        m.limb(STICK, [0.045, 0.03], (tip[0] + 0.05 * k, tip[1] + 0.09 * k),
               (foot[0] + 0.02 * k, foot[1] + 0.03 * k), round_=1.0)  # fmt: skip


def fried_rice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plate of fried rice with peas, egg and shrimps."""
    steam(m, rng, 0, 0.85, 0.6, 0.4)
    plate(m, m.canvas.hue(place, CHINA), half=1.14, high=0.88)
    m.blob(rgb("e2b765"), (-0.7, 0.4), (-0.4, 0.78), (0, 0.96), (0.4, 0.78), (0.7, 0.4),
           (0.3, 0.24), (-0.3, 0.24), round_=1.1)  # fmt: skip
    heap(m, rng, [rgb("f0d28c"), rgb("d9a548"), rgb("f6e2a8"), rgb("6a9f3e"), rgb("e2742c")], 0,
         0.48, 0.58, 0.3, 60, 0.042, line=0.4)  # fmt: skip
    for u, v in ((-0.2, 0.78), (0.16, 0.66)):
        m.limb(rgb("ee8a5a"), [0.12, 0.13, 0.06], (u - 0.1, v - 0.06), (u, v + 0.06),
               (u + 0.14, v + 0.02), (u + 0.12, v - 0.08), round_=1.1)  # fmt: skip


def dumpling(m: Model, u: float, v: float, size: float, dough: Colour) -> None:
    """Draw one dumpling with its pleats."""
    made = m.blob(
        dough, *moved([(-1, 0.1), (-0.7, -0.34), (0, -0.46), (0.7, -0.34), (1, 0.1), (0.6, 0.46),
                       (0, 0.6), (-0.6, 0.46)], u, v, size), round_=1.3, light=0.62,
    )  # fmt: skip
    for k in range(-2, 3):
        m.line(
            tone(dough, -0.3),
            size * 0.06,
            (u + size * 0.3 * k, v + size * (0.52 - 0.06 * k * k)),
            (u + size * 0.24 * k, v + size * 0.12),
            on=made,
            taper=True,
            force=0.4,
        )
    m.limb(tone(dough, 0.15), [size * 0.1, size * 0.16, size * 0.1], (u - size * 0.96, v + size *
           0.12), (u, v + size * 0.58), (u + size * 0.96, v + size * 0.12), on=made,
           line=0.4)  # fmt: skip


def dumplings(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plate of dumplings."""
    steam(m, rng, 0, 0.9, 0.6, 0.5)
    clay = m.canvas.hue(place, rgb("8fa9b8"))
    plate(m, clay, half=1.18, high=0.92)
    dough = rgb("f0e4c8")
    for u, v in ((-0.5, 0.66), (0, 0.72), (0.5, 0.66), (-0.68, 0.5), (-0.22, 0.54), (0.24, 0.54),
                 (0.68, 0.5), (-0.44, 0.36), (0.02, 0.36), (0.46, 0.36), (0.0, 0.66)):  # fmt: skip
        dumpling(m, u, v, 0.26, shuffled(rng, dough, 0.04))


def bun(m: Model, u: float, v: float, half: float, dough: Colour) -> None:
    """Draw a steamed bun with its twist."""
    made = m.blob(
        dough, *moved([(-1, 0), (-0.8, -0.4), (0, -0.55), (0.8, -0.4), (1, 0), (0.66, 0.46),
                       (0.2, 0.66), (0, 0.7), (-0.2, 0.66), (-0.66, 0.46)], u, v, half),
        round_=1.2, light=0.64,
    )  # fmt: skip
    for k in range(-3, 4):
        m.line(
            tone(dough, -0.22),
            half * 0.045,
            (u + half * 0.02 * k, v + half * 0.66),
            (u + half * 0.14 * k, v + half * 0.44),
            (u + half * 0.2 * k, v + half * 0.16),
            on=made,
            taper=True,
            force=0.4,
        )


def baozi(m: Model, place: Place, rng: Rng) -> None:
    """Draw buns in a steamer of bamboo."""
    steam(m, rng, 0, 0.85, 0.8, 0.5)
    straw = m.canvas.hue(place, rgb("cda25f"))
    made = Turned(m, [(0, 0.78), (1, 0.8)], high=0.9, tilt=(0.34, 0.34), sharp=True)
    made.body(straw, round_=1.2)
    for a in (0.0, 0.42, 0.84):
        made.band(tone(straw, 0.15), a + 0.02, a + 0.16, line=0.5)
    for k in range(-6, 7):
        u = 0.8 * math.sin(k * 0.22)
        v = -0.8 * 0.34 * math.cos(k * 0.22)
        m.line(tone(straw, -0.35), 0.01, (u, made.low + v), (u, made.high + v), on=made.shape,
               force=0.3)  # fmt: skip
    made.mouth(tone(straw, 0.12), rgb("8a6a3e"), 0.06)
    v, dough = made.high, rgb("f6f0e2")
    for a, b in ((-0.28, 0.13), (0.28, 0.13), (-0.46, 0.0), (0.46, 0.0), (0, 0.04), (-0.24, -0.1),
                 (0.26, -0.1)):  # fmt: skip
        bun(m, a, v + b - 0.0, 0.25, dough)
    made.front(tone(straw, 0.12), 0.06)


def hot_pot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a hot pot with two broths, food in it and steam over it."""
    spots = rng.uniform(-1, 1, (40, 2)).tolist()
    steam(m, rng, -0.3, 0.78, 0.8, 0.4)
    steam(m, rng, 0.35, 0.78, 0.8, 0.4)
    metal = m.canvas.hue(place, rgb("a9793f"))
    for s in (-1, 1):
        m.limb(tone(metal, -0.3), [0.09, 0.09, 0.09], (s * 0.78, 0.52), (s * 1.02, 0.56),
               (s * 1.02, 0.42), (s * 0.78, 0.4))  # fmt: skip
    base = Turned(m, [(0, 0.42), (0.2, 0.36), (1, 0.56)], high=0.46, tilt=(0.34, 0.34))
    base.body(tone(metal, -0.45), round_=1.1)
    made = Turned(m, [(0, 0.56), (0.3, 0.74), (1, 0.84)], low=0.1, high=0.92, tilt=(0.36, 0.36))
    made.body(metal, round_=1.3)
    made.shade(0.5)
    made.shine(0.2, 0.85, 0.7)
    inside = made.mouth(tone(metal, 0.2), rgb("8a6a44"), 0.05)
    v = made.high
    red = made.fill(rgb("b02a16"), 0.05, inside, 0.94)
    half, high = 0.79, 0.79 * 0.36
    pale = [(half * math.sin(t), v - 0.05 + high * math.cos(t)) for t in
            [k * math.pi / 16 for k in range(17)]]  # fmt: skip
    wave = [(0.1, v - 0.28), (0.18, v - 0.17), (0, v - 0.05), (-0.18, v + 0.07), (-0.1, v + 0.2)]
    m.part(rgb("efe0bc"), [*pale, *wave], on=red, round_=0.1, light=0.64)
    m.limb(tone(metal, 0.15), [0.035, 0.035], (0, v - 0.34), *wave, (0, v + 0.24), on=inside,
           line=0.6)  # fmt: skip
    for k, (a, b) in enumerate(spots):
        if a * a + b * b > 0.7:
            continue
        u, w = a * 0.8, v - 0.05 + b * 0.27
        dark = u < 0.18 * math.sin((w - v) * 9)
        kind = k % 4
        if kind == 0:
            m.ball(
                rgb("e8572a") if dark else rgb("f6ead0"), u, w, 0.05, 0.022, round_=0.4, line=0.3
            )
        elif kind == 1 and not dark:
            leaf(m, shuffled(rng, GREEN), (u - 0.06, w), (u + 0.1, w + 0.06), 0.4)
        elif kind == 2:
            m.ball(rgb("c98a6a") if dark else rgb("e9a890"), u, w, 0.085, 0.05, a * 2)
        elif dark:
            m.limb(rgb("7a1410"), [0.035, 0.02], (u - 0.05, w), (u, w + 0.02), (u + 0.07, w))
        else:
            m.ball(rgb("d8c0a0"), u, w, 0.07, 0.05)
            m.ball(rgb("8a6a4c"), u, w + 0.03, 0.075, 0.04, round_=1.0)
    made.front(tone(metal, 0.2), 0.05)


def sushi(m: Model, place: Place, rng: Rng) -> None:
    """Draw sushi on a board: salmon, tuna, shrimp, rolls."""
    wood = m.canvas.hue(place, rgb("6b4630"))
    for u in (-1.0, 1.0):
        m.poly(tone(wood, -0.4), (u - 0.14, 0.0), (u + 0.14, 0.0), (u + 0.14, 0.14), (u - 0.14,
               0.14))  # fmt: skip
    m.poly(tone(wood, -0.2), (-1.5, 0.1), (1.5, 0.1), (1.5, 0.22), (-1.5, 0.22), round_=0.3)
    m.poly(wood, (-1.5, 0.22), (1.5, 0.22), (1.24, 0.78), (-1.24, 0.78), light=0.68, round_=0.15)
    for k in range(4):
        u, v = -0.88 + 0.52 * k, 0.66
        m.ball(rgb("f6f2e8"), u, v, 0.24, 0.14, round_=1.0)
        for dark, half in ((rgb("1f2c26"), 0.25),):
            m.part(dark, oval(u, v - 0.03, half, 0.15), oval(u, v + 0.07, half, 0.12), round_=1.0)
        m.ball(rgb("f8f4ea"), u, v + 0.09, 0.2, 0.09, round_=0.1, light=0.74, line=0.3)
        m.ball((rgb("ee7a3c"), rgb("7ab04a"), rgb("e8c04a"), rgb("c8402c"))[k], u, v + 0.09, 0.09,
               0.042, line=0.3)  # fmt: skip
    paints = (rgb("f0824a"), rgb("c03a34"), rgb("f4b49a"), rgb("f0824a"))
    for k, paint in enumerate(paints):
        u, v = -0.98 + 0.64 * k, 0.36
        m.ball(rgb("f6f2e8"), u, v, 0.28, 0.12, round_=1.0)
        top = m.blob(
            paint, (u - 0.32, v + 0.02), (u - 0.22, v + 0.16), (u + 0.06, v + 0.22),
            (u + 0.3, v + 0.12), (u + 0.32, v), (u, v + 0.06), round_=1.0, light=0.62,
        )  # fmt: skip
        for s in range(3):
            m.line(tone(paint, 0.45), 0.018, (u - 0.18 + 0.16 * s, v + 0.04),
                   (u - 0.1 + 0.16 * s, v + 0.22), on=top, force=0.2)  # fmt: skip


def bento(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lunch box with rice, egg, meat and greens."""
    lacquer = m.canvas.hue(place, rgb("a32822"))
    m.poly(tone(lacquer, -0.25), (-1.3, 0.04), (1.3, 0.04), (1.3, 0.28), (-1.3, 0.28), round_=0.4)
    m.poly(lacquer, (-1.32, 0.26), (1.32, 0.26), (1.08, 0.94), (-1.08, 0.94), light=0.66,
           round_=0.15)  # fmt: skip
    m.poly(INK, (-1.2, 0.32), (1.2, 0.32), (1.0, 0.88), (-1.0, 0.88), round_=0)
    m.poly(rgb("f6f3ea"), (-1.14, 0.34), (-0.04, 0.34), (-0.04, 0.86), (-0.96, 0.86), light=0.7,
           round_=0.3)  # fmt: skip
    heap(m, rng, [INK], -0.55, 0.62, 0.3, 0.0, 14, 0.015, line=0)
    m.ball(rgb("c8303a"), -0.54, 0.62, 0.1, 0.07)
    for k in range(3):
        m.ball(rgb("f0c850"), 0.2 + 0.22 * k, 0.78, 0.13, 0.09, 0.3)
        m.ball(rgb("c2702e"), 0.22 + 0.28 * k, 0.42, 0.16, 0.1, 0.2, round_=1.2)
    for k in range(6):
        leaf(m, shuffled(rng, GREEN), (0.1 + 0.16 * k, 0.56), (0.18 + 0.16 * k, 0.7), 0.5)
    for u in (0.5, 0.95):
        m.ball(rgb("cf3b2c"), u, 0.62, 0.08, 0.07)


def zongzi(m: Model, place: Place, rng: Rng) -> None:
    """Draw rice dumplings wrapped in leaves and tied with string."""
    green = m.canvas.hue(place, rgb("5f7f3a"))
    for u, v, size in ((0.42, 0.1, 0.8), (-0.3, 0.0, 1.0)):

        def at(a: float, b: float, u: float = u, v: float = v, size: float = size
               ) -> tuple[float, float]:  # fmt: skip
            return u + a * size, v + b * size

        m.blob(tone(green, -0.15), at(-0.62, 0.06), at(0, 0.0), at(0.62, 0.1), at(0.1, 0.9),
               at(-0.1, 0.96), round_=0.8)  # fmt: skip
        body = m.poly(green, at(-0.66, 0.06), at(-0.1, -0.0), at(0.08, 0.5), at(-0.06, 0.98),
                      at(-0.2, 0.86), round_=0.8)  # fmt: skip
        other = m.poly(tone(green, 0.1), at(-0.1, 0.0), at(0.66, 0.1), at(0.2, 0.86), at(-0.06,
                       0.98), at(0.08, 0.5), round_=0.8)  # fmt: skip
        for k in range(3):
            m.line(tone(green, -0.3), 0.01, at(-0.56 + 0.16 * k, 0.06), at(-0.1, 0.9), on=body,
                   force=0.3)  # fmt: skip
            m.line(tone(green, -0.25), 0.01, at(0.1 + 0.16 * k, 0.06), at(0.0, 0.92), on=other,
                   force=0.3)  # fmt: skip
        for b in (0.34, 0.44):
            m.line(rgb("d8402c"), 0.04 * size, at(-0.5, b - 0.06), at(-0.02, b), at(0.48, b + 0.04))


def stir_fry(m: Model, place: Place, rng: Rng) -> None:
    """Draw a stir-fried dish: meat, peppers and greens on a plate."""
    steam(m, rng, 0, 0.85, 0.6, 0.5)
    plate(m, m.canvas.hue(place, rgb("dfe4e6")), half=1.16, high=0.9)
    m.blob(rgb("7a3a1c"), (-0.66, 0.42), (-0.4, 0.66), (0, 0.78), (0.4, 0.66), (0.66, 0.42),
           (0.3, 0.28), (-0.3, 0.28), round_=0.8)  # fmt: skip
    colours = [rgb("a8582c"), rgb("8a3f20"), rgb("c8342a"), rgb("5f9a3a"), rgb("e0a040")]
    heap(m, rng, colours, 0, 0.46, 0.58, 0.22, 46, 0.085, round_=1.1)
    heap(m, rng, [rgb("7db85a"), rgb("4f8f3c")], 0, 0.58, 0.4, 0.14, 16, 0.03)


FORMS = {
    "fried rice": Form(fried_rice, 0.14, 1.18),
    "dumplings": Form(dumplings, 0.12, 1.2),
    "baozi": Form(baozi, 0.18, 0.82),
    "hot pot": Form(hot_pot, 0.26, 1.06),
    "sushi": Form(sushi, 0.12, 1.5),
    "bento": Form(bento, 0.12, 1.34),
    "zongzi": Form(zongzi, 0.1, 0.98),
    "stir-fry": Form(stir_fry, 0.13, 1.18),
}
