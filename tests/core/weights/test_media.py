"""Which medium a model is for: plugins say which tasks and classes are theirs."""

import pytest

from muse import entry_points
from muse.entry_points import Entry, Index
from muse.weights import brought, media, short_names

INDEX = {"_class_name": "StableDiffusionPipeline"}
CONFIG = {"architectures": ["LlamaForCausalLM"]}


@pytest.mark.parametrize(
    ("task", "index", "config", "medium"),
    [
        ("text-to-image", None, None, "image"),
        ("text-generation", None, None, "text"),
        ("text-to-audio", None, None, "music"),
        ("text-to-speech", None, None, "speech"),
        ("image-classification", None, None, "-"),
        (None, INDEX, None, "image"),
        (None, {"_class_name": "AudioLDMPipeline"}, None, "music"),
        (None, {"_class_name": "WanPipeline"}, None, "video"),
        (None, None, {"_class_name": "AutoencoderKLCogVideoX"}, "video"),
        (None, None, {"architectures": ["VitsModel"]}, "speech"),
        (None, None, CONFIG, "text"),
        (None, None, {"architectures": ["MusicgenForConditionalGeneration"]}, "music"),
        (None, None, {"architectures": ["BertModel"]}, "-"),
        (None, None, {"_class_name": "UNet2DModel"}, "image"),
        (None, None, {"diffusers": {"_class_name": "DDPMPipeline"}}, "image"),
        (None, "[", '{"architectures": 3}', "-"),
    ],
)
def test_medium(task, index, config, medium: str) -> None:
    assert media.medium(task, index, config) == medium


TASTE = """
[medium.taste]
tasks = ["text-to-taste"]
families = "umami|^sour"
"""


@pytest.fixture
def tasting(tmp_path, monkeypatch):
    """Install a distribution whose models.toml is given."""

    def install(text: str) -> None:
        package = tmp_path / "muse_taste"
        package.mkdir(exist_ok=True)
        package.joinpath("__init__.py").touch()
        package.joinpath("models.toml").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        entry = Entry("muse.models", "taste", "muse_taste", "muse-taste", "1", "")
        monkeypatch.setattr(entry_points, "load", lambda: Index([entry]))
        brought.read.cache_clear()

    return install


def test_a_medium_that_nobody_knew_comes_with_its_plugin(tasting) -> None:
    tasting(TASTE)
    assert media.medium("text-to-taste") == "taste"
    assert media.medium(None, None, {"architectures": ["UmamiForConditionalGeneration"]}) == "taste"
    assert media.medium("text-to-image") == "-"
    assert short_names.faults() == []
    assert short_names.known() == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("medium = 3", "is no table"),
        ("[medium]\ntaste = 3", "medium.taste is no table"),
        ("[medium.taste]\ntasks = 3", "tasks is a list"),
        ("[medium.taste]\nfamilies = '('", "regular expressions"),
        ("[medium.taste]\nkinds = 3", "regular expressions"),
    ],
)
def test_what_is_wrong_with_it_is_told_and_left_out(tasting, text: str, told: str) -> None:
    tasting(text)
    assert told in short_names.faults()[0]
    assert media.medium(None, None, {"architectures": ["Umami"]}) == "-"
