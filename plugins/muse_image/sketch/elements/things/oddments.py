"""Small things of every day: pencil, scissors, lock, map, compass, bell, feather, pine cone."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import rgb
from ...paint.model import Model, oval, tone
from ...scene.plan import Place
from ._bits import WHITE, gleam, halo
from ._turned import Turned

BRASS = rgb("c9a04a")
STEEL = rgb("b9bfc6")
DARK = rgb("33363c")


def pencil(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pencil that lies on the table."""
    paint = m.canvas.hue(place, rgb("f0b52e"))
    m.poly(rgb("e8c79a"), (-2.9, 0.26), (-2.1, 0.14), (-2.1, 0.56), round_=0.8)
    m.poly(DARK, (-2.9, 0.26), (-2.62, 0.22), (-2.62, 0.34), round_=0.3)
    for k, shift in enumerate((0.16, 0.0, -0.2)):
        low, high = 0.14 + 0.14 * k, 0.29 + 0.14 * k
        m.poly(tone(paint, -shift), (-2.1, low), (2.2, low + 0.36), (2.2, high + 0.36),
               (-2.1, high), round_=0.2, line=0.5)  # fmt: skip
    m.poly(STEEL, (2.2, 0.5), (2.5, 0.53), (2.5, 0.97), (2.2, 0.94), round_=1.0)
    m.limb(rgb("e88a96"), [0.4, 0.4], (2.6, 0.76), (2.75, 0.77), round_=1.1)


