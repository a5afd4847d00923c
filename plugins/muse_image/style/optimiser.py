"""A picture changed step by step until a network finds it in a style, from coarse to fine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

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
    """Styles pictures by a network, `steps` at each size; it is an `Engine`.

    What is compared, and how steps are taken, is said by `goal` and `improved`: here by optimal
    transport and self-similarity.
    """

    net: Vgg
    steps: int = STEPS
    places: int = PLACES
    coarsest: ClassVar[int] = COARSEST

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
        height, width = whole.shape[-2:]
        sizes, steps, result = _sizes(height, width, self.coarsest), self.steps, None
        if asked.start is not None:
            result = bands.tensor(asked.start, device)
            sizes, steps = sizes[-1:], max(1, round(self.steps * FURTHER))
        scale = asked.scale
        if asked.whole is not None:  # of a tile the style's strokes are those of the whole
            scale *= (math.prod(asked.whole) / math.prod(content.shape[:2])) ** 0.5
        told = Told(watching, steps * sum(h * w for h, w, _ in sizes))
        for height, width, number in sizes:
            told.at(height, width)
            here = bands.resized(whole, height, width)
            seen = [(_brought(pixels, here, scale), weight) for pixels, weight in styles]
            look = Look(here, seen, asked.strength, number, chance)
            goal = self.goal(look, told.tick)
            if result is None:
                result = goal.start(here)
            elif asked.start is None:
                result = bands.resized(result, height, width)
                if (height, width) != whole.shape[-2:]:  # the last size draws its own detail
                    result = result + bands.detail(here)
            result = self.improved(result, goal, steps, told)
            watching.preview(bands.pixels(result))
        assert result is not None
        return bands.pixels(torch.lerp(whole, result, min(1.0, 2 * asked.strength)))

    def goal(self, look: Look, tick: Tick) -> Goal:
        """Look at a content and at styles, at places at random."""
        height, width = look.content.shape[-2:]
        lattices = [drawn(height, width, self.places, look.chance) for _ in range(DRAWN)]
        contents = looked(self.net, look.content, lattices, tick=tick)
        parts = []
        for style, weight in look.styles:
            places = max(1, round(self.places * weight))
            h, w = style.shape[-2:]
            each = [drawn(h, w, places, look.chance) for _ in range(DRAWN)]
            parts.append(looked(self.net, style, each, tick=tick))
        wanted = [torch.cat(each) for each in zip(*parts, strict=True)]
        keeping = KEEPING / 2**look.number / look.strength**2
        return _Transport(lattices, contents, wanted, keeping)

    def improved(self, picture: Tensor, goal: Goal, steps: int, told: Told) -> Tensor:
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
class Look:
    """What is looked at to know what a picture is to be like at one size.

    - `content`: (1, 3, h, w)
    - `styles`: pictures brought to its size, and their weights, which sum to one
    - `strength`: 0..1, as it was asked for
    - `number`: how many coarser sizes there are
    - `chance`: where places are drawn from
    """

    content: Tensor
    styles: Sequence[tuple[Tensor, float]]
    strength: float
    number: int
    chance: torch.Generator


class Goal(Protocol):
    """What a picture is to be like at one size."""

    def start(self, content: Tensor) -> Tensor:
        """Return what the coarsest size begins with, by its content (1, 3, h, w)."""

    def loss(self, net: Vgg, picture: Tensor, step: int, tick: Tick) -> Tensor:
        """Return how far a picture (1, 3, h, w) is from it."""


@dataclass(frozen=True)
class _Transport:
    """At lattices, which steps take in turn."""

    lattices: Sequence[Lattice]
    contents: Sequence[Tensor]  # of each lattice: (n, d)
    styles: Sequence[Tensor]  # as many: (m, d)
    keeping: float

    def start(self, content: Tensor) -> Tensor:
        """Return the content's finest edges on the mean colour of the style."""
        colour = torch.cat([each[:, :3] for each in self.styles]).mean(0).view(1, 3, 1, 1)
        return bands.detail(content) + colour

    def loss(self, net: Vgg, picture: Tensor, step: int, tick: Tick) -> Tensor:
        """Return how far a picture (1, 3, h, w) is from it."""
        turn = step % len(self.lattices)
        here = features(net, picture, self.lattices[turn], tick=tick)
        whole = losses.total(here, self.contents[turn], self.styles[turn], self.keeping)
        return whole + SMOOTHING * losses.roughness(picture)


@dataclass
class Told:
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
        self.done = min(self.total, self.done + pixels)
        self.tick()

    def tick(self) -> None:
        """Tell how far it is, and hear whether it is to end, in the middle of a step too."""
        self.watching.progress(self.done, self.total, self.note)


def _brought(style: Tensor, content: Tensor, scale: float) -> Tensor:
    """Return a style (1, 3, h, w) of the area of a content, its sides times `scale`."""
    h, w = style.shape[-2:]
    by = scale * (math.prod(content.shape[-2:]) / (h * w)) ** 0.5
    return bands.resized(style, max(LEAST, round(h * by)), max(LEAST, round(w * by)))


def _sizes(height: int, width: int, coarsest: int) -> list[tuple[int, int, int]]:
    """Return the sizes it goes through, the last as asked, and their numbers from 0."""
    halvings = 0
    while max(height, width) >= coarsest * 2 ** (halvings + 1):
        halvings += 1
    return [
        (max(1, round(height / 2**n)), max(1, round(width / 2**n)), halvings - n)
        for n in range(halvings, -1, -1)
    ]
