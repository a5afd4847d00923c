"""A church: a nave with a steep roof and a tower with a spire."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import roofing, stand, wall, window

SPEC = Spec("land", order=50, height=1.25)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one church."""
    size, x, y = max(place.size, 18.0), place.x, place.y
    pen = canvas.pen(
        (x - size * 0.5, y - size * 1.1, x + size * 0.6, y + 2), fine=3 if size < 200 else 2
    )
    stone, roof = canvas.hue(place, rgb("ddd5c5")), roofing(canvas, rgb("6b5048"))
    nave, eaves, ridge = (x - size * 0.04, x + size * 0.42), y - size * 0.26, y - size * 0.48
    wall(canvas, pen, nave[0], nave[1], y, eaves, stone, 1.0)
    pen.polygon(
        [
            (nave[0], eaves),
            (nave[1] + size * 0.02, eaves),
            (nave[1] - size * 0.03, ridge),
            (nave[0], ridge),
        ],
        roof,
        canvas.lit(-0.1) + 0.1,
    )
    for k in range(3):
        window(
            canvas,
            pen,
            nave[0] + size * (0.13 + 0.1 * k),
            y - size * 0.07,
            size * 0.035,
            size * 0.12,
        )
    half, top = size * 0.095, y - size * 0.58
    tx = x - size * 0.1
    wall(canvas, pen, tx - half, tx + half, y, top, stone, 0.6)
    edge = tx - half + 2 * half * 0.6
    tip = (tx, y - size)
    pen.polygon([(tx - half * 1.12, top), (edge, top), tip], roof, canvas.lit(-0.6))
    pen.polygon([(edge, top), (tx + half * 1.12, top), tip], roof, canvas.lit(0.6))
    pen.line([tip, (tx, tip[1] - size * 0.06)], max(0.8, size * 0.009), rgb("4a4038"), 0.5)
    pen.line(
        [(tx - size * 0.02, tip[1] - size * 0.04), (tx + size * 0.02, tip[1] - size * 0.04)],
        max(0.8, size * 0.009),
        rgb("4a4038"),
        0.5,
    )
    window(canvas, pen, tx - half * 0.5, y - size * 0.42, half * 0.6, size * 0.09)
    pen.polygon(
        [
            (tx - half * 0.5, y),
            (tx + half * 0.3, y),
            (tx + half * 0.3, y - size * 0.13),
            (tx - half * 0.1, y - size * 0.17),
            (tx - half * 0.5, y - size * 0.13),
        ],
        rgb("5b4030"),
        0.35,
    )
    stand(canvas, place, pen, size * 0.4)
