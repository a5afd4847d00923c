"""Sundries: yarn, an acorn, sheet music, a trunk, a slice of pizza, shops."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, oval, smooth, tone
from ...scene.plan import Place
from ._bits import box, gleam, leaf
from .buildings import GLASS, LIT, rect


def yarn(m: Model, place: Place, rng: Rng) -> None:
    """Draw a ball of yarn with its loose end."""
    wool = m.canvas.hue(place, rgb(("c8434f", "4f86b0", "d99a3a", "7a5aa0")[int(rng.integers(4))]))
    m.limb(tone(wool, -0.1), [0.045, 0.045, 0.04], (0.3, 0.08), (0.8, 0.02), (1.0, 0.16), (1.3,
        0.08), (1.5, 0.02))  # fmt: skip
    ball = m.ball(wool, 0, 0.5, 0.5, round_=1.3)
    for first, turn in ((0.0, 0.5), (0.5, -0.7), (0.2, 1.5)):
        lines = []
        for k in range(7):
            off = (k - 3) * 0.085
            cos, sin = math.cos(turn), math.sin(turn)
            arc = [(-0.42 + 0.14 * j, off + 0.13 * math.cos((j - 3) / 3 * 1.4) - first * 0.1) for j
                in range(7)]  # fmt: skip
            lines.append([(u * cos - v * sin, 0.5 + u * sin + v * cos) for u, v in arc])
        m.strokes(tone(wool, -0.28), 0.022, lines, on=ball, force=0.5)
    gleam(m, 0.0, 0.55, 0.24, on=ball, strength=0.3)


def acorn(m: Model, place: Place, rng: Rng) -> None:
    """Draw an acorn with its cup and a leaf."""
    nut, cup = m.canvas.hue(place, rgb("b87f3f")), rgb("7f5a36")
    leaf(m, rgb("7f9a45"), (0.02, 0.9), (0.6, 1.02), 0.36)
    body = m.blob(nut, (-0.34, 0.6), (-0.3, 0.3), (-0.08, 0.06), (0, 0.0), (0.08, 0.06), (0.3, 0.3),
        (0.34, 0.6), round_=1.4)  # fmt: skip
    gleam(m, 0.0, 0.36, 0.12, on=body)
    m.limb(cup, [0.07, 0.06], (0, 0.84), (0.04, 1.0))
    top = m.blob(cup, (-0.42, 0.58), (-0.3, 0.8), (0, 0.88), (0.3, 0.8), (0.42, 0.58), (0.0, 0.52),
                 round_=1.2)  # fmt: skip
    scales = [oval(-0.36 + 0.1 * k + 0.05 * (row % 2), 0.6 + 0.07 * row, 0.05, 0.032) for row in
        range(4) for k in range(8)]  # fmt: skip
    m.part(tone(cup, 0.15), *scales, on=top, light=0.6, round_=0.6, line=0.6)


def sheet_music(m: Model, place: Place, rng: Rng) -> None:
    """Draw two sheets of music with staves and notes."""
    white, ink = m.canvas.hue(place, rgb("f3ecd9")), rgb("2c2624")
    steps = rng.integers(0, 5, 40)
    for shift, shade in ((0.16, -0.12), (0.0, 0.0)):
        sheet = m.poly(tone(white, shade), (-0.8 + shift, 0.02), (0.62 + shift, 0.0), (0.8 + shift,
            1.0), (-0.6 + shift, 1.03), light=0.7, round_=0.2)  # fmt: skip

    def at(x: float, y: float) -> tuple[float, float]:
        return -0.8 + 1.42 * x + 0.19 * y, 0.02 - 0.02 * x + 1.0 * y

    for row in range(4):
        low = 0.08 + 0.23 * row
        m.strokes(ink, 0.007, [[at(0.06, low + 0.03 * k), at(0.94, low + 0.03 * k)] for k in
            range(5)], on=sheet, force=0.5)  # fmt: skip
        m.strokes(ink, 0.02, [[at(0.09, low - 0.02), at(0.1, low + 0.14)], [at(0.08, low + 0.1),
            at(0.12, low + 0.06)]], on=sheet)  # fmt: skip
        heads, stems = [], []
        for k in range(9):
            u, v = at(0.18 + 0.085 * k, low + 0.015 + 0.026 * int(steps[row * 9 + k]))
            heads.append(oval(u, v, 0.028, 0.018, 0.4))
            stems.append([(u + 0.025, v), (u + 0.04, v + 0.1)])
        m.part(ink, *heads, on=sheet, light=0.3, round_=0)
        m.strokes(ink, 0.009, stems, on=sheet)


def trunk(m: Model, place: Place, rng: Rng) -> None:
    """Draw an old travelling trunk with straps and brass corners."""
    hide, strap, brass = m.canvas.hue(place, rgb("6f4a30")), rgb("4a3020"), rgb("c79a45")
    front, _, _ = box(m, hide, -0.95, 0.75, 0.0, 0.6, (0.26, 0.22))
    m.poly(tone(hide, 0.08), (-0.97, 0.6), (0.77, 0.6), (1.03, 0.82), (-0.71, 0.82), light=0.74)
    m.poly(tone(hide, 0.04), (-0.97, 0.58), (-0.97, 0.72), (-0.9, 0.86), (-0.72, 0.98), (-0.6, 1.0),
        (0.88, 1.0), (1.0, 0.94), (1.03, 0.8), (0.77, 0.58), round_=0.9, light=0.64)  # fmt: skip
    for u in (-0.62, 0.42):
        m.poly(strap, (u - 0.05, 0.0), (u + 0.05, 0.0), (u + 0.05, 0.74), (u + 0.24, 0.99), (u +
            0.14, 0.99), (u - 0.05, 0.76), light=0.52)  # fmt: skip
        m.part(brass, rect(u - 0.06, u + 0.06, 0.4, 0.5), light=0.68)
    m.strokes(tone(hide, -0.4), 0.016, [[(-0.97, 0.58), (0.77, 0.58), (1.03, 0.8)]])
    for u, v in ((-0.92, 0.04), (0.72, 0.04), (-0.92, 0.52), (0.72, 0.52)):
        m.part(brass, oval(u, v, 0.06, 0.06), on=front, light=0.68)
    m.part(brass, rect(-0.17, -0.03, 0.44, 0.66), light=0.7, round_=0.5)
    m.part(rgb("2a1e16"), oval(-0.1, 0.52, 0.02, 0.03), light=0.3)


def pizza_slice(m: Model, place: Place, rng: Rng) -> None:
    """Draw a slice of pizza whose cheese melts over its edge."""
    crust, cheese, red = rgb("c98a4a"), m.canvas.hue(place, rgb("f0c352")), rgb("b8352a")
    m.poly(tone(crust, -0.25), (-0.95, 0.1), (-0.95, 0.32), (1.0, 0.78), (1.12, 0.62), light=0.45)
    m.poly(tone(crust, -0.1), (1.12, 0.62), (1.0, 0.78), (0.2, 1.04), (0.36, 0.92), light=0.5)
    face = m.poly(cheese, (-1.0, 0.24), (0.96, 0.6), (0.3, 1.0), light=0.7, round_=0.3)
    for u, drop in ((-0.72, 0.13), (-0.3, 0.2), (0.1, 0.12), (0.5, 0.22)):
        v = 0.24 + (u + 1.0) * 0.184
        m.blob(cheese, (u - 0.11, v + 0.02), (u + 0.11, v + 0.05), (u + 0.05, v - drop * 0.7), (u, v
            - drop), (u - 0.06, v - drop * 0.6), light=0.64, line=0.4)  # fmt: skip
    for u, v, size in ((-0.42, 0.44, 0.12), (0.14, 0.62, 0.15), (0.5, 0.68, 0.14),
                       (0.28, 0.84, 0.12)):  # fmt: skip
        slice_ = m.part(red, oval(u, v, size, size * 0.5, 0.2), on=face, light=0.6, round_=0.5)
        m.part(tone(red, 0.25), oval(u - 0.03, v + 0.01, size * 0.3, size * 0.1), on=slice_,
            light=0.7, line=0)  # fmt: skip
    for u, v in ((-0.12, 0.5), (0.38, 0.58), (0.05, 0.76)):
        leaf(m, rgb("4f8a3a"), (u, v), (u + 0.17, v + 0.05), 0.4)
    m.limb(crust, [0.2, 0.24, 0.2], (1.02, 0.64), (0.78, 0.9), (0.28, 1.04), round_=1.3)
    m.limb(tone(crust, 0.2), [0.05, 0.07, 0.05], (0.98, 0.73), (0.72, 0.95), (0.34, 1.07),
        light=0.75, line=0.1)  # fmt: skip


def _front(m: Model, wall: Colour, trim: Colour) -> None:
    """Draw the front of a shop: its wall, window, door and sill."""
    lit = m.canvas.scene.time in ("night", "dusk")
    glass = LIT if lit else GLASS
    m.part(wall, rect(-1.0, 1.0, 0.0, 1.0), light=0.58, round_=0.1)
    m.part(trim, rect(-0.9, 0.3, 0.12, 0.6), rect(0.42, 0.86, 0.0, 0.62), light=0.6, round_=0.2)
    m.part(glass, rect(-0.84, 0.24, 0.18, 0.55), rect(0.49, 0.79, 0.24, 0.56), light=0.64, round_=0,
        glow=lit, ramp=(tone(glass, 0.35), (0, 0.2), (0, 0.55)))  # fmt: skip
    m.strokes(trim, 0.02, [[(-0.3, 0.18), (-0.3, 0.55)]])
    m.ball(rgb("d6a94a"), 0.74, 0.2, 0.02)
    m.part(tone(trim, -0.2), rect(-1.04, 1.04, 0.97, 1.04), light=0.62, round_=0.4)


def flower_shop(m: Model, place: Place, rng: Rng) -> None:
    """Draw a flower shop with an awning and buckets of flowers in front."""
    wall = m.canvas.hue(place, rgb("d9b8a8"))
    _front(m, wall, rgb("4f7a5f"))
    m.part(rgb("f2ead8"), rect(-0.8, 0.8, 0.8, 0.94), light=0.7, round_=0.2)
    for k in range(5):
        for n in range(5):
            a = n * 1.257
            m.part(rgb(("d8536a", "e8a83a", "8a5aa8")[k % 3]), oval(-0.6 + 0.3 * k + 0.032 *
                math.cos(a), 0.87 + 0.032 * math.sin(a), 0.026, 0.026), light=0.66,
                line=0.3)  # fmt: skip
        m.ball(rgb("f6e08a"), -0.6 + 0.3 * k, 0.87, 0.02, line=0.3)
    for k in range(10):
        u = -1.0 + 0.2 * k
        m.blob(rgb("f4efe4") if k % 2 else rgb("5f9a72"), (u, 0.78), (u + 0.2, 0.78), (u + 0.2,
            0.64), (u + 0.1, 0.6), (u, 0.64), light=0.66, round_=0.4, line=0.5)  # fmt: skip
    draws = rng.uniform(-1, 1, (60, 2))
    for k, u in enumerate((-0.82, -0.5, -0.18, 0.14, 0.95)):
        m.poly(rgb("8f979c"), (u - 0.09, 0.0), (u + 0.09, 0.0), (u + 0.12, 0.16), (u - 0.12, 0.16),
            light=0.6, round_=1.0)  # fmt: skip
        for n in range(9):
            a, b = draws[k * 9 + n]
            m.limb(rgb("5f8a45"), [0.012, 0.01], (u, 0.14), (u + 0.13 * a, 0.26 + 0.05 * b))
        for n in range(9):
            a, b = draws[k * 9 + n]
            m.ball(rgb(("d8434f", "f0b03a", "f2e6ee", "9a6ac0", "e87aa0")[k]), u + 0.14 * a, 0.28 +
                0.07 * b, 0.04, line=0.5)  # fmt: skip


def diner(m: Model, place: Place, rng: Rng) -> None:
    """Draw a diner of chrome with long windows and a sign on its roof."""
    chrome, red = rgb("ccd3d8"), m.canvas.hue(place, rgb("c23a3a"))
    lit = m.canvas.scene.time in ("night", "dusk")
    m.poly(red, (-0.5, 0.72), (0.5, 0.72), (0.56, 1.0), (-0.56, 1.0), light=0.6, round_=0.4)
    for k, u in enumerate((-0.36, -0.18, 0.0, 0.18, 0.36)):
        stroke = ([[(u - 0.05, 0.78), (u - 0.05, 0.94), (u + 0.04, 0.91), (u + 0.04, 0.81), (u -
            0.05, 0.78)]], [[(u, 0.78), (u, 0.94)]], [[(u - 0.05, 0.78), (u - 0.05, 0.94), (u +
            0.05, 0.78), (u + 0.05, 0.94)]], [[(u + 0.05, 0.94), (u - 0.04, 0.94), (u - 0.04, 0.78),
            (u + 0.05, 0.78)], [(u - 0.04, 0.86), (u + 0.04, 0.86)]], [[(u - 0.04, 0.78), (u - 0.04,
            0.94), (u + 0.04, 0.92), (u + 0.03, 0.86), (u - 0.04, 0.86)], [(u, 0.86), (u + 0.05,
            0.78)]], )[k]  # fmt: skip
        # Letters are never mirrored.
        read = [[(m.way * a, b) for a, b in line] for line in stroke]
        m.strokes(rgb("fff3d0"), 0.026, read, light=0.95, glow=lit)
    m.blob(chrome, (-1.5, 0.02), (-1.56, 0.3), (-1.48, 0.62), (-1.3, 0.72), (1.3, 0.72), (1.48,
        0.62), (1.56, 0.3), (1.5, 0.02), light=0.62, round_=0.6)  # fmt: skip
    for v in (0.09, 0.15, 0.21, 0.64, 0.68):
        m.strokes(tone(chrome, -0.3), 0.01, [[(-1.5, v), (1.5, v)]], force=0.5)
    m.part(red, rect(-1.53, 1.53, 0.24, 0.3), rect(-1.46, 1.46, 0.59, 0.63), light=0.6, round_=0.3)
    glass = LIT if lit else rgb("a9c6d2")
    m.part(glass, *[rect(u, u + 0.3, 0.33, 0.57) for u in (-1.4, -1.06, -0.72, 0.44, 0.78, 1.1)],
        light=0.66, round_=0, glow=lit)  # fmt: skip
    m.part(tone(chrome, 0.2), rect(-0.3, 0.3, 0.0, 0.6), light=0.66, round_=0.4)
    m.part(glass, rect(-0.22, -0.02, 0.06, 0.54), rect(0.02, 0.22, 0.06, 0.54), light=0.66,
        round_=0, glow=lit)  # fmt: skip
    m.part(red, smooth([(-0.4, 0.6), (0.4, 0.6), (0.46, 0.52), (-0.46, 0.52)]), light=0.62)
    m.part(rgb("9a948c"), rect(-1.6, 1.6, -0.03, 0.04), light=0.6)


FORMS = {
    "ball of yarn": Form(yarn, 0.1, 1.3),
    "acorn": Form(acorn, 0.08, 0.6, grip=(0.0, 0.3)),
    "sheet music": Form(sheet_music, 0.26, 1.0),
    "trunk": Form(trunk, 0.6, 1.1),
    "slice of pizza": Form(pizza_slice, 0.14, 1.15),
    "flower shop": Form(flower_shop, 4.2, 1.1),
    "diner": Form(diner, 4.4, 1.6),
}
