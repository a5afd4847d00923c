"""What styles share to draw figures: their features, their few colours, outlines of fine marks."""

import numpy as np

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
        made = np.maximum(made, thinned(layer.lines, unit) * alpha)
    return made.astype(np.float32)


def thinned(lines: Field, unit: float) -> Field:
    """Return lines thinned where they crowd, so that a bouquet does not become a blot."""
    radius = max(1.0, unit * 0.008)
    if min(lines.shape) < 4 * radius:
        return lines
    crowd = step(0.22, 0.6, soft(lines, radius))
    return np.clip(lines - 0.66 * crowd * soft(lines, radius), 0, 1)


def glaze(canvas: Canvas, picture: Colour, seen: Colour, most: float) -> None:
    """Draw a picture (h, w, 3), in place, towards what is seen where figures are finely drawn.

    `most` (0..1) is how far at eyes and mouths; in the rest of a figure it is a fifth of that.
    """
    unit = canvas.layout.unit
    for number, layer in enumerate(canvas.layers):
        if layer.material != FIGURE or layer.depth > 0.3 or min(layer.alpha.shape) < 24:
            continue
        left, top, right, bottom = layer.box
        part, want = picture[top:bottom, left:right], seen[top:bottom, left:right]
        value = luma(want)
        edge = 3 * np.abs(value - soft(value, unit * 0.006))
        fine = np.clip(0.2 + 2.4 * soft(edge, max(1.0, unit * 0.002)), 0, 1)
        part += (want - part) * (visible(canvas, number) * fine * np.float32(most))[..., None]


def shining(albedo: Colour, plain: Colour) -> Colour:
    """Return colours (h, w, 3) as pure as gas shines; what is grey takes a plain colour."""
    pure = saturate(albedo, 3.0)
    pure = pure / np.maximum(0.35, pure.max(-1, keepdims=True))
    chroma = albedo.max(-1) - albedo.min(-1)
    return mix(np.broadcast_to(plain, pure.shape), pure, step(0.05, 0.16, chroma))


def few(albedo: Colour, where: Field, many: int) -> tuple[Colour, np.ndarray]:
    """Return colours (h, w, 3) drawn to at most `many`, and the number (h, w) of each.

    The colours that stand for all are those farthest from each other, so that small things keep
    theirs (an iris, a flower in the hair); then each becomes the mean of what it stands for.
    """
    steps = (np.clip(albedo, 0, 1) * 31 + 0.5).astype(np.int32)
    codes = (steps[..., 0] * 32 + steps[..., 1]) * 32 + steps[..., 2]
    found, count = np.unique(codes[where > 0.5], return_counts=True)
    if len(found) < 2:
        return albedo, np.zeros(where.shape, np.int32)
    # What is on few px alone is but a mixture at an edge.
    kept = count >= max(2, int(count.sum()) // 6000)
    own = found[kept] if kept.sum() > 2 else found
    weight = np.sqrt(count[kept] if kept.sum() > 2 else count).astype(np.float32)
    points = _points(own)
    chosen = [int(weight.argmax())]
    away = ((points - points[chosen[0]]) ** 2).sum(1)
    while len(chosen) < min(many, len(own)):
        chosen.append(int((away * weight**0.5).argmax()))
        away = np.minimum(away, ((points - points[chosen[-1]]) ** 2).sum(1))
    means = points[chosen]
    for _ in range(4):
        near = ((points[:, None] - means[None]) ** 2).sum(-1).argmin(1)
        total = np.maximum(np.bincount(near, weight, len(means)), 1e-6)
        sums = [np.bincount(near, weight * points[:, i], len(means)) for i in range(3)]
        means = (np.stack(sums, 1) / total[:, None]).astype(np.float32)
    table = np.zeros(32768, np.int32)
    used = np.unique(codes)
    table[used] = ((_points(used)[:, None] - means[None]) ** 2).sum(-1).argmin(1)
    number = table[codes]
    return means[number], number


def _points(codes: np.ndarray) -> Field:
    """Return the colours (n, 3) that codes of 5 bits a channel stand for."""
    parts = np.stack([codes // 1024, codes // 32 % 32, codes % 32], 1)
    return parts.astype(np.float32) / np.float32(31)


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
