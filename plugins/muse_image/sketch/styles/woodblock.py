"""Woodblock print: a few flat inks for each form, a key block of dark lines, and bokashi.

Bokashi is the printer's gradient, wiped on the block by hand: the sky's dark band at its top, and
the deep blue that fades along the water.
"""

from dataclasses import replace

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, luma, mix, rgb, saturate
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft, step
from ._figure import FIGURE, few, thinned

PAPER = rgb("f2e8d0")
LINED = ("figure", "rock", "land", "tree", "foliage", "built", "flower", "bird", "cloud", "light")


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene as a print, with the margin of the sheet."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    grain = noise(rng, height, width, max(2.0, unit * 0.004), octaves=3, gain=0.7, stretch=34)
    mottle = noise(rng, height, width, max(2.0, unit * 0.006), octaves=2)
    print_ = blank(height, width, PAPER)
    key = np.zeros((height, width), np.float32)
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        _block(canvas, print_[part], key[part], layer, grain[part])
    shift = max(1, int(unit * 0.0012))
    key = np.roll(key, (shift, -shift), (0, 1))
    worn = step(-2.6, -1.0, mottle)
    ink = mix(rgb("1d2744"), canvas.air.tint(rgb("1d2744")), 0.4)
    print_ += (ink - print_) * (np.clip(key, 0, 1) * worn * 0.9)[..., None]
    print_ *= (1 + 0.018 * grain + 0.01 * mottle)[..., None]
    return np.clip(_margin(print_, rng, unit, mottle), 0, 1)


def _ink(colour: Colour) -> Colour:
    """Return a colour as a printer's ink on cream paper."""
    made = saturate(colour, 1.12)
    made *= np.float32(0.25) + np.float32(0.75) * PAPER
    made += np.float32(0.015)
    return np.clip(made, 0, 1, out=made)


def _block(canvas: Canvas, print_: Colour, key: Field, layer: Layer, grain: Field) -> None:
    """Print one form, in place: its flat inks, and its line on the key block."""
    unit, material = canvas.layout.unit, layer.material
    alpha = layer.alpha
    if material == "sky":
        print_[:] = _bokashi(canvas, *alpha.shape)
        return
    if material == "water":
        print_ += (_water(canvas, layer) - print_) * step(0.4, 0.6, alpha)[..., None]
        key *= 1 - alpha
        return
    if material in ("glow", "mist", "shadow"):
        soften = 0.75 if material == "mist" else 0.5
        print_ += (_ink(canvas.air.shade(layer)) - print_) * (alpha * soften)[..., None]
        if material == "mist":
            key *= 1 - alpha
        return
    if material == "arc":
        print_ += (_ink(canvas.air.shade(layer)) - print_) * (alpha * 0.8)[..., None]
        return
    hard = step(0.42, 0.58, soft(alpha, 2) if material == "cloud" else alpha)
    if material in ("ripple", "glitter", "foam", "rain"):
        hard = step(0.22, 0.3, alpha) * (0.85 if material != "rain" else 0.5)
    elif material == "spark":
        hard = step(0.3, 0.5, alpha)
    elif material == "reflection":
        hard = hard * 0.62 if layer.glow < 1 else step(0.2, 0.4, alpha) * 0.8
    print_ += (_flats(canvas, layer, hard) - print_) * hard[..., None]
    key *= 1 - hard
    if material == "photo" and layer.lines is not None:
        np.maximum(key, step(0.2, 0.6, layer.lines) * hard * 0.85, out=key)
    elif material in LINED and layer.depth < 0.97:
        wide = max(2.0, unit * 0.0042 * (1.15 - 0.6 * layer.depth))
        small = min(alpha.shape) < unit * 0.05
        line = np.clip(hard - step(0.5, 0.97, soft(hard, wide * (0.5 if small else 1))), 0, 1)
        if layer.lines is not None:
            lines = thinned(layer.lines, unit) if material == FIGURE else layer.lines
            line = np.maximum(line, step(0.2, 0.6, lines) * hard * 0.7)
        if material in ("cloud", "light", "foliage"):
            line = line * 0.55
        np.maximum(key, line * (1 - 0.55 * layer.depth), out=key)


