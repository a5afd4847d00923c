"""Feathers: wings, tails, plumage."""

import math

from ...draws import Rng
from ...paint.colour import Colour, mix
from ...paint.model import Model, Outline, Part, Spot, smooth, tone

BLADE: tuple[Spot, ...] = ((0, 0.12), (0.3, 0.42), (0.7, 0.5), (0.94, 0.3), (1.0, 0.0),
    (0.92, -0.3), (0.65, -0.45), (0.25, -0.36), (0, -0.12))  # fmt: skip
"""A feather from its root to its tip, lengths and widths of one."""


def feather(root: Spot, turn: float, long: float, wide: float, bend: float = 0.0) -> Outline:
    """Return the outline of one feather, from its root along `turn`."""
    cos, sin = math.cos(turn), math.sin(turn)
    made = []
    for x, y in BLADE:
        a, b = x * long, y * wide + bend * long * x * x
        made.append((root[0] + a * cos - b * sin, root[1] + a * sin + b * cos))
    return made


def wing(
    m: Model, colour: Colour, root: Spot, long: float, turn: float, rng: Rng, *,
    tip: Colour | None = None, many: int = 11, spread: float = 1.0, broad: float = 1.0,
    cover: Colour | None = None, side: float = 0.0,
) -> Part:  # fmt: skip
    """Draw a spread wing: an arm along `turn` with long feathers that fan from its end and edge.

    `turn` is where the arm points; `side` 1 when its feathers trail to its left, -1 to its right
    (0: to the lower side).
    """
    side = side or (1.0 if math.cos(turn) < 0 else -1.0)
    tip = tone(colour, -0.25) if tip is None else tip
    cos, sin = math.cos(turn), math.sin(turn)
    elbow = root[0] + cos * long * 0.42, root[1] + sin * long * 0.42
    fold = turn + side * 0.28
    wrist = elbow[0] + math.cos(fold) * long * 0.2, elbow[1] + math.sin(fold) * long * 0.2
    back = turn + side * 1.75
    first: list[tuple[Spot, float, float]] = []
    for k in range(many):
        t = k / (many - 1)
        # Along the arm, then fanning out at the wrist.
        if t < 0.55:
            s = t / 0.55
            spot = root[0] + (wrist[0] - root[0]) * s, root[1] + (wrist[1] - root[1]) * s
            first.append((spot, back + (fold + side * 0.75 - back) * s * 0.8,
                long * (0.42 + 0.2 * s)))  # fmt: skip
        else:
            s = (t - 0.55) / 0.45
            first.append((wrist, fold + side * (0.95 - 0.95 * s) * spread,
                long * (0.68 + 0.12 * s - 0.2 * s * s)))  # fmt: skip
    px = m.size * long
    if px < 34:
        rim = [root, elbow, wrist, *[(s[0] + math.cos(a) * far,
            s[1] + math.sin(a) * far) for s, a, far in reversed(first)]]  # fmt: skip
        return m.poly(colour, *rim, light=0.58, line=0.5)
    wide = long * 0.13 * broad
    for spot, angle, reach in first:
        shade = float(rng.uniform(-0.08, 0.06))
        m.part(mix(tone(colour, shade), tip, 0.25), feather(spot, angle, reach, wide,
            0.04 * side), light=0.56, line=0.4, round_=0.45, ramp=(tip,
            (spot[0] + math.cos(angle) * reach * 0.45,
            spot[1] + math.sin(angle) * reach * 0.45),
            (spot[0] + math.cos(angle) * reach, spot[1] + math.sin(angle) * reach)),
            angle=None)  # fmt: skip
    for part, size, shade in ((0.62, 0.55, 0.02), (0.36, 0.5, 0.1)):
        rows: list[Outline] = []
        for k, (spot, angle, reach) in enumerate(first):
            if k < len(first) - 1:
                rows.append(feather(spot, angle, reach * part, wide * size * 1.6, 0.03 * side))
        m.part(tone(cover if cover is not None else colour, shade), *rows, light=0.6,
            line=0.35, round_=0.5)  # fmt: skip
    arm = smooth([(root[0] - cos * long * 0.06, root[1] - sin * long * 0.06),
        (elbow[0] - math.sin(turn) * side * -0.05 * long,
        elbow[1] + math.cos(turn) * side * -0.05 * long),
        (wrist[0] + math.cos(fold) * long * 0.06,
        wrist[1] + math.sin(fold) * long * 0.06),
        (elbow[0] + math.cos(back) * long * 0.12,
        elbow[1] + math.sin(back) * long * 0.12),
        (root[0] + math.cos(back) * long * 0.14,
        root[1] + math.sin(back) * long * 0.14)])  # fmt: skip
    return m.part(tone(cover if cover is not None else colour, 0.12), arm, light=0.62, line=0.3)
