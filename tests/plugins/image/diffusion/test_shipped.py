"""A model that comes inside a package: no pull, no network, pinned, and found again."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from muse import Host
from muse.running.reproduce import again, compare, origin
from muse.weights import brought, short_names
from plugins.image.diffusing import SIZE, direct, noise, pixels

pytestmark = [pytest.mark.neural, pytest.mark.filterwarnings("ignore:__array:DeprecationWarning")]

MODELS = """
[pebbles]
folder = "weights/pebbles"
generator = "image.diffusion"
about = "grey stones"
licence = "CC0-1.0"
memory = 1
cpu_speed = "a second a picture"
"""


@pytest.fixture
def shipped(
    models: dict[str, Path],
    plant: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Host]:
    """A host where a package brings a small model called pebbles."""
    site = plant("muse-stones", "[muse.models]\nmuse-stones = muse_stones\n")
    package = site / "muse_stones"
    shutil.copytree(models["sd"], package / "weights" / "pebbles")
    package.joinpath("models.toml").write_text(MODELS)
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "empty"))
    brought.read.cache_clear()
    with Host(library=tmp_path / "lib", config=tmp_path / "config.toml") as host:
        yield host


def test_it_needs_no_pull_and_is_found_again_by_its_name(
    shipped: Host, models: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pebbles").mkdir()  # pictures to train from, say: the name takes precedence
    made = shipped.run(
        "image.diffusion", model="pebbles", prompt="a red fox", steps=2, seed=5, **SIZE
    )
    wanted = direct(models["sd"])(
        "a red fox", num_inference_steps=2, generator=noise(), **SIZE
    ).images[0]
    assert np.array_equal(pixels(made.data), np.asarray(wanted))
    assert made.recipe["condition"]["model"] == "pebbles"
    pinned = made.recipe["weights"]["pebbles"]
    assert (pinned["name"], pinned["revision"]) == ("pebbles", None)
    assert "unet/diffusion_pytorch_model.safetensors" in pinned["files"]
    assert str(tmp_path) not in str(made.recipe)

    target = made[0].save(tmp_path / "fox.png")
    source = origin(shipped, str(tmp_path / "fox.png"))
    same = compare(shipped, source, again(shipped, source).finish()[0])
    assert same.verdict == "identical"
    assert not same.differences
    assert target

    card = short_names.find("pebbles").folder / "unet" / "config.json"
    card.write_text(card.read_text() + "\n")  # other bytes, the same meaning
    other = compare(shipped, source, again(shipped, source).finish()[0])
    assert other.differences == {"weights pebbles": ["-", "- (1 other files)"]}
