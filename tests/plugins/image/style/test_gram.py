"""The optimiser by Gram matrices: its loss and slopes are a plain script's, and it lowers them."""

from dataclasses import replace

import numpy as np
import pytest

pytestmark = pytest.mark.neural
torch = pytest.importorskip("torch")

from muse import Cancelled  # noqa: E402
from muse_image.style import bands, gram, lattice, optimiser, vgg  # noqa: E402
from muse_image.style.engine import Asked, Sample  # noqa: E402
from plugins.image.style import small_vgg  # noqa: E402
from plugins.image.style.test_optimise import Watched, noise, picture  # noqa: E402

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def net():
    return vgg.made(small_vgg.weights()).requires_grad_(False)


def look(content, *styles, strength=1.0, seed=0):
    share = 1 / len(styles)
    chance = torch.Generator().manual_seed(seed)
    return optimiser.Look(content, [(each, share) for each in styles], strength, 0, chance)


def plain_loss(net, x, content, styles, lattice_, keeping):
    """Return the loss written out: maps by maps, product by product, value by value."""

    def all_maps(pixels):
        found, values = [], (pixels - net.mean) / net.spread
        for number, block in enumerate(net.blocks):
            if number:
                values = torch.nn.functional.max_pool2d(values, 2)
            found.append([])
            for convolution in block:
                padded = torch.nn.functional.pad(values, (1, 1, 1, 1), mode="reflect")
                values = convolution(padded).clamp(min=0)
                found[-1].append(values)
        return found

    def gram_of(maps):
        features = maps[0].reshape(maps.shape[1], -1)
        count = features.shape[1]
        return torch.stack([(features * each).sum(1) / count for each in features])

    def at_places(maps, stride):
        rows = []
        for y in lattice_.rows:
            for x_ in lattice_.columns:
                total = 0
                for i in range(maps.shape[2]):
                    for j in range(maps.shape[3]):
                        v = 1 - abs((y / stride - 0.5).clamp(0, maps.shape[2] - 1) - i)
                        u = 1 - abs((x_ / stride - 0.5).clamp(0, maps.shape[3] - 1) - j)
                        if v > 0 and u > 0:
                            total = total + v * u * maps[0, :, i, j]
                rows.append(total)
        return torch.stack(rows)

    mine, kept, wanted = all_maps(x), all_maps(content), [all_maps(each) for each in styles]
    off = (mine[3][1] - kept[3][1]).square().sum() / kept[3][1].square().sum()
    style = matched = 0
    for block in range(5):
        g = gram_of(mine[block][0])
        a = sum(gram_of(each[block][0]) for each in wanted) / len(styles)
        style = style + (g - a).square().sum() / a.square().sum() / 5
        one = at_places(mine[block][0], 2**block)
        other = torch.cat([at_places(each[block][0], 2**block) for each in wanted])
        for column in range(one.shape[1]):
            ours, theirs = one[:, column].sort().values, other[:, column].sort().values
            assert len(ours) == len(theirs)
            matched = matched + (ours - theirs).square().sum() / 5 / _squares(other)
    steps = x.diff(dim=2).abs().mean() + x.diff(dim=3).abs().mean()
    return keeping * off + style + gram.MATCHING * matched + gram.SMOOTHING * steps


def _squares(rows):
    return rows.square().sum()


def test_loss_and_slope_are_those_of_a_plain_script():
    double = vgg.made({name: value.double() for name, value in small_vgg.weights().items()})
    double = double.double().requires_grad_(False)
    x, content, style = (noise(1, 3, 32, 48, seed=n).double() for n in (1, 2, 3))
    engine = gram.Gram(double, places=24)
    goal = engine.goal(look(content, style, strength=0.5), lambda: None)
    # The plain script looks at the style at the places of the picture.
    wanted = gram.seen(double, style, None, goal.lattice)[1].sort(0).values
    goal = replace(goal, rows=wanted)
    x.requires_grad_()
    ours = goal.loss(double, x, 0, lambda: None)
    theirs = plain_loss(double, x, content, [style], goal.lattice, gram.KEEPING / 0.25)
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-6)
    (slope,) = torch.autograd.grad(ours, x)
    (expected,) = torch.autograd.grad(theirs, x)
    assert slope.abs().max() > 1e-6
    assert torch.allclose(slope, expected, atol=1e-7 * slope.abs().max().item(), rtol=1e-4)


def test_the_content_in_its_own_style_costs_its_roughness_alone(net):
    pixels = noise(1, 3, 64, 48)
    engine = gram.Gram(net, places=100)
    goal = engine.goal(look(pixels, pixels), lambda: None)
    same = gram.seen(net, pixels, None, goal.lattice)[1]
    goal = replace(goal, rows=same.sort(0).values, keeping=1.0)
    cost = goal.loss(net, pixels, 0, lambda: None) - gram.SMOOTHING * gram.roughness(pixels)
    assert cost.item() == pytest.approx(0, abs=1e-6)


