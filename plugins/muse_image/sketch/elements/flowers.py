"""Flowers: a meadow full of them, large near the viewer and a haze of colour far away."""

import math

from ..catalogue import Spec
from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.pen import Pen
from ..scene.plan import Place

SPEC = Spec("front", order=75)
COLOURS = {
    "": ("e8567a", "f3c94e", "f6f1ea", "a66fd0", "f08a4b", "6f8fe0"),
    "poppy": ("d83a2c", "e85a34", "c9302c"),
    "sunflower": ("f2bd2e", "f7d04a", "e8a524"),
}


def paint(canvas: Canvas, place: Place) -> None:
    """Add flowers on the ground, on the near bank only where there is water."""
    layout, rng, unit = canvas.layout, place.rng, canvas.layout.unit
    start = layout.horizon + (canvas.height - layout.horizon) * 0.1
    if layout.waterline is not None:
        start = (layout.shore or canvas.height * 0.88) + unit * 0.035
    palette = [rgb(c) for c in COLOURS[place.kind]]
    # A picture has a leading colour among its flowers.
    weights = rng.dirichlet([0.8] * len(palette))
    low, high = {"left": (-0.05, 0.45), "right": (0.55, 1.05)}.get(place.side or "", (-0.02, 1.02))
    many = int(620 * canvas.span * (high - low))
    pen = canvas.pen(
        (0, start - unit * 0.08, canvas.width, canvas.height + 4), fine=2 if unit < 900 else 1
    )
    drifts = [(float(rng.uniform(low, high)), float(rng.uniform(0.1, 0.3))) for _ in range(7)]
    feet = sorted(float(rng.random()) ** 1.25 for _ in range(many))
    for part in feet:
        near = part
        y = start + (canvas.height * 1.02 - start) * part
        x = float(rng.uniform(low, high))
        gathered = max(math.exp(-(((x - c) / w) ** 2)) for c, w in drifts)
        if rng.random() > 0.25 + 0.75 * gathered:
            continue
        size = unit * (0.0022 + 0.0145 * near**1.5) * float(rng.uniform(0.7, 1.3))
        if place.kind == "sunflower":
            size *= 1.5
        colour = palette[int(rng.choice(len(palette), p=weights))]
        _flower(
            canvas,
            pen,
            rng,
            x * canvas.width,
            y,
            size,
            mix(colour, rgb("ffffff"), 0.18 * float(rng.random())),
            place.kind,
        )
    canvas.add(pen.layers(place.name, "flower", detail=1.0, angle=1.2))


def _flower(
    canvas: Canvas, pen: Pen, rng: Rng, x: float, y: float, size: float, colour: object, kind: str
) -> None:
    import numpy as np

    assert isinstance(colour, np.ndarray)
    light = 0.62 + 0.25 * float(rng.random())
    if size < 2.2:
        pen.ellipse((x - size, y - size * 0.8, x + size, y + size * 0.8), colour, light)
        return
    stem = size * float(rng.uniform(2.2, 4.2))
    lean = size * 0.6 * float(rng.standard_normal())
    top = (x + lean, y - stem)
    pen.limb(
        [(x, y), (x + lean * 0.3, y - stem * 0.5), top],
        [size * 0.22, size * 0.2, size * 0.16],
        canvas.leaf(2),
        0.4,
    )
    pen.limb(
        [(x, y - stem * 0.2), (x + size * 0.9, y - stem * 0.55)],
        [size * 0.15, size * 0.5],
        canvas.leaf(0),
        0.5,
    )
    petals = 14 if kind == "sunflower" else int(rng.integers(5, 8))
    for k in range(petals):
        turn = 2 * math.pi * k / petals + float(rng.uniform(-0.1, 0.1))
        tip = (top[0] + size * math.cos(turn), top[1] + size * 0.72 * math.sin(turn))
        mid = (top[0] + size * 0.55 * math.cos(turn), top[1] + size * 0.4 * math.sin(turn))
        wide = size * (0.3 if kind == "sunflower" else 0.62)
        pen.limb(
            [top, mid, tip], [wide * 0.4, wide, wide * 0.35], colour, light - 0.14 * math.sin(turn)
        )
    core = size * (0.42 if kind == "sunflower" else 0.22)
    centre = rgb("5a3a20") if kind in ("sunflower", "poppy") else rgb("f4d46a")
    pen.ellipse(
        (top[0] - core, top[1] - core * 0.75, top[0] + core, top[1] + core * 0.75), centre, 0.55
    )
