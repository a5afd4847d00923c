"""A lighthouse: a white tower with red bands; its lamp shines when it is dark."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..scene.plan import Place
from ._built import lights, stand

SPEC = Spec("land", order=50, height=1.7)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one lighthouse."""
    size, x, y = max(place.size, 18.0), place.x, place.y
    pen = canvas.pen(
        (x - size * 0.3, y - size * 1.05, x + size * 0.3, y + 2), fine=3 if size < 220 else 2
    )
    low, high = size * 0.105, size * 0.066
    bands = 5
    for band in range(bands):
        a, b = band / bands, (band + 1) / bands
        ya, yb = y - size * 0.8 * a, y - size * 0.8 * b
        wa, wb = low + (high - low) * a, low + (high - low) * b
        colour = canvas.hue(place, rgb("c8443a")) if band % 2 else rgb("f0ece2")
        for part in range(6):
            s, t = -1 + part / 3, -1 + (part + 1) / 3
            pen.polygon(
                [(x + wa * s, ya), (x + wa * t, ya), (x + wb * t, yb), (x + wb * s, yb)],
                colour,
                canvas.lit((s + t) / 2 * 0.9),
            )
    top = y - size * 0.8
    pen.polygon(
        [
            (x - high * 1.5, top),
            (x + high * 1.5, top),
            (x + high * 1.4, top - size * 0.022),
            (x - high * 1.4, top - size * 0.022),
        ],
        rgb("4a4c52"),
        0.6,
    )
    glass = [
        (x - high * 0.75, top - size * 0.022),
        (x + high * 0.75, top - size * 0.022),
        (x + high * 0.75, top - size * 0.11),
        (x - high * 0.75, top - size * 0.11),
    ]
    on = lights(canvas) or canvas.scene.weather in ("fog", "rain")
    pen.polygon(glass, rgb("fff0b0") if on else rgb("a8c2cc"), 1.0, glow=on)
    pen.polygon(
        [(x - high, top - size * 0.11), (x + high, top - size * 0.11), (x, top - size * 0.2)],
        rgb("b03a32"),
        canvas.lit(0.2),
    )
    if on:
        _beam(canvas, place, x, top - size * 0.066, size)
    stand(canvas, place, pen, size * 0.2)


def _beam(canvas: Canvas, place: Place, x: float, y: float, size: float) -> None:
    """Add the light of the lamp: a halo and two beams."""
    reach = int(canvas.layout.unit * 0.55)
    columns = np.arange(-reach, reach, dtype=np.float32)[None]
    rows = np.arange(-reach // 2, reach // 2, dtype=np.float32)[:, None]
    away = np.sqrt(columns**2 + rows**2) + 1
    turn = np.abs(rows - columns * 0.1) / (np.abs(columns) * 0.1 + size * 0.03)
    beam = np.exp(-(turn**2)) * np.clip(1 - away / reach, 0, 1) ** 1.5 * 0.6
    halo = np.clip(1 - away / (size * 0.35), 0, 1) ** 2 * 0.8
    canvas.add(
        Layer(
            "beam", "glow", int(x) - reach, int(y) - reach // 2,
            np.maximum(beam, halo).astype(np.float32),
            mix(rgb("fff0b0"), canvas.air.disc, 0.3), 1.0, 0.0, 0.0, 1.0, 0.2, counted=False,
            mirror=canvas.layout.waterline,
        )
    )  # fmt: skip
