"""What happens when things go wrong, in figures: `python benchmarks/faults.py [SECTION...]`.

Each section is a row or more with its aim; all are run when none is named. It takes some minutes:

    kills     runs killed at every point of writing, and at random moments: what is left
    signals   runs that are told to end (SIGINT, SIGTERM, SIGHUP) at random moments
    races     processes that write into one folder, one library and one file of settings at once
    memory    many runs and hosts in one process: what stays
    files     the hostile files, recipes and requests of tests/hostile: how many, and what they do
    plugins   the plugins there that misbehave: how many, and how many others they harm
"""

import gc
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks import dying  # noqa: E402
from benchmarks.figures import Row  # noqa: E402

RUNS, WRITERS, EACH = 200, 12, 10
SIGNALS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
OF_EACH_SIGNAL = 40
RACES = 100
GROWTH_KB, HOST_KB = 16.0, 8.0
"""What a run and a host may leave at most (kB each): allocators don't give back all at once."""


@contextmanager
def home() -> Iterator[Path]:
    """Give a folder with a home for settings, library and cache, as processes see them."""
    before = os.environ.get("MUSE_HOME")
    folder = Path(tempfile.mkdtemp(prefix="faults-"))
    os.environ["MUSE_HOME"] = str(folder / "home")
    try:
        yield folder
    finally:
        if before is None:
            del os.environ["MUSE_HOME"]
        else:
            os.environ["MUSE_HOME"] = before
        shutil.rmtree(folder, ignore_errors=True)


# -- kills


def kills() -> Iterator[Row]:
    """Kill runs of all base generators at every point of writing, and at random moments."""
    code, told = dying.forked(_kills)  # forked, since what it imports would count as memory later
    if code:
        raise SystemExit("the kills failed themselves")
    number, found = told
    yield Row("kills", number, ">=", 150)
    for name in dying.FOUND:
        yield Row(f"kills: {name}", found[name], "==", 0)


def _kills() -> tuple[int, Counter[str]]:
    number, found = 0, Counter(dict.fromkeys(dying.FOUND, 0))
    for case in dying.CASES:
        dying.warm(case)
        for count, more in (dying.at_points(case), dying.at_moments(case, 12)):
            number += count
            found.update(more)
    return number, found


# -- signals


