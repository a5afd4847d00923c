"""A jetty of planks that leads from the viewer out over the water."""

from itertools import pairwise

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights
from ._kit import DARK, LAMP, Kit

SPEC = Spec("front", order=71.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the jetty, its posts and what the water shows of them."""
    layout, rng = canvas.layout, place.rng
    below, unit = canvas.height - layout.horizon, layout.unit
    wood = canvas.hue(place, rgb("94795a"))
    low, high = {"left": (0.2, 0.35), "right": (0.65, 0.8)}.get(place.side or "", (0.34, 0.66))
    foot = canvas.width * float(rng.uniform(low, high))
    aim = foot + (canvas.width / 2 - foot) * float(rng.uniform(0.3, 0.7))
    end = float(rng.uniform(0.3, 0.38))
    half = unit * 0.17
    pen = canvas.pen((0, layout.horizon, canvas.width, canvas.height + 4), 2)

    def spot(near: float, side: float, lift: float = 0.0) -> tuple[float, float]:
        x = aim + (foot - aim) * near + side * half * near
        return x, layout.horizon + below * near - lift * unit * near

    nears = [end * 1.1**k for k in range(20) if end * 1.1**k < 1.12] + [1.14]
    posts = [near for k, near in enumerate(nears) if k % 3 == 0]
    for near in posts:
        for side in (-1.0, 1.0):
            thick = max(1.0, unit * 0.028 * near)
            x, y = spot(near, side)
            pen.line([(x, y), (x, y + unit * 0.13 * near)], thick, mix(wood, DARK, 0.45), 0.3)
    for a, b in pairwise(nears):
        pen.polygon(
            [spot(a, -1), spot(a, 1), spot(b, 1), spot(b, -1)],
            mix(wood, rgb("6d5c48"), float(rng.uniform(0, 0.35))),
            0.72 + 0.06 * float(rng.standard_normal()),
        )  # fmt: skip
        many = 4
        for k in range(1, many):
            t = a + (b - a) * k / many
            pen.line(
                [spot(t, -1), spot(t, 1)], max(0.7, unit * 0.003 * t), mix(wood, DARK, 0.5), 0.35
            )
        pen.line([spot(a, -1), spot(a, 1)], max(0.7, unit * 0.004 * a), mix(wood, DARK, 0.6), 0.3)
    for side in (-1, 1):
        edge = [spot(near, side) for near in nears]
        drop = [(x, y + unit * 0.03 * near) for (x, y), near in zip(edge, nears, strict=True)]
        if (foot - aim) * side < 0 or side == -1:
            pen.polygon([*edge, *reversed(drop)], mix(wood, DARK, 0.5), 0.3)
    for near in posts:
        for side in (-1.0, 1.0):
            thick = max(1.2, unit * 0.03 * near)
            top = spot(near, side, 0.1)
            pen.line(
                [spot(near, side, -0.02), top], thick, mix(wood, DARK, 0.2), canvas.lit(side * 0.6)
            )
            wide = thick * 0.5
            pen.ellipse(
                (top[0] - wide, top[1] - wide * 0.5, top[0] + wide, top[1] + wide * 0.5),
                mix(wood, rgb("f0e0c0"), 0.4),
                0.85,
            )
    if lights(canvas):
        x, y = spot(end, 0.9, 0.16)
        size = unit * 0.018 * end * 2
        pen.line([(x, y), (x, y + size * 4)], max(1.0, size * 0.3), DARK, 0.4)
        pen.ellipse((x - size, y - size, x + size, y + size), LAMP, 1.0, True)
    canvas.add(pen.layers(place.name, "built", depth=0.02, detail=0.85, angle=0.1))
    if lights(canvas):
        lamp = Kit(canvas, place, unit)
        lamp.x, lamp.y, lamp.way = x, y, 1
        lamp.halo(0, 0, 0.12, part=0.7)
