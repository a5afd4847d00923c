"""The command makes one of the examples, the same for the same seed."""

from pathlib import Path

import pytest

from muse.cli import call


def test_it_makes_an_example(
    muse_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.md", "b.md"):
        assert call(["surprise", "text", "--seed", "3", "-o", str(tmp_path / name)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.partition(": ")[0] == second.partition(": ")[0]
    assert tmp_path.joinpath("a.md").read_bytes() == tmp_path.joinpath("b.md").read_bytes()


def test_help_has_it(muse_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["--help"]) == 0
    assert "surprise" in capsys.readouterr().out


def test_an_unknown_medium_is_told(muse_home: Path) -> None:
    assert call(["surprise", "smell"]) == 2