def signals() -> Iterator[Row]:
    """End runs by each signal at random moments, from the first line of Muse on."""
    draw = random.Random(1)
    with home() as folder:
        long = _seconds_of_a_run(folder)
        for name, right in SIGNALS.items():
            codes: Counter[int] = Counter()
            traced = 0
            for turn in range(OF_EACH_SIGNAL):
                out = folder / f"{name}-{turn}"
                code, told = _ended(out, getattr(signal, name), draw.uniform(0, long))
                # While Python itself ends, all being done, a signal ends it as any program.
                done = code < 0 and len(list(out.glob("*.png"))) == _COUNT
                codes[128 - code if done else code] += 1
                traced += "Traceback" in told
            wrong = codes.total() - codes[right] - codes[0]
            yield Row(f"{name}: exit codes other than {right}, or 0 of those done", wrong, "==", 0)
            yield Row(f"{name}: cancelled", codes[right], ">=", OF_EACH_SIGNAL // 2)
            yield Row(f"{name}: tracebacks", traced, "==", 0)
        hidden = [path for path in folder.rglob(".muse-*") if path.is_file()]
        yield Row("signals: hidden files left", len(hidden), "==", 0)


_READY = """
import sys
from muse.__main__ import main
from muse.cli import process
process.prepare()
sys.stdout.write("ready\\n"); sys.stdout.flush()
sys.argv = ["muse", *sys.argv[1:]]
main()
"""
_COUNT = 6
_WORK = ("run", "image", "--width", "96", "--height", "96", "--count", str(_COUNT), "--seed", "1")


def _start(out: Path) -> subprocess.Popen:
    process = subprocess.Popen(
        [sys.executable, "-c", _READY, *_WORK, "-o", f"{out}/"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"  # Python's own start is Python's matter
    return process


def _seconds_of_a_run(folder: Path) -> float:
    times = []
    for turn in range(3):
        start = time.monotonic()
        _start(folder / f"measured-{turn}").communicate()
        times.append(time.monotonic() - start)
    return min(times[1:])


def _ended(out: Path, number: int, after: float) -> tuple[int, str]:
    """Start a run and end it by a signal; return its exit code and what it told."""
    process = _start(out)
    time.sleep(after)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    return process.returncode, told


# -- races


def races() -> Iterator[Row]:
    """Let processes write into one folder and one library, and change settings, at once."""
    with home() as folder:
        yield from _writers(folder)
    with home():
        yield from _settings()


_WRITES = """
import sys
from muse import Host
with Host() as host:
    for turn in range(int(sys.argv[2])):
        host.run("image", width=64, height=64, prompt="a lake", output=sys.argv[1] + "/")
"""


def _writers(folder: Path) -> Iterator[Row]:
    out = folder / "out"
    command = [sys.executable, "-c", _WRITES, str(out), str(EACH)]
    running = [subprocess.Popen(command) for _ in range(WRITERS)]
    failed = sum(process.wait() != 0 for process in running)
    code, told = dying.forked(_recorded)
    made = [path for path in out.iterdir() if path.suffix == ".png"]
    yield Row("writers that failed", failed + code, "==", 0)
    yield Row("writers: files", len(made), "==", WRITERS * EACH)
    known = {path for path in told or [] if path}
    yield Row("writers: records", len(known & set(map(str, made))), "==", WRITERS * EACH)
    yield Row("writers: other files", len(list(out.iterdir())) - len(made), "==", 0)


def _recorded() -> list[str | None]:
    from muse import Host

    with Host() as host:
        runs = host.library.log(limit=10_000)
    return [file.path for run in runs for a in run.artifacts for file in a.files]


_PLUGINS = ("muse-one", "muse-two")
_CHANGES = (
    *(["use", name] for name in ("image.sketch", "music.midi", "text.grammar")),
    *(["plugins", "disable", name] for name in _PLUGINS),
    ["config"],
)
"""Commands that are called at once."""


def _settings() -> Iterator[Row]:
    """Change defaults and what is disabled at once, by the commands for that."""
    code, told = dying.forked(_changes)
    failed, lost = told or (0, 0)
    yield Row("settings: commands that failed", failed + code, "==", 0)
    yield Row("settings: lost", lost, "==", 0)


def _changes() -> tuple[int, int]:
    """Return how many commands failed, and how many changes were lost."""
    site = Path(os.environ["MUSE_HOME"], "site")
    for name in _PLUGINS:
        info = site / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[muse.commands]\n{name} = nowhere:command\n")
    sys.path.insert(0, str(site))
    from muse import cli, entry_points
    from muse.cli import config, plugins, use  # so that only the work is done at once
    from muse.config import Config

    assert config and plugins and use
    failed = lost = 0
    for turn in range(RACES):
        os.environ["MUSE_HOME"] = f"{site.parent}-{turn}"
        failed += _at_once([lambda c=c: cli.call(list(c)) for c in _CHANGES])
        lost += 3 - len(Config.load().defaults)
        lost += len(_PLUGINS) - len(set(entry_points.off()) & set(_PLUGINS))
    return failed, lost


def _at_once(works: list[Callable[[], int]]) -> int:
    """Do work in forked processes at the same time; return how many failed."""
    ours, theirs = os.pipe()
    numbers = []
    for work in works:
        number = os.fork()
        if number == 0:
            os.close(theirs)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            os.read(ours, 1)  # until all are there
            os._exit(work())
        numbers.append(number)
    os.close(theirs)
    os.close(ours)
    return sum(os.waitpid(number, 0)[1] != 0 for number in numbers)


# -- memory


def memory() -> Iterator[Row]:
    """Run many times in one process, and open many hosts: memory, threads, descriptors."""
    with home() as folder:
        done = subprocess.run(
            [sys.executable, "-c", "from benchmarks import faults; faults.grow()", str(folder)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise SystemExit(done.stderr)
    told = json.loads(done.stdout)
    for kind in ("run", "host"):
        most = GROWTH_KB if kind == "run" else HOST_KB
        yield Row(f"memory: kB that each {kind} leaves", told[kind]["kB"], "<=", most)
        yield Row(f"memory: threads that {kind}s leave", told[kind]["threads"], "==", 0)
        yield Row(f"memory: descriptors that {kind}s leave", told[kind]["descriptors"], "==", 0)


def grow() -> None:
    """Print, as JSON, what is there more after many runs of one host, and after many hosts."""
    from muse import Host

    folder = sys.argv[1]

    def run(host: Host) -> None:
        host.run("image", width=64, height=64, prompt="a lake", output=f"{folder}/out/")
        host.run("music", bars=2, output=f"{folder}/out/")
        host.run("text", form="poem", output=f"{folder}/out/")

    def one_host() -> None:
        with Host() as host:
            host.run("text", form="poem")

    with Host() as host:
        of_runs = _growth(lambda: run(host), RUNS // 3)
    of_hosts = _growth(one_host, 60)
    of_runs["kB"] /= 3
    print(json.dumps({"run": of_runs, "host": of_hosts}))


def _growth(work: Callable[[], None], times: int) -> dict[str, float]:
    """Return what each of many calls leaves in memory (kB), and all of them in the process.

    The first half fills caches and the allocator's own stores; the second half is measured.
    """
    for _ in range(times // 2):
        work()
    before = _held()
    for _ in range(times - times // 2):
        work()
    after = _held()
    grown = {name: after[name] - before[name] for name in before}
    return grown | {"kB": grown["kB"] / (times - times // 2)}


def _held() -> dict[str, float]:
    gc.collect()
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()  # exact, unlike statm
    resident = next(int(line.split()[1]) for line in lines if line.startswith("Rss:"))
    return {
        "kB": resident,
        "threads": threading.active_count(),
        "descriptors": len(os.listdir("/proc/self/fd")),
    }


# -- the cases of tests/hostile

FILES = ("damage", "models", "music_readers", "neural", "pictures", "recipes", "requests")
PLUGINS = ("plugins", "metadata")


def files() -> Iterator[Row]:
    """Run the hostile files, each against its bars: nothing run, nothing sent, two seconds."""
    passed, failed = _cases(FILES)
    yield Row("hostile files and requests", passed + failed, ">=", 300)
    yield Row("of which run code, send, escape or take too much", failed, "==", 0)


def plugins() -> Iterator[Row]:
    """Run the plugins that misbehave."""
    passed, failed = _cases(PLUGINS)
    yield Row("plugins that misbehave", passed + failed, ">=", 160)
    yield Row("of which harm others", failed, "==", 0)


def _cases(names: tuple[str, ...]) -> tuple[int, int]:
    """Return how many cases of tests/hostile hold, and how many don't."""
    tests = [f"tests/hostile/test_{name}.py" for name in names]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    last = (done.stdout.strip().splitlines() or [""])[-1]
    found = {what: int(number) for number, what in re.findall(r"(\d+) (\w+)", last)}
    failed = found.get("failed", 0) + found.get("error", 0) + found.get("errors", 0)
    if not found.get("passed"):
        raise SystemExit(f"the tests failed themselves: {last or done.stderr[-500:]}")
    return found["passed"], failed


SECTIONS: dict[str, Callable[[], Iterator[Row]]] = {
    "kills": kills,
    "signals": signals,
    "races": races,
    "memory": memory,
    "files": files,
    "plugins": plugins,
}


def main() -> int:
    """Print the rows of the sections that are named, or of all; return 1 when an aim is missed."""
    asked = sys.argv[1:] or list(SECTIONS)
    unknown = [name for name in asked if name not in SECTIONS]
    if unknown:
        print(f"there is no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
        return 2
    missed = 0
    for name in asked:
        for row in SECTIONS[name]():
            missed += not row.good
            told = "PASS" if row.good else "FAIL"
            print(f"{row.name:56} {row.value:10.1f}  {row.sign} {row.aim:<6g} {told}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
