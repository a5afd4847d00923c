"""A torii: the red gate of a shrine."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import stand

SPEC = Spec("land", order=50, height=0.95)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one gate."""
    size, x, y = max(place.size, 16.0), place.x, place.y
    pen = canvas.pen((x - size * 0.75, y - size * 1.1, x + size * 0.75, y + 2), fine=3)
    red, dark = canvas.hue(place, rgb("c8402c")), rgb("38322f")
    for way in (-1, 1):
        px = x + way * size * 0.38
        lean = -way * size * 0.04
        pen.limb(
            [(px, y), (px + lean, y - size * 0.9)],
            [size * 0.085, size * 0.075],
            red,
            canvas.lit(-0.3),
        )
        pen.limb(
            [(px + size * 0.022, y), (px + lean + size * 0.02, y - size * 0.9)],
            [size * 0.035, size * 0.03],
            red,
            canvas.lit(0.9),
        )
        pen.limb([(px, y), (px, y - size * 0.07)], [size * 0.11, size * 0.11], dark, 0.4)
    pen.polygon(
        [
            (x - size * 0.46, y - size * 0.66),
            (x + size * 0.46, y - size * 0.66),
            (x + size * 0.46, y - size * 0.73),
            (x - size * 0.46, y - size * 0.73),
        ],
        red,
        0.55,
    )
    pen.polygon(
        [
            (x - size * 0.03, y - size * 0.73),
            (x + size * 0.03, y - size * 0.73),
            (x + size * 0.03, y - size * 0.88),
            (x - size * 0.03, y - size * 0.88),
        ],
        red,
        0.5,
    )
    for lift, thick, colour, light in ((0.86, 0.07, red, 0.66), (0.93, 0.05, dark, 0.5)):
        upper = [
            (x + size * t * 0.66, y - size * (lift + thick + 0.05 * abs(t) ** 2.5))
            for t in (-1, -0.6, 0, 0.6, 1)
        ]
        lower = [
            (x + size * t * 0.62, y - size * (lift + 0.04 * abs(t) ** 2.5))
            for t in (1, 0.6, 0, -0.6, -1)
        ]
        pen.polygon([*upper, *lower], colour, light)
    stand(canvas, place, pen, size * 0.4)
