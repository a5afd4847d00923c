"""Pen marks: parallel hatching that stops where the tone ends, and signs strewn on a ground."""

import numpy as np

from ..draws import Rng
from ..paint.raster import Field

Line = Field
"""Points (n, 2; x, y) in px."""


def hatching(
    tone: Field, limit: float, turn: float, gap: float, least: float, rng: Rng
) -> list[Line]:
    """Return straight strokes at `turn` radians, `gap` px apart, where `tone` (h, w) > `limit`.

    A stroke is at least `least` px long; it begins and ends a little before or past its place.
    """
    height, width = tone.shape
    cos, sin = float(np.cos(turn)), float(np.sin(turn))
    half = float(np.hypot(height, width)) / 2
    across = np.arange(-half, half, gap)
    across = across + rng.normal(0, gap * 0.12, len(across))
    step = 2.0
    along = np.arange(-half, half, step)
    x = width / 2 + along[None] * cos - across[:, None] * sin
    y = height / 2 + along[None] * sin + across[:, None] * cos
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    column = np.clip(x, 0, width - 1).astype(np.int32)
    row = np.clip(y, 0, height - 1).astype(np.int32)
    edge = limit + rng.normal(0, 0.035, (len(across), 1))
    on = inside & (tone[row, column] > edge)
    change = np.diff(np.pad(on, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    keep = (ends - starts) * step >= least
    rows, starts, ends = rows[keep], starts[keep], ends[keep]
    slack = rng.uniform(-0.9, 0.6, (2, len(rows))) * gap
    a = along[starts] - slack[0] * 0.5
    b = along[np.minimum(ends, len(along) - 1)] + slack[1] * 0.5
    bow = rng.normal(0, 0.14, len(rows)) * gap
    made = []
    for part, lift in ((0.0, 0.0), (0.5, 1.0), (1.0, 0.0)):
        at, off = a + (b - a) * part, across[rows] + bow * lift
        made.append(
            np.stack([width / 2 + at * cos - off * sin, height / 2 + at * sin + off * cos], 1)
        )
    return list(np.stack(made, 1))


def strewn(where: Field, many: int, rng: Rng) -> np.ndarray:
    """Return about `many` places (n, 2; row, column), more of them where `where` (h, w) is high."""
    height, width = where.shape
    rows = (rng.random(many) * height).astype(np.int64)
    columns = (rng.random(many) * width).astype(np.int64)
    kept = rng.random(many) < where[rows, columns]
    return np.stack([rows[kept], columns[kept]], 1)


def tuft(x: float, y: float, size: float, rng: Rng) -> list[Line]:
    """Return a tuft of grass: two to four blades that bend apart."""
    many = int(rng.integers(2, 5))
    made = []
    for number in range(many):
        lean = (number - (many - 1) / 2) * 0.42 + float(rng.normal(0, 0.12))
        tall = size * float(rng.uniform(0.6, 1.0))
        foot = x + (number - (many - 1) / 2) * size * 0.16
        made.append(
            np.array(
                [
                    (foot, y),
                    (foot + lean * tall * 0.3, y - tall * 0.6),
                    (foot + lean * tall, y - tall),
                ]
            )
        )
    return made


def ripple(x: float, y: float, long: float, rng: Rng) -> Line:
    """Return a stroke of water: long, low, slightly waved."""
    at = np.linspace(-0.5, 0.5, 5)
    wave = np.sin(at * float(rng.uniform(4, 9)) + float(rng.uniform(0, 6.3)))
    return np.stack([x + at * long, y + wave * long * 0.022], 1)


def ring(x: float, y: float, radius: float, many: int = 10) -> Line:
    """Return a circle as `many` points."""
    turn = np.linspace(0, 2 * np.pi, many, endpoint=False)
    return np.stack([x + radius * np.cos(turn), y + radius * np.sin(turn)], 1)


def swelling(points: Line, width: float, light: tuple[float, float], ends: float = 0.4) -> Line:
    """Return a line as the outline of a pen's stroke, `width` px where it is broadest.

    It is broader on the side away from the light (x, y; y up), and thins out towards its ends.
    """
    way = np.gradient(points, axis=0)
    way /= np.hypot(way[:, 0], way[:, 1])[:, None] + 1e-9
    normal = np.stack([-way[:, 1], way[:, 0]], 1)
    away = np.abs(normal[:, 0] * light[0] - normal[:, 1] * light[1])
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    whole = float(run[-1]) + 1e-9
    taper = np.minimum(1.0, np.minimum(run, whole - run) / (0.3 * whole + 1e-9))
    half = width * 0.5 * (0.72 + 0.28 * away) * (ends + (1 - ends) * taper)
    offset = normal * half[:, None]
    return np.concatenate([points + offset, (points - offset)[::-1]])
