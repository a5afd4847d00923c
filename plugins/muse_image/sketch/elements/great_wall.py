"""The Great Wall: it climbs from ridge to ridge with its watchtowers."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.pen import Pen
from ..paint.raster import Field, line
from ..scene.plan import Place
from ._built import lights
from ._kit import LAMP
from ._land import land

SPEC = Spec("back", order=28, depth=0.35)


def paint(canvas: Canvas, place: Place) -> None:
    """Add three ridges, the wall on the two nearer ones."""
    layout, rng = canvas.layout, place.rng
    width, unit = canvas.width, layout.unit
    level = layout.waterline or layout.horizon
    stone = canvas.hue(place, rgb("b9a88c"))
    xs = np.linspace(0, 1, width, dtype=np.float32)
    lean = 1 if rng.random() < 0.5 else -1
    for number, far in enumerate((1.0, 0.5, 0.0)):
        tall = min(unit * (0.4, 0.33, 0.2)[number], level * 0.6)
        wave = line(rng, width, unit * (0.34, 0.42, 0.55)[number], octaves=5, gain=0.48)
        slope = (xs - 0.5) * lean * (0.5 if number == 1 else -0.9 if number == 2 else 0.2)
        crest = level - tall * (0.62 + (0.3 if number else 0.2) * wave + 0.6 * slope)
        # However steep a ridge, its summit stays in the picture.
        crest = level - 0.8 * level * np.tanh((level - crest) / (0.8 * level))
        if number == 2 and layout.waterline is None:
            crest = crest + unit * 0.05
        crest = np.minimum(crest, level + unit * (0.0 if layout.waterline else 0.03)).astype(
            np.float32
        )
        green = mix(canvas.leaf(2), canvas.grass(0.2), 0.5)
        bottom = level + (2 if layout.waterline else unit * 0.06)
        canvas.add(
            land(
                canvas, rng, "ridge", crest, (mix(green, rgb("3f4a36"), 0.35), canvas.leaf(number)),
                depth=0.12 + 0.62 * far, bottom=bottom, texture=0.03, mirror=layout.waterline,
                counted=False, material="rock",
            )
        )  # fmt: skip
        if number:
            _run(
                canvas,
                place,
                crest,
                stone,
                unit * (0.022 if number == 1 else 0.046),
                0.12 + 0.62 * far,
            )


def _run(
    canvas: Canvas, place: Place, crest: Field, stone: Colour, high: float, depth: float
) -> None:
    """Draw the wall along a crest, `high` px, with battlements and towers on its summits."""
    rng, width = place.rng, canvas.width
    pen = canvas.pen((0, float(crest.min()) - high * 4, width, float(crest.max()) + high * 2), 2)
    step = max(2, int(high * 0.6))
    spots = list(range(-step, width + step, step))

    def at(x: int) -> float:
        return float(crest[min(max(x, 0), width - 1)])

    for x in spots:
        x1 = x + step
        a, b = at(x) + high * 0.25, at(x1) + high * 0.25
        side = 0.62 * np.sign(b - a) * min(1.0, abs(b - a) / step * 2)
        light = 0.35 * canvas.lit(-0.4) + 0.3 + 0.2 * float(side) * np.sign(canvas.layout.light[0])
        pen.polygon(
            [
                (x, a + high * 0.5),
                (x1, b + high * 0.5),
                (x1, b - high * 0.75),
                (x, a - high * 0.75),
            ],
            stone,
            light,
        )
        pen.polygon(
            [
                (x, a - high * 0.75),
                (x + step * 0.55, (a + b) / 2 - high * 0.75),
                (x + step * 0.55, (a + b) / 2 - high * 1.05),
                (x, a - high * 1.05),
            ],
            stone,
            light + 0.08,
        )
    top = [(float(x), at(x) + high * 0.25 - high * 0.7) for x in spots]
    pen.line(top, max(0.8, high * 0.13), mix(stone, rgb("fff4dc"), 0.4), 0.85)
    pen.line(
        [(x, y + high * 0.5) for x, y in top],
        max(0.7, high * 0.07),
        mix(stone, rgb("4a4034"), 0.5),
        0.4,
    )
    gap = int(high * 11)
    x = int(gap * float(rng.uniform(0.3, 0.8)))
    while x < width - high:
        span = slice(max(0, x - gap // 3), min(width, x + gap // 3))
        x = span.start + int(np.argmin(crest[span]))
        _tower(canvas, pen, float(x), at(x) + high * 0.6, high, stone)
        x += gap
    canvas.add(
        pen.layers(place.name, "built", depth=depth, detail=0.85, mirror=canvas.layout.waterline)
    )


def _tower(canvas: Canvas, pen: Pen, x: float, foot: float, high: float, stone: Colour) -> None:
    half, top = high * 1.05, foot - high * 3.0
    edge = x + half * 0.3
    pen.polygon(
        [(x - half * 1.08, foot), (edge, foot), (edge, top), (x - half, top)],
        stone,
        canvas.lit(-0.75),
    )
    pen.polygon(
        [(edge, foot), (x + half * 1.08, foot), (x + half, top), (edge, top)],
        stone,
        canvas.lit(0.75),
    )
    for k in range(5):
        u = x - half + k * half * 0.45
        light = canvas.lit(-0.75 if u < edge else 0.75)
        pen.polygon(
            [
                (u, top),
                (u + half * 0.25, top),
                (u + half * 0.25, top - high * 0.32),
                (u, top - high * 0.32),
            ],
            stone,
            light,
        )
    glow = lights(canvas)
    for u in (x - half * 0.6, x - half * 0.1, x + half * 0.5):
        box = [
            (u, foot - high * 1.5),
            (u + half * 0.24, foot - high * 1.5),
            (u + half * 0.24, foot - high * 2.2),
            (u, foot - high * 2.2),
        ]
        pen.polygon(box, LAMP if glow else rgb("4a4036"), 1.0 if glow else 0.4, glow)
