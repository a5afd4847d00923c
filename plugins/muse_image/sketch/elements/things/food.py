"""Dishes of the West: bread, pizza, burger, meat, eggs, pasta."""

import math

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import Colour, rgb
from ...paint.model import Model, tone
from ...scene.plan import Place
from ._bits import GREEN, gleam, heap, leaf, shuffled, side, steam
from ._turned import bowl, plate
from .crockery import CHINA

CRUST = rgb("c98a3f")


def fries(m: Model, place: Place, rng: Rng) -> None:
    """Draw chips in a paper box."""
    tops = rng.uniform(0.7, 1.0, 40).tolist()
    leans = rng.uniform(-0.1, 0.1, 40).tolist()
    paper = m.canvas.hue(place, rgb("c8322c"))
    m.blob(tone(paper, -0.25), (-0.42, 0.7), (-0.2, 0.78), (0.2, 0.78), (0.42, 0.7), (0.3, 0.3),
           (-0.3, 0.3), round_=0.3)  # fmt: skip
    for k in range(40):
        u = -0.36 + 0.72 * ((k * 7) % 40) / 39
        yellow = shuffled(rng, rgb("efc04e"), 0.12)
        m.limb(yellow, [0.075, 0.075], (u * 0.8, 0.3), (u + leans[k], tops[k] - 0.6 * u * u
               - 0.004 * k), round_=1.0, line=0.9)  # fmt: skip
    front = m.blob(
        paper, (-0.42, 0.64), (-0.2, 0.52), (0, 0.48), (0.2, 0.52), (0.42, 0.64), (0.36, 0.3),
        (0.3, 0.0), (0, -0.01), (-0.3, 0.0), (-0.36, 0.3), round_=0.6,
    )  # fmt: skip
    m.ball(rgb("f2d46a"), 0, 0.24, 0.13, 0.13, on=front, round_=0.2, line=0.3)


def fried_egg(m: Model, place: Place, rng: Rng) -> None:
    """Draw a fried egg on a plate."""
    plate(m, m.canvas.hue(place, rgb("b9c6cc")), half=1.22)
    m.blob(rgb("f6f1e6"), (-0.62, 0.52), (-0.4, 0.36), (0.0, 0.32), (0.42, 0.34), (0.66, 0.5),
           (0.5, 0.66), (0.12, 0.74), (-0.36, 0.7), round_=0.7, light=0.68)  # fmt: skip
    yolk = m.ball(rgb("f3a41e"), 0.04, 0.56, 0.27, 0.16, round_=1.3)
    gleam(m, 0.04, 0.54, 0.08, yolk, 0.8)


def egg(m: Model, place: Place, rng: Rng) -> None:
    """Draw an egg."""
    shell = m.canvas.hue(place, rgb("e2b78c"))
    made = m.blob(shell, (0, 0.0), (0.3, 0.08), (0.4, 0.36), (0.3, 0.74), (0, 1.0), (-0.3, 0.74),
                  (-0.4, 0.36), (-0.3, 0.08), round_=1.4)  # fmt: skip
    gleam(m, 0, 0.45, 0.18, made, 0.45)


def steak(m: Model, place: Place, rng: Rng) -> None:
    """Draw a grilled steak with herbs and potatoes on a plate."""
    steam(m, rng, 0, 0.8, 0.6, 0.5)
    plate(m, CHINA, half=1.22)
    heap(m, rng, [rgb("e0b056"), rgb("d09a40")], -0.62, 0.6, 0.34, 0.1, 9, 0.13)
    meat = m.canvas.hue(place, rgb("7a3b26"))
    shape = [(-0.46, 0.3), (-0.1, 0.24), (0.5, 0.28), (0.86, 0.46), (0.74, 0.66), (0.3, 0.76),
             (-0.12, 0.68), (-0.44, 0.5)]  # fmt: skip
    m.blob(rgb("5a2618"), *[(u, v - 0.08) for u, v in shape], round_=0.6)
    top = m.blob(meat, *shape, round_=0.8, light=0.6)
    for k in range(6):
        u = -0.4 + 0.22 * k
        m.line(rgb("38180f"), 0.035, (u, 0.24), (u + 0.24, 0.8), on=top, force=0.6)
    for tip in ((0.5, 0.92), (0.28, 0.9), (0.66, 0.84)):
        leaf(m, GREEN, (0.3, 0.6), tip, 0.24)


