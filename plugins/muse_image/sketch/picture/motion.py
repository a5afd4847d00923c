"""Motion: the layers of a scene at a phase of a loop, for animations that end where they began.

Whatever moves does so by whole turns, and is where it was painted at phase 0: a still is the first
frame. What is drawn at random was drawn before, so nothing else in the picture moves.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from ..paint.canvas import Canvas
from ..paint.layer import Layer
from ..paint.raster import Field, soft
from ..scene.plan import Place
from .moves import (
    VESSELS,
    bob,
    drift,
    fall,
    flicker,
    flutter,
    hover,
    place_of,
    pour,
    ripple,
    sunk,
    twinkle,
    wave,
)

AFLOAT = ("boat", "ship", "craft", "swan", "lotus")
FLYING = ("balloons", "lanterns", "butterflies")
FLICKERING = ("campfire", "fireworks")
"""Elements that float, fly or burn; animals and people move by themselves (see alive)."""
CRAFT = ("airship", "airliner", "propeller_plane", "biplane", "helicopter", "ufo", "kite")
"""Kinds of vehicles and props that fly."""
BURNING = (
    *("candle", "candlestick", "torch", "fireplace", "stove", "lantern", "oil_lamp", "birthday"),
    *("campfire", "bonfire", "jack_o_lantern"),
)
"""Names, or words of names, of things with a flame: only what shines of them flickers."""
WAVING = ("flag",)
Move: TypeAlias = Callable[[Canvas, Layer, float], Layer]


def moved(canvas: Canvas, phase: float) -> Canvas:
    """Return the canvas as it is at a phase, 0 (as painted) .. 1 (again)."""
    if phase % 1 == 0:
        return canvas
    layers = [
        kept
        for layer in canvas.layers
        if (kept := _moved(canvas, layer, phase).clipped(canvas.width, canvas.height)) is not None
    ]
    return replace(canvas, layers=layers)


def stirring(canvas: Canvas) -> Field:
    """Return where anything moves, 0..1 (h, w); the rest of every frame is that of the first."""
    mask = np.zeros((canvas.height, canvas.width), np.float32)
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        part = mask[top:bottom, left:right]
        way = _way(canvas, layer)
        if way is None:
            if layer.material not in ("glow", "mist", "shadow"):
                part *= 1 - layer.alpha
        elif way in (fall, pour, hover, bob, flutter):
            part[:] = 1
        else:
            np.maximum(part, np.minimum(1, layer.alpha * 4), out=part)
    reach = max(1.0, canvas.layout.unit * 0.006)
    return np.clip(soft(mask, reach) * 1.6, 0, 1)


def still(canvas: Canvas) -> bool:
    """Whether nothing in the picture would move."""
    return all(_way(canvas, layer) is None for layer in canvas.layers)


def _moved(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    way = _way(canvas, layer)
    return layer if way is None else way(canvas, layer, phase)


def _way(canvas: Canvas, layer: Layer) -> Move | None:
    """Return how a layer moves, by what it is; None: it stands."""
    name, material = layer.name.replace(" ", "_"), layer.material
    place = place_of(canvas, layer)
    element, kind = (place.element, place.kind) if place else (name, "")
    if element in FLICKERING or name in FLICKERING:
        return flicker
    if element in ("thing", "prop", "animal", "person", "critter"):
        if any(word in BURNING for word in (name, kind, *name.split("_"))):
            return flicker if material in ("light", "glow") else None
        return flutter if kind in WAVING else hover if kind in CRAFT else None
    if name == "snow" or name in ("petals", "leaves", "falling_leaves", "falling_petals"):
        return fall
    if material == "rain":
        return pour
    if name == "waterfall" and material in ("foam", "water"):
        return pour
    if material == "spark" or name in ("stars", "fireflies"):
        return twinkle
    if name in ("aurora",):
        return wave
    if material in ("cloud", "mist"):
        return drift
    if material in ("reflection", "ripple", "glitter", "foam", "glow") and name != "glow":
        return ripple if material != "glow" else None
    if element in AFLOAT or kind in VESSELS:
        return bob if material != "shadow" else None
    if element in FLYING or kind in CRAFT:
        return hover if material != "shadow" else None
    return None


def carried(canvas: Canvas, place: Place, phase: float) -> float:
    """Return how far (px, down) somebody has been moved by the boat that they are in."""
    if place.relation is None:
        return 0.0
    for other in canvas.layout.places:
        if other.name == place.relation[1] and other.kind in VESSELS:
            return sunk(canvas, other, phase)
    return 0.0
