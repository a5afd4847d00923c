"""A meadow: rolling grass towards the viewer; or wheat, or lavender in rows."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import Colour, mix, rgb
from ..paint.raster import line, step
from ..scene.plan import Place
from ._grass import tufts
from ._land import land

SPEC = Spec("ground", order=40)


def paint(canvas: Canvas, place: Place) -> None:
    """Add three bands of ground from the horizon to the viewer, with grass on the nearest."""
    layout, rng = canvas.layout, place.rng
    if layout.waterline is not None:
        _banks(canvas, place)
        return
    dark, light = _colours(canvas, place.kind)
    below = canvas.height - layout.horizon
    for number, start in enumerate(
        (0.0, float(rng.uniform(0.16, 0.26)), float(rng.uniform(0.5, 0.64)))
    ):
        wave = line(rng, canvas.width, layout.unit * (0.5 + 0.3 * number), octaves=3, gain=0.3)
        crest = layout.horizon + below * start + layout.unit * (0.008 + 0.022 * number) * wave
        pair = (mix(dark, light, 0.25 * (2 - number)), light)
        layer = land(
            canvas, rng, place.name, crest, pair, depth=0.34 * (1 - number / 2),
            texture=0.02 + 0.025 * number, detail=0.4 + 0.15 * number,
        )  # fmt: skip
        if place.kind == "lavender":
            _rows(canvas, layer, light, dark)
        canvas.add(layer)
    tufts(canvas, rng, canvas.height * 0.87, dark, light, place.kind)


def _colours(canvas: Canvas, kind: str) -> tuple[Colour, Colour]:
    if kind == "wheat" and not canvas.snowy:
        return rgb("b07c2c"), rgb("e9c25f")
    if kind == "lavender" and not canvas.snowy:
        return rgb("51407c"), rgb("9a7cc4")
    if kind == "rapeseed" and not canvas.snowy:
        return rgb("b39a1f"), rgb("f2d338")
    return canvas.grass(0.0), canvas.grass(1.0)


def _rows(canvas: Canvas, layer: object, light: Colour, dark: Colour) -> None:
    """Draw rows that run together at a point on the horizon."""
    from ..paint.layer import Layer

    assert isinstance(layer, Layer)
    high, width = layer.alpha.shape
    rows = layer.y + np.arange(high, dtype=np.float32)[:, None] - canvas.layout.horizon
    across = np.arange(width, dtype=np.float32)[None] - width * 0.5
    turn = across / np.maximum(rows + 6, 6) * 5.0
    ridge = 0.5 + 0.5 * np.cos(turn * 2 * np.pi / 1.5)
    fade = step(0.03, 0.15, rows / canvas.height)
    earth = mix(rgb("6f6a3c"), dark, 0.45)
    layer.albedo = mix(layer.albedo, earth, step(0.5, 0.12, ridge) * fade * 0.85)
    layer.albedo = mix(layer.albedo, light, step(0.7, 1.0, ridge) * fade * 0.45)


def _banks(canvas: Canvas, place: Place) -> None:
    """Beside a lake or sea, the meadow lies on the far bank and, more of it, on the near one."""
    layout, rng = canvas.layout, place.rng
    assert layout.waterline is not None
    wave = line(rng, canvas.width, layout.unit * 0.5, octaves=3, gain=0.35)
    crest = layout.waterline - layout.unit * (0.03 + 0.012 * wave)
    dark, light = _colours(canvas, place.kind)
    canvas.add(
        land(
            canvas, rng, place.name, crest, (dark, light), depth=0.3,
            bottom=layout.waterline + 4, mirror=layout.waterline,
        )
    )  # fmt: skip
