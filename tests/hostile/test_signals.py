"""Signals that end a process end the work as Ctrl-C does: told, recorded, nothing torn."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import muse_process
from muse.library.library import Library

ENDINGS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


def statuses(home: Path) -> list[str]:
    """Return how the runs in the library ended."""
    library = Library(home / "data")
    try:
        return [run.status for run in library.log()]
    finally:
        library.close()


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_run_is_cancelled_recorded_and_keeps_its_text(
    planted_zoo: Path, tmp_path: Path, home: Path, number: int, code: int
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    process = muse_process("run", "zoo", "-g", "slow", path=planted_zoo, cwd=work)
    assert process.stdout is not None
    assert process.stdout.read(20).startswith("word0 word1")
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert told.endswith("muse: cancelled\n")
    assert "Traceback" not in told
    assert {path.suffix for path in work.iterdir()} == {".md", ".json"}
    assert statuses(home) == ["cancelled"]


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_at_any_moment_leaves_no_traceback(
    planted_zoo: Path, tmp_path: Path, number: int, code: int
) -> None:
    codes = set()
    for after in (0.12, 0.2, 0.3, 0.45, 0.7, 1.0):
        process = subprocess.Popen(
            [sys.executable, "-m", "muse", "run", "zoo", "--count", "900", "-o", f"{tmp_path}/o/"],
            env={**os.environ, "PYTHONPATH": str(planted_zoo)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(after)
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
        # Before Muse's own first line Python does with the other two what the system does.
        codes.add(process.returncode)
        assert "Traceback" not in told, after
    # Interrupted within `exec` of a string, of which dataclasses make use, Python itself ends by
    # SIGINT, although that was told.
    assert codes <= {code, -number, 130, 0, -signal.SIGINT}
    made = list((tmp_path / "o").glob("*.png"))
    assert not [path for path in (tmp_path / "o").glob(".*")], "leftovers"
    assert all(path.read_bytes().endswith(b"IEND\xaeB`\x82") for path in made)


def test_a_signal_within_a_finalizer_is_neither_lost_nor_printed() -> None:
    code = (
        "import os, signal, time\n"
        "from muse.cli import process; process.prepare()\n"
        "class Dropped:\n"
        "    def __del__(self): os.kill(os.getpid(), signal.{name})\n"
        "try:\n"
        "    Dropped(); time.sleep(10)\n"
        "except KeyboardInterrupt: print('interrupted')"
    )
    for name in ("SIGINT", "SIGTERM"):
        done = subprocess.run(
            [sys.executable, "-c", code.format(name=name)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_what_nohup_protects_goes_on(planted_zoo: Path, tmp_path: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from muse.cli import process; process.prepare()\n"
        "print(signal.getsignal(signal.SIGHUP) == signal.SIG_IGN)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_a_closed_terminal_ends_the_run_as_cancelled(
    planted_zoo: Path, tmp_path: Path, home: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = muse_process(
        *("run", "zoo", "-g", "slow", "--json"),
        path=planted_zoo, cwd=tmp_path, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while b"%" not in shown:
        shown += os.read(ours, 10_000)
    os.close(ours)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=20)
    assert process.returncode == 129
    assert statuses(home) == ["cancelled"]
