"""Batches as functions of seed and step, so that a resumed run sees what it would have seen."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

if TYPE_CHECKING:
    from muse_image.data import Pictures

_STREAMS = {"draw": 0, "augment": 1, "noise": 2, "begin": 3, "samples": 4}


@dataclass(frozen=True)
class Batch:
    """What a step learns from.

    `pixels` (b, c, h, w) in -1..1, `labels` (b,) and `places` (b,) in the data; `step`
    says which draw it is, `noise` is its own generator.
    """

    pixels: Tensor
    labels: Tensor
    places: Tensor
    step: int
    noise: torch.Generator

    def randn(self, *shape: int) -> Tensor:
        """Return normal noise, drawn on the processor and moved to where the pixels are."""
        return torch.randn(*shape, generator=self.noise).to(self.pixels.device)

    def rand(self, *shape: int) -> Tensor:
        """Return even noise in 0..1."""
        return torch.rand(*shape, generator=self.noise).to(self.pixels.device)


def generator(seed: int, step: int, stream: str) -> torch.Generator:
    """Return a torch generator for a purpose (one of the streams) of a step."""
    mixed = np.random.SeedSequence([seed, step, _STREAMS[stream]]).generate_state(2, np.uint32)
    return torch.Generator().manual_seed(int(mixed[0]) << 32 | int(mixed[1]))


class Draws:
    """Draws batches from pictures, each picture as often as its weight says.

    With several processes each takes every `world`-th picture of a batch, beginning at `rank`.
    """

    def __init__(
        self,
        pictures: "Pictures",
        *,
        seed: int,
        batch: int,
        device: str,
        flip: bool = False,
        shift: int = 0,
        warp: float = 0.0,
        rank: int = 0,
        world: int = 1,
    ) -> None:
        self.pixels = torch.from_numpy(pictures.pixels)
        self.labels = torch.from_numpy(pictures.labels)
        self.ends = np.cumsum(pictures.weights)
        self.seed, self.size, self.device = seed, batch, device
        self.flip, self.shift, self.warp = flip, shift, warp
        self.rank, self.world = rank, world

    def batch(self, step: int) -> Batch:
        """Return the batch of a step."""
        chance = np.random.Generator(np.random.PCG64([self.seed, step, _STREAMS["draw"]]))
        # Even steps along the sum of weights, begun at random: each picture comes as often as its
        # weight says with less scatter than independent draws would have (systematic sampling).
        marks = (np.arange(self.size) + chance.random()) / self.size * self.ends[-1]
        places = np.minimum(np.searchsorted(self.ends, marks, side="right"), len(self.ends) - 1)
        places = chance.permutation(places)[self.rank :: self.world].copy()
        found = torch.from_numpy(places)
        pixels = self.pixels[found]
        if self.flip:
            turned = torch.from_numpy(chance.random(len(places)) < 0.5)
            pixels = torch.where(turned[:, None, None, None], pixels.flip(-1), pixels)
        real = pixels.to(self.device).float().div_(127.5).sub_(1)
        if self.shift:
            real = shifted(real, self.shift, chance)
        if self.warp:
            real = warped(real, self.warp, chance)
        noise = generator(self.seed, step * self.world + self.rank, "noise")
        return Batch(real, self.labels[found].to(self.device), found, step, noise)


def shifted(pixels: Tensor, most: int, chance: np.random.Generator) -> Tensor:
    """Return pictures moved by up to `most` px each way, their edges repeated."""
    b, _, h, w = pixels.shape
    padded = F.pad(pixels, (most,) * 4, mode="replicate")
    corners = chance.integers(0, 2 * most + 1, (b, 2))
    return torch.stack(
        [padded[k, :, y : y + h, x : x + w] for k, (y, x) in enumerate(corners.tolist())]
    )


def warped(pixels: Tensor, share: float, chance: np.random.Generator) -> Tensor:
    """Return pictures of which each is changed a little in each of six ways, or not.

    Each way is taken with probability `share`: turned (spread .06 rad), stretched either way and
    sheared (5 %), moved either way (4 % of a side). Between pixels it is interpolated.
    """
    count = len(pixels)
    taken = chance.random((count, 6)) < share
    angle, wide, high, shear, x, y = (
        chance.standard_normal((count, 6)) * taken * (0.06, 0.05, 0.05, 0.05, 0.08, 0.08)
    ).T  # a whole side is 2 in the units of affine_grid
    cosine, sine = np.cos(angle), np.sin(angle)
    rows = [
        np.stack([cosine * (1 + wide), -sine * (1 + wide) + shear, x], 1),
        np.stack([sine * (1 + high), cosine * (1 + high), y], 1),
    ]
    matrix = torch.from_numpy(np.stack(rows, 1)).float().to(pixels.device)
    grid = F.affine_grid(matrix, list(pixels.shape), align_corners=False)
    return F.grid_sample(pixels, grid, padding_mode="border", align_corners=False)
