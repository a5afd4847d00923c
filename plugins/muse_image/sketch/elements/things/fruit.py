"""Fruit, whole and cut, alone and in a bowl."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, Outline, moved, oval, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf, shuffled

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
    m.ball(rgb("f8ecc8"), u, v, half * 0.92, half * 0.9, round_=0.1, light=0.72, line=0.6)
    for k in range(9):
        a, b = k * 2 * math.pi / 9 + 0.05, (k + 1) * 2 * math.pi / 9 - 0.05
        far = [(u + half * 0.8 * math.cos(t), v + half * 0.78 * math.sin(t)) for t in
               (a, (a + b) / 2, b)]  # fmt: skip
        middle = (a + b) / 2
        m.poly(flesh, (u + half * 0.1 * math.cos(middle), v + half * 0.1 * math.sin(middle)), *far,
               round_=0.4, light=0.66, line=0.7)  # fmt: skip


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


FORMS = {
    "apple": Form(apple, 0.085, 0.5, grip=(0.0, 0.4)),
    "pear": Form(pear, 0.11, 0.4, grip=(0.0, 0.4)),
    "orange": Form(orange, 0.085, 0.5, grip=(0.0, 0.4)),
    "cut orange": Form(cut_orange, 0.075, 0.56, grip=(0.0, 0.4)),
    "lemon": Form(lemon, 0.075, 0.96, grip=(0.0, 0.4)),
    "cut lemon": Form(cut_lemon, 0.06, 0.56, grip=(0.0, 0.4)),
    "grapes": Form(grapes, 0.18, 0.52, grip=(0.0, 0.9)),
    "strawberry": Form(strawberry, 0.05, 0.48, grip=(0.0, 0.4)),
    "cherries": Form(cherries, 0.07, 0.54, grip=(0.1, 0.9)),
    "peach": Form(peach, 0.09, 0.54, grip=(0.0, 0.4)),
    "persimmon": Form(persimmon, 0.08, 0.54, grip=(0.0, 0.4)),
    "pomegranate": Form(pomegranate, 0.1, 0.52, grip=(0.0, 0.4)),
}
