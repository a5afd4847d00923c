"""The optimiser: its losses and slopes are those of the papers' formulas, and it lowers them."""

import math

import numpy as np
import pytest

pytestmark = pytest.mark.neural
torch = pytest.importorskip("torch")

from muse import Cancelled  # noqa: E402
from muse_image.style import bands, lattice, losses, optimiser, vgg  # noqa: E402
from muse_image.style.engine import Asked, Sample  # noqa: E402
from plugins.image.style import small_vgg  # noqa: E402


class Watched:
    """Takes down what an engine tells, and cancels after so many steps."""

    def __init__(self, until: float = math.inf) -> None:
        self.told, self.shown, self.until = [], [], until

    def progress(self, done, total, note):
        self.told.append((done, total, note))
        if len(self.told) >= self.until:
            raise Cancelled

    def preview(self, pixels):
        self.shown.append(pixels)


@pytest.fixture(scope="module")
def net():
    return vgg.made(small_vgg.weights()).requires_grad_(False)


def noise(*shape: int, seed: int = 0):
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed))


def picture(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Return soft blots of colour, (h, w, 3)."""
    coarse = noise(1, 3, 6, 6, seed=seed)
    fine = torch.nn.functional.interpolate(coarse, (height, width), mode="bicubic").clamp(0, 1)
    return fine[0].permute(1, 2, 0).numpy().astype(np.float32)


def plain_loss(x, content, style, alpha):
    """Return eq. 1 to 9 of arXiv 1904.12785 written out place by place, and feature by feature."""

    def cosine(a, b):
        return 1 - (a * b).sum() / (a.square().sum().sqrt() * b.square().sum().sqrt())

    def relaxed(a, b, cost):
        costs = [[cost(one, other) for other in b] for one in a]
        there = sum(min(row) for row in costs) / len(a)
        back = sum(min(row[j] for row in costs) for j in range(len(b))) / len(b)
        return max(there, back)

    def moments(a, b):
        d = a.shape[1]
        mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
        spread_a = sum(torch.outer(r - mean_a, r - mean_a) for r in a) / len(a)
        spread_b = sum(torch.outer(r - mean_b, r - mean_b) for r in b) / len(b)
        return (mean_a - mean_b).abs().sum() / d + (spread_a - spread_b).abs().sum() / d**2

    def inner(a):
        costs = torch.stack([torch.stack([cosine(one, other) for other in a]) for one in a])
        return costs / costs.sum(0, keepdim=True)

    def euclidean(a, b):
        return (a - b).square().sum().add(1e-12).sqrt()

    n = len(x)
    kept = (inner(x) - inner(content)).abs().sum() / n**2 * n
    styled = relaxed(x, style, cosine) + moments(x, style)
    colours = relaxed(x[:, :3], style[:, :3], euclidean) / max(alpha, 1)
    return (alpha * kept + styled + colours) / (2 + alpha + 1 / max(alpha, 1))


@pytest.mark.parametrize("alpha", [0.5, 4.0])
def test_loss_and_slope_are_those_of_a_plain_script(alpha):
    x, content, style = (noise(n, 9, seed=n).double() for n in (12, 12, 7))
    content = content.flip(0) + 0.1
    x.requires_grad_()
    ours, theirs = losses.total(x, content, style, alpha), plain_loss(x, content, style, alpha)
    assert ours.item() == pytest.approx(theirs.item(), rel=1e-9)
    (slope,) = torch.autograd.grad(ours, x)
    (wanted,) = torch.autograd.grad(theirs, x)
    assert torch.allclose(slope, wanted, atol=1e-9)
    assert slope.abs().max() > 1e-4


def test_what_is_the_same_costs_nothing():
    x = noise(20, 9)
    assert losses.transported(losses.angles(x, x.flip(0))).item() == pytest.approx(0, abs=1e-6)
    assert losses.moments(x, x.flip(0)).item() == pytest.approx(0, abs=1e-6)
    assert losses.palette(x[:, :3], x[:, :3].flip(0)).item() == pytest.approx(0, abs=1e-5)
    assert losses.unlike(x * 3, x).item() == pytest.approx(0, abs=1e-5)  # whatever the lengths
    assert losses.roughness(torch.ones(1, 3, 1, 5)).item() == 0
    steps = torch.tensor([0.0, 1.0, 0.0, 1.0]).expand(1, 3, 4, 4)
    assert losses.roughness(steps).item() == 1  # each step to the right, none down


def test_features_at_the_middles_of_pixels_are_the_maps(net):
    pixels = noise(1, 3, 40, 56)
    whole = lattice.Lattice(torch.arange(40) + 0.5, torch.arange(56) + 0.5)
    found = lattice.features(net, pixels, whole).reshape(40, 56, -1)
    maps = net(pixels)
    first = sum(each.shape[1] for stride, each in maps if stride == 1)
    shallow = torch.cat([each[0] for stride, each in maps if stride == 1]).permute(1, 2, 0)
    assert torch.allclose(found[..., :first], shallow, atol=1e-5)
    second = maps[3][1][0]  # stride 2: the middle of two pixels is a place of the map
    at = lattice.Lattice(torch.tensor([2.0 * 5 + 1]), torch.tensor([2.0 * 9 + 1]))
    there = lattice.features(net, pixels, at)[0, first : first + len(second)]
    assert torch.allclose(there, second[:, 5, 9], atol=1e-5)


def test_tiles_have_no_seams(net):
    """A large picture done by tiles has the features and slopes of the picture done at once."""
    pixels = noise(1, 3, 200, 232)
    places = lattice.drawn(200, 232, 300, torch.Generator().manual_seed(1))
    once, tiled = (pixels.clone().requires_grad_() for _ in range(2))
    wanted = lattice.features(net, once, places, tile=512)
    found = lattice.features(net, tiled, places, tile=64)
    deep = small_vgg.WIDTHS[-1]  # the deepest block sees beyond what a tile sees
    assert torch.allclose(found[:, :-deep], wanted[:, :-deep], atol=1e-5)
    weights = noise(*wanted.shape)
    (wanted[:, :-deep] * weights[:, :-deep]).sum().backward()
    (found[:, :-deep] * weights[:, :-deep]).sum().backward()
    assert once.grad.abs().max() > 0
    assert torch.allclose(tiled.grad, once.grad, atol=1e-4)
    ways = [lattice.drawn(200, 232, 50, torch.Generator().manual_seed(k)) for k in (1, 2)]
    for each, both in zip(ways, lattice.looked(net, pixels, ways, tile=64), strict=True):
        assert torch.equal(both, lattice.features(net, pixels, each, tile=64))


def test_a_lattice_has_the_pictures_form_and_lies_inside():
    chance = torch.Generator().manual_seed(5)
    for height, width, places in ((100, 400, 1024), (1, 3000, 500), (7, 5, 1024)):
        made = lattice.drawn(height, width, places, chance)
        assert made.places <= min(places * 1.1, height * width)
        assert 0 <= made.rows.min() and made.rows.max() < height
        assert 0 <= made.columns.min() and made.columns.max() < width
        assert (made.rows.diff() > 0).all() and (made.columns.diff() > 0).all()


@pytest.mark.parametrize("size", [(64, 64), (33, 70), (3, 90), (1, 1)])
def test_bands_give_the_picture_back(size):
    values = noise(1, 3, *size)
    parts = bands.split(values)
    assert torch.allclose(bands.joined(parts), values, atol=1e-6)
    assert parts[0].shape == values.shape
    assert len(parts) <= bands.BANDS


def test_it_brings_a_picture_nearer_to_content_and_style(net):
    content, style = picture(48, 64, 1), picture(64, 48, 2)
    samples = [Sample(style, 1.0)]
    few, many = (optimiser.Optimiser(net, steps, places=120) for steps in (1, 25))
    watched = Watched()
    begun = few(content, samples, Asked(seed=3), Watched())
    found = many(content, samples, Asked(seed=3), watched)
    assert found.shape == content.shape and found.dtype == np.float32
    assert 0 <= found.min() and found.max() <= 1
    at = lattice.drawn(48, 64, 200, torch.Generator().manual_seed(9))
    cpu = torch.device("cpu")
    here, before, kept, wanted = (
        lattice.features(net, bands.tensor(each, cpu), at)
        for each in (found, begun, content, style)
    )
    keeping = optimiser.KEEPING
    assert losses.total(here, kept, wanted, keeping) < losses.total(before, kept, wanted, keeping)
    assert watched.told[-1][:2] == (25 * 48 * 64,) * 2
    assert len(watched.shown) == 1


def test_the_same_asked_twice_gives_the_same_bytes_and_another_seed_others(net):
    content, samples = picture(40, 130, 1), [Sample(picture(50, 40, 2), 1.0)]
    engine = optimiser.Optimiser(net, steps=3, places=80)
    watched = Watched()
    first = engine(content, samples, Asked(seed=3), watched)
    assert first.tobytes() == engine(content, samples, Asked(seed=3), Watched()).tobytes()
    assert first.tobytes() != engine(content, samples, Asked(seed=4), Watched()).tobytes()
    assert [each.shape[:2] for each in watched.shown] == [(20, 65), (40, 130)]  # a look at each
    done = [each[0] for each in watched.told]
    assert done == sorted(done) and done[-1] == watched.told[-1][1]


def test_fields_are_heeded(net):
    content = picture(40, 40, 1)
    red, blue = (np.full((32, 32, 3), each, np.float32) for each in ((1, 0, 0), (0, 0, 1)))
    engine = optimiser.Optimiser(net, steps=2, places=60)

    def made(samples, **asked):
        return engine(content, samples, Asked(**asked), Watched())

    assert made([Sample(red, 1.0)], strength=0.0).tobytes() == content.tobytes()
    far = np.abs(made([Sample(red, 1.0)], strength=1.0) - content).mean()
    near = np.abs(made([Sample(red, 1.0)], strength=0.2) - content).mean()
    assert 0 < near < far / 2
    mostly = made([Sample(red, 0.8), Sample(blue, 0.2)])
    rarely = made([Sample(red, 0.2), Sample(blue, 0.8)])
    assert mostly[..., 0].mean() - mostly[..., 2].mean() > 0.3
    assert rarely[..., 2].mean() - rarely[..., 0].mean() > 0.3
    stripes = np.tile(np.repeat([0.0, 1.0], 4), (64, 8))[..., None].repeat(3, 2).astype(np.float32)
    small = made([Sample(stripes, 1.0)], scale=0.5)
    assert small.tobytes() != made([Sample(stripes, 1.0)], scale=2.0).tobytes()
    assert small.tobytes() == made([Sample(stripes, 1.0)], scale=0.25, whole=(80, 80)).tobytes()


def test_it_goes_on_from_a_start(net):
    """A frame goes on from the one before it: one size, and nearer to the start than to others."""
    content, samples = picture(140, 40, 1), [Sample(picture(50, 40, 2), 1.0)]
    engine, watched = optimiser.Optimiser(net, steps=8, places=60), Watched()
    start = picture(140, 40, 7)
    found = engine(content, samples, Asked(start=start), watched)
    assert len(watched.shown) == 1
    assert max(each[0] for each in watched.told) == 2 * 140 * 40  # a quarter of the steps
    assert np.abs(found - start).mean() < 0.05 < np.abs(found - content).mean()


@pytest.mark.parametrize("until", range(1, 8))
def test_it_ends_at_once_when_it_is_cancelled(net, until):
    watched = Watched(until)
    with pytest.raises(Cancelled):
        optimiser.Optimiser(net, steps=9, places=60)(
            picture(40, 40), [Sample(picture(32, 32, 2), 1.0)], Asked(), watched
        )
    assert len(watched.told) == until


def test_it_ends_in_the_middle_of_a_step_of_many_tiles(net):
    """Each tile asks whether to go on, forwards and backwards."""
    pixels = noise(1, 3, 200, 232).requires_grad_()
    places = lattice.drawn(200, 232, 300, torch.Generator().manual_seed(1))
    left = [30]

    def tick():
        left[0] -= 1
        if left[0] < 0:
            raise Cancelled

    found = lattice.features(net, pixels, places, tile=64, tick=tick)
    assert left == [30 - 16]
    with pytest.raises(Cancelled):
        found.sum().backward()


@pytest.mark.parametrize("size", [(1, 50), (50, 1), (5, 3)])
def test_the_narrowest_pictures_pass(net, size):
    engine = optimiser.Optimiser(net, steps=1, places=30)
    found = engine(picture(*size), [Sample(picture(1, 1), 1.0)], Asked(), Watched())
    assert found.shape == (*size, 3)
    assert np.isfinite(found).all()
