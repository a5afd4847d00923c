"""A campfire: logs, flames, sparks and the light that they throw."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("land", order=50, height=0.2)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one fire."""
    rng, size, x, y = place.rng, max(place.size, 10.0), place.x, place.y
    reach = int(size * 3.2)
    rows = np.arange(-reach, reach, dtype=np.float32)[:, None]
    columns = np.arange(-reach, reach, dtype=np.float32)[None]
    light = np.clip(1 - np.sqrt(columns**2 + (rows * 1.5) ** 2) / reach, 0, 1) ** 2 * (
        0.75 if canvas.air.night else 0.4
    )
    canvas.add(
        Layer(
            "firelight",
            "glow",
            int(x) - reach,
            int(y - size * 0.3) - reach,
            light.astype(np.float32),
            rgb("ff9a45"),
            1.0,
            0.0,
            0.0,
            1.0,
            0.2,
            counted=False,
        )
    )
    pen = canvas.pen((x - size, y - size * 1.8, x + size, y + size * 0.2), fine=3)
    for way in (-1, 1):
        pen.limb(
            [(x - way * size * 0.45, y), (x + way * size * 0.3, y - size * 0.2)],
            [size * 0.13, size * 0.1],
            rgb("4a3426"),
            0.5,
        )
    for colour, part in (("e2582a", 1.0), ("f8962f", 0.74), ("ffdc7a", 0.42)):
        for k in range(5):
            off = (k - 2) * size * 0.13 * part
            tall = size * part * (1.1 - 0.16 * abs(k - 2)) * float(rng.uniform(0.8, 1.2))
            sway = size * 0.1 * float(rng.standard_normal())
            pen.limb(
                [
                    (x + off, y - size * 0.08),
                    (x + off * 0.9, y - tall * 0.45),
                    (x + off * 0.4 + sway, y - tall),
                ],
                [size * 0.2 * part, size * 0.2 * part, 0.5],
                rgb(colour),
                1.0,
            )
    for _ in range(12):
        sx, sy = (
            x + size * 0.5 * float(rng.standard_normal()),
            y - size * float(rng.uniform(0.8, 1.7)),
        )
        dot = max(0.6, size * 0.02)
        pen.ellipse((sx - dot, sy - dot, sx + dot, sy + dot), rgb("ffcf7a"), 1.0)
    for layer in pen.layers(place.name, "light", detail=1.0, angle=1.5):
        layer.glow = 0.92
        canvas.add(layer)
