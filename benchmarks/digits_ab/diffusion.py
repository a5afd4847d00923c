"""A small diffusion model for digits: what the row `diffusion` of the benchmark learns and draws.

A denoiser in the frame of EDM (Karras et al. 2022, arXiv:2206.00364). What goes straight past its
network isn't the noisy picture but the best linear guess: the Wiener filter of a Gaussian fitted to
the class. The network learns what is left: with 898 digits that leaves it little to learn by heart.
Digits are changed a little while it learns, and it is told how (Karras et al. 2022, appendix F).
"""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from benchmarks.digits_ab.halves import asked
from benchmarks.digits_ab.samplers import Labels, Pictures

LOWEST, HIGHEST = 0.03, 5.0
"""The noise that is learnt, its logarithm drawn evenly; pictures are in -1..1."""

CHANGES = torch.tensor([0.3, 0.3, 0.06, 0.05, 0.05, 0.06])
"""Spreads of the changes: moved along x and y (px), turned (rad), widened, heightened, sheared."""


@dataclass(frozen=True)
class Settings:
    """What is learnt, how, and how it is drawn; chosen on halves of the first half."""

    steps: int = 6000
    batch: int = 64
    rate: float = 2e-3
    width: int = 24
    blocks: int = 3
    dropout: float = 0.1
    average: float = 0.995
    shrink: float = 0.2
    """How much of the covariance of a class is that of all classes."""
    changed: float = 0.12
    """Share of digits to which each of the six changes is made."""
    drawn_in: int = 24
    """Steps of a draw, each of second order (Heun)."""
    churn: float = 10.0
    """Noise added on the way, EDM's S_churn."""


