"""The aurora: curtains of light that fold over the sky, green below and violet above."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, resize
from ..scene.plan import Place

SPEC = Spec("sky", order=7, depth=1.0)


def paint(canvas: Canvas, place: Place) -> None:
    """Add two or three curtains, brightest at their lower hems."""
    layout, rng = canvas.layout, place.rng
    high, width = max(8, int(layout.horizon)), canvas.width
    for number in range(3):
        rows = np.arange(high, dtype=np.float32)[:, None] / high
        fold = line(rng, width, layout.unit * 0.5, octaves=3, gain=0.45)
        hem = (0.78 - 0.17 * number) + 0.13 * fold[None]
        tall = 0.34 + 0.12 * float(rng.random()) + 0.1 * line(rng, width, layout.unit * 0.2)[None]
        up = (hem - rows) / np.clip(tall, 0.12, 1)
        rays = noise(rng, 4, width, layout.unit * 0.02, octaves=3, gain=0.7)[1]
        slant = resize(noise(rng, 4, width, layout.unit * 0.09, octaves=3), 4, width)[2]
        ray = np.clip(0.72 + 0.2 * rays + 0.24 * slant, 0.1, 1.3)[None]
        body = np.where(up > 0, np.exp(-np.clip(up, 0, 9) * 2.3), np.exp(np.clip(up, -9, 0) * 16))
        alpha = np.clip(body * ray * (0.85 - 0.16 * number), 0, 0.95)
        part = np.clip(up * 1.1, 0, 1)
        colour = mix(rgb("6df2a6"), rgb("3fc8c4"), np.clip(part * 2, 0, 1))
        colour = mix(colour, rgb("a35be0"), np.clip(part * 2 - 0.7, 0, 1))
        canvas.add(
            Layer(
                place.name, "glow", 0, 0, alpha.astype(np.float32), colour, 1.0, np.pi / 2, 0.0,
                1.0, 0.45,
                mirror=layout.waterline,
            )
        )  # fmt: skip
