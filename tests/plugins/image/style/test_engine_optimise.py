"""The engine `optimise` in a run: its network found, leased and told of, or the way to get it."""

from functools import partial

import pytest

pytestmark = pytest.mark.neural
torch = pytest.importorskip("torch")

from muse import Cancelled, Host, NotReady, Preview, RequestError, media  # noqa: E402
from muse_image.style import StyleCondition, gram, optimise, optimiser  # noqa: E402
from plugins.image.style import small_vgg  # noqa: E402


def photo(turned: int = 0) -> bytes:
    from PIL import Image

    ramp, disc = Image.linear_gradient("L"), Image.radial_gradient("L")
    bands = (ramp.rotate(turned), disc, ramp.rotate(180))
    return media.png(Image.merge("RGB", bands).resize((72, 64)))[0]


@pytest.fixture(autouse=True)
def brief(monkeypatch):
    """Take two steps, by a few places."""
    for module, name in ((optimiser, "Optimiser"), (gram, "Gram")):
        made = partial(getattr(module, name), steps=2, places=60)
        monkeypatch.setattr(module, name, made)


@pytest.fixture
def asked(tmp_path):
    weights = small_vgg.written(tmp_path / "small.safetensors")
    told = {"engine": "optimise", "model": str(weights), "no_embed": True, "seed": 5}
    return {"init": photo(), "style_image": [photo(90)], **told}


def test_a_run_is_styled_by_the_network_and_can_be_repeated(host: Host, asked):
    (first,), (again,) = (host.run("image.style", **asked) for _ in range(2))
    assert first.data == again.data
    (other,) = host.run("image.style", **{**asked, "seed": 6})
    assert first.data != other.data
    assert "small.safetensors" in str(first.recipe)  # pinned, by name and hash
    (none,) = host.run("image.style", **{**asked, "strength": 0.0})
    assert none.measured["edges_kept"] == 1


def test_the_loss_can_be_chosen(host: Host, asked):
    (crowd,), (first,), (again,) = (
        host.run("image.style", **asked, loss=each) for each in ("transport", "gram", "gram")
    )
    assert first.data == again.data != crowd.data
    with pytest.raises(RequestError, match="loss"):
        host.run("image.style", **asked, loss="mean")
    result = host.run("image.style", **{**asked, "engine": "patches"}, loss="gram")
    assert result.report.ignored["loss"] == "the engine patches has none to choose"


def test_previews_come_and_it_can_be_cancelled(host: Host, asked):
    seen = []
    with pytest.raises(Cancelled), host.stream("image.style", **asked) as stream:
        for event in stream:
            seen.append(type(event).__name__)
            if isinstance(event, Preview):
                assert event.media_type == "image/jpeg"
                stream.cancel()
    assert "Preview" in seen and "Artifact" not in seen


def test_without_weights_it_says_how_to_get_them(host: Host, asked):
    with pytest.raises(NotReady, match="optimise") as caught:
        host.run("image.style", **{**asked, "model": None})
    assert "muse pull vgg19" in str(caught.value.hint)
    assert optimise.lacks(StyleCondition(init=photo(), engine="optimise"))


def test_other_weights_are_refused(host: Host, asked, tmp_path):
    other = small_vgg.written(
        tmp_path / "normed.safetensors", **{"features.1.running_mean": torch.zeros(6)}
    )
    with pytest.raises(RequestError, match="by batches"):
        host.run("image.style", **{**asked, "model": str(other)})
