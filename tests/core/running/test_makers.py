"""Parts of works that are made side by side, in processes of their own."""

import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

import muse
from conftest import muse_process
from muse import Host
from muse.running import makers


@pytest.fixture
def site(planted_bricks: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    return planted_bricks


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with Host() as made:
        yield made


def test_parts_are_made_side_by_side_with_the_same_bytes(host: Host) -> None:
    beside = host.run("wall.plain", seed=5)[0]
    assert beside.report.measured == {"processes": 2, "here": False}
    host.can_be_opened_again = False
    here = host.again(beside.recipe).finish()[0]
    assert here.report.measured["here"]
    assert here.data == beside.data
    assert len(set(here.data.decode().splitlines())) == 6


def test_an_error_in_another_process_is_the_same_error(host: Host) -> None:
    with pytest.raises(muse.GenerationError, match=r"^brick 6: the oven is cold; heat it$"):
        host.run("wall.plain", seed=5, last="fail")
    with pytest.raises(muse.GenerationError, match=r"^brick 6: the process that made it ended"):
        host.run("wall.plain", seed=6, last="die")
    assert host.run("wall.plain", seed=5)[0].data


def test_what_is_cancelled_stops_in_every_process(host: Host) -> None:
    start = time.monotonic()
    with host.stream("wall.plain", seed=5, slow=30.0) as stream:
        assert isinstance(next(stream), muse.Progress)
        stream.cancel()
        with pytest.raises(muse.Cancelled):
            list(stream)
    assert time.monotonic() - start < 10
    rows = host.library.database.rows("SELECT status FROM runs")
    assert {row[0] for row in rows} <= {"cancelled", "interrupted"}


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_work_that_is_killed_goes_on_with_what_is_made(site: Path, home: Path) -> None:
    chance = random.Random(4)
    path = os.pathsep.join([str(site), *filter(None, sys.path)])
    command = ("run", "wall", "--bricks", "8", "--slow", "0.06", "--seed", "9", "-o", str(home))
    for _ in range(6):
        process = muse_process(*command, path=Path(path))
        time.sleep(chance.uniform(0.3, 1.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
    process = muse_process(*command, path=Path(path))
    assert process.communicate()[1].count("wall") and process.returncode == 0
    with Host() as made:
        rows = made.library.database.rows(
            "SELECT artifacts.seed FROM artifacts JOIN runs ON runs.seq = artifacts.run"
            " WHERE generator = 'brick.clay'"
        )
    assert Counter(row[0] for row in rows) == Counter({row[0]: 1 for row in rows})
    assert len(rows) == 8


def test_a_maker_that_ended_while_nothing_was_to_do_is_replaced(host: Host) -> None:
    host.run("wall.plain", seed=5)
    for process in [maker._child._process for maker in host.makers._idle]:
        process.kill()  # as it ends in the moment in which it is asked again
        process.wait()
        process.poll = lambda: None  # type: ignore[method-assign]
    assert host.run("wall.plain", seed=6)[0].report.measured["processes"] == 2


def test_a_maker_whose_end_is_told_twice_is_replaced_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    began: list[Any] = []

    class Told:
        is_alive, was_idle = True, True

        def __init__(self, folder: Path) -> None: ...
        def close(self) -> None: ...

        def begin(self, stream: Any, heard: SimpleQueue[Any]) -> None:
            began.append(stream)
            first = len(began) == 1
            for told in [None, None] if first else [{"made": "a"}]:
                heard.put((self, told))

    monkeypatch.setattr(makers, "_Maker", Told)
    stream: Any = object()
    found = list(makers.Makers(tmp_path).make([stream], lambda: None))
    assert found == [(0, "a")] and began == [stream, stream]
