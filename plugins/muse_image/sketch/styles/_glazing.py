"""What is painted on glass, and what is set in it: the lines of photographs, and letters."""

import numpy as np

from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, soft
from ..paint.svg import Drawing
from ._arcs import outlines, whole
from ._flat import visible


def grisaille(sheet: Colour, layer: Layer) -> None:
    """Paint the lines and shades of a photo on its glass, in place, in brown that is fired on."""
    value = luma(layer.albedo)
    unit = min(value.shape)
    shade = np.clip(value / np.maximum(soft(value, unit * 0.05), 0.08), 0.5, 1.2)
    clear = shade if layer.lines is None else shade * (1 - 0.9 * layer.lines)
    sheet *= clear[..., None]
    sheet += rgb("2a1a10") * np.clip(1 - clear, 0, 1)[..., None]


def edged(layer: Layer, points: Field) -> float:
    """Return how much of a border (n, 2; x, y) lies on the lines of a form, 0..1."""
    if layer.lines is None:
        return 0.0
    high, wide = layer.lines.shape
    rows = np.clip(points[:, 1].astype(np.int64) - layer.y, 0, high - 1)
    columns = np.clip(points[:, 0].astype(np.int64) - layer.x, 0, wide - 1)
    return float(layer.lines[rows, columns].mean())


def set_letters(canvas: Canvas, glass: Drawing, lead: Drawing) -> None:
    """Set letters as pieces of their own, with lead around them."""
    thin = max(1.0, canvas.layout.unit * 0.0028)
    for number, layer in enumerate(canvas.layers):
        if layer.material != "letters":
            continue
        colour = np.broadcast_to(canvas.air.shade(layer), (1, 1, 3))[0, 0]
        for rings in outlines(visible(canvas, number) > 0.5):
            placed = [ring + np.array([layer.x, layer.y]) for ring in rings]
            glass.fill(layer.name, whole(placed), colour)
            for ring in placed:
                lead.line(f"{layer.name}-lead", ring, thin, np.zeros(3, np.float32), True)
