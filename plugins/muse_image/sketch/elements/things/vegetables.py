"""Vegetables and mushrooms."""

import math
from dataclasses import replace

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, moved, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf, shuffled
from ._turned import Turned, woven

STALK = rgb("6f8a44")


def tomato(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tomato with its star of leaves."""
    colour = m.canvas.hue(place, rgb("d2321f"))
    made = m.blob(colour, (0, 0.0), (0.4, 0.06), (0.6, 0.4), (0.46, 0.76), (0.14, 0.86),
                  (-0.14, 0.86), (-0.46, 0.76), (-0.6, 0.4), (-0.4, 0.06), round_=1.4)  # fmt: skip
    gleam(m, 0, 0.4, 0.17, made, 0.7)
    for k in range(5):
        a = 0.1 + k * 0.74
        leaf(m, GREEN, (0, 0.84), (0.34 * math.cos(a), 0.84 + 0.14 * math.sin(a) - 0.08), 0.2,
             vein=False)  # fmt: skip
    m.limb(STALK, [0.05, 0.06], (0, 0.84), (0.05, 1.0))


def carrot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a carrot with its greens."""
    colour = m.canvas.hue(place, rgb("e8762a"))
    for k in range(9):
        a = 0.34 * (k - 4)
        leaf(m, shuffled(rng, rgb("5a9440"), 0.12), (1.2, 0.54), (2.3 + 0.14 * (k % 2), 0.6 + 0.5 *
             math.sin(a)), 0.12, vein=False)  # fmt: skip
    made = m.limb(colour, [0.06, 0.4, 0.68, 0.74], (-2.2, 0.3), (-1.0, 0.36), (0.2, 0.42),
                  (1.2, 0.5), round_=1.3)  # fmt: skip
    for k in range(7):
        u = -1.5 + 0.4 * k
        m.line(tone(colour, -0.3), 0.03, (u, 0.56), (u + 0.03, 0.4), on=made, force=0.3)


def pumpkin(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pumpkin with its ribs."""
    colour = m.canvas.hue(place, rgb("e07c22"))
    for u, half in ((-0.46, 0.3), (0.46, 0.3), (-0.28, 0.34), (0.28, 0.34), (0.0, 0.3)):
        made = m.ball(tone(colour, -0.1 * abs(u)), u, 0.42, half, 0.42, round_=1.4)
        if u == 0.28:
            gleam(m, u, 0.46, 0.1, made, 0.4)
    m.limb(STALK, [0.2, 0.12, 0.14], (0, 0.78), (0.02, 0.92), (0.12, 1.0), round_=1.1)


def jack_o_lantern(m: Model, place: Place, rng: Rng) -> None:
    """Draw a carved pumpkin that is lit from within."""
    pumpkin(m, place, rng)
    face = rgb("ffc63e")
    for s in (-1, 1):
        m.poly(face, (s * 0.36, 0.5), (s * 0.12, 0.5), (s * 0.24, 0.68), glow=True, round_=0)
    m.poly(face, (-0.06, 0.42), (0.06, 0.42), (0, 0.5), glow=True, round_=0)
    m.poly(face, (-0.46, 0.36), (-0.34, 0.28), (-0.26, 0.33), (-0.14, 0.25), (-0.02, 0.31),
           (0.1, 0.25), (0.24, 0.33), (0.34, 0.28), (0.46, 0.36), (0.34, 0.18), (0.2, 0.12),
           (0.12, 0.18), (-0.04, 0.1), (-0.16, 0.17), (-0.3, 0.14), glow=True,
           round_=0)  # fmt: skip


def cabbage(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cabbage with its outer leaves."""
    green = m.canvas.hue(place, rgb("9fc06a"))
    for turn in (-0.9, 0.9, -0.5, 0.5):
        leaf(m, tone(green, -0.2), (0.1 * turn, 0.02), (0.95 * math.sin(turn), 0.86 *
             math.cos(turn) + 0.06), 0.46)  # fmt: skip
    made = m.ball(green, 0, 0.48, 0.46, 0.46, round_=1.3)
    for s in (-1, 1):
        for k in range(3):
            m.line(
                tone(green, 0.45),
                0.02,
                (0, 0.06),
                (s * 0.16 * (k + 0.4), 0.4),
                (s * 0.2 * (k + 0.5), 0.8 - 0.1 * k),
                on=made,
                taper=True,
                force=0.4,
            )
    fold = m.blob(tone(green, 0.12), (-0.4, 0.3), (-0.2, 0.08), (0.2, 0.1), (0.3, 0.5), (0.1, 0.86),
                  (-0.26, 0.8), on=made, round_=0.8)  # fmt: skip
    m.line(tone(green, 0.5), 0.025, (0, 0.1), (-0.02, 0.5), (-0.08, 0.84), on=fold, force=0.4)


def napa(m: Model, place: Place, rng: Rng) -> None:
    """Draw a Chinese cabbage."""
    green = m.canvas.hue(place, rgb("8fb554"))
    for turn, tall in ((-0.5, 0.86), (0.5, 0.86), (-0.26, 0.96), (0.26, 0.96), (0, 1.0)):
        u = 0.6 * math.sin(turn)
        made = m.blob(green, (u * 0.2 - 0.12, 0.06), (u - 0.2, 0.5), (u - 0.17, tall - 0.06),
                      (u, tall), (u + 0.17, tall - 0.06), (u + 0.2, 0.5), (u * 0.2 + 0.12, 0.06),
                      round_=0.9)  # fmt: skip
        m.limb(rgb("f2f2e2"), [0.22, 0.14, 0.03], (u * 0.3, 0.04), (u * 0.7, 0.42),
               (u, tall - 0.14), on=made, round_=0.9, line=0.4)  # fmt: skip


def mushroom(m: Model, place: Place, rng: Rng) -> None:
    """Draw a mushroom with spots on its cap, a small one beside it."""
    cap = m.canvas.hue(place, rgb("c8302a"))
    for u, size in ((0.46, 0.5), (-0.12, 1.0)):
        one = m.within((u, 0.0), size)
        one.limb(rgb("f0e6d2"), [0.26, 0.2, 0.18], (0, 0.04), (0, 0.3), (0, 0.6), round_=1.2)
        top = one.blob(cap, (-0.56, 0.5), (-0.46, 0.76), (-0.2, 0.95), (0.2, 0.95), (0.46, 0.76),
                       (0.56, 0.5), (0.3, 0.42), (0, 0.39), (-0.3, 0.42), round_=1.3)  # fmt: skip
        for a, b, half in (
            (-0.32, 0.64, 0.07),
            (0.04, 0.78, 0.09),
            (0.34, 0.66, 0.07),
            (-0.08, 0.54, 0.06),
            (0.18, 0.54, 0.05),
            (-0.18, 0.84, 0.05),
        ):
            one.ball(rgb("fbf6ea"), a, b, half, half * 0.8, on=top, round_=0.7, light=0.7)


def corn(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cob of maize in its leaves."""
    yellow = m.canvas.hue(place, rgb("f2c73a"))
    for tip in ((-0.5, 0.72), (0.5, 0.66)):
        leaf(m, rgb("7fa848"), (0, 0.0), tip, 0.2)
    made = m.blob(yellow, (-0.16, 0.12), (-0.2, 0.5), (-0.14, 0.86), (0, 1.0), (0.14, 0.86),
                  (0.2, 0.5), (0.16, 0.12), round_=1.2)  # fmt: skip
    for row in range(17):
        v = 0.16 + 0.05 * row
        for k in range(-3, 4):
            u = 0.21 * math.sin(k * 0.42) * (1 - 0.1 * (row > 12) * (row - 12))
            m.ball(tone(yellow, 0.12), u, v, 0.032, 0.026, on=made, round_=1.0, line=0.5)
    for tip in ((-0.4, 0.5), (0.36, 0.42), (-0.02, 0.26)):
        leaf(m, rgb("8fb854"), (0.0, 0.0), tip, 0.3)


def pepper(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bell pepper."""
    _pepper(m, m.canvas.hue(place, rgb("cf2f22")))


def green_pepper(m: Model, place: Place, rng: Rng) -> None:
    """Draw a green bell pepper."""
    _pepper(m, m.canvas.hue(place, rgb("5a9a36")))


def yellow_pepper(m: Model, place: Place, rng: Rng) -> None:
    """Draw a yellow bell pepper."""
    _pepper(m, m.canvas.hue(place, rgb("e8b422")))


def _pepper(m: Model, colour: Colour) -> None:
    for u, half in ((-0.24, 0.26), (0.24, 0.26), (0.0, 0.26)):
        made = m.blob(colour, (u - half * 0.7, 0.06), (u, 0.0), (u + half * 0.7, 0.06),
                      (u + half, 0.4), (u + half * 0.86, 0.76), (u, 0.86), (u - half * 0.86, 0.76),
                      (u - half, 0.4), round_=1.3)  # fmt: skip
        gleam(m, u, 0.5, 0.07, made, 0.6)
    m.blob(STALK, (-0.2, 0.8), (0, 0.76), (0.2, 0.8), (0.08, 0.88), (-0.08, 0.88), round_=0.8)
    m.limb(STALK, [0.1, 0.09], (0, 0.84), (0.06, 1.0))


def chilli(m: Model, place: Place, rng: Rng) -> None:
    """Draw a red chilli."""
    colour = m.canvas.hue(place, rgb("c8201c"))
    made = m.limb(colour, [0.06, 0.4, 0.66, 0.62], (-2.4, 0.72), (-1.3, 0.3), (0.1, 0.36),
                  (1.4, 0.5), round_=1.4)  # fmt: skip
    gleam(m, 0.2, 0.3, 0.18, made, 0.7)
    m.limb(rgb("5a8a36"), [0.5, 0.2, 0.16], (1.5, 0.5), (1.9, 0.6), (2.4, 0.84))


def garlic(m: Model, place: Place, rng: Rng) -> None:
    """Draw a head of garlic and a clove."""
    white = m.canvas.hue(place, rgb("efe8de"))
    shape = [(0, 0.02), (0.3, 0.0), (0.5, 0.2), (0.46, 0.46), (0.2, 0.66), (0.07, 0.84),
             (0.06, 1.0), (-0.06, 1.0), (-0.07, 0.84), (-0.2, 0.66), (-0.46, 0.46), (-0.5, 0.2),
             (-0.3, 0.0)]  # fmt: skip
    made = m.blob(white, *moved(shape, -0.14, 0), round_=1.3, light=0.64)
    for k in (-0.3, -0.12, 0.1, 0.28):
        m.line(rgb("a888a0"), 0.012, (-0.14, 0.84), (-0.14 + k * 1.1, 0.4), (-0.14 + k * 0.7, 0.02),
               on=made, taper=True, force=0.4)  # fmt: skip
    m.blob(white, (0.34, 0.04), (0.6, 0.0), (0.72, 0.14), (0.58, 0.3), (0.44, 0.36), (0.36, 0.2),
           round_=1.2)  # fmt: skip


def onion(m: Model, place: Place, rng: Rng) -> None:
    """Draw an onion."""
    skin = m.canvas.hue(place, rgb("c98a4a"))
    made = m.blob(skin, (0, 0.02), (0.32, 0.06), (0.5, 0.36), (0.34, 0.66), (0.08, 0.8),
                  (0.05, 1.0), (-0.05, 1.0), (-0.08, 0.8), (-0.34, 0.66), (-0.5, 0.36),
                  (-0.32, 0.06), round_=1.4)  # fmt: skip
    for k in (-0.4, -0.2, 0.02, 0.22, 0.4):
        m.line(tone(skin, -0.3), 0.012, (0, 0.82), (k * 1.1, 0.4), (k * 0.5, 0.03), on=made,
               taper=True, force=0.35)  # fmt: skip
    gleam(m, 0, 0.34, 0.13, made, 0.45)


def aubergine(m: Model, place: Place, rng: Rng) -> None:
    """Draw an aubergine."""
    skin = m.canvas.hue(place, rgb("4a2a55"))
    made = m.limb(skin, [0.5, 0.74, 0.6, 0.42], (-0.9, 0.36), (-0.4, 0.36), (0.3, 0.5), (0.8, 0.66),
                  round_=1.4)  # fmt: skip
    gleam(m, -0.3, 0.34, 0.15, made, 0.7)
    m.blob(rgb("6f8f4a"), (0.66, 0.92), (0.6, 0.7), (0.78, 0.6), (0.74, 0.44), (1.0, 0.56),
           (1.06, 0.8), (0.9, 0.94), round_=0.9)  # fmt: skip
    m.limb(rgb("6f8f4a"), [0.14, 0.12], (1.0, 0.76), (1.26, 0.92))


def potato(m: Model, place: Place, rng: Rng) -> None:
    """Draw a potato."""
    skin = m.canvas.hue(place, rgb("c29a5e"))
    made = m.blob(skin, (-0.7, 0.3), (-0.4, 0.04), (0.2, 0.0), (0.66, 0.2), (0.74, 0.58),
                  (0.4, 0.92), (-0.14, 0.98), (-0.6, 0.74), round_=1.3)  # fmt: skip
    heap(m, rng, [tone(skin, -0.25)], 0, 0.46, 0.6, 0.1, 9, 0.03, on=made, line=0.2)


def broccoli(m: Model, place: Place, rng: Rng) -> None:
    """Draw a head of broccoli."""
    green = m.canvas.hue(place, rgb("4f8a3a"))
    m.limb(rgb("a9c470"), [0.3, 0.26, 0.4], (0, 0.03), (0, 0.3), (0, 0.5), round_=1.1)
    for u in (-0.3, 0.3):
        m.limb(rgb("9fbc66"), [0.16, 0.14], (u * 0.3, 0.3), (u, 0.56), round_=1.0)
    for u, v, half in ((-0.4, 0.6, 0.2), (0.4, 0.6, 0.2), (-0.2, 0.78, 0.24), (0.22, 0.78, 0.24),
                       (0, 0.62, 0.26)):  # fmt: skip
        heap(m, rng, [green, tone(green, 0.12), tone(green, -0.12)], u, v, half, 0.1, 26, 0.075,
             round_=1.2, line=0.5)  # fmt: skip


def cucumber(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cucumber and slices of it."""
    green = m.canvas.hue(place, rgb("4f8f3e"))
    made = m.limb(green, [0.34, 0.5, 0.5, 0.36], (-1.4, 0.6), (-0.5, 0.56), (0.6, 0.62),
                  (1.4, 0.74), round_=1.4)  # fmt: skip
    gleam(m, 0, 0.56, 0.12, made, 0.5)
    for k in range(3):
        u = 0.3 + 0.42 * k
        m.ball(green, u, 0.24, 0.24, 0.22)
        m.ball(rgb("d8ebb0"), u - 0.02, 0.25, 0.2, 0.18, round_=0.2, light=0.72, line=0.3)
        for n in range(6):
            a = n * 1.05
            m.ball(rgb("a8c880"), u - 0.02 + 0.1 * math.cos(a), 0.25 + 0.09 * math.sin(a), 0.03,
                   0.02, a, line=0.3)  # fmt: skip


def basket(m: Model, place: Place, rng: Rng) -> None:
    """Draw a basket heaped with vegetables."""
    straw = m.canvas.hue(place, rgb("b98a4e"))
    made = woven(m, straw, Turned(m, [(0, 0.48), (1, 0.66)], high=0.62, sharp=True))
    made.mouth(tone(straw, 0.1), rgb("4a3420"), 0.08)
    v = made.high
    for tip in ((-0.62, v + 0.34), (-0.7, v + 0.16), (-0.46, v + 0.4), (0.66, v + 0.2)):
        leaf(m, rgb("5a9440"), (tip[0] * 0.5, v), tip, 0.24)
    cabbage(m.within((0.3, v - 0.06), 0.5), place, rng)
    plain = replace(place, colours=())
    onion(m.within((-0.4, v + 0.02), 0.3), plain, rng)
    pepper(m.within((-0.08, v + 0.02), 0.36), plain, rng)
    carrot(m.within((-0.3, v - 0.12), 0.2), plain, rng)
    tomato(m.within((0.06, v - 0.2), 0.27), plain, rng)
    tomato(m.within((-0.46, v - 0.14), 0.24), plain, rng)
    made.front(tone(straw, 0.12), 0.09)


FORMS = {
    "tomato": Form(tomato, 0.08, 0.62, grip=(0.0, 0.4)),
    "carrot": Form(carrot, 0.045, 2.5, grip=(0.0, 0.4)),
    "pumpkin": Form(pumpkin, 0.26, 0.8),
    "jack-o'-lantern": Form(jack_o_lantern, 0.28, 0.8),
    "cabbage": Form(cabbage, 0.19, 0.86),
    "Chinese cabbage": Form(napa, 0.26, 0.52),
    "mushroom": Form(mushroom, 0.13, 0.76, grip=(-0.1, 0.3)),
    "corn": Form(corn, 0.22, 0.56, grip=(0.0, 0.2)),
    "pepper": Form(pepper, 0.11, 0.54, grip=(0.0, 0.4)),
    "green pepper": Form(green_pepper, 0.11, 0.54, grip=(0.0, 0.4)),
    "yellow pepper": Form(yellow_pepper, 0.11, 0.54, grip=(0.0, 0.4)),
    "chilli": Form(chilli, 0.028, 2.5, grip=(0.0, 0.4)),
    "garlic": Form(garlic, 0.065, 0.76, grip=(0.0, 0.4)),
    "onion": Form(onion, 0.1, 0.54, grip=(0.0, 0.4)),
    "aubergine": Form(aubergine, 0.1, 1.32, grip=(0.0, 0.4)),
    "potato": Form(potato, 0.07, 0.78, grip=(0.0, 0.4)),
    "broccoli": Form(broccoli, 0.14, 0.66, grip=(0.0, 0.2)),
    "vegetables": Form(basket, 0.36, 0.78),
    "cucumber": Form(cucumber, 0.08, 1.62),
}
