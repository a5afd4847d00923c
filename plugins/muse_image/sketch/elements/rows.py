"""Fields in rows that run to the horizon: a vineyard, a ploughed field, a formal garden."""

import math

import numpy as np

from ..catalogue import Spec
from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.pen import Pen
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("ground", order=42)
BLOOMS = ("d9485a", "f0c04a", "e88bb0", "f4efe6", "8a62b0")


def paint(canvas: Canvas, place: Place) -> None:
    """Add the rows on the ground, those far away first."""
    layout, rng = canvas.layout, place.rng
    if layout.waterline is not None:
        return
    focus = canvas.width * float(rng.uniform(0.42, 0.58))
    _ground(canvas, place, focus)
    if place.kind == "furrows":
        return
    below = canvas.height - layout.horizon
    gap = layout.unit * (0.34 if place.kind == "vineyard" else 0.5)
    reach = int(canvas.width / gap) + (4 if place.kind == "vineyard" else 1)
    ratio = 1.085 if place.kind == "vineyard" else 1.235
    nears = [near for k in range(44) if (near := 0.05 * ratio**k) < 1.15]
    third = len(nears) // 3
    groups = ((0, third), (third, 2 * third), (2 * third, len(nears)))
    for low, high in groups:
        pen = canvas.pen(
            (0, layout.horizon - layout.unit * 0.2, canvas.width, canvas.height + 4), 1
        )
        own = fork(rng)
        for near in nears[low:high]:
            for row in range(-reach, reach + 1):
                x = focus + (row + 0.5) * gap * near
                if -layout.unit * 0.1 < x < canvas.width + layout.unit * 0.1:
                    y = layout.horizon + below * near
                    if place.kind == "vineyard":
                        _vine(canvas, pen, own, x, y, near * layout.unit)
                    elif abs(row + 0.5) < 2.4:
                        _bed(canvas, place, pen, own, x, y, near * layout.unit, row)
        depth = 0.3 * (1 - low / len(nears))
        canvas.add(pen.layers(place.name, "foliage", depth=depth, detail=0.8, angle=0.4))


def _ground(canvas: Canvas, place: Place, focus: float) -> None:
    layout, rng = canvas.layout, place.rng
    top = int(layout.horizon + 0.012 * canvas.height)
    high, width = canvas.height - top, canvas.width
    near = np.clip(
        (np.arange(high, dtype=np.float32)[:, None] + 2) / max(1.0, canvas.height - layout.horizon),
        0,
        1,
    )
    across = (np.arange(width, dtype=np.float32)[None] - focus) / layout.unit
    grain = noise(rng, high, width, layout.unit * 0.03, octaves=4, stretch=2.5)
    alpha = np.ones((high, width), np.float32)
    if place.kind == "garden":
        gravel = step(0.1, 0.085, np.abs(across / (near + 0.02)) * 0.5 + 0.004 * grain)
        cross = step(0.05, 0.03, np.abs(np.log(near / 0.3 + 1e-3)) * 0.5)
        part = np.clip(np.maximum(gravel, cross), 0, 1)
        colour = mix(
            mix(canvas.grass(0.4), canvas.grass(0.9), np.clip(0.5 + 0.25 * grain, 0, 1)),
            rgb("dccbaa"),
            part,
        )
        light = np.clip(0.66 + 0.07 * grain, 0, 1)
    else:
        turn = across / (near + 0.03) * (6.0 if place.kind == "furrows" else 2.5)
        ridge = 0.5 + 0.5 * np.cos(turn * 2 * np.pi) * step(0.01, 0.12, near)
        earth, dark = rgb("9a7248"), rgb("5f4229")
        if place.kind == "vineyard":
            earth, dark = (
                mix(rgb("b08a58"), canvas.grass(0.7), 0.35),
                mix(rgb("8a6a42"), canvas.grass(0.2), 0.4),
            )
        earth = canvas.hue(place, earth) if place.kind == "furrows" else earth
        if canvas.snowy:
            earth = mix(earth, rgb("eef2f6"), 0.8)
        colour = mix(dark, earth, np.clip(ridge + 0.15 * grain, 0, 1))
        light = np.clip(0.5 + 0.2 * ridge + 0.06 * grain, 0, 1)
    canvas.add(
        Layer(
            place.name, "land", 0, top, alpha, colour, light.astype(np.float32), 0.0, 0.12, 0.0,
            0.5,
        )
    )  # fmt: skip


