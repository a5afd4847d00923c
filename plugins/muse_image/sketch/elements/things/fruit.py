"""Fruit, whole and cut, alone and in a bowl."""

import math
from collections.abc import Callable

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, moved, oval, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf, shuffled
from ._turned import bowl

STALK = rgb("5a4026")


def apple_at(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw an apple with its middle at (u, v)."""
    shape: Outline = [(0, -0.86), (0.3, -0.96), (0.68, -0.74), (0.98, -0.1), (0.94, 0.46),
                      (0.6, 0.86), (0.22, 0.9), (0, 0.78), (-0.22, 0.9), (-0.6, 0.86),
                      (-0.94, 0.46), (-0.98, -0.1), (-0.68, -0.74), (-0.3, -0.96)]  # fmt: skip
    made = m.blob(
        colour, *moved(shape, u, v, half), round_=1.4,
        ramp=(tone(colour, -0.12), (u, v), (u, v - half)),
    )  # fmt: skip
    m.tint(rgb("f0c860"), oval(u + half * 0.1, v + half * 0.62, half * 0.5, half * 0.2), on=made,
           cover=0.45, fade=half * 0.16)  # fmt: skip
    m.tint(rgb("3a2a1c"), oval(u, v + half * 0.74, half * 0.24, half * 0.1), on=made, cover=0.55,
           fade=half * 0.08)  # fmt: skip
    gleam(m, u, v, half * 0.36, made, 0.6)
    m.limb(STALK, [half * 0.09, half * 0.13], (u, v + half * 0.7), (u + half * 0.06, v + half),
           (u + half * 0.2, v + half * 1.2))  # fmt: skip


def apple(m: Model, place: Place, rng: Rng) -> None:
    """Draw an apple with a leaf."""
    colour = m.canvas.hue(place, rgb(("c3282c", "c3282c", "8fb03a")[int(rng.integers(3))]))
    apple_at(m, colour, 0, 0.43, 0.45)
    leaf(m, GREEN, (0.04, 0.86), (0.34, 0.96), 0.36)


def pear_at(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a pear with its middle at (u, v)."""
    shape: Outline = [(0, -0.98), (0.5, -0.9), (0.8, -0.44), (0.7, 0.1), (0.4, 0.5), (0.3, 0.86),
                      (0.12, 1.06), (-0.12, 1.06), (-0.3, 0.86), (-0.4, 0.5), (-0.7, 0.1),
                      (-0.8, -0.44), (-0.5, -0.9)]  # fmt: skip
    made = m.blob(colour, *moved(shape, u, v, half), round_=1.4)
    m.tint(rgb("d8704a"), oval(u - half * 0.4, v - half * 0.3, half * 0.3, half * 0.5), on=made,
           cover=0.35, fade=half * 0.16)  # fmt: skip
    gleam(m, u, v - half * 0.3, half * 0.28, made, 0.5)
    m.limb(STALK, [half * 0.1, half * 0.1], (u, v + half), (u + half * 0.14, v + half * 1.3))


def pear(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pear with a leaf."""
    pear_at(m, m.canvas.hue(place, rgb("c9b43a")), 0, 0.42, 0.43)
    leaf(m, GREEN, (0.04, 0.92), (0.28, 0.84), 0.36)


def citrus_at(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a citrus fruit with its pores."""
    made = m.ball(colour, u, v, half, half * 0.96, round_=1.4)
    for k in range(26):
        a, d = k * 2.4, half * 0.86 * math.sqrt((k + 0.5) / 26)
        m.ball(tone(colour, -0.14), u + d * math.cos(a), v + d * math.sin(a), half * 0.035,
               half * 0.03, on=made, line=0, round_=0)  # fmt: skip
    gleam(m, u, v, half * 0.36, made, 0.5)
    m.ball(rgb("5a7a36"), u - half * 0.06, v + half * 0.78, half * 0.12, half * 0.07)


def half_citrus(m: Model, skin: Colour, flesh: Colour, u: float, v: float, half: float) -> None:
    """Draw half a citrus fruit, its cut face to the viewer."""
    m.ball(skin, u + half * 0.06, v, half, half * 0.96, round_=0.9)
    m.ball(rgb("f8ecc8"), u, v, half * 0.92, half * 0.9, round_=0.1, light=0.72, line=0.3)
    for k in range(9):
        a, b = k * 2 * math.pi / 9 + 0.05, (k + 1) * 2 * math.pi / 9 - 0.05
        far = [(u + half * 0.8 * math.cos(t), v + half * 0.78 * math.sin(t)) for t in
               (a, (a + b) / 2, b)]  # fmt: skip
        middle = (a + b) / 2
        m.poly(flesh, (u + half * 0.1 * math.cos(middle), v + half * 0.1 * math.sin(middle)), *far,
               round_=0.4, light=0.66, line=0.3)  # fmt: skip


def orange(m: Model, place: Place, rng: Rng) -> None:
    """Draw an orange with a leaf."""
    citrus_at(m, m.canvas.hue(place, rgb("f0861c")), 0, 0.48, 0.48)
    leaf(m, GREEN, (-0.02, 0.9), (0.34, 0.97), 0.36)


def cut_orange(m: Model, place: Place, rng: Rng) -> None:
    """Draw half an orange, its cut side to the viewer."""
    colour = m.canvas.hue(place, rgb("f0861c"))
    half_citrus(m, colour, tone(colour, 0.2), 0, 0.49, 0.49)


def lemon(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lemon with a leaf."""
    colour = m.canvas.hue(place, rgb("f0ce2e"))
    shape: Outline = [(-1.22, 0.08), (-0.9, 0.3), (-0.4, 0.66), (0.3, 0.7), (0.8, 0.36),
                      (1.14, 0.06), (1.1, -0.1), (0.76, -0.36), (0.2, -0.66), (-0.5, -0.6),
                      (-1.0, -0.24), (-1.24, -0.08)]  # fmt: skip
    made = m.blob(colour, *moved(shape, 0, 0.48, 0.66, 0.16), round_=1.4)
    gleam(m, 0, 0.46, 0.17, made, 0.5)
    leaf(m, GREEN, (-0.72, 0.5), (-0.86, 0.9), 0.36)


def cut_lemon(m: Model, place: Place, rng: Rng) -> None:
    """Draw half a lemon, its cut side to the viewer."""
    colour = m.canvas.hue(place, rgb("f0ce2e"))
    half_citrus(m, colour, tone(colour, 0.3), 0, 0.49, 0.49)


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


def grapes(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bunch of grapes with a leaf."""
    colour = m.canvas.hue(place, rgb(("5a2f6a", "5a2f6a", "9bb84a")[int(rng.integers(3))]))
    m.limb(STALK, [0.04, 0.05], (0, 0.8), (-0.04, 1.0))
    rows = ((0.82, 5), (0.69, 6), (0.56, 5), (0.43, 4), (0.3, 3), (0.18, 2), (0.08, 1))
    for shift in (0, 1):
        for v, many in rows:
            for k in range(many - shift):
                u = (k - (many - shift - 1) / 2) * 0.17
                w = v - 0.05 * shift
                made = m.ball(shuffled(rng, colour, 0.12), u, w, 0.098, 0.095, round_=1.4)
                gleam(m, u, w, 0.03, made, 0.6)
    for tip in ((0.42, 0.92), (0.3, 1.0), (0.36, 0.78)):
        leaf(m, rgb("5f8f3a"), (0.02, 0.9), tip, 0.4)


def strawberry_at(m: Model, u: float, v: float, size: float, colour: Colour | None = None) -> None:
    """Draw a strawberry `size` high with its tip at (u, v)."""
    red = rgb("d22a34") if colour is None else colour
    shape: Outline = [(0, 0.0), (0.26, 0.16), (0.44, 0.5), (0.38, 0.76), (0.12, 0.84),
                      (-0.12, 0.84), (-0.38, 0.76), (-0.44, 0.5), (-0.26, 0.16)]  # fmt: skip
    made = m.blob(red, *moved(shape, u, v, size), round_=1.3)
    if m.px(size) > 22:
        for k in range(16):
            a, b = (-0.3 + 0.2 * (k % 4) + 0.1 * (k // 4 % 2)), 0.18 + 0.17 * (k // 4)
            m.ball(rgb("f4d27a"), u + a * size, v + b * size, 0.025 * size, 0.035 * size, on=made,
                   line=0.4, round_=0)  # fmt: skip
    gleam(m, u, v + 0.5 * size, 0.12 * size, made, 0.4)
    for k in range(5):
        a = math.pi * (0.1 + 0.2 * k)
        leaf(m, rgb("5a9a3e"), (u, v + 0.8 * size), (u + 0.34 * size * math.cos(a),
             v + size * (0.72 + 0.24 * math.sin(a))), 0.34, vein=False)  # fmt: skip


def strawberry(m: Model, place: Place, rng: Rng) -> None:
    """Draw a strawberry."""
    strawberry_at(m, 0, 0, 1.02, m.canvas.hue(place, rgb("d22a34")))


def blueberries(m: Model, place: Place, rng: Rng) -> None:
    """Draw a small bowl of blueberries."""
    clay = m.canvas.hue(place, rgb("e9e6df"))
    made, _ = bowl(m, clay, high=0.82)
    blue = rgb("3a4a8a")
    for half, high in ((0.46, 0.04), (0.34, 0.14)):
        heap(m, rng, [blue, tone(blue, 0.12), tone(blue, -0.15)], 0, made.high + 0.02, half, high,
             26, 0.085, round_=1.3)  # fmt: skip
    for u, w in ((-0.12, 0.16), (0.16, 0.12), (0.02, 0.0)):
        m.ball(blue, u, made.high + w, 0.085, 0.08, round_=1.3)
        m.ball(tone(blue, -0.4), u, made.high + w + 0.04, 0.035, 0.02, line=0.3)
    made.front(clay)


def cherries(m: Model, place: Place, rng: Rng) -> None:
    """Draw two cherries on their stalks."""
    colour = m.canvas.hue(place, rgb("a8182c"))
    for u, v in ((-0.28, 0.26), (0.26, 0.2)):
        m.limb(rgb("6a7a34"), [0.03, 0.03], (u, v + 0.14), (u * 0.5 + 0.06, 0.7), (0.1, 0.98))
        made = m.blob(colour, *moved([(0, -1), (0.72, -0.7), (1, 0.1), (0.6, 0.84), (0, 0.7),
                      (-0.6, 0.84), (-1, 0.1), (-0.72, -0.7)], u, v, 0.23), round_=1.4)  # fmt: skip
        gleam(m, u, v, 0.075, made, 0.8)
    leaf(m, GREEN, (0.1, 0.96), (0.5, 0.8), 0.36)


def peach(m: Model, place: Place, rng: Rng) -> None:
    """Draw a peach with its seam and leaves."""
    colour = m.canvas.hue(place, rgb("f2a06a"))
    made = m.blob(colour, (0, 0.0), (0.36, 0.06), (0.52, 0.4), (0.4, 0.78), (0.14, 0.88),
                  (0, 0.84), (-0.14, 0.88), (-0.4, 0.78), (-0.52, 0.4), (-0.36, 0.06),
                  round_=1.3)  # fmt: skip
    m.tint(rgb("d8484a"), oval(-0.22, 0.5, 0.26, 0.34), on=made, cover=0.6, fade=0.08)
    m.line(rgb("b85a3a"), 0.022, (0.02, 0.85), (-0.08, 0.5), (0.02, 0.06), on=made, taper=True)
    gleam(m, 0.06, 0.44, 0.13, made, 0.35)
    leaf(m, GREEN, (0, 0.84), (0.42, 0.96), 0.28)
    leaf(m, tone(GREEN, 0.1), (0, 0.84), (-0.3, 1.0), 0.3)


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
    m.part(rgb("e6efcc"), ring(0.92), round_=0, light=0.68, line=0.3)
    flesh = m.part(rgb("e0404a"), ring(0.83), round_=0.3, light=0.62, line=0.2)
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


def persimmon(m: Model, place: Place, rng: Rng) -> None:
    """Draw two persimmons."""
    colour = m.canvas.hue(place, rgb("ee7a24"))
    made = m.ball(colour, 0, 0.4, 0.5, 0.4, round_=1.4)
    gleam(m, 0, 0.36, 0.14, made, 0.6)
    for k in range(5):
        a = 0.1 + k * 0.74
        leaf(m, rgb("6f8a44"), (0, 0.76), (0.3 * math.cos(a), 0.76 + 0.1 * math.sin(a)), 0.5,
             vein=False)  # fmt: skip
    m.limb(STALK, [0.06, 0.06], (0, 0.78), (0.04, 0.96))


def pomegranate(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pomegranate that is broken open."""
    colour = m.canvas.hue(place, rgb("b8283a"))
    made = m.ball(colour, 0, 0.42, 0.46, 0.42, round_=1.4)
    for s in (-1, 0, 1):
        m.poly(colour, (s * 0.07 - 0.05, 0.8), (s * 0.07 + 0.05, 0.8), (s * 0.13, 0.98))
    gleam(m, 0, 0.46, 0.13, made, 0.5)
    m.blob(rgb("f2dcb0"), (-0.3, 0.5), (-0.1, 0.62), (0.16, 0.5), (0.22, 0.24), (0.0, 0.12),
           (-0.24, 0.24), on=made, round_=-0.4)  # fmt: skip
    heap(m, rng, [rgb("c2182e"), rgb("e0405a"), rgb("9a1024")], -0.04, 0.34, 0.2, 0.06, 30, 0.045,
         round_=1.2)  # fmt: skip


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


def fruit_bowl(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl heaped with fruit."""
    clay = m.canvas.hue(place, rgb("7f94a0"))
    made, _ = bowl(m, clay, high=0.66, rim=0.7)
    v = made.high
    yellow = rgb("efcb3c")
    m.limb(yellow, [0.05, 0.13, 0.05], (-0.62, v + 0.3), (-0.5, v + 0.1), (-0.3, v + 0.02))
    pear_at(m, rgb("b9b540"), 0.34, v + 0.2, 0.26)
    citrus_at(m, rgb("f0861c"), -0.34, v + 0.1, 0.21)
    apple_at(m, rgb("c3282c"), 0.0, v + 0.24, 0.22)
    m.limb(yellow, [0.06, 0.14, 0.05], (-0.66, v + 0.16), (-0.5, v + 0.0), (-0.26, v - 0.06),
           (-0.1, v - 0.04), round_=1.2)  # fmt: skip
    citrus_at(m, rgb("f0a030"), 0.44, v + 0.02, 0.19)
    apple_at(m, rgb("8fb03a"), -0.06, v - 0.0, 0.19)
    grape = rgb("5a2f6a")
    for k, (a, b) in enumerate(((0.16, 0.06), (0.26, 0.08), (0.36, 0.04), (0.2, -0.02),
                                (0.3, -0.02), (0.25, -0.11), (0.34, -0.1), (0.28, -0.19))):
        one = m.ball(tone(grape, 0.05 * (k % 3)), a, v + b - 0.06, 0.07, 0.068, round_=1.4)
        gleam(m, a, v + b - 0.06, 0.02, one, 0.6)
    made.front(clay)
    for k, (a, b) in enumerate(((0.22, -0.2), (0.3, -0.2), (0.26, -0.28))):
        one = m.ball(tone(grape, 0.05 * (k % 3)), a, v + b - 0.04, 0.07, 0.068, round_=1.4)
        gleam(m, a, v + b - 0.04, 0.02, one, 0.6)


def _bowl_of(draw: Callable[[Model, Place, Rng], None], size: float
             ) -> Callable[[Model, Place, Rng], None]:  # fmt: skip
    """Return what draws a bowl heaped with one kind of fruit."""

    def full(m: Model, place: Place, rng: Rng) -> None:
        clay = rgb(("7f94a0", "b58a5a", "d8d2c4")[int(rng.integers(3))])
        made, _ = bowl(m, clay, high=0.7, rim=0.66)
        v, k = made.high, size
        for u, w in ((-0.4, 0.02), (0.4, 0.02), (-0.14, 0.1), (0.16, 0.1), (-0.3, -0.1),
                     (0.3, -0.1), (0.0, -0.14), (0.0, 0.02)):  # fmt: skip
            lift = 0.1 * (1 - abs(u) / 0.5) * (w > -0.05)
            draw(m.within((u * (0.66 / 0.62), v + w + lift - k * 0.4), k), place, rng)
        made.front(clay)

    return full


def _egg(m: Model, place: Place, rng: Rng) -> None:
    made = m.ball(m.canvas.hue(place, rgb("e2b78c")), 0, 0.45, 0.5, 0.42, 0.3, round_=1.4)
    gleam(m, 0, 0.45, 0.17, made, 0.4)


def _tomato(m: Model, place: Place, rng: Rng) -> None:
    made = m.ball(m.canvas.hue(place, rgb("d2321f")), 0, 0.45, 0.52, 0.45, round_=1.4)
    gleam(m, 0, 0.45, 0.16, made, 0.7)
    for k in range(5):
        a = 0.1 + k * 0.74
        leaf(m, GREEN, (0, 0.86), (0.34 * math.cos(a), 0.84 + 0.1 * math.sin(a)), 0.24, vein=False)


FORMS = {
    "apple": Form(apple, 0.085, 0.5, grip=(0.0, 0.4)),
    "pear": Form(pear, 0.11, 0.4, grip=(0.0, 0.4)),
    "orange": Form(orange, 0.085, 0.5, grip=(0.0, 0.4)),
    "cut orange": Form(cut_orange, 0.075, 0.56, grip=(0.0, 0.4)),
    "lemon": Form(lemon, 0.075, 0.96, grip=(0.0, 0.4)),
    "cut lemon": Form(cut_lemon, 0.06, 0.56, grip=(0.0, 0.4)),
    "banana": Form(banana, 0.14, 1.06, grip=(0.0, 0.4)),
    "grapes": Form(grapes, 0.18, 0.52, grip=(0.0, 0.9)),
    "blueberries": Form(blueberries, 0.1, 0.66),
    "strawberry": Form(strawberry, 0.05, 0.48, grip=(0.0, 0.4)),
    "cherries": Form(cherries, 0.07, 0.54, grip=(0.1, 0.9)),
    "peach": Form(peach, 0.09, 0.54, grip=(0.0, 0.4)),
    "watermelon": Form(watermelon, 0.26, 1.0),
    "slice of watermelon": Form(watermelon_slice, 0.14, 1.16, grip=(0.0, 0.2)),
    "pineapple": Form(pineapple, 0.3, 0.36, grip=(0.0, 0.3)),
    "mango": Form(mango, 0.1, 0.7, grip=(0.0, 0.4)),
    "coconut": Form(coconut, 0.13, 0.9),
    "kiwi": Form(kiwi, 0.06, 0.84, grip=(0.0, 0.4)),
    "persimmon": Form(persimmon, 0.08, 0.54, grip=(0.0, 0.4)),
    "pomegranate": Form(pomegranate, 0.1, 0.52, grip=(0.0, 0.4)),
    "lychees": Form(lychees, 0.1, 0.82),
    "bowl of apples": Form(_bowl_of(apple, 0.36), 0.24, 0.7),
    "bowl of oranges": Form(_bowl_of(orange, 0.35), 0.24, 0.7),
    "bowl of lemons": Form(_bowl_of(lemon, 0.3), 0.24, 0.7),
    "bowl of strawberries": Form(_bowl_of(strawberry, 0.34), 0.17, 0.7),
    "bowl of cherries": Form(_bowl_of(cherries, 0.4), 0.19, 0.7),
    "bowl of peaches": Form(_bowl_of(peach, 0.36), 0.24, 0.7),
    "bowl of pears": Form(_bowl_of(pear, 0.44), 0.25, 0.7),
    "bowl of eggs": Form(_bowl_of(_egg, 0.32), 0.22, 0.7),
    "bowl of tomatoes": Form(_bowl_of(_tomato, 0.32), 0.24, 0.7),
    "bowl of fruit": Form(fruit_bowl, 0.26, 0.76),
}
