"""A file of weights as a module, and pictures of it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from muse import Placement
from muse_image import small
from muse_image.small import End
from muse_image.stylegan.model import Generator, Settings
from muse_image.training import tiny, weights

if TYPE_CHECKING:
    from muse_image.stylegan.condition import StyleganCondition

TYPICAL = 256
"""Draws of noise whose mean style is the typical one of a class."""


class Maker(nn.Module):
    """The generator, with the halves of an autoencoder where it makes latents."""

    def __init__(
        self, generator: Generator, encoder: tiny.Encoder | None, decoder: tiny.Decoder | None
    ) -> None:
        super().__init__()
        self.generator, self.encoder, self.decoder = generator, encoder, decoder

    def shown(self, values: Tensor) -> Tensor:
        """Return pictures of what the generator makes."""
        return values if self.decoder is None else self.decoder(values)

    def styles(self, noise: Tensor, known: Tensor | None) -> Tensor:
        return self.generator.mapping(noise, known)


def load(placement: Placement) -> Maker:
    """Load a file of weights on a device."""
    path = Path(placement.component.source)
    header, found = weights.told(path, "image.stylegan"), weights.tensors(path)
    generator = Generator(Settings(**header["settings"]))
    weights.filled(generator, weights.part(found, "generator"), path.name)
    halves = tiny.read(header, found, path.name)
    return Maker(generator, *halves).eval().to(placement.device)


@torch.no_grad()
def made(
    model: Maker, condition: "StyleganCondition", label: int, ends: Sequence[End], seed: int
) -> tuple[bytes, dict[str, Any]]:
    """Return an item as PNG bytes and what is measured of it."""
    g = model.generator
    chance = torch.Generator().manual_seed(seed)
    z = torch.randn(1, g.settings.noise, generator=chance)
    lab = torch.tensor([label])
    w = g.styles(z, lab)
    if condition.truncation < 1:
        zs = torch.randn(TYPICAL, g.settings.noise, generator=torch.Generator().manual_seed(0))
        mean = g.styles(zs, lab.expand(TYPICAL)).mean(0)
        w = mean.lerp(w, condition.truncation)
    return small.written(
        condition, model.shown(g.draw(w[:, None].expand(-1, g.settings.layers, -1)))
    )
