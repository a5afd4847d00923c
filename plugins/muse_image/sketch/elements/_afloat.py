"""Things on the water: their mirror image lies below them."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.layer import Layer
from ..paint.raster import noise
from ..scene.plan import Place


def settle(canvas: Canvas, place: Place, layers: Iterable[Layer], strength: float = 0.55) -> None:
    """Add layers that stand on the water at the place's foot, and first their reflections."""
    made = list(layers)
    rng = fork(place.rng)
    for layer in made:
        top = layer.y
        high, wide = layer.alpha.shape
        start = int(place.y)
        sway = noise(rng, high, 1, max(3.0, canvas.layout.unit * 0.008), octaves=2)[:, 0]
        rows = np.clip(start - top - 1 - np.arange(high), 0, high - 1)
        inside = (start - top - 1 - np.arange(high) >= 0)[:, None]
        shift = (sway * canvas.layout.unit * 0.0035).astype(np.int64)
        columns = np.clip(np.arange(wide)[None] + shift[:, None], 0, wide - 1)
        index = (rows[:, None], columns)
        fade = np.linspace(strength, strength * 0.4, high, dtype=np.float32)[:, None]
        canvas.add(
            replace(
                layer,
                material="reflection",
                y=start,
                alpha=layer.alpha[index] * inside * fade,
                albedo=layer.albedo[index] * 0.85
                if layer.albedo.ndim == 3
                else layer.albedo * 0.85,
                light=layer.light[index] * 0.9
                if isinstance(layer.light, np.ndarray)
                else layer.light,
                angle=0.0,
                lines=None,
                mirror=None,
                counted=False,
            )
        )
    canvas.add(made)
