"""A tent, lit from within at night."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import lights, stand

SPEC = Spec("land", order=50, height=0.26)
COLOURS = ("d9722e", "3f7f8a", "c8a23a", "7b5fa0")


def paint(canvas: Canvas, place: Place) -> None:
    """Add one tent."""
    size, x, y = max(place.size, 10.0), place.x, place.y
    pen = canvas.pen((x - size * 1.1, y - size * 1.1, x + size * 1.1, y + 2), fine=3)
    colour = canvas.hue(place, rgb(COLOURS[int(place.rng.integers(len(COLOURS)))]))
    on = lights(canvas)
    front, back = x - size * 0.35, x + size * 0.55
    pen.polygon(
        [
            (front, y - size),
            (back, y - size * 0.86),
            (back + size * 0.35, y),
            (front + size * 0.6, y),
        ],
        colour,
        canvas.lit(0.6),
        glow=False,
    )
    pen.polygon(
        [(front - size * 0.6, y), (front + size * 0.6, y), (front, y - size)],
        rgb("ffc36a") if on else colour,
        1.0 if on else canvas.lit(-0.5),
        glow=on,
    )
    pen.polygon(
        [(front - size * 0.2, y), (front + size * 0.2, y), (front, y - size * 0.72)],
        rgb("7a4a22") if on else rgb("3a332d"),
        0.5,
    )
    stand(canvas, place, pen, size * 0.6)
