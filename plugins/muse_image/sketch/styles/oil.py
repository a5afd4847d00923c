"""Oil: strokes that follow the form, from a coarse brush to a fine one, thick paint on canvas."""

import numpy as np

from ..draws import Rng, fork
from ..paint.canvas import Canvas
from ..paint.colour import Colour, luma, rgb
from ..paint.raster import Field, noise, resize, slopes, soft
from ..paint.strokes import MARKS, brush, lay
from ._figure import glaze
from ._flat import forms, visible

BRUSHES = (
    (0.042, 0.0, 2.8),
    (0.021, 0.05, 3.2),
    (0.0105, 0.06, 3.2),
    (0.0054, 0.085, 3.0),
    (0.003, 0.08, 2.8),
)
"""Width of each brush (part of the picture's unit), error that calls for it, length by width.

Fine work alone takes the last.
"""


def paint(canvas: Canvas, rng: Rng) -> Colour:
    """Return the scene in oil."""
    seen, angle, detail = forms(canvas)
    angle = _follow(seen, angle)
    height, width = seen.shape[:2]
    unit = canvas.layout.unit
    work = np.moveaxis(np.zeros((height, width, 4), np.float32), -1, 0)
    ground = canvas.air.tint(rgb("8a6a4c") * (0.45 if canvas.air.night else 0.9))
    work[:3] = ground[:, None, None]
    brushes = BRUSHES[: 5 if canvas.detail > 1.2 else 4]
    for level, (part, error, length) in enumerate(brushes):
        if level == 0 or unit * part > 1.7:
            wide = max(2.2, unit * part)
            _pass(work, seen, angle, detail, rng, wide, error, length, level, canvas.detail**0.5)
    _features(canvas, work, seen, angle, detail, rng)
    _lights(canvas, work)
    return _finish(canvas, work, rng)


