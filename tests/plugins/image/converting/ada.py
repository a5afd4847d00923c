"""StyleGAN2-ADA's tree of modules by its names and shapes, evaluated by the plainest formulas.

Sizes change by zeros put between, and a filter of two dimensions; a layer's weights are scaled and
brought back for each picture of a batch, as arXiv:1912.04958 has it. Nothing of it is Muse's.
"""

import math

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Persistent(nn.Module):
    """A module that is pickled as NVIDIA's `persistence` does: source, name of its class, state."""

    source = "# Copyright (c) 2021, NVIDIA CORPORATION.  All rights reserved.\nraise SystemExit\n"

    def __init__(self, **kwargs: object) -> None:
        super().__init__()
        self._init_args, self._init_kwargs = (), kwargs

    def __reduce__(self):
        from torch_utils import persistence

        meta = {
            "type": "class",
            "version": 6,
            "module_src": self.source,
            "class_name": type(self).__name__,
            "state": self.__dict__,
        }
        return persistence._reconstruct_persistent_obj, (meta,)

    __reduce_ex__ = lambda self, protocol: self.__reduce__()  # noqa: E731


def upfirdn(x: Tensor, f: Tensor, up: int, pad: tuple[int, int], gain: float = 1) -> Tensor:
    """Zeros between, `pad` around, and a filter of two dimensions: where it lies within, by FFT."""
    b, c, h, w = x.shape
    wide = x.new_zeros(b, c, h * up, w * up)
    wide[:, :, ::up, ::up] = x
    wide = F.pad(wide, (*pad, *pad))
    taps = len(f)
    size = [each + taps - 1 for each in wide.shape[2:]]
    made = torch.fft.irfft2(torch.fft.rfft2(wide, size) * torch.fft.rfft2(f * gain, size), size)
    return made[:, :, taps - 1 : wide.shape[2], taps - 1 : wide.shape[3]]


def lrelu(x: Tensor) -> Tensor:
    return F.leaky_relu(x, 0.2) * 2**0.5


class FullyConnectedLayer(Persistent):
    def __init__(self, into: int, out: int, activation: str = "linear", lr: float = 1, bias=0.0):
        super().__init__()
        self.activation = activation
        self.weight = nn.Parameter(torch.randn(out, into) / lr)
        self.bias = nn.Parameter(torch.randn(out) * 0.3 / lr + bias)
        self.weight_gain, self.bias_gain = lr / np.sqrt(into), lr

    def forward(self, x: Tensor) -> Tensor:
        x = x @ (self.weight * self.weight_gain).t() + self.bias * self.bias_gain
        return lrelu(x) if self.activation == "lrelu" else x


def unit(x: Tensor) -> Tensor:
    return x / (x.square().mean(1, keepdim=True) + 1e-8).sqrt()


class MappingNetwork(Persistent):
    def __init__(self, z_dim: int, c_dim: int, w_dim: int, num_ws: int, num_layers: int):
        super().__init__()
        self.z_dim, self.c_dim, self.w_dim = z_dim, c_dim, w_dim
        self.num_ws, self.num_layers, self.w_avg_beta = num_ws, num_layers, 0.995
        if c_dim:
            self.embed = FullyConnectedLayer(c_dim, w_dim)
        for i in range(num_layers):
            into = w_dim if i else z_dim + (w_dim if c_dim else 0)
            setattr(self, f"fc{i}", FullyConnectedLayer(into, w_dim, "lrelu", 0.01))
        self.register_buffer("w_avg", torch.randn(w_dim))

    def forward(self, z: Tensor, c: Tensor | None) -> Tensor:
        x = unit(z)
        if self.c_dim:
            x = torch.cat([x, unit(self.embed(c))], 1)
        for i in range(self.num_layers):
            x = getattr(self, f"fc{i}")(x)
        return x[:, None].repeat(1, self.num_ws, 1)


