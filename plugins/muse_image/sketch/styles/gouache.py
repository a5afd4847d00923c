"""Gouache: opaque, matt paint in clear steps of light, with dry edges where the brush ran out."""

from dataclasses import replace

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, saturate
from ..paint.raster import Field, noise, step

SOFT = ("glow", "mist", "shadow", "spark", "light", "arc", "rain")


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in gouache."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    drag = noise(rng, height, width, max(2.2, unit * 0.006), octaves=3, gain=0.75, stretch=5)
    grain = noise(rng, height, width, max(2.0, unit * 0.0034), octaves=2, gain=0.8)
    broad = noise(rng, height, width, unit * 0.1, octaves=3, stretch=2)
    picture = blank(height, width)
    picture[:] = 0
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        own_drag, own_grain = drag[part], grain[part]
        alpha = layer.alpha
        if layer.material in SOFT or layer.material == "sky":
            colour = canvas.air.lit(layer)
        else:
            light = np.asarray(layer.light, np.float32)
            lit: Field | float = light
            if light.ndim:
                rough = 0.014 if layer.material == "figure" else 0.055
                tone = light + rough * own_drag + rough * 0.36 * own_grain
                lit = 0.14 + sum(
                    0.2 * step(at, at + 0.035, tone) for at in (0.26, 0.42, 0.58, 0.74)
                )
                if layer.material == "figure":
                    lit = 0.45 * lit + 0.55 * np.clip(1.2 * light - 0.06, 0, 1)
            colour = canvas.air.lit(replace(layer, light=lit))
            if layer.material not in ("reflection", "water", "ripple", "glitter"):
                alpha = step(0.36, 0.66, alpha + 0.1 * own_drag * (alpha < 0.98))
        picture[part] += (colour - picture[part]) * alpha[..., None]
    picture = saturate(canvas.tinted(picture), 1.1)
    picture *= (1 + 0.016 * drag + 0.012 * grain + 0.012 * broad)[..., None]
    return np.clip(picture * 0.97 + 0.018, 0, 1).astype(np.float32)
