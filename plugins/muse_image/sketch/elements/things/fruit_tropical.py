"""Fruit of warm countries, and melons."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, Outline, oval, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf, shuffled

STALK = rgb("5a4026")


def banana(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bunch of bananas."""
    colour = m.canvas.hue(place, rgb("f0cb3a"))
    for k in range(4):
        d = 0.12 * k
        made = m.limb(
            tone(colour, -0.06 * (3 - k)), [0.1, 0.24, 0.28, 0.24, 0.09], (-0.86 + d * 0.9, 0.86 -
            d), (-0.66 + d, 0.5 - d * 0.8), (-0.1 + d, 0.3 - d * 0.66), (0.5 + d * 0.8, 0.42 - d *
            0.8), (0.94 + d * 0.3, 0.8 - d), round_=1.3,
        )  # fmt: skip
        m.line(tone(colour, -0.25), 0.016, (-0.6 + d, 0.46 - d * 0.8), (-0.1 + d, 0.25 - d * 0.66),
               (0.5 + d * 0.8, 0.38 - d * 0.8), on=made, taper=True, force=0.4)  # fmt: skip
        m.ball(rgb("5a4020"), 0.95 + d * 0.3, 0.83 - d, 0.05, 0.05)
    m.limb(rgb("7a6a2a"), [0.2, 0.16], (-0.84, 0.8), (-0.9, 1.0), round_=1.0)


def watermelon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a watermelon with its dark stripes, and a slice before it."""
    green = m.canvas.hue(place, rgb("5f9a44"))
    made = m.ball(green, -0.14, 0.52, 0.6, 0.48, round_=1.4)
    for k in range(-3, 4):
        a = k * 0.42
        spots = [(-0.14 + 0.6 * math.sin(a) * math.cos(t), 0.52 + 0.47 * math.sin(t)) for t in
                 (-1.35, -0.9, -0.45, 0.0, 0.45, 0.9, 1.35)]  # fmt: skip
        wavy = [(u + (0.025 if n % 2 else -0.025), v) for n, (u, v) in enumerate(spots)]
        m.limb(rgb("2c5a2c"), [0.02, 0.08, 0.09, 0.08, 0.02], *wavy, on=made, round_=0.4, line=0)
    gleam(m, -0.1, 0.56, 0.15, made, 0.4)
    _wedge(m, 0.36, 0.0, 0.62)


def _wedge(m: Model, u: float, v: float, half: float) -> None:
    """Draw a slice of watermelon that stands on its rind."""

    def ring(part: float) -> Outline:
        arc = [(u + half * part * math.cos(t), v + half * 0.84 - half * 0.84 * part * math.sin(t))
               for t in [k * math.pi / 16 for k in range(17)]]  # fmt: skip
        return arc

    m.part(rgb("3f7a36"), ring(1.0), round_=0.5)
    m.part(rgb("e6efcc"), ring(0.92), round_=0, light=0.68, line=0.6)
    flesh = m.part(rgb("e0404a"), ring(0.83), round_=0.3, light=0.62, line=0.6)
    for k in range(11):
        a = 0.3 + 2.5 * ((k * 5) % 11) / 10
        d = 0.3 + 0.36 * ((k * 3) % 4) / 3
        m.ball(rgb("2c1a16"), u + half * d * math.cos(a), v + half * 0.84 - half * 0.84 * d *
               math.sin(a), half * 0.03, half * 0.05, on=flesh, line=0.2)  # fmt: skip


def watermelon_slice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a slice of watermelon."""
    _wedge(m, 0.0, 0.02, 1.12)


