"""An island: rock and a few trees, standing in the water and mirrored by it."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place
from ._afloat import settle
from .trees import SPECIES

SPEC = Spec("afloat", order=50, height=0.5)


def paint(canvas: Canvas, place: Place) -> None:
    """Add one island, wider than high."""
    rng, unit = place.rng, canvas.layout.unit
    tall = max(10.0, min(place.size, unit * 0.16)) * 0.42
    wide = int(tall * float(rng.uniform(4.0, 5.5)))
    left, top = int(place.x) - wide // 2, int(place.y - tall * 1.1)
    high = int(tall * 1.1) + 3
    across = np.linspace(-1, 1, wide, dtype=np.float32)
    shape = np.clip(1 - np.abs(across) ** 2.2, 0, 1) ** 0.8 * (
        0.75 + 0.22 * line(rng, wide, wide * 0.22)
    )
    crest = place.y + 1.5 - tall * shape
    rows = top + np.arange(high, dtype=np.float32)[:, None] + 0.5
    alpha = np.clip(rows - crest[None] + 0.5, 0, 1) * np.clip(place.y + 1.5 - rows + 0.5, 0, 1)
    grain = noise(rng, high, wide, max(3.0, tall * 0.3), octaves=4, gain=0.6)
    side = across[None] * np.sign(canvas.layout.light[0])
    light = np.clip(0.5 + 0.3 * side + 0.15 * grain, 0, 1)
    low = (place.y - rows) / tall
    colour = mix(rgb("7c7466"), canvas.grass(0.5), step(0.25, 0.42, low + 0.1 * grain))
    colour = mix(colour, rgb("cdb78c"), step(0.09, 0.04, low + 0.02 * grain))
    layers = [
        Layer(place.name, "rock", left, top, alpha, colour, light, 0.4, place.depth, 0.0, 0.7)
    ]
    kind = (
        "palm"
        if canvas.scene.has("beach")
        or (canvas.scene.season == "summer" and canvas.scene.has("sea"))
        else "pine"
    )
    pen = canvas.pen((left, top - tall * 2, left + wide, place.y + 2))
    for _ in range(6):
        at = int(wide * float(rng.uniform(0.22, 0.78)))
        SPECIES[kind if rng.random() < 0.7 else ""](
            canvas,
            pen,
            rng,
            left + at,
            float(crest[at]) + tall * 0.1,
            tall * float(rng.uniform(0.7, 1.2)),
        )
    settle(canvas, place, layers + pen.layers("trees", "tree", depth=place.depth, counted=False))
