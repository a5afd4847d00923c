"""Relief: a range of mountains as ground with height, seen from its foot.

The ground is a grid of heights: x across the picture, z away from the viewer. Each column of the
picture looks along z; a point is seen when nothing nearer stands higher. So ridges stand before
ridges, and light falls on slopes as it does on ground.
"""

from dataclasses import dataclass

import numpy as np

from .raster import Field, resize, soft


@dataclass(frozen=True, slots=True)
class Relief:
    """A range as it is seen, in a box of the picture (h, w): coverage, light, steepness, contours.

    `height` is how high above the foot the ground there is (0..1), `angle` the way down the slope.
    """

    alpha: Field
    light: Field
    height: Field
    steep: Field
    angle: Field
    lines: Field


def relief(
    ground: Field, rise: Field, box: tuple[int, int], sun: tuple[float, float, float]
) -> Relief:
    """Return the view of `ground` (z, x; heights 0..1) whose `rise` (z, x) is how high it is seen.

    `box` is (height, width) px of the view, `rise` 1 at its top; `sun` points to the light
    (right, up, to the viewer).
    """
    high, wide = box
    slices, columns = ground.shape
    rows = max(8, min(high, 360))
    seen = np.maximum.accumulate(rise, axis=0)
    level = (rows - 0.5 - np.arange(rows, dtype=np.float32)) / rows
    at = np.empty((rows, columns), np.int32)
    for column in range(columns):
        at[:, column] = np.searchsorted(seen[:, column], level)
    inside = at < slices
    index = np.minimum(at, slices - 1)
    before = np.maximum(index - 1, 0)
    column_of = np.broadcast_to(np.arange(columns), index.shape)
    top, under = seen[index, column_of], seen[before, column_of]
    part = np.clip((level[:, None] - under) / np.maximum(top - under, 1e-5), 0, 1)

    # Slope per column of x; z slices are stretched to the same length of ground.
    lit, norm, dx = _facing(ground, sun)
    wide_lit, _, _ = _facing(soft(ground, max(2.0, slices * 0.05)), sun)
    # Great faces first, then their ribs; tanh parts lit from shaded sides without flat white.
    lit = np.float32(0.5) + np.float32(0.45) * np.tanh(0.75 * wide_lit + 0.65 * lit)
    steepness = 1 - 1 / norm
    slope = np.arctan2(1.0, dx * 1.6)

    def look(field: Field) -> Field:
        return field[before, column_of] * (1 - part) + field[index, column_of] * part

    jump = np.zeros((rows, columns), np.float32)
    leap = np.abs(np.diff(index, axis=0)).astype(np.float32) / slices
    jump[1:] = np.clip(leap * 14 - 0.5, 0, 1)
    skyline = resize(np.ascontiguousarray(seen[-1][None]), 1, wide)[0] * high
    fine = np.arange(high, 0, -1, dtype=np.float32)[:, None] - 0.5
    alpha = np.clip(skyline[None] - fine + 0.5, 0, 1)
    views = (look(lit), look(ground), look(steepness), look(slope), jump * inside)
    light, height, steep, angle, lines = (
        resize(np.ascontiguousarray(v, np.float32), high, wide) for v in views
    )
    return Relief(alpha, np.clip(light, 0, 1), height, np.clip(steep, 0, 1), angle, lines)


def _facing(ground: Field, sun: tuple[float, float, float]) -> tuple[Field, Field, Field]:
    """Return how much slopes face the sun (mean 0, deviation 1), length of normals, slope in x."""
    slices, columns = ground.shape
    dz, dx = np.gradient(ground)
    dx = dx * columns * 0.55
    dz = dz * slices * 0.5
    norm = np.sqrt(dx * dx + dz * dz + 1)
    lit = (-dx * sun[0] + dz * sun[2] * 0.6 + sun[1]) / norm
    return (lit - lit.mean()) / (lit.std() + 1e-6), norm, dx
