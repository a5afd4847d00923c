"""Values cross to a worker as they are, but for paths: its folder is another."""

from pathlib import Path

import pytest

from muse import ModelSource
from muse.plugins.isolated.packing import packed


def test_a_model_is_a_path_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("voice").mkdir()
    tmp_path.joinpath("sd-turbo").mkdir()
    assert packed([ModelSource("voice")], []) == [str(tmp_path / "voice")]
    assert packed("voice", []) == "voice"
    for name in ("owner/name", "sd-turbo", "./gone"):  # a short name is no folder
        assert packed(ModelSource(name), []) == name
