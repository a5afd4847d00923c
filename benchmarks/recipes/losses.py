"""What is compared: how good held-out emoji come out, and how good made ones are.

A VAE has its bound. What a GAN minimises says little, so its pictures are judged three ways, none
of which is enough alone: noise with the right moments has a low Frechet distance, texture without
shapes good patches, and one good picture of each class is recognised every time.
"""

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.digits_ab.metrics import frechet
from benchmarks.recipes.data import BATCH, SIZE, values
from muse_image.data import Pictures
from muse_image.training.batches import Draws

STEPS = 800
"""What the classifier learns for; 22 % of held-out emoji then get the right one of 79 words."""


def bound(found: Tensor, pictures: Tensor, nats: Tensor) -> float:
    """Return the negative bound in nats a number, at the best scale of a Gaussian error."""
    error = (found - pictures).square().mean()
    each = 0.5 * (math.log(2 * math.pi) + 1) + 0.5 * error.log()
    return float(each + nats.mean() / pictures[0].numel())


class Judge:
    """The losses of made pictures, against held-out ones.

    `frechet`: their Frechet distance on 32 principal components of 16 x 16 px. `patches`: the
    sliced Wasserstein distance of 7 x 7 patches of a Laplacian pyramid (Karras et al. 2018,
    arXiv:1710.10196), the mean of its three levels, times 1,000. `words`: the share that a
    classifier, which learnt from the seen ones, takes for another class than the one asked for.
    """

    def __init__(self, seen: Pictures, held: Pictures, classes: int, labels: Tensor) -> None:
        rows = _small(values(seen))
        self.middle = rows.mean(0)
        self.axes = np.linalg.svd(rows - self.middle, full_matrices=False)[2][:32].T
        self.labels, self.pyramid = labels, _pyramid(values(held))
        self.held = self._along(values(held))
        self.classifier = _classifier(seen, classes)

    @torch.no_grad()
    def __call__(self, pictures: Tensor) -> dict[str, float]:
        """Return the losses of pictures (n, 3, 32, 32), made for the labels."""
        told = self.classifier(pictures).argmax(1)
        apart = [
            _sliced(ours, theirs)
            for ours, theirs in zip(_pyramid(pictures), self.pyramid, strict=True)
        ]
        return {
            "frechet": float(frechet(self._along(pictures), self.held)),
            "patches": 1000 * float(np.mean(apart)),
            "words": float((told != self.labels).float().mean()),
        }

    def _along(self, pictures: Tensor) -> np.ndarray[Any, Any]:
        return (_small(pictures) - self.middle) @ self.axes  # type: ignore[no-any-return]


def _small(pictures: Tensor) -> np.ndarray[Any, Any]:
    """Return pictures (n, 3, 32, 32) as rows of 16 x 16 px."""
    return F.avg_pool2d(pictures, SIZE // 16).flatten(1).double().numpy()


def _pyramid(pictures: Tensor) -> list[Tensor]:
    """Return the 7 x 7 patches (m, 147) of three levels: 32, 16 and 8 px, each less the next."""
    levels = []
    for _ in range(2):
        half = F.avg_pool2d(pictures, 2)
        levels.append(pictures - F.interpolate(half, scale_factor=2, mode="bilinear"))
        pictures = half
    patches = [F.unfold(level, 7, stride=2) for level in (*levels, pictures)]  # (n, 147, places)
    return [each.transpose(1, 2).flatten(0, 1) for each in patches]


def _sliced(ours: Tensor, theirs: Tensor) -> float:
    """Return the sliced Wasserstein distance of two equal sets of patches, in their spread."""
    chance = torch.Generator().manual_seed(0)
    slices = torch.randn(ours.shape[1], 256, generator=chance)
    slices = slices / slices.norm(dim=0) / theirs.std()
    along = [(each @ slices).sort(0).values for each in (ours, theirs)]
    return float((along[0] - along[1]).abs().mean())


def _classifier(seen: Pictures, classes: int) -> nn.Module:
    """Return a small classifier of words, which learnt from pictures changed a little."""
    torch.manual_seed(1)
    net = nn.Sequential(
        nn.Conv2d(3, 32, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(32, 64, 4, 2, 1), nn.BatchNorm2d(64), nn.LeakyReLU(0.2),
        nn.Conv2d(64, 128, 4, 2, 1), nn.BatchNorm2d(128), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(128 * 16, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Dropout(0.2),
        nn.Linear(64, classes),
    )  # fmt: skip
    optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.05)
    draws = Draws(seen, seed=5, batch=BATCH, device="cpu", flip=True, shift=3, warp=0.3)
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (1 - step / STEPS)
        batch = draws.batch(step)
        loss = F.cross_entropy(net(batch.pixels), batch.labels)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return net.eval()
