"""Doubling and blurring pictures by the filter 1 3 3 1 (arXiv:1912.04958, appendix B).

It is written as sums of what lies side by side: those have slopes of slopes, which the penalties
need, and take a fraction of a convolution's time on a processor.
"""

import math
from collections.abc import Iterator

import torch.nn.functional as F
from torch import Tensor


def blurred(x: Tensor, rim: int, gain: float = 1.0) -> Tensor:
    """Return (b, c, h + 2 rim - 3, w + 2 rim - 3): x within a rim of zeros, through 1 3 3 1."""
    x = F.pad(x, (rim,) * 4)
    for dimension in (2, 3):
        a, b, c, d = _four(x, dimension)
        x = (a + d + 3 * (b + c)) * (math.sqrt(gain) / 8)
    return x


def _four(x: Tensor, dimension: int) -> Iterator[Tensor]:
    length = x.shape[dimension] - 3
    return (x.narrow(dimension, place, length) for place in range(4))


def doubled(x: Tensor) -> Tensor:
    """Return (b, c, 2 h, 2 w): zeros put between, then through 1 3 3 1.

    Of any two neighbours a and b that leaves (3 a + b) / 4 and (a + 3 b) / 4; zeros lie around.
    """
    h, w = x.shape[2:]
    x = F.interpolate(F.pad(x, (1,) * 4), scale_factor=2, mode="bilinear", align_corners=False)
    return x[:, :, 2 : 2 + 2 * h, 2 : 2 + 2 * w]
