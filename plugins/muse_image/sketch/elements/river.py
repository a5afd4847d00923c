"""A river that winds through the land towards the viewer, with the sky in it."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise, step
from ..scene.plan import Place
from ._winding import winding

SPEC = Spec("water", order=44)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the river; beside a lake or sea it runs through the near bank."""
    layout, air, rng = canvas.layout, canvas.air, place.rng
    band = winding(canvas, place, layout.horizon + 2)
    if band is None or layout.waterline is not None:
        return
    off, start, high = band
    width = canvas.width
    ripple = noise(rng, high, width, max(3.0, layout.unit * 0.01), octaves=3, stretch=6)
    bank = noise(rng, high, width, layout.unit * 0.03, octaves=4)
    ragged = off + 0.06 * bank
    alpha = step(1.0, 0.93, ragged)
    rim = step(1.22, 1.05, ragged) * (1 - alpha)
    canvas.add(
        Layer(
            "bank", "land", 0, start, rim.astype(np.float32) * 0.8,
            mix(rgb("6e6448"), canvas.grass(0.2), 0.4),
            0.4, 0.0, 0.05, 0.0, 0.4, counted=False,
        )
    )  # fmt: skip
    rows = start + np.arange(high, dtype=np.float32)[:, None] + ripple * layout.unit * 0.012
    up = np.clip(2 * layout.horizon - rows, 0, max(0, layout.horizon - 1)).astype(np.int64)
    seen = np.zeros((canvas.height, width, 3), np.float32)
    for layer in canvas.layers:
        if (
            layer.material in ("sky", "cloud", "rock", "light", "glow", "built", "tree")
            and layer.depth >= 0.15
        ) or layer.material == "sky":
            left, top, right, bottom = layer.box
            part = seen[top:bottom, left:right]
            # What stands behind is mirrored; tints come later, with the river's own layer.
            plain = (
                layer.albedo
                if layer.glow >= 1
                else mix(
                    layer.albedo
                    * (air.ambient + (air.key - air.ambient) * np.asarray(layer.light)[..., None]),
                    air.haze,
                    float(1 - np.exp(-air.air * layer.depth)),
                )
            )
            part += (plain - part) * layer.alpha[..., None]
    colour = seen[up, np.arange(width)[None]]
    deep = mix(air.zenith, rgb("1f5058"), 0.5)
    near = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    colour = mix(
        colour * 0.95,
        deep,
        np.clip(0.12 + 0.35 * near + 0.08 * ripple + 0.12 * step(0.6, 1, off), 0, 1),
    )
    spark = step(0.9, 1.7, ripple) * 0.35
    colour = mix(colour, mix(air.horizon, air.disc, 0.4), spark)
    canvas.add(
        Layer(
            place.name,
            "water",
            0,
            start,
            alpha.astype(np.float32),
            colour,
            0.7,
            0.0,
            0.0,
            1.0,
            0.45,
        )
    )
