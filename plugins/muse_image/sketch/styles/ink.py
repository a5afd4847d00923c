"""Ink wash (水墨): ink and water on rice paper; mist is bare paper, and little is said twice."""

import numpy as np

from ..draws import Rng
from ..paint.canvas import Canvas
from ..paint.colour import Colour, blank, luma, mix, rgb
from ..paint.layer import Layer
from ..paint.raster import Field, noise, soft, step
from ._figure import FIGURE, features

PALE = ("mist", "glow", "shadow", "rain")
BARE = {"wall": 0.55, "table": 0.8}
"""What stays nearly bare paper: how deep its wash is."""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in ink, with a seal."""
    height, width = canvas.height, canvas.width
    unit = canvas.layout.unit
    fields = {
        "bleed": noise(rng, height, width, unit * 0.018, octaves=5, gain=0.65),
        "flow": noise(rng, height, width, unit * 0.13, octaves=4, gain=0.6),
        "level": noise(rng, height, width, max(2.2, unit * 0.008), octaves=2, stretch=14),
        "dry": noise(rng, height, width, max(2.2, unit * 0.0042), octaves=2, gain=0.8, stretch=2.6),
        "hair": noise(
            rng, height, width, max(3.0, unit * 0.03), octaves=4, gain=0.75, stretch=0.22
        ),
    }
    ink = np.zeros((height, width), np.float32)
    tint = blank(height, width, np.zeros(3, np.float32))
    for layer in canvas.layers:
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        own = {name: field[part] for name, field in fields.items()}
        _brush(canvas, ink[part], tint[part], layer, own)
    # Wet ink creeps into the paper around it.
    ink = np.maximum(ink, soft(ink, unit * 0.005) * 0.86) * 0.55 + ink * 0.45
    sheet = _emerge(rng, height, width, unit)
    ink *= sheet
    tint *= sheet[..., None]
    fibre = noise(rng, height, width, max(2.0, unit * 0.004), octaves=2, stretch=5)
    paper = rgb("f3ecdb") * (1 + 0.012 * fibre + 0.012 * fields["flow"])[..., None]
    if canvas.air.night:
        # A night is painted on paper toned with a thin wash.
        paper = paper * rgb("b4b3b0")
    black = mix(rgb("20222b"), rgb("2b2620"), 0.4)
    cover = 1 - np.exp(-np.clip(ink, 0, 3) * (1 + 0.09 * fibre))
    picture = paper * (1 - cover[..., None]) + black * cover[..., None]
    picture = picture * np.exp(-np.clip(tint, 0, 2))
    _seal(picture, rng, unit, canvas)
    return np.clip(picture, 0, 1).astype(np.float32)


def _brush(canvas: Canvas, ink: Field, tint: Colour, layer: Layer, own: dict[str, Field]) -> None:
    """Lay one form in ink, in place: what it covers is bare paper first."""
    alpha, depth, unit = layer.alpha, layer.depth, canvas.layout.unit
    material = layer.material
    if material in PALE:
        ink *= 1 - 0.8 * alpha * (material in ("mist", "glow"))
        return
    if material == "sky":
        _sky(canvas, ink, own)
        return
    if material == "cloud":
        ink *= 1 - 0.85 * step(0.2, 0.8, alpha)
        ink += step(0.3, 0.9, alpha) * np.clip(0.5 - np.asarray(layer.light), 0, 1) * 0.55
        return
    if material in ("spark", "light", "glitter", "foam", "arc"):
        _bare(canvas, ink, tint, layer)
        return
    if material == "water":
        ink *= 1 - alpha * 0.985
        return
    if material == "ripple":
        ink += alpha * step(-0.2, 0.6, own["dry"]) * 0.3
        return
    if material == "reflection":
        # Water says little: a pale echo, strongest under the far bank, broken by level strokes.
        shade = 1 - luma(canvas.air.shade(layer)) if layer.glow < 1 else np.float32(0)
        away = (layer.y + np.arange(len(alpha), dtype=np.float32)[:, None]) - canvas.layout.horizon
        fade = np.exp(-np.clip(away / unit, 0, 9) * 7.0)
        level = 0.45 + 0.55 * step(-1.0, 1.2, own["level"])
        ink += alpha * np.clip(shade - 0.2, 0, 1) * 0.5 * fade * level
        return
    if material == "letters":
        # The brush has shaped them already.
        grey = 1 - luma(_albedo(layer))
        ink *= 1 - 0.95 * alpha
        tint *= 1 - alpha[..., None]
        ink += alpha * np.where(grey > 0.5, 2.2 * grey, 0) * (1 + 0.12 * own["flow"])
        _accent(canvas, tint, layer, alpha, 1.0)
        return
    ragged = step(0.3, 0.72, alpha + 0.14 * own["bleed"] * (alpha > 0.02) * (soft(alpha, 2) < 0.97))
    ink *= 1 - 0.97 * ragged
    tint *= 1 - ragged[..., None]
    light = np.broadcast_to(np.asarray(layer.light, np.float32), alpha.shape)
    rim = np.clip(alpha - soft(alpha, max(2.0, unit * 0.004)), 0, 1)
    if material == "photo":
        # Somebody's own picture has its tones already: dark washes, lights left bare.
        grey = 1 - luma(_albedo(layer))
        wash = 2.1 * np.clip(grey - 0.16, 0, 1) ** 1.5 * (1 + 0.16 * own["flow"])
        drawn = 0 if layer.lines is None else layer.lines * step(-1.6, 0.2, own["dry"])
        ink += ragged * (wash + 0.8 * drawn)
        _accent(canvas, tint, layer, ragged, 0.55)
    elif material in ("rock", "land"):
        ink += ragged * _land(layer, light, own, rim, unit)
    elif material in ("tree", "foliage"):
        dark = (
            (1.75 * (1 - depth) ** 1.6 + 0.16)
            * (0.5 + 0.75 * (1 - light))
            * (1 + 0.24 * own["flow"])
        )
        own_dark = 1.25 - 0.95 * luma(_albedo(layer))
        ink += (
            ragged * np.clip(dark, 0.05, 2.8) * own_dark * step(-2.3, 0.2, own["dry"] + 1.2 * depth)
        )
        _accent(canvas, tint, layer, ragged, 0.5)
    elif material == FIGURE and min(alpha.shape) > unit * 0.05:
        # A face is bare paper and a few lines; hair and cloth are washes.
        grey = 1 - luma(_albedo(layer)) * (0.72 + 0.28 * step(0.2, 0.75, light))
        wash = 1.9 * np.clip(grey - 0.3, 0, 1) ** 1.2 * (1 + 0.14 * own["flow"])
        drawn = features(layer, unit) * step(-1.9, 0.1, own["dry"])
        ink += ragged * (wash + 1.15 * drawn) * (1 - 0.6 * depth)
        ink += rim * 1.7 * (1 - 0.5 * depth) * step(-1.5, 0.2, own["dry"])
        _accent(canvas, tint, layer, ragged, 0.6)
    elif material in BARE:
        # What stands behind and below the subject is said by a thin wash and a few strokes.
        grey = 1 - luma(_albedo(layer)) * (0.45 + 0.55 * light)
        wash = np.clip(grey - 0.3, 0, 1) * BARE[material] * (1 + 0.2 * own["flow"])
        drawn = 0 if layer.lines is None else layer.lines * step(-0.6, 0.8, own["dry"])
        ink += ragged * (wash + 0.4 * drawn)
        _accent(canvas, tint, layer, ragged, 0.3)
    else:
        grey = 1 - luma(_albedo(layer)) * (0.45 + 0.55 * light)
        wash = np.clip(grey * 1.25 - 0.18, 0, 1.2) * (1 - 0.6 * depth)
        ink += ragged * wash + rim * 1.5 * (1 - 0.5 * depth) * step(-1.4, 0.3, own["dry"])
        _accent(canvas, tint, layer, ragged, 0.75)


def _albedo(layer: Layer) -> Colour:
    return layer.albedo if layer.albedo.ndim == 3 else layer.albedo[None, None]


def _sky(canvas: Canvas, ink: Field, own: dict[str, Field]) -> None:
    """Leave the sky bare by day, wash it at night and in bad weather, from the top down."""
    down = np.linspace(0, 1, len(ink), dtype=np.float32)[:, None]
    deep = {"night": 0.95, "dusk": 0.42, "sunset": 0.2}.get(canvas.scene.time, 0.1)
    if canvas.scene.weather in ("storm", "rain", "cloudy"):
        deep = max(deep, 0.5)
    horizon = canvas.layout.horizon / canvas.height
    ink += deep * np.clip(1.1 - down / horizon * 0.95, 0, 1) * (1 + 0.17 * own["flow"]) + 0.012


def _land(layer: Layer, light: Field, own: dict[str, Field], rim: Field, unit: float) -> Field:
    """Return ink for mountains and ground: dark crests, texture strokes, mist below."""
    high = len(layer.alpha)
    if layer.material == "rock":
        start = np.argmax(layer.alpha > 0.5, axis=0).astype(np.float32)
        below = (np.arange(high, dtype=np.float32)[:, None] - start[None]) / high
        fade = np.exp(-np.clip(below, 0, 1) * 2.1) * step(
            1.0, 0.5, np.linspace(0, 1, high)[:, None]
        )
        wash = (0.22 + 0.85 * np.clip(0.66 - light, 0, 1) ** 1.15) * (1.75 - 1.45 * layer.depth)
        white = np.clip(luma(_albedo(layer)) - 0.62, 0, 0.38) / 0.38
        wash = wash * (1 - 0.72 * white)
        strokes = (
            step(0.35, 1.25, own["hair"] + 1.6 * (0.5 - light)) * (1.1 - 0.85 * layer.depth) * 0.62
        )
        contour = rim * 2.6 * (1.25 - layer.depth) * step(-1.0, 0.5, own["dry"] + 0.5)
        ridge = (
            (layer.lines if layer.lines is not None else 0.0)
            * 1.1
            * (1.15 - layer.depth)
            * step(-0.7, 0.6, own["dry"])
        )
        return (
            wash * (1 + 0.3 * own["flow"]) + strokes * (1 - 0.4 * white) + ridge
        ) * fade + contour
    top = np.argmax(layer.alpha > 0.5, axis=0).astype(np.float32)
    below = (np.arange(high, dtype=np.float32)[:, None] - top[None]) / unit
    wash = 0.5 * np.exp(-np.clip(below, 0, 9) * 8.5) * (1.2 - layer.depth)
    texture = (
        step(1.0, 1.9, own["dry"] + (0.45 - light)) * 0.3 * np.exp(-np.clip(below, 0, 9) * 2.5)
    )
    return wash * (1 + 0.4 * own["flow"]) + texture + rim * 0.8 * step(-0.6, 0.8, own["dry"])


def _bare(canvas: Canvas, ink: Field, tint: Colour, layer: Layer) -> None:
    """Leave the paper bare for lights; a sun is a disc of vermilion."""
    dark = canvas.air.night or canvas.scene.weather in ("storm", "rain")
    ink *= 1 - layer.alpha * (0.97 if layer.material != "glitter" else 0.5)
    if layer.name == "sun" and layer.material == "light":
        tint += -np.log(rgb("c9452f")) * (layer.alpha * 0.92)[..., None]
    elif layer.material == "spark" and not dark and layer.name == "snow":
        ink += soft(layer.alpha, 2) * 0.16 * (layer.alpha < 0.5)
    elif layer.material in ("arc",):
        tint += -np.log(np.clip(layer.albedo, 0.2, 1)) * (layer.alpha * 0.35)[..., None]
    elif layer.material == "light" and layer.name not in ("moon", "crescent", "sun"):
        colour = np.clip(canvas.air.shade(layer), 0.2, 1)
        tint += -np.log(colour) * (layer.alpha * 0.9)[..., None]
    elif layer.material == "foam":
        ink += layer.alpha * 0.0


def _accent(canvas: Canvas, tint: Colour, layer: Layer, cover: Field, strength: float) -> None:
    """Add a little colour where a thing's own colour is strong: blossom, red leaves, a gate."""
    colour = _albedo(layer)
    chroma = colour.max(-1) - colour.min(-1)
    warm = np.clip((colour[..., 0] - np.maximum(colour[..., 1], 0.0)) * 2.2, 0, 1) * step(
        0.22, 0.5, chroma
    )
    amount = cover * warm * strength
    tint += -np.log(np.clip(colour, 0.12, 1)) * amount[..., None] * 0.8


