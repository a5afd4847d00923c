"""StyleGAN3: a generator without aliases, whose details move with what they are part of.

    noise z, class c -> mapping -> style w                          (as StyleGAN2's: `model`)
    waves, turned and moved by the style -> convolutions led by styles -> colours
                                                           (Karras et al. 2021, arXiv:2106.12423)

- A layer's picture stands for a continuous one of limited bandwidth, on a canvas with a margin.
  Bending values makes frequencies that the grid can't hold, so it is done on a finer grid: filter
  up, bend, filter down (section 3.2). The filters are lowpasses in Kaiser's window (appendix C.1).
- From layer to layer cutoffs and stopbands grow by one factor, and sampling rates double where the
  stopband asks for it; the last layers are sampled critically, for sharp edges (section 3.3).
- Configuration T has convolutions of 3 x 3. R has those of one pixel and filters without a
  direction, down alone and not in the critical layers, so it turns as it moves (section 3.2).
- A layer's input is divided by its mean magnitude, as training found it (appendix B).

It draws with weights that others trained (`muse convert`); it isn't trained here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from muse_image.stylegan.filtering import lowered, lowpass, raised
from muse_image.stylegan.model import Linear, Mapping, shares

_WAVES = 2
"""Coordinates of a wave: across and down."""


@dataclass(frozen=True)
class Settings:
    """What the network is made of."""

    size: int = 256
    """Side of what is made, px."""
    channels: int = 3
    """Channels of what is made: 1 grey, 3 RGB."""
    classes: int = 0
    """How many classes are told apart; 0 for none."""
    noise: int = 512
    """Numbers of noise that lead a picture."""
    style: int = 512
    """Width of the style."""
    mapping: int = 2
    """Layers between noise and style."""
    widths: tuple[int, ...] = (512,) * 14
    """The channels of each layer; those of the first are the waves', too."""
    critical: int = 2
    """How many of the last layers are sampled critically."""
    cutoff: float = 2.0
    """Cutoff of the first layer, cycles across the picture."""
    stopband: float = 2**2.1
    """Where the stopband of the first layer begins, cycles across the picture."""
    last_stopband: float = 2**0.3
    """The same of the last, as a multiple of its cutoff, which is half the size."""
    margin: int = 10
    """Pixels around a layer's picture."""
    side: int = 3
    """Side of the convolutions: 3 in configuration T, 1 in R."""
    taps: int = 6
    """Length of a filter, samples of the coarser grid."""
    finer: int = 2
    """How many times finer the grid is on which values are bent."""
    radial: bool = False
    """Whether filters have no direction, as in configuration R."""
    clamp: float = 256.0
    """How far from zero values may go in a layer; 0 for no limit."""
    gain: float = 0.25
    """What the last colours are multiplied by."""

    @property
    def layers(self) -> int:
        """How many styles lead a picture: one the waves, one a layer, and one the colours."""
        return len(self.widths) + 2


@dataclass(frozen=True)
class Grid:
    """How a layer samples: picture, rate (samples across the picture), cutoff, half transition."""

    size: int
    rate: float
    cutoff: float
    half: float


def grids(settings: Settings) -> list[Grid]:
    """Return the grid of each layer and of the colours (section 3.3, and figure 4a)."""
    count, last = len(settings.widths), settings.size / 2
    place = np.minimum(np.arange(count + 1) / (count - settings.critical), 1)
    cutoffs = settings.cutoff * (last / settings.cutoff) ** place
    end = last * settings.last_stopband
    stopbands = settings.stopband * (end / settings.stopband) ** place
    rates = np.exp2(np.ceil(np.log2(np.minimum(stopbands * 2, settings.size))))
    halves = np.maximum(stopbands, rates / 2) - cutoffs
    sizes = rates + 2 * settings.margin
    sizes[-2:] = settings.size
    columns = (sizes, rates, cutoffs, halves)
    return [
        Grid(int(size), *map(float, rest)) for size, *rest in zip(*map(list, columns), strict=True)
    ]


