"""image.dusk: the kit, what it learnt, and how it shares a card."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from muse import Host
from muse.testing import conformance

sys.path.insert(0, str(Path(__file__).parents[1]))
test_dusk = conformance("image.dusk", seconds=1)


def test_it_gets_darker(muse_host: Host) -> None:
    def light(hour: float) -> int:
        made = muse_host.run("image.dusk", width=32, height=32, hour=hour, seed=3)
        top = Image.open(io.BytesIO(made.data)).convert("L").crop((0, 0, 32, 8))
        return sum(top.tobytes()) // 256

    assert light(0.0) > light(0.5) > light(1.0)


def test_the_recipe_pins_the_weights(muse_host: Host) -> None:
    (pin,) = muse_host.run("image.dusk", width=16, height=16, seed=3).recipe["weights"].values()
    assert list(pin["files"]) == ["dusk.safetensors"]


def test_two_runs_load_it_once(muse_host: Host) -> None:
    for seed in (1, 2):
        muse_host.run("image.dusk", width=16, height=16, seed=seed)
    assert [row["component"] for row in muse_host.devices.loaded()] == ["muse-dusk"]
    assert muse_host.devices.manager().residents.loads == 1


def test_training_learns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from train import train

    assert train(300, tmp_path / "a.safetensors") < train(5, tmp_path / "b.safetensors") / 3
