"""Outlines: curves, limbs and ovals through spots, in units of a thing's size."""

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Spot: TypeAlias = tuple[float, float]
Outline: TypeAlias = list[Spot]


def smooth(spots: Sequence[Spot], closed: bool = True, steps: int = 7) -> Outline:
    """Return a curve (Catmull and Rom's) through spots, `steps` spots to each stretch."""
    many = len(spots)
    if many < 3:
        return list(spots)
    points = np.asarray(spots, np.float64)
    if closed:
        ring = np.concatenate([points[-1:], points, points[:2]])
    else:
        ring = np.concatenate([points[:1], points, points[-1:]])
    a, b, c, d = ring[:-3, None], ring[1:-2, None], ring[2:-1, None], ring[3:, None]
    t = (np.arange(steps) / steps)[None, :, None]
    curve = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    made = [(float(u), float(v)) for u, v in curve.reshape(-1, 2)]
    return made if closed else [*made, spots[-1]]


def limb(widths: Sequence[float], *spots: Spot) -> list[Outline]:
    """Return the outlines of a limb that bends smoothly, with a width at each spot, round ends."""
    along = np.asarray(smooth(spots, False), np.float64)
    wide = np.interp(
        np.linspace(0, len(widths) - 1, len(along)), np.arange(len(widths)), widths
    )  # fmt: skip
    ahead = np.gradient(along, axis=0) if len(along) > 1 else np.ones_like(along)
    length = np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)
    across = np.stack([-ahead[:, 1], ahead[:, 0]], 1) / length[:, None] * wide[:, None] / 2
    ring = np.concatenate([along + across, (along - across)[::-1]])
    body = [(float(u), float(v)) for u, v in ring]
    ends = [oval(float(p[0]), float(p[1]), float(w) / 2, float(w) / 2) for p, w in
            ((along[0], wide[0]), (along[-1], wide[-1])) if w > 0]  # fmt: skip
    return [body, *ends]


def oval(u: float, v: float, half: float, high: float, turn: float = 0.0) -> Outline:
    """Return an ellipse around (u, v), turned by `turn` radians."""
    cos, sin = math.cos(turn), math.sin(turn)
    made: Outline = []
    for k in range(36):
        a, b = half * math.cos(k * math.pi / 18), high * math.sin(k * math.pi / 18)
        made.append((u + a * cos - b * sin, v + a * sin + b * cos))
    return made


def moved(outline: Sequence[Spot], u: float, v: float, size: float = 1.0, turn: float = 0.0
          ) -> Outline:  # fmt: skip
    """Return an outline scaled and turned about (0, 0), then moved by (u, v)."""
    cos, sin = math.cos(turn) * size, math.sin(turn) * size
    return [(u + a * cos - b * sin, v + a * sin + b * cos) for a, b in outline]
