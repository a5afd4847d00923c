"""Butterflies over the foreground."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place

SPEC = Spec("front", order=86)
COLOURS = ("f2a03a", "6fa8e8", "f4efe4", "e86a9a", "f6d552")


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` butterflies with open wings."""
    rng, unit = place.rng, canvas.layout.unit
    for _ in range(place.count):
        x, y = (
            canvas.width * float(rng.uniform(0.08, 0.92)),
            canvas.height * float(rng.uniform(0.45, 0.86)),
        )
        size = max(4.0, unit * float(rng.uniform(0.016, 0.034)))
        pen = canvas.pen((x - size * 1.4, y - size * 1.4, x + size * 1.4, y + size * 1.4), fine=4)
        colour = rgb(COLOURS[int(rng.integers(len(COLOURS)))])
        lean, shut = float(rng.uniform(-0.7, 0.7)), float(rng.uniform(0.5, 1.0))

        def at(
            dx: float, dy: float, x: float = x, y: float = y, lean: float = lean
        ) -> tuple[float, float]:
            return x + dx * math.cos(lean) - dy * math.sin(lean), y + dx * math.sin(
                lean
            ) + dy * math.cos(lean)

        for way in (-1, 1):
            w = way * shut * size
            pen.polygon(
                [
                    at(0, -size * 0.1),
                    at(w * 0.5, -size * 0.85),
                    at(w * 1.05, -size * 0.8),
                    at(w * 0.9, -size * 0.2),
                    at(0, size * 0.1),
                ],
                colour,
                0.8,
            )
            pen.polygon(
                [
                    at(0, 0),
                    at(w * 0.8, size * 0.05),
                    at(w * 0.7, size * 0.6),
                    at(w * 0.3, size * 0.62),
                    at(0, size * 0.25),
                ],
                colour,
                0.62,
            )
            pen.line(
                [at(w * 0.5, -size * 0.85), at(w * 1.05, -size * 0.8), at(w * 0.9, -size * 0.2)],
                size * 0.1,
                rgb("3a2c24"),
                0.4,
            )
        pen.limb(
            [at(0, -size * 0.35), at(0, size * 0.4)], [size * 0.12, size * 0.08], rgb("2e2620"), 0.4
        )
        canvas.add(pen.layers(place.name, "flower", detail=1.0, angle=lean))
