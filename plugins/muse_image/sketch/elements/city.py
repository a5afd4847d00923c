"""A city: towers of several heights along the horizon, with windows that light up at night."""

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line
from ..scene.plan import Place
from ._built import lights, wall

SPEC = Spec("back", order=30, depth=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add three rows of buildings, the far ones paler."""
    layout = canvas.layout
    foot = layout.waterline or layout.horizon + layout.unit * 0.01
    for row in range(3):
        rng = fork(place.rng)
        unit = layout.unit
        centre = {"left": 0.25, "right": 0.75}.get(place.side or "", float(rng.uniform(0.35, 0.65)))
        pen = canvas.pen((0, foot - unit * 0.62, canvas.width, foot + 2))
        grow = line(rng, canvas.width, unit * 0.3, octaves=3)
        x = -unit * 0.02
        depth = 0.72 - 0.3 * row
        while x < canvas.width:
            wide = unit * float(rng.uniform(0.035, 0.075))
            column = int(min(max(x, 0), canvas.width - 1))
            near = 1 - min(1.0, abs(x / canvas.width - centre) * 1.7)
            tall = (
                unit
                * (0.07 + 0.2 * near**1.5 + 0.03 * grow[column])
                * float(rng.uniform(0.55, 1.3))
            )
            tall *= (1.25, 1.0, 0.62)[row]
            if rng.random() < 0.1 and row < 2:
                tall *= 1.45
            tall = max(tall, unit * 0.035)
            colour = mix(
                rgb("8f98a6"),
                rgb(("a78f80", "7b8794", "b3aca0")[int(rng.integers(3))]),
                float(rng.random()),
            )
            _tower(canvas, pen, rng, x, foot, wide, tall, colour)
            x += max(wide, canvas.width / 160) * float(rng.uniform(0.85, 1.25))
        canvas.add(
            pen.layers(
                place.name, "built", depth=depth, detail=0.75, mirror=layout.waterline, angle=1.57
            )
        )


def _tower(
    canvas: Canvas,
    pen: object,
    rng: object,
    x: float,
    foot: float,
    wide: float,
    tall: float,
    colour: object,
) -> None:
    import numpy as np

    from ..paint.pen import Pen

    assert (
        isinstance(pen, Pen)
        and isinstance(rng, np.random.Generator)
        and isinstance(colour, np.ndarray)
    )
    top = foot - tall
    wall(canvas, pen, x, x + wide, foot, top, colour, 0.66)
    kind = rng.random()
    if kind < 0.22:
        pen.line(
            [(x + wide * 0.5, top), (x + wide * 0.5, top - tall * 0.16)],
            max(0.8, wide * 0.05),
            colour * 0.7,
            0.5,
        )
    elif kind < 0.42:
        wall(canvas, pen, x + wide * 0.18, x + wide * 0.82, top, top - tall * 0.09, colour, 0.66)
    elif kind < 0.5:
        pen.polygon(
            [(x, top), (x + wide, top), (x + wide * 0.5, top - wide * 0.8)],
            colour * 0.9,
            canvas.lit(0.1),
        )
    gap = max(3.2, canvas.layout.unit * 0.0105)
    rows, columns = int(tall / gap), max(1, int(wide / gap))
    dark = not lights(canvas)
    awake = 0.62 if dark else float(rng.uniform(0.55, 0.95))
    for row in range(1, rows):
        for column in range(columns):
            if rng.random() < awake:
                continue
            wx, wy = x + (column + 0.3) * wide / columns, top + row * gap
            box = [
                (wx, wy),
                (wx + gap * 0.45, wy),
                (wx + gap * 0.45, wy + gap * 0.5),
                (wx, wy + gap * 0.5),
            ]
            if dark:
                pen.polygon(box, colour * 0.55, 0.45)
            else:
                pen.polygon(
                    box, mix(rgb("ffd27a"), rgb("ffeccb"), float(rng.random())), 1.0, glow=True
                )
