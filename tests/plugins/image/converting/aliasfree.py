"""StyleGAN3's tree of modules by its names and shapes, evaluated by the plainest formulas.

Filters are of two dimensions throughout, designed by scipy where it is there; grids are torch's
own. Nothing of it is Muse's.
"""

import math

import numpy as np
import scipy.signal
import scipy.special
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from plugins.image.converting.ada import FullyConnectedLayer, MappingNetwork, Persistent, upfirdn


def design(taps: int, cutoff: float, width: float, fs: float, radial: bool) -> Tensor | None:
    """A lowpass (taps,), or (taps, taps) if radial (arXiv:2106.12423, appendix C.1)."""
    if taps == 1:
        return None
    if not radial:
        return torch.as_tensor(
            scipy.signal.firwin(taps, cutoff, width=width, fs=fs), dtype=torch.float32
        )
    x = (np.arange(taps) - (taps - 1) / 2) / fs
    r = np.hypot(*np.meshgrid(x, x))
    f = scipy.special.j1(2 * cutoff * (np.pi * r)) / (np.pi * r)
    beta = scipy.signal.kaiser_beta(scipy.signal.kaiser_atten(taps, width / (fs / 2)))
    w = np.kaiser(taps, beta)
    f *= np.outer(w, w)
    return torch.as_tensor(f / f.sum(), dtype=torch.float32)


class SynthesisInput(Persistent):
    def __init__(self, w_dim: int, channels: int, size: int, rate: float, bandwidth: float):
        super().__init__()
        self.w_dim, self.channels = w_dim, channels
        self.size = np.broadcast_to(np.asarray(size), [2])
        self.sampling_rate, self.bandwidth = rate, bandwidth
        freqs = torch.randn(channels, 2)
        self.weight = nn.Parameter(torch.randn(channels, channels))
        self.affine = FullyConnectedLayer(w_dim, 4)
        self.register_buffer("transform", torch.eye(3) + 0.1 * torch.randn(3, 3))
        self.register_buffer("freqs", freqs / freqs.norm(dim=1, keepdim=True) * bandwidth)
        self.register_buffer("phases", torch.rand(channels) - 0.5)

    def forward(self, w: Tensor) -> Tensor:
        made = []
        for t in self.affine(w):
            t = t / t[:2].norm()
            turned = torch.eye(3).to(t)
            turned[0, 0], turned[0, 1], turned[1, 0], turned[1, 1] = t[0], -t[1], t[1], t[0]
            moved = torch.eye(3).to(t)
            moved[0, 2], moved[1, 2] = -t[2], -t[3]
            m = turned @ moved @ self.transform
            phases = self.phases + self.freqs @ m[:2, 2]
            freqs = self.freqs @ m[:2, :2]
            room = self.sampling_rate / 2 - self.bandwidth
            loud = (1 - (freqs.norm(dim=1) - self.bandwidth) / room).clamp(0, 1)
            theta = torch.zeros(1, 2, 3).to(t)
            theta[0, 0, 0] = 0.5 * int(self.size[0]) / self.sampling_rate
            theta[0, 1, 1] = 0.5 * int(self.size[1]) / self.sampling_rate
            shape = [1, 1, int(self.size[1]), int(self.size[0])]
            grid = F.affine_grid(theta, shape, align_corners=False)[0]
            x = torch.sin((grid @ freqs.t() + phases) * (2 * np.pi)) * loud
            x = x @ (self.weight / math.sqrt(self.channels)).t()
            made.append(x.permute(2, 0, 1))
        return torch.stack(made)


