"""How far a picture is from a content and from a style, by features at some of its places.

Kolkin, Salavon & Shakhnarovich 2019, "Style Transfer by Relaxed Optimal Transport and
Self-Similarity" (arXiv 1904.12785); numbers of equations are theirs. Rows are places, columns
features; the first three columns are the pixels.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F

_OPPONENTS = (
    (1 / math.sqrt(3),) * 3,
    (1 / math.sqrt(2), -1 / math.sqrt(2), 0.0),
    (1 / math.sqrt(6), 1 / math.sqrt(6), -2 / math.sqrt(6)),
)
"""Lightness, red against green, yellow against blue: a rotation of RGB that hardly correlates."""


def angles(x: Tensor, y: Tensor) -> Tensor:
    """Return the cosine distances (n, m), 0..2, of all rows of x (n, d) to all of y (m, d)."""
    return 1 - F.normalize(x, dim=1, eps=1e-8) @ F.normalize(y, dim=1, eps=1e-8).T


def transported(costs: Tensor) -> Tensor:
    """Return the relaxed earth mover's distance by costs (n, m) between places (eq. 3, 4).

    Each place goes to the nearest of the other side; the dearer of both directions counts, so that
    neither may leave out what the other has.
    """
    return torch.maximum(costs.min(1).values.mean(), costs.min(0).values.mean())


def moments(x: Tensor, y: Tensor) -> Tensor:
    """Return the mean difference of means and of covariances of x (n, d) and y (m, d) (eq. 7)."""
    means = (x.mean(0) - y.mean(0)).abs().mean()
    return means + (torch.cov(x.T, correction=0) - torch.cov(y.T, correction=0)).abs().mean()


def palette(x: Tensor, y: Tensor) -> Tensor:
    """Return how far the colours of x (n, 3) have to be moved to be those of y (m, 3) (eq. 9).

    Distances are Euclidean, in opponent colours of equal lengths, the same in any rotation.
    """
    turn = x.new_tensor(_OPPONENTS).T
    a, b = x @ turn, y @ turn
    apart = (a[:, None] - b[None]).square().sum(2)
    return transported((apart + 1e-12).sqrt())


def unlike(x: Tensor, y: Tensor) -> Tensor:
    """Return how differently x and y (n, d) are like themselves from place to place (eq. 8).

    Each column of the places' distances to each other is a share of its sum: what is far from what
    is compared, and not how far in all. Times n of the formula there, as the authors count it.
    """
    inner, outer = angles(x, x), angles(y, y)
    shares = inner / inner.sum(0).clamp(min=1e-8) - outer / outer.sum(0).clamp(min=1e-8)
    return shares.abs().sum(0).mean()


def roughness(pixels: Tensor) -> Tensor:
    """Return the total variation of pixels (1, 3, h, w): the mean step to the next pixel."""
    down, along = pixels.diff(dim=2).abs(), pixels.diff(dim=3).abs()
    return sum((each.mean() for each in (down, along) if each.numel()), pixels.new_zeros(()))


def total(here: Tensor, content: Tensor, style: Tensor, keeping: float) -> Tensor:
    """Return the whole loss of features here (n, d), with those of content (n, d) at the same
    places and of style (m, d), at `keeping` of the content against the style (eq. 2 and 1)."""
    styled = (
        transported(angles(here, style))
        + moments(here, style)
        + palette(here[:, :3], style[:, :3]) / max(keeping, 1.0)
    )
    return (keeping * unlike(here, content) + styled) / (2 + keeping + 1 / max(keeping, 1.0))
