"""Things of every day, indoors and out: one of the forms of things/."""

import math

import numpy as np
from PIL import Image

from ..catalogue import Spec
from ..draws import fork
from ..paint.canvas import Canvas
from ..paint.layer import Layer
from ..paint.model import Model
from ..paint.raster import Field, soft
from ..scene.plan import Place
from .things import forms

SPEC = Spec("land", order=50, height=0.2)
FORMS = forms()
SHADE = np.array([0.17, 0.14, 0.15], np.float32)
OVERCAST = ("rain", "fog", "storm", "cloudy", "snow")
INDOORS = ("tabletop", "room")
UNSHADED = ("arched_bridge", "ship_deck")
"""Kinds below which is no ground that a shadow falls on."""


def paint(canvas: Canvas, place: Place) -> None:
    """Add one thing with the shadow that it casts."""
    found, rng = FORMS[place.kind], fork(place.rng)
    size = max(place.size, 6.0)
    model = Model(
        canvas, place.x, place.y, size, place.way or 1, wide=found.wide * 1.15,
        tall=found.reach[0], deep=found.reach[1],
    )  # fmt: skip
    found.draw(model, place, rng)
    layers = model.layers(place.name, found.material, depth=place.depth * 0.4)
    if layers and not found.hangs and place.kind not in UNSHADED:
        shadow(canvas, layers[0], place.y, size, place.depth)
    canvas.add(layers)


def shadow(canvas: Canvas, layer: Layer, foot: float, size: float, depth: float) -> None:
    """Add the shadow of a thing on what it stands on: its own outline, laid down, and its foot.

    It falls away from the light, softer the farther it is from the thing.
    """
    light = canvas.layout.light
    inside = any(place.element in INDOORS for place in canvas.layout.places)
    if size < 5:
        return
    away = -float(np.sign(light[0]) or 1)
    few = max(1, int(size / 90))
    alpha = layer.alpha[::few, ::few]
    high, wide = alpha.shape
    base = (foot - layer.y) / few
    reach = 0.75 if inside or canvas.scene.weather not in OVERCAST else 0.2
    # The contact: what stands on the ground is as wide as the lowest part of the outline.
    first = int(min(max(0, base - 0.16 * size / few), high - 1))
    low = alpha[first:].max(0)
    seen = np.flatnonzero(low > 0.4)
    if not seen.size:
        return
    left, right = float(seen[0]), float(seen[-1])
    half = max((right - left) / 2, 1.0)
    pad = int(high * reach + half) + 4
    canvas_wide, canvas_high = wide + 2 * pad, int(high * 0.3 + half * 0.9) + 12
    at = canvas_high - 6 - half * 0.42
    # A spot (x, y) of the shadow is cast by what stands `up` above the foot.
    squash = 0.26
    data = (1.0, away * reach / squash, -pad - away * reach * at / squash,
            0.0, 1 / squash, base - at / squash)  # fmt: skip
    picture = Image.fromarray(np.ascontiguousarray(alpha, np.float32))
    cast = np.asarray(
        picture.transform((canvas_wide, canvas_high), Image.Transform.AFFINE, data,
                          Image.Resampling.BILINEAR), np.float32,
    )  # fmt: skip
    up = np.clip((at - np.arange(canvas_high, dtype=np.float32)[:, None]) / (squash * high), 0, 1)
    cast = np.where(up > 0, cast, 0) * (0.84 - 0.44 * up)
    blur = max(1.0, size / few * 0.035)
    cast = 0.55 * soft(cast, blur) + 0.45 * soft(cast, blur * 2.6)
    x = (np.arange(canvas_wide, dtype=np.float32)[None] - pad - (left + right) / 2) / half
    y = (np.arange(canvas_high, dtype=np.float32)[:, None] - at) / min(half * 0.4, high * 0.3)
    under = np.clip(1.45 - np.hypot(x - away * 0.12, y + 0.7), 0, 0.9) ** 1.2 * 0.74
    spot = np.maximum(cast, under)
    _lay(canvas, spot, layer.x - pad * few, foot - at * few, few, depth)


def _lay(canvas: Canvas, spot: Field, x: float, y: float, few: int, depth: float) -> None:
    """Add a shadow, scaled up again, where the ground is: not above the far edge of a table."""
    if few > 1:
        high, wide = spot.shape
        made = Image.fromarray(spot).resize((wide * few, high * few), Image.Resampling.BICUBIC)
        spot = np.clip(np.asarray(made, np.float32), 0, 1)
    top = math.floor(y)
    for place in canvas.layout.places:
        if place.element == "tabletop" and place.kind != "plain" and top < place.y:
            spot = spot[max(0, int(place.y) - top) :]
            top = max(top, int(place.y))
    if spot.size:
        canvas.add(
            Layer("shadow", "shadow", int(x), top, np.ascontiguousarray(spot), SHADE, 0.3, 0.0,
                  depth * 0.4, 0.0, 0.2, counted=False)
        )  # fmt: skip
