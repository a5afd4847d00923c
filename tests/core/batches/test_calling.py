"""`muse.batch`: batches from Python."""

import os
from pathlib import Path

import pytest

import muse
from muse import RequestError
from muse.running import default_host


@pytest.fixture(autouse=True)
def zoo_everywhere(planted_zoo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process and its workers find the zoo."""
    monkeypatch.syspath_prepend(planted_zoo)
    path = [str(planted_zoo), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, path)))
    with muse.Host() as host:
        monkeypatch.setattr(default_host, "_host", host)
        yield


def test_rows_of_python_become_artifacts_once(tmp_path: Path) -> None:
    rows = [{"id": "a", "size": 3}, {"id": "b", "size": 4}]
    asked = {"output": tmp_path / "out", "dots": "{size}", "grid": {"shade": ["dark", "light"]}}
    made = muse.batch(rows, "zoo.dots", **asked, workers=1)
    assert [(row["name"], row["state"]) for row in made] == [
        *(("a-dark", "done"), ("a-light", "done"), ("b-dark", "done"), ("b-light", "done"))
    ]
    assert [row["measured.dots"] for row in made] == [3, 3, 4, 4]
    assert all((tmp_path / "out" / file).is_file() for row in made for file in row["files"])
    again = muse.batch(rows, "zoo.dots", **asked, workers=1)
    assert again == made
    (alone,) = muse.run("zoo.dots", dots=3, shade="dark", seed=made[0]["seed"])
    assert alone.data == (tmp_path / "out" / "a-dark.png").read_bytes()  # one way for all


def test_wrong_rows_are_told(tmp_path: Path) -> None:
    rows = [{"dots": 3}, {"dots": "many"}]
    with pytest.raises(RequestError, match=r"1 of 2 rows is wrong.*row 2: dots: invalid value"):
        muse.batch(rows, "zoo.dots", output=tmp_path / "out")
    made = muse.batch(rows, "zoo.dots", output=tmp_path / "out", skip_wrong=True, workers=1)
    assert [row["state"] for row in made] == ["done", "wrong"]