def scissors(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pair of scissors, half open."""
    grip = m.canvas.hue(place, rgb("c8382f"))
    for s in (-1, 1):
        m.poly(STEEL, (-0.14, 0.5 - s * 0.1), (0.1, 0.5 - s * 0.06), (1.5, 0.5 + s * 0.28),
               (1.46, 0.5 + s * 0.36), (0.7, 0.5 + s * 0.3), (-0.06, 0.5 + s * 0.1), round_=0.5,
               light=0.66)  # fmt: skip
        ring = oval(-0.95, 0.5 - s * 0.26, 0.42, 0.2, s * 0.12)
        m.limb(grip, [0.13, 0.12], (0, 0.5), (-0.5, 0.5 - s * 0.16), (-0.62, 0.5 - s * 0.2))
        m.line(grip, 0.12, *ring, ring[0], light=0.58)
    m.ball(tone(STEEL, -0.25), 0.02, 0.5, 0.07, 0.06)


def padlock(m: Model, place: Place, rng: Rng) -> None:
    """Draw a padlock."""
    metal = m.canvas.hue(place, BRASS)
    arc = [(0.24 * math.cos(t), 0.62 + 0.32 * math.sin(t)) for t in
           [math.pi * k / 10 for k in range(11)]]  # fmt: skip
    m.limb(STEEL, [0.1, 0.1, 0.1], (0.24, 0.5), *arc, (-0.24, 0.5), round_=1.2)
    m.blob(metal, (-0.4, 0.5), (-0.42, 0.2), (-0.36, 0.02), (0, 0.0), (0.36, 0.02), (0.42, 0.2),
           (0.4, 0.5), (0, 0.55), round_=0.9)  # fmt: skip
    m.ball(DARK, 0, 0.3, 0.07, 0.065)
    m.poly(DARK, (-0.03, 0.29), (0.03, 0.29), (0.05, 0.13), (-0.05, 0.13), round_=0)
    gleam(m, 0.04, 0.34, 0.09, None, 0.5)


def wallet(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wallet of leather with a banknote."""
    hide = m.canvas.hue(place, rgb("7a4a2c"))
    m.poly(rgb("8fb58a"), (-0.6, 0.5), (0.8, 0.5), (0.86, 0.98), (-0.5, 1.0), light=0.7)
    m.poly(tone(hide, -0.2), (-0.9, 0.1), (0.9, 0.04), (0.98, 0.76), (-0.84, 0.82), round_=0.5)
    m.poly(hide, (-0.92, 0.06), (0.88, 0.0), (0.94, 0.64), (-0.88, 0.7), round_=0.6)
    m.line(tone(hide, 0.35), 0.02, (-0.84, 0.13), (0.82, 0.07), (0.86, 0.57), force=0.2)
    m.limb(tone(hide, -0.12), [0.16, 0.16], (0.5, 0.36), (1.0, 0.36), round_=0.7)
    m.ball(BRASS, 0.6, 0.36, 0.06, 0.055)


def map_sheet(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old map with a path to its cross."""
    paper = m.canvas.hue(place, rgb("e3cc98"))
    sheet = m.blob(paper, (-1.3, 0.06), (-0.6, 0.02), (0.2, 0.06), (1.2, 0.0), (1.14, 0.5),
                   (1.0, 0.96), (0.2, 0.92), (-0.5, 0.98), (-1.05, 0.92), (-1.2, 0.5),
                   round_=0.35, light=0.68)  # fmt: skip
    m.blob(rgb("8fb0a8"), (-1.3, 0.0), (-0.5, 0.02), (-0.7, 0.3), (-0.5, 0.5), (-0.8, 0.8),
           (-1.2, 0.98), on=sheet, round_=0.2, line=0.7)  # fmt: skip
    for u, v in ((0.3, 0.74), (0.46, 0.8), (0.6, 0.72)):
        m.poly(rgb("9a7a4c"), (u - 0.11, v - 0.07), (u + 0.11, v - 0.07), (u, v + 0.1), on=sheet)
    for k in range(7):
        u, v = -0.5 + 0.18 * k, 0.4 + 0.1 * math.sin(k * 1.1)
        m.line(rgb("a8322a"), 0.03, (u, v), (u + 0.1, v + 0.06 * math.cos(k * 1.1)), on=sheet,
               force=0.4)  # fmt: skip
    for s in (-1, 1):
        m.line(rgb("b8241c"), 0.05, (0.74, 0.3 - s * 0.07), (0.96, 0.3 + s * 0.07), on=sheet)
    for u in (-0.42, 0.4):
        m.line(tone(paper, -0.25), 0.014, (u, 0.02), (u * 0.9, 0.97), on=sheet, force=0.3)


def compass(m: Model, place: Place, rng: Rng) -> None:
    """Draw a compass with its needle."""
    metal = m.canvas.hue(place, BRASS)
    made = Turned(m, [(0, 0.62), (1, 0.64)], high=0.94, tilt=(0.56, 0.56), sharp=True)
    made.body(tone(metal, -0.15), round_=1.2)
    m.part(metal, made.ring(1), light=0.7, round_=0.5)
    v = made.high
    m.part(rgb("f4ecd8"), made.ring(1, 0.84), light=0.76, round_=-0.2)
    for k in range(16):
        a = k * math.pi / 8
        first = 0.4 if k % 4 == 0 else 0.45
        m.line(DARK, 0.016, (first * math.cos(a), v + first * 0.56 * math.sin(a)),
               (0.5 * math.cos(a), v + 0.28 * math.sin(a)), force=0.3)  # fmt: skip
    m.poly(rgb("c2281f"), (-0.05, v - 0.02), (0.05, v + 0.02), (-0.2, v + 0.24), round_=0.4)
    m.poly(rgb("3a4a5a"), (-0.05, v - 0.02), (0.05, v + 0.02), (0.2, v - 0.24), round_=0.4)
    m.ball(metal, 0, v, 0.04, 0.03)
    m.ball(metal, 0, v + 0.4, 0.07, 0.06)


def microscope(m: Model, place: Place, rng: Rng) -> None:
    """Draw a microscope."""
    paint = m.canvas.hue(place, rgb("3f4a55"))
    m.blob(paint, (-0.34, 0.0), (0.32, 0.0), (0.36, 0.08), (0.1, 0.13), (-0.3, 0.1), round_=0.8)
    m.limb(paint, [0.16, 0.16, 0.14], (-0.2, 0.08), (-0.34, 0.36), (-0.16, 0.68), round_=1.2)
    m.poly(tone(paint, 0.2), (-0.28, 0.3), (0.3, 0.3), (0.3, 0.35), (-0.28, 0.35), round_=0.5)
    m.poly(rgb("bfe0e8"), (0.0, 0.35), (0.2, 0.35), (0.2, 0.37), (0.0, 0.37))
    m.limb(STEEL, [0.08, 0.08], (0.1, 0.4), (0.07, 0.5), round_=1.2)
    m.limb(paint, [0.2, 0.2], (0.06, 0.54), (-0.06, 0.78), round_=1.3)
    m.limb(STEEL, [0.15, 0.13], (-0.08, 0.82), (-0.15, 0.95), round_=1.3)
    m.ball(STEEL, -0.28, 0.46, 0.06, 0.06, round_=1.2)


def bell(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bell with a bow."""
    metal = m.canvas.hue(place, rgb("dcae3e"))
    m.ball(tone(metal, -0.2), 0, 0.07, 0.09, 0.08, round_=1.2)
    made = Turned(
        m, [(0, 0.44), (0.06, 0.43), (0.25, 0.32), (0.6, 0.26), (0.85, 0.18), (1, 0.06)],
        low=0.05, high=0.84, tilt=(0.24, 0.2),
    )  # fmt: skip
    made.body(metal, round_=1.4)
    made.shade(0.5)
    made.band(tone(metal, -0.25), 0.06, 0.1)
    made.shine(0.14, 0.85, 0.8)
    ring = oval(0, 0.9, 0.08, 0.08)
    m.line(metal, 0.05, *ring, ring[0], light=0.62)


def feather(m: Model, place: Place, rng: Rng) -> None:
    """Draw a feather."""
    paint = m.canvas.hue(place, rgb("6f8fb0"))
    vane = m.blob(paint, (-0.86, 0.28), (-0.4, 0.62), (0.2, 0.86), (0.9, 0.92), (0.76, 0.62),
                  (0.3, 0.36), (-0.3, 0.16), (-0.7, 0.14), round_=0.6,
                  ramp=(tone(paint, 0.55), (0.8, 0.9), (-0.8, 0.2)))  # fmt: skip
    m.line(tone(paint, 0.6), 0.03, (-1.2, 0.02), (-0.4, 0.36), (0.86, 0.88), force=0.5)
    for k in range(8):
        u, v = -0.5 + 0.16 * k, 0.34 + 0.075 * k
        m.line(tone(paint, -0.3), 0.012, (u, v), (u + 0.16, v + 0.18), on=vane, force=0.25)
        m.line(tone(paint, -0.3), 0.012, (u, v), (u + 0.2, v - 0.14), on=vane, force=0.25)


def cauldron(m: Model, place: Place, rng: Rng) -> None:
    """Draw a cauldron with a brew that shines."""
    brew = m.canvas.hue(place, rgb("6fd04a"))
    halo(m, 0, 0.8, 0.7, brew, 0.5)
    iron = rgb("34363c")
    for u in (-0.34, 0.34):
        m.limb(iron, [0.12, 0.08], (u, 0.2), (u * 1.15, 0.0))
    made = Turned(m, [(0, 0.28), (0.2, 0.5), (0.5, 0.58), (0.82, 0.46), (0.9, 0.46), (1, 0.52)],
                  low=0.06, high=0.92, tilt=(0.32, 0.32))  # fmt: skip
    made.body(iron, round_=1.4, light=0.62)
    made.shine(0.3, 0.8, 0.45)
    inside = made.mouth(tone(iron, 0.15), tone(iron, 0.1), 0.09)
    made.fill(brew, 0.02, inside, 0.92)
    for u, w, half in (
        (-0.2, 0.02, 0.1),
        (0.14, 0.05, 0.08),
        (0.24, -0.05, 0.06),
        (0.0, 0.1, 0.06),
    ):
        bubble = m.ball(tone(brew, 0.25), u, made.high + w, half, half * 0.9, round_=1.1)
        gleam(m, u, made.high + w, half * 0.35, bubble, 0.8)
    made.front(tone(iron, 0.18), 0.09)
    for s in (-1, 1):
        ring = oval(s * 0.6, 0.52, 0.06, 0.1)
        m.line(tone(iron, 0.3), 0.035, *ring, ring[0], light=0.6)


def lipstick(m: Model, place: Place, rng: Rng) -> None:
    """Draw a lipstick, open."""
    red = m.canvas.hue(place, rgb("c21f3a"))
    stick = Turned(m, [(0, 0.1), (1, 0.1)], low=0.5, high=0.9, tilt=(0.3, 0.26), sharp=True)
    m.blob(red, (-0.1, 0.8), (-0.1, 0.86), (0.02, 0.99), (0.1, 0.96), (0.1, 0.8), round_=0.6)
    stick.body(red, round_=1.2)
    for low, high, half, paint in ((0.36, 0.6, 0.13, BRASS), (0.0, 0.46, 0.17, DARK)):
        one = Turned(m, [(0, half), (1, half)], low=low, high=high, tilt=(0.34, 0.3), sharp=True)
        one.body(paint, round_=1.2)
        one.shine(0.1, 0.9, 0.7)
        m.part(tone(paint, 0.2), one.ring(1), light=0.7, round_=0.2)
    stick.body(red, round_=1.2)
    m.blob(red, (-0.1, 0.7), (-0.1, 0.86), (0.02, 0.99), (0.1, 0.97), (0.1, 0.7), round_=1.0)
    m.tint(WHITE, oval(0.03, 0.78, 0.02, 0.12), cover=0.5, fade=0.01)


def pine_cone(m: Model, place: Place, rng: Rng) -> None:
    """Draw a pine cone."""
    brown = m.canvas.hue(place, rgb("7f5632"))
    m.blob(tone(brown, -0.3), (0, 0.0), (0.34, 0.14), (0.42, 0.44), (0.2, 0.86), (0, 1.0),
           (-0.2, 0.86), (-0.42, 0.44), (-0.34, 0.14), round_=1.2)  # fmt: skip
    for row in range(9):
        v = 0.94 - 0.1 * row
        half = 0.44 * math.sin(math.pi * min(1.0, 0.2 + 0.1 * row)) ** 0.8
        many = 2 + row // 2 if row < 7 else 4
        scales = [oval((k - (many - 1) / 2) * 2 * half / many, v - 0.05, half / many * 1.15, 0.07)
                  for k in range(many)]  # fmt: skip
        m.part(tone(brown, 0.06 * (row % 2)), *scales, reach=0.04, round_=1.2)


FORMS = {
    "pencil": Form(pencil, 0.022, 3.0, grip=(0.0, 0.5)),
    "scissors": Form(scissors, 0.1, 1.56, grip=(-0.9, 0.5)),
    "padlock": Form(padlock, 0.09, 0.48, grip=(0.0, 0.3)),
    "wallet": Form(wallet, 0.08, 1.06, grip=(0.0, 0.3)),
    "map": Form(map_sheet, 0.22, 1.32, grip=(0.0, 0.2)),
    "compass": Form(compass, 0.075, 0.68, grip=(0.0, 0.3)),
    "microscope": Form(microscope, 0.38, 0.42),
    "bell": Form(bell, 0.12, 0.48, grip=(0.0, 0.9)),
    "feather": Form(feather, 0.08, 1.24, grip=(-1.0, 0.1)),
    "cauldron": Form(cauldron, 0.4, 0.66),
    "lipstick": Form(lipstick, 0.08, 0.24, grip=(0.0, 0.2)),
    "pine cone": Form(pine_cone, 0.1, 0.46, grip=(0.0, 0.4)),
}
