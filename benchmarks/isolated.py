"""Plugins in environments of their own: what the wall costs, and what is left when a worker dies.

    python benchmarks/isolated.py [--quick]

Each figure is measured here and now, in one run: the wall against the same generator in the host's
own process, `muse --help` with isolated plugins against none. Two plugins that need transformers 4
and 5 are installed from an index; without one that line says so. The sandbox is what this machine
has (muse doctor).
"""

import argparse
import importlib.util
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

CODE = '''
import time

from muse import Artifact, Component, Condition, Field, Generator, Progress


class Module:
    """Weights that aren't there: a size, and where they are."""

    def __init__(self, placement):
        self.device = placement.device

    def to(self, device):
        self.device = device

    def parameters(self):
        return iter(())

    buffers = parameters
    nbytes = 2**20


class Fields(Condition):
    size: int = Field(1000, ge=0, le=2**31, description="Bytes.")
    steps: int = Field(0, ge=0, le=10_000, description="Steps of 2 ms under a lease.")


class Plain(Generator[Fields]):
    """Bytes, and a lease."""

    condition = Fields
    formats = {".bin": "application/octet-stream"}
    components = {"net": Component("net", Module, 2**20)}

    def generate(self, condition, run):
        for item in run.items:
            if condition.steps:
                with run.lease("net"):
                    for step in range(condition.steps):
                        time.sleep(0.002)
                        yield Progress(step, condition.steps)
            data = run.buffer(condition.size)
            yield Artifact({".bin": data}, item)
'''
VERSIONS = """
from muse import Artifact, Condition, Generator


class Version(Generator[Condition]):
    \"\"\"The version of transformers that there is.\"\"\"

    condition = Condition
    formats = {".txt": "text/plain"}

    def generate(self, condition, run):
        import transformers

        for item in run.items:
            yield Artifact.text(transformers.__version__, item=item, suffix=".txt")
"""


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    quick = parser.parse_args().quick
    folder = Path(tempfile.mkdtemp(prefix="isolated-benchmark-"))
    os.environ["MUSE_HOME"] = str(folder / "home")
    os.environ["MUSE_ISOLATED"] = str(folder / "isolated")
    try:
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        helped(folder, 6 if quick else 30)
        from isolated_plugins import isolate

        isolate("wall-of-figures", CODE, {"text.walled": "Plain"}, folder / "code")
        overhead(folder, 10 if quick else 40)
        cold(folder, 3 if quick else 7)
        handed()
        killed(folder, 10 if quick else 50)
        versions(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def told(what: str, value: str, asked: str) -> None:
    """Print a figure, and what was asked."""
    print(f"{what:52} {value:>24}   {asked}", flush=True)


def overhead(folder: Path, rounds: int) -> None:
    """Compare warm runs through the wall with the same generator in this process."""
    from muse import Host

    spec = importlib.util.spec_from_file_location(
        "wall_of_figures", folder / "code" / "wall_of_figures.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    offers = {"text.plain": module.Plain}
    with Host(library=folder / "a", offers=offers) as host:
        times: dict[str, list[float]] = {"text.walled": [], "text.plain": []}
        for number in range(rounds + 3):
            for name in times:
                start = time.perf_counter()
                host.run(name, seed=number)
                times[name].append(time.perf_counter() - start)
        walled, plain = (statistics.median(each[3:]) * 1000 for each in times.values())
        told("a run through the wall, warm, beside one without", f"+{walled - plain:.1f} ms", "30")
        told("", f"{walled:.1f} against {plain:.1f} ms", "")


def cold(folder: Path, rounds: int) -> None:
    """Measure a run whose worker has to be started, without torch."""
    from muse import Host

    times = []
    with Host(library=folder / "b") as host:
        host.run("text.walled", seed=0)
        for number in range(rounds):
            host.workers.relieve()
            start = time.perf_counter()
            host.run("text.walled", seed=number)
            times.append(time.perf_counter() - start)
    told("a run with a cold worker without torch", f"{statistics.median(times):.2f} s", "1.0")


def handed() -> None:
    """Measure how long a gigabyte takes from a worker's sending to a view of it here."""
    from muse.plugins.isolated import wall

    with one_worker() as worker:
        times = []
        for _ in range(5):
            memory = wall_memory(2**30)
            ours, theirs = channels()
            there: list[float] = []

            def take(theirs: object = theirs, there: list[float] = there) -> None:
                _, (blob,) = theirs.receive()  # type: ignore[attr-defined]
                view = blob.view()
                assert len(view) == 2**30 and view[-1] == 7
                there.append(time.perf_counter())
                blob.close()

            thread = threading.Thread(target=take)
            thread.start()
            start = time.perf_counter()
            ours.send({"told": 1}, [memory])
            thread.join()
            times.append((there[0] - start) * 1000)
            memory.close()
        assert worker.is_alive and wall
    told("1 GiB handed over, until it can be read", f"{statistics.median(times):.1f} ms", "50")


def wall_memory(size: int) -> object:
    """Return memory that both sides see, written at its end."""
    from muse.plugins.isolated.worker import Shared

    made = Shared(size)
    made.view[-1] = 7
    return made


def channels() -> tuple:  # type: ignore[type-arg]
    """Return the two ends of a conversation."""
    import socket

    from muse.plugins.isolated.worker import Channel

    return tuple(map(Channel, socket.socketpair()))


class one_worker:
    """A worker for a while."""

    def __enter__(self) -> object:
        from muse.plugins.isolated import launching, registry
        from muse.plugins.isolated.wall import Worker

        installed = registry.find("wall-of-figures")
        assert installed is not None
        self.worker = Worker(launching.launch(installed))
        self.worker.greet()
        return self.worker

    def __exit__(self, *error: object) -> None:
        self.worker.close()


def killed(folder: Path, times: int) -> None:
    """Kill workers at random moments of runs that hold a lease; look at what is left."""
    from muse import GenerationError, Host

    chance, odd, clear = random.Random(1), 0, 0
    before = descriptors()
    with Host(library=folder / "c") as host:
        for number in range(times):
            stream = host.stream("text.walled", seed=number, steps=100)
            timer = threading.Timer(chance.uniform(0.0, 0.5), kill, [host])
            timer.start()
            try:
                stream.finish()
            except GenerationError as error:
                clear += "\n" not in str(error) and "worker of wall-of-figures" in str(error)
            except Exception as error:
                odd += 1
                print("odd:", type(error).__name__, str(error)[:200])
            timer.join()
        manager = next(iter(host.devices.managers()), None)
        leased = manager.residents.bytes_at("device", leased=True) if manager else 0
        at_rest = manager is None or manager.at_rest
    scratch = folder / "home" / "cache" / "scratch"
    files = len(list(scratch.rglob("*"))) if scratch.exists() else 0
    left = workers()
    told(f"{times} kills: errors in one clear line, odd ones", f"{clear}, {odd}", "odd 0")
    told(
        "processes, files, descriptors, leased bytes left",
        f"{len(left)}, {files}, {max(0, descriptors() - before)}, {leased}",
        "0, 0, 0, 0",
    )
    assert at_rest


def kill(host: object) -> None:
    """Kill the workers of a host that run now."""
    for row in host.workers.rows():  # type: ignore[attr-defined]
        try:
            os.killpg(row["worker"], signal.SIGKILL)
        except ProcessLookupError:
            continue


def workers() -> list[str]:
    """Return the workers of this benchmark that still run."""
    from isolated_plugins import workers as found

    return [line for line in found() if "isolated-benchmark-" in line]


def descriptors() -> int:
    """Return how many descriptors this process has open."""
    return len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0


def helped(folder: Path, rounds: int) -> None:
    """Compare `muse --help` with twenty isolated plugins and with none, in turns."""
    from isolated_plugins import isolate
    from muse.plugins.isolated import registry

    full, empty = folder / "twenty", folder / "none"
    os.environ["MUSE_ISOLATED"] = str(full)
    first = isolate("help-0", CODE, {"text.help0": "Plain"}, folder / "help")
    from dataclasses import replace

    for number in range(1, 20):
        name = f"text.help{number}"
        registry.write(
            replace(
                first,
                distribution=f"help-{number}",
                entries=(("muse", name, "help_0:Plain"), first.entries[-1]),
                generators={name: first.generators["text.help0"]},
            )
        )
    times: dict[Path, list[float]] = {full: [], empty: []}
    for _ in range(rounds + 2):
        for place, spent in times.items():
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "muse", "--help"],
                env={**os.environ, "MUSE_ISOLATED": str(place)},
                stdout=subprocess.DEVNULL,
                check=True,
            )
            spent.append(time.perf_counter() - start)
    with_them, without = (statistics.median(each[2:]) for each in times.values())
    told("muse --help with 20 isolated plugins", f"{with_them / without:.3f} x", "1.05")
    told("", f"{with_them * 1000:.0f} against {without * 1000:.0f} ms", "")
    os.environ["MUSE_ISOLATED"] = str(folder / "isolated")


