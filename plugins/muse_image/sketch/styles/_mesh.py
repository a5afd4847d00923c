"""Meshes: points spread at distances that vary over the picture, and Delaunay's triangles."""

import numpy as np

from ..draws import Rng
from ..paint.raster import Field

Triangle = tuple[int, int, int]


def spread(order: np.ndarray, reach: Field, taken: np.ndarray) -> list[tuple[int, int]]:
    """Return places (row, column) of which none lies nearer to an earlier one than its `reach`.

    `order` (n, 2) are the candidates, the best first; `reach` (h, w) px; `taken` (h, w) is where
    no point may come, and is marked as points are taken (dart throwing, Poisson discs).
    """
    height, width = reach.shape
    discs: dict[int, np.ndarray] = {}
    found = []
    radii = np.maximum(1, reach[order[:, 0], order[:, 1]]).astype(np.int64).tolist()
    for (row, column), radius in zip(order.tolist(), radii, strict=True):
        if taken[row, column]:
            continue
        found.append((row, column))
        disc = discs.get(radius)
        if disc is None:
            away = np.arange(-radius, radius + 1) ** 2
            disc = discs[radius] = away[:, None] + away[None] <= radius * radius
        top, left = row - radius, column - radius
        y0, x0 = max(top, 0), max(left, 0)
        y1, x1 = min(row + radius + 1, height), min(column + radius + 1, width)
        taken[y0:y1, x0:x1] |= disc[y0 - top : y1 - top, x0 - left : x1 - left]
    return found


def everywhere(rng: Rng, reach: Field, taken: np.ndarray) -> list[tuple[int, int]]:
    """Return places that fill what is not taken yet, until no more fits."""
    free = np.argwhere(~taken)
    return spread(free[rng.permutation(len(free))], reach, taken)


def gentle(reach: Field, rise: float) -> Field:
    """Return a field lowered so that it grows by at most `rise` for each px (by chamfer steps)."""
    made = reach.copy()
    step = 1
    while step < max(made.shape) // 2:
        for axis in (0, 1):
            if made.shape[axis] <= step:
                continue
            fore = [slice(None), slice(None)]
            back = [slice(None), slice(None)]
            fore[axis], back[axis] = slice(step, None), slice(None, -step)
            a, b = tuple(fore), tuple(back)
            lower = np.minimum(made[a], made[b] + rise * step)
            made[b] = np.minimum(made[b], made[a] + rise * step)
            made[a] = np.minimum(made[a], lower)
        step *= 2
    return made


def delaunay(points: Field) -> list[Triangle]:
    """Return the Delaunay triangles of points (n, 2), as indices; Bowyer and Watson, 1981.

    Points come one by one: the triangles whose circle holds the new one are dug out, and the hole
    is joined to it. Three far corners hold the hull together; their triangles are left out.
    """
    low, high = points.min(0), points.max(0)
    size = float((high - low).max()) + 1.0
    middle = ((low + high) / 2).tolist()
    far = 60 * size
    corners = [
        (middle[0] - far, middle[1] - far * 0.61),
        (middle[0] + far, middle[1] - far * 0.59),
        (middle[0] + far * 0.013, middle[1] + far),
    ]
    count = len(points)
    xs = points[:, 0].tolist() + [c[0] for c in corners]
    ys = points[:, 1].tolist() + [c[1] for c in corners]
    a, b, c = count, count + 1, count + 2
    third = {(a, b): c, (b, c): a, (c, a): b}
    last = (a, b)
    # Row by row of a coarse grid, to and fro: the next point is near the last.
    cell = size / max(1.0, (count / 3) ** 0.5)
    rows = ((points[:, 1] - low[1]) / cell).astype(np.int64)
    along = np.where(rows % 2 == 0, points[:, 0], -points[:, 0])
    for p in np.lexsort((along, rows)).tolist():
        last = _insert(third, xs, ys, p, last)
    return [(u, v, w) for (u, v), w in third.items() if u < v and u < w and max(v, w) < count]


def _insert(
    third: dict[tuple[int, int], int], xs: list[float], ys: list[float], p: int,
    start: tuple[int, int],
) -> tuple[int, int]:  # fmt: skip
    """Put point p into the triangles (edge -> third corner), in place; returns one of its edges."""
    px, py = xs[p], ys[p]
    u, v = start
    w = third[start]
    for _ in range(len(third)):
        # Walk towards the point over whichever edge has it on the other side.
        if (xs[v] - xs[u]) * (py - ys[u]) < (ys[v] - ys[u]) * (px - xs[u]):
            u, v = v, u
        elif (xs[w] - xs[v]) * (py - ys[v]) < (ys[w] - ys[v]) * (px - xs[v]):
            u, v = w, v
        elif (xs[u] - xs[w]) * (py - ys[w]) < (ys[u] - ys[w]) * (px - xs[w]):
            u, v = u, w
        else:
            break
        w = third[u, v]
    for edge in ((u, v), (v, w), (w, u)):
        del third[edge]
    hole = [(u, v), (v, w), (w, u)]
    while hole:
        u, v = hole.pop()
        across = third.get((v, u))
        if across is not None:
            ax, ay = xs[v] - px, ys[v] - py
            bx, by = xs[u] - px, ys[u] - py
            cx, cy = xs[across] - px, ys[across] - py
            inside = (
                (ax * ax + ay * ay) * (bx * cy - cx * by)
                - (bx * bx + by * by) * (ax * cy - cx * ay)
                + (cx * cx + cy * cy) * (ax * by - bx * ay)
            )
            if inside > 0:
                del third[v, u], third[u, across], third[across, v]
                hole += [(u, across), (across, v)]
                continue
        third[u, v] = p
        third[v, p] = u
        third[p, u] = v
    return u, v
