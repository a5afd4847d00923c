"""Breaking waves: crests that rear up with light in them, foam that tears and runs down."""

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, line, noise, step
from ..scene.plan import Place


def breakers(canvas: Canvas, place: Place, many: int = 5) -> None:
    """Add waves from far to near, each over the whole width, the nearest highest."""
    assert canvas.layout.waterline is not None
    below = canvas.height - canvas.layout.waterline
    end = canvas.layout.sand * 0.8 if canvas.layout.sand else 0.86
    for number in range(many):
        near = (number + 1) / many
        base = canvas.layout.waterline + below * end * near**1.5
        _wave(canvas, fork(place.rng), place, base, near)


def _profile(rng: Rng, width: int, unit: float, near: float) -> Field:
    """Return how high a wave stands in each column, 0..1.3: peaks, and long hollows."""
    cell = unit * (0.12 + 0.3 * near)
    swell = line(rng, width, cell * 1.6, octaves=2, gain=0.3)
    peaks = 1 - np.abs(np.tanh(line(rng, width, cell, octaves=1) * 1.1))
    form = 0.55 * peaks**1.6 + 0.25 + 0.2 * swell
    return np.clip(form + 0.03 * line(rng, width, cell * 0.12), 0.03, 1.3).astype(np.float32)


def _wave(canvas: Canvas, rng: Rng, place: Place, base: float, near: float) -> None:
    air, unit, width = canvas.air, canvas.layout.unit, canvas.width
    tall = unit * (0.015 + 0.135 * near**1.4)
    rise = tall * _profile(rng, width, unit, near)
    crest = base - rise
    reach = tall * 1.5
    top, high = int(crest.min()) - 3, int(tall * 1.6 + reach) + 4
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    off = (rows - crest[None]) / np.maximum(rise + tall * 0.25, 1.0)[None]
    solid = np.clip(rows - crest[None] + 0.5, 0, 1)
    alpha = solid * step(2.1, 0.85, off)
    streak = noise(rng, high, width, max(4.0, tall * 0.5), octaves=4, gain=0.6, stretch=0.5)
    deep = mix(air.zenith, rgb("14505c") if not air.night else rgb("081a30"), 0.6)
    thin = mix(mix(air.horizon, rgb("5fb5a8"), 0.55), air.disc, 0.15)
    if air.night:
        thin = mix(thin, deep, 0.6)
    deep, thin = canvas.hue(place, deep, 0, 0.5), canvas.hue(place, thin, 0, 0.4)
    # Light comes through a crest where the water is thin; its back is dark.
    shine = step(0.75, 0.02, off + 0.1 * streak) * np.clip(rise / tall, 0.2, 1)[None]
    colour = mix(deep, thin, np.clip(shine * 0.8 + 0.12 * streak * step(0.0, 0.4, off), 0, 1))
    angle = (
        np.arctan(np.gradient(crest))[None]
        + 0.5 * step(0.2, 0.9, off) * np.sign(np.gradient(crest))[None]
    )
    canvas.add(
        Layer(
            place.name, "water", 0, top, alpha.astype(np.float32), colour,
            np.clip(0.6 + 0.15 * streak, 0, 1), angle.astype(np.float32), 0.25 * (1 - near),
            0.85, 0.5,
        )
    )  # fmt: skip
    lace = noise(rng, high, width, max(3.0, tall * 0.28), octaves=4, gain=0.65, stretch=0.8)
    steep = np.clip(rise / tall - 0.42, 0, 1)[None] * 2.2
    cap = step(0.16, 0.03, off - 0.12 * np.clip(lace, 0, 2)) * np.clip(steep + 0.25, 0, 1)
    runs = step(0.5, 1.0, lace + 0.5 * streak) * step(1.0, 0.15, off) * np.clip(steep, 0, 1)
    spray = step(0.75, 1.2, lace) * step(-0.22, -0.02, off) * (1 - solid) * np.clip(steep, 0, 1)
    foam = np.clip(np.maximum(cap * solid, np.maximum(runs * solid * 0.85, spray * 0.7)), 0, 1)
    white = mix(rgb("f6faf9"), air.horizon, 0.12)
    canvas.add(
        Layer(
            "foam", "foam", 0, top, foam.astype(np.float32), white,
            np.clip(0.8 + 0.12 * lace, 0, 1),
            angle.astype(np.float32), 0.2 * (1 - near), 0.3 if not air.night else 0.0, 0.8,
            counted=False,
        )
    )  # fmt: skip
