"""Ways of moving the layers of a scene: clouds drift, water ripples, boats bob, flags wave.

Each goes by whole turns, and leaves a layer where it was painted at phase 0.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from ..paint.canvas import Canvas
from ..paint.layer import Layer
from ..paint.raster import Field
from ..scene.plan import Place

TURN = 2 * np.pi
VESSELS = ("boat", "canoe", "gondola", "raft", "sailing_boat")
"""Kinds of vehicles that float."""


def place_of(canvas: Canvas, layer: Layer) -> Place | None:
    """Return whose layer it is."""
    known = 0 <= layer.owner < len(canvas.layout.places)
    return canvas.layout.places[layer.owner] if known else None


def sunk(canvas: Canvas, vessel: Place, phase: float) -> float:
    """Return how far a vessel has sunk (px)."""
    seed = (vessel.x * 0.0137 + vessel.y * 0.0291) % 1
    return min(0.03 * vessel.size, canvas.layout.unit * 0.005) * float(_turns(phase, seed))


def _turns(phase: float, at: Field | float, times: int = 1) -> Field:
    """Return sin of a phase that differs from place to place (`at`, turns), 0 at phase 0."""
    where = np.asarray(at, np.float32)
    swing = np.sin(TURN * (times * phase + where)) - np.sin(TURN * where)
    return np.asarray(swing, np.float32)


def _seed(layer: Layer) -> float:
    """Return a number 0..1 that differs from thing to thing, and stays from frame to frame."""
    return (layer.x * 0.0137 + layer.y * 0.0291 + layer.alpha.shape[1] * 0.0071) % 1


def drift(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Drift sideways, one copy fading out where it ends as the next fades in where it began."""
    far = canvas.layout.unit * (0.06 if layer.material == "cloud" else 0.1)
    way = -np.sign(canvas.layout.light[0]) or 1.0
    first, second = phase * far * way, (phase - 1) * far * way
    made: dict[str, Any] = {}
    for name in ("alpha", "albedo", "light", "lines", "angle"):
        value = getattr(layer, name)
        if not isinstance(value, np.ndarray) or value.ndim < 2:
            continue
        made[name] = (
            _sideways(value, first) * np.float32(1 - phase)
            + _sideways(value, second) * np.float32(phase)
        ).astype(np.float32)
    # Where two copies cross, the sum of their covers is thinner than either: it is evened out.
    lost = 1 - (phase**2 + (1 - phase) ** 2)
    made["alpha"] = np.clip(made["alpha"] * np.float32(1 + 0.35 * lost), 0, 1)
    return replace(layer, **made)


def _sideways(field: Field, px: float) -> Field:
    """Return a field moved to the right by `px`, mirrored at its edges."""
    whole = int(np.floor(px))
    part = np.float32(px - whole)
    width = field.shape[1]
    index = np.abs(np.arange(width) - whole)
    index = np.minimum(index, 2 * (width - 1) - index).clip(0, width - 1)
    before = np.abs(np.arange(width) - whole - 1)
    before = np.minimum(before, 2 * (width - 1) - before).clip(0, width - 1)
    return field[:, index] * (1 - part) + field[:, before] * part


