"""Killing runs at every step of writing, and looking at what the next start makes of it.

A run is made in a forked process that kills itself (SIGKILL) before its n-th step: each call of the
system that makes, fills, flushes, names or removes a file, and each statement of the library. At a
flush there is a second point, at which half of the file is there.

    python -m benchmarks.dying CASE [EVERY]     one line of JSON with what was found
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

CASES: dict[str, dict[str, Any]] = {
    "image": {"medium": "image.sketch", "width": 64, "height": 64, "suffixes": [".png"]},
    "image-two": {
        **{"medium": "image.sketch", "width": 64, "height": 64, "suffixes": [".png", ".webp"]},
        "count": 2,
    },
    "music": {"medium": "music.midi", "bars": 4, "suffixes": [".mid"]},
    "text": {"medium": "text.grammar", "form": "poem", "suffixes": [".md"]},
    "text-replaced": {
        **{"medium": "text.grammar", "form": "poem", "suffixes": [".md"]},
        "force": True,
    },
    "image-replaced": {
        **{"medium": "image.sketch", "width": 64, "height": 64, "suffixes": [".png"]},
        "force": True,
    },
}
"""What is made: fields of the generator, the files, and whether they replace others."""

OLD = b"what was there before"
FOUND = ("torn", "unrecorded", "without recipe", "lost", "leftovers", "running")
"""What must not be found after the next start: all are counts of files, the last of runs."""

_CALLS = ("open", "link", "replace", "rename", "unlink", "fsync", "mkdir", "truncate", "rmdir")


class Steps:
    """Counts the steps of this process, and kills it before one; `torn` cuts the file first."""

    def __init__(self, last: int | None = None, torn: bool = False) -> None:
        self.done = 0
        self.flushes: list[int] = []
        self._last = last
        self._torn = torn

    def watch(self) -> None:
        """From now on, count."""
        for name in _CALLS:
            setattr(os, name, self._counted(getattr(os, name), name))
        connect = sqlite3.connect

        def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
            self.step("connect")
            made = connect(*arguments, **options)
            made.set_trace_callback(lambda statement: self.step("statement"))
            return made

        sqlite3.connect = watched

    def step(self, name: str, handle: int | None = None) -> None:
        """Count a step, or die before it."""
        if name == "fsync":
            self.flushes.append(self.done)
        if self.done == self._last:
            if self._torn and handle is not None:
                os.ftruncate(handle, os.fstat(handle).st_size // 2)
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1

    def _counted(self, call: Callable[..., Any], name: str) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            reads = name == "open" and not (arguments[1] & (os.O_WRONLY | os.O_RDWR))
            if not reads:
                self.step(name, arguments[0] if name == "fsync" else None)
            if name == "fsync":  # a process that is killed loses nothing that the system has
                return None
            return call(*arguments, **options)

        return counted


def make(case: str, folder: Path) -> None:
    """Make a case's files in `folder/out`, as `muse run` does; the home is `folder/home`."""
    from muse import Host

    fields = dict(CASES[case])
    out, suffixes = folder / "out", fields.pop("suffixes")
    output: Any = f"{out}/" if len(suffixes) == 1 else [f"{out}/a{suffix}" for suffix in suffixes]
    if fields.get("force"):
        output = out / f"a{suffixes[0]}"
    with Host() as host:
        host.run(fields.pop("medium"), seed=7, output=output, **fields)


def forked(work: Callable[[], Any]) -> tuple[int, Any]:
    """Do work in a forked process; return how it ended (signals are negative) and what it gave."""
    ours, theirs = os.pipe()
    number = os.fork()
    if number == 0:
        code = 1
        try:
            os.close(ours)
            told = json.dumps(work()).encode()
            os.write(theirs, told)
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(theirs)
    with open(ours, "rb") as pipe:
        told = pipe.read()
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return code, json.loads(told) if told else None


def prepared(case: str, folder: Path) -> None:
    """Make the folders, and the files that are to be replaced."""
    os.environ["MUSE_HOME"] = str(folder / "home")
    (folder / "out").mkdir()
    if CASES[case].get("force"):
        for name in (f"a{CASES[case]['suffixes'][0]}", f"a{CASES[case]['suffixes'][0]}.muse.json"):
            (folder / "out" / name).write_bytes(OLD)


def killed(case: str, folder: Path, last: int | None, torn: bool = False) -> tuple[int, Any]:
    """Run a case that dies before a step; return how it ended, and its steps if it didn't."""
    prepared(case, folder)

    def work() -> list[Any]:
        steps = Steps(last, torn)
        steps.watch()
        make(case, folder)
        return [steps.done, steps.flushes]

    return forked(work)


def killed_after(case: str, folder: Path, seconds: float) -> int:
    """Run a case that is killed at some moment; return how it ended."""
    prepared(case, folder)

    def work() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-4))  # ends the process, as a kill does
        make(case, folder)

    return forked(work)[0]


