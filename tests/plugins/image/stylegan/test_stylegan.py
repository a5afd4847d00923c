"""`image.stylegan`: truncation, mixing, walks, directions, and finding a picture."""

import io
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from muse import Host, InvalidField, NotReady, RequestError
from plugins.image.learnt_models import build

pytestmark = pytest.mark.neural


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    pytest.importorskip("torch")
    return str(build(tmp_path_factory.mktemp("stylegan") / "small", "stylegan"))


@pytest.fixture(scope="module")
def maker(model: str):
    from muse_image.stylegan.maker import load

    return load(SimpleNamespace(component=SimpleNamespace(source=model), device="cpu"))


def made(host: Host, model: str, **fields) -> np.ndarray:
    from PIL import Image

    fields = {"label": "moon", "seed": 1, **fields}
    result = host.run("image.stylegan", model=model, no_embed=True, **fields)
    return np.asarray(Image.open(io.BytesIO(result.data)).convert("RGB")).astype(int)


def test_truncation_goes_to_the_typical_picture_of_a_class(host: Host, model: str):
    typical = made(host, model, truncation=0)
    assert np.array_equal(typical, made(host, model, truncation=0, seed=2))
    assert not np.array_equal(typical, made(host, model, truncation=0, label="star"))
    apart = [np.abs(made(host, model, truncation=t) - typical).mean() for t in (0.1, 0.5, 1)]
    assert 0 < apart[0] < apart[1] < apart[2]


def test_a_mix_takes_layers_of_another_seed(host: Host, model: str, maker):
    import torch

    from muse_image.stylegan.condition import StyleganCondition
    from muse_image.stylegan.directions import layers
    from muse_image.stylegan.making import place_of

    plain = made(host, model)
    found = [made(host, model, mix=2, mixed=part) for part in ("coarse", "middle", "fine")]
    assert len({each.tobytes() for each in (plain, *found)}) == 4
    assert np.array_equal(plain, made(host, model, mix=1))  # of itself
    asked = {"truncation": 1, "mix": 2, "mixed": "coarse"}
    mixed = place_of(maker, StyleganCondition(**asked), 1, 1).styles
    own, other = (maker.drawn(1, seed)[0] for seed in (1, 2))
    coarse = layers(maker.sides, "coarse")
    for place, style in enumerate(mixed):
        assert torch.allclose(style, other if place in coarse else own, atol=1e-6)


def test_parts_are_those_of_the_paper_at_1024_px_and_thirds_of_small_ones():
    from muse_image.stylegan.directions import layers

    sides = [4, *(s for k in range(3, 11) for s in (2**k, 2**k)), 1024]
    found = [layers(sides, part) for part in ("coarse", "middle", "fine")]
    assert [len(each) for each in found] == [3, 4, 11]
    assert [*found[0], *found[1], *found[2]] == layers(sides, "all") == list(range(18))
    small = [layers([4, 8, 8, 8], part) for part in ("coarse", "middle", "fine")]
    assert [*small[0], *small[1], *small[2]] == [0, 1, 2, 3] and all(small)


def test_walks_between_seeds_and_classes(host: Host, model: str):
    both = {"label": None, "interpolate": ["moon", "star"]}
    for weight, label in ((0, "moon"), (1, "star")):
        assert np.array_equal(
            made(host, model, **both, weight=weight), made(host, model, label=label)
        )
    seeds = {"interpolate": ["8", "9"], "view": "sheet"}
    walk = made(host, model, **seeds, frames=5)
    assert walk.shape == (8, 40, 3)
    assert np.array_equal(walk[:, :8], made(host, model, seed=8))
    assert np.array_equal(walk[:, -8:], made(host, model, seed=9))
    steps = np.abs(np.diff(walk.reshape(8, 5, 8, 3), axis=1)).mean((0, 2, 3))
    assert (steps > 0).all() and steps.max() < 0.7 * np.abs(walk[:, :8] - walk[:, -8:]).mean()
    edited = made(host, model, edit=["pca1=3"], frames=3, view="sheet")
    assert np.array_equal(edited[:, :8], made(host, model))
    assert np.array_equal(edited[:, 16:], made(host, model, edit=["pca1=3"]))


