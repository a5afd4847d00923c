"""Borders between numbered areas as lines: found along the px, split where three areas meet."""

from dataclasses import dataclass

import numpy as np

from ..paint.raster import Field
from ._pieces import joined


@dataclass(slots=True)
class Arc:
    """A border: its points (n, 2; x, y in px), the areas on either side (-1: outside); a ring?"""

    points: Field
    areas: tuple[int, int]
    ring: bool


def arcs(areas: np.ndarray) -> list[Arc]:
    """Return every border of a map of areas (h, w), whole numbers of 0 and above.

    Corners of px are knots; a knot where not just two border edges meet ends an arc, so that both
    areas beside it share one and the same line.
    """
    padded = np.pad(areas.astype(np.int64), 1, constant_values=-1)
    span = areas.shape[1] + 1
    # An edge of the px grid is a border where the areas beside it differ.
    level = padded[:-1, 1:-1] != padded[1:, 1:-1]
    upright = padded[1:-1, :-1] != padded[1:-1, 1:]
    rows, columns = np.nonzero(level)
    first = rows * span + columns
    flat = np.stack([first, first + 1, padded[rows, columns + 1], padded[rows + 1, columns + 1]], 1)
    rows, columns = np.nonzero(upright)
    first = rows * span + columns
    tall = np.stack(
        [first, first + span, padded[rows + 1, columns + 1], padded[rows + 1, columns]], 1
    )
    edges = np.concatenate([flat, tall])
    return _chains(edges, span)


