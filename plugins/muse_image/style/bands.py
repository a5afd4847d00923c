"""Tensors of pictures: resized, and as the bands of a Laplacian pyramid (Burt & Adelson 1983)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from .lattice import between

if TYPE_CHECKING:
    from .engine import Pixels

BANDS = 5
"""How many bands at most, the coarsest included."""


def tensor(pixels: Pixels, device: torch.device) -> Tensor:
    """Return pixels (h, w, 3) as a tensor (1, 3, h, w)."""
    return torch.from_numpy(pixels.copy()).permute(2, 0, 1)[None].float().to(device)


def pixels(values: Tensor) -> Pixels:
    """Return a tensor (1, 3, h, w) as pixels (h, w, 3) in 0..1."""
    found: Pixels = values.detach()[0].permute(1, 2, 0).clamp(0, 1).cpu().contiguous().numpy()
    return found


def resized(values: Tensor, height: int, width: int) -> Tensor:
    """Return (1, c, h, w) at another size: areas averaged where it is smaller, else linear."""
    if values.shape[-2:] == (height, width):
        return values
    if height <= values.shape[2] and width <= values.shape[3]:
        return F.interpolate(values, (height, width), mode="area")
    return _spread(values, height, width)


def split(values: Tensor) -> list[Tensor]:
    """Return the bands of a picture (1, 3, h, w), the finest first; `joined` gives it back."""
    found: list[Tensor] = []
    while len(found) < BANDS - 1 and min(values.shape[-2:]) >= 4:
        height, width = values.shape[-2:]
        coarse = F.interpolate(values, (-(-height // 2), -(-width // 2)), mode="area")
        found.append(values - _spread(coarse, height, width))
        values = coarse
    return [*found, values]


def joined(bands: Sequence[Tensor]) -> Tensor:
    """Return the picture of bands, the finest first; slopes are the same bytes on any run."""
    whole = bands[-1]
    for band in reversed(bands[:-1]):
        whole = band + _spread(whole, *band.shape[-2:])
    return whole


def detail(values: Tensor) -> Tensor:
    """Return a picture's finest band: what is left of it without its coarser half."""
    found = split(values)
    return found[0] if len(found) > 1 else values - values.mean((2, 3), keepdim=True)


def _spread(values: Tensor, height: int, width: int) -> Tensor:
    """Return values (1, c, h, w) enlarged linearly, by two products of matrices.

    The library's own way adds slopes up in whatever order on a graphics card.
    """

    def weights(new: int, old: int) -> Tensor:
        return between((torch.arange(new) + 0.5) * (old / new), 1, old).to(values)

    down, along = weights(height, values.shape[2]), weights(width, values.shape[3])
    return down @ values @ along.T