def _emerge(rng: Rng, height: int, width: int, unit: float) -> Field:
    """Return how the picture comes out of the bare paper: 1 within, 0 at the edge."""
    across = np.minimum(np.arange(width), np.arange(width)[::-1]).astype(np.float32)[None] / unit
    down = (
        np.minimum(np.arange(height), np.arange(height)[::-1] * 0.8).astype(np.float32)[:, None]
        / unit
    )
    sway = 0.035 * noise(rng, height, width, unit * 0.2, octaves=4)
    return step(0.015, 0.11, across + sway) * step(0.012, 0.09, down + sway)


def _seal(picture: Colour, rng: Rng, unit: float, canvas: Canvas) -> None:
    """Press a red seal into a lower corner, away from the near bank."""
    side = max(8, int(unit * 0.046))
    cell = np.zeros((9, 9), np.float32)
    cell[0], cell[-1], cell[:, 0], cell[:, -1] = 1, 1, 1, 1
    for column in (2, 5):
        for row in (2, 4, 6):
            cell[row, column : column + 2] = rng.random() < 0.8
        cell[2:7, column + int(rng.integers(0, 2))] = 1
    mark = np.kron(1 - cell, np.ones((max(1, side // 9),) * 2, np.float32))
    mark[: len(mark) // 9], mark[-(len(mark) // 9) :] = 1, 1
    side = len(mark)
    x = int(canvas.width - unit * 0.1 - side) if canvas.layout.frame < 0 else int(unit * 0.1)
    y = int(canvas.height - unit * 0.1 - side)
    worn = step(-1.7, -0.6, noise(rng, side, side, max(2.0, side * 0.08), octaves=2))
    if y < 0 or x < 0 or x + side > canvas.width:
        return
    part = picture[y : y + side, x : x + side]
    part += (rgb("b5342a") - part) * (mark * worn * 0.9)[..., None]
