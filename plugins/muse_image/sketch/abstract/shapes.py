"""Shapes of abstract compositions: discs, rings and bars."""

import math

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour
from ..paint.layer import Layer


def add(
    canvas: Canvas,
    alpha: np.ndarray,
    colour: Colour,
    light: np.ndarray | float,
    angle: float,
    x: int = 0,
    y: int = 0,
    material: str = "land",
    glow: float = 1.0,
) -> None:
    canvas.add(
        Layer(
            "form", material, x, y, alpha.astype(np.float32), colour, light, angle, 0.0, glow, 0.55
        )
    )


def disc(
    canvas: Canvas,
    x: float,
    y: float,
    radius: float,
    colour: Colour,
    rng: Rng,
    ring: float = 0.0,
    shade: float = 0.16,
) -> None:
    """Add a disc or a ring (`ring` 0..1: the hole's part of the radius), shaded across."""
    side = int(radius * 2) + 6
    left, top = int(x - side / 2), int(y - side / 2)
    dx = left + np.arange(side, dtype=np.float32)[None] - x
    dy = top + np.arange(side, dtype=np.float32)[:, None] - y
    away = np.sqrt(dx * dx + dy * dy)
    alpha = np.clip(radius - away + 0.5, 0, 1)
    if ring:
        alpha = alpha * np.clip(away - radius * ring + 0.5, 0, 1)
    turn = float(rng.uniform(0, 6.28))
    tone = (dx * math.cos(turn) + dy * math.sin(turn)) / radius
    add(canvas, alpha, np.clip(colour * (1 + shade * tone[..., None]), 0, 1), 1.0, turn, left, top)


def bar(
    canvas: Canvas,
    x: float,
    y: float,
    long: float,
    wide: float,
    turn: float,
    colour: Colour,
    rng: Rng,
) -> None:
    """Add a bar, px, turned by `turn` radians."""
    reach = int(math.hypot(long, wide) / 2) + 3
    dx = np.arange(-reach, reach, dtype=np.float32)[None]
    dy = np.arange(-reach, reach, dtype=np.float32)[:, None]
    u, v = dx * math.cos(turn) + dy * math.sin(turn), dy * math.cos(turn) - dx * math.sin(turn)
    alpha = np.clip(long / 2 - np.abs(u) + 0.5, 0, 1) * np.clip(wide / 2 - np.abs(v) + 0.5, 0, 1)
    tone = np.clip(1 + 0.14 * u / long + 0.1 * float(rng.standard_normal()) * v / wide, 0.7, 1.3)
    add(
        canvas,
        alpha,
        np.clip(colour * tone[..., None], 0, 1),
        1.0,
        turn,
        int(x) - reach,
        int(y) - reach,
    )


def pick(inks: list[Colour], rng: Rng) -> Colour:
    return inks[int(rng.integers(len(inks)))]
