"""Watercolour: transparent washes on white paper, from the sky forward, light left unpainted.

Colour is kept as optical density, so that one wash over another darkens it as glazes do. What
stands in front is spared from the washes behind it, but for a little, as a careful painter does.
"""

from dataclasses import replace

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, line, noise, soft, step
from ._flow import outlined

WET = ("sky", "cloud", "mist", "glow", "reflection", "shadow", "wall")


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in watercolour, with the rim of the paper left white."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    grain = noise(rng, height, width, max(2.0, unit * 0.0045), octaves=2, gain=0.7)
    wobble = noise(rng, height, width, unit * 0.02, octaves=4, gain=0.6)
    flow = noise(rng, height, width, unit * 0.16, octaves=4, gain=0.6)
    blooms = _blooms(rng, height, width, unit)
    density = blank(height, width, np.zeros(3, np.float32))
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        _wash(canvas, density[part], layer, wobble[part], flow[part] + blooms[part], grain[part])
    sheet = _rim(rng, height, width, unit)[..., None]
    density *= sheet * (1 + 0.045 * grain[..., None])
    paper = rgb("fbf8f0") * (1 + 0.011 * grain[..., None])
    return np.clip(paper * np.exp(-density), 0, 1)


def _wash(
    canvas: Canvas, density: Colour, layer: Layer, wobble: Field, flow: Field, grain: Field
) -> None:
    """Lay one form as a wash, in place: spare it from what is behind, then let pigment flow."""
    unit = canvas.layout.unit
    alpha = layer.alpha
    wet = layer.material in WET
    if layer.material in ("light", "spark", "glitter", "foam", "ripple", "rain", "arc"):
        _lift(canvas, density, layer)
        return
    if layer.material in ("mist", "glow"):
        density *= 1 - 0.72 * alpha[..., None]
        density += -np.log(np.clip(_pale(canvas.air.shade(layer)), 0.05, 1)) * (
            0.6 * alpha[..., None]
        )
        return
    if not wet and min(alpha.shape) > 12:
        alpha = step(
            0.3,
            0.7,
            alpha + 0.16 * wobble * step(0.02, 0.2, alpha) * step(0.98, 0.8, soft(alpha, 2)),
        )
    light = np.asarray(layer.light, np.float32)
    if light.ndim and not wet:
        # Two or three glazes: each covers what is darker than it, with a wandering edge.
        skin = layer.material == "figure"
        tone = light + (0.012 if skin else 0.05) * wobble
        light = (
            0.16
            + 0.3 * step(0.3, 0.38, tone)
            + 0.24 * step(0.5, 0.57, tone)
            + 0.3 * step(0.7, 0.78, tone)
        )
        glazed = 0.4 - 0.28 * layer.kept if skin else 0.72
        light = glazed * light + (1 - glazed) * np.asarray(layer.light)
    colour = _pale(canvas.air.shade(replace(layer, light=light)))
    pigment = -np.log(np.clip(colour, 0.035, 1))
    strength = 1 + (0.14 - 0.12 * layer.kept) * flow + 0.035 * grain
    if not wet:
        rim = np.clip(alpha - soft(alpha, max(2.0, unit * 0.006)), 0, 1)
        strength = strength + 1.15 * outlined(layer) * rim
        if layer.material in ("rock", "land"):
            fall = np.linspace(1.08, 0.72, len(alpha), dtype=np.float32)[:, None]
            strength = strength * fall
    if layer.material == "cloud":
        density *= 1 - 0.9 * alpha[..., None]
        pigment = pigment * 0.75
    elif layer.material != "shadow":
        # Around the hero of a book the paper stays white, so that no night shines through.
        density *= 1 - (0.94 + 0.06 * layer.kept) * alpha[..., None]
    amount = alpha * np.clip(strength, 0.25, 2.4)
    if layer.material == "shadow":
        amount = amount * 0.5
    density += pigment * amount[..., None]


def _pale(colour: Colour) -> Colour:
    """Return a colour as thin paint shows it: lighter, and clearer in its chroma."""
    grey = colour.mean(-1, keepdims=True)
    # 1 - 0.9 * (1 - (grey + 1.28 * (colour - grey)))
    made = colour * np.float32(1.152)
    made += np.float32(0.1) - np.float32(0.252) * grey
    return np.clip(made, 0.02, 1, out=made)


def _lift(canvas: Canvas, density: Colour, layer: Layer) -> None:
    """Leave the paper white for a light, then tint it."""
    alpha = layer.alpha[..., None]
    colour = np.clip(_pale(canvas.air.shade(layer)), 0.1, 1)
    density *= 1 - 0.95 * alpha
    density += -np.log(colour) * alpha * 0.9


def _blooms(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return back-runs: rings where wet paint ran into damp paint, mostly faint."""
    field = np.zeros((height, width), np.float32)
    sway = noise(rng, height, width, unit * 0.07, octaves=5, gain=0.65)
    for _ in range(4):
        x, y, size = (
            rng.random() * width,
            rng.random() * height * 0.6,
            unit * float(rng.uniform(0.07, 0.17)),
        )
        away = np.sqrt(
            (np.arange(width, dtype=np.float32)[None] - x) ** 2
            + (np.arange(height, dtype=np.float32)[:, None] - y) ** 2
        )
        ring = away / size + 0.22 * sway
        field += 0.9 * np.exp(-(((ring - 1) / 0.05) ** 2)) * (ring < 1.06) - 0.8 * step(
            1.0, 0.5, ring
        )
    return field


def _rim(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return 1 where the paper is painted and 0 on its rim, whose edge the brush drew by hand."""
    margin = unit * 0.032
    across, down = (
        np.arange(width, dtype=np.float32)[None],
        np.arange(height, dtype=np.float32)[:, None],
    )

    def edge(length: int) -> Field:
        broad = line(rng, length, unit * 0.35, octaves=2) * unit * 0.0022
        return margin + broad + line(rng, length, unit * 0.03, octaves=4, gain=0.6) * unit * 0.0012

    soften = max(1.0, unit * 0.0016)
    left, right = edge(height)[:, None], edge(height)[:, None]
    top, bottom = edge(width)[None], edge(width)[None]
    inside = np.clip((across - left) / soften, 0, 1) * np.clip(
        (width - across - right) / soften, 0, 1
    )
    inside = (
        inside
        * np.clip((down - top) / soften, 0, 1)
        * np.clip((height - down - bottom) / soften, 0, 1)
    )
    dark = 1 + 0.35 * np.clip(inside - soft(inside, max(2.0, unit * 0.006)), 0, 1)
    return inside * dark
