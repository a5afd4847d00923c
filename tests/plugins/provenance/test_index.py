"""The index of what was signed: quick, shared by processes, never in the way."""

import os
import subprocess
import sys
import threading
import time

import pytest

from muse_provenance.index import Entry, Index


def entry(number: int, **more: object) -> Entry:
    values = {"id": f"{number:08}", "file": f"{number:064}", "payload": "b" * 64,
              "artifact": f"abc-{number}", "key": "k", "mark": f"{number % 7:016}",
              "made": float(number)}  # fmt: skip
    return Entry(**{**values, **more})


@pytest.fixture
def index(tmp_path) -> Index:
    return Index(tmp_path / "data/signatures.sqlite3")


def test_what_is_kept_is_found(index) -> None:
    assert index.of_id("00000001") is None and not index.path.exists()
    for number in range(20):
        index.add(entry(number, credentials=b"x" if number == 3 else None))
    assert index.of_id("00000003") == entry(3, credentials=b"x")
    assert index.of_file(f"{5:064}") == entry(5)
    assert index.of_mark(f"{5:016}") == entry(5)  # the first of those that have it
    assert index.of_mark("f" * 16) is None
    assert Index(index.path).of_id("00000007") == entry(7)


def test_it_is_quick(index) -> None:
    index.add(entry(0))
    took = []
    for number in range(50):
        start = time.perf_counter()
        index.add(entry(number + 1))
        took.append(time.perf_counter() - start)
    assert sorted(took)[25] < 0.005  # 2 ms where nobody else works


def test_threads_and_processes_write_at_once(index) -> None:
    code = f"""
from muse_provenance.index import Entry, Index
from pathlib import Path
index = Index(Path({str(index.path)!r}))
for n in range(25):
    index.add(Entry(f"{{__import__('os').getpid()}}-{{n}}", "f", "p", "a", "k", "m", 1.0))
"""
    others = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    threads = [
        threading.Thread(target=lambda n=n: [index.add(entry(n * 100 + i)) for i in range(25)])
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    for each in (*threads, *others):
        each.join() if isinstance(each, threading.Thread) else each.wait()
    with index._opened() as db:
        assert db.execute("SELECT count(*) FROM signatures").fetchone()[0] == 100


@pytest.mark.parametrize("damage", [b"junk " * 4000, None])
def test_a_damaged_one_is_put_aside(index, damage, capsys) -> None:
    for number in range(200):
        index.add(entry(number))
    index.close()
    data = bytearray(index.path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    index.path.write_bytes(damage or data)
    for ending in ("-wal", "-shm"):
        index.path.with_name(index.path.name + ending).unlink(missing_ok=True)
    fresh = Index(index.path)
    assert fresh.of_id("00000003") is None
    fresh.add(entry(1))
    assert fresh.of_id("00000001") == entry(1)
    assert "kept as signatures.sqlite3.damaged-" in capsys.readouterr().err


def test_where_nothing_can_be_written_signing_goes_on(tmp_path, capsys) -> None:
    tmp_path.joinpath("file").write_text("")
    index = Index(tmp_path / "file/signatures.sqlite3")
    index.add(entry(1))
    assert index.of_id("00000001") is None
    assert "can't be written" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_it_is_read_on_a_disk_that_cannot_be_written_to(index) -> None:
    index.add(entry(1))
    index.close()
    index.path.parent.chmod(0o500)
    index.path.chmod(0o400)
    try:
        assert Index(index.path).of_id("00000001") == entry(1)
    finally:
        index.path.parent.chmod(0o700)
