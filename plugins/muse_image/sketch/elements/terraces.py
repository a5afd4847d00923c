"""Fields of rice: terraces on a hillside, or paddies on level land, with the sky in them."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("ground", order=41)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the fields from a hill's skyline, or from the horizon, to the viewer."""
    if place.kind == "paddies":
        _paddies(canvas, place)
    else:
        _steps(canvas, place)


def _steps(canvas: Canvas, place: Place) -> None:
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    level = layout.waterline or layout.horizon
    hill = line(rng, width, unit * 0.6, octaves=3, gain=0.4)
    xs = np.linspace(-1, 1, width, dtype=np.float32)
    lean = 1 if rng.random() < 0.5 else -1
    crest = level - unit * (0.15 + 0.045 * hill + 0.09 * lean * xs)
    end = canvas.height if layout.waterline is None else int(level) + 2
    top = int(max(0, crest.min() - 2))
    high = end - top
    if high < 8:
        return
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1)
    down = np.clip((rows - crest[None]) / max(1.0, canvas.height - float(crest.mean())), 0, 1.2)
    folds = noise(rng, high, width, unit * 0.3, octaves=2, stretch=1.9)
    small = noise(rng, high, width, unit * 0.07, octaves=3, stretch=2.0)
    # Steps crowd together up the hill; folds of the ground bend their edges.
    many = 15.0
    level_of = many * np.log1p(5.0 * down) / np.log(6.0) + (0.85 * folds + 0.13 * small) * (
        0.5 + down
    )
    part = level_of - np.floor(level_of)
    number = np.floor(level_of)
    drawn = (np.sin(number * 12.9898 + 4.1) * 43758.547) % 1.0
    wet = drawn < (0.6 if canvas.scene.season in ("spring", "summer") else 0.4)
    sky = mix(canvas.air.horizon, canvas.air.middle, np.clip(down + 0.2 * small, 0, 1))
    crop = mix(canvas.grass(0.3), canvas.grass(1.0), np.clip(drawn + 0.12 * small, 0, 1))
    if canvas.scene.season == "autumn" and not canvas.snowy:
        crop = mix(crop, rgb("dcae4c"), np.clip(0.35 + 0.5 * drawn, 0, 1))
    flat = np.where(wet[..., None], mix(sky, crop, 0.16), crop)
    riser = mix(canvas.grass(0.0), rgb("5d4f34"), 0.3 if not canvas.snowy else 0.05)
    bank = step(0.7, 0.78, part)
    edge = np.exp(-(((part - 0.68) / 0.07) ** 2)) * (1 - bank)
    colour = mix(flat, riser, bank)
    colour = mix(colour, canvas.grass(1.0), edge * 0.75)
    slope = np.gradient(folds, axis=1) * unit * 0.02 * np.sign(layout.light[0])
    light = np.clip(
        0.72 + 0.2 * np.tanh(slope) - 0.38 * bank * (0.8 + 0.4 * np.tanh(slope)) + 0.05 * small,
        0,
        1,
    )
    glow = np.where(wet, 1 - bank, 0.0)
    angle = np.arctan(
        np.gradient(level_of, axis=1) / np.maximum(np.gradient(level_of, axis=0), 1e-3)
    )
    canvas.add(
        Layer(
            place.name, "land", 0, top, alpha.astype(np.float32), colour.astype(np.float32),
            light.astype(np.float32), -np.clip(angle, -0.8, 0.8).astype(np.float32), 0.18, 0.0,
            0.65,
            mirror=layout.waterline,
        )
    )  # fmt: skip
    shine = (alpha * glow * 0.7).astype(np.float32)
    canvas.add(
        Layer(
            place.name, "water", 0, top, shine, sky.astype(np.float32), 0.8, 0.0, 0.0, 1.0, 0.5,
            counted=False,
        )
    )  # fmt: skip


def _paddies(canvas: Canvas, place: Place) -> None:
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    top = int(layout.horizon)
    if layout.waterline is not None:
        top = int(layout.shore or layout.horizon)
    high = canvas.height - top
    if high < 8:
        return
    rows = np.arange(high, dtype=np.float32)[:, None] + 1.0
    near = np.clip(
        (rows + top - layout.horizon) / max(1.0, canvas.height - layout.horizon), 0.004, 1
    )
    across = (
        np.arange(width, dtype=np.float32)[None] - width * float(rng.uniform(0.3, 0.7))
    ) / unit
    warp = noise(rng, high, width, unit * 0.12, octaves=2, stretch=3.0)
    deep = 1.5 / (near + 0.05) + 0.09 * warp
    lane = np.floor(deep)
    shift = (np.sin(lane * 7.31) * 513.7) % 1.0
    column = across / (near + 0.05) * 1.7 + shift * 2 + 0.07 * warp
    wide = 1.5 + shift
    cell = np.floor(column / wide)
    u, v = column / wide - cell, deep - lane
    drawn = (np.sin(lane * 12.99 + cell * 78.23) * 43758.55) % 1.0
    thin = np.clip(0.03 / (near + 0.1), 0.05, 0.2)
    bund = np.maximum(
        step(thin, thin * 0.4, np.minimum(u, 1 - u)),
        step(thin * 2, thin * 0.8, np.minimum(v, 1 - v)),
    )
    sky = mix(
        canvas.air.horizon,
        canvas.air.middle,
        np.broadcast_to(np.clip(near * 1.2, 0, 1), (high, width)),
    )
    young = 0.35 + 0.65 * step(0.1, 0.9, np.abs(np.sin(column * 22)) + 0.2 * warp)
    rice = mix(canvas.grass(0.5), canvas.grass(1.0), np.clip(0.5 + 0.3 * warp, 0, 1))
    if canvas.scene.season == "autumn" and not canvas.snowy:
        rice = mix(rice, rgb("e0b450"), 0.75)
    wet = drawn < 0.62
    colour = np.where(wet[..., None], mix(sky * np.float32(0.96), rice, 0.2 * young), rice)
    colour = mix(colour, mix(canvas.grass(0.0), rgb("6b5a3a"), 0.35), bund * 0.9)
    light = np.clip(0.7 + 0.06 * warp - 0.12 * bund, 0, 1)
    canvas.add(
        Layer(
            place.name, "land", 0, top, np.ones((high, width), np.float32),
            colour.astype(np.float32),
            light.astype(np.float32), 0.0, 0.1, 0.0, 0.6,
        )
    )  # fmt: skip
    canvas.add(
        Layer(
            place.name, "water", 0, top, (wet * (1 - bund) * 0.75).astype(np.float32),
            sky.astype(np.float32), 0.8, 0.0, 0.0, 1.0, 0.5, counted=False,
        )
    )  # fmt: skip
