"""A file of weights as a module: styles by chance, typical ones, and pictures of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from muse import Placement
from muse_image.stylegan.networks import Network, network
from muse_image.training import tiny, weights

if TYPE_CHECKING:
    from muse import Emit

TYPICAL = 1000
"""Draws of noise whose mean style is the typical one of a class."""

AT_ONCE = 2**20
"""Pixels that are made at once, about."""


@dataclass(frozen=True)
class Place:
    """Where a picture is: styles (layers, style), and noise (1, 1, s, s) of each layer or none."""

    styles: Tensor
    noise: Sequence[Tensor] | None = None


class Telling:
    """Tells how far an item is, as a part of a run of so many; it ends one that is cancelled."""

    def __init__(self, emit: "Emit", item: int, items: int) -> None:
        self.emit, self.item, self.items = emit, item, items

    def progress(self, share: float, note: str = "") -> None:
        """Say what share of the item is done, 0..1."""
        self.emit.progress(self.item + share, self.items, note)

    def preview(self, png: bytes) -> None:
        """Show what there is of it."""
        self.emit.preview("image/png", png, self.item)


class Maker(nn.Module):
    """The generator, with the halves of an autoencoder where it makes latents."""

    def __init__(
        self, generator: Network, encoder: tiny.Encoder | None, decoder: tiny.Decoder | None
    ) -> None:
        super().__init__()
        self.generator, self.encoder, self.decoder = generator, encoder, decoder
        self._typical: dict[tuple[int, int], Tensor] = {}

    @property
    def size(self) -> int:
        """The side of its pictures, px."""
        size = self.generator.settings.size
        return size * (self.encoder.factor if self.encoder else 1)

    @property
    def channels(self) -> int:
        """The channels of its pictures."""
        return 3 if self.decoder else self.generator.settings.channels

    @property
    def sides(self) -> list[int]:
        """The side of what each style leads; the last leads colours alone."""
        sides = self.generator.noises()
        return [*sides, sides[-1]]

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.generator.average.device

    def drawn(self, label: int, seed: int, count: int = 1) -> Tensor:
        """Return styles (count, style) of a class by chance."""
        settings = self.generator.settings
        chance = torch.Generator().manual_seed(seed)
        noise = torch.randn(count, settings.noise, generator=chance).to(self.device)
        labels = torch.full((count,), label, device=self.device) if settings.classes else None
        return self.generator.styles(noise, labels)

    def typical(self, label: int, draws: int = TYPICAL) -> Tensor:
        """Return the mean style (style,) of a class."""
        if not self.generator.settings.classes:
            return self.generator.average
        if (label, draws) not in self._typical:
            self._typical[label, draws] = self.drawn(label, 0, draws).mean(0)
        return self._typical[label, draws].to(self.device)

    def forward(self, styles: Tensor, noise: Sequence[Tensor] | None = None) -> Tensor:
        """Return pictures (b, c, s, s) in about -1..1 of styles (b, layers, style)."""
        made = self.generator.draw(styles, noise)
        return made if self.decoder is None else self.decoder(made)


def load(placement: Placement) -> Maker:
    """Load a file of weights on a device."""
    path = Path(placement.component.source)
    header, found = weights.told(path, "image.stylegan"), weights.tensors(path)
    generator = network(header)
    weights.filled(generator, weights.part(found, "generator"), path.name)
    halves = tiny.read(header, found, path.name)
    return Maker(generator, *halves).eval().requires_grad_(False).to(placement.device)


@torch.no_grad()
def pictures(
    model: Maker,
    styles: Tensor,
    noise: Sequence[Tensor] | None = None,
    telling: Telling | None = None,
) -> Tensor:
    """Return pictures (n, c, s, s), on the processor, of styles (n, layers, style)."""
    found = []
    for some in styles.split(max(1, AT_ONCE // model.size**2)):
        found.append(model(some, noise).cpu())
        if telling is not None:
            telling.progress(sum(map(len, found)) / len(styles))
    return torch.cat(found)