class Waves(nn.Module):
    """The start: sines of chosen frequencies, turned and moved by the style, then mixed."""

    frequencies: Tensor
    phases: Tensor
    turn: Tensor

    def __init__(self, width: int, style: int, grid: Grid) -> None:
        super().__init__()
        self.grid = grid
        self.weight = nn.Parameter(torch.randn(width, width))
        self.led = Linear(style, 4)
        with torch.no_grad():
            self.led.weight.zero_()
            self.led.bias.copy_(torch.tensor([1.0, 0, 0, 0]))
        frequencies = torch.randn(width, _WAVES)
        radii = frequencies.square().sum(1, keepdim=True).sqrt()
        even = frequencies / (radii * radii.square().exp().pow(0.25))
        self.register_buffer("frequencies", even * grid.cutoff)
        self.register_buffer("phases", torch.rand(width) - 0.5)
        self.register_buffer("turn", torch.eye(3))

    def forward(self, style: Tensor) -> Tensor:
        """Return (b, width, size, size) of styles (b, style)."""
        frequencies, phases = self._moved(style)
        room = self.grid.rate / 2 - self.grid.cutoff
        lengths = frequencies.norm(dim=2)  # (b, width)
        loud = (1 - (lengths - self.grid.cutoff) / room).clamp(0, 1)
        size = self.grid.size  # samples lie in the middles of pixels
        line = torch.arange(0.5, size, device=style.device).to(style) - size / 2
        line = line / self.grid.rate
        across = frequencies[:, :, 0, None] * line  # (b, width, size)
        down = frequencies[:, :, 1, None] * line
        x = down[..., None] + across[:, :, None] + phases[..., None, None]
        x = torch.sin(2 * math.pi * x) * loud[..., None, None]  # (b, width, size, size)
        weight = self.weight / math.sqrt(self.weight.shape[1])
        return torch.einsum("oc,bchw->bohw", weight, x)

    def _moved(self, style: Tensor) -> tuple[Tensor, Tensor]:
        """Return frequencies (b, width, 2) and phases (b, width), turned and moved (appendix F)."""
        told = self.led(style)  # cosine, sine, across, down
        cosine, sine, x, y = (told / told[:, :2].norm(dim=1, keepdim=True)).unbind(1)
        none, one = torch.zeros_like(x), torch.ones_like(x)
        turned = _matrices((cosine, -sine, none), (sine, cosine, none), (none, none, one))
        moved = _matrices((one, none, -x), (none, one, -y), (none, none, one))
        all_of_it = turned @ moved @ self.turn  # (b, 3, 3)
        phases = self.phases + (self.frequencies @ all_of_it[:, :2, 2:]).squeeze(2)
        return self.frequencies @ all_of_it[:, :2, :2], phases


