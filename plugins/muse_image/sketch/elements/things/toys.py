"""Toys, gifts and games."""

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, moved, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, box, gleam
from ._turned import Turned

FUR = rgb("b07a48")
DARK = rgb("2c2622")


def bow(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a bow of ribbon."""
    for s in (-1, 1):
        m.limb(colour, [half * 0.3, half * 0.34], (u, v), (u + s * half * 0.7, v - half * 0.5))
        m.blob(
            colour,
            (u, v),
            (u + s * half * 0.6, v + half * 0.62),
            (u + s * half, v + half * 0.3),
            (u + s * half * 0.7, v - half * 0.1),
            round_=1.1,
        )
    m.ball(tone(colour, 0.1), u, v + half * 0.06, half * 0.2, half * 0.2)


def gift(m: Model, place: Place, rng: Rng) -> None:
    """Draw a gift in its paper, a bow on it."""
    paper = m.canvas.hue(place, rgb(("c2382f", "3f6fa8", "3f8a5f", "d98aa8")[int(rng.integers(4))]))
    ribbon = rgb("f0d27a") if not place.colours else rgb("f4ece0")
    du, dv = 0.3, 0.2
    front, flank, _ = box(m, paper, -0.62, 0.32, 0.0, 0.56, (du, dv))
    m.poly(ribbon, (-0.22, 0.0), (-0.06, 0.0), (-0.06, 0.56), (-0.22, 0.56), on=front, round_=0.2)
    m.poly(
        ribbon, (0.42, 0.05), (0.5, 0.1), (0.5, 0.7), (0.42, 0.66), on=flank, light=0.4, round_=0
    )
    _, _, top = box(m, tone(paper, 0.06), -0.66, 0.36, 0.5, 0.64, (du, dv))
    m.poly(ribbon, (-0.24, 0.64), (-0.06, 0.64), (0.24, 0.84), (0.08, 0.84), on=top, round_=0)
    m.poly(ribbon, (-0.54, 0.72), (0.48, 0.72), (0.54, 0.78), (-0.48, 0.78), on=top, round_=0)
    m.poly(ribbon, (-0.22, 0.5), (-0.06, 0.5), (-0.06, 0.64), (-0.22, 0.64), round_=0.2)
    bow(m, ribbon, -0.02, 0.78, 0.26)


def gifts(m: Model, place: Place, rng: Rng) -> None:
    """Draw a heap of gifts."""
    gift(m.within((-0.42, 0.06), 0.8), place, rng)
    gift(m.within((0.6, 0.04), 0.6, flip=True), place, rng)
    gift(m.within((0.06, 0.0), 0.44), place, rng)


def teddy(m: Model, place: Place, rng: Rng) -> None:
    """Draw a teddy bear that sits."""
    fur = m.canvas.hue(place, FUR)
    pale = tone(fur, 0.35)
    for s in (-1, 1):
        m.ball(fur, s * 0.22, 0.9, 0.1, 0.1)
        m.ball(pale, s * 0.22, 0.89, 0.055, 0.055, round_=0.5)
    for s in (-1, 1):
        m.limb(
            fur, [0.14, 0.15, 0.13], (s * 0.2, 0.5), (s * 0.34, 0.36), (s * 0.36, 0.24), round_=1.2
        )
    m.blob(fur, (0, 0.02), (0.28, 0.1), (0.32, 0.34), (0.2, 0.56), (-0.2, 0.56), (-0.32, 0.34),
           (-0.28, 0.1), round_=1.3)  # fmt: skip
    m.ball(pale, 0, 0.3, 0.19, 0.2, round_=0.6, line=0.4)
    for s in (-1, 1):
        m.limb(
            fur, [0.2, 0.21, 0.2], (s * 0.2, 0.12), (s * 0.34, 0.1), (s * 0.44, 0.11), round_=1.2
        )
        m.ball(pale, s * 0.47, 0.11, 0.075, 0.09, round_=0.5)
    m.ball(fur, 0, 0.73, 0.27, 0.23, round_=1.3)
    m.ball(pale, 0, 0.66, 0.13, 0.1, round_=0.9)
    for s in (-1, 1):
        m.ball(DARK, s * 0.1, 0.76, 0.03, 0.034)
        m.ball(WHITE, s * 0.1 + 0.01, 0.775, 0.009, 0.009, line=0, light=1.0)
    m.ball(DARK, 0, 0.7, 0.042, 0.03)
    m.line(DARK, 0.014, (0, 0.68), (0, 0.64), force=0.7)
    m.line(DARK, 0.014, (-0.06, 0.645), (0, 0.625), (0.06, 0.645), force=0.7)
    bow(m, rgb("c8342f") if not place.colours else rgb("f0d27a"), 0, 0.52, 0.13)


def doll(m: Model, place: Place, rng: Rng) -> None:
    """Draw a doll in a dress."""
    dress = m.canvas.hue(place, rgb("d8607f"))
    skin, hair = rgb("f2cba8"), rgb("8a5228")
    for s in (-1, 1):
        m.limb(rgb("f4efe6"), [0.08, 0.08], (s * 0.09, 0.28), (s * 0.1, 0.07))
        m.ball(rgb("3a2a2a"), s * 0.12, 0.035, 0.075, 0.04)
    m.blob(hair, (0, 1.0), (0.24, 0.92), (0.3, 0.7), (0.28, 0.5), (0, 0.56), (-0.28, 0.5),
           (-0.3, 0.7), (-0.24, 0.92), round_=0.9)  # fmt: skip
    for s in (-1, 1):
        m.limb(skin, [0.07, 0.06], (s * 0.14, 0.52), (s * 0.26, 0.38), (s * 0.3, 0.3))
    m.blob(dress, (-0.1, 0.56), (0.1, 0.56), (0.14, 0.42), (0.32, 0.2), (0.1, 0.16), (-0.1, 0.16),
           (-0.32, 0.2), (-0.14, 0.42), round_=1.1)  # fmt: skip
    m.limb(WHITE, [0.04, 0.04], (-0.3, 0.2), (0, 0.16), (0.3, 0.2), line=0.4)
    m.ball(skin, 0, 0.74, 0.2, 0.19, round_=1.0, light=0.64)
    m.blob(hair, (-0.22, 0.74), (-0.18, 0.92), (0, 0.98), (0.18, 0.92), (0.22, 0.74), (0.1, 0.84),
           (-0.04, 0.86), (-0.14, 0.82), round_=0.9)  # fmt: skip
    for s in (-1, 1):
        m.ball(DARK, s * 0.08, 0.73, 0.026, 0.036)
        m.tint(rgb("e8707a"), oval(s * 0.12, 0.67, 0.045, 0.03), cover=0.5)
    m.line(rgb("b8405a"), 0.016, (-0.04, 0.655), (0, 0.64), (0.04, 0.655), force=0.6)


def toy_car(m: Model, place: Place, rng: Rng) -> None:
    """Draw a toy car."""
    paint = m.canvas.hue(place, rgb("d8382f"))
    m.blob(tone(paint, 0.05), (-0.6, 0.5), (-0.44, 0.9), (-0.1, 1.0), (0.24, 0.94), (0.52, 0.5),
           round_=1.0)  # fmt: skip
    for a, b in (((-0.44, 0.56), (-0.06, 0.9)), ((0.04, 0.56), (0.36, 0.88))):
        m.blob(rgb("b9dbe8"), (a[0], a[1]), (a[0] + 0.06, b[1] - 0.06), (b[0] - 0.06, b[1]),
               (b[0], a[1]), round_=0.3, light=0.72)  # fmt: skip
    body = m.blob(paint, (-1.02, 0.22), (-1.04, 0.42), (-0.7, 0.54), (0.4, 0.55), (0.96, 0.46),
                  (1.06, 0.26), (0.9, 0.18), (-0.9, 0.18), round_=1.2)  # fmt: skip
    gleam(m, -0.2, 0.36, 0.1, body, 0.6)
    m.ball(rgb("f6e29a"), 0.98, 0.36, 0.07, 0.07, light=0.85)
    for u in (-0.56, 0.6):
        m.ball(DARK, u, 0.2, 0.23, 0.21, round_=0.9)
        m.ball(rgb("d9d9d4"), u, 0.2, 0.11, 0.1, round_=0.8)


def rubber_duck(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rubber duck."""
    yellow = m.canvas.hue(place, rgb("f6cf2e"))
    m.blob(yellow, (-0.5, 0.16), (-0.62, 0.5), (-0.4, 0.48), (0, 0.42), (0.4, 0.44), (0.48, 0.2),
           (0.3, 0.03), (-0.3, 0.02), round_=1.3)  # fmt: skip
    head = m.ball(yellow, 0.2, 0.7, 0.28, 0.28, round_=1.3)
    m.blob(
        tone(yellow, -0.06),
        (-0.3, 0.4),
        (0.0, 0.38),
        (0.06, 0.22),
        (-0.14, 0.14),
        (-0.34, 0.24),
        round_=1.0,
    )
    m.blob(rgb("ee7a26"), (0.4, 0.68), (0.62, 0.68), (0.6, 0.62), (0.42, 0.58), round_=1.0)
    m.line(rgb("a84a10"), 0.014, (0.42, 0.635), (0.6, 0.645), force=0.5)
    m.ball(DARK, 0.3, 0.76, 0.04, 0.05)
    m.ball(WHITE, 0.31, 0.78, 0.014, 0.014, line=0, light=1.0)
    gleam(m, 0.12, 0.74, 0.08, head, 0.5)


def balloon(m: Model, colour: Colour, u: float, v: float, half: float) -> None:
    """Draw a balloon with its knot at the bottom."""
    made = m.blob(colour, *moved([(0, -1.1), (0.5, -0.7), (0.86, 0.0), (0.66, 0.74), (0, 1.0),
                  (-0.66, 0.74), (-0.86, 0.0), (-0.5, -0.7)], u, v, half), round_=1.3)  # fmt: skip
    gleam(m, u, v + half * 0.1, half * 0.28, made, 0.7)
    m.poly(colour, (u, v - half * 1.06), (u + half * 0.12, v - half * 1.22),
           (u - half * 0.12, v - half * 1.22))  # fmt: skip


def balloons(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bunch of toy balloons on their strings."""
    paints = ("d8382f", "3f8ac8", "f2c02e", "5faa5a", "d977a8")
    spots = ((-0.24, 0.74), (0.24, 0.76), (0.0, 0.84), (-0.12, 0.6), (0.14, 0.58))
    for u, v in spots:
        m.line(rgb("7a7468"), 0.006, (0, 0.0), (u * 0.3, 0.25), (u, v - 0.17), force=0.5)
    for k, (u, v) in enumerate(spots):
        balloon(m, m.canvas.hue(place, rgb(paints[k]), k), u, v, 0.155)


def snow_globe(m: Model, place: Place, rng: Rng) -> None:
    """Draw a snow globe with a house and a tree in it."""
    flakes = rng.uniform(-1, 1, (26, 2)).tolist()
    wood = m.canvas.hue(place, rgb("7a3a2a"))
    base = Turned(m, [(0, 0.36), (0.3, 0.36), (0.6, 0.3), (1, 0.27)], high=0.38, tilt=(0.32, 0.3))
    base.body(wood, round_=1.3)
    base.shine(0.05, 0.9, 0.5)
    ball_ = m.ball(rgb("b9d4e6"), 0, 0.6, 0.39, 0.39, cover=0.7, round_=0.5, light=0.7)
    m.blob(rgb("f6f8fa"), (-0.36, 0.44), (-0.1, 0.5), (0.16, 0.46), (0.36, 0.46), (0.24, 0.28),
           (0, 0.2), (-0.24, 0.28), on=ball_, round_=0.6, light=0.72)  # fmt: skip
    for k in range(3):
        v = 0.46 + 0.1 * k
        m.poly(
            rgb("3f6f4a"), (-0.3 + 0.03 * k, v), (0.02 - 0.03 * k, v), (-0.14, v + 0.17), on=ball_
        )
    m.poly(rgb("a8503a"), (0.04, 0.44), (0.24, 0.44), (0.24, 0.6), (0.04, 0.6), on=ball_)
    m.poly(rgb("f4f6f8"), (0.0, 0.59), (0.28, 0.59), (0.14, 0.74), on=ball_)
    m.poly(
        rgb("ffd27a"), (0.11, 0.47), (0.18, 0.47), (0.18, 0.55), (0.11, 0.55), on=ball_, glow=True
    )
    m.part(WHITE, *[oval(a * 0.34, 0.66 + b * 0.28, 0.014, 0.014) for a, b in flakes], on=ball_,
           round_=0, line=0, light=0.95)  # fmt: skip
    ring = oval(0, 0.6, 0.39, 0.39)
    m.line(rgb("6a7f8a"), 0.012, *ring, ring[0], force=0.7)
    gleam(m, 0, 0.62, 0.15, ball_, 0.7)


def music_box(m: Model, place: Place, rng: Rng) -> None:
    """Draw an open music box with a dancer."""
    wood = m.canvas.hue(place, rgb("8a4a58"))
    m.poly(tone(wood, 0.05), (-0.4, 0.5), (0.68, 0.5), (0.72, 0.98), (-0.36, 0.98), light=0.5)
    m.poly(rgb("e8c8cc"), (-0.34, 0.52), (0.62, 0.52), (0.65, 0.93), (-0.31, 0.93), light=0.7)
    box(m, wood, -0.62, 0.46, 0.0, 0.36, (0.22, 0.16), rgb("d8a8b0"))
    m.line(rgb("e0c060"), 0.02, (-0.6, 0.32), (0.44, 0.32), force=0.3)
    m.line(rgb("e0c060"), 0.02, (-0.6, 0.05), (0.44, 0.05), force=0.3)
    m.line(rgb("f2cba8"), 0.025, (0.02, 0.44), (0.03, 0.58))
    m.line(rgb("f2cba8"), 0.02, (-0.1, 0.82), (0.02, 0.7), (0.16, 0.8))
    m.blob(rgb("f8f2f4"), (-0.14, 0.56), (0.2, 0.57), (0.06, 0.66), (0.03, 0.74), (-0.02, 0.66),
           round_=0.8)  # fmt: skip
    m.ball(rgb("f2cba8"), 0.03, 0.79, 0.045, 0.05)
    m.ball(rgb("5a3a28"), 0.03, 0.83, 0.045, 0.03)


def robot(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tin toy robot."""
    tin = m.canvas.hue(place, rgb("7fa3b0"))
    for s in (-1, 1):
        box(m, tone(tin, -0.2), s * 0.16 - 0.08, s * 0.16 + 0.08, 0.0, 0.26, (0.05, 0.04))
        m.limb(rgb("b9bcc0"), [0.08, 0.08], (s * 0.26, 0.54), (s * 0.4, 0.42), (s * 0.4, 0.32))
        m.limb(
            rgb("c8382f"), [0.05, 0.05, 0.05], (s * 0.46, 0.22), (s * 0.4, 0.32), (s * 0.34, 0.22)
        )
    box(m, tin, -0.27, 0.25, 0.24, 0.62, (0.06, 0.04))
    m.poly(rgb("f0e6c8"), (-0.18, 0.4), (0.16, 0.4), (0.16, 0.55), (-0.18, 0.55), light=0.7)
    for k, c in enumerate(("d8382f", "f2c02e", "5faa5a")):
        m.ball(rgb(c), -0.12 + 0.11 * k, 0.33, 0.035)
    m.line(DARK, 0.016, (-0.01, 0.42), (0.08, 0.51), force=0.5)
    m.limb(rgb("b9bcc0"), [0.1, 0.1], (0, 0.62), (0, 0.68))
    box(m, tone(tin, 0.08), -0.2, 0.18, 0.67, 0.92, (0.05, 0.04))
    for s in (-1, 1):
        m.ball(rgb("ffd45a"), -0.01 + s * 0.09, 0.82, 0.05, 0.05, glow=True, round_=0)
        m.ball(DARK, -0.01 + s * 0.09, 0.82, 0.02, 0.02)
    m.line(DARK, 0.03, (-0.1, 0.725), (0.08, 0.725), force=0.5)
    m.line(rgb("b9bcc0"), 0.02, (0, 0.94), (0, 1.0))
    m.ball(rgb("d8382f"), 0, 1.0, 0.035)


def wooden_horse(m: Model, place: Place, rng: Rng) -> None:
    """Draw a rocking horse."""
    wood = m.canvas.hue(place, rgb("c98a4a"))
    m.limb(rgb("b8382f"), [0.06, 0.07, 0.06], (-0.7, 0.16), (0, 0.0), (0.7, 0.16), round_=1.0)
    for u, w in ((-0.34, -0.44), (0.3, 0.42), (-0.22, -0.2), (0.18, 0.2)):
        m.limb(tone(wood, -0.1), [0.12, 0.08], (u, 0.5), (w, 0.09), round_=1.1)
    m.limb(rgb("6a3a22"), [0.04, 0.1, 0.03], (-0.42, 0.6), (-0.6, 0.5), (-0.62, 0.26))
    m.blob(wood, (-0.46, 0.6), (-0.36, 0.42), (0.1, 0.4), (0.34, 0.44), (0.4, 0.66), (0.1, 0.66),
           (-0.2, 0.7), round_=1.2)  # fmt: skip
    m.blob(wood, (0.16, 0.56), (0.24, 0.84), (0.4, 0.98), (0.62, 0.8), (0.58, 0.7), (0.44, 0.74),
           (0.4, 0.52), round_=1.1)  # fmt: skip
    m.limb(rgb("6a3a22"), [0.08, 0.1, 0.06], (0.36, 0.98), (0.2, 0.84), (0.12, 0.64))
    m.blob(rgb("b8382f"), (-0.24, 0.7), (-0.2, 0.52), (0.06, 0.5), (0.1, 0.68), (-0.06, 0.72),
           round_=0.8)  # fmt: skip
    m.ball(DARK, 0.44, 0.86, 0.022)


FORMS = {
    "gift": Form(gift, 0.24, 0.72, grip=(0.0, 0.1), top=(-0.4, 0.4, 0.74)),
    "heap of gifts": Form(gifts, 0.34, 1.1),
    "teddy bear": Form(teddy, 0.34, 0.58, grip=(0.0, 0.3)),
    "doll": Form(doll, 0.36, 0.38, grip=(0.0, 0.3)),
    "toy car": Form(toy_car, 0.09, 1.1, grip=(0.0, 0.4)),
    "rubber duck": Form(rubber_duck, 0.1, 0.66, grip=(0.0, 0.2)),
    "toy balloons": Form(balloons, 1.0, 0.44, grip=(0.0, 0.02)),
    "snow globe": Form(snow_globe, 0.14, 0.42, grip=(0.0, 0.1)),
    "music box": Form(music_box, 0.2, 0.74),
    "toy robot": Form(robot, 0.24, 0.5, grip=(0.0, 0.3)),
    "rocking horse": Form(wooden_horse, 0.5, 0.76),
}
