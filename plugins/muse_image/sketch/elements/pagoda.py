"""A pagoda: tiers with upturned eaves, narrower to the top."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import roofing, stand, window

SPEC = Spec("land", order=50, height=1.7)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one pagoda of five or seven tiers."""
    rng, size, x, y = place.rng, max(place.size, 20.0), place.x, place.y
    pen = canvas.pen(
        (x - size * 0.45, y - size * 1.1, x + size * 0.45, y + 2), fine=3 if size < 200 else 2
    )
    tiers = 5 if rng.random() < 0.6 else 7
    red, roof = canvas.hue(place, rgb("a8503c")), roofing(canvas, rgb("4a5058"))
    each = size * 0.82 / tiers
    pen.polygon(
        [
            (x - size * 0.27, y),
            (x + size * 0.27, y),
            (x + size * 0.25, y - size * 0.03),
            (x - size * 0.25, y - size * 0.03),
        ],
        rgb("9a948a"),
        0.6,
    )
    for tier in range(tiers):
        shrink = 1 - 0.58 * tier / (tiers - 1)
        half, foot = size * 0.17 * shrink, y - size * 0.03 - each * tier
        top = foot - each
        for part in range(4):
            a, b = -1 + part / 2, -1 + (part + 1) / 2
            pen.polygon(
                [
                    (x + half * a, foot),
                    (x + half * b, foot),
                    (x + half * b, top),
                    (x + half * a, top),
                ],
                red,
                canvas.lit((a + b) / 2 * 0.9),
            )
        for aside in (-0.5, 0.18):
            window(canvas, pen, x + half * aside, foot - each * 0.16, half * 0.32, each * 0.38)
        out, lip = size * 0.29 * shrink, each * 0.22
        left = [
            (x - out, top + each * 0.16 - lip),
            (x - out * 0.55, top + each * 0.17),
            (x, top + each * 0.2),
            (x, top - each * 0.16),
            (x - half * 0.8, top - each * 0.14),
            (x - out * 0.62, top + each * 0.02),
        ]
        right = [(2 * x - px, py) for px, py in left]
        pen.polygon(left, roof, canvas.lit(-0.5) + 0.08)
        pen.polygon(right, roof, canvas.lit(0.5) + 0.08)
    tip = y - size * 0.03 - each * tiers
    pen.limb([(x, tip), (x, tip - size * 0.15)], [size * 0.024, size * 0.006], rgb("b08a4a"), 0.7)
    stand(canvas, place, pen, size * 0.3)
