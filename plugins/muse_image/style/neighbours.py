"""Patches of a style's pictures that are like those of another, all at once (PatchMatch).

After Barnes et al. 2009, doi 10.1145/1531326.1531330, made parallel: every patch of the grid asks
its neighbours, a few places by chance, and those next to it along random lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .engine import Pixels

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


FLOOR = np.float32(2e-3)
"""Added to each distance, so that what is used too often is dearer even where it fits well."""

CELL = 6
"""Px a side of the cells of a style's pictures of which it is counted how often they are used."""

OFTEN = 0.25
"""The power of how many times too often a cell is used that its distances are multiplied by."""


EVERY = 60_000_000
"""Pairs of patches up to which each is compared with each."""


@dataclass(frozen=True)
class Sources:
    """All places of a style's pictures where a patch may begin, row by row, one after another.

    - `features` (n, d): what the patch at each is like
    - `colours` (m, 3): the pixels of all pictures
    - `first`, `heights`, `widths`, `strides`: of each picture, its first place among `features`,
      how many places it has down and across
    - `pixel`, `across`: its first pixel among `colours`, and pixels to a row
    - `sample` : which of the samples it is cut from
    """

    features: Floats
    colours: "Pixels"
    first: Ints
    heights: Ints
    widths: Ints
    pixel: Ints
    across: Ints
    sample: Ints


@dataclass
class Found:
    """For each patch of a grid (n,): the picture, the place in it, and how unlike it is."""

    plane: Ints
    y: Ints
    x: Ints
    far: Floats