def _follow(seen: Colour, angle: Field) -> Field:
    """Return stroke directions: along the form, and along edges where these are strong."""
    height, width = angle.shape
    small = (max(4, height // 3), max(4, width // 3))
    value = soft(resize(luma(seen), *small), 2)
    gy, gx = slopes(value)
    a, b, c = (soft(f, 4) for f in (gx * gx - gy * gy, 2 * gx * gy, gx * gx + gy * gy))
    strong = np.clip(np.sqrt(a * a + b * b) / (c + 1e-6), 0, 1) * np.clip(c * 3000, 0, 1)
    norm = np.sqrt(a * a + b * b) + 1e-9
    form = resize(angle, *small)
    cos = np.cos(2 * form) * (1 - strong) - a / norm * strong
    sin = np.sin(2 * form) * (1 - strong) - b / norm * strong
    return resize(np.arctan2(sin, cos) / 2, height, width, 0)


def _pass(
    work: Field, seen: Colour, angle: Field, detail: Field, rng: Rng, wide: float, error: float,
    length: float, level: int, dense: float,
) -> None:  # fmt: skip
    """Lay the strokes of one brush where the picture still differs from what is seen."""
    height, width = angle.shape
    gap = max(1.5, wide * (0.66 if level == 0 else 0.9) / min(dense, 1.0))
    target = [soft(seen[..., i], wide * 0.22) for i in range(3)]
    rows, columns = int(height / gap) + 1, int(width / gap) + 1
    # All draws come before the choice of strokes: in an animation each stays where it is.
    rng = fork(rng)
    count = rows * columns
    ys = (np.arange(rows)[:, None] + rng.random((rows, columns))) * gap
    xs = (np.arange(columns)[None] + rng.random((rows, columns))) * gap
    ys, xs = ys.ravel(), xs.ravel()
    patience, turn, which = rng.random(count), rng.random(count), rng.integers(MARKS, size=count)
    tones = rng.standard_normal((count, 5), np.float32)
    body = rng.random(count)
    marks = brush(rng, wide * length, wide)
    at = np.arange(count)
    iy = np.clip(ys.astype(np.int64), 0, height - 1)
    ix = np.clip(xs.astype(np.int64), 0, width - 1)
    if error:
        off = sum(np.abs(work[i] - target[i]) for i in range(3))
        local = soft(off, max(1.0, wide * 0.5))
        need = local[iy, ix] * (0.45 + 1.1 * detail[iy, ix])
        at = np.flatnonzero(need > error * (0.75 + 0.5 * patience))
    at = at[np.argsort(turn[at], kind="stable")]
    ys, xs, iy, ix, tones = ys[at], xs[at], iy[at], ix[at], tones[at]
    paints = np.empty((len(ys), 4), np.float32)
    for i in range(3):
        paints[:, i] = target[i][iy, ix]
    bright = luma(paints[:, :3])[:, None]
    jitter = 0.028 * (1.0, 0.9, 0.7, 0.4, 0.3)[level]
    paints[:, :3] += tones[:, :1] * jitter * (0.35 + bright)
    paints[:, :3] += tones[:, 1:4] * jitter * 0.75 * (0.3 + bright)
    paints[:, 3] = 0.5 + 0.2 * body[at]
    turns = angle[iy, ix] + 0.14 * tones[:, 4]
    lay(work, marks, xs, ys, turns, paints, which[at], 0.03 if level < 2 else 0.018)


def _features(
    canvas: Canvas, work: Field, seen: Colour, angle: Field, detail: Field, rng: Rng
) -> None:
    """Work over figures with the finest brush, in place, and glaze what is smallest in them."""
    rng = fork(rng)
    unit = canvas.layout.unit
    for number, layer in enumerate(canvas.layers):
        if layer.material != "figure" or layer.depth > 0.3 or min(layer.alpha.shape) < 24:
            continue
        left, top, right, bottom = layer.box
        part = (slice(top, bottom), slice(left, right))
        own = np.ascontiguousarray(work[:, top:bottom, left:right])
        wide, error, length = BRUSHES[4]
        _pass(own, seen[part], angle[part], detail[part] * visible(canvas, number), rng,
              max(2.0, unit * wide), error * 0.7, length, 4, 1.0)  # fmt: skip
        work[:, top:bottom, left:right] = own
    glaze(canvas, np.moveaxis(work[:3], 0, -1), seen, 0.72)


def _finish(canvas: Canvas, work: Field, rng: Rng) -> Colour:
    """Return the paint as light falls on it: ridges of paint, and the weave of the canvas."""
    _, height, width = work.shape
    unit = canvas.layout.unit
    body = work[3]
    relief = np.zeros((height, width), np.float32)
    relief[1:, 1:] = body[1:, 1:] - body[:-1, :-1]
    pitch = max(2.6, unit / 280)
    weave = (
        np.sin(np.arange(width, dtype=np.float32) * 2 * np.pi / pitch)[None]
        * np.sin(np.arange(height, dtype=np.float32) * 2 * np.pi / pitch)[:, None]
    )
    uneven = noise(rng, height, width, pitch * 5, octaves=3)
    shine = 1 + np.clip(relief * 0.2, -0.075, 0.09) + 0.012 * weave * (1 + 0.5 * uneven)
    return np.clip(np.moveaxis(work[:3] * shine, 0, -1), 0, 1)


def _lights(canvas: Canvas, work: Field) -> None:
    """Set the lights last, as dabs of thick bright paint: moon, stars, lamps, sparks."""
    for number, layer in enumerate(canvas.layers):
        if layer.material not in ("spark", "light", "letters"):
            continue
        left, top, right, bottom = layer.box
        part = work[:3, top:bottom, left:right]
        colour = np.broadcast_to(canvas.air.shade(layer), (*layer.alpha.shape, 3))
        part += (np.moveaxis(colour, -1, 0) - part) * (visible(canvas, number) * np.float32(0.85))
