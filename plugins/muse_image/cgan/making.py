"""A file of weights as a module, and pictures of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from muse import Placement
from muse_image import small
from muse_image.cgan.model import Generator, Settings
from muse_image.small import End
from muse_image.training import tiny, weights

if TYPE_CHECKING:
    from muse_image.cgan.condition import CganCondition

TYPICAL = 256
"""Draws of noise whose mean style is the typical one of a class."""


class Maker(nn.Module):
    """The generator, with the decoder of its latents where it makes latents."""

    def __init__(self, generator: Generator, decoder: tiny.Decoder | None) -> None:
        super().__init__()
        self.generator, self.decoder = generator, decoder

    def typical(self, vectors: Tensor) -> Tensor:
        """Return the mean style (b, style) of class vectors (b, style)."""
        chance = torch.Generator().manual_seed(0)
        noise = torch.randn(TYPICAL, self.generator.settings.noise, generator=chance)
        noise = noise.to(vectors.device)
        means = [self.generator.styles(noise, each.expand(TYPICAL, -1)).mean(0) for each in vectors]
        return torch.stack(means)

    def forward(self, noise: Tensor, vectors: Tensor, truncation: float) -> Tensor:
        """Return pictures (b, c, s, s) in -1..1 of noise and class vectors.

        Styles are drawn towards the typical one of their class (StyleGAN's truncation).
        """
        styles = self.generator.styles(noise, vectors)
        if truncation < 1:
            styles = self.typical(vectors) * (1 - truncation) + styles * truncation
        made = self.generator.draw(styles)
        return made if self.decoder is None else self.decoder(made)


def load(placement: Placement) -> Maker:
    """Load a file of weights on a device."""
    path = Path(placement.component.source)
    header, found = weights.told(path, "image.cgan"), weights.tensors(path)
    generator = Generator(Settings(**header["settings"]))
    weights.filled(generator, weights.part(found, "generator"), path.name)
    _, decoder = tiny.read(header, found, path.name)
    return Maker(generator, decoder).eval().to(placement.device)


@torch.no_grad()
def made(
    model: Maker, condition: "CganCondition", label: int, ends: Sequence[End], seed: int
) -> tuple[bytes, dict[str, Any]]:
    """Return an item as PNG bytes and what is measured of it."""
    device = next(model.parameters()).device
    both = [
        (label if place is None else place, seed if each is None else each)
        for place, each in ends or [(None, None)]
    ]
    noise = [_noise(each, model.generator.settings.noise) for _, each in both]
    table = model.generator.classes.weight
    vectors = [table[place] for place, _ in both]
    weights = small.weights_of(condition) if ends else torch.zeros(1)
    between = torch.stack([_slerp(noise[0], noise[-1], float(t)) for t in weights])
    led = torch.stack([vectors[0].lerp(vectors[-1], float(t)) for t in weights])
    pictures = model(between.to(device), led, condition.truncation)
    return small.written(condition, pictures)


def _noise(seed: int, size: int) -> Tensor:
    return torch.randn(size, generator=torch.Generator().manual_seed(seed))


def _slerp(one: Tensor, other: Tensor, weight: float) -> Tensor:
    """Return noise between two by spherical interpolation: its length stays that of noise."""
    cosine = torch.dot(one, other) / (one.norm() * other.norm())
    angle = torch.arccos(cosine.clamp(-1, 1))
    if angle < 1e-4:
        return one.lerp(other, weight)
    return (torch.sin((1 - weight) * angle) * one + torch.sin(weight * angle) * other) / angle.sin()
