"""Batches on a cluster of Ray: nothing lost, nothing twice, whatever ends."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")

from conftest import Muse
from muse import Host, NotReady
from muse.batches import work
from muse.batches.executor import TRIES, Done, Place, Task
from muse_ray.executor import Ray

Make = Callable[..., Task]

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")


def data(row: int) -> bytes:
    """Return what an errand of a row makes."""
    return row.to_bytes(4, "big") * 8


def begun(folder: Path) -> Counter[int]:
    """Return how often each row was begun."""
    lines = folder.joinpath("log").read_text().splitlines()
    return Counter(int(line.split()[0]) for line in lines)


@pytest.fixture(scope="module")
def ray(cluster: Any, place: Place) -> Iterator[Ray]:
    """The executor, with two workers: starting them takes longer than all they do here."""
    executor = Ray(place, workers=2)
    yield executor
    executor.close()


def test_each_row_is_made_once_and_its_bytes_come_back(
    ray: Ray, errand: Make, tmp_path: Path
) -> None:
    found = [d for d in ray.run(errand(row) for row in range(1, 21)) if isinstance(d, Done)]
    assert sorted(done.row for done in found) == list(range(1, 21))
    assert {done.row: done.files[0].data for done in found} == {r: data(r) for r in range(1, 21)}
    assert set(begun(tmp_path).values()) == {1}
    assert all(done.record for done in found)


def test_files_go_along_under_their_names(ray: Ray, errand: Make, tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(b"light")
    tasks = [errand(row, file=str(file)) for row in (1, 2, 3)]
    tasks.append(errand(4, file=str(tmp_path / "gone.png")))
    found = {d.row: d for d in ray.run(iter(tasks)) if isinstance(d, Done)}
    for row in (1, 2, 3):
        assert found[row].files[0].data == data(row) + b"photo.png" + b"light"
    failure = found[4].failure
    assert failure and failure.wrong and "gone.png can't be read" in failure.message


def test_what_a_batch_made_and_did_not_note_is_taken(
    ray: Ray, errand: Make, place: Place, tmp_path: Path
) -> None:
    with Host(library=place.library) as host:
        first, second = errand(1), errand(2)
        before = work.work(host, first, place.folder)
        tmp_path.joinpath("log").unlink()
        found = {d.row: d for d in ray.run(iter([first, second])) if isinstance(d, Done)}
        placed = work.settle(host, second, found[2], place.folder)
        assert found[1].taken and found[1].id == before.id
        assert begun(tmp_path) == {2: 1}
        assert Path(str(placed.files[0].path)).read_bytes() == data(2)
        assert host.library.find_exactly(placed.id)[1].seed == 2


def test_a_failure_is_told_and_the_rest_is_made(ray: Ray, errand: Make) -> None:
    tasks = [errand(1, fail=True), errand(2), errand(3, "errand.gone"), errand(4)]
    found = {d.row: d for d in ray.run(iter(tasks)) if isinstance(d, Done)}
    assert str(found[1].failure) == "it was to fail; ask for less"
    assert "no machine of the cluster has the generator errand.gone" in str(found[3].failure)
    assert [found[row].failure for row in (2, 4)] == [None, None]


def test_a_row_that_ends_its_workers_is_given_up_and_costs_no_other(
    ray: Ray, errand: Make, tmp_path: Path
) -> None:
    tasks = [errand(row, end=row == 3) for row in range(1, 11)]
    found = [d for d in ray.run(iter(tasks)) if isinstance(d, Done)]
    assert sorted(done.row for done in found) == list(range(1, 11))
    [lost] = [done for done in found if done.failure]
    assert lost.row == 3
    assert f"ended {TRIES} times" in str(lost.failure)
    # One that ends before it could say that it had begun isn't counted.
    assert begun(tmp_path)[3] in (TRIES, TRIES + 1)


def test_workers_that_are_killed_cost_the_rows_that_they_held(
    ray: Ray, errand: Make, tmp_path: Path
) -> None:
    tasks = [errand(row, wait=0.05) for row in range(1, 61)]
    found: list[Done] = []
    killed: set[int] = set()
    for told in ray.run(iter(tasks)):
        if isinstance(told, Done):
            found.append(told)
            if len(found) in (10, 25):
                victim = int(tmp_path.joinpath("log").read_text().split()[-1])
                os.kill(victim, signal.SIGKILL)
                killed.add(victim)
    assert len(killed) == 2
    assert sorted(done.row for done in found) == list(range(1, 61))
    assert all(done.failure is None and done.files[0].data == data(done.row) for done in found)
    again = {row for row, often in begun(tmp_path).items() if often > 1}
    assert len(again) <= 4  # a worker holds two at most, and may be between two


def test_a_worker_of_another_version_is_no_worker(
    cluster: Any, ray: Ray, errand: Make, place: Place
) -> None:
    ray.close()  # its cores are wanted
    executor = Ray(place, workers=1)
    executor._version = "9.9"
    try:
        with pytest.raises(NotReady, match=r"has Muse \S+, this machine 9\.9; pip install"):
            list(executor.run(iter([errand(1)])))
    finally:
        executor.close()


def test_the_command_makes_a_table_there(
    cluster: Any, ray: Ray, muse: Muse, tmp_path: Path
) -> None:
    ray.close()  # its cores are wanted
    table = tmp_path / "rows.csv"
    table.write_text("seed,fail\n1,no\n2,yes\n3,no\n")
    told = ("-g", "errand.run", "--on", "ray", "--workers", "1", "-o", "out", "--name", "r{row}")
    code, _, err = muse("batch", str(table), *told)
    assert code == 1
    assert "row 2 (r2) failed: it was to fail; ask for less" in err
    made = {path.name: path.read_bytes() for path in Path("out").glob("*.bin")}
    assert made == {"r1.bin": data(1), "r3.bin": data(3)}
    code, _, err = muse("batch", str(table), *told)
    assert "0 made, 2 were there, 1 failed" in err  # and no cluster is asked


def test_a_machine_that_goes_costs_the_rows_that_its_workers_held(
    cluster: Any, ray: Ray, errand: Make, place: Place, tmp_path: Path
) -> None:
    ray.close()
    other = cluster.add_node(num_cpus=1)
    executor = Ray(place, workers=3)
    found: list[Done] = []
    asked: list[int] = []
    held: set[int] = set()
    workers = 0

    def tasks() -> Iterator[Task]:
        """Yield tasks until the machine has gone, and some more."""
        while not held or len(asked) < max(held) + 30:
            asked.append(len(asked) + 1)
            yield errand(asked[-1], wait=0.05)

    try:
        for told in executor.run(tasks()):
            if isinstance(told, Done):
                found.append(told)
            there = [h for h in executor._team.hands if h.node == other.node_id and h.holds]
            if there and len(found) > 20 and not held:
                held = {task.row for task in there[0].holds}
                workers = sum(hand.node == other.node_id for hand in executor._team.hands)
                cluster.remove_node(other, allow_graceful=False)
    finally:
        executor.close()
    assert sorted(done.row for done in found) == asked
    assert all(done.failure is None and done.files[0].data == data(done.row) for done in found)
    again = {row for row, often in begun(tmp_path).items() if often > 1}
    assert held
    # Those at work when it goes: while it is taken away, one may end and the next begin.
    assert len(again) <= workers
