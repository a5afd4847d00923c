"""Fields of numbers over a picture: noise, blur, resizing, sampling; float32 arrays (h, w)."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..draws import Rng

Field: TypeAlias = NDArray[np.floating[Any]]


def resize(field: Field, height: int, width: int, how: int = Image.Resampling.BICUBIC) -> Field:
    """Return a field resampled to (height, width)."""
    if field.shape == (height, width):
        return field
    picture = Image.fromarray(np.ascontiguousarray(field, np.float32))
    return np.asarray(picture.resize((width, height), how), np.float32)


def noise(
    rng: Rng,
    height: int,
    width: int,
    cell: float,
    *,
    octaves: int = 4,
    gain: float = 0.5,
    stretch: float = 1.0,
) -> Field:
    """Return fractal noise (h, w) of mean about 0 and standard deviation 1.

    `cell` is the size of the largest feature (px, vertically), `stretch` how many times wider it
    is than high. Each octave doubles the grid of the last one, so that only the final resampling
    costs as much as the picture has pixels.
    """
    cell = max(cell, 2.0)
    octaves = max(1, min(octaves, int(np.log2(cell)) + 1))
    rows, columns = height / cell, width / (cell * stretch)
    grid = rng.standard_normal((int(rows) + 4, int(columns) + 4)).astype(np.float32)
    weight, total = 1.0, 1.0
    for _ in range(octaves - 1):
        weight *= gain
        grid = resize(grid, grid.shape[0] * 2, grid.shape[1] * 2)
        grid = grid + weight * rng.standard_normal(grid.shape, dtype=np.float32)
        total += weight * weight
    scale = 2 ** (octaves - 1)
    picture = Image.fromarray(grid / np.float32(np.sqrt(total)))
    top, left = 1.5 * scale, 1.5 * scale
    box = (left, top, left + columns * scale, top + rows * scale)
    smooth = picture.resize((width, height), Image.Resampling.BICUBIC, box=box)
    return np.asarray(smooth, np.float32) * np.float32(1.35)


def line(rng: Rng, length: int, cell: float, *, octaves: int = 5, gain: float = 0.5) -> Field:
    """Return fractal noise along a line, (length,), standard deviation about 1."""
    total = np.zeros(length, np.float32)
    at = np.arange(length, dtype=np.float32)
    weight, norm = 1.0, 0.0
    for _ in range(octaves):
        knots = rng.standard_normal(int(length / cell) + 4).astype(np.float32)
        place = at / cell + rng.random()
        index = place.astype(np.int32)
        part = place - index
        part = part * part * (3 - 2 * part)
        total += weight * (knots[index] * (1 - part) + knots[index + 1] * part)
        norm += weight * weight
        weight *= gain
        cell = cell / 2
        if cell < 1.5:
            break
    return total / np.float32(np.sqrt(norm) * 0.8)


def soft(field: Field, radius: float) -> Field:
    """Return a field blurred over about `radius` px, by way of a smaller picture."""
    factor = int(radius)
    if factor < 1:
        return field
    height, width = field.shape
    factor = min(factor, max(1, min(height, width) // 2))
    picture = Image.fromarray(np.ascontiguousarray(field, np.float32))
    if factor > 1:
        picture = picture.reduce(factor)
    else:
        picture = picture.resize((max(1, width // 2), max(1, height // 2)), Image.Resampling.BOX)
    small = np.asarray(picture, np.float32)
    padded = np.pad(small, 1, mode="edge")
    rows = padded[:-2] + 2 * padded[1:-1] + padded[2:]
    small = (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16
    return resize(small, height, width, Image.Resampling.BICUBIC)


def slopes(field: Field) -> tuple[Field, Field]:
    """Return how much a field rises from each pixel to the next, downwards and to the right."""
    return np.gradient(field, axis=0), np.gradient(field, axis=1)


def step(low: Field | float, high: Field | float, value: Field | float) -> Field:
    """Return 0 below `low`, 1 above `high`, and a smooth rise between (low > high falls)."""
    part = np.clip((np.asarray(value, np.float32) - low) / (high - low), 0, 1)
    return part * part * (3 - 2 * part)


def interp(at: Field | Sequence[float], xs: Sequence[float], ys: Sequence[float]) -> Field:
    """Return the broken line through (xs, ys), read at `at`."""
    return np.interp(np.asarray(at), xs, ys).astype(np.float32)
