"""Plants and other natural things seen near: a cactus, a bush, a leaf, smoke."""

import math
from itertools import pairwise

import numpy as np

from ...catalogue import Form
from ...draws import Rng
from ...paint.colour import mix, rgb
from ...paint.model import Model, Outline, Spot, limb, oval, smooth, tone
from ...scene.plan import Place

CACTUS = rgb("5f8a4f")


def _column(m: Model, green: np.ndarray, wide: float, spots: list[Spot]) -> None:
    """Draw one arm of a cactus with its ribs and spines."""
    stem = m.part(green, *limb([wide, wide * 1.06, wide], *spots), light=0.58, round_=1.3)
    along = smooth(spots, False)
    for side in (-0.3, 0.0, 0.3):
        rib = [(u + side * wide * (1.0 if abs(u1 - u) < abs(v1 - v) else 0.2),
                v + side * wide * (0.2 if abs(u1 - u) < abs(v1 - v) else 1.0))
               for (u, v), (u1, v1) in pairwise(along)]  # fmt: skip
        m.line(tone(green, -0.35), 0.012, *rib[::3], on=stem, force=0.5)
        pricks = [[(u - 0.012, v), (u + 0.012, v + 0.012)] for u, v in rib[1::3]]
        m.strokes(rgb("efe8c8"), 0.006, pricks, force=0.3, light=0.8)


def saguaro(m: Model, place: Place, rng: Rng) -> None:
    """Draw a tall cactus with two arms, in flower now and then."""
    draws = rng.uniform(-1, 1, 6)
    green = m.canvas.hue(place, CACTUS)
    high = 0.62 + 0.06 * draws[0]
    _column(m, tone(green, -0.06), 0.12, [(0.0, 0.34), (0.26, 0.32), (0.34, 0.42), (0.34, high)])
    _column(m, tone(green, -0.06), 0.11, [(0.0, 0.5 + 0.03 * draws[1]), (-0.22, 0.48), (-0.3, 0.56),
                                         (-0.3, 0.8)])  # fmt: skip
    _column(m, green, 0.18, [(0.0, 0.0), (0.01 * draws[2], 0.5), (0.0, 0.92)])
    if draws[3] > -0.4:
        for u, v in ((-0.05, 0.99), (0.05, 1.0), (0.34, high + 0.07), (-0.3, 0.86)):
            m.part(rgb("e88aa0"), *[oval(u + 0.022 * math.cos(a), v + 0.016 * math.sin(a), 0.018,
                   0.014) for a in (0.3, 1.6, 2.8, 4.0, 5.2)], light=0.7, line=0.5)  # fmt: skip
            m.ball(rgb("f2d070"), u, v, 0.011, light=0.8)


def bush(m: Model, place: Place, rng: Rng) -> None:
    """Draw a round bush of leaves, the lit ones on top."""
    draws = rng.uniform(-1, 1, (90, 3))
    green = m.canvas.hue(place, m.canvas.leaf(0))
    for u in (-0.3, 0.0, 0.28):
        m.limb(rgb("5f4a38"), [0.06, 0.04], (u * 0.4, 0.0), (u, 0.4))
    clumps = ((-0.5, 0.3, 0.34), (0.5, 0.28, 0.36), (-0.26, 0.56, 0.36), (0.3, 0.58, 0.36),
              (0.0, 0.7, 0.3), (0.0, 0.34, 0.42))  # fmt: skip
    for k, (u, v, half) in enumerate(clumps):
        edge = [(u + half * (1 + 0.14 * draws[(k * 14 + n) % 90, 0]) * math.cos(n * math.pi / 7), v
            + 0.86 * half * (1 + 0.14 * draws[(k * 14 + n) % 90, 1]) * math.sin(n * math.pi / 7))
            for n in range(14)]  # fmt: skip
        shade = tone(green, -0.16 + 0.3 * v)
        body = m.part(shade, smooth(edge), light=0.42 + 0.2 * v, round_=1.0, line=0.4)
        leaves = [_blade(u + 0.95 * half * float(a), v + 0.9 * half * float(b), 0.05, 3 * float(c))
                  for a, b, c in np.roll(draws, 13 * k, 0)[:56]]  # fmt: skip
        upper = [leaf for leaf in leaves if leaf[0][1] > v]
        m.part(tone(shade, 0.18), *upper, on=body, light=0.66, line=0.2, round_=0.2)
        m.part(tone(shade, -0.2), *[leaf for leaf in leaves if leaf[0][1] <= v], on=body,
               light=0.42, line=0.2, round_=0.2)  # fmt: skip


