"""How good a labelled set of generated pictures is, beside real ones that no generator saw.

Everything works on arrays of features, a picture a row: grey levels for digits, whatever tells
pictures apart for others. `seen` is what a generator learnt from, `reference` what it didn't see.
No column says much alone: the mean of a class is recognised every time, and copies look real.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
Features: TypeAlias = Callable[[Array], Array]
_NEIGHBOURS = 3
_BLOCK = 2048  # rows whose distances are in memory at once


@dataclass(frozen=True)
class Row:
    """The columns for one set of samples; None where there are no labels.

    judge      share that a classifier of the reference recognises as the class asked for
    cas        accuracy on the reference of a classifier that learnt from the samples
    ffid       Frechet distance to the reference in learnt features; 0 is perfect
    precision  share of samples that lie where the reference does
    recall     share of the reference that lies where samples do
    c2st       how often the nearest neighbour tells samples from the reference; .5 is perfect
    memo       how far samples are from what was seen, over how far the reference is; 0 is copying
    """

    judge: float | None
    cas: float | None
    ffid: float
    precision: float
    recall: float
    c2st: float
    memo: float

    def ratios(self, ceiling: "Row") -> dict[str, float | None]:
        """Return each column over that of real pictures (`ceiling`), whose memo is always 1."""
        theirs = {**asdict(ceiling), "memo": 1.0}
        return {
            name: None if value is None else float(value) / max(float(theirs[name]), 1e-9)
            for name, value in asdict(self).items()
        }


COLUMNS = tuple(each.name for each in fields(Row))


def mean(rows: list[Row]) -> Row:
    """Return the mean of several rows, column by column."""

    def of(name: str) -> float | None:
        values = [getattr(row, name) for row in rows]
        return None if None in values else float(np.mean(values))

    return Row(**{name: of(name) for name in COLUMNS})  # type: ignore[arg-type]


class Measure:
    """Measures samples against one reference; what depends on that alone is worked out once.

    `hidden` maps features to those in which the Frechet distance is taken; by default a network's
    that learns the reference's labels.
    """

    def __init__(
        self,
        seen: Array,
        reference: Array,
        labels: Array | None = None,
        *,
        hidden: Features | None = None,
    ) -> None:
        self.seen, self.reference, self.labels = seen, reference, labels
        if hidden is None:
            if labels is None:
                raise ValueError("without labels nothing learns `hidden`; give it")
            hidden = learnt(reference, labels)
        self.hidden = hidden
        self._hidden = hidden(reference)
        self._judge = None if labels is None else classifier(reference, labels)
        self._between = float(np.median(distances(reference, seen).min(1)))

    def row(self, samples: Array, labels: Array | None = None) -> Row:
        """Return the columns for samples (n, features) that were asked for as `labels`."""
        judge = cas = None
        if labels is not None and self._judge is not None:
            judge = float(self._judge.score(samples, labels))
            cas = accuracy_score(samples, labels, self.reference, self.labels)
        precision, recall = coverage(self.reference, samples)
        return Row(
            judge,
            cas,
            frechet(self.hidden(samples), self._hidden),
            precision,
            recall,
            two_sample(self.reference, samples),
            float(np.median(distances(samples, self.seen).min(1))) / max(self._between, 1e-12),
        )


def classifier(features: Array, labels: Array) -> Any:
    """Return a support vector machine that learnt the labels (radial, gamma .001, C 10)."""
    from sklearn.svm import SVC

    return SVC(gamma=0.001, C=10).fit(features, labels)


def accuracy_score(samples: Array, asked: Array, reference: Array, labels: Array | None) -> float:
    """Return the classification accuracy score (Ravuri and Vinyals 2019); 0 for a single class."""
    if len(np.unique(asked)) < 2:
        return 0.0
    return float(classifier(samples, asked).score(reference, labels))


def learnt(features: Array, labels: Array, width: int = 64) -> Features:
    """Return the hidden layer of a network of one layer that learnt labels, as a function."""
    from sklearn.neural_network import MLPClassifier

    scale = max(float(np.abs(features).max()), 1e-12)
    network = MLPClassifier((width,), max_iter=500, random_state=0).fit(features / scale, labels)
    weights, bias = network.coefs_[0] / scale, network.intercepts_[0]
    return lambda given: np.maximum(given @ weights + bias, 0)


def frechet(one: Array, two: Array) -> float:
    """Return the Frechet distance (squared) of the Gaussians of two sets of features.

    |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2)), Dowson and Landau 1982; Heusel et al. 2017.
    """
    apart = one.mean(0) - two.mean(0)
    first, second = np.cov(one.T), np.cov(two.T)
    values, vectors = np.linalg.eigh(first)
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    shared = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ second @ root), 0)).sum()
    return float(apart @ apart + np.trace(first) + np.trace(second) - 2 * shared)


def coverage(
    reference: Array, samples: Array, neighbours: int = _NEIGHBOURS
) -> tuple[float, float]:
    """Return (precision, recall) by balls that reach the k-th neighbour (Kynkaanniemi 2019)."""
    between = distances(samples, reference)
    real, made = (_reach(each, neighbours) for each in (reference, samples))
    precision = (between <= real[None, :]).any(1).mean()
    return float(precision), float((between <= made[:, None]).any(0).mean())


def two_sample(reference: Array, samples: Array) -> float:
    """Return how often the nearest other picture is of the same set (Lopez-Paz, Oquab 2017)."""
    both = np.concatenate([reference, samples])
    made = np.arange(len(both)) >= len(reference)
    apart = distances(both, both)
    np.fill_diagonal(apart, np.inf)
    return float((made[apart.argmin(1)] == made).mean())


def distances(one: Array, two: Array) -> Array:
    """Return Euclidean distances (n, m) of rows; exactly 0 for rows that are the same."""
    one, two = one.astype(np.float64), two.astype(np.float64)
    centre = two.mean(0)
    one, two = one - centre, two - centre
    squares = (two**2).sum(1)
    found = np.empty((len(one), len(two)))
    for start in range(0, len(one), _BLOCK):
        rows = one[start : start + _BLOCK]
        own = (rows**2).sum(1)[:, None]
        near = own + squares - 2 * rows @ two.T
        near[near < 1e-9 * (own + squares)] = 0  # what rounding leaves of nothing
        found[start : start + _BLOCK] = np.sqrt(near)
    return found


def _reach(points: Array, neighbours: int) -> Array:
    """Return how far the k-th neighbour of each row is."""
    apart = distances(points, points)
    place = min(neighbours, len(points) - 1)
    return np.partition(apart, place, axis=1)[:, place]
