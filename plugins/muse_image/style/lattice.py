"""Places of a picture at which its features are compared, and the features there, tile by tile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import torch
from torch import Tensor

from .vgg import Vgg

TILE = 512
"""The side of a tile, px; a picture whose sides are below half as much more is done at once."""

Tick: TypeAlias = Callable[[], None]


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


def _nothing() -> None:
    """Do nothing."""


def features(
    net: Vgg, pixels: Tensor, lattice: Lattice, tile: int = TILE, tick: Tick = _nothing
) -> Tensor:
    """Return the features (n, d) of pixels (1, 3, h, w) at a lattice's places, row by row.

    Where the picture is larger than a tile they are found tile by tile, forwards and backwards, so
    that memory doesn't grow with the picture. A tile sees as far beyond its edge as the last block
    but one of the network, and the loss is of all places together: there are no seams. `tick` is
    called for each tile; what it raises ends the work.
    """
    height, width = pixels.shape[-2:]
    if len(tiles(net, height, width, tile)) == 1:
        return read(net(pixels), lattice, (0, 0)).flatten(0, 1)
    return cast(Tensor, _Tiled.apply(pixels, net, lattice, tile, tick)).flatten(0, 1)


@torch.no_grad()
def looked(
    net: Vgg,
    pixels: Tensor,
    lattices: Sequence[Lattice],
    tile: int = TILE,
    tick: Tick = _nothing,
) -> list[Tensor]:
    """Return the same for several lattices, each tile looked at once, without slopes."""
    return [each.flatten(0, 1) for each in _laid(net, pixels, lattices, tile, tick)]


@dataclass(frozen=True)
class Tile:
    """From where to where a tile reaches, and how much of the picture it sees, px."""

    top: int
    left: int
    side: int
    down: slice
    along: slice

    @property
    def corner(self) -> tuple[int, int]:
        """The upper left corner of what it sees."""
        return self.down.start, self.along.start

    def part(self, lattice: Lattice) -> tuple[slice, slice, Lattice] | None:
        """Return which rows and columns of a lattice lie in it, and those; None if none do."""

        def within(lines: Tensor, begin: int) -> slice:
            edges = torch.tensor([begin, begin + self.side], dtype=lines.dtype)
            return slice(*torch.searchsorted(lines, edges).tolist())

        rows, columns = within(lattice.rows, self.top), within(lattice.columns, self.left)
        if rows.start == rows.stop or columns.start == columns.stop:
            return None
        return rows, columns, Lattice(lattice.rows[rows], lattice.columns[columns])


def tiles(net: Vgg, height: int, width: int, tile: int) -> list[Tile]:
    """Return the tiles of a picture, row by row; their corners fit the network's pooling."""
    if max(height, width) < tile * 1.5:
        return [Tile(0, 0, max(height, width), slice(0, height), slice(0, width))]
    step = net.stride
    side = max(1, tile // step) * step
    around = -(-net.reach(max(0, len(net.blocks) - 2)) // step) * step

    def seen(begin: int, length: int) -> slice:
        return slice(max(0, begin - around), min(length, begin + side + around))

    return [
        Tile(top, left, side, seen(top, height), seen(left, width))
        for top in range(0, height, side)
        for left in range(0, width, side)
    ]


def _laid(
    net: Vgg, pixels: Tensor, lattices: Sequence[Lattice], tile: int, tick: Tick
) -> list[Tensor]:
    """Return features (rows, columns, d) at lattices' places."""
    found: list[Tensor] = []
    height, width = pixels.shape[-2:]
    for each in tiles(net, height, width, tile):
        tick()
        maps = net(pixels[..., each.down, each.along])
        if not found:
            depth = sum(values.shape[1] for _, values in maps)
            sizes = [(len(one.rows), len(one.columns), depth) for one in lattices]
            found = [pixels.new_empty(size) for size in sizes]
        for values, lattice in zip(found, lattices, strict=True):
            if part := each.part(lattice):
                rows, columns, inside = part
                values[rows, columns] = read(maps, inside, each.corner)
    return found


class _Tiled(torch.autograd.Function):
    """Features found by tiles; backwards each tile is looked at again and asked alone."""

    @staticmethod
    def forward(
        ctx: Any, pixels: Tensor, net: Vgg, lattice: Lattice, tile: int, tick: Tick
    ) -> Tensor:
        ctx.save_for_backward(pixels)
        ctx.known = net, lattice, tile, tick
        return _laid(net, pixels, [lattice], tile, tick)[0]

    @staticmethod
    def backward(ctx: Any, *asked: Tensor) -> tuple[Tensor | None, ...]:
        (pixels,) = ctx.saved_tensors
        net, lattice, tile, tick = ctx.known
        slopes = torch.zeros_like(pixels)
        height, width = pixels.shape[-2:]
        for each in tiles(net, height, width, tile):
            if part := each.part(lattice):
                tick()
                rows, columns, inside = part
                with torch.enable_grad():
                    seen = pixels[..., each.down, each.along].detach().requires_grad_()
                    found = read(net(seen), inside, each.corner)
                (slope,) = torch.autograd.grad(found, seen, asked[0][rows, columns])
                slopes[..., each.down, each.along] += slope
        return slopes, None, None, None, None


def read(maps: Sequence[tuple[int, Tensor]], lattice: Lattice, corner: tuple[int, int]) -> Tensor:
    """Return features (rows, columns, d) by maps of a tile whose upper left corner is given, px.

    Between places of a map they are linear, by two products of matrices: the same each time on
    any device, which samplers that add up in whatever order aren't.
    """
    found = []
    for stride, values in maps:
        across = between(lattice.rows - corner[0], stride, values.shape[2]).to(values)
        along = between(lattice.columns - corner[1], stride, values.shape[3]).to(values)
        found.append(across @ values[0] @ along.T)
    return torch.cat(found).permute(1, 2, 0)


def between(lines: Tensor, stride: int, length: int) -> Tensor:
    """Return the weights (n, length) that read a map's middles at lines, linear between them."""
    at = (lines / stride - 0.5).clamp(0, length - 1)
    return (1 - (at[:, None] - torch.arange(length)).abs()).clamp(min=0)
