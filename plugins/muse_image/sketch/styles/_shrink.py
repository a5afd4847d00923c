"""The canvas in smaller: its layers averaged over blocks, for styles that choose first."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image

from ..paint.canvas import Canvas
from ..paint.colour import Colour
from ..paint.layer import Layer
from ..paint.raster import Field

AIRY = ("glow", "mist", "shadow", "arc", "rain", "spark", "ripple", "glitter")
"""Materials that lie over a form without hiding it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The scene in blocks: colours (h, w, 3), number of the form on top, its detail (h, w)."""

    colour: Colour
    form: np.ndarray
    detail: Field


def shrunk(layer: Layer, block: int) -> Layer:
    """Return a layer whose px are the means of `block` x `block` px; place and size in blocks."""
    if block <= 1:
        return layer
    left, top, right, bottom = layer.box
    x0, y0 = left // block, top // block
    before = (top - y0 * block, left - x0 * block)
    after = (-bottom % block, -right % block)
    pad = tuple(zip(before, after, strict=True))

    def mean(field: Field) -> Field:
        padded = np.pad(np.ascontiguousarray(field, np.float32), pad)
        return np.asarray(Image.fromarray(padded).reduce(block), np.float32)

    alpha = mean(layer.alpha)
    weight = np.maximum(alpha, 1e-4)

    def weighed(field: Field) -> Field:
        return mean(field * layer.alpha) / weight

    made: dict[str, Any] = {}
    for name in ("light", "angle", "lines"):
        value = getattr(layer, name)
        if isinstance(value, np.ndarray) and value.ndim >= 2:
            made[name] = weighed(np.broadcast_to(value, layer.alpha.shape))
    albedo = layer.albedo
    if albedo.ndim == 3:
        albedo = np.broadcast_to(albedo, (*layer.alpha.shape, 3))
        albedo = np.stack([weighed(albedo[..., i]) for i in range(3)], -1)
    return replace(layer, x=x0, y=y0, alpha=alpha, albedo=albedo, **made)


def layers(canvas: Canvas, block: int) -> list[Layer]:
    """Return all layers of a canvas in blocks."""
    return [shrunk(layer, block) for layer in canvas.layers]


def look(
    canvas: Canvas, made: list[Layer], height: int, width: int, skip: tuple[str, ...] = ()
) -> Seen:
    """Lay layers (in blocks) over each other; `skip` are materials that are drawn otherwise."""
    colour = np.zeros((height, width, 3), np.float32)
    form = np.zeros((height, width), np.int32)
    detail = np.full((height, width), 0.3, np.float32)
    for number, layer in enumerate(made):
        left, top, right, bottom = layer.box
        right, bottom = min(right, width), min(bottom, height)
        cut = (slice(0, bottom - top), slice(0, right - left))
        part = (slice(top, bottom), slice(left, right))
        if layer.material in skip:
            continue
        shade = canvas.air.lit(layer)
        shade = shade[cut] if shade.ndim == 3 else shade
        colour[part] += (shade - colour[part]) * layer.alpha[cut][..., None]
        if layer.material in AIRY:
            continue
        solid = layer.alpha[cut] > 0.5
        form[part][solid] = number
        detail[part][solid] = layer.detail
    return Seen(canvas.air.tint(colour), form, detail)
