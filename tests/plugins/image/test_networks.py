"""The networks of image.cgan and image.vae: sizes, what leads them, and where the VAE begins."""

import numpy as np
import pytest

pytestmark = pytest.mark.neural


@pytest.mark.parametrize("size", [8, 16, 32, 64])
def test_the_gan_makes_and_judges_every_size(size: int):
    import torch

    from muse_image.cgan.model import Discriminator, Generator, Settings

    settings = Settings(classes=3, size=size, channels=3, bounded=True, noise=8, style=16, width=8)
    assert len(settings.widths()) == max(2, int(np.log2(size)) - 2)
    torch.manual_seed(0)
    make, judge = Generator(settings), Discriminator(settings)
    labels = torch.tensor([0, 1, 2, 1])
    made = make(torch.randn(4, 8), labels)
    assert made.shape == (4, 3, size, size) and made.abs().max() <= 1
    scores = judge(made, labels)
    assert scores.shape == (4,) and not torch.equal(scores, judge(made, labels.roll(1)))
    scores.sum().backward()
    for network in (make, judge):
        for name, weights in network.named_parameters():
            assert weights.grad is not None and weights.grad.isfinite().all(), name


@pytest.mark.parametrize("size", [8, 32])
def test_style_leads_each_level_of_the_generator(size: int):
    import torch

    from muse_image.cgan.model import Generator, Settings

    torch.manual_seed(0)
    make = Generator(Settings(classes=2, size=size, channels=3, noise=8, style=16, width=8))
    led = [each.led for each in (*make.blocks, *make.doublings)]
    assert len(led) == 4 + (size > 8) * 2
    noise, labels = torch.randn(2, 8), torch.tensor([0, 1])
    before = make(noise, labels)
    for layer in led:
        layer.bias.data += 0.5
        after = make(noise, labels)
        assert not torch.equal(before, after)
        before = after


@pytest.mark.parametrize("beta", [1.0, 0.25])
def test_the_vae_begins_at_principal_components(beta: float):
    import torch

    from muse_image.vae.model import Settings, Vae

    chance = np.random.default_rng(0)
    factors = chance.standard_normal((400, 4)) * (4.0, 3.0, 2.0, 1.5)
    directions = np.linalg.qr(chance.standard_normal((64, 4)))[0].T
    rows = factors @ directions + 0.3 * chance.standard_normal((400, 64)) + 0.1
    pictures = torch.from_numpy(rows).float().view(-1, 1, 8, 8)

    torch.manual_seed(0)
    settings = Settings(classes=2, size=8, channels=1, patch=1, latent=4, style=8, widths=(16, 8),
                        linear=8)  # fmt: skip
    model = Vae(settings).eval()
    assert model.straight is not None
    model.straight.begin(model.straight.small(pictures), torch.ones(400), beta)
    labels = torch.zeros(400, dtype=torch.long)
    with torch.no_grad():
        mean, log_variance = model.encode(pictures, labels)
        shown = model.decode(mean, labels).flatten(1).double().numpy()

    middle = rows.mean(0)
    values, axes = np.linalg.eigh(np.cov(rows.T, bias=True))
    values, axes = values[::-1], axes[:, ::-1]
    left = beta * values[4:].mean()
    along = (rows - middle) @ axes[:, :4]
    wanted = middle + along * (1 - left / values[:4]) @ axes[:, :4].T
    np.testing.assert_allclose(shown, wanted, atol=2e-3)
    np.testing.assert_allclose(log_variance[0], np.log(left / values[:4]), atol=1e-2)
    # As a prior has it: places and their spread make a spread of one.
    whole = mean.double().numpy().var(0) + np.exp(log_variance[0].double().numpy())
    np.testing.assert_allclose(whole, 1, atol=1e-2)


def test_the_linear_way_works_at_a_small_size():
    import torch

    from muse_image.vae.model import Settings, Vae

    torch.manual_seed(0)
    settings = Settings(classes=1, size=32, channels=3, patch=2, latent=8, style=8,
                        widths=(16, 8, 8), linear=8)  # fmt: skip
    model = Vae(settings).eval()
    assert model.straight is not None
    ramp = torch.linspace(-0.8, 0.8, 32).expand(32, 32)
    pictures = torch.rand(40, 1, 1, 1) * torch.stack((ramp, ramp.T, -ramp))[None]
    model.straight.begin(model.straight.small(pictures), torch.ones(40), 1.0)
    none = torch.ones(40, dtype=torch.long)
    with torch.no_grad():
        shown = model.decode(model.encode(pictures, none)[0], none)
    assert shown.shape == pictures.shape
    assert (shown - pictures).square().mean() < 0.01 * pictures.var()
