"""Within a forest: trunks in planes, from those against the light to dark ones close by."""

import math

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.pen import Pen
from ..paint.raster import line, noise, step
from ..scene.plan import Place
from .trees import SPECIES

PLANES = 5
LIVING = ("person", "critter", "animal")


def woods(canvas: Canvas, place: Place) -> None:
    """Add the light of a clearing, then planes of trees with a gap that lets it through."""
    rng, layout = place.rng, canvas.layout
    gap = layout.sun[0] / canvas.width
    _glow(canvas, rng, gap)
    for number in range(PLANES):
        near = number / (PLANES - 1)
        _plane(canvas, place, fork(rng), near, gap)
        if number == 1:
            _way(canvas, fork(rng), gap)
        if number == 2:
            _rays(canvas, fork(rng))


def _glow(canvas: Canvas, rng: Rng, gap: float) -> None:
    """Add luminous air behind the trees."""
    layout, air = canvas.layout, canvas.air
    height, width = canvas.height, canvas.width
    across = (np.arange(width, dtype=np.float32)[None] - gap * width) / layout.unit
    down = (np.arange(height, dtype=np.float32)[:, None] - layout.horizon * 0.96) / layout.unit
    form = noise(rng, height, width, layout.unit * 0.2, octaves=4)
    bright = np.exp(-((across / 0.46) ** 2) - (down / 0.42) ** 2) * (0.84 + 0.14 * form)
    warm = mix(air.horizon, air.disc, 0.5 if air.night else 0.6)
    if canvas.scene.mood == "dreamy":
        warm = mix(warm, rgb("ffb3c8"), 0.5)
    # Warm where the light is, the sky's own colour away from it.
    core = np.exp(-((across / 0.2) ** 2) - ((down + 0.05) / 0.2) ** 2)
    colour = mix(mix(air.horizon, air.middle, 0.35), warm, core)
    canvas.add(
        Layer(
            "glow",
            "mist",
            0,
            0,
            np.clip(bright, 0, 0.92),
            colour,
            1.0,
            0.0,
            0.0,
            1.0,
            0.15,
            counted=False,
        )
    )


def _way(canvas: Canvas, rng: Rng, gap: float) -> None:
    """Add a stream that leads from the clearing to the viewer and carries its light.

    Where somebody is in the forest it is a path: nobody sits or sleeps in water.
    """
    layout, air = canvas.layout, canvas.air
    top = int(layout.horizon + (canvas.height - layout.horizon) * 0.03)
    high, width = canvas.height - top, canvas.width
    if high < 8:
        return
    near = np.linspace(0.0, 1, high, dtype=np.float32)
    sway = 0.13 * np.sin(float(rng.uniform(0, 6.28)) + 4.2 * near**0.6) * near**0.7
    foot = 0.5 + (0.5 - gap) * 0.7
    middle = (gap + (foot - gap) * near**1.3) * width + sway * layout.unit
    half = layout.unit * (0.018 + 0.2 * near**1.25)
    bank = 0.1 * noise(rng, high, width, layout.unit * 0.035, octaves=4)
    off = np.abs(np.arange(width, dtype=np.float32)[None] - middle[:, None]) / half[:, None] + bank
    alpha = step(1.0, 0.9, off)
    ripple = noise(rng, high, width, max(3.0, layout.unit * 0.009), octaves=3, stretch=7)
    shine = np.exp(-near[:, None] * 1.5) * (0.75 + 0.25 * ripple) * np.exp(-(off**2) * 0.5)
    warm = mix(air.horizon, air.disc, 0.55)
    if canvas.scene.mood == "dreamy":
        warm = mix(warm, rgb("ffb3d2"), 0.45)
    dark = mix(air.zenith, air.middle, 0.5)
    if any(each.element in LIVING and each.spec.role == "land" for each in layout.places):
        grain = noise(rng, high, width, layout.unit * 0.02, octaves=5, gain=0.6, stretch=2)
        light = np.clip(0.6 + 0.12 * grain - 0.15 * off**2, 0, 1).astype(np.float32)
        earth = mix(rgb("b39a74"), rgb("8e7552"), np.clip(0.5 + 0.3 * grain, 0, 1))
        earth = mix(earth, rgb("dfe5ec"), 0.75) if canvas.snowy else earth
        # Where it leaves the clearing it is full of that light.
        earth = mix(earth, warm, np.clip(0.8 * shine - 0.4, 0, 0.3))
        soft = step(1.02, 0.8, off + 0.1 * grain)
        canvas.add(
            Layer("path", "land", 0, top, soft, earth, light, 0.0, 0.1, 0.0, 0.45, counted=False)
        )
        return
    colour = mix(dark, warm, np.clip(shine + 0.35 * step(0.8, 1.6, ripple), 0, 1))
    canvas.add(
        Layer("stream", "water", 0, top, alpha, colour, 0.7, 0.0, 0.0, 1.0, 0.45, counted=False)
    )


