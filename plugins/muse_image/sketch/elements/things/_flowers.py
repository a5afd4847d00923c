"""Heads of flowers, as one sees them in a vase."""

import math
from collections.abc import Callable

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, tone
from ._bits import heap, leaf

YELLOW = rgb("f2c23a")


def _petals(
    m: Model, colour: Colour, many: int, first: float, last: float, broad: float, turn: float = 0.0,
    squash: float = 0.86, **how: object,
) -> None:  # fmt: skip
    """Draw petals in a ring between two radii of a head of size 1."""
    for k in range(many):
        a = turn + k / many * 2 * math.pi
        foot = (first * math.cos(a), first * math.sin(a) * squash)
        tip = (last * math.cos(a), last * math.sin(a) * squash)
        leaf(m, tone(colour, 0.08 * (k % 2)), foot, tip, broad, vein=False, **how)


def rose(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a rose: petals that wrap each other around a bud."""
    turn = float(rng.uniform(0, 6))
    for ring, (half, many) in enumerate(((1.0, 5), (0.74, 5), (0.48, 4))):
        for k in range(many):
            a = turn + ring * 0.6 + k / many * 2 * math.pi
            u, v = half * 0.42 * math.cos(a), half * 0.36 * math.sin(a)
            m.ball(tone(colour, -0.16 + 0.12 * ring + 0.05 * (k % 2)), u, v, half * 0.62,
                   half * 0.5, a + 1.57, round_=1.2)  # fmt: skip
    spiral: Outline = [(0.021 * k * math.cos(turn + k * 0.7), 0.018 * k * math.sin(turn + k * 0.7))
                       for k in range(14)]  # fmt: skip
    m.ball(tone(colour, -0.12), 0, 0, 0.3, 0.26, round_=0.8)
    m.line(tone(colour, -0.42), 0.05, *spiral, force=0.6)


def peony(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a peony: many ruffled petals, lighter to their edges."""
    turn = float(rng.uniform(0, 6))
    for ring, (half, many) in enumerate(((1.0, 9), (0.78, 8), (0.54, 7), (0.3, 5))):
        for k in range(many):
            a = turn + ring * 0.35 + k / many * 2 * math.pi
            u, v = half * 0.62 * math.cos(a), half * 0.52 * math.sin(a)
            m.ball(tone(colour, 0.14 - 0.1 * ring + 0.06 * (k % 2)), u, v, half * 0.42, half * 0.34,
                   a + 1.57, round_=1.2)  # fmt: skip
    m.ball(tone(colour, -0.2), 0, 0, 0.2, 0.17)
    heap(m, rng, [YELLOW], 0, 0, 0.15, 0.0, 7, 0.03, line=0.2)


def tulip(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a tulip from its side."""
    rng.random()
    for s in (-1, 1):
        m.blob(tone(colour, -0.12), (0, -0.5), (s * 0.5, -0.4), (s * 0.66, 0.2), (s * 0.5, 0.86),
               (s * 0.2, 0.5), (0, 0.0), round_=1.2)  # fmt: skip
    m.blob(tone(colour, -0.2), (-0.3, 0.0), (-0.14, 0.9), (0.14, 0.9), (0.3, 0.0), round_=0.8)
    m.blob(tone(colour, 0.06), (0, -0.56), (0.42, -0.3), (0.4, 0.3), (0, 0.86), (-0.4, 0.3),
           (-0.42, -0.3), round_=1.3)  # fmt: skip


def sunflower(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a sunflower."""
    turn = float(rng.uniform(0, 1))
    _petals(m, tone(colour, -0.15), 15, 0.4, 1.0, 0.2, turn)
    _petals(m, colour, 15, 0.36, 0.92, 0.22, turn + 0.2)
    m.ball(rgb("4a2c18"), 0, 0, 0.46, 0.4, round_=0.9)
    heap(m, rng, [rgb("6f4420"), rgb("2e1a10")], 0, 0.0, 0.36, 0.0, 20, 0.05, line=0.3)
    m.ball(rgb("2c1a10"), 0, 0, 0.2, 0.17, round_=0.4, line=0.2)


def daisy(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a daisy."""
    _petals(m, colour, 13, 0.2, 1.0, 0.17, float(rng.uniform(0, 1)), light=0.66)
    m.ball(YELLOW, 0, 0, 0.3, 0.26, round_=1.2)


def lily(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a lily with its six petals and their stamens."""
    turn = float(rng.uniform(0, 1))
    _petals(m, tone(colour, -0.08), 3, 0.05, 1.05, 0.26, turn + 1.05, light=0.62)
    _petals(m, colour, 3, 0.05, 1.1, 0.3, turn, light=0.66)
    for k in range(6):
        a = turn + k * math.pi / 3 + 0.3
        u, v = 0.36 * math.cos(a), 0.3 * math.sin(a)
        m.line(rgb("c6d08a"), 0.035, (0, 0), (u, v), force=0.3)
        m.ball(rgb("9a4a1c"), u, v, 0.07, 0.045, a)


def carnation(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a carnation, fringed and full."""
    turn = float(rng.uniform(0, 6))
    for ring, half in enumerate((1.0, 0.74, 0.48, 0.24)):
        edge: Outline = []
        for k in range(30):
            a = turn + k / 30 * 2 * math.pi
            d = half * (0.86 + 0.14 * (k % 2) * (1 if k % 4 else 0.6))
            edge.append((d * math.cos(a), d * 0.84 * math.sin(a)))
        m.part(tone(colour, -0.14 + 0.1 * ring), edge, round_=0.7, light=0.58)


def hydrangea(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a hydrangea: a ball of small flowers."""
    m.ball(tone(colour, -0.3), 0, 0, 0.92, 0.8, round_=1.2)
    for a, b, c in rng.uniform(-1, 1, (40, 3)).tolist():
        if a * a + b * b > 1:
            continue
        u, v = a * 0.86, b * 0.76
        paint = mix(tone(colour, 0.1 * c + 0.12 * b), rgb("a06ac0"), 0.15 + 0.15 * c)
        for k in range(4):
            t = c + k * math.pi / 2
            m.ball(paint, u + 0.1 * math.cos(t), v + 0.1 * math.sin(t), 0.1, 0.085, line=0.4,
                   light=0.62)  # fmt: skip


def lavender(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw an ear of lavender."""
    for k in range(9):
        v = -0.8 + 0.26 * k
        half = 0.24 * (1.1 - 0.09 * k)
        for s in (-1, 1):
            m.ball(tone(colour, 0.12 * float(rng.uniform(-1, 1))), s * half, v, 0.17, 0.13, s * 0.6)
    m.ball(colour, 0, 1.5, 0.12, 0.16)


def chrysanthemum(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a chrysanthemum: many narrow petals."""
    turn = float(rng.uniform(0, 1))
    for ring, (last, many) in enumerate(((1.0, 19), (0.8, 16), (0.58, 13), (0.34, 9))):
        _petals(m, tone(colour, -0.16 + 0.1 * ring), many, 0.05, last, 0.13, turn + 0.2 * ring)


HEADS: dict[str, tuple[Callable[[Model, Colour, Rng], None], tuple[str, ...]]] = {
    "rose": (rose, ("c2203a", "e8889a", "f2e6da")),
    "peony": (peony, ("e88aa8", "d8487a", "f6d8dc")),
    "tulip": (tulip, ("d8323a", "f0b83a", "e88ab0")),
    "sunflower": (sunflower, ("f2b824",)),
    "daisy": (daisy, ("f8f5ee",)),
    "lily": (lily, ("f8f1ea", "f0a8b8")),
    "carnation": (carnation, ("e0486a", "f4b8c4")),
    "hydrangea": (hydrangea, ("7f9fdc", "a88ad4")),
    "lavender": (lavender, ("8a6cc0",)),
    "chrysanthemum": (chrysanthemum, ("f0b83a", "e8e0d0", "c85a8a")),
}  # fmt: skip
"""How each kind of flower is drawn, and its natural colours."""


def head(m: Model, kind: str, colour: Colour, u: float, v: float, half: float, rng: Rng,
         turn: float = 0.0) -> None:  # fmt: skip
    """Draw a flower's head with its middle at (u, v), `half` wide to each side."""
    HEADS[kind][0](m.within((u, v), half, turn), colour, rng)


def stalk(m: Model, foot: tuple[float, float], tip: tuple[float, float], wide: float = 0.014,
          bend: float = 0.0) -> None:  # fmt: skip
    """Draw a green stalk."""
    middle = ((foot[0] + tip[0]) / 2 + bend, (foot[1] + tip[1]) / 2)
    m.limb(rgb("5f8a44"), [wide, wide], foot, middle, tip, round_=0.8)


def bunch(
    m: Model, kinds: list[str], paint: Callable[[str, int], Colour], rng: Rng, foot: tuple[float,
    float], middle: tuple[float, float], reach: tuple[float, float], half: float, many: int = 9,
    leaves: int = 12,
) -> None:  # fmt: skip
    """Draw flowers that fan out from a spot, around a middle, and the leaves among them."""
    jitter = rng.uniform(-1, 1, (many + leaves, 3))
    picks = rng.integers(0, 3, many)
    (u0, v0), (ru, rv) = middle, reach
    spots = []
    for k in range(many):
        a, d = k * 2.399963 + 0.6, math.sqrt((k + 0.35) / many)
        a += 0.16 * float(jitter[k, 0])
        spots.append((u0 + ru * d * math.cos(a), v0 + rv * d * math.sin(a), k))
    for k in range(leaves):
        a = math.pi * (-0.15 + 1.3 * (k + 0.5) / leaves) + 0.1 * float(jitter[many + k, 0])
        d = 1.12 + 0.24 * float(jitter[many + k, 1])
        tip = (u0 + ru * d * math.cos(a), v0 + rv * d * math.sin(a))
        foot_ = (u0 + ru * 0.3 * math.cos(a), v0 + rv * 0.3 * math.sin(a))
        leaf(m, tone(rgb("56823e"), 0.14 * float(jitter[many + k, 2])), foot_, tip, 0.22)
    spots.sort(key=lambda s: (-(s[1]), s[0]))
    for u, v, _ in spots:
        stalk(m, foot, (u, v), 0.016, (u - foot[0]) * 0.2)
    for k in range(leaves // 2):
        a = math.pi * (1.1 + 0.8 * (k + 0.5) / (leaves // 2))
        tip = (u0 + ru * 1.0 * math.cos(a), v0 + rv * 0.92 * math.sin(a))
        leaf(m, tone(rgb("4a7636"), 0.1 * float(jitter[k, 2])), (foot[0], foot[1] + 0.02), tip, 0.2)
    order = sorted(spots, key=lambda s: (-s[1] + 0.2 * abs(s[0] - u0)))
    for u, v, k in order:
        kind = kinds[k % len(kinds)]
        lean = -(u - u0) * 0.8 if kind in ("tulip", "lavender") else 0.0
        size = half * (1.0 + 0.1 * float(jitter[k, 1])) * (0.6 if kind == "lavender" else 1.0)
        colour = paint(kind, int(picks[k]))
        head(m, kind, tone(colour, 0.06 * float(jitter[k, 2])), u, v, size, rng,
             float(np.clip(-lean, -0.6, 0.6)))  # fmt: skip


def natural(kind: str, number: int) -> Colour:
    """Return one of a flower's natural colours."""
    colours = HEADS[kind][1]
    return rgb(colours[number % len(colours)])


