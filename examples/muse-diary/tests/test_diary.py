"""Each artifact is a line, with where it lies."""

import json
from pathlib import Path

import pytest

from muse import Host


def test_each_artifact_is_a_line(
    muse_host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = tmp_path / "diary.jsonl"
    monkeypatch.setenv("MUSE_DIARY", str(diary))
    made = muse_host.run("text", form="poem", count=2, seed=5, output=f"{tmp_path}/")
    lines = [json.loads(line) for line in diary.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [artifact.id for artifact in made]
    assert [line["seed"] for line in lines] == [5, 6]
    assert {line["generator"] for line in lines} == {"text.grammar"}
    assert all(Path(path).is_file() for line in lines for path in line["files"])