def test_sefa_finds_what_the_weights_react_to_most():
    import torch

    from muse_image.stylegan.directions import principal, strongest

    chance = torch.Generator().manual_seed(0)
    axis = torch.nn.functional.normalize(torch.randn(6, generator=chance), dim=0)
    weights = torch.randn(50, 1, generator=chance).sign() * axis
    weights = weights + 0.1 * torch.randn(50, 6, generator=chance)
    first = strongest(weights)
    assert abs(float(first[0] @ axis.double())) > 0.99
    assert torch.allclose(first @ first.T, torch.eye(6, dtype=torch.float64), atol=1e-9)
    assert all(float(row[row.abs().argmax()]) > 0 for row in first)
    # Lengths of rows say nothing: each output counts alike, as in the paper's own code.
    assert torch.allclose(strongest(weights * torch.rand(50, 1, generator=chance)), first)

    styles = torch.randn(400, 3, generator=chance) * torch.tensor([1.0, 5.0, 2.0]) + 7
    assert principal(styles).abs().argmax(1).tolist() == [1, 2, 0]


def test_a_direction_is_one_standard_deviation_of_its_layers_alone(maker):
    import torch

    from muse_image.stylegan.directions import Directions, layers

    styles = maker.drawn(1, 0, 500)
    for name, part in (("sefa2", "all"), ("pca1", "all"), ("coarse1", "coarse"), ("fine2", "fine")):
        step = Directions(maker, styles).step(name)
        moved = step.abs().sum(1) > 0
        assert moved.nonzero().flatten().tolist() == layers(maker.sides, part)
        axis = torch.nn.functional.normalize(step[moved][0], dim=0)
        spread = ((styles - styles.mean(0)) @ axis).std()
        torch.testing.assert_close(step[moved].norm(dim=1), spread.expand(int(moved.sum())))
    leads = maker.generator.leads()
    assert [len(each) for each in leads] == [12, 24, 8, 8]  # colours beside the next convolution


def test_edits_move_and_there_is_a_sheet_of_them(host: Host, model: str):
    plain = made(host, model)
    there, back = (made(host, model, edit=[f"sefa1={amount}"]) for amount in (3, -3))
    assert len({each.tobytes() for each in (plain, there, back)}) == 3
    assert np.array_equal(plain, made(host, model, edit=["sefa1=0"]))
    both = made(host, model, edit=["sefa1=3", "pca2=-1"])
    assert not np.array_equal(both, there)
    result = host.run("image.stylegan", model=model, label="moon", seed=1, view="directions")
    assert result[0].report.measured["directions"] == 28
    wide = made(host, model, view="directions")
    assert wide.shape[0] < 1400 and wide.shape[1] > 900


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"edit": ["sefa9=1"]}, "no direction 'sefa9'; try sefa"),
        ({"edit": ["sefa1=much"]}, "invalid amount 'much' of sefa1; expected a number"),
        ({"edit": ["sefa1=nan"]}, "invalid amount"),
        ({"edit": ["sefa1=1", "sefa1=2"]}, "sefa1 is given twice"),
        ({"steps": 10}, "steps: requires a picture"),
        ({"space": "w"}, "space: requires a picture"),
        ({"mixed": "coarse"}, "mixed: requires another picture; give --mix"),
        ({"frames": 3}, "frames: requires two ends"),
        ({"weight": 0.2, "edit": ["sefa1=2"]}, "weight: requires two ends"),
        ({"view": "directions", "interpolate": ["1", "2"]}, "view: directions are those of one"),
    ],
)
def test_what_has_no_meaning_is_refused(host: Host, model: str, fields, told):
    with pytest.raises(InvalidField, match=told):
        made(host, model, **fields)


class Silent:
    """What is told of a search, unheard."""

    def progress(self, *told):
        pass

    def preview(self, *told):
        pass