def roast_chicken(m: Model, place: Place, rng: Rng) -> None:
    """Draw a roast chicken on a dish with greens."""
    _roast(m, m.canvas.hue(place, rgb("bf7228")), rng)


def roast_duck(m: Model, place: Place, rng: Rng) -> None:
    """Draw a roast duck, dark and shining."""
    _roast(m, m.canvas.hue(place, rgb("8f3c16")), rng)


def _roast(m: Model, skin: Colour, rng: Rng) -> None:
    steam(m, rng, 0, 0.95, 0.5, 0.4)
    plate(m, CHINA, half=0.98, high=0.77)
    for k in range(11):
        u = -0.9 + 0.18 * k
        leaf(m, shuffled(rng, GREEN), (u * 0.8, 0.3), (u * 1.15, 0.14 + 0.2 * abs(u)), 0.35)
    m.limb(tone(skin, -0.1), [0.3, 0.24], (-0.5, 0.5), (-0.72, 0.36), round_=1.3)
    body = m.blob(
        skin, (-0.66, 0.42), (-0.5, 0.22), (0, 0.16), (0.5, 0.22), (0.68, 0.42), (0.52, 0.74),
        (0.1, 0.92), (-0.34, 0.86), (-0.6, 0.66), round_=1.4,
    )  # fmt: skip
    gleam(m, 0.05, 0.62, 0.16, body, 0.5)
    m.limb(tone(skin, 0.04), [0.2, 0.38, 0.32], (0.28, 0.44), (0.5, 0.46), (0.74, 0.52), round_=1.4)
    m.limb(rgb("e9d3a4"), [0.1, 0.09], (0.82, 0.54), (1.0, 0.62), round_=1.2)
    m.ball(rgb("e9d3a4"), 1.02, 0.66, 0.07)
    m.ball(rgb("e9d3a4"), 1.04, 0.6, 0.06)
    m.limb(tone(skin, 0.08), [0.22, 0.28, 0.16], (-0.42, 0.62), (-0.2, 0.5), (-0.42, 0.4),
           round_=1.2)  # fmt: skip


def salad(m: Model, place: Place, rng: Rng) -> None:
    """Draw a bowl of salad: leaves, tomatoes, cucumber."""
    spots = rng.uniform(-1, 1, (24, 2)).tolist()
    clay = m.canvas.hue(place, rgb("b58a5a"))
    made, _ = bowl(m, clay, high=0.8)
    v = made.high
    for k, (a, b) in enumerate(sorted(spots, key=lambda s: -s[1])):
        u, w = a * 0.44, v + 0.05 + b * 0.2 * (1 - a * a) + 0.06 * (1 - a * a)
        turn = 0.8 + k * 1.1
        colour = shuffled(rng, (rgb("7cae43"), rgb("4f8a38"), rgb("a2c45a"))[k % 3], 0.1)
        leaf(m, colour, (u, w - 0.08), (u + 0.22 * math.cos(turn), w + 0.06 + 0.16 *
             abs(math.sin(turn))), 0.42)  # fmt: skip
        if k % 5 == 2:
            m.ball(rgb("c9342a"), u, w, 0.085, 0.08)
        if k % 7 == 4:
            m.ball(rgb("5f9a4a"), u, w + 0.03, 0.1, 0.07, 0.3)
            m.ball(rgb("d8e6b0"), u, w + 0.04, 0.085, 0.055, 0.3, round_=0.2, line=0.2)
    made.front(clay)


def pasta(m: Model, place: Place, rng: Rng) -> None:
    """Draw a plate of spaghetti with sauce, basil and cheese."""
    turns = rng.uniform(-1, 1, (30, 3)).tolist()
    steam(m, rng, 0, 0.85, 0.6, 0.4)
    plate(m, m.canvas.hue(place, CHINA), half=1.2, high=0.92)
    straw = rgb("eac873")
    m.blob(tone(straw, -0.18), (-0.7, 0.42), (-0.4, 0.26), (0.4, 0.26), (0.7, 0.42), (0.4, 0.7),
           (-0.4, 0.7), round_=1.0)  # fmt: skip
    for a, b, c in turns:
        v = 0.45 + 0.14 * b
        m.limb(shuffled(rng, straw, 0.08), [0.035, 0.035], (a * 0.6 - 0.16, v - 0.04),
               (a * 0.55 - 0.05, v + 0.1 + 0.05 * c), (a * 0.55 + 0.12, v + 0.08),
               (a * 0.5 + 0.2, v - 0.06), round_=0.8, line=0.35)  # fmt: skip
    m.blob(rgb("b8371f"), (-0.38, 0.6), (-0.2, 0.5), (0.1, 0.46), (0.36, 0.54), (0.34, 0.7),
           (0.05, 0.82), (-0.26, 0.76), round_=1.0, light=0.6)  # fmt: skip
    heap(m, rng, [rgb("8f2a18"), rgb("c9502e")], 0, 0.6, 0.26, 0.06, 12, 0.05)
    for tip in ((0.2, 0.94), (-0.16, 0.92)):
        leaf(m, rgb("3f8a3a"), (0.0, 0.76), tip, 0.46)


