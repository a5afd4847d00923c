"""Brush strokes: a set of brush marks at many angles, and laying thousands of them on a canvas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..draws import Rng
from .raster import Field, noise

ANGLES = 24
MARKS = 4


@dataclass(frozen=True, slots=True)
class Brush:
    """Marks of one brush, as [angle][mark] -> coverage (h, w) and bristles (h, w)."""

    cover: tuple[tuple[Field, ...], ...]
    bristles: tuple[tuple[Field, ...], ...]


def brush(rng: Rng, length: float, width: float, dry: float = 0.35, bend: float = 0.12) -> Brush:
    """Return a brush whose marks are `length` x `width` px; `dry` 0..1 lets bristles show."""
    covers: list[list[Field]] = [[] for _ in range(ANGLES)]
    streaks: list[list[Field]] = [[] for _ in range(ANGLES)]
    for mark in range(MARKS):
        alpha, lines = _mark(rng, length, width, dry, bend * (mark - (MARKS - 1) / 2))
        level = Image.fromarray(alpha), Image.fromarray(lines)
        turned: list[tuple[Field, Field]] = []
        for step in range(ANGLES):
            if step >= ANGLES // 2:
                # Turned by a right angle more: the same numbers, read along the other axis.
                a, b = (np.rot90(field, -1) for field in turned[step - ANGLES // 2])
            else:
                turn = -180.0 * step / ANGLES
                a = np.asarray(level[0].rotate(turn, Image.Resampling.BICUBIC), np.float32)
                b = np.asarray(level[1].rotate(turn, Image.Resampling.BILINEAR), np.float32)
                turned.append((a, b))
            rows, columns = np.nonzero(a.max(1) > 0.02)[0], np.nonzero(a.max(0) > 0.02)[0]
            if not rows.size:
                rows, columns = np.array([0, len(a) - 1]), np.array([0, len(a) - 1])
            # Cut symmetrically, so that the centre stays the centre.
            cut = min(
                int(rows[0]),
                int(columns[0]),
                len(a) - 1 - int(rows[-1]),
                len(a) - 1 - int(columns[-1]),
            )
            top = min(int(rows[0]), len(a) - 1 - int(rows[-1]))
            left = min(int(columns[0]), len(a) - 1 - int(columns[-1]))
            box = (
                slice(max(top, cut), len(a) - max(top, cut)),
                slice(max(left, cut), len(a) - max(left, cut)),
            )
            covers[step].append(np.clip(a[box], 0, 1).copy())
            streaks[step].append(b[box].copy())
    return Brush(tuple(map(tuple, covers)), tuple(map(tuple, streaks)))


def _mark(rng: Rng, length: float, width: float, dry: float, bend: float) -> tuple[Field, Field]:
    """Return one level mark in a square: coverage and bristles (about -1..1)."""
    side = int(np.ceil(np.hypot(length, width) * 1.12)) | 1
    middle = side // 2
    u = (np.arange(side, dtype=np.float32)[None] - middle) / (length / 2)
    v = (np.arange(side, dtype=np.float32)[:, None] - middle) / (width / 2)
    v = v - bend * (length / width) * (u * u - 0.4)
    lines = noise(
        rng, side, side, max(2.0, width * 0.16), octaves=2, stretch=max(2.0, length / width * 4)
    )
    ends = 1 - np.clip((np.abs(u + 0.1 * lines) - 0.72) / 0.28, 0, 1) ** 2
    sides = np.clip((1 - np.abs(v)) * width * 0.32, 0, 1)
    thin = np.clip((u + 0.1) * dry * (0.8 - 0.9 * lines), 0, 1)
    return (ends * sides * (1 - thin)).astype(np.float32), np.clip(lines, -1.5, 1.5)


def lay(
    canvas: Field, marks: Brush, xs: Field, ys: Field, turns: Field, paints: Field,
    which: NDArray[np.int64], streak: float = 0.05,
) -> None:  # fmt: skip
    """Lay strokes on `canvas` (c, h, w) in place: centres (px), angles (radians), paints (n, c).

    `which` says with which of the brush's marks, 0 .. MARKS - 1.

    The last channel of the canvas is the height of the paint; bristles vary colour and height.
    """
    channels, height, width = canvas.shape
    # A pixel's channels side by side make rows that are worth numpy's while: twice as fast.
    level = np.moveaxis(canvas, 0, -1)
    work = np.ascontiguousarray(level).reshape(height, width * channels)
    steps = np.round(turns / np.pi * ANGLES).astype(np.int64) % ANGLES
    vary = np.full(channels, streak, np.float32)
    vary[-1] = 0.35
    longest = max(mark.shape[1] for marks_ in marks.cover for mark in marks_)
    inks = np.tile(paints.astype(np.float32), (1, longest))
    columns, rows = xs.astype(np.int64).tolist(), ys.astype(np.int64).tolist()
    loaded: dict[tuple[int, int], tuple[Field, Field]] = {}
    for x, y, step, mark, ink in zip(
        columns, rows, steps.tolist(), which.tolist(), inks, strict=True
    ):
        found = loaded.get((step, mark))
        if found is None:
            found = _loaded(marks.cover[step][mark], marks.bristles[step][mark], vary)
            loaded[step, mark] = found
        cover, streaks = found
        high, wide = cover.shape[0], cover.shape[1] // channels
        top, left = y - high // 2, x - wide // 2
        bottom, right = top + high, left + wide
        if top < 0 or left < 0 or bottom > height or right > width:
            y0, x0, y1, x1 = max(top, 0), max(left, 0), min(bottom, height), min(right, width)
            if y0 >= y1 or x0 >= x1:
                continue
            cut = (slice(y0 - top, y1 - top), slice((x0 - left) * channels, (x1 - left) * channels))
            cover, streaks = cover[cut], streaks[cut]
            top, left, bottom, right = y0, x0, y1, x1
        part = work[top:bottom, left * channels : right * channels]
        change = ink[: part.shape[1]] - part
        change *= cover
        change += streaks
        part += change
    if not np.shares_memory(work, canvas):
        level[:] = work.reshape(height, width, channels)


def _loaded(cover: Field, bristles: Field, vary: Field) -> tuple[Field, Field]:
    """Return a mark for every channel of a pixel: coverage, and bristles where it covers."""
    streaks = (cover * bristles)[..., None] * vary
    high = len(cover)
    return np.repeat(cover, len(vary), axis=1), streaks.reshape(high, -1).astype(np.float32)