def _rays(canvas: Canvas, rng: Rng) -> None:
    """Add shafts of light that fall from the gap in the crowns."""
    layout, air = canvas.layout, canvas.air
    height, width = canvas.height, canvas.width
    x, y = layout.sun
    columns = np.arange(width, dtype=np.float32)[None] - x
    rows = np.arange(height, dtype=np.float32)[:, None] - (y - layout.unit * 0.25)
    turn = np.arctan2(columns, np.maximum(rows, 1e-3))
    beams = line(rng, 240, 26, octaves=3)
    # Finer than the beams, so that a look-up does for the broken line between them.
    beams = np.interp(np.arange(3824) / 16, np.arange(240), beams).astype(np.float32)
    place = np.clip((turn + 1.6) * np.float32(3823 / 3.2) + 0.5, 0, 3823).astype(np.int16)
    fan = np.take(beams, place)
    away = np.sqrt(columns**2 + rows**2) / layout.unit
    alpha = step(0.1, 1.3, fan) * np.exp(-away * 1.9) * step(0.0, 0.2, rows / layout.unit) * 0.5
    alpha = alpha * step(1.35, 0.5, np.abs(turn))
    canvas.add(
        Layer(
            "rays", "glow", 0, 0, alpha.astype(np.float32), mix(air.disc, air.horizon, 0.4), 1.0,
            1.2, 0.0, 1.0, 0.2, counted=False,
        )
    )  # fmt: skip


def _plane(canvas: Canvas, place: Place, rng: Rng, near: float, gap: float) -> None:
    layout = canvas.layout
    unit, width, height = layout.unit, canvas.width, canvas.height
    foot = layout.horizon + (height - layout.horizon) * (0.02 + 0.72 * near**1.5)
    depth = 0.85 * (1 - near) ** 1.2
    _floor(canvas, rng, foot, near, depth, gap)
    kind = place.kind or "mixed"
    pen = canvas.pen((0, -unit * 0.1, width, foot + unit * 0.04), fine=2 if unit < 900 else 1)
    opening = 0.07 + 0.24 * near
    spread = unit * (0.05 + 0.2 * near)
    x = -spread * float(rng.random())
    while x < width + spread:
        away = abs(x / width - gap) * width / unit
        if away > opening * float(rng.uniform(0.75, 1.2)):
            size = unit * (0.34 + 0.95 * near) * float(rng.uniform(0.85, 1.25))
            y = foot + unit * 0.018 * float(rng.standard_normal()) * (0.4 + near)
            _one(canvas, pen, rng, kind, x, y, size, near)
        x += spread * float(rng.uniform(0.55, 1.5))
    canvas.add(
        pen.layers(place.name, "tree", depth=depth, detail=0.5 + 0.3 * near, angle=math.pi / 2)
    )
    if kind == "mixed" and near > 0.3:
        _crowns(canvas, place, rng, near, depth, gap)


def _one(
    canvas: Canvas, pen: Pen, rng: Rng, kind: str, x: float, y: float, size: float, near: float
) -> None:
    if kind in ("pine", "birch", "bamboo"):
        SPECIES[kind](canvas, pen, rng, x, y, size * (1.25 if kind != "pine" else 1.0))
        return
    if near < 0.7 and rng.random() < 0.42:
        SPECIES["pine"](canvas, pen, rng, x, y, size * 0.85)
        return
    # A tall trunk that leaves the picture at its top, with some boughs.
    lean = 0.05 * float(rng.standard_normal())
    wide = size * float(rng.uniform(0.045, 0.07))
    bark = mix(rgb("51453e"), rgb("6a5a4c"), float(rng.random()))
    tall = y + canvas.layout.unit * 0.1
    points = [
        (x + lean * tall * t + wide * 0.5 * math.sin(t * 5 + x) * 0.4, y - tall * t)
        for t in (0, 0.05, 0.2, 0.45, 0.7, 1)
    ]
    widths = [wide * w for w in (1.9, 1.25, 1.0, 0.86, 0.74, 0.6)]
    pen.limb(points, widths, bark, 0.36)
    toward = math.copysign(1, canvas.layout.sun[0] - x)
    rim = [(px + toward * w * 0.33, py) for (px, py), w in zip(points, widths, strict=True)]
    pen.limb(rim, [w * 0.3 for w in widths], mix(bark, canvas.air.disc, 0.25), 0.85)
    for _ in range(int(rng.integers(2, 5))):
        t = float(rng.uniform(0.3, 0.9))
        side = 1 if rng.random() < 0.5 else -1
        root = (x + lean * tall * t, y - tall * t)
        reach = size * float(rng.uniform(0.12, 0.26))
        mid = (root[0] + side * reach * 0.5, root[1] - reach * 0.3)
        tip = (root[0] + side * reach, root[1] - reach * float(rng.uniform(0.3, 0.8)))
        pen.limb([root, mid, tip], [wide * 0.36, wide * 0.24, wide * 0.08], bark, 0.34)