class Layer(nn.Module):
    """A convolution led by a style; then values are bent on a finer grid, but for colours."""

    magnitude: Tensor
    up: Tensor | None
    down: Tensor | None

    def __init__(
        self, settings: Settings, before: int, width: int, grid: tuple[Grid, Grid], place: int
    ) -> None:
        super().__init__()
        into, out = grid
        self.colours = place == len(settings.widths)
        self.clamp = settings.clamp
        side = 1 if self.colours else settings.side
        self.led = Linear(settings.style, before, bias=1.0)
        self.weight = nn.Parameter(torch.randn(width, before, side, side))
        self.bias = nn.Parameter(torch.zeros(width))
        self.register_buffer("magnitude", torch.ones(()))
        rate = max(into.rate, out.rate) * (1 if self.colours else settings.finer)
        self.ups, self.downs = round(rate / into.rate), round(rate / out.rate)
        taps = [
            settings.taps * times if times > 1 and not self.colours else 1
            for times in (self.ups, self.downs)
        ]
        critical = place >= len(settings.widths) - settings.critical
        up = lowpass(taps[0], into.cutoff, into.half * 2, rate) if taps[0] > 1 else None
        radial = settings.radial and not critical
        down = lowpass(taps[1], out.cutoff, out.half * 2, rate, radial) if taps[1] > 1 else None
        self.register_buffer("up", up)
        self.register_buffer("down", down)
        # What is lacking for `out.size` after all of it, before and behind (half a sample before).
        lacking = (out.size - 1) * self.downs + 1 - (into.size + side - 1) * self.ups
        lacking += sum(taps) - 2
        self.before = (lacking + self.ups) // 2
        self.behind = lacking - self.before

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        """Return (b, width, out, out) of (b, before, in, in), led by styles (b, style)."""
        x = self._convolved(x, self.led(style)) + self.bias[:, None, None]
        x = raised(x, self.up, self.ups, self.before, self.behind)
        if not self.colours:
            x = F.leaky_relu(x, 0.2) * math.sqrt(2)
        if self.clamp:
            x = x.clamp(-self.clamp, self.clamp)
        return lowered(x, self.down, self.downs)

    def _convolved(self, x: Tensor, scale: Tensor) -> Tensor:
        """Return the convolution of x (b, before, h, w), its weights scaled by (b, before).

        Outputs are brought back to a spread of one by what the scales do to the weights, but those
        of colours aren't. The convolution reaches over the rim, so a picture grows by it.
        """
        gain = torch.rsqrt(self.magnitude)
        if self.colours:
            scale = scale / math.sqrt(self.weight[0].numel())
            return F.conv2d(x * (scale * gain)[:, :, None, None], self.weight)
        around = self.weight.shape[-1] - 1
        weight = self.weight * self.weight.square().mean((1, 2, 3), keepdim=True).rsqrt()
        scale = scale * scale.square().mean(1, keepdim=True).rsqrt()
        power = weight.square().sum((2, 3))  # (width, before)
        again = torch.rsqrt(scale.square() @ power.T + 1e-8)  # (b, width)
        x = F.conv2d(x * (scale * gain)[:, :, None, None], weight, padding=around)
        return x * again[:, :, None, None]


class Generator(nn.Module):
    """Noise and class -> picture."""

    average: Tensor

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        style = settings.style
        self.mapping = Mapping(settings.noise, settings.classes, style, settings.mapping)
        self.register_buffer("average", torch.zeros(style))
        all_grids = grids(settings)
        self.waves = Waves(settings.widths[0], style, all_grids[0])
        self.layers = nn.ModuleList()
        for place, width in enumerate((*settings.widths, settings.channels)):
            last = max(place - 1, 0)
            pair = (all_grids[last], all_grids[place])
            self.layers.append(Layer(settings, settings.widths[last], width, pair, place))

    def styles(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return styles (b, style) of noise (b, noise) and labels (b,), where there are classes."""
        return self.mapping(noise, shares(labels, self.settings.classes))

    def draw(self, styles: Tensor, noise: Sequence[Tensor] | None = None) -> Tensor:
        """Return pictures (b, channels, size, size) of styles (b, layers, style); no noise."""
        x = self.waves(styles[:, 0])
        for place, layer in enumerate(self.layers):
            x = layer(x, styles[:, place + 1])
        return x * self.settings.gain

    def noises(self) -> list[int]:
        """Return the size (px) that the detail of each layer would fill; there is no noise."""
        return [max(1, round(2 * each.cutoff)) for each in grids(self.settings)]

    def stills(self) -> list[Tensor]:
        """Return the noise that the weights have for each layer: there is none."""
        return []

    def leads(self) -> list[Tensor]:
        """Return the weights (n, style) by which each of the styles leads."""
        leading: list[Linear] = [self.waves.led]
        leading += [layer.led for layer in self.layers]  # type: ignore[misc]
        return [each.weight for each in leading]

    def forward(self, noise: Tensor, labels: Tensor | None = None) -> Tensor:
        """Return pictures of noise (b, noise) and labels (b,)."""
        styles = self.styles(noise, labels)
        return self.draw(styles[:, None].expand(-1, self.settings.layers, -1))


def _matrices(*rows: Sequence[Tensor]) -> Tensor:
    """Return matrices (b, 3, 3) of rows of numbers (b,)."""
    return torch.stack([torch.stack(list(row), 1) for row in rows], 1)
