"""What styles share to draw figures: their features, their few colours, outlines of fine marks."""

import numpy as np
from PIL import Image

from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, mix, rgb, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, soft, step
from ..paint.svg import Drawing
from ._arcs import outlines, whole
from ._flat import visible

FIGURE = "figure"
"""The material of people, animals and things that are drawn part by part."""


def features(layer: Layer, unit: float) -> Field:
    """Return where a pen draws within a form (h, w; 0..1): its lines, and small dark marks."""
    alpha = layer.alpha
    if layer.albedo.ndim < 3 or min(alpha.shape) < 12:
        return np.zeros(alpha.shape, np.float32)
    value = luma(layer.albedo) * alpha
    radius = max(2.0, unit * 0.012)
    around = soft(value, radius) / np.maximum(soft(alpha, radius), 0.05)
    dark = step(0.3, 0.62, 1 - value / np.maximum(around, 0.05)) * step(0.16, 0.3, around)
    inside = step(0.8, 1.0, soft(alpha, max(1.0, unit * 0.003)))
    made = dark * inside
    if layer.lines is not None:
        made = np.maximum(made, layer.lines * alpha)
    return made.astype(np.float32)


def shining(albedo: Colour, plain: Colour) -> Colour:
    """Return colours (h, w, 3) as pure as gas shines; what is grey takes a plain colour."""
    pure = saturate(albedo, 3.0)
    pure = pure / np.maximum(0.35, pure.max(-1, keepdims=True))
    chroma = albedo.max(-1) - albedo.min(-1)
    return mix(np.broadcast_to(plain, pure.shape), pure, step(0.05, 0.16, chroma))


def few(albedo: Colour, where: Field, many: int) -> tuple[Colour, np.ndarray]:
    """Return colours (h, w, 3) drawn to at most `many`, and the number (h, w) of each."""
    inside = albedo[where > 0.5]
    if len(inside) < 8:
        return albedo, np.zeros(where.shape, np.int32)
    picked = inside[:: max(1, len(inside) // 4096)]
    column = Image.fromarray((np.clip(picked, 0, 1) * 255).astype(np.uint8)[None])
    table = column.quantize(many, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    whole = Image.fromarray((np.clip(albedo, 0, 1) * 255).astype(np.uint8))
    flat = whole.quantize(palette=table, dither=Image.Dither.NONE)
    colours = np.asarray(flat.convert("RGB"), np.float32) / np.float32(255)
    return colours, np.asarray(flat).astype(np.int32)


def painted(canvas: Canvas, glass: Drawing) -> None:
    """Paint the features of figures on the glass, as glaziers paint faces."""
    unit = canvas.layout.unit
    for number, layer in enumerate(canvas.layers):
        if layer.material != FIGURE or min(layer.alpha.shape) < unit * 0.1:
            continue
        left, top, _, _ = layer.box
        mask = (features(layer, unit) > 0.3) & (visible(canvas, number) > 0.5)
        for rings in outlines(mask):
            glass.fill(layer.name, whole(rings) + np.array((left, top)), rgb("2a1a16"))
