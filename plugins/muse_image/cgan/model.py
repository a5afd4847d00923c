"""The conditional GAN: both networks and both losses.

    noise z, class c -> mapping -> style w                        (StyleGAN, arXiv:1812.04948)
    4 x 4 -> 8 x 8 by blocks, each led by w                       the generator
    8 x 8 -> picture by transposed convolutions, led by w, each doubling the size
    picture -> 4 x 4 by convolutions, each halving the size -> score    the discriminator

Blocks that keep the size are dear where it is large and worth it where it is small. Strided
convolutions alone (DCGAN, arXiv:1511.06434) do for the rest: on 32 x 32 px a step takes a tenth of
the time that blocks at every size need, and a training is better after the same seconds.

- The score is that of a projection discriminator, f . u + f . e_c (Miyato & Koyama 2018,
  arXiv:1802.05637): the picture's features f against the class's own direction e_c.
- Losses are relativistic, each real picture against a made one, with penalties on the slope of
  the score at both (Huang et al. 2024, arXiv:2501.05441): no collapse, no balancing act.
- Two pictures of one class are rewarded for differing as their noise does (Mao et al. 2019,
  arXiv:1903.05628): a class with few pictures else ends as one picture, whatever the noise.
- Both see the same random, differentiable changes of pictures (Zhao et al. 2020,
  arXiv:2006.10738), so that a few hundred pictures aren't learnt by heart.
"""

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Settings:
    """What the networks are made of."""

    classes: int
    """How many classes are told apart."""
    size: int = 8
    """Side of what is made, px or latents: 4 times a power of two."""
    channels: int = 16
    """Channels of what is made: 1 grey, 3 RGB, or those of an autoencoder's latents."""
    bounded: bool = False
    """Whether values stay in -1..1, as those of pixels do; latents are free."""
    noise: int = 64
    """Numbers of noise that lead a picture."""
    style: int = 128
    """Width of the style."""
    width: int = 96
    """Channels at the largest size that has some; twice as many at half of it, four times at most.

    That is half of the side of what is made, or 8 for 8 x 8.
    """

    def widths(self) -> list[int]:
        """Return the channels at 4 x 4, 8 x 8 and so on, up to half the size (or to 8)."""
        levels = max(2, (self.size // 8).bit_length())
        return [self.width * min(4, 2 ** (levels - 1 - level)) for level in range(levels)]


class Generator(nn.Module):
    """Noise and class -> picture."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        widths = settings.widths()
        self.classes = nn.Embedding(settings.classes, settings.style)
        self.mapping = nn.Sequential(
            nn.Linear(settings.noise + settings.style, settings.style),
            nn.SiLU(),
            nn.Linear(settings.style, settings.style),
        )
        self.start = nn.Linear(settings.style, widths[0] * 16)
        self.blocks = nn.ModuleList()
        before = widths[0]
        for width in widths[:2]:
            self.blocks.append(StyledBlock(before, width, settings.style))
            self.blocks.append(StyledBlock(width, width, settings.style))
            before = width
        rising = (*widths[1:], settings.channels) if settings.size > 8 else ()
        self.doublings = nn.ModuleList(
            Doubling(narrow, wide, settings.style) for narrow, wide in pairwise(rising)
        )
        self.last = None if rising else nn.Conv2d(before, settings.channels, 3, padding=1)

    def styles(self, noise: Tensor, classes: Tensor) -> Tensor:
        """Return styles (b, style) of noise (b, noise) and class vectors (b, style)."""
        return self.mapping(torch.cat((_even(noise), _even(classes)), 1))

    def draw(self, styles: Tensor) -> Tensor:
        """Return pictures (b, channels, size, size) of styles (b, style)."""
        x = self.start(F.silu(styles)).view(len(styles), -1, 4, 4)
        for place, block in enumerate(self.blocks):
            if place == 2:  # those before are at 4 x 4
                x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
            x = block(x, styles)
        for doubling in self.doublings:
            x = doubling(x, styles)
        if self.last is not None:
            x = self.last(F.silu(_even(x)))
        return x.tanh() if self.settings.bounded else x

    def forward(self, noise: Tensor, labels: Tensor) -> Tensor:
        """Return pictures of noise (b, noise) and labels (b,)."""
        return self.draw(self.styles(noise, self.classes(labels)))


class StyledBlock(nn.Module):
    """Two convolutions beside a straight way, scaled and shifted by the style."""

    def __init__(self, before: int, width: int, style: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.led = nn.Linear(style, 2 * before)
        self.straight = nn.Conv2d(before, width, 1) if before != width else nn.Identity()
        nn.init.zeros_(self.led.weight)
        nn.init.zeros_(self.led.bias)
        with torch.no_grad():  # each block begins as little more than its straight way
            self.second.weight.mul_(0.1)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Return (b, width, h, w) of (b, before, h, w) and (b, style)."""
        scale, shift = self.led(style)[:, :, None, None].chunk(2, 1)  # (b, before, 1, 1) each
        y = self.first(F.silu(_even(x) * (1 + scale) + shift))
        return self.straight(x) + self.second(F.silu(y))


class Doubling(nn.Module):
    """A transposed convolution that doubles the size, of what the style scales and shifts."""

    def __init__(self, before: int, width: int, style: int) -> None:
        super().__init__()
        self.led = nn.Linear(style, 2 * before)
        self.conv = nn.ConvTranspose2d(before, width, 4, 2, 1)
        nn.init.zeros_(self.led.weight)
        nn.init.zeros_(self.led.bias)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Return (b, width, 2 h, 2 w) of (b, before, h, w) and (b, style)."""
        scale, shift = self.led(style)[:, :, None, None].chunk(2, 1)
        return self.conv(F.silu(_even(x) * (1 + scale) + shift))  # type: ignore[no-any-return]


class Discriminator(nn.Module):
    """Picture and class -> score; higher for what looks real."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        widths = settings.widths()[::-1]
        self.body = nn.Sequential()
        if settings.size == 8:
            self.body.append(nn.Conv2d(settings.channels, widths[0], 3, padding=1))
            self.body.append(PlainBlock(widths[0], widths[0]))
            self.body.append(nn.AvgPool2d(2))
            self.body.append(PlainBlock(widths[0], widths[1]))
        else:
            for before, width in pairwise((settings.channels, *widths)):
                self.body.append(nn.Conv2d(before, width, 4, 2, 1))
                self.body.append(nn.LeakyReLU(0.2))
        self.features = nn.Linear(widths[-1] * 16, settings.style)
        self.score = nn.Linear(settings.style, 1)
        self.classes = nn.Embedding(settings.classes, settings.style)

    def forward(self, pictures: Tensor, labels: Tensor) -> Tensor:
        """Return scores (b,) of pictures (b, channels, size, size) as those of labels (b,)."""
        f = F.leaky_relu(self.features(self.body(pictures).flatten(1)), 0.2)  # (b, style)
        projected = (f * self.classes(labels)).sum(1) / f.shape[1] ** 0.5
        return self.score(f).squeeze(1) + projected


class PlainBlock(nn.Module):
    """Two convolutions beside a straight way."""

    def __init__(self, before: int, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)
        self.straight = nn.Conv2d(before, width, 1) if before != width else nn.Identity()
        with torch.no_grad():
            self.second.weight.mul_(0.1)

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, width, h, w) of (b, before, h, w)."""
        y = self.first(F.leaky_relu(x, 0.2))
        return self.straight(x) + self.second(F.leaky_relu(y, 0.2))


def losses(real: Tensor, made: Tensor) -> tuple[Tensor, Tensor]:
    """Return the losses of discriminator and generator of scores (b,), one real beside one made."""
    return F.softplus(made - real).mean(), F.softplus(real - made).mean()


def slope(scores: Tensor, pictures: Tensor) -> Tensor:
    """Return the mean squared slope of scores (b,) at pictures (b, ...): R1 at real, R2 at made."""
    (gradient,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)
    return gradient.square().flatten(1).sum(1).mean()


def sameness(made: Tensor, noise: Tensor) -> Tensor:
    """Return how alike made pictures (2 k, ...) are for noise (2 k, n): low where they differ.

    Of each class there are two pictures, k places apart. It is the mean of 1 / (d + .05), with d
    their mean distance over that of their noise.
    """
    apart = [
        (each.chunk(2)[0] - each.chunk(2)[1]).abs().flatten(1).mean(1) for each in (made, noise)
    ]
    return (apart[0] / apart[1] + 0.05).reciprocal().mean()


def changed(pictures: Tensor, even: Tensor, strength: float, colour: bool) -> Tensor:
    """Return pictures changed at random, differentiably: moved, in part hidden, coloured.

    `even` (b, 8) is even noise in 0..1 that decides; real and made pictures need the same kind of
    changes. `strength` 0..1 is how many of them are changed.
    """
    b, _, h, w = pictures.shape
    chosen = even[:, 0] < strength
    if colour:
        bright = (even[:, 1] - 0.5)[:, None, None, None]
        contrast = (even[:, 2] + 0.5)[:, None, None, None]
        mean = pictures.mean((1, 2, 3), keepdim=True)
        coloured = (pictures - mean) * contrast + mean + bright
        pictures = torch.where(chosen[:, None, None, None], coloured, pictures)
    most = max(1, h // 8)
    dy = ((even[:, 3] * (2 * most + 1)).long() - most) * chosen
    dx = ((even[:, 4] * (2 * most + 1)).long() - most) * chosen
    rows = (torch.arange(h, device=dy.device)[None] + dy[:, None]).clamp(0, h - 1)
    columns = (torch.arange(w, device=dx.device)[None] + dx[:, None]).clamp(0, w - 1)
    moved = pictures[torch.arange(b, device=dy.device)[:, None, None], :, rows[:, :, None],
                     columns[:, None, :]].permute(0, 3, 1, 2)  # fmt: skip
    top, left = even[:, 5] * h - h / 4, even[:, 6] * w - w / 4
    y = torch.arange(h, device=dy.device)[None, :, None] - top[:, None, None]
    x = torch.arange(w, device=dx.device)[None, None, :] - left[:, None, None]
    hidden = (y >= 0) & (y < h / 2) & (x >= 0) & (x < w / 2)
    hidden &= ((even[:, 7] < 0.5) & chosen)[:, None, None]
    return moved.masked_fill(hidden[:, None], 0.0)


def _even(x: Tensor) -> Tensor:
    """Scale each place so that the mean square over its channels is one (arXiv:1910.07467)."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-6)
