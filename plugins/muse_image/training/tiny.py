"""Between pixels and latents: diffusers' AutoencoderTiny, without importing diffusers.

Layers are numbered as there, so that its weights fit (TAESD, Boer Bohan 2023).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from muse_image.training import weights


class Encoder(nn.Module):
    """Pictures (b, 3, h, w) in -1..1 -> latents (b, c, h / 2 ** k, w / 2 ** k), spread of one."""

    def __init__(self, latents: int, width: int, blocks: Sequence[int], scaling: float) -> None:
        super().__init__()
        self.scaling = scaling
        self.factor = 2 ** (len(blocks) - 1)
        layers: list[nn.Module] = [nn.Conv2d(3, width, 3, padding=1)]
        for place, count in enumerate(blocks):
            if place:
                layers.append(nn.Conv2d(width, width, 3, padding=1, stride=2, bias=False))
            layers += [Block(width) for _ in range(count)]
        layers.append(nn.Conv2d(width, latents, 3, padding=1))
        self.layers = nn.Sequential(*layers)

    def forward(self, pictures: Tensor) -> Tensor:
        """Return latents of pictures."""
        return self.layers((pictures + 1) / 2) * self.scaling


class Decoder(nn.Module):
    """Latents (b, c, h, w) -> pictures (b, 3, h * 2 ** k, w * 2 ** k) in about -1..1."""

    def __init__(self, latents: int, width: int, blocks: Sequence[int], scaling: float) -> None:
        super().__init__()
        self.scaling = scaling
        layers: list[nn.Module] = [nn.Conv2d(latents, width, 3, padding=1), nn.ReLU()]
        for place, count in enumerate(blocks):
            final = place == len(blocks) - 1
            layers += [Block(width) for _ in range(count)]
            if not final:
                layers.append(nn.Upsample(scale_factor=2))
            layers.append(nn.Conv2d(width, 3 if final else width, 3, padding=1, bias=final))
        self.layers = nn.Sequential(*layers)

    def forward(self, latents: Tensor) -> Tensor:
        """Return pictures of latents whose spread is one."""
        x = latents / self.scaling
        return self.layers(torch.tanh(x / 3) * 3) * 2 - 1


class Block(nn.Module):
    """Three convolutions beside a straight way."""

    def __init__(self, width: int) -> None:
        super().__init__()
        convolutions = [nn.Conv2d(width, width, 3, padding=1) for _ in range(3)]
        self.conv = nn.Sequential(
            convolutions[0], nn.ReLU(), convolutions[1], nn.ReLU(), convolutions[2]
        )
        self.fuse = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, width, h, w) of the same shape."""
        return self.fuse(self.conv(x) + x)


def read(
    header: Mapping[str, Any], found: Mapping[str, Tensor], path: str
) -> tuple[Encoder | None, Decoder | None]:
    """Return the halves of an autoencoder that a file of weights has beside its network."""
    halves: list[Any] = []
    for name, kind in (("encoder", Encoder), ("decoder", Decoder)):
        told = header.get(name)
        module = kind(**told) if told else None
        if module is not None:
            weights.filled(module, weights.part(found, name), path)
        halves.append(module)
    return halves[0], halves[1]
