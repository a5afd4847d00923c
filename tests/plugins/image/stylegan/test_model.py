"""StyleGAN2's networks against the plain arithmetic of its papers."""

import math

import numpy as np
import pytest

pytestmark = pytest.mark.neural

ROWS = np.outer([1, 3, 3, 1], [1, 3, 3, 1]) / 64
SETTINGS = {"size": 16, "noise": 8, "style": 12, "mapping": 3, "base": 128, "most": 12}


def filtered(x, up: int, down: int, rim: tuple[int, int]):
    """Return pictures (b, c, h, w) with zeros put between, through 1 3 3 1, each `down`-th kept."""
    import torch

    b, c, h, w = x.shape
    wide = torch.zeros(b, c, h * up, w * up, dtype=x.dtype)
    wide[:, :, ::up, ::up] = x
    wide = torch.nn.functional.pad(wide, (*rim, *rim))
    high, broad = wide.shape[2] - 3, wide.shape[3] - 3
    found = torch.zeros(b, c, high, broad, dtype=x.dtype)
    for i in range(4):
        for j in range(4):
            found += ROWS[i, j] * up**2 * wide[:, :, i : i + high, j : j + broad]
    return found[:, :, ::down, ::down]


def perturbed(network, seed: int = 0):
    """Return a network in double precision none of whose weights are those it begins with."""
    import torch

    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for each in network.parameters():
            each.add_(0.3 * torch.randn(each.shape, generator=chance))
    return network.double()


def reference(network, styles, noise=None):
    """Return pictures by modulating the weights themselves, a picture and a layer at a time."""
    import torch
    from torch.nn import functional as F

    def led(layer, style):
        weight = layer.led.weight / math.sqrt(layer.led.weight.shape[1])
        return weight @ style + layer.led.bias

    def bent(x):
        return torch.where(x > 0, x, 0.2 * x) * math.sqrt(2)

    settings, pictures = network.settings, []
    for k, own in enumerate(styles):
        x, whole, place = network.start[None], None, 0
        for size, colours in zip(settings.sizes, network.colours, strict=True):
            for nth in range(settings.depth - (size == 4)):
                layer = network.layers[place]
                weight = layer.weight * led(layer, own[place])[None, :, None, None]
                weight = weight / (weight.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
                if nth == 0 and size > 4:
                    x = F.conv2d(filtered(x, 2, 1, (3, 2)), weight.flip(2, 3))
                else:
                    x = F.conv2d(x, weight, padding=1)
                added = layer.still if noise is None else noise[place][k]
                x = bent(x + layer.strength * added + layer.bias[:, None, None])
                place += 1
            weight = colours.weight * led(colours, own[place])[None, :, None, None]
            y = F.conv2d(x, weight / math.sqrt(x.shape[1])) + colours.bias[:, None, None]
            whole = y if whole is None else y + filtered(whole, 2, 1, (2, 1))
        pictures.append(whole)
    return torch.cat(pictures)


@pytest.mark.parametrize("depth", [2, 3])
def test_the_generator_is_what_its_papers_say(depth: int):
    import torch

    from muse_image.stylegan.model import Generator, Settings

    torch.manual_seed(0)
    settings = Settings(**SETTINGS, depth=depth)
    network = perturbed(Generator(settings))
    styles = torch.randn(3, settings.layers, 12, dtype=torch.float64)
    with torch.no_grad():
        still = network.draw(styles)
        assert still.shape == (3, 3, 16, 16)
        torch.testing.assert_close(still, reference(network, styles), rtol=1e-6, atol=1e-6)
        noise = [torch.randn(3, 1, side, side, dtype=torch.float64) for side in network.noises()]
        drawn = network.draw(styles, noise)
        torch.testing.assert_close(drawn, reference(network, styles, noise), rtol=1e-6, atol=1e-6)
    assert not torch.allclose(still, drawn)
    assert network.noises() == [4] * (depth - 1) + [8] * depth + [16] * depth


def test_the_mapping_is_what_its_papers_say():
    import torch

    from muse_image.stylegan.model import Generator, Settings

    torch.manual_seed(0)
    network = perturbed(Generator(Settings(**SETTINGS, classes=3)))
    z, labels = torch.randn(4, 8), torch.tensor([0, 2, 1, 2])

    def normal(x):
        return x / (x.square().mean(1, keepdim=True) + 1e-8).sqrt()

    mapping = network.mapping
    vectors = mapping.classes.weight.T[labels] / math.sqrt(3) + mapping.classes.bias
    x = torch.cat((normal(z.double()), normal(vectors)), 1)
    for layer in mapping.layers:
        scale = 0.01 / math.sqrt(layer.weight.shape[1])
        y = x @ (layer.weight * scale).T + 0.01 * layer.bias
        x = torch.where(y > 0, y, 0.2 * y) * math.sqrt(2)
    with torch.no_grad():
        found = network.styles(z, labels)
    torch.testing.assert_close(found.double(), x, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("classes", [0, 3])
def test_the_discriminator_halves_and_compares(classes: int):
    import torch
    from torch.nn import functional as F

    from muse_image.stylegan.model import Discriminator, Settings, difference

    torch.manual_seed(0)
    judge = perturbed(Discriminator(Settings(**SETTINGS, classes=classes)))
    pictures = torch.randn(6, 3, 16, 16, dtype=torch.float64)
    block = judge.halvings[0]
    x = judge.first(pictures)
    y, straight = block.body[0](x), block.straight
    wanted = F.conv2d(
        filtered(y, 1, 1, (2, 2)), block.body[1].weight * block.body[1].scale, stride=2
    )
    wanted = F.leaky_relu(wanted + block.body[1].bias[:, None, None], 0.2) * math.sqrt(2)
    wanted = wanted + F.conv2d(filtered(x, 1, 2, (1, 1)), straight.weight * straight.scale)
    torch.testing.assert_close(block(x), wanted * math.sqrt(0.5), rtol=1e-6, atol=1e-6)

    # Six pictures go in groups of three: 0 2 4 and 1 3 5.
    told = difference(x)[:, 0, 0, 0]
    for first in (0, 1):
        spread = (x[first::2].var(0, unbiased=False) + 1e-8).sqrt().mean()
        torch.testing.assert_close(told[first::2], spread.expand(3), rtol=1e-5, atol=1e-5)

    labels = torch.tensor([0, 1, 2, 0, 1, 2]) if classes else None
    scores = judge(pictures, labels)
    assert scores.shape == (6,)
    if labels is not None:
        assert not torch.allclose(scores, judge(pictures, labels.roll(1)))
    scores.sum().backward()
    for name, weights in judge.named_parameters():
        assert weights.grad is not None and weights.grad.isfinite().all(), name


def test_sizes_up_to_1024_have_the_layers_and_widths_of_the_paper():
    from muse_image.stylegan.model import Settings

    whole = Settings(size=1024, base=32768)
    assert whole.layers == 18
    assert [whole.width(size) for size in whole.sizes] == [512] * 5 + [256, 128, 64, 32]
    # Those of a public reimplementation, twice as wide at 64 px and above by its multiplier.
    assert [Settings(base=32768).width(64), Settings(base=16384).width(64)] == [512, 256]
    assert Settings(size=4).sizes == [4]