def test_a_picture_that_the_network_made_is_found(maker):
    import torch

    from muse_image.stylegan.maker import pictures
    from muse_image.stylegan.projection import Search, distance, found

    layers = len(maker.sides)
    other = maker.drawn(2, 5)[0].expand(layers, -1)
    picture = pictures(maker, other[None])
    begun = pictures(maker, maker.typical(2).expand(1, layers, -1))
    apart = {}
    for each_layer in (False, True):
        search = Search(picture, 2, 200, each_layer, 4)
        place, label, facts = found(maker, search, Silent())
        again = pictures(maker, place.styles[None], place.noise)
        apart[each_layer] = float(distance(again, picture) / distance(begun, picture))
        assert label == 2 and set(facts) == {"psnr"}
        alike = (place.styles == place.styles[0]).all()
        assert bool(alike) != each_layer
        twice, _, _ = found(maker, search, Silent())
        assert torch.equal(place.styles, twice.styles)
    assert apart[True] < 0.4 and apart[False] < 0.6


def test_a_picture_of_ones_own_is_made_again_and_edited(host: Host, model: str):
    from PIL import Image

    from muse.media import png

    data = png(Image.linear_gradient("L").convert("RGB"))[0]
    asked = {"init": data, "steps": 30, "label": None}
    plain = made(host, model, **asked)
    assert np.array_equal(plain, made(host, model, **asked))
    changes = ({"edit": ["pca1=2"]}, {"mix": 3}, {"seed": 7}, {"space": "w"}, {"steps": 2})
    assert all((made(host, model, **{**asked, **change}) != plain).any() for change in changes)
    walk = made(host, model, **asked, edit=["pca1=2"], frames=3, view="sheet")
    assert np.array_equal(walk[:, :8], plain)


def test_a_search_shows_itself_and_can_be_stopped(maker):
    import torch

    from muse.errors import Cancelled
    from muse_image.stylegan.maker import Telling
    from muse_image.stylegan.projection import Search, found

    class Emit:
        done: list[float] = []
        pictures = 0

        def progress(self, done, total, note=""):
            assert total == 2
            self.done.append(done)
            if len(self.done) == 30:
                raise Cancelled

        def preview(self, media_type, data, item):
            assert data.startswith(b"\x89PNG") and item == 1
            self.pictures += 1

    emit = Emit()
    with pytest.raises(Cancelled):
        search = Search(torch.zeros(1, 3, 8, 8), 0, 40, True, 0)
        found(maker, search, Telling(emit, 1, 2))
    assert emit.done == sorted(emit.done) and emit.done[-1] == pytest.approx(1 + 0.9 * 30 / 40)
    assert emit.pictures == 6


def test_the_nearest_class_is_taken_where_none_is_named(host: Host, model: str):
    from PIL import Image

    from muse.media import png

    typical = made(host, model, truncation=0, label="star").astype(np.uint8)
    asked = {"model": model, "init": png(Image.fromarray(typical))[0], "steps": 2}
    assert host.run("image.stylegan", **asked)[0].report.measured["label"] == "star"
    assert host.run("image.stylegan", **asked, label="cat")[0].report.measured["label"] == "cat"


def test_without_weights_it_says_how_to_get_some(host: Host, monkeypatch, tmp_path: Path):
    from muse_image.stylegan import Stylegan, StyleganCondition
    from muse_image.training import weights

    monkeypatch.setattr(weights, "SHIPPED", tmp_path)
    with pytest.raises(NotReady, match="includes no weights") as told:
        host.run("image.stylegan", label="cat")
    assert "muse train image.stylegan" in str(told.value.hint)
    lacks = Stylegan().lacks(StyleganCondition())
    assert lacks is not None and "includes no weights" in lacks.message
    assert set(Stylegan().choices(StyleganCondition())) == {"edit"}


def test_weights_of_another_network_are_refused(host: Host, model: str, tmp_path: Path):
    with pytest.raises(RequestError, match=r"holds no weights of image\.cgan"):
        host.run("image.cgan", model=model)
    other = str(build(tmp_path / "c", "cgan"))
    with pytest.raises(RequestError, match=r"holds no weights of image\.stylegan"):
        host.run("image.stylegan", model=other)
