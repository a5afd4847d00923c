"""One host, and threads that come and go: nothing of theirs stays, and every run is recorded."""

import os
import threading
from pathlib import Path

import pytest

from muse import Host


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts descriptors by /proc")
def test_threads_that_ended_hold_no_descriptors(zoo: Host) -> None:
    notes: list[str] = []

    def work() -> None:
        notes.extend(zoo.run("zoo", seed=1).report.notes)

    def turn(number: int) -> None:
        threads = [threading.Thread(target=work) for _ in range(number)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    turn(4)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(15):
        turn(4)
    assert len(os.listdir("/proc/self/fd")) <= before + 12, "three for each of four threads"
    assert notes == []
    assert len(zoo.library.log(limit=100)) == 64
