"""A network of VGG's form, small enough to be made by a test."""

import torch
from safetensors.torch import save_file

WIDTHS = (6, 8, 8, 10, 12)
COUNTS = (2, 2, 3, 2, 1)


def weights(widths=WIDTHS, counts=COUNTS, seed: int = 3) -> dict[str, torch.Tensor]:
    """Return weights at random, under the names that torchvision and timm give VGG's."""
    chance = torch.Generator().manual_seed(seed)
    found, number, inputs = {}, 0, 3
    for width, count in zip(widths, counts, strict=True):
        for _ in range(count):
            drawn = torch.randn(width, inputs, 3, 3, generator=chance) * (2 / (9 * inputs)) ** 0.5
            found[f"features.{number}.weight"] = drawn
            found[f"features.{number}.bias"] = torch.randn(width, generator=chance) * 0.1
            number, inputs = number + 2, width
        number += 1
    return found


def written(path, **more: torch.Tensor):
    """Write such weights to a file, beside a classifier's, as the published files have it."""
    save_file({**weights(), "head.fc.weight": torch.zeros(4, 12), **more}, path)
    return path
