"""A harbour: a row of narrow houses on a quay, masts before them, their lights in the water."""

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place
from ._built import lights, roofing
from ._kit import LAMP

SPEC = Spec("back", order=43, depth=0.2)
WALLS = ("c96f4a", "e0b55e", "8fa9a8", "d9cfba", "b5574a", "6f8aa0", "e3a184", "a9b487")
ROOFS = ("8a4b3c", "6a5a55", "9a5a40")


def paint(canvas: Canvas, place: Place) -> None:
    """Add the quay along the water, or along the horizon, from one side."""
    layout, rng = canvas.layout, fork(place.rng)
    unit, width = layout.unit, canvas.width
    foot = (layout.waterline or layout.horizon + unit * 0.03) + 1
    way = {"left": -1, "right": 1}.get(place.side or "", 1 if rng.random() < 0.5 else -1)
    reach = width * float(rng.uniform(0.62, 0.8))
    x0, x1 = (0.0, reach) if way < 0 else (width - reach, float(width))
    quay = unit * 0.022
    pen = canvas.pen((x0 - unit * 0.4, foot - unit * 0.5, x1 + unit * 0.4, foot + 3), 2)
    glow = lights(canvas)
    x, number = x0, 0
    while x < x1 - unit * 0.03:
        wide = unit * float(rng.uniform(0.06, 0.095))
        wide = min(wide, x1 - x)
        tall = unit * float(rng.uniform(0.13, 0.2))
        wall = canvas.hue(place, rgb(WALLS[int(rng.integers(len(WALLS)))]), number)
        roof = roofing(canvas, rgb(ROOFS[int(rng.integers(len(ROOFS)))]))
        top = foot - quay - tall
        light = canvas.lit(-0.2) * 0.5 + 0.36 + 0.05 * float(rng.standard_normal())
        pen.polygon([(x, foot), (x + wide, foot), (x + wide, top), (x, top)], wall, light)
        shade = [(x + wide * 0.9, foot), (x + wide, foot), (x + wide, top), (x + wide * 0.9, top)]
        pen.polygon(shade, wall, light * 0.7)
        peak = top - wide * float(rng.uniform(0.5, 0.85))
        if rng.random() < 0.5:
            stairs = [
                (x, top),
                (x + wide * 0.2, top - wide * 0.3),
                (x + wide * 0.5, peak),
                (x + wide * 0.8, top - wide * 0.3),
                (x + wide, top),
            ]
            pen.polygon(stairs, wall, light)
            pen.line(stairs, max(0.9, unit * 0.004), mix(wall, rgb("fff8ea"), 0.5), 0.8)
        else:
            pen.polygon(
                [
                    (x - 1, top),
                    (x + wide + 1, top),
                    (x + wide * 0.86, peak),
                    (x + wide * 0.14, peak),
                ],
                roof,
                canvas.lit(0.1),
            )
        floors, columns = 3 + int(rng.integers(2)), 2 + int(rng.integers(2))
        for floor in range(floors):
            for column in range(columns):
                wx = x + wide * (0.14 + 0.8 * column / columns)
                wy = top + tall * (0.1 + 0.78 * floor / floors)
                w, h = wide * 0.42 / columns, tall * 0.42 / floors
                lamp = glow and rng.random() < 0.6
                pen.polygon(
                    [(wx, wy), (wx + w, wy), (wx + w, wy + h), (wx, wy + h)],
                    LAMP if lamp else rgb("4a545e"),
                    1.0 if lamp else 0.5,
                    lamp,
                )
        x += wide
        number += 1
    stone = rgb("8f887c")
    pen.polygon([(x0, foot + 2), (x1, foot + 2), (x1, foot - quay), (x0, foot - quay)], stone, 0.5)
    pen.line(
        [(x0, foot - quay), (x1, foot - quay)],
        max(1.0, unit * 0.004),
        mix(stone, rgb("fff4e0"), 0.5),
        0.8,
    )
    # The breakwater that shelters it runs out from its end.
    end, tip = (x1, x1 + unit * 0.34) if way < 0 else (x0, x0 - unit * 0.34)
    shelter = [(end, foot + 2), (tip, foot + 2), (tip, foot - quay * 0.4), (end, foot - quay * 0.8)]
    pen.polygon(shelter, mix(stone, rgb("5f5a52"), 0.4), 0.45)
    body = [(tip - quay * 0.3, foot), (tip + quay * 0.3, foot), (tip + quay * 0.2, foot - quay * 2)]
    pen.polygon([*body, (tip - quay * 0.2, foot - quay * 2)], rgb("b8483a"), 0.6)
    head = (tip - quay * 0.25, foot - quay * 2.6, tip + quay * 0.25, foot - quay * 2)
    pen.ellipse(head, LAMP if glow else rgb("e8e4da"), 1.0 if glow else 0.7, glow)
    x = x0 + unit * 0.05
    while x < x1:
        tall = unit * float(rng.uniform(0.1, 0.18))
        pen.line([(x, foot), (x, foot - tall)], max(0.9, unit * 0.004), rgb("5b4a3a"), 0.5)
        pen.line(
            [(x, foot - tall), (x + unit * 0.03, foot - tall * 0.2)],
            max(0.6, unit * 0.0015),
            rgb("5b4a3a"),
            0.5,
        )
        hull = unit * 0.028
        pen.polygon(
            [
                (x - hull, foot - hull * 0.5),
                (x + hull * 1.1, foot - hull * 0.6),
                (x + hull * 0.8, foot + 1),
                (x - hull * 0.8, foot + 1),
            ],
            mix(rgb("7a3f34"), rgb("3f5568"), float(rng.random())),
            0.5,
        )
        x += unit * float(rng.uniform(0.09, 0.2))
    canvas.add(pen.layers(place.name, "built", depth=0.16, detail=0.85, mirror=layout.waterline))