class SynthesisLayer(Persistent):
    def __init__(self, w_dim, torgb, critical, into, out, sizes, rates, cutoffs, halves, asked):
        super().__init__()
        self.is_torgb, self.is_critically_sampled, self.use_fp16 = torgb, critical, False
        self.in_channels, self.out_channels = into, out
        self.in_size, self.out_size = (np.broadcast_to(np.asarray(s), [2]) for s in sizes)
        self.in_sampling_rate, self.out_sampling_rate = rates
        self.tmp_sampling_rate = max(rates) * (1 if torgb else 2)
        self.in_cutoff, self.out_cutoff = cutoffs
        self.in_half_width, self.out_half_width = halves
        self.conv_kernel = 1 if torgb else asked["conv_kernel"]
        self.conv_clamp = 256
        self.affine = FullyConnectedLayer(w_dim, into, bias=1.0)
        self.weight = nn.Parameter(torch.randn(out, into, self.conv_kernel, self.conv_kernel))
        self.bias = nn.Parameter(torch.randn(out))
        self.register_buffer("magnitude_ema", torch.rand([]) + 0.5)
        fs = self.tmp_sampling_rate
        self.up_factor = int(np.rint(fs / rates[0]))
        self.up_taps = 6 * self.up_factor if self.up_factor > 1 and not torgb else 1
        up = design(self.up_taps, cutoffs[0], halves[0] * 2, fs, False)
        self.register_buffer("up_filter", up)
        self.down_factor = int(np.rint(fs / rates[1]))
        self.down_taps = 6 * self.down_factor if self.down_factor > 1 and not torgb else 1
        self.down_radial = asked["use_radial_filters"] and not critical
        down = design(self.down_taps, cutoffs[1], halves[1] * 2, fs, self.down_radial)
        self.register_buffer("down_filter", down)
        total = (self.out_size - 1) * self.down_factor + 1
        total = total - (self.in_size + self.conv_kernel - 1) * self.up_factor
        total = total + self.up_taps + self.down_taps - 2
        lo = (total + self.up_factor) // 2
        self.padding = [int(lo[0]), int((total - lo)[0])]

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        styles = self.affine(w)
        if self.is_torgb:
            styles = styles / math.sqrt(self.in_channels * self.conv_kernel**2)
        made = []
        for each, style in zip(x, styles, strict=True):
            weight = self.weight
            if not self.is_torgb:
                weight = weight / weight.square().mean((1, 2, 3), keepdim=True).sqrt()
                style = style / styles.square().mean().sqrt()
            weight = weight * style[None, :, None, None]
            if not self.is_torgb:
                weight = weight / (weight.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
            weight = weight / self.magnitude_ema.sqrt()
            made.append(F.conv2d(each[None], weight, padding=self.conv_kernel - 1))
        x = torch.cat(made) + self.bias[:, None, None]
        x = upfirdn(x, flat(self.up_filter), self.up_factor, tuple(self.padding), self.up_factor**2)
        x = x if self.is_torgb else F.leaky_relu(x, 0.2) * math.sqrt(2)
        x = x.clamp(-self.conv_clamp, self.conv_clamp)
        x = upfirdn(x, flat(self.down_filter), 1, (0, 0))
        return x[:, :, :: self.down_factor, :: self.down_factor]


def flat(f: Tensor | None) -> Tensor:
    f = torch.ones(1).double() if f is None else f
    return torch.outer(f, f) if f.dim() == 1 else f


class SynthesisNetwork(Persistent):
    def __init__(self, w_dim: int, size: int, channels: int, layers: int, **asked):
        base, most = 256, 12
        super().__init__(num_layers=layers, channel_base=base, channel_max=most, **asked)
        self.w_dim, self.num_ws = w_dim, layers + 2
        self.img_resolution, self.img_channels = size, channels
        self.num_layers, self.num_critical, self.margin_size = layers, 2, 10
        self.output_scale, self.num_fp16_res = 0.25, 4
        last_cutoff = size / 2
        exponents = np.minimum(np.arange(layers + 1) / (layers - 2), 1)
        cutoffs = 2 * (last_cutoff / 2) ** exponents
        stopbands = 2**2.1 * (last_cutoff * 2**0.3 / 2**2.1) ** exponents
        rates = np.exp2(np.ceil(np.log2(np.minimum(stopbands * 2, size))))
        halves = np.maximum(stopbands, rates / 2) - cutoffs
        sizes = rates + 20
        sizes[-2:] = size
        wide = np.rint(np.minimum((base / 2) / cutoffs, most))
        wide[-1] = channels
        self.input = SynthesisInput(w_dim, int(wide[0]), int(sizes[0]), rates[0], cutoffs[0])
        self.layer_names = []
        for at in range(layers + 1):
            both = [max(at - 1, 0), at]
            layer = SynthesisLayer(
                w_dim,
                at == layers,
                at >= layers - 2,
                *(int(wide[each]) for each in both),
                [int(sizes[each]) for each in both],
                *([column[each] for each in both] for column in (rates, cutoffs, halves)),
                asked,
            )
            name = f"L{at}_{layer.out_size[0]}_{layer.out_channels}"
            setattr(self, name, layer)
            self.layer_names.append(name)

    def forward(self, ws: Tensor) -> Tensor:
        ws = ws.unbind(1)
        x = self.input(ws[0])
        for name, w in zip(self.layer_names, ws[1:], strict=True):
            x = getattr(self, name)(x, w)
        return x * self.output_scale


class Generator(Persistent):
    def __init__(self, *, size=32, z=8, c=0, w=12, channels=3, layers=6, turns=False):
        super().__init__()
        self.z_dim, self.c_dim, self.w_dim = z, c, w
        self.img_resolution, self.img_channels = size, channels
        asked = {"conv_kernel": 1 if turns else 3, "use_radial_filters": turns}
        self.synthesis = SynthesisNetwork(w, size, channels, layers, **asked)
        self.num_ws = self.synthesis.num_ws
        self.mapping = MappingNetwork(z, c, w, self.num_ws, 2)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.synthesis(self.mapping(z, c))
