"""Edges of a picture that nobody drew: smoothing that keeps them, and lines as a pen finds them."""

import numpy as np

from .colour import Colour, blank
from .raster import Field, resize, slopes, soft, step

WORK = 1000
"""The longer side, px, at which lines are looked for at most."""


def gauss(field: Field, sigma: float) -> Field:
    """Return a field blurred by a Gaussian of `sigma` px."""
    reach = max(1, int(np.ceil(2.6 * sigma)))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    made = np.asarray(field, np.float32)
    for axis in (0, 1):
        wide = [(reach, reach) if each == axis else (0, 0) for each in range(2)]
        padded = np.pad(made, wide, mode="edge")
        size = made.shape[axis]
        made = np.zeros_like(made)
        for place, weight in enumerate(weights.astype(np.float32)):
            part = slice(place, place + size)
            made += weight * (padded[part] if axis == 0 else padded[:, part])
    return made


def calmed(colours: Colour, reach: float, least: float) -> Colour:
    """Return colours (h, w, 3) smoothed over `reach` px where they change by less than `least`.

    A guided filter (He, Sun and Tang, 2010), each channel its own guide.
    """
    made = blank(*colours.shape[:2])
    for channel in range(3):
        own = colours[..., channel]
        mean = soft(own, reach)
        spread = np.maximum(soft(own * own, reach) - mean * mean, 0)
        part = spread / (spread + np.float32(least * least))
        made[..., channel] = soft(part, reach) * own + soft(mean * (1 - part), reach)
    return np.clip(made, 0, 1, out=made)


def pen_lines(value: Field) -> Field:
    """Return where a pen would draw the edges of a picture's brightness (h, w), 0..1.

    Differences of Gaussians at two widths, gathered along the edges (Kang, Lee and Chui, 2007), so
    that a line goes on where it is weak and what lies alone is no line.
    """
    height, width = value.shape
    scale = min(1.0, WORK / max(height, width))
    rows, columns = max(8, round(height * scale)), max(8, round(width * scale))
    small = resize(np.asarray(value, np.float32), rows, columns)
    unit = min(rows, columns)
    cos, sin = _along(small, max(1.2, unit / 200))
    found = np.zeros_like(small)
    for part, strength in ((1 / 640, 1.0), (1 / 260, 0.8)):
        sigma = max(0.7, unit * part)
        dark: Field = gauss(small, sigma * 1.6) - gauss(small, sigma)
        dark = _gathered(dark, cos, sin, max(3.0, sigma * 4))
        # A picture of little contrast is drawn as another, but its grain is not.
        full = float(np.clip(np.quantile(dark, 0.97), 0.014, 0.03))
        np.maximum(found, step(0.2 * full, full, dark) * strength, out=found)
    return np.clip(resize(found, height, width), 0, 1)


def _along(value: Field, sigma: float) -> tuple[Field, Field]:
    """Return the directions of edges as (cos, sin): the structure tensor's, over `sigma` px."""
    down, across = slopes(gauss(value, 0.8))
    xx, yy, xy = (gauss(each, sigma) for each in (across * across, down * down, across * down))
    angle = 0.5 * np.arctan2(2 * xy, xx - yy) + np.pi / 2
    return np.cos(angle), np.sin(angle)


def _gathered(field: Field, cos: Field, sin: Field, reach: float) -> Field:
    """Return the weighted mean of a field along the directions, `reach` px to either side."""
    height, width = field.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    flat = np.ascontiguousarray(field).ravel()
    total: Field = field.copy()
    weights = 1.0
    steps = max(2, round(reach / 1.5))
    for number in range(1, steps + 1):
        away = reach * number / steps
        weight = float(np.exp(-2 * (number / steps) ** 2))
        for side in (-away, away):
            row = np.clip(rows + np.rint(sin * side).astype(np.int32), 0, height - 1)
            column = np.clip(columns + np.rint(cos * side).astype(np.int32), 0, width - 1)
            total += np.float32(weight) * np.take(flat, row * width + column)
            weights += weight
    return total / np.float32(weights)
