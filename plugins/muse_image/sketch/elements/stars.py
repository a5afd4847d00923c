"""Stars: many small, few bright; with the Milky Way when it is asked for."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import blank, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place

SPEC = Spec("sky", order=5, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add stars above the horizon, denser high up."""
    if canvas.scene.weather in ("rain", "storm", "snow", "fog", "cloudy") and not place.asked:
        return
    layout, rng = canvas.layout, place.rng
    height, width = max(8, int(layout.horizon)), canvas.width
    alpha = np.zeros((height, width), np.float32)
    colour = blank(height, width, rgb("f4f1e4"))
    if place.kind == "milky_way":
        _milky_way(canvas, place, height, width)
    many = int((420 if place.asked else 170) * canvas.span**0.8)
    tints = (rgb("fff4d8"), rgb("dfe8ff"), rgb("ffe2cf"))
    for _ in range(many):
        x = rng.random() * width
        y = height * rng.random() ** 1.35 * 0.97
        bright = 0.25 + 0.75 * rng.random() ** 3
        size = layout.unit * (0.0009 + 0.0026 * rng.random() ** 6)
        _star(alpha, colour, x, y, size, bright, tints[int(rng.integers(3))])
    canvas.add(
        Layer(
            place.name, "spark", 0, 0, alpha, colour, 1.0, 0.0, 0.0, 1.0, 1.0,
            mirror=layout.waterline, counted=place.asked,
        )
    )  # fmt: skip


def _star(
    alpha: np.ndarray,
    colour: np.ndarray,
    x: float,
    y: float,
    size: float,
    bright: float,
    tint: np.ndarray,
) -> None:
    reach = int(size * 3) + 2
    x0, y0 = max(0, int(x) - reach), max(0, int(y) - reach)
    box = alpha[y0 : int(y) + reach, x0 : int(x) + reach]
    if not box.size:
        return
    rows = y0 + np.arange(box.shape[0])[:, None] - y
    columns = x0 + np.arange(box.shape[1])[None] - x
    spot = bright * np.exp(-(rows**2 + columns**2) / (2 * max(size, 0.55) ** 2))
    np.maximum(box, spot.astype(np.float32), out=box)
    colour[y0 : int(y) + reach, x0 : int(x) + reach] = tint


def _milky_way(canvas: Canvas, place: Place, height: int, width: int) -> None:
    """Add the band of the Milky Way, slanting over the sky, with dark lanes."""
    rng, unit = place.rng, canvas.layout.unit
    lean = float(rng.uniform(0.5, 1.1)) * (1 if rng.random() < 0.5 else -1)
    across = (np.arange(width, dtype=np.float32)[None] - width * 0.5) / unit
    down = (np.arange(height, dtype=np.float32)[:, None] - height * 0.45) / unit
    bend = 0.09 * noise(rng, height, width, unit * 0.3, octaves=3)
    off = (across * lean + down) / np.sqrt(1 + lean * lean) + bend
    cloud = noise(rng, height, width, unit * 0.16, octaves=7, gain=0.6)
    band = np.exp(-((off / 0.15) ** 2)) * np.clip(0.62 + 0.3 * cloud, 0, 1.2)
    lane = np.exp(-(((off + 0.02) / 0.035) ** 2)) * step(-0.3, 0.9, -cloud)
    alpha = np.clip(band * 0.75 - lane * 0.5, 0, 0.9)
    core = np.exp(-((off / 0.06) ** 2)) * np.clip(0.5 + 0.4 * cloud, 0, 1)
    colour = mix(mix(canvas.air.horizon, rgb("8d7fd0"), 0.5), rgb("ffe9d6"), np.clip(core, 0, 1))
    canvas.add(
        Layer("stars", "glow", 0, 0, alpha, colour, 1.0, float(np.arctan(-lean)), 0.0, 1.0, 0.4,
              mirror=canvas.layout.waterline, counted=False)
    )  # fmt: skip
