"""Samplers without networks, to compare with: what is easy, what only looks good, what is hard."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits_ab.halves import LEVELS, asked, levels

Pictures: TypeAlias = NDArray[np.uint8]
Labels: TypeAlias = NDArray[np.int64]
Sampler: TypeAlias = Callable[[Pictures, Labels, int], tuple[Pictures, Labels]]
"""(pictures (n, 1, 8, 8) of 0..255, labels, seed) -> samples, and the classes they are of.

It may look at nothing but what it is given; all that it chooses, it chooses on that.
"""


class Known(NamedTuple):
    """What a sampler measures on the first half, one seed: judge, CAS, fFID, P, R, C2ST, memo."""

    judge: float
    cas: float
    ffid: float
    precision: float
    recall: float
    c2st: float
    memo: float


def real(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Return what was seen: how well real pictures do (memo aside)."""
    return pictures, labels


def class_mean(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Return the mean of each class, again and again: a generator that has collapsed."""
    return _by_class(pictures, labels, lambda rows, n: np.repeat(rows.mean(0)[None], n, 0))


def class_gaussian(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Draw from a Gaussian of each class; .1 (of 16 levels) is added to its variances."""
    rng = np.random.default_rng(seed)

    def draw(rows: NDArray[Any], count: int) -> NDArray[Any]:
        spread = np.cov(rows.T) + 0.1 * np.eye(rows.shape[1])
        return rng.multivariate_normal(rows.mean(0), spread, count)

    return _by_class(pictures, labels, draw)


def class_mixture(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Draw from three Gaussians of each class within its 20 principal components: the peer."""
    from sklearn.decomposition import PCA
    from sklearn.mixture import GaussianMixture

    def draw(rows: NDArray[Any], count: int) -> NDArray[Any]:
        axes = PCA(20, random_state=seed).fit(rows)
        mixture = GaussianMixture(3, random_state=seed).fit(axes.transform(rows))
        return np.asarray(axes.inverse_transform(mixture.sample(count)[0]))

    return _by_class(pictures, labels, draw)


def class_density(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Draw pictures that were seen, with noise of half a grey level: copies."""
    from sklearn.neighbors import KernelDensity

    def draw(rows: NDArray[Any], count: int) -> NDArray[Any]:
        return np.asarray(KernelDensity(bandwidth=0.5).fit(rows).sample(count, random_state=seed))

    return _by_class(pictures, labels, draw)


def _by_class(
    pictures: Pictures, labels: Labels, draw: Callable[[NDArray[Any], int], NDArray[Any]]
) -> tuple[Pictures, Labels]:
    """Call `draw` with the grey levels (n, 64) of each class and how many to make of it."""
    rows, classes = levels(pictures), asked()
    made = [draw(rows[labels == each], int((classes == each).sum())) for each in np.unique(classes)]
    values = np.clip(np.concatenate(made), 0, LEVELS) * (255 / LEVELS)
    return values.round().astype(np.uint8).reshape(-1, *pictures.shape[1:]), classes


REFERENCES: dict[str, tuple[Sampler, Known]] = {
    "real": (real, Known(0.991, 0.988, 0.171, 0.915, 0.889, 0.499, 0.0)),
    "class-mean": (class_mean, Known(1.0, 0.892, 3.74, 1.0, 0.0, 0.983, 0.93)),
    "class-gaussian": (class_gaussian, Known(0.983, 0.969, 0.578, 0.789, 0.600, 0.761, 1.10)),
    "class-mixture": (class_mixture, Known(0.994, 0.979, 0.377, 0.942, 0.491, 0.697, 0.91)),
    "class-density": (class_density, Known(0.992, 0.982, 0.238, 0.896, 0.822, 0.711, 0.21)),
}
"""Samplers, and what somebody else's implementation of these columns gave for them."""