def ripple(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Sway the rows of what lies on the water, the nearer the wider."""
    unit, horizon = canvas.layout.unit, canvas.layout.horizon
    rows = layer.y + np.arange(layer.alpha.shape[0], dtype=np.float32)
    near = np.clip((rows - horizon) / max(1.0, canvas.height - horizon), 0, 1)
    reach = unit * (0.0015 + 0.007 * near)
    if layer.material == "reflection":
        reach = reach * 0.45
    waves = np.sqrt(near + 0.01) * 26
    shift = reach * (_turns(phase, waves) + 0.5 * _turns(phase, waves * 2.3 + 0.3, 2))
    made = replace(layer, **_rows(layer, shift))
    if layer.material in ("glitter", "ripple", "foam"):
        columns = np.arange(layer.alpha.shape[1], dtype=np.float32)[None] / unit * 9
        shimmer = 1 + 0.3 * _turns(phase, columns + waves[:, None] * 1.7)
        made = replace(made, alpha=np.clip(made.alpha * shimmer, 0, 1).astype(np.float32))
    return made


def _rows(layer: Layer, shift: Field) -> dict[str, Any]:
    """Return the layer's fields with each row moved sideways by its own `shift` (px)."""
    height, width = layer.alpha.shape
    at = np.arange(width, dtype=np.float32)[None] - shift[:, None]
    at = np.clip(at, 0, width - 1.001)
    left = at.astype(np.int32)
    part = at - left
    row = np.arange(height)[:, None]
    right = np.minimum(left + 1, width - 1)
    made: dict[str, Any] = {}
    for name in ("alpha", "albedo", "light"):
        value = getattr(layer, name)
        if isinstance(value, np.ndarray) and value.ndim >= 2:
            weight = part if value.ndim == 2 else part[..., None]
            made[name] = value[row, left] * (1 - weight) + value[row, right] * weight
    return made


def twinkle(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let points of light swell and fade, each in its own time."""
    height, width = layer.alpha.shape
    cell = max(3, int(canvas.layout.unit * 0.02))
    rows = (layer.y + np.arange(height)) // cell
    columns = (layer.x + np.arange(width)) // cell
    own = ((rows[:, None] * 73_856_093) ^ (columns[None] * 19_349_663)) % 997 / np.float32(997)
    times = 1 + ((rows[:, None] * 31 + columns[None] * 17) % 2)
    swing = np.where(times == 1, _turns(phase, own), _turns(phase, own, 2))
    depth = 0.55 if layer.name == "fireflies" else 0.32
    alpha = np.clip(layer.alpha * (1 + depth * swing), 0, 1)
    return replace(layer, alpha=alpha.astype(np.float32))


def flicker(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let fire lean and lap, and its glow breathe."""
    seed = _seed(layer)
    breath = 1 + 0.1 * float(_turns(phase, seed, 2) + 0.6 * _turns(phase, seed * 3, 5))
    layer = replace(layer, alpha=np.clip(layer.alpha * np.float32(breath), 0, 1))
    if layer.material == "glow" or layer.alpha.shape[0] < 4:
        return layer
    lit = np.flatnonzero(layer.alpha.max(1) > 0.05)
    if not lit.size:
        return layer
    rows = np.arange(layer.alpha.shape[0], dtype=np.float32)
    up = np.clip((lit[-1] - rows) / max(1, lit[-1] - lit[0]), 0, 1).astype(np.float32)
    reach = layer.alpha.shape[1] * 0.05 * up
    return replace(layer, **_rows(layer, reach * _turns(phase, up * 1.5 + seed, 3)))


def wave(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let curtains of light sway, and brighten here and there."""
    height, width = layer.alpha.shape
    across = np.linspace(0, 3, width, dtype=np.float32)
    bright = 1 + 0.22 * _turns(phase, across)[None]
    down = np.linspace(0, 1, height, dtype=np.float32)
    shift = canvas.layout.unit * 0.012 * _turns(phase, down * 0.8)
    made = replace(layer, **_rows(layer, shift))
    return replace(made, alpha=np.clip(made.alpha * bright, 0, 1).astype(np.float32))


def fall(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let flakes fall through the picture once, and sway as they do."""
    return _cycled(canvas, layer, phase, times=1, sway=canvas.layout.unit * 0.012)


def pour(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let rain or falling water run down its own height, several times."""
    times = 3 if layer.material == "rain" else 1
    return _cycled(canvas, layer, phase, times=times, sway=0.0)


def _cycled(canvas: Canvas, layer: Layer, phase: float, times: int, sway: float) -> Layer:
    """Move what is in a layer down by its height, from the bottom back to the top."""
    height = layer.alpha.shape[0]
    drop = round(height * times * phase) % height
    side = float(_turns(phase, _seed(layer))) * sway
    if layer.name == "waterfall":
        # Its shape stays: only the light on it runs down.
        names = [n for n in ("light",) if np.ndim(getattr(layer, n)) == 2]
        return replace(layer, **{n: np.roll(getattr(layer, n), drop, 0) for n in names})
    alpha = np.roll(layer.alpha, drop, axis=0)
    return replace(layer, alpha=_sideways(alpha, side).astype(np.float32) if sway else alpha)


def bob(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let what floats rise and sink a little."""
    place = place_of(canvas, layer)
    if place is not None and place.kind in VESSELS:
        return lifted(layer, sunk(canvas, place, phase))
    size = layer.alpha.shape[0]
    rise = min(0.03 * size, canvas.layout.unit * 0.005) * float(_turns(phase, _seed(layer)))
    return lifted(layer, rise)


def flutter(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let a flag wave: what is farther from its pole goes farther up and down."""
    place = place_of(canvas, layer)
    pole = place.x if place is not None else layer.x
    columns = (
        layer.x + np.arange(layer.alpha.shape[1], dtype=np.float32) - pole
    ) / layer.alpha.shape[0]
    away = np.clip(np.abs(columns) - 0.04, 0, None)
    shift = layer.alpha.shape[0] * 0.09 * away * _turns(phase, -1.6 * np.abs(columns))
    turned = replace(layer, **{k: np.swapaxes(v, 0, 1) for k, v in _fields(layer).items()})
    made = _rows(turned, np.asarray(shift, np.float32))
    return replace(layer, **{k: np.swapaxes(v, 0, 1) for k, v in made.items()})


def _fields(layer: Layer) -> dict[str, Any]:
    """Return the fields of a layer that differ from place to place."""
    names = ("alpha", "albedo", "light")
    return {n: v for n in names if isinstance(v := getattr(layer, n), np.ndarray) and v.ndim >= 2}


def hover(canvas: Canvas, layer: Layer, phase: float) -> Layer:
    """Let what flies go round a small way of its own."""
    seed, reach = _seed(layer), canvas.layout.unit * 0.012
    rise = reach * float(_turns(phase, seed))
    side = 1.4 * reach * float(_turns(phase, seed + 0.25))
    made = lifted(layer, rise)
    return replace(made, x=made.x + round(side))


def lifted(layer: Layer, px: float) -> Layer:
    """Return the layer moved down by `px`: whole ones by its place, the rest by a mean."""
    whole = int(np.floor(px))
    part = np.float32(px - whole)
    made: dict[str, Any] = {"y": layer.y + whole}
    for name, value in _fields(layer).items():
        above = np.concatenate([value[:1] * (name != "alpha"), value[:-1]])
        made[name] = (value * (1 - part) + above * part).astype(np.float32)
    return replace(layer, **made)
