"""The ground of a street: cobbles, slabs, asphalt or earth, kerbs, and what it mirrors when wet."""

import numpy as np

from ...paint.colour import blank, mix, rgb
from ...paint.layer import Layer
from ...paint.raster import Field, noise, step
from .view import View

COLOURS = {
    "cobbles": "a0978a", "slabs": "ada79b", "asphalt": "6c6d70", "earth": "b39c78",
    "paving": "8f8f8f", "grass": "7a9a52",
}  # fmt: skip


def ground(view: View, kind: str, pavement: float, lane: bool, beyond: str = "paving") -> None:
    """Add the ground: `kind` in the middle, a pavement (m) at both sides, `lane` marks a road."""
    canvas, rng = view.canvas, view.place.rng
    top = int(view.y) + 1
    high, width = canvas.height - top, canvas.width
    if high < 2:
        return
    form = noise(rng, high, width, canvas.layout.unit * 0.09, octaves=4, stretch=3)
    down = np.arange(high, dtype=np.float32)[:, None] + np.float32(top - view.y)
    z = view.focal * view.eye / down
    x = (np.arange(width, dtype=np.float32)[None] - view.x) * (z / view.focal)
    scale = view.focal / z
    road = view.half - pavement
    inner = step(road - 0.04, road + 0.04, np.abs(x))
    main, side = rgb(COLOURS[kind]), rgb(COLOURS["paving" if kind == "asphalt" else kind])
    outer = step(view.half - 0.05, view.half + 0.05, np.abs(x))
    past = canvas.grass(0.4) if beyond == "grass" else mix(side, rgb("6f6a62"), 0.4)
    colour = mix(mix(main, mix(side, rgb("c8c2b4"), 0.25), inner), past, outer)
    lines: Field = np.zeros((high, width), np.float32)
    shade = 0.6 + 0.035 * form
    if kind in ("cobbles", "slabs"):
        long, wide = (0.34, 0.26) if kind == "cobbles" else (1.1, 0.8)
        row = np.floor(z / long)
        off = (x / wide + 0.5 * (row % 2)) % 1
        along = (z / long) % 1
        seam = np.minimum(np.minimum(off, 1 - off) * wide * scale,
                          np.minimum(along, 1 - along) * long * scale * view.eye / z)  # fmt: skip
        clear = step(1.6, 5.0, long * scale * view.eye / z)
        joint = step(1.3, 0.3, seam) * clear * (1 - inner * (pavement > 0))
        stone = np.sin(np.floor(x / wide + 0.5 * (row % 2)) * 12.9898 + row * 78.233) * 43758.5453
        shade = shade - 0.24 * joint + 0.13 * ((stone % 1) - 0.5) * clear
        lines = joint * 0.7
    if pavement:
        for edge in (road, view.half):
            gap = np.abs(np.abs(x) - edge) * scale
            kerb = step(max(1.8, 0.003 * canvas.layout.unit), 0.6, gap)
            shade = shade - 0.28 * kerb * (1.0 if edge == road else 0.5)
            lines = np.maximum(lines, kerb * 0.8)
        slab = (z / 1.2) % 1
        seam = step(1.0, 0.2, np.minimum(slab, 1 - slab) * 1.2 * scale * view.eye / z) * inner
        seam = seam * step(2.0, 6.0, 1.2 * scale * view.eye / z) * (1 - outer)
        shade, lines = shade - 0.16 * seam, np.maximum(lines, seam * 0.5)
    if lane:
        mark = (np.abs(x) < 0.09) * ((z % 5.0) < 2.6) * step(0.4, 1.5, 0.18 * scale)
        colour = mix(colour, rgb("e9e4d4"), mark.astype(np.float32) * 0.85)
    if canvas.snowy:
        trodden = np.exp(-((np.abs(np.abs(x) - 0.9) / 0.4) ** 2)) * (0.5 if lane else 0.3)
        colour = mix(colour, rgb("eef2f7"), np.clip(0.93 - trodden + 0.05 * form, 0, 1))
        shade, lines = 0.62 + 0.06 * form, lines * 0.12
    elif view.wet:
        colour = colour * np.float32(0.72)
    # Houses shade the side that is turned away from the light.
    away = np.sign(canvas.layout.light[0]) * x / view.half
    if canvas.scene.weather == "clear" and not view.dark:
        shade = shade - 0.16 * step(-0.1, 0.15, away + 0.04 * form) * (1 - outer)
    canvas.add(
        Layer(
            "ground", "land", 0, top, np.ones((high, width), np.float32),
            colour.astype(np.float32), np.clip(shade, 0.05, 1).astype(np.float32),
            np.zeros((high, width), np.float32), 0.05, 0.0, 0.6, lines.astype(np.float32),
            counted=False,
        )
    )  # fmt: skip


def mirrored(
    view: View, before: int, foot: Field | None = None, cover: Field | None = None
) -> None:
    """Add the reflection of what was added after the first `before` layers to wet ground.

    Of water, `foot` is the level (px) in each column from which on it mirrors, and `cover` where
    it is, over the rows below the horizon.
    """
    canvas, rng = view.canvas, view.place.rng
    height, width, top = canvas.height, canvas.width, int(view.y) + 1
    high = height - top
    form = noise(rng, high, width, canvas.layout.unit * 0.06, octaves=4, stretch=4)
    if high < 4:
        return
    colour = blank(height, width, canvas.air.horizon)
    light = np.ones((height, width), np.float32)
    shine = np.zeros((height, width), np.float32)
    for layer in canvas.layers[before:]:
        if layer.material in ("shadow", "glow", "mist", "rain") or layer.name in (
            "ground", "water",
        ):  # fmt: skip
            continue
        x0, y0, x1, y1 = layer.box
        part, box = layer.alpha, (slice(y0, y1), slice(x0, x1))
        colour[box] += (layer.albedo - colour[box]) * part[..., None]
        if layer.glow >= 1:
            shine[box] = np.maximum(shine[box], part)
        else:
            light[box] += (layer.light - light[box]) * part
            shine[box] *= 1 - part
    columns = np.arange(width)
    if foot is None:
        foot = np.array([view.foot(float(x)) for x in columns], np.float32)
    foot = foot[None]
    rows = np.arange(top, height, dtype=np.float32)[:, None]
    ripple = form * canvas.layout.unit * (0.006 if cover is None else 0.009)
    source = np.clip(2 * foot - rows + ripple, 0, height - 1).astype(np.int64)
    index = (source, np.broadcast_to(columns[None], source.shape))
    under = step(-1.0, 1.0, rows - foot)
    pools = np.clip(0.62 + 0.25 * form, 0.25, 0.9)
    alpha = under * pools * (0.62 if view.dark else 0.5)
    if cover is not None:
        alpha = under * cover * np.clip(0.72 + 0.12 * form, 0.4, 0.9)
    seen = shine[index]
    box_colour = colour[index]
    canvas.add(
        Layer(
            "wet ground", "reflection", 0, top, (alpha * (1 - 0.7 * seen)).astype(np.float32),
            box_colour * np.float32(0.86), (light[index] * 0.9).astype(np.float32), 0.0, 0.05,
            0.0, 0.5, counted=False,
        )
    )  # fmt: skip
    if float(seen.max()) > 0.05:
        canvas.add(
            Layer(
                "wet ground", "reflection", 0, top, (alpha * seen).astype(np.float32), box_colour,
                1.0, 0.0, 0.0, 1.0, 0.5, counted=False,
            )
        )  # fmt: skip
