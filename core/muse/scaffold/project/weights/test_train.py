"""Training writes weights that the generator can load, and learns."""

from pathlib import Path

from <<module>>.net import opened
from train import train


def test_training_learns(tmp_path: Path) -> None:
    target = tmp_path / "weights.safetensors"
    assert train(200, target) < train(2, tmp_path / "first.safetensors")
    assert opened(target, "cpu").hidden.weight.shape == (16, 2)