def _blade(u: float, v: float, long: float, turn: float) -> Outline:
    """Return the outline of a small leaf around (u, v)."""
    return [(u + long * (a * math.cos(turn) - b * math.sin(turn)),
             v + long * (a * math.sin(turn) + b * math.cos(turn)))
            for a, b in ((-1, 0), (-0.2, 0.4), (1, 0), (-0.2, -0.4))]  # fmt: skip


def maple_leaf(m: Model, place: Place, rng: Rng) -> None:
    """Draw one leaf with five points, its veins and its stalk."""
    autumn = m.canvas.scene.season == "autumn"
    first = rgb("c8532c") if autumn else rgb("6d9a3f")
    colour = m.canvas.hue(place, first)
    m.limb(tone(colour, -0.3), [0.03, 0.02], (0.0, 0.24), (-0.03, 0.12), (-0.1, 0.0))
    half = ((0.0, 0.2), (0.14, 0.23), (0.3, 0.17), (0.28, 0.28), (0.5, 0.34), (0.44, 0.42),
            (0.58, 0.56), (0.44, 0.58), (0.42, 0.66), (0.26, 0.54), (0.3, 0.74), (0.2, 0.74),
            (0.14, 0.84), (0.09, 0.8))  # fmt: skip
    ring = [*half, (0.0, 1.02), *[(-u, v) for u, v in reversed(half)]]
    leaf = m.part(colour, ring, light=0.62, round_=0.35, ramp=(mix(colour, rgb("e2a83a"), 0.55 if
        autumn else 0.2), (0, 0.2), (0, 1.0)))  # fmt: skip
    for u, v in ((0.0, 0.96), (0.26, 0.7), (-0.26, 0.7), (0.5, 0.54), (-0.5, 0.54), (0.26, 0.2),
                 (-0.26, 0.2)):  # fmt: skip
        m.line(tone(colour, -0.35), 0.014, (0, 0.24), (u, v), taper=True, on=leaf, force=0.7)
        for part in (0.45, 0.7):
            at = (u * part, 0.24 + (v - 0.24) * part)
            m.line(tone(colour, -0.25), 0.007, at, (at[0] + 0.05, at[1] + 0.06), on=leaf, force=0.3)


def smoke(m: Model, place: Place, rng: Rng) -> None:
    """Draw a column of smoke that widens as it rises."""
    draws = rng.uniform(-1, 1, (26, 3))
    grey = m.canvas.hue(place, rgb("9a979a"))
    for k in range(26):
        part = k / 25
        u = 0.3 * part**1.3 * 0.8 + 0.16 * part * float(draws[k, 0]) + 0.03 * math.sin(part * 9)
        size = 0.04 + 0.17 * part * (1 + 0.25 * float(draws[k, 1]))
        m.part(tone(grey, 0.3 * part + 0.1 * float(draws[k, 2])), oval(u, part * 0.9, size, size *
            0.86), light=0.6, round_=1.0, line=0.25, fade=0.012, cover=0.95 - 0.5 *
            part)  # fmt: skip


def puddle(m: Model, place: Place, rng: Rng) -> None:
    """Draw a puddle of mud that mirrors the sky."""
    mud = m.canvas.hue(place, rgb("6f5239"))
    edge = [(3.2 * math.cos(a) * (1 + 0.1 * d), 0.5 + 0.5 * math.sin(a) * (1 + 0.1 * d))
            for a, d in zip(np.linspace(0, 2 * math.pi, 18, endpoint=False),
                            rng.uniform(-1, 1, 18), strict=True)]  # fmt: skip
    body = m.part(mud, smooth(edge), light=0.5, round_=0.6)
    inner = [(u * 0.8 + 0.1, 0.5 + (v - 0.5) * 0.7) for u, v in edge]
    water = m.part(tone(mud, -0.25), smooth(inner), on=body, light=0.45, round_=-0.5, line=0.5)
    m.tint(rgb("c9d2d6"), oval(-0.6, 0.56, 1.3, 0.13), oval(0.9, 0.42, 0.7, 0.07), on=water,
           cover=0.6, fade=0.03)  # fmt: skip


FORMS = {
    "saguaro": Form(saguaro, 2.6, 0.5),
    "bush": Form(bush, 1.2, 0.9),
    "leaf": Form(maple_leaf, 0.14, 0.62),
    "smoke": Form(smoke, 4.0, 0.6, hangs=False),
    "puddle": Form(puddle, 0.25, 3.5),
}
