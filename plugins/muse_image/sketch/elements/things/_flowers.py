"""Heads of flowers, as one sees them in a vase."""

import math
from collections.abc import Callable

import numpy as np

from ...draws import Rng
from ...paint.colour import Colour, mix, rgb
from ...paint.model import Model, Outline, limb, oval, tone
from ._bits import blade, fine, heap, leaf

YELLOW = rgb("f2c23a")


def _ring(m: Model, colour: Colour, shapes: list[Outline], reach: float, **how: object) -> None:
    """Draw petals that stand in a ring: every other one at once, so that each keeps its outline."""
    odd = len(shapes) % 2
    groups = [shapes[0::2][: len(shapes) // 2], shapes[1::2]]
    if odd:
        groups.append(shapes[-1:])
    for number, group in enumerate(groups):
        if group:
            how = {"reach": reach, "line": fine(m, reach * 1.8), **how}
            m.part(tone(colour, 0.07 * (number % 2)), *group, **how)  # type: ignore[arg-type]


def _petals(
    m: Model, colour: Colour, many: int, first: float, last: float, broad: float, turn: float = 0.0,
    squash: float = 0.86, **how: object,
) -> None:  # fmt: skip
    """Draw petals in a ring between two radii of a head of size 1."""
    shapes = []
    for k in range(many):
        a = turn + k / many * 2 * math.pi
        cos, sin = math.cos(a), math.sin(a) * squash
        shapes.append(blade((first * cos, first * sin), (last * cos, last * sin), broad))
    _ring(m, colour, shapes, broad * (last - first) * 0.6, **{"round_": 0.7, **how})


def _ruff(m: Model, colour: Colour, many: int, half: float, out: tuple[float, float],
          petal: tuple[float, float], turn: float) -> None:  # fmt: skip
    """Draw round petals in a ring, each turned along it."""
    shapes = []
    for k in range(many):
        a = turn + k / many * 2 * math.pi
        shapes.append(oval(half * out[0] * math.cos(a), half * out[1] * math.sin(a),
                           half * petal[0], half * petal[1], a + 1.57))  # fmt: skip
    _ring(m, colour, shapes, half * petal[1] * 0.55, round_=1.2)


def rose(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a rose: petals that wrap each other around a bud."""
    turn = float(rng.uniform(0, 6))
    for ring, (half, many) in enumerate(((1.0, 5), (0.74, 5), (0.48, 4))):
        _ruff(m, tone(colour, -0.16 + 0.12 * ring), many, half, (0.42, 0.36), (0.62, 0.5),
              turn + ring * 0.6)  # fmt: skip
    spiral: Outline = [(0.021 * k * math.cos(turn + k * 0.7), 0.018 * k * math.sin(turn + k * 0.7))
                       for k in range(14)]  # fmt: skip
    m.ball(tone(colour, -0.12), 0, 0, 0.3, 0.26, round_=0.8)
    m.line(tone(colour, -0.42), 0.05, *spiral, force=fine(m, 0.3))


def peony(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a peony: many ruffled petals, lighter to their edges."""
    turn = float(rng.uniform(0, 6))
    for ring, (half, many) in enumerate(((1.0, 10), (0.78, 8), (0.54, 6), (0.3, 4))):
        _ruff(m, tone(colour, 0.14 - 0.1 * ring), many, half, (0.62, 0.52), (0.42, 0.34),
              turn + ring * 0.35)  # fmt: skip
    m.ball(tone(colour, -0.2), 0, 0, 0.2, 0.17)
    m.part(YELLOW, *[oval(0.1 * math.cos(k * 1.26), 0.09 * math.sin(k * 1.26), 0.04, 0.035)
                     for k in range(5)], round_=0.4, line=0.2)  # fmt: skip


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
    _petals(m, tone(colour, -0.15), 16, 0.4, 1.0, 0.2, turn)
    _petals(m, colour, 16, 0.36, 0.92, 0.22, turn + 0.2)
    m.ball(rgb("4a2c18"), 0, 0, 0.46, 0.4, round_=0.9)
    heap(m, rng, [rgb("6f4420"), rgb("2e1a10")], 0, 0.0, 0.36, 0.0, 20, 0.05, line=0.3)
    m.ball(rgb("2c1a10"), 0, 0, 0.2, 0.17, round_=0.4, line=0.2)


def daisy(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a daisy."""
    _petals(m, colour, 14, 0.2, 1.0, 0.17, float(rng.uniform(0, 1)), light=0.66)
    m.ball(YELLOW, 0, 0, 0.3, 0.26, round_=1.2)


def lily(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a lily with its six petals and their stamens."""
    turn = float(rng.uniform(0, 1))
    _petals(m, tone(colour, -0.08), 3, 0.05, 1.05, 0.26, turn + 1.05, light=0.62)
    _petals(m, colour, 3, 0.05, 1.1, 0.3, turn, light=0.66)
    ways = [(math.cos(turn + 0.3 + k * 1.047), math.sin(turn + 0.3 + k * 1.047)) for k in range(6)]
    m.part(rgb("c6d08a"), *[each for a, b in ways for each in limb([0.04, 0.03], (0, 0),
           (0.36 * a, 0.3 * b))], round_=0, line=0.2)  # fmt: skip
    m.part(
        rgb("9a4a1c"),
        *[oval(0.36 * a, 0.3 * b, 0.07, 0.05) for a, b in ways],
        reach=0.03,
        line=fine(m, 0.06),
    )


def carnation(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a carnation, fringed and full."""
    turn = float(rng.uniform(0, 6))
    for ring, half in enumerate((1.0, 0.74, 0.48, 0.24)):
        edge: Outline = []
        for k in range(30):
            a = turn + k / 30 * 2 * math.pi
            d = half * (0.86 + 0.14 * (k % 2) * (1 if k % 4 else 0.6))
            edge.append((d * math.cos(a), d * 0.84 * math.sin(a)))
        m.part(
            tone(colour, -0.14 + 0.1 * ring), edge, round_=0.7, light=0.58, line=fine(m, half * 0.4)
        )


def hydrangea(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a hydrangea: a ball of small flowers."""
    m.ball(tone(colour, -0.3), 0, 0, 0.92, 0.8, round_=1.2)
    groups: list[list[Outline]] = [[] for _ in range(6)]
    for n, (a, b, c) in enumerate(rng.uniform(-1, 1, (44, 3)).tolist()):
        if a * a + b * b > 1:
            continue
        for k in range(4):
            t = c + k * math.pi / 2
            groups[n % 6].append(oval(a * 0.86 + 0.1 * math.cos(t), b * 0.76 + 0.1 * math.sin(t),
                                      0.1, 0.085))  # fmt: skip
    for n, group in enumerate(groups):
        paint = mix(tone(colour, -0.12 + 0.07 * n), rgb("a06ac0"), 0.05 + 0.07 * (n % 3))
        if group:
            m.part(paint, *group, reach=0.05, line=fine(m, 0.1), light=0.56 + 0.02 * n)


def lavender(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw an ear of lavender."""
    shift = 0.1 * float(rng.uniform(-1, 1))
    for part in (0, 1):
        buds = [oval(s * 0.24 * (1.1 - 0.09 * k), -0.8 + 0.26 * k, 0.17, 0.13, s * 0.6)
                for k in range(part, 9, 2) for s in (-1, 1)]  # fmt: skip
        m.part(tone(colour, shift + 0.12 * part), *buds, reach=0.07, line=fine(m, 0.15))
    m.ball(colour, 0, 1.5, 0.12, 0.16)


def chrysanthemum(m: Model, colour: Colour, rng: Rng) -> None:
    """Draw a chrysanthemum: many narrow petals."""
    turn = float(rng.uniform(0, 1))
    for ring, (last, many) in enumerate(((1.0, 18), (0.8, 16), (0.58, 12), (0.34, 8))):
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


FULL = ("rose", "peony", "carnation", "hydrangea", "chrysanthemum")
"""Flowers that are full and round, with an outline of their own."""


def head(m: Model, kind: str, colour: Colour, u: float, v: float, half: float, rng: Rng,
         turn: float = 0.0) -> None:  # fmt: skip
    """Draw a flower's head with its middle at (u, v), `half` wide to each side."""
    one = m.within((u, v), half, turn)
    if kind in FULL:
        one.ball(tone(colour, -0.25), 0, 0, 1.06, 0.92, round_=1.0, line=0.75)
    HEADS[kind][0](one, colour, rng)
    if kind in FULL:
        turn = float(rng.uniform(0, 6))
        for k, half in enumerate((0.8, 0.66, 0.42)):
            arc = [
                (
                    half * math.cos(turn + 2.3 * k + t * 0.22),
                    half * 0.86 * math.sin(turn + 2.3 * k + t * 0.22),
                )
                for t in range(7)
            ]
            one.line(tone(colour, -0.3), 0.045, *arc, taper=True, force=0.62)


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
    order = sorted(spots, key=lambda s: -s[1] + 0.2 * abs(s[0] - u0))
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