class Search:
    """Looks for the patches of a grid (rows, columns), `step` px apart, among sources.

    `features` (rows * columns, d) say what is looked for; `bias` (samples,) by how much the
    distance to a sample counts more; `aloof` how much nearer a patch must be that doesn't continue
    its neighbour's: it keeps strokes whole.
    """

    def __init__(
        self,
        sources: Sources,
        grid: tuple[int, int],
        step: int,
        rng: np.random.Generator,
        aloof: float = 0.4,
    ) -> None:
        self.sources = sources
        self.grid = grid
        self.step = step
        self.rng = rng
        self.aloof: np.float32 = np.float32(1 + aloof)
        self.bias = np.ones(int(sources.sample.max()) + 1, np.float32)
        self.cells, self.many = _cells(sources)
        self.dear = np.ones(self.many, np.float32)

    def measured(self, features: Floats, plane: Ints, y: Ints, x: Ints) -> Found:
        """Return places with how unlike what is there is to what is looked for."""
        s = self.sources
        at = s.first[plane] + y * s.widths[plane] + x
        there = s.features[at]
        there -= features
        far = np.einsum("nd,nd->n", there, there)
        far += FLOOR
        far *= self.dear[self.cells[at]]
        if len(self.bias) > 1:
            far *= self.bias[s.sample[plane]]
        return Found(plane, y, x, far)

    def improve(self, features: Floats, found: Found, sweeps: int, lines: int) -> None:
        """Make found patches better: along `lines` random lines, then in sweeps."""
        for _ in range(lines):
            self._along_a_line(features, found)
        for sweep in range(sweeps):
            reach = self.step * (1, 3, 2, 1)[sweep % 4]
            for dy, dx in ((-reach, 0), (0, -reach), (reach, 0), (0, reach)):
                self._ask(features, found, dy, dx)
            self._by_chance(features, found)

    def _ask(self, features: Floats, found: Found, dy: int, dx: int) -> None:
        """Have each patch try what continues that of the neighbour dy, dx px away."""
        rows, columns = self.grid
        ky, kx = dy // self.step, dx // self.step
        if abs(ky) >= rows or abs(kx) >= columns:
            return
        to = np.s_[max(0, -ky) : rows - max(0, ky), max(0, -kx) : columns - max(0, kx)]
        of = np.s_[max(0, ky) : rows + min(0, ky), max(0, kx) : columns + min(0, kx)]
        at = np.arange(rows * columns).reshape(rows, columns)
        mine, other = at[to].ravel(), at[of].ravel()
        plane, y, x = found.plane[other], found.y[other] - dy, found.x[other] - dx
        s = self.sources
        inside = (y >= 0) & (x >= 0) & (y < s.heights[plane]) & (x < s.widths[plane])
        inside &= (y != found.y[mine]) | (x != found.x[mine]) | (plane != found.plane[mine])
        self._take(
            features, found, mine[inside], plane[inside], y[inside], x[inside], np.float32(1)
        )

    def _by_chance(self, features: Floats, found: Found) -> None:
        """Have each patch try places by chance, near what it has."""
        s = self.sources
        every = np.arange(len(found.plane))
        largest = int(max(s.heights.max(), s.widths.max()))
        for part in (2, 8, 32):
            reach = max(2, largest // part)
            shift = self.rng.integers(-reach, reach + 1, (2, len(every)), np.int32)
            plane = found.plane
            y = np.clip(found.y + shift[0], 0, s.heights[plane] - 1)
            x = np.clip(found.x + shift[1], 0, s.widths[plane] - 1)
            self._take(features, found, every, plane, y, x, self.aloof)

    def _along_a_line(self, features: Floats, found: Found) -> None:
        """Have each patch try those whose features lie next to its own on a random line."""
        s = self.sources
        line = self.rng.standard_normal(s.features.shape[1], np.float32)
        theirs = s.features @ line
        order = np.argsort(theirs, kind="stable")
        near = np.searchsorted(theirs[order], features @ line)
        every = np.arange(len(found.plane))
        for side in (0, 1):
            at = order[np.clip(near - side, 0, len(order) - 1)]
            self._take(features, found, every, *self.placed(at), self.aloof)

    def placed(self, at: NDArray[np.int64]) -> tuple[Ints, Ints, Ints]:
        """Return picture, row and column of places by their number."""
        s = self.sources
        plane = (np.searchsorted(s.first, at, side="right") - 1).astype(np.int32)
        inside = (at - s.first[plane]).astype(np.int32)
        y, x = np.divmod(inside, s.widths[plane])
        return plane, y, x

    def _take(
        self,
        features: Floats,
        found: Found,
        mine: NDArray[np.int64],
        plane: Ints,
        y: Ints,
        x: Ints,
        aloof: np.float32,
    ) -> None:
        tried = self.measured(features[mine], plane, y, x)
        better = tried.far * aloof < found.far[mine]
        at = mine[better]
        found.plane[at], found.y[at], found.x[at] = plane[better], y[better], x[better]
        found.far[at] = tried.far[better]

    def share(self, found: Found, weights: Sequence[float]) -> None:
        """Make dearer what more patches came from than is its share: places, and samples."""
        s = self.sources
        at = s.first[found.plane] + found.y * s.widths[found.plane] + found.x
        used = np.bincount(self.cells[at], minlength=self.many) / len(at) * self.many
        now = np.clip(used, 0.5, None) ** OFTEN
        self.dear = np.sqrt(self.dear * now).astype(np.float32)
        if len(self.bias) == 1:
            return
        counts = np.bincount(self.sources.sample[found.plane], minlength=len(self.bias))
        shares = counts / max(1, len(found.plane))
        for k, weight in enumerate(weights):
            over = min(2.0, max(0.5, float(shares[k] + 0.02) / (weight + 0.02)))
            self.bias[k] *= np.float32(over**0.7)
        self.bias /= self.bias.min()


def _cells(sources: Sources) -> tuple[Ints, int]:
    """Return in which cell each place is, and how many cells there are."""
    made, begin = [], 0
    for rows, columns in zip(sources.heights, sources.widths, strict=True):
        across = -(-int(columns) // CELL)
        cell = (np.arange(rows) // CELL)[:, None] * across + np.arange(columns) // CELL
        made.append((begin + cell).astype(np.int32).ravel())
        begin += across * -(-int(rows) // CELL)
    return np.concatenate(made), begin


def nearest(features: Floats, sources: Sources, search: Search) -> Found:
    """Return patches near to what is looked for: the nearest of all where these are few."""
    theirs = sources.features
    if len(features) * len(theirs) > EVERY:
        count = len(features)
        at = search.rng.integers(0, len(theirs), count)
        found = search.measured(features, *search.placed(at))
        search.improve(features, found, sweeps=4, lines=6)
        return found
    norms = np.einsum("nd,nd->n", theirs, theirs)
    best = np.empty(len(features), np.int64)
    for begin in range(0, len(features), 256):
        part = features[begin : begin + 256]
        best[begin : begin + 256] = np.argmin(norms - 2 * (part @ theirs.T), axis=1)
    return search.measured(features, *search.placed(best))
