"""Batches on a cluster of Ray: nothing lost, nothing twice, whatever ends."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")

from muse import Host
from muse.batches import work
from muse.batches.executor import TRIES, Done, Place, Task
from muse_ray.executor import Ray

Make = Callable[..., Task]

pytestmark = [
    pytest.mark.usefixtures("known"),
    pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning"),
]


def data(row: int) -> bytes:
    """Return what an errand of a row makes."""
    return row.to_bytes(4, "big") * 8


def begun(folder: Path) -> Counter[int]:
    """Return how often each row was begun."""
    lines = folder.joinpath("log").read_text().splitlines()
    return Counter(int(line.split()[0]) for line in lines)


@pytest.fixture
def ray(cluster: Any, place: Place) -> Iterator[Ray]:
    """The executor, with two workers."""
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
    assert begun(tmp_path)[3] == TRIES


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
    assert 1 <= len(again) <= 4  # a worker holds two at most


def test_a_machine_that_goes_costs_the_rows_that_its_workers_held(
    cluster: Any, errand: Make, place: Place, tmp_path: Path
) -> None:
    other = cluster.add_node(num_cpus=2)
    executor = Ray(place, workers=4)
    try:
        found: list[Done] = []
        for told in executor.run(errand(row, wait=0.05) for row in range(1, 101)):
            if isinstance(told, Done):
                found.append(told)
                if len(found) == 30:
                    used = {hand.node for hand in executor._team.hands if hand.is_up}
                    assert len(used) == 2
                    cluster.remove_node(other, allow_graceful=False)
    finally:
        executor.close()
    assert sorted(done.row for done in found) == list(range(1, 101))
    assert all(done.failure is None and done.files[0].data == data(done.row) for done in found)
    again = {row for row, often in begun(tmp_path).items() if often > 1}
    assert len(again) <= 4
