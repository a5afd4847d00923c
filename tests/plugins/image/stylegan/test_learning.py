"""How StyleGAN2 learns: changes that adapt, mixed styles, penalties, and what a file keeps."""

from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.neural

USUAL = {
    **{"steps": 100, "rate": 2e-3, "average": 0.9, "clip": 1e3, "precision": "float32"},
    **{"loss": "logistic", "slopes": 1.0, "path": 2.0, "mixing": 0.9, "diversity": 0.0},
    **{"changes": 0.0, "target": 0.6, "batch": 8},
}
SIZES = {"size": 16, "noise": 6, "style": 8, "mapping": 2, "base": 128, "most": 8}


def learner(classes: int = 2, pixels: bool = True, channels: int = 3, **asked):
    import torch

    from muse_image.stylegan.learning import Adversaries
    from muse_image.stylegan.model import Settings

    torch.manual_seed(0)
    settings = Settings(**SIZES, classes=classes, channels=channels)
    condition = SimpleNamespace(**{**USUAL, **asked})
    return Adversaries(condition, "cpu", settings, pixels=pixels, decode=lambda x: x)


def batch(step: int = 0, channels: int = 3):
    import torch

    from muse_image.training.batches import Batch, generator

    chance = torch.Generator().manual_seed(step)
    pixels = torch.randn(8, channels, 16, 16, generator=chance).clamp(-1, 1)
    labels = torch.arange(8) % 2
    return Batch(pixels, labels, torch.arange(8), step, generator(0, step, "noise"))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"classes": 0},
        {"loss": "relativistic", "diversity": 0.1},
        {"pixels": False, "channels": 5, "changes": 1.0, "target": 0.0, "path": 0.0},
    ],
)
def test_each_network_goes_down_its_own_slope(asked):
    learns = learner(**asked)
    before = {
        name: [value.detach().clone() for value in part.parameters()]
        for name, part in learns.parts.items()
    }
    losses = learns.advance(batch(channels=asked.get("channels", 3)))
    assert {name for name, value in losses.items() if value.isfinite()} == {
        *("discriminator", "generator", "changes")
    }
    for name, part in learns.parts.items():
        moved = [
            bool((old != new).any())
            for old, new in zip(before[name], part.parameters(), strict=True)
        ]
        # Biases of scores that cancel out in pairs stay; all else has somewhere to go.
        assert sum(moved) >= len(moved) - 1, name
    assert learns.make.average.abs().sum() > 0
    assert learns.samples(4).shape == (4, asked.get("channels", 3), 16, 16)


def test_changes_grow_while_real_ones_are_known_too_well():
    import torch

    from muse_image.stylegan.augmenting import PICTURES, Strength

    strength = Strength(0.0, 0.6)
    for step in range(8):
        strength.look(torch.tensor(0.9), 100, step)
    assert float(strength.p) == pytest.approx(800 / PICTURES)
    for step in range(8, 12):
        strength.look(torch.tensor(0.1), 100, step)
    assert float(strength.p) == pytest.approx(400 / PICTURES)
    for step in range(12, 24):
        strength.look(torch.tensor(0.1), 100, step)
    assert float(strength.p) == 0
    still = Strength(0.7, 0.0)
    still.look(torch.tensor(1.0), 10**9, 3)
    assert float(still.p) == pytest.approx(0.7)


@pytest.mark.parametrize("channels", [1, 3])
def test_augmented_pictures(channels: int):
    import torch

    from muse_image.stylegan.augmenting import augmented

    given = batch(channels=channels)
    x = given.pixels.clone().requires_grad_()
    none = augmented(x, batch(channels=channels), torch.tensor(0.0), True)
    torch.testing.assert_close(none, x, rtol=0, atol=1e-6)
    changed = augmented(x, batch(channels=channels), torch.tensor(1.0), True)
    assert changed.shape == x.shape and changed.isfinite().all()
    assert all((one - other).abs().mean() > 0.05 for one, other in zip(changed, x, strict=True))
    changed.square().sum().backward()
    assert x.grad is not None and (x.grad.abs().flatten(1).sum(1) > 0).all()
    some = augmented(x, batch(3, channels), torch.tensor(0.08), True)
    same = ((some - x).abs() < 1e-6).flatten(1).all(1)
    assert 0 < int(same.sum()) < 8
    hidden = augmented(x, batch(channels=channels), torch.tensor(1.0), False)
    assert (hidden == 0).any() and not torch.equal(hidden, x)


def test_hues_turn_about_grey():
    import torch

    from muse_image.stylegan.augmenting import coloured

    given = batch()
    grey = torch.full((8, 3, 4, 4), 0.4)
    for each in coloured(grey, given, torch.tensor(1.0)):
        assert torch.allclose(each, each[:1].expand_as(each), atol=1e-5)  # grey stays grey


def test_mixed_styles_differ_from_a_layer_on():
    import torch

    learns = learner(mixing=1.0)
    given = batch()
    z = given.randn(8, 6)
    styles = learns.styles(given, z, given.labels)
    one = learns.make.styles(z, given.labels)
    coarse = (styles == one[:, None]).all(2)
    assert coarse[:, 0].all() and not coarse[:, -1].any()
    places = torch.arange(coarse.shape[1])
    assert torch.equal(coarse, places < coarse.sum(1)[:, None])  # once another, always another
    assert len(set(coarse.sum(1).tolist())) > 1
    learns.condition.mixing = 0.0
    assert (learns.styles(batch(), z, given.labels) == one[:, None]).all()


def test_the_usual_length_of_a_path_follows_those_of_batches():
    learns = learner()
    learns.uneven(batch(), batch().labels)
    first = float(learns.usual)  # a hundredth of the way from nothing
    assert first > 0
    for _ in range(99):
        learns.uneven(batch(), batch().labels)
    assert float(learns.usual) == pytest.approx(first * (1 - 0.99**100) / 0.01, rel=1e-3)


def test_it_goes_on_from_a_state_to_the_same_weights():
    import copy

    def steps(learns, numbers):
        for step in numbers:
            learns.advance(batch(step))
        return {name: value.clone() for name, value in learns.weights().items()}

    whole = learner(changes=0.3)
    steps(whole, range(6))  # between two looks at how the discriminator does
    kept = copy.deepcopy(whole.state())
    wanted = steps(whole, range(6, 12))
    assert float(whole.strength.p) != 0.3
    again = learner(changes=0.3)
    again.load(kept)
    found = steps(again, range(6, 12))
    assert all((found[name] == value).all() for name, value in wanted.items())
