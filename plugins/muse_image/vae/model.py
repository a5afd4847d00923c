"""The conditional variational autoencoder: both halves and the bound that is learnt.

    picture, class -> encoder -> mean and spread of z (b, latent)
    z, class -> style; 4 x 4 -> blocks, each led by the style, doubled in size -> picture

Beside both runs a linear way that begins at the optimum of a linear model, which is known:
probabilistic principal components (Tipping & Bishop 1999; as what a linear variational autoencoder
learns, Lucas et al. 2019, arXiv:1911.02469). The network learns what it adds to that.

Pictures are cut into patches first and put together from patches last, so that no layer works at
full size. Sources: Kingma & Welling 2014 (arXiv:1312.6114), with classes Sohn et al. 2015; beta,
Higgins et al. 2017; the scale of a picture's error found as the best one instead of being set,
Rybkin et al. 2021 (arXiv:2006.13202); the tighter bound of several draws, Burda et al. 2016
(arXiv:1509.00519).
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse_image.vae.condition import Likelihood


@dataclass(frozen=True)
class Settings:
    """What the network is made of."""

    classes: int
    """How many classes are told apart; one more stands for a picture without one."""
    size: int = 64
    """Side of a picture, px: 4 times a power of two."""
    channels: int = 3
    """1 grey, 3 RGB."""
    patch: int = 4
    """Side of the patches, px; 1 for small pictures."""
    latent: int = 128
    """Numbers that stand for a picture."""
    style: int = 192
    """Width of the style."""
    widths: tuple[int, ...] = (128, 80, 48)
    """Channels of the blocks from 4 x 4 to size / patch."""
    likelihood: Likelihood = "laplace"
    """How a pixel's error counts: laplace (sharper), gaussian, bernoulli (black and white)."""
    dropout: float = 0.0
    """Share of the encoder's features that is left out in training."""
    linear: int = 0
    """Side, px, at which the linear way beside the network sees and shows pictures; 0: none."""


class Vae(nn.Module):
    """Encoder and decoder."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        s = self.settings = settings
        wide, inside = s.channels * s.patch**2, s.widths[::-1]
        self.classes = nn.Embedding(s.classes + 1, s.style)  # the last stands for no class
        self.first = nn.Conv2d(wide, inside[0], 3, padding=1)
        self.narrowing = nn.ModuleList(
            Block(before, width, s.style)
            for before, width in zip((inside[0], *inside[:-1]), inside, strict=True)
        )
        self.tight = nn.Conv2d(inside[-1], 64, 1)
        self.told = nn.Linear(64 * 16, 2 * s.latent)
        self.style = nn.Sequential(
            nn.Linear(s.latent + s.style, s.style), nn.SiLU(), nn.Linear(s.style, s.style)
        )
        self.start = nn.Linear(s.style, 64 * 16)
        self.loose = nn.Conv2d(64, s.widths[0], 1)
        self.widening = nn.ModuleList()
        before = s.widths[0]
        for width in s.widths:
            self.widening.append(Block(before, width, s.style))
            self.widening.append(Block(width, width, s.style))
            before = width
        self.last = nn.Conv2d(before, wide, 3, padding=1)
        self.straight = Straight(s) if s.linear else None
        if self.straight:  # the network begins as nothing beside it
            for layer in (self.told, self.last):
                for weights in layer.parameters():
                    nn.init.zeros_(weights)

    def encode(self, pictures: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Return mean and log variance (b, latent) of pictures (b, c, s, s) in -1..1."""
        style = self.classes(labels)
        x = self.first(F.pixel_unshuffle(pictures, self.settings.patch))
        for place, block in enumerate(self.narrowing):
            x = block(x if place == 0 else F.avg_pool2d(x, 2), style)
        x = F.dropout(F.silu(self.tight(x)).flatten(1), self.settings.dropout, self.training)
        mean, log_variance = self.told(x).chunk(2, 1)
        if self.straight:
            mean = mean + self.straight.encode(pictures)
            log_variance = log_variance + self.straight.log_variance
        return mean, log_variance.clamp(-12, 6)

    def decode(self, z: Tensor, labels: Tensor) -> Tensor:
        """Return pictures (b, c, s, s) of z (b, latent): in -1..1, or log odds for bernoulli."""
        return self.decode_led(z, self.classes(labels))

    def decode_led(self, z: Tensor, vectors: Tensor) -> Tensor:
        """Return pictures of z (b, latent) and class vectors (b, style), also mixed ones."""
        style = self.style(torch.cat((z, vectors), 1))
        x = self.loose(self.start(F.silu(style)).view(len(z), 64, 4, 4))
        for place, block in enumerate(self.widening):
            if place and place % 2 == 0:
                x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = block(x, style)
        found = F.pixel_shuffle(self.last(F.silu(_even(x))), self.settings.patch)
        return found + self.straight.decode(z) if self.straight else found


