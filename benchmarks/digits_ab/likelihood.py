"""Densities of binary digits without networks: nats a picture, the nearer to 0 the better.

A digit is binary where a grey level of 8 or more is ink. Everything learns from one half and is
tested on the other.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks.digits_ab.halves import LEVELS, levels

Bits: TypeAlias = NDArray[np.float64]
Labels: TypeAlias = NDArray[np.int64]
LogDensity: TypeAlias = Callable[[Bits, Labels], NDArray[np.float64]]
Pictures: TypeAlias = NDArray[np.uint8]
Density: TypeAlias = Callable[[Pictures, Labels, int], LogDensity]
"""(pictures (n, 1, 8, 8), labels, seed) -> a function: bits (m, 64), labels -> nats (m,), below 0.

What is compared is log p(picture): a density given a class is summed over the classes first.
"""


def binary(pictures: NDArray[Any]) -> Bits:
    """Return pictures (n, 1, 8, 8) of 0..255 as rows of bits."""
    return (levels(pictures) >= LEVELS / 2).astype(np.float64)


def independent(pictures: Pictures, labels: Labels, seed: int) -> LogDensity:
    """Each pixel by itself."""
    bits = binary(pictures)
    chance = (bits.sum(0) + 1) / (len(bits) + 2)
    return lambda rows, _: _bernoulli(rows, chance[None])[:, 0]


def mixture(pictures: Pictures, labels: Labels, seed: int, parts: int = 40) -> LogDensity:
    """Forty kinds of digits, the pixels of each independent, found by 100 rounds of EM."""
    from scipy.special import logsumexp

    bits = binary(pictures)
    share = np.random.default_rng(seed).dirichlet(np.full(parts, 0.1), len(bits))
    for _ in range(100):
        weight = (share.sum(0) + 1) / (len(bits) + parts)
        chance = (share.T @ bits + 0.5) / (share.sum(0)[:, None] + 1)
        joint = _bernoulli(bits, chance) + np.log(weight)
        share = np.exp(joint - logsumexp(joint, axis=1, keepdims=True))
    return lambda rows, _: logsumexp(_bernoulli(rows, chance) + np.log(weight), axis=1)


def autoregressive(pictures: Pictures, labels: Labels, seed: int) -> LogDensity:
    """Each pixel by logistic regression on those before it, row by row (penalty C = .3)."""
    from sklearn.linear_model import LogisticRegression

    bits = binary(pictures)
    models: list[Any] = []
    for place in range(bits.shape[1]):
        told, wanted = bits[:, :place], bits[:, place]
        if place == 0 or wanted.min() == wanted.max():  # nothing to learn from
            models.append((wanted.sum() + 1) / (len(wanted) + 2))
        else:
            models.append(LogisticRegression(C=0.3, max_iter=500).fit(told, wanted))

    def log_density(rows: Bits, _: Labels) -> NDArray[np.float64]:
        total = np.zeros(len(rows))
        for place, model in enumerate(models):
            bit = rows[:, place]
            if isinstance(model, float):
                total += np.where(bit > 0, np.log(model), np.log1p(-model))
            else:
                log_chance = model.predict_log_proba(rows[:, :place])
                total += np.where(bit > 0, log_chance[:, 1], log_chance[:, 0])
        return total

    return log_density


def _bernoulli(bits: Bits, chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log p (n, parts) of bits under each part's chances (parts, 64)."""
    return bits @ np.log(chance).T + (1 - bits) @ np.log1p(-chance).T


DENSITIES: dict[str, tuple[Density, float]] = {
    "independent": (independent, -25.2),
    "bernoulli-40": (mixture, -18.58),
    "autoregressive": (autoregressive, -18.35),
}
"""Densities, and what somebody else's implementation gave for them on the first half."""
