"""What styles share to draw figures: their features, their few colours, outlines of fine marks."""

import numpy as np
from PIL import Image

from ..paint.colour import Colour, luma, mix, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, soft, step
from ._arcs import arcs, loops, simple, smooth
from ._pieces import joined

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


def traced(mask: np.ndarray, rounds: int = 2, miss: float = 0.3, least: float = 6.0) -> list[Field]:
    """Return the outlines (n, 2; x, y in px) of all areas of a mask (h, w).

    Holes are joined to the outline around them by a slit, so that one polygon leaves them open.
    """
    if not mask.any():
        return []
    rows, columns = np.nonzero(mask)
    top, left = int(rows.min()), int(columns.min())
    part = np.pad(mask[top : rows.max() + 1, left : columns.max() + 1].astype(np.int64), 1)
    areas = joined(part) + 1
    areas *= part
    borders: dict[int, list[tuple[Field, int, int]]] = {}
    for arc in arcs(areas):
        if min(arc.areas) < 0:
            continue
        line = simple(smooth(arc.points, rounds, arc.ring), miss, arc.ring) - 1 + (left, top)
        for area in arc.areas:
            if area:
                borders.setdefault(area, []).append((line, *arc.areas))
    made = []
    for area, own in borders.items():
        lines = loops(area, own)
        if float(np.ptp(lines[0], axis=0).sum()) < least:
            continue
        outline = lines[0]
        for hole in lines[1:]:
            outline = _slit(outline, hole)
        made.append(outline)
    return made


def _slit(outline: Field, hole: Field) -> Field:
    """Return an outline that runs into a hole at the nearest spot, around it, and back."""
    away = ((outline[:, None] - hole[None]) ** 2).sum(-1)
    first, second = np.unravel_index(int(away.argmin()), away.shape)
    # The hole runs against the outline, so that even strict fills leave it open.
    turned = np.concatenate([hole[second:], hole[1 : second + 1]])
    if _turn(turned) * _turn(outline) > 0:
        turned = turned[::-1]
    return np.concatenate([outline[: first + 1], turned, outline[first:]])


def _turn(line: Field) -> float:
    """Return twice the signed area of a ring."""
    x, y = line[:, 0], line[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())
