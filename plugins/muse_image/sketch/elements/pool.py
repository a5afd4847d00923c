"""Pools in the land: an oasis under palms, a hot spring under steam, the waters of a marsh."""

import math

import numpy as np

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, noise, step
from ..scene.plan import Place
from .trees import SPECIES

SPEC = Spec("ground", order=46)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the pool and what grows or rises around it."""
    if place.kind == "marsh":
        _marsh(canvas, place)
        return
    layout, rng = canvas.layout, place.rng
    below = canvas.height - layout.horizon
    y = layout.horizon + below * float(rng.uniform(0.3, 0.4))
    x = place.x
    half = layout.unit * float(rng.uniform(0.3, 0.38))
    tall = below * (0.13 if place.kind == "oasis" else 0.17)
    if place.kind == "oasis":
        _palms(canvas, place, x, y - tall * 0.9, half)
    _water(canvas, place, x, y, half, tall)
    if place.kind == "spring":
        _stones(canvas, place, x, y, half, tall)
        _steam(canvas, place, x, y, half)


def _sky(canvas: Canvas, part: Field) -> Colour:
    return mix(canvas.air.horizon, canvas.air.middle, np.clip(part, 0, 1))


def _water(canvas: Canvas, place: Place, x: float, y: float, half: float, tall: float) -> None:
    rng = place.rng
    left, wide = int(x - half * 1.5), int(half * 3)
    top, high = int(y - tall * 1.6), int(tall * 3.2)
    across = np.linspace(-1.5, 1.5, wide, dtype=np.float32)[None]
    down = np.linspace(-1.6, 1.6, high, dtype=np.float32)[:, None]
    ragged = noise(rng, high, wide, tall * 0.6, octaves=4, stretch=2.5)
    off = np.sqrt(across**2 + down**2) + 0.07 * ragged
    rim = step(1.42, 1.1, off)
    bank = mix(canvas.grass(0.25), canvas.grass(0.9), np.clip(0.5 + 0.3 * ragged, 0, 1))
    canvas.add(
        Layer(
            "bank", "land", left, top, (rim * 0.95).astype(np.float32), bank,
            np.clip(0.6 + 0.1 * ragged, 0, 1), 0.0, 0.08, 0.0, 0.6, counted=False,
        )
    )  # fmt: skip
    ripple = noise(rng, high, wide, max(3.0, tall * 0.09), octaves=2, stretch=8)
    deep = rgb("3f9aa0") if place.kind == "spring" else mix(canvas.air.zenith, rgb("2f6f78"), 0.5)
    colour = _sky(canvas, 0.5 + 0.5 * down + 0.06 * ripple)
    colour = mix(
        colour, canvas.hue(place, deep), np.clip(0.25 + 0.25 * down + 0.08 * ripple, 0, 0.8)
    )
    # What stands behind is dark in the water near its far edge.
    behind = step(-0.2, -0.8, down + 0.1 * ripple) * (0.5 if place.kind == "oasis" else 0.2)
    colour = mix(colour, canvas.leaf(2) * np.float32(0.5), behind * np.ones_like(across))
    alpha = step(1.0, 0.94, off).astype(np.float32)
    canvas.add(Layer(place.name, "water", left, top, alpha, colour, 0.7, 0.0, 0.0, 0.9, 0.5))


def _palms(canvas: Canvas, place: Place, x: float, y: float, half: float) -> None:
    rng, unit = fork(place.rng), canvas.layout.unit
    pen = canvas.pen((x - half * 2, y - unit * 0.6, x + half * 2, y + unit * 0.1))
    for _ in range(9):
        u = x + half * 1.1 * float(rng.uniform(-1, 1))
        away = float(rng.uniform(-0.01, 0.02)) * unit
        SPECIES["palm"](canvas, pen, rng, u, y + away, unit * float(rng.uniform(0.2, 0.34)))
    for _ in range(26):
        u, size = x + half * float(rng.uniform(-1.2, 1.2)), unit * float(rng.uniform(0.015, 0.03))
        for k in range(5):
            turn = (k - 2) * 0.35
            tip = (u + size * 1.5 * math.sin(turn), y + unit * 0.02 - size * 1.5 * math.cos(turn))
            pen.limb(
                [(u, y + unit * 0.02), tip],
                [size * 0.25, 0.7],
                canvas.leaf(int(rng.integers(3))),
                0.35 + 0.1 * k,
            )
    canvas.add(pen.layers("palms", "tree", depth=0.14, detail=0.8, angle=1.2, counted=False))


def _stones(canvas: Canvas, place: Place, x: float, y: float, half: float, tall: float) -> None:
    rng = place.rng
    pen = canvas.pen((x - half * 1.5, y - tall * 2, x + half * 1.5, y + tall * 2))
    turns = sorted((float(rng.uniform(0, 2 * math.pi)) for _ in range(30)), key=math.sin)
    for turn in turns:
        u, v = x + half * 1.04 * math.cos(turn), y + tall * 1.04 * math.sin(turn)
        size = half * 0.075 * float(rng.uniform(0.6, 1.4)) * (1 + 0.4 * math.sin(turn))
        stone = mix(rgb("8d867c"), rgb("6b655e"), float(rng.random()))
        bright = math.copysign(1, canvas.layout.light[0])
        pen.polygon(
            [
                (u - size, v),
                (u - size * 0.7, v - size * 0.8),
                (u + size * 0.4, v - size),
                (u + size, v - size * 0.2),
                (u + size * 0.8, v + size * 0.2),
            ],
            stone,
            0.34,
        )
        pen.polygon(
            [
                (u + bright * size * 0.9, v - size * 0.1),
                (u + bright * size * 0.3, v - size * 0.95),
                (u - bright * size * 0.4, v - size * 0.7),
                (u + bright * size * 0.1, v - size * 0.3),
            ],
            stone,
            0.75,
        )
    canvas.add(pen.layers("stones", "rock", depth=0.05, detail=0.8, counted=False))


def _steam(canvas: Canvas, place: Place, x: float, y: float, half: float) -> None:
    high, wide = int(half * 1.9), int(half * 2.6)
    up = np.linspace(1, 0, high, dtype=np.float32)[:, None]
    across = np.linspace(-1.3, 1.3, wide, dtype=np.float32)[None]
    form = noise(place.rng, high, wide, half * 0.34, octaves=5, gain=0.55)
    lean = across - 0.25 * up
    alpha = np.exp(-((lean / (0.7 - 0.2 * up)) ** 2)) * step(0.0, 0.08, up) * (1 - up) ** 0.8
    alpha = alpha * np.clip(0.35 + 0.4 * form, 0, 0.8)
    white = mix(canvas.air.haze, rgb("ffffff"), 0.5 if not canvas.air.night else 0.15)
    canvas.add(
        Layer(
            "steam", "mist", int(x - half * 1.3), int(y - high), alpha.astype(np.float32), white,
            1.0, 1.4, 0.0, 1.0, 0.25, counted=False,
        )
    )  # fmt: skip


def _marsh(canvas: Canvas, place: Place) -> None:
    layout, rng = canvas.layout, place.rng
    top = int((layout.shore or layout.horizon) + layout.unit * 0.012)
    high, width = canvas.height - top, canvas.width
    if high < 6:
        return
    near = np.linspace(0.02, 1, high, dtype=np.float32)[:, None]
    # Level pools: rows are stretched as ground is that runs to the horizon.
    sheet = noise(rng, 256, 256, 40, octaves=4, gain=0.55)
    deep = (1.0 / (near + 0.16) * 34) % 250
    across = (np.arange(width, dtype=np.float32)[None] - width / 2) / layout.unit / (
        near + 0.16
    ) * 26 + 128
    form = sheet[deep.astype(np.int32), np.mod(across, 250).astype(np.int32)]
    form = form + 0.12 * noise(rng, high, width, layout.unit * 0.02, octaves=3, stretch=3)
    wet = step(0.22, 0.4, form)
    rim = np.exp(-(((form - 0.26) / 0.16) ** 2)) * (1 - wet)
    canvas.add(
        Layer(
            "bank", "land", 0, top, (rim * 0.7).astype(np.float32),
            mix(rgb("5c4f34"), canvas.grass(0.1), 0.4), 0.4, 0.0, 0.1, 0.0, 0.5, counted=False,
        )
    )  # fmt: skip
    ripple = noise(rng, high, width, max(3.0, layout.unit * 0.01), octaves=2, stretch=8)
    colour = mix(_sky(canvas, near + 0.06 * ripple), rgb("3f4a3a"), 0.14 + 0.1 * near)
    canvas.add(
        Layer(
            place.name, "water", 0, top, wet.astype(np.float32), colour, 0.7, 0.0, 0.0, 0.95, 0.45
        )
    )
    _rushes(canvas, place, wet, top)


def _rushes(canvas: Canvas, place: Place, wet: Field, top: int) -> None:
    """Draw clumps of rushes along the edges of the pools."""
    rng, layout = place.rng, canvas.layout
    high, width = wet.shape
    edge = np.argwhere((wet > 0.3) & (wet < 0.7))
    if not len(edge):
        return
    pen = canvas.pen((0, top - layout.unit * 0.1, width, canvas.height + 4), 1)
    picked = edge[rng.integers(0, len(edge), int(210 * canvas.span))]
    for row, column in sorted(map(tuple, picked)):
        near = (row + 4) / high
        size = layout.unit * (0.012 + 0.11 * near) * float(rng.uniform(0.6, 1.2))
        x, y = float(column), float(top + row)
        for _ in range(7):
            turn = 0.22 * float(rng.standard_normal())
            tip = (x + size * math.sin(turn), y - size * math.cos(turn))
            shade = mix(canvas.grass(0.1), canvas.grass(0.9), float(rng.random()))
            pen.limb(
                [(x, y), ((x + tip[0]) / 2, y - size * 0.55), tip],
                [size * 0.035, size * 0.03, 0.5],
                shade,
                0.3 + 0.5 * float(rng.random()),
            )
            if size > 18 and rng.random() < 0.15:
                pen.limb(
                    [(tip[0], tip[1] + size * 0.16), tip],
                    [size * 0.06, size * 0.06],
                    rgb("5f3f26"),
                    0.5,
                )
            x += size * 0.06 * float(rng.standard_normal())
    canvas.add(pen.layers("rushes", "foliage", detail=0.9, angle=1.5, counted=False))
