"""Painting a thing in the colour that a prompt gave it, also when its element knows of none."""

import numpy as np

from ..catalogue import element
from ..scene.plan import Place
from ..words.colours import hues
from .canvas import Canvas
from .colour import luma, mix, rgb
from .layer import Layer

KEEPS = frozenset({"shadow", "mist", "reflection", "spark"})
"""Materials that take no colour of the thing they belong to."""


def painted(canvas: Canvas, place: Place) -> None:
    """Let a place's element paint; what it didn't colour as asked by `canvas.hue` is tinted."""
    before = len(canvas.layers)
    canvas.hued = False
    element(place.element).paint(canvas, place)
    if not place.colours or canvas.hued:
        return
    if place.element == "open_sky":
        sky = next(layer for layer in canvas.layers if layer.material == "sky")
        _tint(sky, place.colours[0], 0.6)
        return
    water = place.spec.role == "water"
    for layer in canvas.layers[before:]:
        # Of what a lake mirrors, only the lake itself is tinted.
        if layer.material in KEEPS or (water and layer.material != "water"):
            continue
        if layer.counted or layer.name == place.name:
            _tint(layer, place.colours[0], 0.55 if water else 0.8)


def _tint(layer: Layer, name: str, part: float) -> None:
    """Bring a layer's own colours to a hue, its light and dark places kept."""
    hue = rgb(hues()[name]["paint"])
    values = luma(np.asarray(layer.albedo, np.float32))
    middle = float(np.average(values, weights=layer.alpha)) if values.ndim else float(values)
    # Half way to the hue's own brightness: a black sea is darker than a white one.
    goal = middle + 0.65 * (float(luma(hue)) - middle)
    scale = (goal / max(float(luma(hue)), 0.05)) * (0.5 + 0.5 * values / max(middle, 0.05))
    wanted = np.clip(hue * np.asarray(scale, np.float32)[..., None], 0, 1)
    layer.albedo = mix(layer.albedo, wanted, part)
