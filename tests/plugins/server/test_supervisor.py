"""The supervisor: who gets a worker, which device it is given, and what happens when it dies."""

import os
import signal
import time
from pathlib import Path

import pytest

from muse import Host
from muse.library.jobs import Jobs, New
from muse_server import supervisor
from muse_server.supervisor import Supervisor, devices
from waiting import until


@pytest.mark.parametrize(
    ("setting", "env", "cards", "expected"),
    [
        ("auto", {}, 0, [None]),
        ("auto", {}, 1, [None]),
        ("auto", {}, 3, ["cuda:0", "cuda:1", "cuda:2"]),
        ("cpu", {}, 3, [None]),
        ("auto", {"MUSE_DEVICE": "cuda:1"}, 3, [None]),
        ("auto", {"CUDA_VISIBLE_DEVICES": "2,0"}, 3, ["cuda:0", "cuda:1"]),
        ("auto", {"CUDA_VISIBLE_DEVICES": ""}, 3, [None]),
    ],
)
def test_each_device_has_a_worker(
    setting: str,
    env: dict[str, str],
    cards: int,
    expected: list[str | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("MUSE_DEVICE", "CUDA_VISIBLE_DEVICES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    for card in range(cards):
        (tmp_path / f"0000:0{card}:00.0").mkdir()
    monkeypatch.setattr(supervisor, "_DRIVER", tmp_path)
    assert devices(setting) == expected


def test_a_worker_that_dies_is_replaced_and_its_job_done(host: Host, home: Path) -> None:
    with Host() as own:  # workers use the library of the home
        jobs = Jobs(own.library.database)
        fields = {"prompt": "hills", "width": 512, "height": 512, "count": 3, "seed": 1}
        job = jobs.add(New("image", "image.sketch", "light", fields))
        watching = Supervisor(own.library, workers=1, limit=60)
        watching.start()
        try:
            until(lambda: jobs.find(job.id).state == "running")
            (first,) = watching.processes()
            os.kill(first, signal.SIGKILL)
            until(lambda: jobs.find(job.id).is_over)
            assert first not in watching.processes()
        finally:
            watching.close(5.0)
        done = jobs.find(job.id)
        assert (done.state, done.attempt, done.error) == ("done", 2, None)
        run = own.library.run(job.id)
        assert run is not None and [made.item for made in run.artifacts] == [0, 1, 2]
        assert watching.processes() == []


def test_a_worker_with_weights_comes_when_it_is_asked_for(host: Host, home: Path) -> None:
    with Host() as own:
        jobs = Jobs(own.library.database)
        watching = Supervisor(own.library, workers=1, limit=60, devices=["cpu"])
        watching.start()
        try:
            until(lambda: len(watching.processes()) == 1)
            time.sleep(0.3)
            assert len(watching.processes()) == 1
            fields = {"prompt": "hills", "width": 64, "height": 64}
            job = jobs.add(New("image", "image.sketch", "device", fields))
            until(lambda: jobs.find(job.id).state == "done")
            assert len(watching.processes()) == 2
        finally:
            watching.close(5.0)
