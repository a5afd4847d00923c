"""Two halves of scikit-learn's digits: generators learn from one and are judged by the other."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits_ab.metrics import Measure

LEVELS = 16
"""The brightest of the 17 grey levels that the digits have."""

EACH = 90
"""Samples of each class that a generator is asked for."""


class Half(NamedTuple):
    """Pictures uint8 (n, 1, 8, 8), 0..255, and their digits (n,)."""

    pictures: NDArray[np.uint8]
    labels: NDArray[np.int64]


@cache
def halves(swap: bool = False) -> tuple[Half, Half]:
    """Return (seen, reference): 898 and 899 digits, each class divided evenly, always the same."""
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    values, labels = load_digits(return_X_y=True)
    pictures = (values * (255 / LEVELS)).round().astype(np.uint8).reshape(-1, 1, 8, 8)
    parts = train_test_split(pictures, labels, test_size=0.5, stratify=labels, random_state=0)
    one, two = Half(parts[0], parts[2]), Half(parts[1], parts[3])
    return (two, one) if swap else (one, two)


@cache
def measure(swap: bool = False) -> Measure:
    """Return what judges samples by the half that wasn't seen."""
    seen, reference = halves(swap)
    return Measure(levels(seen.pictures), levels(reference.pictures), reference.labels)


def levels(pictures: NDArray[Any]) -> NDArray[np.float64]:
    """Return pictures (n, 1, 8, 8) of 0..255 as rows of the nearest of the 17 grey levels."""
    rows = np.asarray(pictures, np.float64).reshape(len(pictures), -1) * (LEVELS / 255)
    return np.clip(np.round(rows), 0, LEVELS)


def asked() -> NDArray[np.int64]:
    """Return the classes that samples are asked for: 900, every digit alike often."""
    return np.repeat(np.arange(10), EACH)