def reference(case: str) -> dict[str, str]:
    """Return the SHA-256 of each file that a case makes when nothing happens to it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared(case, folder)
        code, _ = forked(lambda: make(case, folder))
        assert code == 0, f"{case} fails without being killed"
        return {path.name: sha256(path) for path in (folder / "out").iterdir()}


def examined(case: str, folder: Path, whole: dict[str, str]) -> Counter[str]:
    """Start Muse once more, and count what must not be left."""
    code, told = forked(lambda: _next_start(folder))
    if code:
        return Counter({"unrecorded": 1})
    found: Counter[str] = Counter()
    places = {path: sha for path, sha in told["files"]}
    out = folder / "out"
    there = {path.name: path for path in out.iterdir()}
    old = hashlib.sha256(OLD).hexdigest()
    for name, path in there.items():
        if name.startswith("."):
            found["leftovers"] += 1
            continue
        sha = sha256(path)
        if sha not in (whole[name], old if CASES[case].get("force") else ""):
            found["torn"] += 1
        if name.endswith(".muse.json"):
            found["leftovers"] += name.removesuffix(".muse.json") not in there
            continue
        if sha != old and places.get(str(path)) != sha:
            found["unrecorded"] += 1
        beside = f"{name}.muse.json"
        if sha != old and beside in whole:
            right = beside in there and sha256(there[beside]) == whole[beside]
            found["without recipe"] += not right
    if CASES[case].get("force"):
        found["lost"] += f"a{CASES[case]['suffixes'][0]}" not in there
    found["lost"] += sum(not Path(path).exists() for path in places)
    found["leftovers"] += sum(not _belongs(path) for path in (folder / "home").rglob("*"))
    found["running"] += sum(status == "running" for status in told["statuses"])
    return found


def _next_start(folder: Path) -> dict[str, Any]:
    from muse import Host

    with Host() as host:
        runs = host.library.log(limit=1000)
        sound = host.library.database.rows("PRAGMA integrity_check")[0][0] == "ok" if runs else True
        assert sound
        files = [f for run in runs for a in run.artifacts for f in a.files]
        return {
            "files": [(f.path, f.sha256) for f in files if f.path],
            "statuses": [run.status for run in runs],
        }


def _belongs(path: Path) -> bool:
    """Whether a file of the home is one that Muse keeps."""
    if path.is_dir():
        return True
    kept = ("library.sqlite3", "config.toml", "disabled-plugins.txt", ".config.toml.lock")
    return path.name in kept or (path.name.startswith("entry-points-") and path.suffix == ".json")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def points(case: str) -> list[tuple[int, bool]]:
    """Return every point at which a case can be killed: the step, and whether a file is cut."""
    with tempfile.TemporaryDirectory() as folder:
        code, told = killed(case, Path(folder), None)
    assert code == 0, f"{case} fails without being killed"
    steps, flushes = told
    return sorted([(n, False) for n in range(steps)] + [(n, True) for n in flushes])


def at_points(case: str, every: int = 1) -> tuple[int, Counter[str]]:
    """Kill a case at each (n-th) point; return how many kills there were, and what was found."""
    return _kills(case, [lambda f, p=p: killed(case, f, *p)[0] for p in points(case)[::every]])


def at_moments(case: str, count: int, seed: int = 0) -> tuple[int, Counter[str]]:
    """Kill a case at random moments of its time; return the kills, and what was found."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        prepared(case, Path(folder))
        start = time.monotonic()
        forked(lambda: make(case, Path(folder)))
        long = time.monotonic() - start
    moments = [draw.uniform(0, 1.1 * long) for _ in range(count)]
    return _kills(case, [lambda f, t=t: killed_after(case, f, t) for t in moments])


def _kills(case: str, deaths: list[Callable[[Path], int]]) -> tuple[int, Counter[str]]:
    whole = reference(case)
    kills, found = 0, Counter(dict.fromkeys(FOUND, 0))
    for death in deaths:
        folder = Path(tempfile.mkdtemp(prefix="dying-"))
        try:
            kills += death(folder) < 0
            found.update(examined(case, folder, whole))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return kills, found


def warm(case: str) -> None:
    """Make a case once, so that its imports and tables are there in each forked process.

    So is what is installed; a run's home has no index of it yet.
    """
    from muse import entry_points

    entry_points.scan = cache(entry_points.scan)
    with tempfile.TemporaryDirectory() as folder:
        prepared(case, Path(folder))
        make(case, Path(folder))


def main() -> int:
    """Kill one case at each point, or each n-th, and print what was found as JSON."""
    case, every = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    warm(case)
    kills, found = at_points(case, every)
    print(json.dumps({"kills": kills, **{name: found[name] for name in FOUND}}))
    return int(any(found.values()))


if __name__ == "__main__":
    raise SystemExit(main())
