"""Figures that a prompt names and that need no scene: mandala, pattern, current, galaxy, planet."""

import math
from itertools import pairwise

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import Field, noise, soft, step
from .shapes import add, disc, pick

SPACE = ("galaxy", "planet")
"""Figures whose ground is the dark of space."""


def mandala(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add rings of petals, beads and arcs round a middle, all of one order of symmetry."""
    unit, x, y = canvas.layout.unit, canvas.width / 2, canvas.height / 2
    order = int(rng.choice([12, 16, 18, 20]))
    disc(canvas, x, y, unit * 0.455, inks[0], rng, shade=0.05)
    disc(canvas, x, y, unit * 0.455, inks[1], rng, ring=0.965, shade=0.05)
    rings = int(rng.integers(5, 7))
    edges = np.linspace(0.43, 0.06, rings + 1) * unit
    for number, (outer, inner) in enumerate(pairwise(edges)):
        colour, other = inks[(number + 1) % len(inks)], inks[(number + 2) % len(inks)]
        kind = ("petal", "bead", "petal", "arch", "bead")[(number + int(rng.integers(2))) % 5]
        turn = math.pi / order * (number % 2)
        middle, deep = (outer + inner) / 2, outer - inner
        for spoke in range(order):
            angle = 2 * math.pi * spoke / order + turn
            cx, cy = x + middle * math.cos(angle), y + middle * math.sin(angle)
            wide = min(2 * math.pi * middle / order * 1.12, deep * 1.5)
            if kind == "bead":
                disc(canvas, cx, cy, min(wide, deep) * 0.46, colour, rng, shade=0.2)
                disc(canvas, cx, cy, min(wide, deep) * 0.26, other, rng, shade=0.2)
            else:
                _petal(canvas, cx, cy, deep * 1.45, wide, angle, colour)
                _petal(canvas, cx, cy, deep * 0.95, wide * 0.6, angle, other)
                _petal(canvas, cx, cy, deep * 0.5, wide * 0.28, angle, inks[number % len(inks)])
                if kind == "arch":
                    disc(canvas, cx, cy, min(wide, deep) * 0.12, inks[number % len(inks)], rng)
    disc(canvas, x, y, unit * 0.062, inks[-1], rng)
    disc(canvas, x, y, unit * 0.03, inks[0], rng)


def _petal(
    canvas: Canvas, x: float, y: float, long: float, wide: float, turn: float, colour: Colour
) -> None:
    """Add a pointed petal that points along `turn`, lighter towards its tip."""
    reach = int(long / 2) + 3
    dx = int(x) - reach + np.arange(2 * reach, dtype=np.float32)[None] - x
    dy = int(y) - reach + np.arange(2 * reach, dtype=np.float32)[:, None] - y
    u = (dx * math.cos(turn) + dy * math.sin(turn)) / (long / 2)
    v = (dy * math.cos(turn) - dx * math.sin(turn)) / (wide / 2)
    outline = np.clip(1 - u * u, 0, 1) ** 0.8 * (0.75 + 0.35 * u)
    alpha = np.clip((outline - np.abs(v)) * wide / 2 + 0.5, 0, 1) * (np.abs(u) < 1)
    tone = 0.86 + 0.2 * u - 0.12 * np.abs(v)
    shaded = np.clip(colour * tone[..., None], 0, 1)
    add(canvas, alpha, shaded, 1.0, turn, int(x) - reach, int(y) - reach)


def pattern(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add a tiling over the whole sheet: waves (seigaiha), stars, arcs or diamonds."""
    kind = ("seigaiha", "arcs", "diamonds", "scales")[int(rng.integers(4))]
    size = canvas.layout.unit * float(rng.uniform(0.1, 0.15))
    rows, columns = int(canvas.height / size) + 3, int(canvas.width / size) + 3
    if kind in ("seigaiha", "scales"):
        for row in range(rows * (4 if kind == "seigaiha" else 2)):
            for column in range(columns):
                x = (column - 0.5 * (row % 2)) * size
                y = row * size * (0.25 if kind == "seigaiha" else 0.5)
                base = (row + column) % 2 if kind == "scales" else row % 2
                for ring, part in enumerate((0.5, 0.37, 0.24, 0.12)):
                    colour = inks[(ring + base) % len(inks)]
                    disc(canvas, x, y, size * part, colour, rng, shade=0.05)
        return
    for row in range(rows):
        for column in range(columns):
            x, y = column * size, row * size
            if kind == "diamonds":
                first, second = inks[(row + column) % len(inks)], inks[(row + 1) % len(inks)]
                _diamond(canvas, x, y, size * 0.98, first)
                _diamond(canvas, x, y, size * 0.56, second)
                _diamond(canvas, x, y, size * 0.22, inks[column % len(inks)])
            else:
                # Truchet (1704): quarter rings about two opposite corners of each tile.
                one = rng.random() < 0.5
                colour = inks[(row // 3 + column // 3) % len(inks)]
                corners = ((0, 0), (1, 1)) if one else ((1, 0), (0, 1))
                for a, b in corners:
                    _quarter(canvas, x, y, size, a, b, colour)


def _diamond(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    reach = int(size / 2) + 2
    dx = np.abs(int(x) - reach + np.arange(2 * reach, dtype=np.float32)[None] - x)
    dy = np.abs(int(y) - reach + np.arange(2 * reach, dtype=np.float32)[:, None] - y)
    alpha = np.clip(size / 2 - dx - dy + 0.5, 0, 1)
    add(canvas, alpha, colour, 1.0, 0.78, int(x) - reach, int(y) - reach)


def _quarter(
    canvas: Canvas, x: float, y: float, size: float, right: int, low: int, colour: Colour
) -> None:
    side = int(size) + 2
    dx = int(x) + np.arange(side, dtype=np.float32)[None] - (x + right * size)
    dy = int(y) + np.arange(side, dtype=np.float32)[:, None] - (y + low * size)
    away = np.hypot(dx, dy)
    wide = size * 0.16
    alpha = np.clip(wide - np.abs(away - size / 2) + 0.5, 0, 1)
    add(canvas, alpha, colour, 1.0, 0.0, int(x), int(y))


def current(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add lines that drift through a field of directions, as hair lies or water runs."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    turn = noise(rng, height, width, unit * 0.5, octaves=2, gain=0.35) * 1.1
    turn = turn + float(rng.uniform(0, math.pi))
    pen = canvas.pen((0, 0, width, height), fine=2)
    step_px = unit * 0.012
    for _ in range(900):
        x, y = float(rng.uniform(-0.05, 1.05)) * width, float(rng.uniform(-0.05, 1.05)) * height
        points = []
        for _ in range(int(rng.integers(14, 46))):
            row = min(height - 1, max(0, int(y)))
            column = min(width - 1, max(0, int(x)))
            angle = float(turn[row, column])
            x, y = x + step_px * math.cos(angle), y + step_px * math.sin(angle)
            points.append((x, y))
        wide = unit * float(rng.choice([0.0022, 0.0045, 0.009]))
        last = len(points) + 1
        widths = [wide * math.sin(math.pi * i / last) for i in range(1, last)]
        pen.limb(points, widths, pick(inks, rng), 0.6)
    for layer in pen.layers("form", "land", detail=0.9, angle=0.3, counted=True):
        layer.glow, layer.light = 1.0, 1.0
        canvas.add(layer)


def galaxy(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add a spiral galaxy seen aslant: a warm core, arms with clouds and young blue stars."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    _stars(canvas, rng, 700)
    x, y = width * float(rng.uniform(0.42, 0.58)), height * float(rng.uniform(0.42, 0.58))
    tilt, flat = float(rng.uniform(-0.7, 0.7)), float(rng.uniform(0.42, 0.7))
    dx = (np.arange(width, dtype=np.float32)[None] - x) / unit
    dy = (np.arange(height, dtype=np.float32)[:, None] - y) / unit
    u = dx * math.cos(tilt) + dy * math.sin(tilt)
    v = (dy * math.cos(tilt) - dx * math.sin(tilt)) / flat
    away = np.sqrt(u * u + v * v) + 1e-4
    cloud = noise(rng, height, width, unit * 0.12, octaves=5, gain=0.62)
    # Logarithmic spirals: an arm is where the angle grows with the logarithm of the distance.
    wind = float(rng.uniform(2.4, 3.4)) * (1 if rng.random() < 0.5 else -1)
    phase = np.arctan2(v, u) * 2 - wind * 2 * np.log(away * 9) + 0.35 * cloud
    arms = (0.5 + 0.5 * np.cos(phase)) ** 2.2
    fall = np.exp(-away * 4.6)
    dust = step(0.2, 1.5, cloud) * arms
    light = fall * (0.25 + 1.9 * arms) * np.clip(1 + 0.38 * cloud, 0.2, 2) * (1 - 0.5 * dust)
    core = np.exp(-((away / 0.075) ** 2)) + 0.45 * np.exp(-away * 13)
    blue, rose, warm = rgb("7fa8f0"), rgb("d77ab0"), rgb("ffe2b0")
    hue = mix(blue, rose, np.clip(0.5 + 0.45 * soft(cloud, unit * 0.02), 0, 1))
    hue = mix(hue, warm, np.clip(core * 1.4 + fall * 0.35 - 0.1, 0, 1))
    alpha = np.clip(light * 1.25 + core, 0, 0.97)
    add(canvas, alpha, np.clip(hue, 0, 1), 1.0, tilt, material="glow")
    _knots(canvas, rng, arms * fall, unit)


def _knots(canvas: Canvas, rng: Rng, where: Field, unit: float) -> None:
    """Add bright young stars where the arms are."""
    height, width = where.shape
    alpha = np.zeros((height, width), np.float32)
    count = 2600
    rows, columns = rng.integers(height, size=count), rng.integers(width, size=count)
    keep = where[rows, columns] > 0.55 * rng.random(count) ** 1.5
    for row, column in zip(rows[keep].tolist(), columns[keep].tolist(), strict=True):
        size = max(0.6, unit * float(rng.uniform(0.0007, 0.0022)))
        reach = int(size * 2) + 1
        top, left = max(0, row - reach), max(0, column - reach)
        box = alpha[top : row + reach + 1, left : column + reach + 1]
        ys = top + np.arange(box.shape[0])[:, None] - row
        xs = left + np.arange(box.shape[1])[None] - column
        spot = np.exp(-(ys**2 + xs**2) / (size * size)) * float(rng.uniform(0.4, 1))
        np.maximum(box, spot.astype(np.float32), out=box)
    add(canvas, alpha, rgb("e6efff"), 1.0, 0.0, material="spark")


def _stars(canvas: Canvas, rng: Rng, count: int) -> None:
    """Add stars over the whole sheet, a few of them large."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    alpha = np.zeros((height, width), np.float32)
    for _ in range(int(count * canvas.span)):
        size = max(0.55, unit * 0.0009 * (0.5 + float(rng.random()) ** 6 * 4))
        row, column = float(rng.random()) * height, float(rng.random()) * width
        reach = int(size * 3) + 1
        top, left = max(0, int(row) - reach), max(0, int(column) - reach)
        box = alpha[top : int(row) + reach + 1, left : int(column) + reach + 1]
        ys = top + np.arange(box.shape[0])[:, None] - row
        xs = left + np.arange(box.shape[1])[None] - column
        spot = np.exp(-(ys**2 + xs**2) / (size * size)) * float(rng.uniform(0.35, 1))
        np.maximum(box, spot.astype(np.float32), out=box)
    add(canvas, alpha, rgb("f2f0ff"), 1.0, 0.0, material="spark")


def planet(canvas: Canvas, inks: list[Colour], rng: Rng) -> None:
    """Add a ringed planet lit from one side, with its moons, before the stars."""
    height, width, unit = canvas.height, canvas.width, canvas.layout.unit
    _stars(canvas, rng, 620)
    haze = noise(rng, height, width, unit * 0.5, octaves=4, gain=0.55)
    add(canvas, np.clip(haze * 0.16, 0, 0.34), inks[0] * 0.6, 1.0, 0.4, material="glow")
    x, y = width * float(rng.uniform(0.42, 0.58)), height * float(rng.uniform(0.44, 0.58))
    size, sun = unit * float(rng.uniform(0.2, 0.27)), float(rng.uniform(-2.6, -0.5))
    tilt, flat = float(rng.uniform(-0.5, 0.5)), float(rng.uniform(0.16, 0.34))
    dx = np.arange(width, dtype=np.float32)[None] - x
    dy = np.arange(height, dtype=np.float32)[:, None] - y
    u = dx * math.cos(tilt) + dy * math.sin(tilt)
    v = dy * math.cos(tilt) - dx * math.sin(tilt)
    away = np.hypot(dx, dy)
    globe = np.clip(size - away + 0.5, 0, 1)
    high = np.sqrt(np.clip(1 - (away / size) ** 2, 0, 1))
    light = (dx * math.cos(sun) + dy * math.sin(sun)) / size * 0.75 + high * 0.66
    bands = noise(rng, height, width, size * 0.5, octaves=4, gain=0.6, stretch=6)
    belt = 0.5 + 0.5 * np.sin(v / size * float(rng.uniform(9, 15)) + 0.7 * bands)
    colour = mix(mix(inks[0], inks[1], belt), inks[2 % len(inks)], np.clip(bands * 0.2 + 0.2, 0, 1))
    rings = np.hypot(u, v / flat) / size
    grooves = 0.62 + 0.38 * np.sin(rings * 46) * np.sin(rings * 17 + 1)
    cover = step(1.28, 1.33, rings) * step(2.2, 2.12, rings) * (0.35 + 0.5 * grooves)
    cover = cover * (1 - 0.8 * step(0.03, 0.0, np.abs(rings - 1.84)))
    behind = np.clip(-v / 2 + 0.5, 0, 1)
    dust = mix(inks[1], rgb("f4e8d0"), 0.55)
    lit = np.clip(0.45 + 0.5 * (dx * math.cos(sun) + dy * math.sin(sun)) / (size * 2), 0.25, 1)
    add(canvas, cover * behind, np.clip(dust * lit[..., None], 0, 1), 1.0, tilt)
    shade = np.clip(0.05 + 1.05 * np.clip(light, 0, 1), 0, 1.1)
    add(canvas, globe, np.clip(colour * shade[..., None], 0, 1), 1.0, tilt)
    add(canvas, cover * (1 - behind), np.clip(dust * lit[..., None], 0, 1), 1.0, tilt)
    for _ in range(int(rng.integers(1, 4))):
        far = size * float(rng.uniform(1.7, 2.4))
        turn = float(rng.uniform(0, 2 * math.pi))
        mx, my = x + far * math.cos(turn), y + far * 0.8 * math.sin(turn)
        disc(canvas, mx, my, size * float(rng.uniform(0.05, 0.12)), rgb("cfc8bd"), rng, shade=0.5)
