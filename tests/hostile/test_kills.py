"""Runs that are killed: what was whole is completed by the next start, all else leaves nothing."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import muse_process
from muse import Host, processes
from muse.files import RECIPE
from muse.library.library import Library
from muse.library.writing import Writing
from muse.placing import Part, Step, put

ROOT = Path(__file__).parents[2]
NOBODY = 4_194_999
"""A number that no process has: Linux gives none above 4,194,304."""

GONE = ".".join([str(NOBODY), "1", *processes.mark().split(".")[2:]])
linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")


class Killed(BaseException):
    """Stands for a kill: nothing after it is done."""


@linux
@pytest.mark.parametrize(
    ("case", "every", "least"),
    [
        ("image", 1, 60),
        ("image-replaced", 6, 10),
        ("music", 8, 8),
        ("text", 6, 10),
        ("text-replaced", 6, 10),
    ],
)
def test_a_kill_at_any_step_of_writing_is_mended_by_the_next_start(
    case: str, every: int, least: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.dying", case, str(every)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)
    assert found.pop("kills") >= least
    assert found == dict.fromkeys(found, 0)


# -- one by one: what is found, and what becomes of it


class Dies:
    """A journal of a process that is gone, which dies before a step."""

    def __init__(self, journal: Writing, at: str) -> None:
        self.journal, self.at = journal, at

    def begin(self, steps: list[Step]) -> None:
        self.journal.begin(steps)
        if self.at == "begun":
            raise Killed

    def moved(self, step: Step) -> None:
        self.journal.moved(step)

    def done(self, steps: list[Step]) -> None:
        raise Killed

    def drop(self, steps: list[Step]) -> None:
        """A process that is gone drops nothing."""


def left(
    library: Library,
    target: Path,
    monkeypatch: pytest.MonkeyPatch,
    at: str,
    *,
    replace: bool = False,
    hidden: bytes = b"new",
) -> str:
    """Leave what a run does that is killed at some point; return the id of its artifact."""
    from muse.library.records import ArtifactRecord, FileRecord

    with monkeypatch.context() as patch:
        patch.setattr(processes, "mark", lambda: GONE)
        number, run = library.begin(generator="zoo.dots", version="1", prompt="", asked={})
        sha = hashlib.sha256(b"new").hexdigest()
        file = FileRecord(".md", "text/markdown", 3, sha, None)
        record = ArtifactRecord(f"{run}-1", 0, 7, "", {}, {}, False, "", None, None, [file])
        part = Part(
            target, b"new", {RECIPE: b"recipe"}, replace=replace, free=not replace, suffix=".md"
        )
        if at == "staged":
            patch.setattr("muse.placing._place", _dies)
        patch.setattr("muse.placing._undo", lambda step: None)
        journal = Dies(Writing(library, f"{run}-1", (number, record, None)), at)
        with pytest.raises(Killed):
            put([part], journal)
        if at == "begun" and hidden:
            rows = library.database.rows("SELECT hidden FROM writing")
            Path(rows[0][0]).write_bytes(hidden)
    library.close()
    return f"{run}-1"


def _dies(*arguments: object) -> None:
    raise Killed


@pytest.fixture
def library(home: Path) -> Library:
    return Library(home / "data")


def next_start(home: Path) -> list[str]:
    """Open the library as the next start does; return what became of the runs."""
    library = Library(home / "data")
    try:
        return [run.status for run in library.log()]
    finally:
        library.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("at", ["staged", "placed"])
@pytest.mark.parametrize("replace", [False, True])
def test_what_was_whole_is_placed_and_recorded(
    library: Library, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    at: str, replace: bool,
) -> None:  # fmt: skip
    out = tmp_path / "out"
    out.mkdir()
    if replace:
        (out / "a.md").write_bytes(b"old")
    id = left(library, out / "a.md", monkeypatch, at, replace=replace)
    assert next_start(home) == ["interrupted"]
    assert names(out) == ["a.md", "a.md.muse.json"]
    assert (out / "a.md").read_bytes() == b"new"
    found = Library(home / "data")
    _, artifact = found.lookup(str(out / "a.md"))
    assert (artifact.id, artifact.files[0].path) == (id, str(out / "a.md"))
    assert found.database.rows("SELECT * FROM writing") == []
    found.close()


def test_what_was_not_whole_is_taken_back(
    library: Library, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    id = left(library, out / "a.md", monkeypatch, "begun", hidden=b"ne")
    assert next_start(home) == ["interrupted"]
    assert names(out) == []
    found = Library(home / "data")
    assert found.run(id.partition("-")[0]).artifacts == []
    found.close()


def test_a_file_that_somebody_put_there_meanwhile_is_kept(
    library: Library, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.md").write_bytes(b"old")
    left(library, out / "a.md", monkeypatch, "staged", replace=True)
    (out / "a.md").write_bytes(b"somebody's own")
    assert next_start(home) == ["interrupted"]
    assert (out / "a.md").read_bytes() == b"somebody's own"
    assert (out / "a-2.md").read_bytes() == b"new"
    assert names(out) == ["a-2.md", "a-2.md.muse.json", "a.md"]


def test_a_folder_that_is_away_is_waited_for(
    library: Library, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, unplugged = tmp_path / "disk", tmp_path / "unplugged"
    left(library, disk / "a.md", monkeypatch, "staged")
    disk.rename(unplugged)
    assert next_start(home) == ["interrupted"]
    unplugged.rename(disk)
    assert next_start(home) == ["interrupted"]
    assert names(disk) == ["a.md", "a.md.muse.json"]


def test_what_a_living_process_writes_is_left_alone(
    library: Library, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = processes.mark()
    out = tmp_path / "out"
    monkeypatch.setitem(globals(), "GONE", mark)
    left(library, out / "a.md", monkeypatch, "staged")
    assert next_start(home) == ["running"]
    assert len([name for name in names(out) if name.startswith(".muse-")]) == 2


# -- which process is gone


@linux
def test_a_process_is_known_by_more_than_its_number() -> None:
    number, start, machine, boot = processes.mark().split(".")
    now = time.time()
    assert int(number) == os.getpid()
    assert not processes.is_gone(processes.mark(), now)
    assert processes.is_gone(f"{number}.{int(start) + 1}.{machine}.{boot}", now)
    assert processes.is_gone(f"{number}.{start}.{machine}.12345678", now)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert processes.is_gone(f"{ended.pid}.{start}.{machine}.{boot}", now)
    assert not processes.is_alive(ended.pid)
    assert processes.is_alive(os.getpid())


def test_who_is_on_another_machine_is_gone_after_a_day() -> None:
    for mark in ("1.2.another1.00000000", "no mark", ""):
        assert not processes.is_gone(mark, time.time() - 3600)
        assert processes.is_gone(mark, time.time() - 2 * processes.DAY)
        assert not processes.is_gone(mark, time.time() + 5 * processes.DAY)  # the clock went back


@linux
def test_only_leftovers_of_the_gone_are_swept(tmp_path: Path) -> None:
    mine = processes.hidden(tmp_path / "a.png")
    there = [mine.name, ".muse-x.png", "a.part.png", f"index.{os.getpid()}.part"]
    gone = [f".muse-{GONE}-12345678.part", f".muse-{GONE}-12345678.part.muse.json"]
    gone += [f"index.{NOBODY}.part", f"{NOBODY}.stop"]
    for name in (*there, *gone):
        (tmp_path / name).write_bytes(b"")
    processes.sweep([tmp_path, tmp_path / "nowhere"])
    assert names(tmp_path) == sorted(there)


# -- commands


@linux
def test_a_run_that_was_killed_is_told_as_interrupted(
    planted_zoo: Path, tmp_path: Path, home: Path
) -> None:
    process = muse_process(
        "run", "zoo", "-g", "slow", "--seed", "5", path=planted_zoo, cwd=tmp_path
    )
    assert process.stdout is not None
    process.stdout.read(5)
    process.kill()
    process.communicate()
    library = Library(home / "data")
    (run,) = library.log()
    library.close()
    assert (run.status, run.error) == ("interrupted", "its process ended before it did")
    assert run.condition == {"seed": 5}
    out, _ = muse_process("show", run.id, path=planted_zoo).communicate()
    assert "interrupted" in out
    assert "muse run zoo.slow --seed 5" in out


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no limits on this system")
def test_a_full_disk_keeps_seed_and_condition_and_says_how_to_go_on(
    planted_zoo: Path, tmp_path: Path, home: Path
) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))  # the library fits

    muse_process("log", path=planted_zoo).communicate()  # makes the index
    work = tmp_path / "work"
    work.mkdir()
    process = muse_process(
        *("run", "image", "--prompt", "a lake & 'stars'", "--width", "1200", "--height", "800"),
        path=planted_zoo, cwd=work, preexec_fn=small,
    )  # fmt: skip
    _, told = process.communicate(timeout=120)
    assert process.returncode == 1
    lines = [line for line in told.splitlines() if line.startswith("muse: ")]
    assert len(lines) == 1
    assert "free some space; muse run image.sketch --prompt" in lines[0]
    assert "move it away" not in told
    assert list(work.iterdir()) == []
    library = Library(home / "data")
    (run,) = library.log()
    library.close()
    assert run.status in ("failed", "interrupted")  # how it ended may not fit on the disk, either
    assert f"--seed {run.condition['seed']} makes it again" in lines[0]
    assert run.condition["prompt"] == "a lake & 'stars'"
    listed, _ = muse_process("log", path=planted_zoo).communicate()
    assert f"seed {run.condition['seed']}" in listed
    shown, _ = muse_process("show", run.id, path=planted_zoo).communicate()
    assert "--prompt 'a lake & '\"'\"'stars'\"'\"'' --width 1200 --height 800" in shown
    assert not [path for path in home.rglob("*") if ".part" in path.name]


def test_all_of_an_artifact_is_written_or_nothing(zoo: Host, tmp_path: Path) -> None:
    taken = tmp_path / "a.txt"
    plan = zoo.stream("zoo.letters", output=[tmp_path / "a.md", taken], seed=1)
    taken.write_bytes(b"of somebody else")  # since it was looked at
    with pytest.raises(Exception, match=r"a\.txt already exists.*--seed 1 makes it again"):
        plan.finish()
    left = [n for n in names(tmp_path) if n not in ("home", "lib") and not n.endswith(".json")]
    assert left == ["a.txt", "a.unfinished.md", "a.unfinished.txt"]  # its words are kept
    assert taken.read_bytes() == b"of somebody else"
    (run,) = zoo.library.log()
    assert (run.status, [each.unfinished for each in run.artifacts]) == ("failed", [True])
