"""What drawn styles share: directions for strokes, and room around a form for its outline."""

from dataclasses import replace
from typing import Any

import numpy as np

from ..paint.layer import Layer
from ..paint.raster import Field, resize, slopes, soft


def along(value: Field, angle: Field) -> Field:
    """Return stroke directions (h, w; radians) for a picture's brightness and forms' directions.

    Edges come from the structure tensor of the brightness, blurred over a few px; its angle is
    doubled, as a direction and its opposite are the same to a stroke.
    """
    height, width = angle.shape
    small = (max(4, height // 3), max(4, width // 3))
    value = soft(resize(value, *small), 2)
    gy, gx = slopes(value)
    even, odd, power = (soft(f, 4) for f in (gx * gx - gy * gy, 2 * gx * gy, gx * gx + gy * gy))
    length = np.sqrt(even * even + odd * odd)
    sure = np.clip(length / (power + 1e-6), 0, 1) * np.clip(power * 3000, 0, 1)
    form = resize(angle, *small, 0)
    cos = np.cos(2 * form) * (1 - sure) - even / (length + 1e-9) * sure
    sin = np.sin(2 * form) * (1 - sure) - odd / (length + 1e-9) * sure
    return resize(np.arctan2(sin, cos) / 2, height, width, 0)


def roomy(layer: Layer, width: int, height: int, room: int) -> Layer:
    """Return a layer with `room` px of nothing around it, within a picture of width x height px.

    A layer's box may end where the form does; an outline found by blurring would be lost there.
    """
    left, top, right, bottom = layer.box
    before = min(room, left), min(room, top)
    after = min(room, width - right), min(room, height - bottom)
    if not (any(before) or any(after)):
        return layer
    around = ((before[1], after[1]), (before[0], after[0]))
    wider: dict[str, Any] = {}
    for name in ("albedo", "light", "angle", "lines"):
        value = getattr(layer, name)
        if isinstance(value, np.ndarray) and value.ndim >= 2:
            wider[name] = np.pad(value, (*around, (0, 0))[: value.ndim], mode="edge")
    alpha = np.pad(layer.alpha, around)
    return replace(layer, x=left - before[0], y=top - before[1], alpha=alpha, **wider)


def solid(alpha: Field, blurred: Field) -> float:
    """Return how much of a form lies within it, 0 (all edge, as grass) .. 1 (none)."""
    return float((blurred > 0.9).sum()) / max(1.0, float((alpha > 0.5).sum()))


def outlined(layer: Layer) -> float:
    """Return 1 for a form with an outline; 0 for a region of a photo, whose `lines` hold all."""
    return float(layer.material != "photo")
