"""Long texts whose process ends at any moment: what was whole is on disk."""

import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import muse_process

SAGA = '''
import time
from muse import Artifact, Condition, Generator

class Saga(Generator[Condition]):
    """Writes twelve chapters, each of eight lines; notes in a file when it begins one."""

    formats = {".md": "text/markdown", ".txt": "text/plain"}

    def generate(self, condition, run):
        for item in run.items:
            text = yield from run.drive(self.write)
            yield Artifact({suffix: text.encode() for suffix in run.formats}, item)

    def write(self, emit):
        text = ""
        for number in range(1, 13):
            with open("begun", "a") as file:
                file.write(f"{number}\\n")
            for line in range(8):
                emit.text(f"line {line} of {number}\\n")
                text += f"line {line} of {number}\\n"
                time.sleep(0.002)
            emit.draft(text)
        return text
'''
WHOLE = [[f"line {line} of {number}" for line in range(8)] for number in range(1, 13)]


@pytest.fixture
def saga(plant: Callable[..., Path]) -> Path:
    return plant("muse-saga", "[muse]\ntext.saga = saga:Saga\n", saga=SAGA)


def run(saga: Path, work: Path, *arguments: str) -> object:
    work.mkdir(exist_ok=True)
    return muse_process("run", "text", "-g", "saga", *arguments, path=saga, cwd=work)


def lines(work: Path, name: str = "x.unfinished.md") -> list[str]:
    path = work / name
    return path.read_text().splitlines() if path.exists() else []


def begun(work: Path) -> int:
    path = work / "begun"
    return len(path.read_text().split()) if path.exists() else 0


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.slow)])
def test_a_kill_loses_at_most_the_chapter_in_work(saga: Path, tmp_path: Path, kills: int) -> None:
    moments = random.Random(kills)
    inside = 0
    for number in range(kills):
        work = tmp_path / f"work{number}"
        process = run(saga, work, "-o", "x.md")
        deadline = time.monotonic() + 20
        while not begun(work) and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(moments.uniform(0, 0.25))
        process.kill()
        process.communicate()
        if (work / "x.md").exists():
            continue
        kept = lines(work)
        assert kept == [line for chapter in WHOLE for line in chapter][: len(kept)]
        assert len(kept) % 8 == 0, "a chapter is there or not"
        assert len(kept) // 8 >= begun(work) - 1
        inside += len(kept) > 0
    assert inside >= kills // 3


def test_what_a_kill_left_is_swept_by_the_next_run(saga: Path, tmp_path: Path) -> None:
    from muse import processes

    work = tmp_path / "work"
    work.mkdir()
    mark = ".".join(["4194999", "1", *processes.mark().split(".")[2:]])
    (work / f".muse-{mark}-12345678.part").write_text("half a draft")
    process = run(saga, work, "-o", "x.md")
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert sorted(path.name for path in work.iterdir()) == ["begun", "x.md", "x.md.muse.json"]


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_keeps_the_chapter_in_work_too(
    saga: Path, tmp_path: Path, number: int, code: int
) -> None:
    work = tmp_path / "work"
    process = run(saga, work, "-o", "x.txt")
    assert process.stdout is not None
    shown = ""
    while "line 3 of 3\n" not in shown:
        shown += process.stdout.read(1)
    process.send_signal(number)
    _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert "unfinished: x.unfinished.txt\n" in told and told.endswith("muse: cancelled\n")
    assert lines(work, "x.unfinished.txt")[:20] == [*WHOLE[0], *WHOLE[1], *WHOLE[2][:4]]
    assert sorted(path.name for path in work.iterdir()) == [
        "begun",
        "x.unfinished.txt",
        "x.unfinished.txt.muse.json",
    ]


def test_nohup_goes_on_when_the_terminal_is_closed(saga: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        process = run(saga, work, "-o", "x.md")
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.stdout is not None
    process.stdout.read(30)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert lines(work, "x.md") == [line for chapter in WHOLE for line in chapter]
