"""A waterfall: white water down a cliff of its own, with spray at its foot."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("back", order=38, depth=0.2)


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` cliffs with their falls."""
    for number in range(place.count):
        _fall(canvas, place, number)


def _fall(canvas: Canvas, place: Place, number: int) -> None:
    layout, rng = canvas.layout, place.rng
    unit, width = layout.unit, canvas.width
    foot = (layout.waterline or layout.horizon) + 2
    tall = min(unit * float(rng.uniform(0.4, 0.5)), foot * 0.86) * (1 if number == 0 else 0.72)
    x = place.x if number == 0 else width * ((place.x / width + 0.37 * number) % 1.0)
    half = tall * 0.8
    left, wide = int(x - half * 1.4), int(half * 2.8)
    top, high = int(foot - tall * 1.12), int(tall * 1.12) + 2
    across = np.linspace(-1.4, 1.4, wide, dtype=np.float32)
    shape = np.clip(1.22 - np.abs(across) ** 3 * 0.55, 0, 1.05) * (
        0.88 + 0.09 * line(rng, wide, wide * 0.16)
    )
    notch = np.exp(-((across / 0.2) ** 2)) * 0.1
    crest = foot - tall * (shape - notch)
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
    strata = noise(rng, high, wide, tall * 0.12, octaves=5, gain=0.62, stretch=0.5)
    light = np.clip(0.46 + 0.2 * strata + 0.24 * across[None] * np.sign(layout.light[0]), 0, 1)
    rock = mix(rgb("5f5a55"), rgb("8a8074"), np.clip(0.5 + 0.3 * strata, 0, 1))
    moss = step(0.12, 0.02, (rows - crest[None]) / tall + 0.03 * strata)
    moss = np.maximum(moss, step(0.5, 1.3, strata + 0.4 * np.abs(across)[None]) * 0.7)
    colour = mix(rock, canvas.grass(0.25), moss * 0.9)
    mirror = layout.waterline
    canvas.add(
        Layer(
            "cliff",
            "rock",
            left,
            top,
            alpha,
            colour,
            light,
            np.pi / 2,
            0.18,
            0.0,
            0.55,
            mirror=mirror,
            counted=False,
        )
    )
    down = np.clip((rows - crest[wide // 2]) / (foot - crest[wide // 2]), 0, 1)
    sway = 0.025 * line(rng, high, high * 0.4)[:, None]
    body = 0.1 + 0.075 * down
    off = np.abs(across[None] - sway) / body
    streak = noise(rng, high, wide, tall * 0.3, octaves=4, gain=0.65, stretch=0.07)
    fall = step(1.08, 0.62, off + 0.2 * streak) * (rows > crest[wide // 2] + 1)
    white = mix(rgb("f7fafc"), canvas.air.zenith, np.clip(0.16 - 0.16 * streak, 0, 0.5))
    canvas.add(
        Layer(
            place.name,
            "foam",
            left,
            top,
            fall.astype(np.float32),
            white,
            np.clip(0.85 + 0.14 * streak, 0, 1),
            np.pi / 2,
            0.14,
            0.25 if not canvas.air.night else 0.05,
            0.7,
            mirror=mirror,
        )
    )
    reach = int(tall * 0.5)
    dx = np.linspace(-1, 1, 2 * reach, dtype=np.float32)[None]
    dy = np.linspace(-1, 1, reach, dtype=np.float32)[:, None]
    puff = noise(rng, reach, 2 * reach, reach * 0.3, octaves=4)
    spray = (
        np.clip(1 - np.sqrt(dx**2 * 1.4 + dy**2) + 0.1 * puff, 0, 1)
        * 0.85
        * step(1.0, 0.7, np.abs(dx))
        * step(1.0, 0.6, np.abs(dy))
    )
    canvas.add(
        Layer(
            "spray",
            "mist",
            int(x) - reach,
            int(foot) - reach // 2 - reach // 8,
            spray.astype(np.float32),
            mix(canvas.air.haze, rgb("ffffff"), 0.35 if not canvas.air.night else 0.1),
            1.0,
            0.0,
            0.0,
            1.0,
            0.2,
            counted=False,
        )
    )
