"""What a worker does with one row: makes it, takes what was made before, tells what failed."""

from dataclasses import replace
from pathlib import Path

import pytest

from muse import Host
from muse.batches.executor import Done, Task
from muse.batches.work import made_before, settle, work
from muse.contract.events import Progress
from muse.errors import OutputError


def task(generator: str = "zoo.dots", **more: object) -> Task:
    fields = {"seed": 5, **({"dots": 4} if generator == "zoo.dots" else {})}
    made = Task("k" * 64, 3, "a lake", generator, fields, (".png",))
    return replace(made, **more)


def test_a_row_is_made_told_and_recorded(zoo: Host, tmp_path: Path) -> None:
    begun, told = [], list[Progress]()
    done = work(zoo, task(), tmp_path, told.append, begun.append)
    (file,) = done.files
    assert done.failure is None and not done.taken and done.seed == 5 and done.record is None
    assert file.path == str(tmp_path / "a lake.png") and file.data is None
    assert len(begun) == 1
    assert zoo.library.find_exactly(done.id)[1].seed == 5
    assert Done.from_json(done.to_json()) == done


def test_what_was_made_before_is_taken(zoo: Host, tmp_path: Path) -> None:
    first = work(zoo, task(), tmp_path)
    again = work(zoo, task(), tmp_path)
    assert again.taken and (again.id, again.files[0].path) == (first.id, first.files[0].path)
    other = tmp_path / "elsewhere"
    assert made_before(zoo, task(), other) is None  # it was made for another batch
    Path(first.files[0].path or "").write_bytes(b"somebody else's")
    assert made_before(zoo, task(), tmp_path) is None
    assert work(zoo, task(), tmp_path).failure is not None  # it isn't written over
    assert Path(first.files[0].path or "").read_bytes() == b"somebody else's"
    assert work(zoo, task(replace=True), tmp_path).failure is None


def test_without_a_folder_bytes_come_back_and_are_placed_where_it_was_asked(
    zoo: Host, tmp_path: Path
) -> None:
    away = work(zoo, task(), None)
    assert away.record is not None and away.files[0].data and away.files[0].path is None
    with Host(library=tmp_path / "mine") as asks:
        done = settle(asks, task(), away, tmp_path / "out")
        (file,) = done.files
        assert done.record is None and file.data is None
        assert Path(file.path or "").read_bytes() == away.files[0].data
        run, kept = asks.library.find_exactly(away.id)
        assert (run.generator, run.status, kept.seed) == ("zoo.dots", "done", 5)
        assert made_before(asks, task(), tmp_path / "out") is not None
        with pytest.raises(OutputError):  # the file is there
            settle(asks, task(key="l" * 64), work(zoo, task(), None), tmp_path / "out")
    here = work(zoo, task(key="m" * 64), tmp_path)
    assert Path(here.files[0].path or "").read_bytes() == away.files[0].data


@pytest.mark.parametrize(
    ("made", "kind", "wrong"),
    [
        (task(fields={"dots": "many"}), "InvalidField", True),
        (task("zoo.breaks"), "GenerationError", False),
        (task("zoo.nothing"), "UnknownGenerator", True),
    ],
)
def test_what_fails_is_told(zoo: Host, tmp_path: Path, made: Task, kind: str, wrong: bool) -> None:
    done = work(zoo, made, tmp_path)
    assert done.failure is not None and done.failure.message and not done.files
    assert done.failure.wrong is wrong, done.failure
    assert list(tmp_path.glob("*.png")) == []
