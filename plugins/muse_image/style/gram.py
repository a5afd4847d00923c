"""The optimiser by Gram matrices, steps by L-BFGS: a style is what features go with what others.

Gatys, Ecker & Bethge 2015, "A Neural Algorithm of Artistic Style" (arXiv 1508.06576), with the
histograms of features matched (Risser, Wilmot & Barnes 2017, arXiv 1701.08893), which keeps the
contrast that Gram matrices alone lose. Numbers of equations are Gatys'. Each term is a share of
what is wanted, so that networks of other scales need no other weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, cast

import torch
from torch import Tensor

from . import bands, colours
from .engine import Sample
from .lattice import TILE, Lattice, Tick, Tile, drawn, read, tiles
from .losses import roughness
from .optimiser import Goal, Look, Optimiser, Told
from .vgg import Vgg

COARSEST = 128
"""The longer side from which it begins, px (to twice that): Gram matrices need many places."""
PLACES = 4096
"""Places at which histograms are compared, from that size on at which there are so many."""
KEEPING = 0.05
"""What the content counts against the style."""
MATCHING = 0.2
"""What the histograms count against the Gram matrices."""
SMOOTHING = 0.02
"""What total variation counts beside them."""
MEMORY = 20
"""Steps whose slopes tell how the loss is curved."""

Sight: TypeAlias = tuple[Tensor, ...]
"""What is seen of a picture: how far its content is off, features (n, d) at places, and of each
block the sum of products (c, c) over its first maps."""


@dataclass(frozen=True)
class Gram(Optimiser):
    """Styles pictures by Gram matrices and histograms; `steps` are looks at the network."""

    places: int = PLACES
    coarsest: ClassVar[int] = COARSEST

    def goal(self, look: Look, tick: Tick) -> Goal:
        """Look at a content as a whole, and at styles: as a whole, and at places at random."""
        height, width = look.content.shape[-2:]
        lattice = drawn(height, width, self.places, look.chance)
        grams: list[Tensor] = []
        rows = []
        for style, weight in look.styles:
            places = max(1, round(self.places * weight))
            h, w = style.shape[-2:]
            at = drawn(h, w, places, look.chance)
            with torch.no_grad():
                _, found, *sums = seen(self.net, style, None, at, tick=tick)
            shares = [weight * each for each in means(sums, style)]
            grams = [a + b for a, b in zip(grams, shares, strict=True)] if grams else shares
            rows.append(found)
        wanted = quantiles(torch.cat(rows), lattice.places)
        content = kept(self.net, look.content, tick=tick)
        keeping = KEEPING / look.strength**2
        return _Matched(content, lattice, grams, wanted, keeping, _recoloured(look))

    def improved(self, picture: Tensor, goal: Goal, steps: int, told: Told) -> Tensor:
        """Return a picture (1, 3, h, w) after about so many looks at its size."""
        parts = [band.contiguous().requires_grad_() for band in bands.split(picture.clamp(0, 1))]
        stepping = torch.optim.LBFGS(
            parts,
            max_iter=steps,
            max_eval=steps,
            history_size=MEMORY,
            tolerance_grad=0,
            tolerance_change=0,
            line_search_fn="strong_wolfe",
        )
        area = picture.shape[-2] * picture.shape[-1]
        looks = 0

        def look() -> Tensor:
            nonlocal looks
            stepping.zero_grad()
            loss = goal.loss(self.net, bands.joined(parts), looks, told.tick)
            loss.backward()
            if looks < steps:
                told.step(area)
            looks += 1
            return loss

        stepping.step(cast("Callable[[], float]", look))
        told.step(area * max(0, steps - looks))  # where nothing was left to better
        return bands.joined(parts).detach()


@dataclass(frozen=True)
class _Matched:
    """Whose content, Gram matrices and histograms a picture is to have."""

    content: Tensor  # maps of `depth`, (c, h, w)
    lattice: Lattice
    grams: Sequence[Tensor]  # of each block (c, c)
    rows: Tensor  # (n, d), each column rising; n places of the lattice
    keeping: float
    recoloured: Tensor  # the content in the style's colours

    def start(self, content: Tensor) -> Tensor:
        """Return the content in the style's colours: those a network's slopes find slowly."""
        return self.recoloured

    def loss(self, net: Vgg, picture: Tensor, step: int, tick: Tick) -> Tensor:
        """Return how far a picture (1, 3, h, w) is from it (eq. 7)."""
        off, rows, *sums = seen(net, picture, self.content, self.lattice, tick=tick)
        return total(self, off, rows, means(sums, picture)) + SMOOTHING * roughness(picture)


def _recoloured(look: Look) -> Tensor:
    """Return a content whose colours come as often as in the styles."""
    content = bands.pixels(look.content)
    samples = [Sample(bands.pixels(style), weight) for style, weight in look.styles]
    seed = int(torch.randint(2**31, (), generator=look.chance))
    cube = colours.transport(content, samples, seed, tone=1.0)
    return bands.tensor(colours.applied(content, cube), look.content.device)


def total(goal: _Matched, off: Tensor, rows: Tensor, grams: Sequence[Tensor]) -> Tensor:
    """Return the loss by what is seen: content (eq. 1), Gram matrices (eq. 4, 5), histograms.

    Histograms of one column are as far apart as its values in their order are.
    """
    share = 1 / len(grams)
    style = rows.new_zeros(())
    for found, wanted in zip(grams, goal.grams, strict=True):
        style = style + share * (found - wanted).square().sum() / _size(wanted)
    apart = (rows.sort(0).values - goal.rows).square()
    matched = off.new_zeros(())
    begin = 0
    for gram in grams:
        at = slice(begin, begin + len(gram))
        matched = matched + share * apart[:, at].sum() / _size(goal.rows[:, at])
        begin += len(gram)
    return goal.keeping * off / _size(goal.content) + style + MATCHING * matched


def _size(values: Tensor) -> Tensor:
    """Return the sum of squares, above 0: a network may see nothing in a black picture."""
    return values.square().sum().clamp(min=1e-12)


def means(sums: Sequence[Tensor], picture: Tensor) -> list[Tensor]:
    """Return Gram matrices (c, c) of sums over a picture's places: a place of each map's mean."""
    area = picture.shape[-2] * picture.shape[-1]
    return [each * (4**block / area) for block, each in enumerate(sums)]


def quantiles(rows: Tensor, count: int) -> Tensor:
    """Return so many values (count, d) of each column of rows (n, d), rising, evenly spread."""
    ordered = rows.sort(0).values
    at = (torch.arange(count).to(rows) + 0.5) * (len(rows) / count) - 0.5
    at = at.clamp(0, len(rows) - 1)
    low = at.floor().long()
    high = (low + 1).clamp(max=len(rows) - 1)
    return torch.lerp(ordered[low], ordered[high], (at - low)[:, None])


def depth(net: Vgg) -> tuple[int, int]:
    """Return the block and place of the maps that content is compared by: conv4_2 of VGG-19."""
    block = max(0, len(net.blocks) - 2)
    return block, min(1, len(cast("torch.nn.ModuleList", net.blocks[block])) - 1)


def seen(
    net: Vgg,
    pixels: Tensor,
    content: Tensor | None,
    lattice: Lattice,
    tile: int = TILE,
    tick: Tick = lambda: None,
) -> Sight:
    """Return what is seen of pixels (1, 3, h, w); beyond a tile by tiles, forwards and backwards.

    What is seen are sums over tiles, so that the slopes are those of the whole picture, but for the
    deepest block, which sees beyond what a tile sees.
    """
    height, width = pixels.shape[-2:]
    found = tiles(net, height, width, tile)
    if len(found) == 1:
        off, rows, *sums = _part(net, pixels, content, found[0], lattice)
        return off, rows.flatten(0, 1), *sums
    every = cast(Sight, _Tiled.apply(pixels, net, content, lattice, tile, tick))
    return every[0], every[1].flatten(0, 1), *every[2:]


@torch.no_grad()
def kept(net: Vgg, pixels: Tensor, tile: int = TILE, tick: Tick = lambda: None) -> Tensor:
    """Return the maps (c, h', w') of a content's pixels (1, 3, h, w)."""
    block, place = depth(net)
    found: dict[int, list[Tensor]] = {}
    height, width = pixels.shape[-2:]
    for each in tiles(net, height, width, tile):
        tick()
        for b, p, values in net.maps(pixels[..., each.down, each.along]):
            if (b, p) == (block, place):
                found.setdefault(each.top, []).append(_within(values[0], each, 2**b))
    return torch.cat([torch.cat(row, 2) for row in found.values()], 1)