def _clump(
    pen: Pen, rng: Rng, x: float, y: float, size: float, colour: Colour, bright: float
) -> None:
    """Draw a round mass of leaves, light on the side `bright` (-1 or 1)."""
    for shade, off, part in ((0.3, 0.0, 1.0), (0.55, 0.16, 0.74), (0.8, 0.28, 0.42)):
        dx, dy = bright * size * off * 0.7, -size * off * 0.6
        wide, high = size * part, size * part * 0.86
        wob = 0.08 * float(rng.standard_normal())
        pen.ellipse(
            (x + dx - wide * (1 + wob), y + dy - high, x + dx + wide, y + dy + high), colour, shade
        )


def _vine(canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, unit: float) -> None:
    bright = math.copysign(1, canvas.layout.light[0])
    tall = unit * 0.125
    wood = rgb("5b4634")
    pen.line([(x, y), (x, y - tall)], max(0.7, unit * 0.008), wood, 0.4)
    bare = canvas.scene.season == "winter"
    for k in range(2):
        leaf = (
            mix(canvas.leaf(int(rng.integers(3))), canvas.grass(0.3), 0.45)
            if not bare
            else rgb("7a6a58")
        )
        at = x + unit * 0.032 * float(rng.standard_normal())
        size = unit * (0.02 if bare else 0.04) * float(rng.uniform(0.6, 1.2))
        _clump(pen, rng, at, y - tall * (0.62 + 0.3 * k), size, leaf, bright)
    if unit > 60 and canvas.scene.season in ("summer", "autumn"):
        for _ in range(3):
            u, v = (
                x + unit * 0.03 * float(rng.standard_normal()),
                y - tall * float(rng.uniform(0.35, 0.7)),
            )
            for k in range(5):
                dx, dy = ((0, 0), (-1, 0), (1, 0), (-0.5, 1), (0.5, 1))[k]
                r = unit * 0.0055
                pen.ellipse(
                    (
                        u + dx * r * 1.4 - r,
                        v + dy * r * 1.6 - r,
                        u + dx * r * 1.4 + r,
                        v + dy * r * 1.6 + r,
                    ),
                    rgb("5a3a6e"),
                    0.5 + 0.1 * k,
                )


def _bed(
    canvas: Canvas, place: Place, pen: Pen, rng: Rng, x: float, y: float, unit: float, row: int
) -> None:
    """Draw a clipped tree beside the walk, or a bed of flowers farther out."""
    bright = math.copysign(1, canvas.layout.light[0])
    green = mix(rgb("3f6b3d"), canvas.grass(0.2), 0.25)
    if canvas.snowy:
        green = mix(green, rgb("eef2f6"), 0.45)
    if row in (-1, 0):
        tall = unit * 0.2
        for part in range(5):
            a, b = -1 + 0.4 * part, -0.6 + 0.4 * part
            pen.polygon(
                [(x + a * unit * 0.05, y), (x + b * unit * 0.05, y), (x, y - tall)],
                green,
                canvas.lit((a + b) / 2),
            )
        return
    half = unit * 0.2
    pen.polygon(
        [
            (x - half, y),
            (x + half, y),
            (x + half * 0.92, y - unit * 0.04),
            (x - half * 0.92, y - unit * 0.04),
        ],
        green,
        0.45,
    )
    for _ in range(22):
        u, v = x + half * float(rng.uniform(-0.9, 0.9)), y - unit * float(rng.uniform(0.02, 0.065))
        r = unit * 0.011 * float(rng.uniform(0.7, 1.2))
        colour = canvas.hue(
            place, rgb(BLOOMS[int(rng.integers(len(BLOOMS)))]), int(rng.integers(9))
        )
        pen.ellipse((u - r, v - r, u + r, v + r), colour, 0.6 + 0.2 * float(rng.random()))
    _clump(pen, rng, x - half, y - unit * 0.03, unit * 0.035, green, bright)
