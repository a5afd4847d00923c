"""A picture changed step by step until a network finds it in a style."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from . import bands, losses
from .engine import Asked, Pixels, Sample, Watching
from .lattice import Lattice, Tick, drawn, features, looked
from .vgg import Vgg

COARSEST = 64
"""The longer side from which it begins, px (to twice that): there the masses find their places."""
STEPS = 200
"""Steps at each size."""
FURTHER = 0.25
"""The share of the steps that is taken where there is a start to go on from."""
PLACES = 1024
"""Places that a step compares, from that size on at which there are so many."""
DRAWN = 16
"""Lattices that are drawn for each size; steps take them in turn."""
RATE = 0.002
"""How far a step changes the bands, of 0..1."""
KEEPING = 16.0
"""What the content counts against the style at the coarsest size; half of it at each one after."""
LEAST = 16
"""The least side to which a style is brought, px."""
SMOOTHING = 0.01
"""What total variation counts beside the losses of content and style."""


@dataclass(frozen=True)
class Optimiser:
    """Styles pictures by a network, `steps` at each size; it is an `Engine`."""

    net: Vgg
    steps: int = STEPS
    places: int = PLACES

    def __call__(
        self, content: Pixels, samples: Sequence[Sample], asked: Asked, watching: Watching
    ) -> Pixels:
        """Return the content (h, w, 3) in the style of the samples."""
        if asked.strength <= 0:
            return content
        device = self.net.mean.device
        whole = bands.tensor(content, device)
        styles = [(bands.tensor(each.pixels, device), each.weight) for each in samples]
        chance = torch.Generator().manual_seed(asked.seed)
        sizes, steps, result = _sizes(*whole.shape[-2:]), self.steps, None
        if asked.start is not None:
            result = bands.tensor(asked.start, device)
            sizes, steps = sizes[-1:], max(1, round(self.steps * FURTHER))
        scale = asked.scale
        if asked.whole is not None:  # of a tile the style's strokes are those of the whole
            scale *= (math.prod(asked.whole) / math.prod(content.shape[:2])) ** 0.5
        told = _Told(watching, steps * sum(h * w for h, w, _ in sizes))
        for height, width, keeping in sizes:
            told.at(height, width)
            here = bands.resized(whole, height, width)
            goal = self._goal(here, styles, scale, keeping / asked.strength**2, chance, told.tick)
            if result is None:
                result = bands.detail(here) + goal.colour
            elif asked.start is None:
                result = bands.resized(result, height, width)
                if (height, width) != whole.shape[-2:]:  # the last size draws its own detail
                    result = result + bands.detail(here)
            result = self._improved(result, goal, steps, told)
            watching.preview(bands.pixels(result))
        assert result is not None
        return bands.pixels(torch.lerp(whole, result, min(1.0, 2 * asked.strength)))

    def _goal(
        self,
        content: Tensor,
        styles: Sequence[tuple[Tensor, float]],
        scale: float,
        keeping: float,
        chance: torch.Generator,
        tick: Tick,
    ) -> _Goal:
        """Look at a content, and at styles as large as it times `scale`, at places at random."""
        height, width = content.shape[-2:]
        lattices = [drawn(height, width, self.places, chance) for _ in range(DRAWN)]
        contents = looked(self.net, content, lattices, tick=tick)
        parts = []
        for pixels, weight in styles:
            h, w = pixels.shape[-2:]
            by = scale * (height * width / (h * w)) ** 0.5
            style = bands.resized(pixels, max(LEAST, round(h * by)), max(LEAST, round(w * by)))
            places = max(1, round(self.places * weight))
            h, w = style.shape[-2:]
            each = [drawn(h, w, places, chance) for _ in range(DRAWN)]
            parts.append(looked(self.net, style, each, tick=tick))
        wanted = [torch.cat(each) for each in zip(*parts, strict=True)]
        return _Goal(lattices, contents, wanted, keeping)

    def _improved(self, picture: Tensor, goal: _Goal, steps: int, told: _Told) -> Tensor:
        """Return a picture (1, 3, h, w) after the steps at its size.

        RMSprop's first steps are long, as its mean of squares begins at nothing: they find the
        masses. Where there is something to go on from they'd tear it, and Adam's mean is right.
        """
        parts = [band.clone().requires_grad_() for band in bands.split(picture)]
        stepping: torch.optim.Optimizer = torch.optim.RMSprop(parts, lr=RATE)
        if steps < self.steps:
            stepping = torch.optim.Adam(parts, lr=RATE, betas=(0.0, 0.99))
        for step in range(steps):
            stepping.zero_grad()
            goal.loss(self.net, bands.joined(parts), step, told.tick).backward()
            stepping.step()
            told.step(picture.shape[-2] * picture.shape[-1])
        return bands.joined(parts).detach()


@dataclass(frozen=True)
class _Goal:
    """What a picture is to be like at one size: at lattices, which steps take in turn."""

    lattices: Sequence[Lattice]
    contents: Sequence[Tensor]  # of each lattice: (n, d)
    styles: Sequence[Tensor]  # as many: (m, d)
    keeping: float

    @property
    def colour(self) -> Tensor:
        """The mean colour of the style (1, 3, 1, 1)."""
        return torch.cat([each[:, :3] for each in self.styles]).mean(0).view(1, 3, 1, 1)

    def loss(self, net: Vgg, picture: Tensor, step: int, tick: Tick) -> Tensor:
        """Return how far a picture (1, 3, h, w) is from it."""
        turn = step % len(self.lattices)
        here = features(net, picture, self.lattices[turn], tick=tick)
        whole = losses.total(here, self.contents[turn], self.styles[turn], self.keeping)
        return whole + SMOOTHING * losses.roughness(picture)


@dataclass
class _Told:
    """Tells of steps, by the pixels that they change."""

    watching: Watching
    total: int
    done: int = 0
    note: str = ""

    def at(self, height: int, width: int) -> None:
        """Say which size comes."""
        self.note = f"optimising at {width} x {height} px"

    def step(self, pixels: int) -> None:
        """Tell of a step."""
        self.done += pixels
        self.tick()

    def tick(self) -> None:
        """Tell how far it is, and hear whether it is to end, in the middle of a step too."""
        self.watching.progress(self.done, self.total, self.note)


def _sizes(height: int, width: int) -> list[tuple[int, int, float]]:
    """Return the sizes it goes through, the last as asked, and what the content counts in each."""
    halvings = 0
    while max(height, width) >= COARSEST * 2 ** (halvings + 1):
        halvings += 1
    return [
        (max(1, round(height / 2**n)), max(1, round(width / 2**n)), KEEPING / 2 ** (halvings - n))
        for n in range(halvings, -1, -1)
    ]
