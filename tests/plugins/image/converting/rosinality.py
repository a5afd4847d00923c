"""StyleGAN2 in rosinality's names and shapes: a state dict, evaluated by the plainest formulas."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from plugins.image.converting.ada import lrelu, setup_filter, upfirdn

State = dict[str, Tensor]


def state(size: int = 16, style: int = 12, depth: int = 3, most: int = 16, base: int = 128):
    """Return random weights; noise constants and kernels among them."""
    made: State = {}
    for i in range(1, depth + 1):
        made[f"style.{i}.weight"] = torch.randn(style, style) / 0.01
        made[f"style.{i}.bias"] = torch.randn(style) * 30
    width = {res: min(base // res, most) for res in (4, 8, 16, 32) if res <= size}
    made["input.input"] = torch.randn(1, width[4], 4, 4)

    def led(name: str, into: int, out: int, side: int) -> None:
        made[f"{name}.weight"] = torch.randn(1, out, into, side, side)
        made[f"{name}.modulation.weight"] = torch.randn(into, style)
        made[f"{name}.modulation.bias"] = torch.randn(into) * 0.3 + 1

    def layer(name: str, into: int, out: int, up: bool) -> None:
        led(f"{name}.conv", into, out, 3)
        if up:
            made[f"{name}.conv.blur.kernel"] = setup_filter() * 4
        made[f"{name}.noise.weight"] = torch.randn(1)
        made[f"{name}.activate.bias"] = torch.randn(out)

    def colours(name: str, into: int, up: bool) -> None:
        if up:
            made[f"{name}.upsample.kernel"] = setup_filter() * 4
        led(f"{name}.conv", into, 3, 1)
        made[f"{name}.bias"] = torch.randn(1, 3, 1, 1)

    layer("conv1", width[4], width[4], False)
    colours("to_rgb1", width[4], False)
    made["noises.noise_0"] = torch.randn(1, 1, 4, 4)
    for at, res in enumerate(list(width)[1:]):
        layer(f"convs.{2 * at}", width[res // 2], width[res], True)
        layer(f"convs.{2 * at + 1}", width[res], width[res], False)
        colours(f"to_rgbs.{at}", width[res], True)
        for which in (1, 2):
            made[f"noises.noise_{2 * at + which}"] = torch.randn(1, 1, res, res)
    return made


def pictures(made: State, z: Tensor) -> Tensor:
    """Return pictures of noise, with the noise constants of the weights."""
    w = styles(made, z)
    x = _layer(made, "conv1", 0, made["input.input"].repeat(len(z), 1, 1, 1), w)
    image = _colours(made, "to_rgb1", x, w)
    at = 0
    while f"to_rgbs.{at}.bias" in made:
        x = _layer(made, f"convs.{2 * at}", 2 * at + 1, x, w)
        x = _layer(made, f"convs.{2 * at + 1}", 2 * at + 2, x, w)
        kernel = made[f"to_rgbs.{at}.upsample.kernel"]
        image = upfirdn(image, kernel, 2, (2, 1)) + _colours(made, f"to_rgbs.{at}", x, w)
        at += 1
    return image


def styles(made: State, z: Tensor) -> Tensor:
    x = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
    at = 1
    while f"style.{at}.weight" in made:
        weight = made[f"style.{at}.weight"] * (0.01 / math.sqrt(x.shape[1]))
        x = lrelu(F.linear(x, weight) + made[f"style.{at}.bias"] * 0.01)
        at += 1
    return x


def _weights(made: State, name: str, w: Tensor, demodulate: bool) -> Tensor:
    """Return a picture's own weights (b, out, in, k, k)."""
    weight = made[f"{name}.weight"]
    modulation = made[f"{name}.modulation.weight"]
    s = F.linear(w, modulation / math.sqrt(w.shape[1]), made[f"{name}.modulation.bias"])
    weight = weight / math.sqrt(weight[0, 0].numel()) * s[:, None, :, None, None]
    if demodulate:
        weight = weight * (weight.square().sum((2, 3, 4), keepdim=True) + 1e-8).rsqrt()
    return weight


def _layer(made: State, name: str, place: int, x: Tensor, w: Tensor) -> Tensor:
    own = _weights(made, f"{name}.conv", w, True)
    kernel = made.get(f"{name}.conv.blur.kernel")
    if kernel is not None:
        rows = [
            F.conv_transpose2d(each[None], weight.transpose(0, 1), stride=2)
            for each, weight in zip(x, own, strict=True)
        ]
        x = upfirdn(torch.cat(rows), kernel, 1, (1, 1))
    else:
        rows = [
            F.conv2d(each[None], each_w, padding=1) for each, each_w in zip(x, own, strict=True)
        ]
        x = torch.cat(rows)
    x = x + made[f"{name}.noise.weight"] * made[f"noises.noise_{place}"]
    return lrelu(x + made[f"{name}.activate.bias"][None, :, None, None])


def _colours(made: State, name: str, x: Tensor, w: Tensor) -> Tensor:
    own = _weights(made, f"{name}.conv", w, False)
    rows = [F.conv2d(each[None], each_w) for each, each_w in zip(x, own, strict=True)]
    return torch.cat(rows) + made[f"{name}.bias"]