def pineapple(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pineapple with its crown."""
    colour = m.canvas.hue(place, rgb("d79a2e"))
    for k in range(15):
        a = (k - 7) * 0.17 * (1 if k % 2 else 0.8)
        tall = 0.44 * (1 - 0.5 * abs(a))
        leaf(m, shuffled(rng, rgb("4f8a46"), 0.1), (a * 0.06, 0.56), (0.36 * math.sin(a),
             0.58 + tall), 0.1, vein=False)  # fmt: skip
    made = m.blob(colour, (-0.14, 0.0), (-0.24, 0.14), (-0.26, 0.34), (-0.2, 0.56), (0, 0.62),
                  (0.2, 0.56), (0.26, 0.34), (0.24, 0.14), (0.14, 0.0), round_=1.4)  # fmt: skip
    for k in range(-6, 7):
        for s in (-1, 1):
            m.line(tone(colour, -0.42), 0.009, (0.11 * k - 0.2 * s, 0.0), (0.11 * k + 0.02 * s,
                   0.3), (0.11 * k + 0.2 * s, 0.62), on=made, force=0.4)  # fmt: skip
    heap(m, rng, [tone(colour, -0.3)], 0, 0.2, 0.2, 0.16, 26, 0.012, on=made, line=0.2)


def mango(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mango."""
    colour = m.canvas.hue(place, rgb("f0a52e"))
    made = m.blob(colour, (-0.6, 0.2), (-0.2, 0.0), (0.36, 0.1), (0.66, 0.46), (0.56, 0.84),
                  (0.1, 0.96), (-0.4, 0.8), (-0.68, 0.5), round_=1.4)  # fmt: skip
    m.tint(rgb("d8402e"), oval(-0.26, 0.66, 0.36, 0.26), on=made, cover=0.55, fade=0.1)
    m.tint(rgb("7a9a3a"), oval(0.42, 0.24, 0.2, 0.18), on=made, cover=0.4, fade=0.1)
    gleam(m, 0, 0.5, 0.16, made, 0.45)
    m.limb(STALK, [0.05, 0.06], (0.4, 0.9), (0.46, 1.0))


def coconut(m: Model, place: Place, rng: Rng) -> None:
    """Draw a coconut and half of one."""
    shell = m.canvas.hue(place, rgb("6b4a30"))
    made = m.ball(shell, -0.3, 0.5, 0.5, 0.48, round_=1.3)
    for a, b, c in rng.uniform(-1, 1, (40, 3)).tolist():
        u, v = -0.3 + 0.48 * a, 0.5 + 0.46 * b
        m.line(tone(shell, 0.2 * c), 0.01, (u, v), (u + 0.05, v + 0.1 * c), on=made, force=0.15)
    m.ball(shell, 0.46, 0.34, 0.42, 0.34, round_=0.8)
    m.ball(rgb("fbf8f0"), 0.46, 0.38, 0.38, 0.27, round_=0.2, light=0.74)
    m.ball(rgb("d9d6cc"), 0.46, 0.38, 0.29, 0.19, round_=-0.8, light=0.64, line=0.3)


def kiwi(m: Model, place: Place, rng: Rng) -> None:
    """Draw a kiwi fruit cut in two."""
    fur = rgb("7a5a34")
    m.ball(fur, -0.34, 0.46, 0.5, 0.42, 0.2, round_=1.3)
    m.ball(fur, 0.36, 0.42, 0.44, 0.42, round_=0.9)
    green = m.canvas.hue(place, rgb("8fbf3e"))
    face = m.ball(green, 0.33, 0.42, 0.4, 0.39, round_=0.2, light=0.66, line=0.4)
    m.ball(rgb("eef0c8"), 0.33, 0.42, 0.12, 0.12, on=face, line=0, light=0.72)
    for k in range(18):
        a = k * math.pi / 9
        m.ball(rgb("20180f"), 0.33 + 0.2 * math.cos(a), 0.42 + 0.2 * math.sin(a), 0.014, 0.026,
               a + 1.57, on=face, line=0, round_=0)  # fmt: skip


def lychees(m: Model, place: Place, rng: Rng) -> None:
    """Draw lychees on their twig, one peeled."""
    red = m.canvas.hue(place, rgb("c23a48"))
    m.limb(STALK, [0.04, 0.04], (-0.1, 0.6), (0.1, 1.0))
    for tip in ((0.5, 0.9), (-0.36, 0.96)):
        leaf(m, GREEN, (0.04, 0.84), tip, 0.26)
    for u, v in ((-0.34, 0.56), (0.26, 0.58), (-0.52, 0.26), (0.0, 0.3)):
        made = m.ball(red, u, v, 0.26, 0.26, round_=1.3)
        heap(m, rng, [tone(red, -0.2), tone(red, 0.15)], u, v - 0.1, 0.2, 0.2, 18, 0.03, on=made,
             line=0.3)  # fmt: skip
    m.ball(rgb("f4efe6"), 0.5, 0.25, 0.25, 0.24, round_=1.1, light=0.66)
    m.blob(red, (0.26, 0.3), (0.3, 0.06), (0.5, -0.0), (0.7, 0.06), (0.76, 0.26), (0.6, 0.18),
           (0.42, 0.2), round_=0.9)  # fmt: skip


FORMS = {
    "banana": Form(banana, 0.14, 1.06, grip=(0.0, 0.4)),
    "watermelon": Form(watermelon, 0.26, 1.0),
    "slice of watermelon": Form(watermelon_slice, 0.14, 1.16, grip=(0.0, 0.2)),
    "pineapple": Form(pineapple, 0.3, 0.36, grip=(0.0, 0.3)),
    "mango": Form(mango, 0.1, 0.7, grip=(0.0, 0.4)),
    "coconut": Form(coconut, 0.13, 0.9),
    "kiwi": Form(kiwi, 0.06, 0.84, grip=(0.0, 0.4)),
    "lychees": Form(lychees, 0.1, 0.82),
}
