"""Reeds: stems and brown heads standing in the shallow water near the viewer."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place

SPEC = Spec("front", order=74)


def paint(canvas: Canvas, place: Place) -> None:
    """Add clumps of reeds at the bottom, at the side that was asked or both."""
    rng, unit = place.rng, canvas.layout.unit
    pen = canvas.pen(
        (0, canvas.height - unit * 0.42, canvas.width, canvas.height + 4),
        fine=2 if unit < 900 else 1,
    )
    low, high = {"left": (0.0, 0.35), "right": (0.65, 1.0)}.get(place.side or "", (0.0, 1.0))
    for _ in range(6):
        centre = canvas.width * float(rng.uniform(low, high))
        for _ in range(16):
            x = centre + unit * 0.05 * float(rng.standard_normal())
            tall = unit * float(rng.uniform(0.12, 0.32))
            lean = 0.12 * float(rng.standard_normal()) + 0.05
            foot = canvas.height * 1.01
            tip = (x + tall * math.sin(lean), foot - tall)
            mid = (x + tall * 0.4 * math.sin(lean * 0.5), foot - tall * 0.55)
            tone = mix(rgb("6d7a3e"), rgb("b3a45c"), float(rng.random()))
            pen.limb(
                [(x, foot), mid, tip],
                [unit * 0.005, unit * 0.0045, 0.6],
                tone,
                0.3 + 0.5 * float(rng.random()),
            )
            if rng.random() < 0.45:
                end = (tip[0] + unit * 0.004, tip[1] - unit * 0.045)
                pen.limb([tip, end], [unit * 0.012, unit * 0.01], rgb("6b432a"), 0.6)
    canvas.add(pen.layers(place.name, "foliage", detail=0.95, angle=math.pi / 2))
