"""The second time nothing is generated, and nobody can tell by the artifact."""

from pathlib import Path
from typing import Any

import pytest

from muse import Host, Progress

SMALL: dict[str, Any] = {"prompt": "a lake", "width": 96, "height": 64, "detail": "draft"}
NOTE = "Remembered: this was made before."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own."""
    monkeypatch.setenv("MUSE_REMEMBER", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_the_second_time_it_is_there_at_once(muse_host: Host) -> None:
    first = muse_host.run("image", seed=3, **SMALL)
    with muse_host.stream("image", seed=3, **SMALL) as stream:
        events = list(stream)
    assert not [event for event in events if isinstance(event, Progress)]
    second = stream.result
    assert second.recipe == first.recipe
    assert second.data == first.data
    assert second.report.chosen == first.report.chosen
    assert (NOTE in first.report.notes, NOTE in second.report.notes) == (False, True)


def test_an_item_of_a_batch_is_remembered_alone(muse_host: Host) -> None:
    batch = muse_host.run("image", seed=3, count=2, **SMALL)
    alone = muse_host.run("image", seed=4, **SMALL)
    assert NOTE in alone.report.notes
    assert alone.recipe["payload"] == batch[1].recipe["payload"]


def test_anything_else_is_made_anew(muse_host: Host) -> None:
    muse_host.run("image", seed=3, **SMALL)
    for change in ({"seed": 5}, {"seed": 3, "style": "ink"}):
        assert NOTE not in muse_host.run("image", **{**SMALL, **change}).report.notes


def test_what_was_settled_comes_back(muse_host: Host) -> None:
    made = [muse_host.run("image", seed=3, formats=[".svg"], **SMALL) for _ in range(2)]
    assert made[0].recipe["condition"]["style"] == "line-art"
    assert made[1].recipe == made[0].recipe


def test_half_an_artifact_is_not_taken_for_one(muse_host: Host, folder: Path) -> None:
    muse_host.run("image", seed=3, **SMALL)
    next(folder.rglob("facts.json")).unlink()
    assert NOTE not in muse_host.run("image", seed=3, **SMALL).report.notes