class Gaussians:
    """A Gaussian for each class, as its mean, the axes of its covariance and their variances."""

    def __init__(self, rows: Tensor, labels: Tensor, shrink: float) -> None:
        own = [rows[labels == label] for label in range(10)]
        pooled = torch.cov(torch.cat([each - each.mean(0) for each in own]).T)
        self.means = torch.stack([each.mean(0) for each in own])
        mixed = [torch.cov(each.T) * (1 - shrink) + pooled * shrink for each in own]
        variances, self.axes = torch.linalg.eigh(torch.stack(mixed))
        self.variances = variances.clamp_min(1e-5)

    def denoised(self, noisy: Tensor, noise: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Return the mean of rows (b, 64) given noisy ones, and its root mean square error."""
        means, axes, variances = self.means[labels], self.axes[labels], self.variances[labels]
        gain = variances / (variances + noise.square())
        along = torch.bmm((noisy - means)[:, None], axes)[:, 0] * gain
        guess = means + torch.bmm(along[:, None], axes.transpose(1, 2))[:, 0]
        return guess, (gain * noise.square()).mean(1, keepdim=True).sqrt()


class Network(nn.Module):
    """Three blocks of convolutions, each with a coarse look at the whole, led by a condition."""

    frequencies: Tensor

    def __init__(self, settings: Settings, width_of_condition: int = 64) -> None:
        super().__init__()
        wide, told = settings.width, width_of_condition
        self.dropout = settings.dropout
        self.register_buffer("frequencies", torch.logspace(-2, 3, 16, 2.0))
        self.time = nn.Sequential(nn.Linear(32, told), nn.SiLU(), nn.Linear(told, told))
        self.digit = nn.Embedding(10, told)
        self.change = nn.Linear(6, told, bias=False)
        self.first = nn.Conv2d(4, wide, 3, padding=1)
        self.place = nn.Parameter(torch.zeros(1, wide, 8, 8))
        count = range(settings.blocks)
        self.led = nn.ModuleList(nn.Linear(told, 2 * wide) for _ in count)
        self.near = nn.ModuleList(nn.Conv2d(wide, wide, 3, padding=1) for _ in count)
        self.far = nn.ModuleList(nn.Linear(4 * wide, 4 * wide) for _ in count)
        self.last = nn.Conv2d(wide, 1, 3, padding=1)
        for layer in (*self.far, self.last):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def forward(self, seen: Tensor, log_noise: Tensor, labels: Tensor, changes: Tensor) -> Tensor:
        """Return rows (b, 64) of what is seen (b, 128): noisy rows, and the linear guess."""
        b = len(seen)
        waves = log_noise * self.frequencies  # (b, 16)
        told = self.time(torch.cat((waves.sin(), waves.cos()), 1)) + self.digit(labels)
        told = F.silu(told + self.change(changes))
        line = torch.linspace(-1, 1, 8)
        grid = torch.stack((line[:, None].expand(8, 8), line.expand(8, 8))).expand(b, 2, 8, 8)
        h = self.first(torch.cat((seen.view(b, 2, 8, 8), grid), 1)) + self.place
        for led, near, far in zip(self.led, self.near, self.far, strict=True):
            scale, shift = led(told)[:, :, None, None].chunk(2, 1)
            z = F.silu(F.group_norm(h, 4) * (1 + scale) + shift)
            z = F.dropout(z, self.dropout, self.training)
            whole = far(F.adaptive_avg_pool2d(z, 2).flatten(1)).view(b, -1, 2, 2)
            h = h + near(z) + F.interpolate(whole, scale_factor=4, mode="bilinear")
        return self.last(F.silu(h)).flatten(1)


class Denoiser(nn.Module):
    """Noisy rows -> their mean: the linear guess, and the network times its error."""

    def __init__(self, settings: Settings, guess: Gaussians) -> None:
        super().__init__()
        self.network, self.guess = Network(settings), guess

    def forward(
        self, noisy: Tensor, noise: Tensor, labels: Tensor, changes: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return the mean of rows (b, 64) given noisy ones, and the scale of its last part."""
        guess, error = self.guess.denoised(noisy, noise, labels)
        seen = torch.cat((noisy / (noise.square() + 0.56).sqrt(), guess), 1)
        return guess + error * self.network(seen, noise.log() / 4, labels, changes), error


def changed(rows: Tensor, share: float, chance: torch.Generator) -> tuple[Tensor, Tensor]:
    """Return rows (b, 64) of which some are changed a little, and the changes made (b, 6)."""
    b = len(rows)
    made = torch.randn(b, 6, generator=chance) * (torch.rand(b, 6, generator=chance) < share)
    x, y, angle, wide, high, shear = (made * CHANGES).T
    cosine, sine, wide, high = angle.cos(), angle.sin(), wide.exp(), high.exp()
    above = torch.stack((cosine * wide, shear - sine * high, x / 4), 1)
    below = torch.stack((sine * wide, cosine * high, y / 4), 1)
    grid = F.affine_grid(torch.stack((above, below), 1), [b, 1, 8, 8], align_corners=False)
    moved = F.grid_sample(rows.view(b, 1, 8, 8) + 1, grid, mode="bicubic", align_corners=False)
    same = (made == 0).all(1, keepdim=True)
    return torch.where(same, rows, moved.clamp(0, 2).flatten(1) - 1), made


def learnt(rows: Tensor, labels: Tensor, settings: Settings, seed: int) -> Denoiser:
    """Return a denoiser, with averaged weights, that learnt from rows (n, 64) in -1..1."""
    chance = torch.Generator().manual_seed(seed)
    guess = Gaussians(rows, labels, settings.shrink)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model, average = Denoiser(settings, guess), Denoiser(settings, guess)
        average.load_state_dict(model.state_dict())
        weights, kept = list(model.parameters()), list(average.parameters())
        optimiser = torch.optim.AdamW(
            weights, settings.rate, betas=(0.9, 0.99), weight_decay=1e-2, fused=True
        )
        for step in range(settings.steps):
            along = 0.5 + 0.5 * math.cos(math.pi * step / settings.steps)
            optimiser.param_groups[0]["lr"] = settings.rate * min(1, (step + 1) / 100) * along
            places = torch.randint(len(rows), (settings.batch,), generator=chance)
            clean, changes = changed(rows[places], settings.changed, chance)
            even = torch.rand(settings.batch, 1, generator=chance)
            noise = LOWEST * (HIGHEST / LOWEST) ** even
            noisy = clean + noise * torch.randn(clean.shape, generator=chance)
            found, scale = model(noisy, noise, labels[places], changes)
            optimiser.zero_grad()
            ((found - clean) / scale).square().mean().backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            decay = min(settings.average, (step + 1) / (step + 51))
            with torch.no_grad():
                torch._foreach_lerp_(kept, weights, 1 - decay)
    return average.eval()


@torch.no_grad()
def drawn(model: Denoiser, labels: Tensor, settings: Settings, seed: int) -> Tensor:
    """Return rows (n, 64) of labels, by EDM's second-order steps with noise added on the way."""
    chance = torch.Generator().manual_seed(seed)
    unchanged = torch.zeros(len(labels), 6)

    def towards(rows: Tensor, noise: float) -> Tensor:
        return (rows - model(rows, torch.full((len(rows), 1), noise), labels, unchanged)[0]) / noise

    share = torch.linspace(0, 1, settings.drawn_in)
    low, high = 0.02 ** (1 / 5), HIGHEST ** (1 / 5)
    noises = [*((high + share * (low - high)) ** 5).tolist(), 0.0]
    first = torch.randn(len(labels), 64, generator=chance)
    rows = model.guess.means[labels] + noises[0] * first
    for now, after in pairwise(noises):
        at = now
        if 0.05 < now < 5:
            at = now * (1 + min(settings.churn / settings.drawn_in, 0.41))
            rows += (at**2 - now**2) ** 0.5 * torch.randn(rows.shape, generator=chance)
        slope = towards(rows, at)
        ahead = rows + (after - at) * slope
        if after > 0:
            ahead = rows + (after - at) * (slope + towards(ahead, after)) / 2
        rows = ahead
    return rows


def sampler(pictures: Pictures, labels: Labels, seed: int) -> tuple[Pictures, Labels]:
    """Learn from pictures uint8 (n, 1, 8, 8) and draw what the benchmark asks for."""
    settings = Settings()
    rows = torch.from_numpy(pictures.reshape(len(pictures), 64)).float() / 127.5 - 1
    model = learnt(rows, torch.from_numpy(labels), settings, seed)
    wanted = asked()
    found = drawn(model, torch.from_numpy(wanted), settings, seed)
    values = ((found + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)
    return values.numpy().reshape(-1, 1, 8, 8), np.asarray(wanted)
