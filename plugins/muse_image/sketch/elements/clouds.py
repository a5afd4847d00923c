"""Clouds: banks of them, lit from where the sun or moon is, flatter and smaller far away."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, soft, step
from ..scene.plan import Place

SPEC = Spec("sky", order=12, depth=0.8)
COVER = {"": 0.3, "thin": 0.85, "cloudy": -0.75, "rain": -1.3, "snow": -0.9, "storm": -1.3}


def paint(canvas: Canvas, place: Place) -> None:
    """Add clouds above the horizon."""
    layout, air, rng = canvas.layout, canvas.air, place.rng
    height, width = max(8, int(layout.horizon * 1.02)), canvas.width
    cell = layout.unit * float(rng.uniform(0.2, 0.34))
    form = noise(rng, height, width, cell, octaves=7, gain=0.55, stretch=2.1)
    # Farther clouds (lower down) are flatter: a second, wider field takes over there.
    low = noise(rng, height, width, cell * 0.4, octaves=6, gain=0.5, stretch=5.0)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    form = form + (low - form) * step(0.45, 0.95, down)
    cover = COVER.get(place.kind, 0.15) + 0.2 * float(np.clip(rng.standard_normal(), -1.2, 1.5))
    banks = noise(rng, height, width, layout.unit * 0.55, octaves=2, stretch=2.4)
    dense = form * 0.75 + banks * 0.55 - cover
    if place.side in ("left", "right"):
        across = np.linspace(-1, 1, width, dtype=np.float32)[None]
        dense = dense + (across if place.side == "right" else -across) * 1.3 - 0.4
    alpha = step(0.0, 0.9, dense) * (0.92 if place.kind != "thin" else 0.72)
    alpha = alpha * step(1.02, 0.86, down)
    # Light: thinner towards the sun than behind, so the cloud's side there is lit.
    lx, ly = layout.light[0], layout.light[1]
    shift = max(2, int(layout.unit * 0.022))
    stormy = place.kind in ("rain", "storm", "cloudy", "snow")
    # Under a closed sky every cloud is thick: its billows are told from how thick.
    body = soft(np.clip(dense, 0, 3.4 if stormy else 1.8), 3)
    padded = np.pad(body, shift * 2, mode="edge")
    drop, side = shift * 2 - int(shift * ly * 1.6), shift * 2 + int(shift * np.sign(lx))
    moved = padded[drop : drop + height, side : side + width]
    thick = np.clip(dense - (1.2 if stormy else 0.7), -0.4 if stormy else 0, 1.4)
    light = np.clip(0.66 + (body - moved) * 1.6 - 0.16 * thick, 0, 1)
    bright = mix(air.horizon, air.disc, 0.5 if not air.night else 0.25)
    if canvas.scene.time == "day":
        bright = mix(bright, rgb("ffffff"), 0.75)
    dark = mix(air.middle, air.zenith, 0.55)
    if canvas.scene.time == "day":
        dark = mix(dark, rgb("b9c3d2"), 0.6)
    if stormy:
        bright = mix(bright, air.haze, 0.6)
        dark = mix(dark, rgb("3c4452"), 0.55 if place.kind != "storm" else 0.8)
        dark = dark * np.float32(0.35 if air.night else 1.0)
    colour = mix(dark, bright, light)
    canvas.add(
        Layer(
            "clouds", "cloud", 0, 0, alpha, colour, light, 0.25 * np.clip(form, -1, 1), 0.0,
            1.0, 0.35, counted=place.asked,
        )
    )  # fmt: skip