def test_histograms_are_brought_to_any_count():
    rows = torch.tensor([[3.0, 0.0], [1.0, 0.0], [2.0, 5.0], [4.0, 0.0]])
    assert torch.equal(gram.quantiles(rows, 4), rows.sort(0).values)
    assert gram.quantiles(rows, 2)[:, 0].tolist() == [1.5, 3.5]
    many = gram.quantiles(rows, 9)
    assert (many.diff(dim=0) >= 0).all() and many[:, 0].mean() == pytest.approx(2.5, abs=0.01)
    assert gram.quantiles(rows[:1], 3).tolist() == [[3.0, 0.0]] * 3


def test_tiles_have_no_seams(net):
    """A large picture done by tiles has the sums and slopes of the picture done at once."""
    pixels, content = noise(1, 3, 200, 232), noise(1, 3, 200, 232, seed=4)
    places = lattice.drawn(200, 232, 300, torch.Generator().manual_seed(1))
    maps = gram.kept(net, content, 512)
    assert maps.shape[1:] == (200 // 8, 232 // 8)
    assert torch.allclose(gram.kept(net, content, 64), maps, atol=1e-5)
    once, tiled = (pixels.clone().requires_grad_() for _ in range(2))
    wanted = gram.seen(net, once, maps, places, tile=512)
    found = gram.seen(net, tiled, maps, places, tile=64)
    deep = -small_vgg.WIDTHS[-1]  # the deepest block sees beyond what a tile sees
    assert found[0].item() == pytest.approx(wanted[0].item(), rel=1e-5)
    assert torch.allclose(found[1][:, :deep], wanted[1][:, :deep], atol=1e-5)
    for one, other in zip(found[2:-1], wanted[2:-1], strict=True):
        assert torch.allclose(one, other, rtol=1e-4)
    weights = [noise(*each.shape or (1,), seed=n) for n, each in enumerate(wanted[:-1])]
    weights[1][:, deep:] = 0
    for seen in (wanted, found):
        loss = sum((a * b).sum() for a, b in zip(seen[:-1], weights, strict=True))
        loss.backward()
    assert once.grad.abs().max() > 0
    assert torch.allclose(tiled.grad, once.grad, atol=1e-4 * once.grad.abs().max().item())


def test_it_brings_a_picture_nearer_to_content_and_style(net):
    content, style = picture(48, 64, 1), picture(64, 48, 2)
    samples = [Sample(style, 1.0)]
    watched = Watched()
    found = gram.Gram(net, 25, places=120)(content, samples, Asked(seed=3), watched)
    assert found.shape == content.shape and found.dtype == np.float32
    assert 0 <= found.min() and found.max() <= 1
    here, before = (bands.tensor(each, CPU) for each in (found, content))
    goal = gram.Gram(net, places=200).goal(look(before, bands.tensor(style, CPU)), lambda: None)
    nothing = torch.full_like(before, 0.5)
    losses = [goal.loss(net, each, 0, lambda: None).item() for each in (here, before, nothing)]
    assert losses[0] < 0.5 * losses[1] and losses[0] < 0.5 * losses[2]
    assert watched.told[-1][:2] == (25 * 48 * 64,) * 2
    assert len(watched.shown) == 1


def test_the_same_asked_twice_gives_the_same_bytes_and_another_seed_others(net):
    content, samples = picture(140, 260, 1), [Sample(picture(50, 40, 2), 1.0)]
    engine, watched = gram.Gram(net, 3, places=80), Watched()
    first = engine(content, samples, Asked(seed=3), watched)
    assert first.tobytes() == engine(content, samples, Asked(seed=3), Watched()).tobytes()
    assert first.tobytes() != engine(content, samples, Asked(seed=4), Watched()).tobytes()
    assert [each.shape[:2] for each in watched.shown] == [(70, 130), (140, 260)]  # a look at each
    done = [each[0] for each in watched.told]
    assert done == sorted(done) and done[-1] == watched.told[-1][1]


def test_styles_are_mixed_by_their_weights(net):
    content = picture(40, 40, 1)
    red, blue = (np.full((32, 32, 3), each, np.float32) for each in ((1, 0, 0), (0, 0, 1)))
    engine = gram.Gram(net, 60, places=60)
    mostly, rarely = (
        engine(content, [Sample(red, share), Sample(blue, 1 - share)], Asked(), Watched())
        for share in (0.9, 0.1)
    )
    redder = (mostly[..., 0] - mostly[..., 2]).mean() - (rarely[..., 0] - rarely[..., 2]).mean()
    assert redder > 0.2


@pytest.mark.parametrize("until", [1, 4, 9])
def test_it_ends_at_once_when_it_is_cancelled(net, until):
    watched = Watched(until)
    with pytest.raises(Cancelled):
        gram.Gram(net, 20, places=60)(
            picture(40, 40), [Sample(picture(32, 32, 2), 1.0)], Asked(), watched
        )
    assert len(watched.told) == until


def test_a_network_that_sees_nothing_breaks_nothing():
    dark = {name: -value.abs() for name, value in small_vgg.weights().items()}
    net = vgg.made(dark).requires_grad_(False)
    found = gram.Gram(net, 3, places=60)(
        picture(40, 40), [Sample(np.zeros((32, 32, 3), np.float32), 1.0)], Asked(), Watched()
    )
    assert np.isfinite(found).all()
