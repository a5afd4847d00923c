"""Sky lanterns: paper lights that rise, small when far."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..scene.plan import Place

SPEC = Spec("air", order=60, height=0.32)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one lantern with its glow."""
    rng, x, y = place.rng, place.x, place.y
    size = max(place.size * 0.9, canvas.layout.unit * 0.012, 3.0) * float(rng.uniform(0.5, 1.2))
    reach = int(size * 2.6) + 2
    columns = np.arange(-reach, reach, dtype=np.float32)[None]
    rows = np.arange(-reach, reach, dtype=np.float32)[:, None]
    glow = np.clip(1 - np.sqrt(columns**2 + rows**2) / reach, 0, 1) ** 2.2 * 0.6
    canvas.add(
        Layer(
            "glow",
            "glow",
            int(x) - reach,
            int(y) - reach,
            glow.astype(np.float32),
            canvas.hue(place, rgb("ffab52"), part=0.7),
            1.0,
            0.0,
            0.0,
            1.0,
            0.2,
            counted=False,
        )
    )
    pen = canvas.pen((x - size, y - size, x + size, y + size), fine=3)
    half, tall = size * 0.42, size * 0.6
    pen.polygon(
        [
            (x - half * 0.8, y + tall),
            (x + half * 0.8, y + tall),
            (x + half, y - tall * 0.5),
            (x + half * 0.6, y - tall),
            (x - half * 0.6, y - tall),
            (x - half, y - tall * 0.5),
        ],
        canvas.hue(place, rgb("f58a3c")),
        1.0,
    )
    pen.polygon(
        [
            (x - half * 0.62, y + tall),
            (x + half * 0.62, y + tall),
            (x + half * 0.5, y - tall * 0.3),
            (x, y - tall * 0.7),
            (x - half * 0.5, y - tall * 0.3),
        ],
        mix(canvas.hue(place, rgb("ffc869"), part=0.45), rgb("fff0b8"), float(rng.random())),
        1.0,
    )
    for layer in pen.layers(place.name, "light", detail=1.0, angle=1.5):
        layer.glow = 1.0
        canvas.add(layer)
