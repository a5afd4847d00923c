"""Places of a picture at which its features are compared, and the features there, tile by tile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import torch
from torch import Tensor

from .vgg import Vgg

TILE = 512
"""The side of a tile, px; a picture whose sides are below half as much more is done at once."""


@dataclass(frozen=True)
class Lattice:
    """Rows and columns, px from the upper left to a pixel's middle, rising: all crossings count."""

    rows: Tensor
    columns: Tensor

    @property
    def places(self) -> int:
        """How many crossings it has."""
        return len(self.rows) * len(self.columns)


def drawn(height: int, width: int, places: int, chance: torch.Generator) -> Lattice:
    """Return a lattice of about so many places: one row and column at random in each of a share.

    It has the picture's form, and never more rows or columns than the picture.
    """
    down = min(height, max(1, round((places * height / width) ** 0.5)))
    along = min(width, max(1, round(places / down)))

    def lines(count: int, side: int) -> Tensor:
        return (torch.arange(count) + torch.rand(count, generator=chance)) * (side / count)

    return Lattice(lines(down, height), lines(along, width))


def features(net: Vgg, pixels: Tensor, lattice: Lattice, tile: int = TILE) -> Tensor:
    """Return the features (n, d) of pixels (1, 3, h, w) at a lattice's places, row by row.

    Where the picture is larger than a tile they are found tile by tile, forwards and backwards, so
    that memory doesn't grow with the picture. A tile sees as far beyond its edge as the last block
    but one of the network, and the loss is of all places together: there are no seams.
    """
    if all(side < tile * 1.5 for side in pixels.shape[-2:]):
        return _looked(net, pixels, lattice, (0, 0)).flatten(0, 1)
    return cast(Tensor, _Tiled.apply(pixels, net, lattice, tile)).flatten(0, 1)


class _Tiled(torch.autograd.Function):
    """Features found by tiles; backwards each tile is looked at again and asked alone."""

    @staticmethod
    def forward(ctx: Any, pixels: Tensor, net: Vgg, lattice: Lattice, tile: int) -> Tensor:
        ctx.save_for_backward(pixels)
        ctx.known = net, lattice, tile
        rows: dict[int, list[Tensor]] = {}
        for each in _tiles(net, pixels, lattice, tile):
            found = _looked(net, pixels[..., each.down, each.along], each.lattice, each.corner)
            rows.setdefault(each.rows.start, []).append(found)
        return torch.cat([torch.cat(found, 1) for found in rows.values()])

    @staticmethod
    def backward(ctx: Any, *asked: Tensor) -> tuple[Tensor | None, ...]:
        (pixels,) = ctx.saved_tensors
        net, lattice, tile = ctx.known
        slopes = torch.zeros_like(pixels)
        for each in _tiles(net, pixels, lattice, tile):
            with torch.enable_grad():
                part = pixels[..., each.down, each.along].detach().requires_grad_()
                found = _looked(net, part, each.lattice, each.corner)
            (slope,) = torch.autograd.grad(found, part, asked[0][each.rows, each.columns])
            slopes[..., each.down, each.along] += slope
        return slopes, None, None, None


@dataclass(frozen=True)
class _Part:
    """A tile with what it sees around itself, and the part of a lattice that lies in the tile."""

    down: slice
    along: slice
    rows: slice
    columns: slice
    lattice: Lattice

    @property
    def corner(self) -> tuple[int, int]:
        """Its upper left corner, px."""
        return self.down.start, self.along.start


def _tiles(net: Vgg, pixels: Tensor, lattice: Lattice, tile: int) -> Iterator[_Part]:
    """Yield the tiles that hold places, row by row; their corners fit the network's pooling."""
    height, width = pixels.shape[-2:]
    step = net.stride
    side = max(1, tile // step) * step
    around = -(-net.reach(max(0, len(net.blocks) - 2)) // step) * step

    def spans(length: int, lines: Tensor) -> Iterator[tuple[slice, slice]]:
        for begin in range(0, length, side):
            inside = torch.searchsorted(
                lines, torch.tensor([begin, begin + side], dtype=lines.dtype)
            )
            first, last = inside.tolist()
            if first < last:
                seen = slice(max(0, begin - around), min(length, begin + side + around))
                yield seen, slice(first, last)

    for down, rows in spans(height, lattice.rows):
        for along, columns in spans(width, lattice.columns):
            part = Lattice(lattice.rows[rows], lattice.columns[columns])
            yield _Part(down, along, rows, columns, part)


def _looked(net: Vgg, pixels: Tensor, lattice: Lattice, corner: tuple[int, int]) -> Tensor:
    """Return the features (rows, columns, d) of a tile whose upper left corner is given, px.

    Between places of a map they are linear, by two products of matrices: the same each time on
    any device, which samplers that add up in whatever order aren't.
    """
    found = []
    for stride, values in net(pixels):
        across = between(lattice.rows - corner[0], stride, values.shape[2]).to(values)
        along = between(lattice.columns - corner[1], stride, values.shape[3]).to(values)
        found.append(across @ values[0] @ along.T)
    return torch.cat(found).permute(1, 2, 0)


def between(lines: Tensor, stride: int, length: int) -> Tensor:
    """Return the weights (n, length) that read a map's middles at lines, linear between them."""
    at = (lines / stride - 0.5).clamp(0, length - 1)
    return (1 - (at[:, None] - torch.arange(length)).abs()).clamp(min=0)
