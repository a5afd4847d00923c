"""`muse train`: a run of a trainer; of several processes one writes."""

import importlib
from pathlib import Path

import pytest

from conftest import Muse


@pytest.fixture
def trained(muse: Muse, monkeypatch: pytest.MonkeyPatch) -> Muse:
    """The command line, with a trainer for zoo.dots that writes letters."""
    zoo = importlib.import_module("zoo")
    monkeypatch.setattr(zoo.Dots, "trainer", zoo.Letters)
    return muse


def test_a_training_is_a_run(trained: Muse) -> None:
    code, out, err = trained("train", "zoo.dots", "--seed", "1", "-o", "out/")
    assert code == 0, err
    assert out
    assert len(list(Path("out").glob("*.md"))) == 1
    assert "zoo.dots:train" in trained("log")[1]


def test_a_helping_process_does_the_work_and_leaves_nothing(
    trained: Muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RANK", "1")
    code, out, _ = trained("train", "zoo.dots", "-o", "out/")
    assert (code, out) == (0, "")
    assert not Path("out").exists()
    monkeypatch.delenv("RANK")
    assert "zoo.dots" not in trained("log")[1]


def test_what_cannot_be_trained_is_told(trained: Muse) -> None:
    assert "zoo.dots" in trained("train", "--help")[1]
    code, _, err = trained("train", "dots")
    assert code == 2
    assert "such as muse train" in err
    code, _, err = trained("train", "zoo.letters")
    assert code == 2
    assert "zoo.letters" in err