class Straight(nn.Module):
    """The linear way: small picture -> mean of z, z -> small picture, and a spread of z."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        s = self.settings = settings
        numbers = s.channels * s.linear**2
        self.seen = nn.Linear(numbers, s.latent)
        self.shown = nn.Linear(s.latent, numbers)
        self.log_variance = nn.Parameter(torch.zeros(s.latent))

    def small(self, pictures: Tensor) -> Tensor:
        """Return pictures (b, c, s, s) as rows (b, c linear^2)."""
        return F.adaptive_avg_pool2d(pictures, self.settings.linear).flatten(1)

    def encode(self, pictures: Tensor) -> Tensor:
        """Return the mean of z (b, latent) of pictures (b, c, s, s)."""
        return self.seen(self.small(pictures))  # type: ignore[no-any-return]

    def decode(self, z: Tensor) -> Tensor:
        """Return pictures (b, c, s, s) of z (b, latent)."""
        s = self.settings
        found = self.shown(z).view(len(z), s.channels, s.linear, s.linear)
        if s.linear == s.size:
            return found  # type: ignore[no-any-return]
        return F.interpolate(found, size=s.size, mode="bilinear", align_corners=False)

    @torch.no_grad()
    def begin(self, rows: Tensor, weights: Tensor, beta: float) -> None:
        """Take the optimum for small pictures, each counted so often (n,), at a weight of the KL.

        With principal axes u_k, variances v_k and s2 = beta times the mean variance of the axes
        that are left out: z_k is (v_k - s2)^1/2 / v_k times the picture along u_k, with variance
        s2 / v_k, and shown as (v_k - s2)^1/2 u_k.
        """
        share = (weights / weights.sum())[:, None]
        middle = (rows * share).sum(0)
        rows = (rows - middle) * share.sqrt()
        count = min(self.settings.latent, len(rows) - 1, rows.shape[1] - 1)
        most = min(count + 16, *rows.shape)
        _, spread, axes = torch.svd_lowrank(rows, q=most, niter=4)  # Halko et al. 2011
        found, axes = spread[:count].square(), axes[:, :count].T
        left = beta * (rows.square().sum() - found.sum()) / (rows.shape[1] - count)
        found = found.clamp(min=1e-4)
        left = left.clamp(min=1e-4).minimum(0.99 * found)
        gain = (found - left).sqrt()[:, None]
        odds = 2.0 if self.settings.likelihood == "bernoulli" else 1.0  # tanh(x / 2) is near x / 2
        for layer in (self.seen, self.shown):
            nn.init.zeros_(layer.weight)
        self.seen.weight[:count] = gain / found[:, None] * axes
        self.seen.bias.copy_(-(self.seen.weight @ middle))
        self.shown.weight[:, :count] = odds * (gain * axes).T
        self.shown.bias.copy_(odds * middle)
        self.log_variance[:count] = (left / found).log()


class Block(nn.Module):
    """Two convolutions beside a straight way, scaled and shifted by the style."""

    def __init__(self, before: int, width: int, style: int) -> None:
        super().__init__()
        self.led = nn.Linear(style, 2 * before)
        self.first = nn.Conv2d(before, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.straight = nn.Conv2d(before, width, 1) if before != width else nn.Identity()
        nn.init.zeros_(self.led.weight)
        nn.init.zeros_(self.led.bias)
        with torch.no_grad():  # each block begins as little more than its straight way
            self.second.weight.mul_(0.1)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Return (b, width, h, w) of (b, before, h, w) and (b, style)."""
        scale, shift = self.led(style)[:, :, None, None].chunk(2, 1)
        y = self.first(F.silu(_even(x) * (1 + scale) + shift))
        return self.straight(x) + self.second(F.silu(y))


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return KL(q(z | x) || N(0, 1)) in nats for each picture (b,)."""
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum(1)


def error(found: Tensor, pictures: Tensor, likelihood: Likelihood) -> Tensor:
    """Return -log p(x | z) in nats, the batch's mean; the best scale of the error is found.

    For laplace and gaussian it is up to a constant, and the scale is that of all the batch.
    """
    size = pictures[0].numel()
    if likelihood == "bernoulli":
        return -log_likelihood(found, pictures).mean()
    if likelihood == "laplace":
        return size * (found - pictures).abs().mean().add(1e-4).log()
    return size / 2 * (found - pictures).square().mean().add(1e-6).log()


def black_and_white(pictures: Tensor) -> Tensor:
    """Return pictures with -1 and 1 alone."""
    return (pictures > 0).float() * 2 - 1


def to_pixels(found: Tensor, likelihood: Likelihood) -> Tensor:
    """Return what a decoder gives as values in -1..1."""
    return found.sigmoid() * 2 - 1 if likelihood == "bernoulli" else found


def log_likelihood(found: Tensor, pictures: Tensor) -> Tensor:
    """Return log p(x | z) in nats (b,) of black and white pictures (b, ...) by log odds."""
    white = (pictures > 0).float()
    return -F.binary_cross_entropy_with_logits(found, white, reduction="none").flatten(1).sum(1)


@torch.no_grad()
def bound(
    model: Vae, pictures: Tensor, labels: Tensor, draws: int, chance: torch.Generator
) -> Tensor:
    """Return the importance-weighted bound on log p(x | class) in nats (b,), for bernoulli."""
    mean, log_variance = model.encode(pictures, labels)
    spread = (log_variance / 2).exp()
    found = []
    for _ in range(draws):
        noise = torch.randn(mean.shape, generator=chance).to(mean.device)
        z = mean + spread * noise
        prior = -0.5 * (z.square() + math.log(2 * math.pi)).sum(1)
        posterior = -0.5 * (noise.square() + log_variance + math.log(2 * math.pi)).sum(1)
        found.append(log_likelihood(model.decode(z, labels), pictures) + prior - posterior)
    return torch.stack(found).logsumexp(0) - math.log(draws)


def _even(x: Tensor) -> Tensor:
    """Scale each place so that the mean square over its channels is one (arXiv:1910.07467)."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-6)
