"""Batches that are killed at any moment: nothing is lost, nothing is made twice."""

import csv
import hashlib
import itertools
import os
import random
import re
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import muse_process
from muse.folders import data_folder

ROWS = 60
KILLS = 20


def write(path: Path) -> Path:
    lines = [f"{number},{number % 9 + 20}" for number in range(1, ROWS + 1)]
    path.write_text("id,dots\n" + "\n".join(lines) + "\n")
    return path


def begun(table: Path, out: Path, site: Path) -> subprocess.Popen[str]:
    words = ("batch", str(table), "-g", "zoo.dots", "-o", str(out), "--workers", "2")
    path = os.pathsep.join(filter(None, (str(site), os.environ.get("PYTHONPATH"))))
    return muse_process(*words, path=Path(path))


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.png")
    }


def children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError):
            if int(entry.read_text().rpartition(")")[2].split()[1]) == process:
                found.append(int(entry.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for workers in /proc")
def test_a_batch_that_is_killed_twenty_times_is_made_once(
    tmp_path: Path, planted_zoo: Path
) -> None:
    table = write(tmp_path / "rows.csv")
    chance = random.Random(1)
    undisturbed = begun(table, tmp_path / "whole", planted_zoo)
    _, told = undisturbed.communicate(timeout=120)
    assert undisturbed.returncode == 0, told
    expected = hashes(tmp_path / "whole")
    assert len(expected) == ROWS

    out, killed = tmp_path / "out", 0
    sorts = itertools.cycle(("parent", "worker", "worker"))
    process = begun(table, out, planted_zoo)
    made = 0
    while killed < KILLS:
        # A few rows further than at the last kill, and then at any moment.
        goal = min(made + 2, ROWS - 3)
        while process.poll() is None and (made := len(list(out.glob("*.png")))) < goal:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        sort = next(sorts)
        victims = [process.pid] if sort == "parent" else children(process.pid)[:1]
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
                killed += 1
        if sort == "parent" or process.poll() is not None:
            process.communicate(timeout=60)
            process = begun(table, out, planted_zoo)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told

    assert hashes(out) == expected  # the same bytes, none lost
    assert not [path for path in out.rglob("*") if re.search(r"part$", path.name)]
    with out.joinpath("results.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [str(number) for number in range(1, ROWS + 1)]
    assert {row["state"] for row in rows} == {"done"}
    library = sqlite3.connect(data_folder() / "library.sqlite3")
    found = library.execute("SELECT artifact, path FROM files WHERE path LIKE ?", (f"{out}%",))
    recorded = dict(found.fetchall())
    library.close()
    assert sorted(recorded) == sorted(row["artifact"] for row in rows)  # none is recorded twice
    assert len(set(recorded.values())) == ROWS