def modulated(x: Tensor, w: Tensor, s: Tensor, f: Tensor | None, demodulate: bool) -> Tensor:
    """Each picture by its own weights; with a filter, a convolution of the picture doubled."""
    made = []
    for each, style in zip(x, s, strict=True):
        own = w * style[None, :, None, None]
        if demodulate:
            own = own / (own.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
        each = each[None]
        if f is not None:
            each = upfirdn(each, f, 2, (3, 2), 4)
            made.append(F.conv2d(each, own.flip(2, 3)))
        else:
            made.append(F.conv2d(each, own, padding=w.shape[-1] // 2))
    return torch.cat(made)


def limited(x: Tensor, clamp: float | None) -> Tensor:
    return x if clamp is None else x.clamp(-clamp, clamp)


class SynthesisLayer(Persistent):
    def __init__(self, into: int, out: int, w_dim: int, resolution: int, up: int, clamp):
        super().__init__()
        self.resolution, self.up, self.use_noise, self.activation = resolution, up, True, "lrelu"
        self.conv_clamp = clamp
        self.register_buffer("resample_filter", setup_filter())
        self.padding, self.act_gain = 1, np.sqrt(2)
        self.affine = FullyConnectedLayer(w_dim, into, bias=1.0)
        self.weight = nn.Parameter(torch.randn(out, into, 3, 3))
        self.register_buffer("noise_const", torch.randn(resolution, resolution))
        self.noise_strength = nn.Parameter(torch.randn([]))
        self.bias = nn.Parameter(torch.randn(out))

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        f = self.resample_filter if self.up == 2 else None
        x = modulated(x, self.weight, self.affine(w), f, True)
        x = x + self.noise_const * self.noise_strength + self.bias[:, None, None]
        return limited(lrelu(x), self.conv_clamp)


class ToRGBLayer(Persistent):
    def __init__(self, into: int, out: int, w_dim: int, clamp):
        super().__init__()
        self.conv_clamp = clamp
        self.affine = FullyConnectedLayer(w_dim, into, bias=1.0)
        self.weight = nn.Parameter(torch.randn(out, into, 1, 1))
        self.bias = nn.Parameter(torch.randn(out))
        self.weight_gain = 1 / np.sqrt(into)

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        x = modulated(x, self.weight, self.affine(w) * self.weight_gain, None, False)
        return limited(x + self.bias[:, None, None], self.conv_clamp)


class SynthesisBlock(Persistent):
    def __init__(self, into: int, out: int, w_dim: int, resolution: int, channels: int, clamp):
        super().__init__()
        self.in_channels, self.resolution, self.architecture = into, resolution, "skip"
        self.is_last = self.use_fp16 = self.channels_last = False
        self.register_buffer("resample_filter", setup_filter())
        self.num_conv, self.num_torgb = 1 + bool(into), 1
        if not into:
            self.const = nn.Parameter(torch.randn(out, resolution, resolution))
        else:
            self.conv0 = SynthesisLayer(into, out, w_dim, resolution, 2, clamp)
        self.conv1 = SynthesisLayer(out, out, w_dim, resolution, 1, clamp)
        self.torgb = ToRGBLayer(out, channels, w_dim, clamp)

    def forward(self, x, image, ws: Tensor):
        w = iter(ws.unbind(1))
        if not self.in_channels:
            x = self.const[None].repeat(len(ws), 1, 1, 1)
        else:
            x = self.conv0(x, next(w))
        x = self.conv1(x, next(w))
        colours = self.torgb(x, next(w))
        if image is None:
            return x, colours
        return x, colours + upfirdn(image, self.resample_filter, 2, (2, 1), 4)


class SynthesisNetwork(Persistent):
    def __init__(self, w_dim: int, size: int, channels: int, base: int, most: int, clamp):
        super().__init__(channel_base=base, channel_max=most)
        self.w_dim, self.img_resolution, self.img_channels = w_dim, size, channels
        self.block_resolutions = [2**i for i in range(2, int(math.log2(size)) + 1)]
        before, self.num_ws = 0, 0
        for res in self.block_resolutions:
            out = min(base // res, most)
            block = SynthesisBlock(before, out, w_dim, res, channels, clamp)
            setattr(self, f"b{res}", block)
            self.num_ws += block.num_conv
            before = out
        self.num_ws += 1

    def forward(self, ws: Tensor) -> Tensor:
        x = image = None
        at = 0
        for res in self.block_resolutions:
            block = getattr(self, f"b{res}")
            x, image = block(x, image, ws[:, at : at + block.num_conv + 1])
            at += block.num_conv
        return image


class Generator(Persistent):
    def __init__(self, *, size=16, z=8, c=0, w=12, channels=3, layers=3, clamp=None):
        super().__init__()
        self.z_dim, self.c_dim, self.w_dim = z, c, w
        self.img_resolution, self.img_channels = size, channels
        self.synthesis = SynthesisNetwork(w, size, channels, 128, 16, clamp)
        self.num_ws = self.synthesis.num_ws
        self.mapping = MappingNetwork(z, c, w, self.num_ws, layers)

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.synthesis(self.mapping(z, c))


def setup_filter() -> Tensor:
    f = torch.tensor([1.0, 3, 3, 1])
    return torch.outer(f, f) / 64
