"""Colours taken from pictures: sliced optimal transport, learnt once and kept as a cube.

The cube is a function of the colour alone, so that the tiles of a picture and the frames of a
moving one are coloured alike.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .engine import Pixels, Sample

Cube: TypeAlias = NDArray[np.float32]
"""(n, n, n, 3): what becomes of the colour r, g, b at [r, g, b] * (n - 1), sRGB in 0..1."""

SIDE = 25
"""Colours a side of a cube."""

SAMPLED = 24_000
"""Pixels of each side that a transport is learnt of."""

TURNS = 12
"""Random axes systems that a transport goes through; more change less than a grey level."""

STEEPEST = 2.5
"""How much a map of colours may stretch differences: more shows the grain of a clear sky."""

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
"""Shares of red, green and blue in lightness (ITU-R BT.601)."""

_OPPONENT = np.array(
    [
        [3**-0.5, 3**-0.5, 3**-0.5],
        [2**-0.5, 0, -(2**-0.5)],
        [6**-0.5, -2 * 6**-0.5, 6**-0.5],
    ],
    np.float32,
)
"""Lightness, red against blue, green against both; orthonormal, so that distances stay."""


def opponent(pixels: "Pixels") -> "Pixels":
    """Return sRGB colours (..., 3) as lightness (0..sqrt 3) and two differences."""
    return pixels @ _OPPONENT.T


def rgb(colours: "Pixels") -> "Pixels":
    """Return what `opponent` made, in sRGB."""
    return colours @ _OPPONENT


def luma(pixels: "Pixels") -> NDArray[np.float32]:
    """Return the lightness (h, w), 0..1, of a picture (h, w, 3)."""
    made: NDArray[np.float32] = pixels @ _LUMA
    return made


def kept(styled: "Pixels", content: "Pixels") -> "Pixels":
    """Return the lightness of one picture with the colours of another, (h, w, 3) both."""
    return np.clip(content + (luma(styled) - luma(content))[..., None], 0, 1)


def transport(content: "Pixels", samples: "Sequence[Sample]", seed: int, tone: float) -> Cube:
    """Return the cube that brings a content's colours to those of samples.

    `tone` is how far lightness follows, 0..1. Lightness goes by its own quantiles, which keeps
    what is lighter than what; the rest by sliced optimal transport (Pitie et al. 2007, doi
    10.1016/j.cviu.2006.11.011).
    """
    rng = np.random.default_rng((seed, 0xC0105))
    own = opponent(_some(content.reshape(-1, 3), min(SAMPLED, content.size // 3), rng))
    many = [max(64, round(SAMPLED * sample.weight)) for sample in samples]
    theirs = opponent(
        np.concatenate(
            [_some(s.pixels.reshape(-1, 3), n, rng) for s, n in zip(samples, many, strict=True)]
        )
    )
    axis = np.linspace(0, 1, SIDE, dtype=np.float32)
    lattice = opponent(np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1).reshape(-1, 3))
    light = _quantile_map(own[:, 0], theirs[:, 0])
    for points in (own, lattice):
        points[:, 0] += tone * (light(points[:, 0]) - points[:, 0])
    start = lattice.copy()
    goal = theirs.copy()
    goal[:, 0] = _quantile_map(theirs[:, 0], own[:, 0], steepest=np.inf)(theirs[:, 0])
    for _ in range(TURNS):
        turn: NDArray[np.float32] = np.linalg.qr(rng.standard_normal((3, 3)))[0].astype(np.float32)
        mine, other, cube = own @ turn, goal @ turn, lattice @ turn
        for k in range(3):
            move = _quantile_map(mine[:, k], other[:, k])
            cube[:, k] = move(cube[:, k])
            mine[:, k] = move(mine[:, k])
        own = np.asarray(mine @ turn.T, np.float32)
        lattice = np.asarray(cube @ turn.T, np.float32)
    lattice[:, 0] = start[:, 0]
    made = rgb(_smooth(lattice.reshape(SIDE, SIDE, SIDE, 3)))
    return np.clip(made, 0, 1).astype(np.float32)


def identity() -> Cube:
    """Return the cube that leaves colours as they are."""
    axis = np.linspace(0, 1, SIDE, dtype=np.float32)
    return np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), -1)


def applied(pixels: "Pixels", cube: Cube) -> "Pixels":
    """Return colours (..., 3) as a cube has them, linearly between its points."""
    side = cube.shape[0]
    flat = np.ascontiguousarray(pixels.reshape(-1, 3))
    table = cube.reshape(-1, 3)
    made = np.empty_like(flat)
    steps = (side * side, side, 1)
    for begin in range(0, len(flat), 1 << 18):  # in pieces that stay in the processor's cache
        at = np.clip(flat[begin : begin + (1 << 18)], 0, 1) * np.float32(side - 1)
        low = np.minimum(at.astype(np.int32), side - 2)
        part = at - low
        base = low[:, 0] * steps[0] + low[:, 1] * steps[1] + low[:, 2]
        # Six tetrahedra to a cell: four points to look up for each colour rather than eight.
        order = np.argsort(-part, axis=1)
        sorted_part = np.take_along_axis(part, order, 1)
        step = np.asarray(steps, np.int32)[order]
        corner = base
        total = table[corner] * (1 - sorted_part[:, :1])
        for k in range(3):
            corner = corner + step[:, k]
            after = sorted_part[:, k + 1 : k + 2] if k < 2 else 0.0
            total += table[corner] * (sorted_part[:, k : k + 1] - after)
        made[begin : begin + (1 << 18)] = total
    return made.reshape(pixels.shape)


def _some(points: "Pixels", most: int, rng: np.random.Generator) -> "Pixels":
    """Return as many points, spread evenly; where there are fewer, some come twice."""
    step = len(points) / most
    at = (np.arange(most) * step + rng.random(most) * step).astype(np.int64)
    return points[np.minimum(at, len(points) - 1)].astype(np.float32)


class _quantile_map:
    """The monotone map that gives values the distribution of others, nowhere too steep."""

    def __init__(
        self,
        own: NDArray[np.float32],
        theirs: NDArray[np.float32],
        steepest: float = STEEPEST,
    ) -> None:
        levels = np.linspace(0.002, 0.998, 128)
        ordered, wanted = np.sort(own), np.sort(theirs)
        self.at = np.interp(levels * (len(own) - 1), np.arange(len(own)), ordered)
        to = np.interp(levels * (len(theirs) - 1), np.arange(len(theirs)), wanted)
        self.at += np.arange(128) * 1e-7  # strictly rising, where many values are one
        if np.isfinite(steepest):
            gap, rise = np.diff(self.at), np.diff(to)
            flat = np.minimum(rise, steepest * gap + 1e-4)
            made = np.concatenate([[0.0], np.cumsum(flat)])
            to = made - made.mean() + to.mean()
        self.to = to

    def __call__(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        made = np.interp(values, self.at, self.to)
        made += np.where(values < self.at[0], values - self.at[0], 0)
        made += np.where(values > self.at[-1], values - self.at[-1], 0)
        return made.astype(np.float32)


def _smooth(cube: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return a cube each of whose points is drawn towards its neighbours."""
    for axis in range(3):
        ends = [(1, 1) if k == axis else (0, 0) for k in range(4)]
        wide = np.pad(cube, ends, mode="edge")
        n = cube.shape[axis]
        left, right = (wide.take(range(k, k + n), axis) for k in (0, 2))
        cube = 0.5 * cube + 0.25 * (left + right)
    return cube