def _chains(edges: np.ndarray, span: int) -> list[Arc]:
    """Join edges (knot, knot, area, area) into arcs."""
    ends = np.concatenate([edges[:, 0], edges[:, 1]])
    order = np.argsort(ends, kind="stable")
    many = np.bincount(ends)
    start = np.concatenate([[0], np.cumsum(many)])
    owner = (order % len(edges)).tolist()
    degree, begin = many.tolist(), start.tolist()
    tails, heads = edges[:, 0].tolist(), edges[:, 1].tolist()
    used = bytearray(len(edges))
    made = []

    def follow(edge: int, knot: int) -> list[int]:
        line = [knot]
        while True:
            used[edge] = 1
            knot = heads[edge] if tails[edge] == knot else tails[edge]
            line.append(knot)
            if degree[knot] != 2:
                return line
            at = begin[knot]
            following = owner[at] if owner[at] != edge else owner[at + 1]
            if used[following]:
                return line
            edge = following

    def keep(edge: int, knot: int) -> None:
        line = follow(edge, knot)
        knots = np.array(line)
        points = np.stack([knots % span, knots // span], 1).astype(np.float64)
        pair = (int(edges[edge, 2]), int(edges[edge, 3]))
        made.append(Arc(points, pair, degree[line[0]] == 2 and line[0] == line[-1]))

    for edge in np.nonzero((many[edges[:, 0]] != 2) | (many[edges[:, 1]] != 2))[0].tolist():
        for knot in (tails[edge], heads[edge]):
            if degree[knot] != 2 and not used[edge]:
                keep(edge, knot)
    for edge in range(len(edges)):
        if not used[edge]:
            keep(edge, tails[edge])
    return made


def smooth(points: Field, rounds: int, ring: bool) -> Field:
    """Return a line drawn calm: every point moves to the mean about it; its ends stay."""
    made = points
    if len(made) < 4:
        return made
    for _ in range(rounds):
        if ring:
            body = made[:-1]
            body = (np.roll(body, 1, 0) + 2 * body + np.roll(body, -1, 0)) / 4
            made = np.concatenate([body, body[:1]])
        else:
            middle = (made[:-2] + 2 * made[1:-1] + made[2:]) / 4
            made = np.concatenate([made[:1], middle, made[-1:]])
    return made


def simple(points: Field, miss: float, ring: bool = False) -> Field:
    """Return a line with fewer points that lies within `miss` px (Douglas and Peucker, 1973)."""
    count = len(points)
    if count < 3:
        return points
    keep = np.zeros(count, bool)
    keep[[0, -1]] = True
    stack = [(0, count - 1)]
    if ring:
        far = int(((points - points[0]) ** 2).sum(1).argmax())
        keep[far] = True
        stack = [(0, far), (far, count - 1)]
    while stack:
        low, high = stack.pop()
        if high - low < 2:
            continue
        way = points[high] - points[low]
        body = points[low + 1 : high] - points[low]
        length = float(np.hypot(*way))
        if length < 1e-9:
            away = np.hypot(body[:, 0], body[:, 1])
        else:
            away = np.abs(way[0] * body[:, 1] - way[1] * body[:, 0]) / length
        worst = int(away.argmax())
        if away[worst] > miss:
            at = low + 1 + worst
            keep[at] = True
            stack += [(low, at), (at, high)]
    return points[keep]


def bent(points: Field, rounds: int = 1, ring: bool = False) -> Field:
    """Return a line with its corners cut (Chaikin, 1974); open ends stay."""
    made = points
    for _ in range(rounds):
        if len(made) < 3:
            return made
        near, far = 0.75 * made[:-1] + 0.25 * made[1:], 0.25 * made[:-1] + 0.75 * made[1:]
        cut = np.stack([near, far], 1).reshape(-1, 2)
        made = (
            np.concatenate([cut, cut[:1]]) if ring else np.concatenate([made[:1], cut, made[-1:]])
        )
    return made


def loops(number: int, borders: list[tuple[Field, int, int]]) -> list[Field]:
    """Return the outlines of an area, made of its borders (points, area, area), largest first."""
    parts: list[Field] = [points for points, a, b in borders if number in (a, b)]
    made = []
    while parts:
        line = parts.pop()
        while not _meet(line[0], line[-1]):
            for index, part in enumerate(parts):
                if _meet(part[0], line[-1]):
                    line = np.concatenate([line, part[1:]])
                elif _meet(part[-1], line[-1]):
                    line = np.concatenate([line, part[-2::-1]])
                else:
                    continue
                del parts[index]
                break
            else:
                break
        made.append(line)
    made.sort(key=lambda line: -float(np.ptp(line, axis=0).prod()))
    return made


def outlines(mask: np.ndarray, least: float = 0.0) -> list[list[Field]]:
    """Return the areas of a mask (h, w), each as its outline and its holes, drawn calm.

    Areas of fewer than `least` px are left out.
    """
    areas = joined(mask.astype(np.int32))
    size, solid = np.bincount(areas.ravel()), np.zeros(int(areas.max()) + 1, bool)
    solid[areas[mask]] = True
    borders: dict[int, list[tuple[Field, int, int]]] = {}
    for arc in arcs(areas):
        calm = simple(smooth(arc.points, 2, arc.ring), 0.3, arc.ring)
        for area in arc.areas:
            if area >= 0 and solid[area] and size[area] >= least:
                borders.setdefault(area, []).append((calm, *arc.areas))
    return [loops(area, own) for area, own in borders.items()]


def whole(rings: list[Field]) -> Field:
    """Return an outline and its holes as one polygon.

    A hole is joined by the shortest way there and back, and runs the other way round.
    """
    outer, *holes = rings
    turn = _turn(outer)
    for hole in holes:
        inner = hole if _turn(hole) * turn < 0 else hole[::-1]
        away = ((outer[:, None] - inner[None]) ** 2).sum(-1)
        here, there = np.unravel_index(int(away.argmin()), away.shape)
        inner = np.concatenate([inner[there:], inner[1 : there + 1]])
        outer = np.concatenate([outer[: here + 1], inner, outer[here:]])
    return outer


def _turn(ring: Field) -> float:
    """Return twice the area within a ring, negative when it runs the other way round."""
    x, y = ring[:, 0], ring[:, 1]
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())


def _meet(a: Field, b: Field) -> bool:
    return bool(abs(a[0] - b[0]) < 1e-6 and abs(a[1] - b[1]) < 1e-6)
