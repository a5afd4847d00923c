"""A luminous disc in the sky, shared by sun and moon."""

import numpy as np

from ..paint.canvas import Canvas
from ..paint.colour import mix
from ..paint.layer import Layer
from ..paint.raster import noise
from ..scene.plan import Place


def disc(
    canvas: Canvas,
    place: Place,
    name: str,
    number: int,
    radius: float,
    *,
    halo: float,
    phase: float,
) -> None:
    """Add a disc of `radius` and its halo (parts of the picture's unit); `phase` 1 is full."""
    layout, air = canvas.layout, canvas.air
    x, y = layout.sun
    if number:
        away = (number + 1) // 2 * (1 if number % 2 else -1) * 0.17
        x = (x + away * canvas.width) % canvas.width
        y = max(layout.unit * 0.08, y - layout.unit * 0.05 * number)
    size = max(2.2, layout.unit * radius * float(place.rng.uniform(0.9, 1.25)))
    size *= place.size / layout.unit
    reach = max(size * 2, layout.unit * halo)
    left, top = int(x - reach), int(y - reach)
    span = int(2 * reach) + 1
    across = left + np.arange(span, dtype=np.float32)[None] + 0.5 - x
    down = top + np.arange(span, dtype=np.float32)[:, None] + 0.5 - y
    away_from = np.sqrt(across**2 + down**2)
    ring = np.clip(1 - away_from / reach, 0, 1)
    veiled = 0.35 if canvas.scene.weather in ("rain", "storm", "snow", "fog") else 1.0
    glow = ring**2.6 * 0.75 * veiled
    canvas.add(
        Layer(
            name, "glow", left, top, glow.astype(np.float32), mix(air.disc, air.horizon, 0.35),
            1.0, np.arctan2(across, -down), 0.0, 1.0, 0.2, mirror=layout.waterline, counted=False,
        )
    )  # fmt: skip
    alpha = np.clip(size - away_from + 0.5, 0, 1) * (0.5 + 0.5 * veiled)
    tone = np.float32(1.0) - 0.0 * across * down
    if place.element == "moon":
        seas = noise(place.rng, span, span, size * 0.9, octaves=3)
        tone = np.clip(1 - 0.12 * np.clip(seas, 0, 1.5), 0.7, 1)
        if phase < 1:
            shift = size * 1.15 * phase * 1.6 * np.sign(layout.light[0])
            shade = np.sqrt((across + shift) ** 2 + (down + size * 0.18) ** 2)
            alpha = alpha * np.clip(shade - size * 0.98 + 0.5, 0, 1)
    edge = int(size) + 2
    middle = span // 2
    part = slice(max(0, middle - edge), middle + edge + 1)
    alpha, tone = alpha[part, part], tone[part, part]
    canvas.add(
        Layer(
            name, "light", left + part.start, top + part.start, alpha.astype(np.float32),
            (air.disc * tone[..., None]).astype(np.float32), 1.0, 0.6, 0.0, 1.0, 1.0,
            mirror=layout.waterline,
        )
    )  # fmt: skip