def cheese(m: Model, place: Place, rng: Rng) -> None:
    """Draw a wedge of cheese with holes."""
    yellow = m.canvas.hue(place, rgb("f0c04a"))
    m.poly(yellow, (-0.95, 0.62), (0.75, 0.56), (0.95, 0.8), (-0.1, 0.99), light=0.78, round_=0.2)
    face = m.poly(yellow, (-0.95, 0.12), (0.75, 0.02), (0.75, 0.57), (-0.95, 0.63), round_=0.25)
    m.poly(tone(yellow, -0.1), (0.75, 0.02), (0.95, 0.24), (0.95, 0.8), (0.75, 0.57), light=0.4)
    for u, v, half in ((-0.6, 0.36, 0.11), (-0.15, 0.22, 0.08), (0.12, 0.44, 0.13),
                       (0.5, 0.24, 0.1), (-0.3, 0.54, 0.06), (0.62, 0.48, 0.05)):  # fmt: skip
        m.ball(tone(yellow, -0.32), u, v, half, half * 0.9, on=face, round_=-1.0, line=0.5)


def barbecue(m: Model, place: Place, rng: Rng) -> None:
    """Draw skewers of grilled meat and vegetables on a plate."""
    steam(m, rng, 0, 0.75, 0.6, 0.5)
    plate(m, m.canvas.hue(place, rgb("59606a")), half=1.22)
    for row in range(3):
        v = 0.68 - 0.17 * row
        m.limb(rgb("d8b880"), [0.03, 0.03], (-1.2, v - 0.08), (1.15, v + 0.08))
        for k in range(7):
            u = -0.75 + 0.25 * k
            colour = (rgb("8a4526"), rgb("8a4526"), rgb("6f9a3c"), rgb("a5552c"), rgb("c8402c"))[
                (k + row) % 5]  # fmt: skip
            m.ball(shuffled(rng, colour), u, v + 0.07 * u, 0.135, 0.1, 0.2 * side(m), round_=1.2)


def popcorn(m: Model, place: Place, rng: Rng) -> None:
    """Draw popcorn in a striped box."""
    paper = m.canvas.hue(place, rgb("c8322c"))
    heap(m, rng, [rgb("f6ecc8"), rgb("f2dc9a"), rgb("fbf6e6")], 0, 0.72, 0.4, 0.16, 60, 0.085)
    front = m.poly(rgb("f4efe4"), (-0.46, 0.74), (0.46, 0.74), (0.34, 0.0), (-0.34, 0.0),
                   round_=0.7, light=0.6)  # fmt: skip
    for k in range(4):
        u = -0.46 + 0.263 * k
        m.poly(paper, (u, 0.76), (u + 0.13, 0.76), ((u + 0.13) * 0.74, -0.02), (u * 0.74, -0.02),
               on=front, round_=0, line=0.2)  # fmt: skip


FORMS = {
    "fries": Form(fries, 0.15, 0.52, grip=(0.0, 0.3)),
    "fried egg": Form(fried_egg, 0.11, 1.24),
    "egg": Form(egg, 0.06, 0.42, grip=(0.0, 0.3)),
    "steak": Form(steak, 0.12, 1.24),
    "roast chicken": Form(roast_chicken, 0.2, 1.12),
    "roast duck": Form(roast_duck, 0.2, 1.12),
    "salad": Form(salad, 0.16, 0.62),
    "pasta": Form(pasta, 0.13, 1.22),
    "cheese": Form(cheese, 0.09, 1.0, grip=(0.0, 0.3)),
    "barbecue": Form(barbecue, 0.12, 1.24),
    "popcorn": Form(popcorn, 0.19, 0.5, grip=(0.0, 0.4)),
}
