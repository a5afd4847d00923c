"""Pieces: a picture cut along its forms and then into cells, none of them too small."""

import numpy as np

from ..paint.raster import Field


def cells(regions: np.ndarray, seeds: np.ndarray, squeeze: Field) -> np.ndarray:
    """Return for each px (h, w) the number of the nearest seed of its own region.

    `seeds` (n, 2: row, column); `squeeze` (n,) shortens the way sideways, so that cells lie flat.
    Found by jump flooding (Rong and Tan, 2006).
    """
    height, width = regions.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    own = regions[seeds[:, 0], seeds[:, 1]]
    down, across = seeds[:, 0].astype(np.float32), seeds[:, 1].astype(np.float32)
    flat = squeeze.astype(np.float32)

    def away(which: np.ndarray, part: tuple[slice, slice]) -> Field:
        sideways = (columns[:, part[1]] - across[which]) * flat[which]
        far = (rows[part[0]] - down[which]) ** 2 + sideways**2
        return far + 1e7 * (own[which] != regions[part])

    best = np.zeros((height, width), np.int32)
    best[seeds[:, 0], seeds[:, 1]] = np.arange(len(seeds))
    everything = (slice(0, height), slice(0, width))
    cost = away(best, everything)
    step = 1 << (max(height, width) // 3).bit_length()
    steps = []
    while step:
        steps.append(step)
        step //= 2
    for step in [*steps, 2, 1]:
        for dy, dx in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
            if abs(dy) * step >= height or abs(dx) * step >= width:
                continue
            here = (_moved(dy * step, height), _moved(dx * step, width))
            there = (_moved(-dy * step, height), _moved(-dx * step, width))
            which = best[there]
            offer = away(which, here)
            nearer = offer < cost[here]
            best[here] = np.where(nearer, which, best[here])
            cost[here] = np.where(nearer, offer, cost[here])
    return best


def _moved(by: int, size: int) -> slice:
    """Return where rows or columns come to lie, of `size` in all, when they are moved."""
    return slice(max(0, by), size + min(0, by))


def joined(areas: np.ndarray) -> np.ndarray:
    """Return a number for each connected area (h, w), from 0 without gaps.

    Runs along the rows are numbered first, and then joined where runs of one area touch.
    """
    height, width = areas.shape
    start = np.ones((height, width), bool)
    start[:, 1:] = areas[:, 1:] != areas[:, :-1]
    runs = np.cumsum(start.ravel()).reshape(height, width) - 1
    many = int(runs[-1, -1]) + 1
    touch = areas[1:] == areas[:-1]
    pairs = np.unique(runs[:-1][touch] * many + runs[1:][touch])
    parent = list(range(many))

    def root(run: int) -> int:
        while parent[run] != run:
            parent[run] = run = parent[parent[run]]
        return run

    for pair in pairs.tolist():
        a, b = root(pair // many), root(pair % many)
        if a != b:
            parent[max(a, b)] = min(a, b)
    roots = np.array([root(run) for run in range(many)])
    return np.unique(roots, return_inverse=True)[1].reshape(-1)[runs]


def grown(areas: np.ndarray, rounds: int = 80) -> np.ndarray:
    """Return areas with the px below 0 given to what is beside them."""
    made = areas
    for _ in range(rounds):
        free = made < 0
        if not free.any() or free.all():
            break
        for axis, shift in ((0, 1), (0, -1), (1, 1), (1, -1)):
            other = np.roll(made, shift, axis)
            edge = [slice(None), slice(None)]
            edge[axis] = slice(0, 1) if shift == 1 else slice(-1, None)
            other[tuple(edge)] = -1
            made = np.where(made < 0, other, made)
    return made


def cleared(areas: np.ndarray, least: Field) -> np.ndarray:
    """Return areas of which none is smaller than `least` (h, w; px), small ones given to others.

    Areas are told apart by number and by place: two of one number that don't touch are two.
    """
    made = joined(areas)
    for _ in range(4):
        size = np.bincount(made.ravel())
        need = np.bincount(made.ravel(), least.ravel()) / size
        small = (size < need)[made]
        if not small.any() or small.all():
            break
        made = joined(grown(np.where(small, -1, made)))
    return made