def _floor(canvas: Canvas, rng: Rng, foot: float, near: float, depth: float, gap: float) -> None:
    """Add a bank of undergrowth that hides where the trunks stand."""
    unit, width = canvas.layout.unit, canvas.width
    wave = line(rng, width, unit * 0.3, octaves=6, gain=0.55)
    crest = (foot - unit * (0.012 + 0.02 * near) * (0.8 + 0.8 * wave)).astype(np.float32)
    top = int(crest.min()) - 1
    high = canvas.height - top
    if high < 2:
        return
    rows = top + np.arange(high, dtype=np.float32)[:, None]
    form = noise(rng, high, width, unit * (0.012 + 0.03 * near), octaves=4, gain=0.6, stretch=2.2)
    alpha = np.clip(rows - crest[None] + 2.2 * form, 0, 1)
    # The ground opens towards the clearing, and the stream lies in the opening.
    open_part = (
        np.abs(np.arange(width, dtype=np.float32)[None] - (gap + (0.5 - gap) * 1.1 * near) * width)
        / unit
    )
    alpha = alpha * step(0.05 + 0.12 * near, 0.13 + 0.28 * near, open_part + 0.02 * form)
    light = np.clip(0.48 + 0.16 * form - 0.15 * near, 0, 1)
    across = (
        np.abs(np.arange(width, dtype=np.float32)[None] - canvas.layout.sun[0] * 0.6 - width * 0.2)
        / unit
    )
    light = np.clip(light + 0.35 * np.exp(-((across / 0.3) ** 2)) * (1 - 0.5 * near), 0, 1)
    dark, bright = canvas.grass(0.0), canvas.leaf(1)
    colour = mix(mix(dark, rgb("3d3a26"), 0.3), bright, np.clip(0.4 + 0.28 * form, 0, 1))
    if canvas.snowy:
        colour = mix(colour, rgb("eef3f8"), step(-0.9, 0.2, form) * 0.9)
    canvas.add(
        Layer(
            "forest floor", "land", 0, top, alpha, colour, light.astype(np.float32), 0.25 * form,
            depth, 0.0,
            0.5, counted=False,
        )
    )  # fmt: skip


def _crowns(canvas: Canvas, place: Place, rng: Rng, near: float, depth: float, gap: float) -> None:
    """Add leaves that hang in from above, thinner before the light."""
    unit, width = canvas.layout.unit, canvas.width
    high = max(8, int(canvas.layout.horizon * (0.5 + 0.25 * near)))
    down = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    across = np.abs(np.arange(width, dtype=np.float32)[None] - gap * width) / unit
    big = noise(rng, high, width, unit * 0.13, octaves=3)
    fine = noise(rng, high, width, unit * (0.014 + 0.016 * near), octaves=3, gain=0.7)
    open_part = np.exp(-((across / 0.36) ** 2)) * 1.3
    dense = 1.05 - 1.9 * down + 0.5 * big + 0.42 * fine - open_part
    alpha = step(0.0, 0.35, dense)
    light = np.clip(0.34 + 0.2 * fine + 0.5 * np.exp(-((across / 0.5) ** 2)) - 0.12 * near, 0, 1)
    pick = np.clip(0.5 + 0.4 * fine + 0.2 * big, 0, 1)
    colour = mix(canvas.leaf(2), canvas.leaf(1), pick)
    if canvas.scene.season == "winter":
        alpha = alpha * 0.0 + step(0.5, 0.8, dense) * 0.35
    canvas.add(
        Layer(
            place.name, "foliage", 0, 0, alpha, colour, light.astype(np.float32), 0.7 + 0.8 * big,
            depth, 0.0, 0.6,
        )
    )  # fmt: skip
