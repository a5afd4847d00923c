"""Tone and texture of a pen drawing: hatching, tufts, dots, strokes of water, stars and rain."""

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import soft
from ..paint.svg import Drawing
from ._marks import hatching, ring, ripple, strewn, tuft
from ._plan import Plan

PAPER = rgb("fbf9f3")
MANY = {"grass": 620, "dense": 2600, "sparse": 700, "dots": 800, "water": 330}
"""How many signs of a kind would fill a square picture, were all of it such a ground."""


def hatch(
    canvas: Canvas, drawing: Drawing, plan: Plan, small: list[Layer], block: int, pen: Colour,
    rng: Rng,
) -> None:  # fmt: skip
    """Hatch what is dark: level lines for sky and water, slanting ones for all else."""
    unit = canvas.layout.unit / block
    level = np.array([layer.material in ("sky", "water", "reflection", "cloud") for layer in small])
    flat = level[plan.form]
    tone = plan.tone * (1 - plan.mist)
    calm = soft(tone, max(1.0, unit * 0.0025))
    side = -1 if canvas.layout.light[0] > 0 else 1
    gap = max(2.6, unit * 0.0088)
    sets = (
        (~flat, 0.56, side * 0.95, 1.0),
        (~flat, 0.72, side * 0.5, 1.1),
        (~flat, 0.86, -side * 0.8, 1.2),
        (flat, 0.42, 0.0, 1.0),
        (flat, 0.64, 0.02, 1.45),
    )
    falling = np.array([layer.material == "foam" and min(layer.alpha.shape) > unit * 0.1
                        for layer in small])[plan.form]  # fmt: skip
    if falling.any():
        # Falling water: a few long strokes down, broken at random.
        field = falling * rng.random(falling.shape[1], np.float32)[None]
        for line in hatching(field, 0.45, np.pi / 2, gap * 0.8, gap * 2, rng):
            drawing.line("falling", line * block, max(0.7, unit * 0.00125) * block, pen)
    for where, limit, turn, wide in sets:
        field = np.where(where, calm, 0)
        if not (field > limit).any():
            continue
        thick = max(0.7, unit * 0.00125) * block
        for line in hatching(field, limit, turn, gap * wide, gap * 1.3, rng):
            drawing.line("hatching", line * block, thick, pen)


def strew(
    canvas: Canvas, drawing: Drawing, plan: Plan, small: list[Layer], block: int, pen: Colour,
    rng: Rng,
) -> None:  # fmt: skip
    """Strew tufts on grass, dots on sand and snow, and strokes on water."""
    unit = canvas.layout.unit / block
    height, width = plan.form.shape
    horizon = min(canvas.layout.horizon / block, height * 0.95)
    thin = max(0.7, unit * 0.0014) * block
    kinds = np.array([_ground(layer, canvas) for layer in small])[plan.form]
    for kind, many in MANY.items():
        where = (kinds == kind) * (1 - plan.mist)
        if not where.any():
            continue
        many = int(many * min(4.0, height * width / unit**2))
        for row, column in strewn(where, many, rng).tolist():
            near = float(np.clip((row - horizon) / max(1.0, height - horizon), 0.03, 1))
            x, y = (column + 0.5) * block, (row + 0.5) * block
            if kind in ("grass", "dense", "sparse"):
                # Tufts stand in groups, and few of them.
                group = np.sin(column / unit * 19 + row / unit * 7) + float(rng.normal(0, 0.5))
                if kind == "grass" and group < 0.3:
                    continue
                size = unit * (0.006 + 0.022 * near) * block
                for blade in tuft(x, y, size, rng):
                    drawing.line("grass", blade, thin, pen)
            elif kind == "dots":
                drawing.fill("ground", ring(x, y, max(0.5, unit * 0.0011 * block), 6), pen)
            else:
                long = unit * (0.02 + 0.1 * near) * float(rng.uniform(0.5, 1.2)) * block
                drawing.line("water", ripple(x, y, long, rng), thin * 0.9, pen)


def _ground(layer: Layer, canvas: Canvas) -> str:
    """Return the sign for a ground: grass, dots, water, or none."""
    if layer.material in ("water", "reflection"):
        return "water"
    if layer.material not in ("land", "foliage") or layer.name == "form":
        return ""
    if grassy(layer, canvas):
        return "dense" if not canvas.snowy else "sparse"
    albedo = np.asarray(layer.albedo, np.float32).reshape(-1, 3)
    red, green, blue = np.average(albedo[:: max(1, len(albedo) // 4000)], axis=0).tolist()
    return "grass" if green > red * 0.93 and green > blue * 1.12 and not canvas.snowy else "dots"


def grassy(layer: Layer, canvas: Canvas) -> bool:
    """Whether a layer is a stretch of grass, which has blades but no outline."""
    high, wide = layer.alpha.shape
    return layer.material == "foliage" and layer.name != "form" and wide > 2.2 * high


def sparkle(
    canvas: Canvas, drawing: Drawing, plan: Plan, small: list[Layer], block: int, pen: Colour,
    rng: Rng,
) -> None:  # fmt: skip
    """Draw stars and flakes as small open rings, and rain as slanting strokes."""
    unit = canvas.layout.unit
    for number, layer in enumerate(small):
        if layer.material not in ("spark", "rain"):
            continue
        left, top, right, bottom = layer.box
        free = plan.form[top:bottom, left:right] <= number
        seen = layer.alpha[: free.shape[0], : free.shape[1]] * free
        cell = max(3, int(unit * (0.026 if layer.material == "spark" else 0.05) / block))
        high, wide = (n // cell * cell for n in seen.shape)
        if not high or not wide:
            continue
        grid = seen[:high, :wide].reshape(high // cell, cell, wide // cell, cell)
        cells = grid.transpose(0, 2, 1, 3).reshape(high // cell, wide // cell, -1)
        best, place = cells.max(2), cells.argmax(2)
        rows, columns = np.nonzero(best > 0.15)
        order = rng.permutation(len(rows))[:420]
        for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
            down, across = divmod(int(place[row, column]), cell)
            x = (layer.x + column * cell + across + 0.5) * block
            y = (layer.y + row * cell + down + 0.5) * block
            bright = min(1.0, float(best[row, column]))
            if layer.material == "rain":
                long = unit * float(rng.uniform(0.02, 0.05))
                lean = np.array([(x + long * 0.2, y - long), (x - long * 0.2, y + long)])
                drawing.line("rain", lean, max(0.7, unit * 0.0012), pen)
                continue
            outline = ring(x, y, unit * (0.0018 + 0.0026 * bright))
            drawing.fill(layer.name, outline, mix(PAPER, rgb("ffffff"), 0.5))
            drawing.line(layer.name, outline, max(0.6, unit * 0.0009), pen, True)
