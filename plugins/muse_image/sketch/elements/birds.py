"""Birds on the wing, in a loose flock."""

import math

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import rgb
from ..scene.plan import Place

SPEC = Spec("sky", order=61, depth=0.2)


def paint(canvas: Canvas, place: Place) -> None:
    """Add `count` birds: wings and body, larger ones fewer."""
    layout, rng = canvas.layout, place.rng
    unit, phase = layout.unit, float(place.traits.get("phase", 0))
    spread = min(0.3, 0.05 + 0.02 * place.count)
    near = {"far": 0.6, "near": 2.2}.get(place.distance or "", 1.25 if place.count > 4 else 1.7)
    cx, cy = place.x, layout.horizon * float(rng.uniform(0.25, 0.5))
    for number in range(place.count):
        x = cx + canvas.width * spread * float(rng.standard_normal()) * 0.6
        y = cy + layout.horizon * spread * float(rng.standard_normal()) * 0.6
        if place.count <= 6:
            x = (
                cx
                + unit * 0.11 * (number - (place.count - 1) / 2)
                + unit * 0.02 * float(rng.standard_normal())
            )
        size = max(4.0, unit * 0.026 * near * float(rng.uniform(0.7, 1.25)))
        x, y = min(max(x, size), canvas.width - size), min(max(y, size), layout.horizon * 0.9)
        pen = canvas.pen((x - size * 1.3, y - size, x + size * 1.3, y + size), fine=4)
        beat = float(rng.uniform(-0.1, 0.85))
        swing = math.sin(2 * math.pi * (phase + beat)) - math.sin(2 * math.pi * beat)
        beat, y = beat + 0.4 * swing, y - size * 0.12 * swing
        lean = float(rng.uniform(-0.25, 0.25))
        dark = rgb("2b2d33")
        for way in (-1, 1):
            mid = (
                x + way * size * 0.48 * math.cos(lean),
                y - size * (0.38 * beat + 0.14) + way * size * lean * 0.4,
            )
            tip = (x + way * size * 1.12, y - size * (0.16 * beat - 0.16) + way * size * lean)
            pen.limb([(x, y), mid, tip], [size * 0.2, size * 0.17, 0.4], dark, 0.3)
        pen.limb(
            [(x - size * 0.12, y + size * 0.06), (x + size * 0.26, y - size * 0.02)],
            [size * 0.1, size * 0.16],
            dark,
            0.35,
        )
        canvas.add(pen.layers(place.name, "bird", depth=0.12, detail=1.0))
