"""A forest: tree tops along the horizon, or, when the picture stands within it, its trunks."""

import math

import numpy as np

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.raster import line
from ..scene.furniture import inside_forest
from ..scene.plan import Place
from ._land import land
from .trees import SPECIES

SPEC = Spec("back", order=32, depth=0.4)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the forest as the scene needs it."""
    if inside_forest(canvas.scene):
        from ._woods import woods

        woods(canvas, place)
        return
    rows = 3 if place.asked else 2
    for number in range(rows):
        _treeline(canvas, place, number, rows)


def _treeline(canvas: Canvas, place: Place, number: int, rows: int) -> None:
    """Add one row of trees on a bank, the far ones paler."""
    layout, rng = canvas.layout, fork(place.rng)
    unit = layout.unit
    foot = layout.waterline or layout.horizon
    far = 1 - number / max(1, rows - 1)
    tall = unit * ((0.06 + 0.02 * rows * 0.5) * (1 - 0.35 * far))
    if not place.asked:
        tall *= 0.72
    rise = unit * (0.035 * far + 0.004)
    wave = line(rng, canvas.width, unit * 0.55, octaves=4, gain=0.4)
    crest = foot - rise * (0.75 + 0.5 * wave)
    # The near row leaves part of the shore free, so that the bank has a shape.
    cover = line(rng, canvas.width, unit * 0.42, octaves=3)
    green = mix(canvas.leaf(2), canvas.grass(0.2), 0.5)
    depth = 0.16 + 0.42 * far
    mirror = layout.waterline
    canvas.add(
        land(
            canvas, rng, place.name, crest.clip(max=foot + 1), (green * 0.8, canvas.grass(0.7)),
            depth=depth, bottom=foot + 0.012 * canvas.height, mirror=mirror, counted=False,
        )
    )  # fmt: skip
    kind = place.kind if place.kind in ("pine", "birch", "bamboo") else ""
    mixed = kind == ""
    conifers = 0.75 if canvas.scene.has("mountains") else 0.3
    pen = canvas.pen((0, float(crest.min()) - tall * 1.6, canvas.width, foot + 3))
    x = -tall * 0.3
    while x < canvas.width + tall * 0.3:
        column = int(np.clip(x, 0, canvas.width - 1))
        stands = cover[column] > (-0.55 if far > 0.5 else 0.0)
        if stands:
            size = (
                tall * float(rng.uniform(0.6, 1.25)) * (0.8 + 0.25 * min(1.0, abs(cover[column])))
            )
            species = ("pine" if rng.random() < conifers else "") if mixed else kind
            small = size < 46
            y = float(crest[column]) + tall * 0.12
            if species == "" and small:
                _bush(canvas, pen, rng, x, y, size * 0.8)
            else:
                SPECIES[species](canvas, pen, rng, x, min(y, foot), size)
            x += (
                max(size, canvas.width / 420)
                * (0.26 if species == "pine" else 0.42)
                * float(rng.uniform(0.6, 1.5))
            )
        else:
            x += max(tall * 0.3, canvas.width / 600)
    for layer in pen.layers(
        place.name, "tree", depth=depth, detail=0.6, mirror=mirror, angle=math.pi / 2
    ):
        layer.counted = place.asked
        canvas.add(layer)


def _bush(
    canvas: Canvas, pen: object, rng: np.random.Generator, x: float, y: float, size: float
) -> None:
    """Draw a far crown as a few lit and shaded balls."""
    from ..paint.pen import Pen

    assert isinstance(pen, Pen)
    side = math.copysign(1, canvas.layout.light[0])
    colour = canvas.leaf(int(rng.integers(3)))
    if canvas.snowy:
        colour = mix(colour, rgb("eef3f8"), 0.5)
    pen.polygon(
        [(x - size * 0.03, y), (x + size * 0.03, y), (x, y - size * 0.5)], rgb("4a3d33"), 0.3
    )
    for number in range(9):
        dx = size * 0.34 * float(rng.uniform(-1, 1))
        dy = -size * (0.3 + 0.62 * number / 9)
        dx *= math.sin(math.pi * min(0.92, 0.25 + number / 10)) + 0.15
        radius = size * float(rng.uniform(0.13, 0.2))
        light = (
            0.3 + 0.3 * number / 9 + 0.4 * dx / size * side + 0.06 * float(rng.standard_normal())
        )
        pen.ellipse(
            (x + dx - radius, y + dy - radius * 0.85, x + dx + radius, y + dy + radius * 0.85),
            colour,
            light,
        )
