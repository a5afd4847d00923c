"""A windmill: a tapering tower with a cap and four sails."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place
from ._built import roofing, stand, window

SPEC = Spec("land", order=50, height=1.25)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one windmill."""
    rng, size, x, y = place.rng, max(place.size, 18.0), place.x, place.y
    pen = canvas.pen(
        (x - size * 0.6, y - size * 1.25, x + size * 0.6, y + 2), fine=3 if size < 200 else 2
    )
    low, high, top = size * 0.17, size * 0.1, y - size * 0.68
    for part in range(6):
        s, t = -1 + part / 3, -1 + (part + 1) / 3
        pen.polygon(
            [(x + low * s, y), (x + low * t, y), (x + high * t, top), (x + high * s, top)],
            canvas.hue(place, rgb("e7dfcf")),
            canvas.lit((s + t) / 2 * 0.9),
        )
    roof = roofing(canvas, rgb("7a4b3a"))
    for way in (-1, 1):
        pen.polygon(
            [
                (x + way * high * 1.2, top),
                (x, top),
                (x, top - size * 0.15),
                (x + way * high * 0.6, top - size * 0.1),
            ],
            roof,
            canvas.lit(way * 0.6),
        )
    pen.polygon(
        [
            (x - low * 0.22, y),
            (x + low * 0.22, y),
            (x + low * 0.22, y - size * 0.15),
            (x - low * 0.22, y - size * 0.15),
        ],
        rgb("5b4030"),
        0.4,
    )
    window(canvas, pen, x - size * 0.025, y - size * 0.38, size * 0.05, size * 0.07)
    hub = (x, top - size * 0.02)
    first = float(rng.uniform(0.15, 0.65))
    for sail in range(4):
        turn = first + sail * math.pi / 2
        dx, dy = math.cos(turn), math.sin(turn)
        nx, ny = -dy, dx
        reach = size * 0.5
        tip = (hub[0] + dx * reach, hub[1] + dy * reach)
        wide = size * 0.085
        root = (hub[0] + dx * reach * 0.18, hub[1] + dy * reach * 0.18)
        pen.polygon(
            [
                root,
                tip,
                (tip[0] + nx * wide, tip[1] + ny * wide),
                (root[0] + nx * wide, root[1] + ny * wide),
            ],
            rgb("f2ead8"),
            0.75,
        )
        thin = max(0.8, size * 0.008)
        for k in range(1, 5):
            px, py = root[0] + (tip[0] - root[0]) * k / 5, root[1] + (tip[1] - root[1]) * k / 5
            pen.line([(px, py), (px + nx * wide, py + ny * wide)], thin * 0.6, rgb("7c6650"), 0.45)
        pen.line([hub, tip], thin * 1.8, rgb("5f4a38"), 0.4)
    stand(canvas, place, pen, size * 0.25)