def versions(folder: Path) -> None:
    """Install two plugins that need transformers 4 and 5, and run both in one session."""
    from muse import Host

    for number in (4, 5):
        root = folder / f"needs-{number}"
        root.mkdir()
        root.joinpath(f"needs_{number}.py").write_text(VERSIONS)
        root.joinpath("pyproject.toml").write_text(
            '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
            f'[project]\nname = "needs-{number}"\nversion = "1.0"\n'
            f'dependencies = ["transformers>={number},<{number + 1}"]\n'
            f'[project.entry-points.muse]\n"text.needs{number}" = "needs_{number}:Version"\n'
            f'[tool.hatch.build.targets.wheel]\nonly-include = ["needs_{number}.py"]\n'
        )
        command = ["plugins", "install", str(root), "--isolated", "--yes"]
        done = subprocess.run(
            [sys.executable, "-m", "muse", *command], capture_output=True, text=True
        )
        if done.returncode:
            told("transformers 4 and 5 in one session", "not installed here", "both")
            print(done.stderr.strip()[-300:])
            return
    with Host(library=folder / "d") as host:
        found = [host.run(f"text.needs{number}", seed=1).text for number in (4, 5)]
    told("transformers 4 and 5 in one session", " and ".join(found), "both")


Made = Callable[[], Iterator[None]]

if __name__ == "__main__":
    main()