def _flats(canvas: Canvas, layer: Layer, hard: Field) -> Colour:
    """Return a form in at most three flat inks, each the mean of what it stands for."""
    light = np.asarray(layer.light, np.float32)
    if light.ndim:
        light = (
            soft(light, max(1.0, canvas.layout.unit * 0.004)) if min(light.shape) > 40 else light
        )
    colour = canvas.air.shade(replace(layer, light=light))
    if colour.ndim == 1:
        return _ink(colour)
    colour = np.broadcast_to(colour, (*hard.shape, 3))
    if layer.material in ("spark",):
        return _ink(colour)
    if layer.material == FIGURE and layer.albedo.ndim == 3:
        # Each colour of a figure has a block of its own, and one more for what lies in shade.
        flat, _ = few(layer.albedo, hard, 18)
        shade = 0.3 + 0.3 * step(0.4, 0.44, light)
        return _ink(canvas.air.shade(replace(layer, albedo=flat, light=shade)))
    value = luma(colour)
    inside = np.flatnonzero(hard > 0.5)
    if not inside.size:
        return _ink(colour)
    inside = inside[:: 7 if inside.size > 700 else 1]
    low, high = np.quantile(np.take(value, inside), [0.34, 0.72])
    bins = (value > low).astype(np.uint8) + (value > high)
    chosen = np.take(bins, inside)
    many = np.maximum(np.bincount(chosen, minlength=3), 1)
    # Where a form has strong colours of its own (a red roof on white walls), they stay.
    rich = layer.material in ("built", "flower", "tree", "light", "foliage")
    made = blank(*hard.shape)
    for channel in range(3):
        own, out = colour[..., channel], made[..., channel]
        sums = np.bincount(chosen, np.take(own, inside), minlength=3)
        np.take((sums / many).astype(np.float32), bins, out=out, mode="clip")
        if rich:
            out *= np.float32(0.4)
            out += np.round(own * np.float32(7)) * np.float32(0.6 / 7)
    return _ink(made)


def _bokashi(canvas: Canvas, high: int, wide: int) -> Colour:
    """Return the sky: a dark band wiped in at the top, clear middle, warm above the horizon."""
    air, horizon = canvas.air, canvas.layout.horizon
    down = np.arange(high, dtype=np.float32)[:, None] / max(1.0, horizon)
    zenith, middle, low = (_ink(air.tint(c)) for c in (air.zenith, air.middle, air.horizon))
    base = mix(middle, PAPER, 0.1 if air.night else 0.42)
    colour = mix(np.broadcast_to(base, (high, 1, 3)), low, step(0.5, 1.0, down)[..., None][..., 0])
    colour = mix(colour, zenith * 0.86, step(0.3, 0.0, down))
    return np.broadcast_to(colour, (high, wide, 3))


def _water(canvas: Canvas, layer: Layer) -> Colour:
    """Return water: light at the far edge, deep ink wiped in towards the viewer."""
    air = canvas.air
    down = np.linspace(0, 1, len(layer.alpha), dtype=np.float32)[:, None]
    far = _ink(air.tint(mix(air.horizon, air.middle, 0.5)))
    deep = _ink(air.tint(mix(air.zenith, rgb("1f5a86") * (0.4 if air.night else 1.0), 0.5)))
    colour = mix(np.broadcast_to(far, (len(down), 1, 3)), deep, step(0.0, 0.95, down) * 0.9)
    return np.broadcast_to(colour, (*layer.alpha.shape, 3))


def _margin(print_: Colour, rng: Rng, unit: float, mottle: Field) -> Colour:
    """Return the print on its sheet: a cream margin, a thin frame line and a red cartouche."""
    height, width = print_.shape[:2]
    rim = max(2, int(unit * 0.03))
    sheet = np.ones_like(print_) * PAPER * (1 + 0.012 * mottle)[..., None]
    inner = (slice(rim, height - rim), slice(rim, width - rim))
    thick = max(1, int(unit * 0.0026))
    frame = (slice(rim - thick, height - rim + thick), slice(rim - thick, width - rim + thick))
    sheet[frame] = rgb("2a2d3f")
    sheet[inner] = print_[inner]
    high, wide = int(unit * 0.115), int(unit * 0.034)
    x = rim + int(unit * 0.025) if rng.random() < 0.5 else width - rim - int(unit * 0.025) - wide
    y = rim + int(unit * 0.025)
    if min(high, wide) > 6 and y + high < height * 0.5:
        box = sheet[y : y + high, x : x + wide]
        box[:] = mix(box, rgb("c3402f"), 0.94)
        inset = max(1, wide // 9)
        rows = np.arange(high - 4 * inset)
        for stroke in range(4):
            top = y + 2 * inset + int(stroke * len(rows) / 4)
            tall = max(1, int(len(rows) / 4 * 0.7))
            glyph = sheet[top : top + tall, x + 2 * inset : x + wide - 2 * inset]
            marks = noise(rng, glyph.shape[0], glyph.shape[1], max(2.0, wide * 0.22), octaves=1)
            glyph[:] = mix(
                glyph, PAPER, step(0.15, 0.4, np.abs(marks)) * 0.0 + step(0.35, 0.55, marks)
            )
    return sheet
