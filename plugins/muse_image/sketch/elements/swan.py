"""Swans on the water."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._afloat import settle

SPEC = Spec("afloat", order=50, height=0.14)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one swan, with its reflection."""
    rng, x, y = place.rng, place.x, place.y
    size = max(place.size, canvas.layout.unit * 0.04, 7.0)
    pen = canvas.pen((x - size, y - size * 1.15, x + size, y + 2), fine=3)
    way = 1 if rng.random() < 0.5 else -1
    white = rgb("f6f4ee")
    pen.polygon(
        [
            (x - way * size * 0.8, y - size * 0.32),
            (x - way * size * 0.35, y - size * 0.46),
            (x + way * size * 0.2, y - size * 0.42),
            (x + way * size * 0.5, y - size * 0.2),
            (x + way * size * 0.36, y),
            (x - way * size * 0.4, y),
        ],
        white,
        0.72,
    )
    pen.polygon(
        [
            (x - way * size * 0.8, y - size * 0.34),
            (x - way * size * 0.2, y - size * 0.52),
            (x + way * size * 0.18, y - size * 0.3),
            (x - way * size * 0.3, y - size * 0.14),
        ],
        white,
        0.95,
    )
    neck = [
        (x + way * size * 0.4, y - size * 0.2),
        (x + way * size * 0.56, y - size * 0.45),
        (x + way * size * 0.42, y - size * 0.74),
        (x + way * size * 0.5, y - size * 0.98),
        (x + way * size * 0.64, y - size * 0.97),
    ]
    pen.limb(neck, [size * 0.2, size * 0.13, size * 0.1, size * 0.11, size * 0.12], white, 0.86)
    pen.polygon(
        [
            (x + way * size * 0.68, y - size * 1.0),
            (x + way * size * 0.86, y - size * 0.9),
            (x + way * size * 0.67, y - size * 0.91),
        ],
        rgb("e08a35"),
        0.8,
    )
    settle(canvas, place, pen.layers(place.name, "built", depth=place.depth, detail=1.0))
