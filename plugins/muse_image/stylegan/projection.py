"""Finding a picture in what a network can make (Karras et al. 2020, arXiv:1912.04958, appendix D).

The style begins as the typical one, of the class whose typical picture is nearest, and goes down
the slope of a distance; noise on it, which fades, keeps it from the first hollow it meets. The
layers' own noise is found too, but kept from saying anything: neighbours in it may not be alike.
With `w+` each layer gets a style of its own in the second half (Abdal et al. 2019,
arXiv:1904.03189).

The paper compares by what a network for photographs sees. There is none here: pictures are compared
at every size down to 8 px, by their values and by the steps from each pixel to the next.
"""

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional as F

from muse_image.stylegan.directions import DRAWS
from muse_image.stylegan.maker import Maker, Place, Telling, pictures
from muse_image.training.logs import sheet

RATE, NOISES = 0.2, 0.1
"""The largest rates: of the style in its spreads, and of the layers' noise, whose spread is one."""

NOISE = 0.05
"""How much noise the style has at first, in the length of its spread."""

FADED, DOWN, UP = 0.75, 0.25, 0.05
"""Parts of all steps: until there is no noise, in which the rate falls, in which it grows."""

UNTOLD = 1e3
"""Weight of what the layers' noise may not say."""

SEARCHING = 0.9
"""The part of an item's progress that is the search."""

SHOWN = 8
"""Previews of a search."""


@dataclass(frozen=True)
class Search:
    """What is looked for: a picture (1, c, s, s) in -1..1, a class or None, how, and a seed."""

    picture: Tensor
    label: int | None
    steps: int
    each_layer: bool
    seed: int


def found(model: Maker, search: Search, telling: Telling) -> tuple[Place, int, dict[str, Any]]:
    """Return the place nearest to a picture, its class, and the peak signal-to-noise ratio, dB."""
    picture = search.picture.to(model.device)
    label = nearest(model, picture) if search.label is None else search.label
    drawn, typical = model.drawn(label, 0, DRAWS), model.typical(label)
    length = float((drawn - typical).square().sum(1).mean().sqrt())
    spread = length / math.sqrt(len(typical))
    chance = torch.Generator().manual_seed(search.seed)

    layers = len(model.sides)
    styles = typical[None].clone().requires_grad_()  # (1, style), or (layers, style)
    noise = [even(each) for each in model.generator.stills()]
    optimiser = torch.optim.Adam([{"params": [styles]}, {"params": noise}])
    for step in range(search.steps):
        done = step / search.steps
        if search.each_layer and len(styles) == 1 and done >= 0.5:
            styles = styles.detach().repeat(layers, 1).requires_grad_()
            optimiser = torch.optim.Adam([{"params": [styles]}, {"params": noise}])
        fading = min(1.0, (1 - done) / DOWN)
        rate = (0.5 - 0.5 * math.cos(math.pi * fading)) * min(1.0, (done + 1 / search.steps) / UP)
        for group, most in zip(optimiser.param_groups, (RATE * spread, NOISES), strict=True):
            group["lr"] = most * rate
        shaken = styles + NOISE * length * max(0.0, 1 - done / FADED) ** 2 * torch.randn(
            styles.shape, generator=chance
        ).to(styles)
        made = model(shaken.expand(layers, -1)[None], noise)
        loss = distance(made, picture) + UNTOLD * sum(map(said, noise))
        slopes = torch.autograd.grad(loss, [styles, *noise])
        for value, slope in zip([styles, *noise], slopes, strict=True):
            value.grad = slope
        optimiser.step()
        for each in noise:
            each.data = even(each)
        if search.steps > SHOWN and (step + 1) % (search.steps // SHOWN) == 0:
            telling.preview(sheet(torch.cat((picture, made.detach()))))
        share, away = SEARCHING * (step + 1) / search.steps, float(loss.detach())
        telling.progress(share, f"looking for the picture, {away:.3f} away")
    place = Place(styles.detach().expand(layers, -1), [each.detach() for each in noise])
    again = pictures(model, place.styles[None], place.noise).clamp(-1, 1)
    error = float((again - search.picture).square().mean())
    return place, label, {"psnr": round(10 * math.log10(4 / max(error, 1e-10)), 2)}


@torch.no_grad()
def nearest(model: Maker, picture: Tensor) -> int:
    """Return the class whose typical picture is nearest to a picture; 0 where there are none."""
    classes = model.generator.settings.classes
    if not classes:
        return 0
    typical = torch.stack([model.typical(label, 64) for label in range(classes)])
    shown = pictures(model, typical[:, None].expand(-1, len(model.sides), -1))
    return min(range(classes), key=lambda k: float(distance(shown[k : k + 1], picture.cpu())))


def distance(one: Tensor, other: Tensor) -> Tensor:
    """Return how far pictures (b, c, s, s) differ: values, and slopes, at every size to 8 px."""
    apart = one - other
    total = apart.new_zeros(())
    while True:
        total = total + apart.abs().mean()
        total = total + apart.diff(dim=2).abs().mean() + apart.diff(dim=3).abs().mean()
        if apart.shape[-1] < 16:
            return total
        apart = F.avg_pool2d(apart, 2)


def said(noise: Tensor) -> Tensor:
    """Return what noise (1, 1, s, s) says: how alike neighbours in it are, at every size to 8."""
    total = noise.new_zeros(())
    while True:
        for dimension in (2, 3):
            total = total + (noise * noise.roll(1, dimension)).mean().square()
        if noise.shape[-1] <= 8:
            return total
        noise = F.avg_pool2d(noise, 2)


def even(noise: Tensor) -> Tensor:
    """Return noise (1, 1, s, s) with a mean of zero and a spread of one, to be learnt."""
    with torch.no_grad():
        noise = noise - noise.mean()
        return (noise / noise.square().mean().sqrt().clamp(min=1e-8)).requires_grad_()
