"""The plain recipes, as tutorials have them: strided convolutions, batch norm, Adam.

DCGAN: Radford et al. 2016 (arXiv:1511.06434), rate 2e-4, the class told to both networks (Mirza &
Osindero 2014). VAE: Kingma & Welling 2014 (arXiv:1312.6114), rate 1e-3, squared error plus KL.
"""

from collections.abc import Iterator
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.recipes.contender import Contender
from benchmarks.recipes.data import BATCH, LATENT, SIZE
from benchmarks.recipes.losses import Judge, bound
from muse_image.data import Pictures
from muse_image.training.batches import Draws
from muse_image.vae.model import divergence


class PlainVae(nn.Module):
    """Strided convolutions, batch norm, a Gaussian in the middle."""

    def __init__(self) -> None:
        super().__init__()
        widths = (3, 32, 64, 128)
        pairs = list(pairwise(widths))
        self.narrow = nn.Sequential(
            *(
                nn.Sequential(nn.Conv2d(a, b, 4, 2, 1), nn.BatchNorm2d(b), nn.LeakyReLU(0.2))
                for a, b in pairs
            ),
            nn.Flatten(),
            nn.Linear(128 * 16, 2 * LATENT),
        )
        self.start = nn.Linear(LATENT, 128 * 16)
        self.widen = nn.Sequential(
            *(
                nn.Sequential(nn.ConvTranspose2d(b, a, 4, 2, 1), nn.BatchNorm2d(a), nn.ReLU())
                for a, b in pairs[:0:-1]
            ),
            nn.ConvTranspose2d(32, 3, 4, 2, 1),
            nn.Tanh(),
        )

    def encode(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        mean, log_variance = self.narrow(pictures).chunk(2, 1)
        return mean, log_variance

    def decode(self, z: Tensor) -> Tensor:
        return self.widen(self.start(z).view(-1, 128, 4, 4))  # type: ignore[no-any-return]


def plain_vae(seen: Pictures, held: Tensor) -> Contender:
    """Return the plain VAE."""
    model = PlainVae()
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")

    def steps() -> Iterator[None]:
        step = 0
        while True:
            x = draws.batch(step).pixels
            mean, log_variance = model.encode(x)
            z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
            lost = F.mse_loss(model.decode(z), x, reduction="none").flatten(1).sum(1)
            optimiser.zero_grad()
            (lost + divergence(mean, log_variance)).mean().backward()
            optimiser.step()
            step += 1
            yield

    @torch.no_grad()
    def losses() -> dict[str, float]:
        model.eval()
        mean, log_variance = model.encode(held)
        z = mean + (log_variance / 2).exp() * torch.randn_like(mean)
        found = bound(model.decode(z), held, divergence(mean, log_variance))
        model.train()
        return {"bound": found}

    return steps(), losses


def block(before: int, width: int, widening: bool) -> nn.Sequential:
    kind = nn.ConvTranspose2d if widening else nn.Conv2d
    act: nn.Module = nn.ReLU() if widening else nn.LeakyReLU(0.2)
    return nn.Sequential(kind(before, width, 4, 2, 1, bias=False), nn.BatchNorm2d(width), act)


class DcganGenerator(nn.Module):
    """Noise and class -> picture, by transposed convolutions."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, 50)
        self.start = nn.Sequential(
            nn.ConvTranspose2d(LATENT + 50, 256, 4, 1, 0, bias=False),
            nn.BatchNorm2d(256),
            nn.ReLU(),
        )
        self.rest = nn.Sequential(
            block(256, 128, True),
            block(128, 64, True),
            nn.ConvTranspose2d(64, 3, 4, 2, 1),
            nn.Tanh(),
        )

    def forward(self, noise: Tensor, labels: Tensor) -> Tensor:
        both = torch.cat((noise, self.classes(labels)), 1)
        return self.rest(self.start(both[:, :, None, None]))  # type: ignore[no-any-return]


class DcganDiscriminator(nn.Module):
    """Picture and class (as one more channel) -> score."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.classes = nn.Embedding(classes, SIZE * SIZE)
        self.rest = nn.Sequential(
            nn.Conv2d(4, 64, 4, 2, 1), nn.LeakyReLU(0.2), block(64, 128, False),
            block(128, 256, False), nn.Conv2d(256, 1, 4, 1, 0),
        )  # fmt: skip

    def forward(self, pictures: Tensor, labels: Tensor) -> Tensor:
        told = self.classes(labels).view(-1, 1, SIZE, SIZE)
        return self.rest(torch.cat((pictures, told), 1)).flatten()  # type: ignore[no-any-return]


def plain_gan(seen: Pictures, judging: Judge, classes: int) -> Contender:
    """Return the plain DCGAN."""
    make, judge = DcganGenerator(classes), DcganDiscriminator(classes)
    for module in (*make.modules(), *judge.modules()):
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.normal_(module.weight, 0, 0.02)
    making = torch.optim.Adam(make.parameters(), 2e-4, betas=(0.5, 0.999))
    telling = torch.optim.Adam(judge.parameters(), 2e-4, betas=(0.5, 0.999))
    draws = Draws(seen, seed=0, batch=BATCH, device="cpu")
    one, none = torch.ones(BATCH), torch.zeros(BATCH)
    cost = F.binary_cross_entropy_with_logits

    def steps() -> Iterator[None]:
        step = 0
        while True:
            batch = draws.batch(step)
            made = make(torch.randn(BATCH, LATENT), batch.labels)
            lost = cost(judge(batch.pixels, batch.labels), one)
            lost = lost + cost(judge(made.detach(), batch.labels), none)
            telling.zero_grad()
            lost.backward()
            telling.step()
            making.zero_grad()
            cost(judge(made, batch.labels), one).backward()
            making.step()
            step += 1
            yield

    @torch.no_grad()
    def losses() -> dict[str, float]:
        make.eval()
        found = judging(make(torch.randn(len(judging.labels), LATENT), judging.labels))
        make.train()
        return found

    return steps(), losses