def _within(maps: Tensor, tile: Tile, stride: int) -> Tensor:
    """Return that part of maps (c, h, w) of all that a tile sees which is the tile itself."""
    top, left = ((a - b) // stride for a, b in zip((tile.top, tile.left), tile.corner, strict=True))
    side = max(1, tile.side // stride)
    return maps[:, top : top + side, left : left + side]


def _part(net: Vgg, pixels: Tensor, content: Tensor | None, tile: Tile, lattice: Lattice) -> Sight:
    """Return what is seen of a tile, of what it sees; places are rows and columns still."""
    off, sums, shown = pixels.new_zeros(()), [], []
    for block, place, values in net.maps(pixels):
        if place == 0:
            inside = _within(values[0], tile, 2**block).flatten(1)
            sums.append(inside @ inside.T)
            shown.append((2**block, values))
        if content is not None and (block, place) == depth(net):
            inside = _within(values[0], tile, 2**block)
            y, x = tile.top // 2**block, tile.left // 2**block
            wanted = content[:, y : y + inside.shape[1], x : x + inside.shape[2]]
            off = off + (inside - wanted).square().sum()
    return off, read(shown, lattice, tile.corner), *sums


class _Tiled(torch.autograd.Function):
    """What is seen, by tiles; backwards each is looked at again and asked alone."""

    @staticmethod
    def forward(
        ctx: Any,
        pixels: Tensor,
        net: Vgg,
        content: Tensor | None,
        lattice: Lattice,
        tile: int,
        tick: Tick,
    ) -> Sight:
        ctx.save_for_backward(pixels)
        ctx.known = net, content, lattice, tile, tick
        whole: list[Tensor] = []
        height, width = pixels.shape[-2:]
        for each in tiles(net, height, width, tile):
            tick()
            rows, columns, inside = _places(each, lattice)
            seen = pixels[..., each.down, each.along]
            off, shown, *sums = _part(net, seen, content, each, inside)
            if not whole:
                size = len(lattice.rows), len(lattice.columns), shown.shape[2]
                whole = [torch.zeros_like(off), pixels.new_empty(size)]
                whole += [torch.zeros_like(each) for each in sums]
            whole[1][rows, columns] = shown
            for total, part in zip([whole[0], *whole[2:]], [off, *sums], strict=True):
                total += part
        return tuple(whole)

    @staticmethod
    def backward(ctx: Any, *asked: Tensor) -> tuple[Tensor | None, ...]:
        (pixels,) = ctx.saved_tensors
        net, content, lattice, tile, tick = ctx.known
        slopes = torch.zeros_like(pixels)
        height, width = pixels.shape[-2:]
        for each in tiles(net, height, width, tile):
            tick()
            rows, columns, inside = _places(each, lattice)
            with torch.enable_grad():
                seen = pixels[..., each.down, each.along].detach().requires_grad_()
                found = _part(net, seen, content, each, inside)
            wanted = (asked[0], asked[1][rows, columns], *asked[2:])
            heard = [pair for pair in zip(found, wanted, strict=True) if pair[0].requires_grad]
            values, weights = zip(*heard, strict=True)
            (slope,) = torch.autograd.grad(values, seen, weights)
            slopes[..., each.down, each.along] += slope
        return slopes, None, None, None, None, None


def _places(tile: Tile, lattice: Lattice) -> tuple[slice, slice, Lattice]:
    """Return which rows and columns of a lattice lie in a tile, and those, even if none do."""
    nothing = slice(0, 0), slice(0, 0), Lattice(lattice.rows[:0], lattice.columns[:0])
    return tile.part(lattice) or nothing
