"""Rhythms: ways to lay out an abstract composition; one function each."""

import math

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from .shapes import add, bar, disc, pick


def flowing(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add ribbons that swing across and lie over each other."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    rows = np.arange(height, dtype=np.float32)[:, None]
    swing = line(rng, width, unit * 0.75, octaves=2, gain=0.3) * unit * 0.13
    for number in range(9):
        swing = swing + line(rng, width, unit * 0.6, octaves=2, gain=0.3) * unit * 0.028
        middle = height * (0.12 + 0.095 * number) + swing
        wide = (
            unit
            * (0.035 + 0.055 * float(rng.random()))
            * (1 + 0.55 * line(rng, width, unit * 0.5, octaves=2))
        )
        wide = np.maximum(wide, unit * 0.006)
        off = (rows - middle[None]) / wide[None]
        alpha = np.clip((1 - np.abs(off)) * wide[None] + 0.5, 0, 1) * 0.95
        colour = inks[(number + int(rng.integers(2))) % len(inks)]
        tone = 0.8 + 0.34 * np.clip(0.5 - off * 0.5, 0, 1)
        angle = np.broadcast_to(np.arctan(np.gradient(middle))[None], alpha.shape).astype(
            np.float32
        )
        canvas.add(
            Layer(
                "form",
                "land",
                0,
                0,
                alpha,
                np.clip(colour * tone[..., None], 0, 1),
                1.0,
                angle,
                0.0,
                1.0,
                0.5,
            )
        )
    disc(canvas, width * float(rng.uniform(0.2, 0.8)), height * 0.2, unit * 0.085, inks[-1], rng)


def syncopated(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add a slanting beat of bars, struck by discs and arcs out of step."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    lean = float(rng.uniform(0.12, 0.4)) * (1 if rng.random() < 0.5 else -1)
    x = unit * 0.06
    while x < width:
        long = unit * float(rng.choice([0.18, 0.3, 0.5, 0.72]))
        wide = unit * float(rng.choice([0.012, 0.03, 0.055, 0.09]))
        y = height * 0.5 + unit * 0.2 * float(rng.standard_normal())
        bar(canvas, x, y, long, wide, math.pi / 2 + lean, pick(inks, rng), rng)
        x += wide + unit * float(rng.choice([0.02, 0.035, 0.09]))
    for number in range(8):
        cx, cy = width * float(rng.uniform(0.06, 0.94)), height * float(rng.uniform(0.1, 0.9))
        radius = unit * (0.18 if number == 0 else float(rng.uniform(0.02, 0.09)))
        disc(canvas, cx, cy, radius, pick(inks, rng), rng, ring=float(rng.choice([0.0, 0.0, 0.72])))
    for _ in range(5):
        bar(
            canvas,
            width * float(rng.random()),
            height * float(rng.random()),
            unit * float(rng.uniform(0.3, 0.8)),
            unit * 0.006,
            lean + float(rng.choice([0, 0, 1.57])),
            pick(inks, rng),
            rng,
        )


def sparse(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add very little: a level, a small form, and its distance from everything."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    level = height * float(rng.uniform(0.66, 0.78))
    rows = np.arange(height, dtype=np.float32)[:, None]
    edge = level + unit * 0.006 * line(rng, width, unit * 0.5, octaves=3)[None]
    below = np.clip(rows - edge + 0.5, 0, 1)
    fade = np.clip((rows - level) / (height - level), 0, 1)
    field = mix(inks[0], inks[2], np.broadcast_to(fade, below.shape) * 0.7)
    add(canvas, below * 0.55, field, 1.0, 0.0)
    x = width * float(rng.choice([0.28, 0.36, 0.66, 0.74]))
    size = unit * float(rng.uniform(0.03, 0.05))
    disc(canvas, x, level - size * 0.98, size, inks[1], rng, shade=0.1)
    cast = np.exp(-(((np.arange(width, dtype=np.float32)[None] - x) / size) ** 2)) * np.exp(
        -np.clip(rows - level, 0, None) / (unit * 0.1)
    )
    add(canvas, cast * below * 0.5, inks[1], 1.0, 0.0, material="glow")
    veil = noise(rng, height, width, unit * 0.2, octaves=4, stretch=5)
    add(canvas, step(0.3, 2.0, veil) * 0.28, inks[1], 1.0, 0.0, material="mist")
    if rng.random() < 0.7:
        bar(
            canvas,
            x + width * (0.3 if x < width / 2 else -0.3),
            height * 0.4,
            height * 0.42,
            unit * 0.004,
            math.pi / 2,
            inks[3],
            rng,
        )


def radiant(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add rays that break out of one place, and rings about it."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    x, y = width * float(rng.choice([0.36, 0.5, 0.62])), height * float(rng.uniform(0.45, 0.62))
    columns = np.arange(width, dtype=np.float32)[None] - x
    rows = np.arange(height, dtype=np.float32)[:, None] - y
    turn, away = np.arctan2(rows, columns), np.sqrt(columns**2 + rows**2) / unit
    at = float(rng.uniform(0, 1))
    end = at + 2 * math.pi
    while at < end:
        wide = float(rng.uniform(0.05, 0.24))
        off = np.abs((turn - at - wide / 2 + math.pi) % (2 * math.pi) - math.pi)
        reach = float(rng.uniform(0.35, 1.1))
        alpha = np.clip((wide / 2 - off) * away * unit + 0.5, 0, 1) * step(
            reach, reach - 0.006, away
        )
        tone = 1.12 - 0.3 * np.clip(away / reach, 0, 1)
        canvas.add(
            Layer(
                "form",
                "land",
                0,
                0,
                alpha,
                np.clip(pick(inks, rng) * tone[..., None], 0, 1),
                1.0,
                at,
                0.0,
                1.0,
                0.5,
            )
        )
        at += wide + float(rng.choice([0.0, 0.03, 0.1]))
    for radius, hole in ((0.21, 0.82), (0.135, 0.0), (0.075, 0.0)):
        disc(canvas, x, y, unit * radius, pick(inks, rng), rng, ring=hole, shade=0.1)


def orderly(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add a grid whose cells hold quarter discs, bars and rings, with some left to rest."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    many = max(3, round(width / unit * 4.5))
    cell = width / many
    for row in range(int(height / cell) + 1):
        for column in range(many):
            x, y = (column + 0.5) * cell, (row + 0.5) * cell
            draw, colour = float(rng.random()), pick(inks, rng)
            if draw < 0.3:
                side = int(cell)
                cx, cy = float(rng.choice([0, 1])), float(rng.choice([0, 1]))
                dx = np.arange(side, dtype=np.float32)[None] - cx * side
                dy = np.arange(side, dtype=np.float32)[:, None] - cy * side
                alpha = np.clip(side * 0.97 - np.sqrt(dx**2 + dy**2) + 0.5, 0, 1)
                add(canvas, alpha, colour, 1.0, 0.78, int(x - cell / 2), int(y - cell / 2))
            elif draw < 0.52:
                disc(
                    canvas,
                    x,
                    y,
                    cell * 0.42,
                    colour,
                    rng,
                    ring=float(rng.choice([0.0, 0.6])),
                    shade=0.08,
                )
            elif draw < 0.74:
                bar(
                    canvas,
                    x,
                    y,
                    cell * 0.96,
                    cell * float(rng.choice([0.2, 0.48])),
                    float(rng.choice([0, math.pi / 2])),
                    colour,
                    rng,
                )
