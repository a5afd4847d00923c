"""StyleGAN2: the generator and its discriminator (Karras et al. 2020, arXiv:1912.04958).

    noise z, class c -> mapping -> style w                            (StyleGAN, arXiv:1812.04948)
    a learnt 4 x 4 -> convolutions whose weights w scales -> 8 x 8 -> 16 x 16 ...     the generator
    the colours of each size, enlarged and summed up -> picture                          its skips
    picture -> blocks with a straight way beside them, each halving the size -> score

- Weights are drawn with a spread of one and scaled where they are used, so that all learn alike
  fast (equalised learning rate, arXiv:1710.10196, 4.1); the mapping's learn at a hundredth.
- A convolution's weights are scaled by the style, and its outputs brought back to a spread of one
  by what that does to the weights (arXiv:1912.04958, equations 1 and 3). It is computed the other
  way round, which is the same: the input is scaled, convolved by shared weights, and scaled again.
- Sizes change with a smooth filter (`resizing`).
- Each layer adds noise of its own, of a learnt strength: constants of the weights, or drawn.
- The discriminator sees how far pictures of a batch differ (arXiv:1710.10196, 3), and with classes
  its score is f . m(c), of features f and a mapping m (Miyato & Koyama 2018, arXiv:1802.05637, as
  in StyleGAN2-ADA, arXiv:2006.06676).

With `depth` 2, the usual one, it is StyleGAN2 layer by layer, so its public weights fit; small
sizes, such as the latents of an autoencoder, may want more layers at each size.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse_image.stylegan.resizing import blurred, doubled

SMALLEST = 4
"""Side of the learnt start, px."""

GROUP = 4
"""Pictures of a batch that are compared with one another, at most."""


@dataclass(frozen=True)
class Settings:
    """What the networks are made of."""

    size: int = 64
    """Side of what is made, px or latents: 4 times a power of two, up to 1024."""
    channels: int = 3
    """Channels of what is made: 1 grey, 3 RGB, or those of an autoencoder's latents."""
    classes: int = 0
    """How many classes are told apart; 0 for none."""
    noise: int = 512
    """Numbers of noise that lead a picture."""
    style: int = 512
    """Width of the style."""
    mapping: int = 8
    """Layers between noise and style."""
    base: int = 16384
    """Channels times size: at a size of 64 there are 256, say, but see `most`."""
    most: int = 512
    """Channels at any size, at most."""
    depth: int = 2
    """Convolutions at a size; one less at 4 x 4, where a learnt picture stands for the first."""
    clamp: float = 0.0
    """How far from zero values may go in a layer, as in StyleGAN2-ADA's weights; 0 for no limit."""

    @property
    def sizes(self) -> list[int]:
        """The sides 4, 8 and so on, up to `size`."""
        return [SMALLEST << level for level in range((self.size // SMALLEST).bit_length())]

    @property
    def layers(self) -> int:
        """How many styles lead a picture: one a convolution, and one for the last colours."""
        return self.depth * len(self.sizes)

    def width(self, size: int) -> int:
        """Return the channels at a size."""
        return min(self.base // size, self.most)


class Linear(nn.Module):
    """A fully connected layer whose weights are scaled where they are used."""

    def __init__(
        self, before: int, after: int, *, rate: float = 1.0, bias: float = 0.0, bends: bool = False
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(after, before) / rate)
        self.bias = nn.Parameter(torch.full((after,), bias / rate))
        self.rate, self.bends = rate, bends

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, after) of (b, before)."""
        scale = self.rate / math.sqrt(self.weight.shape[1])
        y = F.linear(x, self.weight * scale, self.bias * self.rate)
        return bent(y) if self.bends else y


class Mapping(nn.Module):
    """Noise, class or both -> style; noise and the class's vector are brought to one length."""

    def __init__(self, noise: int, classes: int, style: int, depth: int) -> None:
        super().__init__()
        self.classes = Linear(classes, style) if classes else None
        first = noise + (style if classes else 0)
        widths = [first, *[style] * depth]
        self.layers = nn.ModuleList(
            Linear(before, after, rate=0.01, bends=True) for before, after in pairwise(widths)
        )

    def known(self, shares: Tensor) -> Tensor:
        """Return vectors (b, style) of shares (b, classes) in classes: those of one are 0 and 1."""
        assert self.classes is not None
        return even(self.classes(shares).to(shares.dtype))

    def forward(self, noise: Tensor | None, shares: Tensor | None) -> Tensor:
        """Return styles (b, style) of noise (b, noise) and shares (b, classes) in classes."""
        first: Any = self.layers[0]
        exact = first.weight.dtype
        given = [] if noise is None else [even(noise.to(exact))]
        if self.classes is not None:
            assert shares is not None
            given.append(self.known(shares.to(exact)))
        x = torch.cat(given, 1)
        for layer in self.layers:
            x = layer(x)
        return x


class Styled(nn.Module):
    """A convolution led by a style, with noise; it may double the size first."""

    still: Tensor

    def __init__(
        self, before: int, width: int, style: int, size: int, doubles: bool, clamp: float = 0.0
    ) -> None:
        super().__init__()
        self.led = Linear(style, before, bias=1.0)
        self.weight = nn.Parameter(torch.randn(width, before, 3, 3))
        self.bias = nn.Parameter(torch.zeros(width))
        self.strength = nn.Parameter(torch.zeros(()))
        self.register_buffer("still", torch.randn(size, size))
        self.size, self.doubles, self.clamp = size, doubles, clamp

    def forward(self, x: Tensor, style: Tensor, noise: Tensor | None) -> Tensor:
        """Return (b, width, size, size); `noise` (b, 1, size, size), or None for the constant."""
        scale = self.led(style).to(self.weight.dtype)  # (b, before), precise also within autocast
        power = self.weight.square().sum((2, 3))  # (width, before)
        again = torch.rsqrt(scale.square() @ power.T + 1e-8)  # (b, width)
        x = x * scale[:, :, None, None].to(x.dtype)
        if self.doubles:
            x = F.conv_transpose2d(x, self.weight.transpose(0, 1), stride=2)  # 2 h + 1
            x = blurred(x, 1, gain=4.0)
        else:
            x = F.conv2d(x, self.weight, padding=1)
        x = x * again[:, :, None, None].to(x.dtype)
        added = self.still if noise is None else noise
        x = x + (added * self.strength).to(x.dtype)
        return within(bent(x + self.bias[:, None, None].to(x.dtype)), self.clamp)


class Colours(nn.Module):
    """The colours of a size: a convolution of one pixel, led by a style and not brought back."""

    def __init__(self, before: int, channels: int, style: int, clamp: float = 0.0) -> None:
        super().__init__()
        self.clamp = clamp
        self.led = Linear(style, before, bias=1.0)
        self.weight = nn.Parameter(torch.randn(channels, before, 1, 1))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Return (b, channels, h, w) of (b, before, h, w)."""
        scale = self.led(style) / math.sqrt(x.shape[1])
        x = F.conv2d(x * scale[:, :, None, None].to(x.dtype), self.weight)
        return within(x + self.bias[:, None, None].to(x.dtype), self.clamp)


class Generator(nn.Module):
    """Noise and class -> picture."""

    average: Tensor

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        style = settings.style
        self.mapping = Mapping(settings.noise, settings.classes, style, settings.mapping)
        self.register_buffer("average", torch.zeros(style))
        self.start = nn.Parameter(torch.randn(settings.width(SMALLEST), SMALLEST, SMALLEST))
        self.layers, self.colours = nn.ModuleList(), nn.ModuleList()
        before = settings.width(SMALLEST)
        for size in settings.sizes:
            width = settings.width(size)
            for place in range(settings.depth - (size == SMALLEST)):
                doubles = place == 0 and size > SMALLEST
                self.layers.append(Styled(before, width, style, size, doubles, settings.clamp))
                before = width
            self.colours.append(Colours(width, settings.channels, style, settings.clamp))

    def styles(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return styles (b, style) of noise (b, noise) and labels (b,), where there are classes."""
        return self.mapping(noise, shares(labels, self.settings.classes))

    def draw(self, styles: Tensor, noise: Sequence[Tensor] | None = None) -> Tensor:
        """Return pictures (b, channels, size, size) of styles (b, layers, style).

        `noise` has (b, 1, s, s) for each layer, as `noises` says; None for the weights' own.
        """
        x: Tensor = self.start.expand(len(styles), -1, -1, -1)
        whole: Tensor | None = None
        place = 0
        for size, colours in zip(self.settings.sizes, self.colours, strict=True):
            for _ in range(self.settings.depth - (size == SMALLEST)):
                given = None if noise is None else noise[place]
                x = self.layers[place](x, styles[:, place], given)
                place += 1
            coloured = colours(x, styles[:, place])
            whole = coloured if whole is None else coloured + doubled(whole)
        assert whole is not None
        return whole

    def noises(self) -> list[int]:
        """Return the side of the noise that each layer adds."""
        layers: Any = self.layers
        return [layer.size for layer in layers]

    def stills(self) -> list[Tensor]:
        """Return the noise (1, 1, s, s) that the weights have for each layer."""
        layers: Any = self.layers
        return [layer.still[None, None] for layer in layers]

    def leads(self) -> list[Tensor]:
        """Return the weights (n, style) by which each of the styles leads."""
        layers: Any = self.layers
        each_colours: Any = self.colours
        leading: list[list[Tensor]] = [*([layer.led.weight] for layer in layers), []]
        place = -1
        for size, colours in zip(self.settings.sizes, each_colours, strict=True):
            place += self.settings.depth - (size == SMALLEST)
            leading[place + 1].append(colours.led.weight)
        return [torch.cat(each) for each in leading]

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return pictures of noise (b, noise) and labels (b,)."""
        styles = self.styles(noise, labels)
        return self.draw(styles[:, None].expand(-1, self.settings.layers, -1))


class Plain(nn.Module):
    """A convolution of the discriminator; it may halve the size."""

    def __init__(
        self, before: int, width: int, side: int, *, halves: bool = False, straight: bool = False
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(width, before, side, side))
        self.bias = None if straight else nn.Parameter(torch.zeros(width))
        self.scale = 1 / math.sqrt(before * side**2)
        self.halves = halves

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, width, h, w), half as high and wide where it halves."""
        side = self.weight.shape[-1]
        if self.halves and side == 1:
            x = F.conv2d(blurred(x, 1)[:, :, ::2, ::2], self.weight * self.scale)
        elif self.halves:
            x = F.conv2d(blurred(x, 2), self.weight * self.scale, stride=2)
        else:
            x = F.conv2d(x, self.weight * self.scale, padding=side // 2)
        return x if self.bias is None else bent(x + self.bias[:, None, None].to(x.dtype))


class Halving(nn.Module):
    """Convolutions beside a straight way, to half the size."""

    def __init__(self, before: int, width: int, depth: int) -> None:
        super().__init__()
        self.body = nn.Sequential(*[Plain(before, before, 3) for _ in range(depth - 1)])
        self.body.append(Plain(before, width, 3, halves=True))
        self.straight = Plain(before, width, 1, halves=True, straight=True)

    def forward(self, x: Tensor) -> Tensor:
        """Return (b, width, h / 2, w / 2) of (b, before, h, w)."""
        return (self.body(x) + self.straight(x)) * math.sqrt(0.5)


class Discriminator(nn.Module):
    """Picture and class -> score; higher for what looks real."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        widths = [settings.width(size) for size in settings.sizes[::-1]]
        self.first = Plain(settings.channels, widths[0], 1)
        self.halvings = nn.ModuleList(
            Halving(before, width, settings.depth) for before, width in pairwise(widths)
        )
        last = widths[-1]
        self.last = Plain(last + 1, last, 3)
        self.features = Linear(last * SMALLEST**2, last, bends=True)
        self.score = Linear(last, last if settings.classes else 1)
        self.mapping = (
            Mapping(0, settings.classes, last, settings.mapping) if settings.classes else None
        )

    def forward(self, pictures: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return scores (b,) of pictures (b, channels, size, size) as those of labels (b,)."""
        x = self.first(pictures)
        for halving in self.halvings:
            x = halving(x)
        x = torch.cat((x, difference(x)), 1)
        f = self.score(self.features(self.last(x).flatten(1)))
        if self.mapping is None:
            return f.squeeze(1)
        led = self.mapping(None, shares(labels, self.settings.classes))
        return (f * led).sum(1) / math.sqrt(f.shape[1])


def shares(labels: Tensor | None, classes: int) -> Tensor | None:
    """Return labels (b,) as shares (b, classes): 1 for its class, else 0; None without classes."""
    return None if labels is None or not classes else F.one_hot(labels, classes).float()


def bent(x: Tensor) -> Tensor:
    """Return x, what is below zero at a fifth, at a spread as before."""
    return F.leaky_relu(x, 0.2) * math.sqrt(2)


def within(x: Tensor, clamp: float) -> Tensor:
    """Return x with no value farther from zero than a limit; 0 for none."""
    return x.clamp(-clamp, clamp) if clamp else x


def even(x: Tensor) -> Tensor:
    """Return vectors (b, n) at a mean square of one."""
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


def difference(x: Tensor) -> Tensor:
    """Return (b, 1, h, w): how far pictures of a batch differ, in groups of four at most."""
    b, c, h, w = x.shape
    group = next(size for size in range(min(GROUP, b), 0, -1) if b % size == 0)
    y = x.float().reshape(group, -1, c, h, w)  # (group, b / group, c, h, w)
    y = y - y.mean(0)
    spread = (y.square().mean(0) + 1e-8).sqrt().mean((1, 2, 3))  # (b / group,)
    return spread.to(x.dtype).repeat(group)[:, None, None, None].expand(-1, 1, h, w)
