"""A small figure, seen from behind, with a coat and a hat."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from .tree import shadow

SPEC = Spec("land", order=50, height=0.34)
COATS = ("b8402f", "33506e", "d0a03c", "5b6b4a", "7a4a6a")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one figure."""
    size, x, y = max(place.size * 1.15, canvas.layout.unit * 0.075, 9.0), place.x, place.y
    if canvas.layout.waterline is not None and place.order < 45:
        size = max(canvas.layout.unit * 0.055, 8.0)
    pen = canvas.pen((x - size * 0.5, y - size * 1.1, x + size * 0.5, y + 2), fine=4)
    coat = rgb(COATS[int(place.rng.integers(len(COATS)))])
    for way in (-1, 1):
        pen.limb(
            [(x + way * size * 0.07, y - size * 0.35), (x + way * size * 0.09, y)],
            [size * 0.11, size * 0.08],
            rgb("35302e"),
            0.4,
        )
    pen.polygon(
        [
            (x - size * 0.13, y - size * 0.78),
            (x, y - size * 0.8),
            (x, y - size * 0.26),
            (x - size * 0.2, y - size * 0.26),
        ],
        coat,
        canvas.lit(-0.7),
    )
    pen.polygon(
        [
            (x, y - size * 0.8),
            (x + size * 0.13, y - size * 0.78),
            (x + size * 0.2, y - size * 0.26),
            (x, y - size * 0.26),
        ],
        coat,
        canvas.lit(0.7),
    )
    for way in (-1, 1):
        pen.limb(
            [(x + way * size * 0.14, y - size * 0.75), (x + way * size * 0.2, y - size * 0.45)],
            [size * 0.09, size * 0.07],
            coat,
            canvas.lit(way * 0.8),
        )
    head = size * 0.095
    pen.ellipse((x - head, y - size * 0.98, x + head, y - size * 0.79), rgb("4a3528"), 0.5)
    pen.polygon(
        [
            (x - head * 2.0, y - size * 0.915),
            (x + head * 2.0, y - size * 0.915),
            (x + head * 0.9, y - size * 0.96),
            (x + head * 0.7, y - size * 1.05),
            (x - head * 0.7, y - size * 1.05),
            (x - head * 0.9, y - size * 0.96),
        ],
        rgb("c9a86a"),
        0.7,
    )
    shadow(canvas, x, y, size * 0.3, place.depth)
    mirror = canvas.layout.waterline if place.order < 45 else None
    canvas.add(pen.layers(place.name, "built", depth=place.depth * 0.4, detail=1.0, mirror=mirror))
