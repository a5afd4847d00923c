"""What Ray costs a batch: a row's overhead, and rows that are lost or made twice as workers die.

    python benchmarks/ray_batch.py                    # a cluster of this machine's own
    python benchmarks/ray_batch.py --rows 1000 --kills 3

The rows are of `tests/plugins/ray/errands.py`: they wait, as a row does whose GPU works.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.figures import Row
from muse import Host
from muse.batches.executor import Done, Executor, Place, Task
from muse.batches.local import Local
from muse.batches.work import settle, work

_ERRANDS = Path(__file__).parents[1] / "tests" / "plugins" / "ray" / "errands.py"
_WAIT = 0.2
"""Seconds that a row waits where the workers are to be busy."""


def plant(folder: Path) -> None:
    """Put the generator of the rows on the path, of this process and of the workers."""
    info = folder / "muse_errands-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: muse-errands\nVersion: 1.0")
    info.joinpath("entry_points.txt").write_text("[muse]\nerrand.run = errands:Errand\n")
    folder.joinpath("errands.py").write_text(_ERRANDS.read_text())
    sys.path.insert(0, str(folder))
    path = [str(folder), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, path))


def rows(many: int, log: str = "", **fields: object) -> Iterator[Task]:
    """Yield tasks; their keys are new each time, so that none is taken for made."""
    told = {"log": log, **fields}
    for row in range(1, many + 1):
        key = f"{time.time()} {row}"
        given = {"seed": row, **told}
        yield Task(key, row, f"{row}", "errand.run", given, (".bin",), replace=True)


def directly(place: Place, many: int) -> float:
    """Return the seconds a row of calls in this process."""
    with Host(library=place.library) as host:
        best = 1.0
        for _ in range(10):
            start = time.perf_counter()
            for task in rows(many // 10):
                made = work(host, task, place.folder)
                assert made.failure is None, made.failure
            best = min(best, (time.perf_counter() - start) / (many // 10))
        return best


def timed(place: Place, executor: Executor, tasks: Iterator[Task]) -> tuple[float, int]:
    """Return the seconds until all rows are made and their files placed, and how many they are."""
    held: dict[str, Task] = {}

    def noted() -> Iterator[Task]:
        for task in tasks:
            held[task.key] = task
            yield task

    start = time.perf_counter()
    many = 0
    with Host(library=place.library) as host:
        for told in executor.run(noted()):
            if isinstance(told, Done):
                assert told.failure is None, told.failure
                settle(host, held.pop(told.key), told, place.folder)
                many += 1
    return time.perf_counter() - start, many


def begun(cls: type[Executor], place: Place, workers: int) -> tuple[Executor, float]:
    """Return an executor whose workers have all made a row, and the seconds that took."""
    start = time.perf_counter()
    executor = cls(place, workers=workers)
    list(executor.run(rows(2 * workers, wait=0.5)))
    return executor, time.perf_counter() - start


def overhead(place: Place, many: int) -> list[Row]:
    """Measure what Ray adds to a row: beside a call in this process, and beside plain processes."""
    from muse_ray.executor import Ray

    plain = directly(place, many)
    print(f"called directly             {plain * 1e3:8.2f} ms a row")
    spent: dict[tuple[str, int], float] = {}
    for workers, tasks, wait in ((1, many, 0.0), (16, 160, _WAIT)):
        both = [(cls.__name__, *begun(cls, place, workers)) for cls in (Local, Ray)]
        for name, _, start in both:
            print(f"{name:5} {workers:2} workers have begun {start:8.2f} s")
        for _ in range(5):  # in turn: whatever else the machine does, it does to both
            for name, executor, _ in both:
                mine = time.process_time()
                seconds, many_made = timed(place, executor, rows(tasks, wait=wait))
                assert many_made == tasks
                each = seconds * workers / tasks - wait
                key = (name, workers)
                spent[key] = min(spent.get(key, each), each)
                mine = (time.process_time() - mine) / tasks
        for name, executor, _ in both:
            executor.close()
            each = spent[name, workers]
            print(f"{name:5} {workers:2} rows in flight     {each * 1e3:8.2f} ms beside its wait")
        print(f"of that, where it is asked {mine * 1e3:9.2f} ms a row of processor")
    return [
        Row("a row more than a call, one at a time, ms", (spent["Ray", 1] - plain) * 1e3, "<=", 15),
        Row(
            "a row more than plain processes, 16, ms",
            (spent["Ray", 16] - spent["Local", 16]) * 1e3,
            "<=",
            15,
        ),
    ]


def killing(place: Place, many: int, kills: int, folder: Path) -> list[Row]:
    """Kill workers at random moments of a batch, and count what became of its rows."""
    from muse_ray.executor import Ray

    chance = random.Random(7)
    log = folder / "log"
    executor = Ray(place, workers=4)
    moments = sorted(chance.sample(range(many // 10, many * 9 // 10), kills))
    found: list[Done] = []
    killed = 0
    start = time.perf_counter()
    try:
        for told in executor.run(rows(many, log=str(log), wait=0.02)):
            if not isinstance(told, Done):
                continue
            found.append(told)
            if moments and len(found) >= moments[0]:
                moments.pop(0)
                os.kill(int(log.read_text().split()[-1]), signal.SIGKILL)
                killed += 1
    finally:
        executor.close()
    seconds = time.perf_counter() - start
    times = Counter(done.row for done in found if done.failure is None)
    right = all(d.files[0].data == d.row.to_bytes(4, "big") * 8 for d in found if not d.failure)
    again = sum(n - 1 for n in Counter(line.split()[0] for line in log.open()).values())
    print(f"{many:,} rows, {killed} workers killed, {seconds:.0f} s; {again} rows were begun again")
    return [
        Row("rows lost", float(many - len(times)), "==", 0),
        Row("rows told twice", float(sum(times.values()) - len(times)), "==", 0),
        Row("rows whose bytes are wrong", float(not right), "==", 0),
        Row("workers killed", float(killed), "==", kills),
    ]


def beginning(place: Place) -> None:
    """Print how long the first row takes on plain processes, and on Ray."""
    from muse_ray.executor import Ray

    for cls in (Local, Ray):
        start = time.perf_counter()
        executor = cls(place, workers=2)
        timed(place, executor, rows(2))
        print(f"{cls.__name__:8} until two rows are made {time.perf_counter() - start:6.2f} s")
        start = time.perf_counter()
        executor.close()
        print(f"{'':8} until it is closed      {time.perf_counter() - start:6.2f} s")


def main() -> int:
    """Measure, and say which aims are met."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument(
        "--rows", type=int, default=1000, help="rows of the batch with killed workers"
    )
    asked.add_argument("--kills", type=int, default=3, help="how many workers are killed")
    asked.add_argument(
        "--calls", type=int, default=200, help="rows of which the overhead is measured"
    )
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        plant(folder / "site")
        place = Place(folder / "library", folder / "out")
        beginning(place)
        found = overhead(place, told.calls)
        found += killing(place, told.rows, told.kills, folder)
    for row in found:
        mark = "ok" if row.good else "MISSED"
        print(f"{row.name:40} {row.value:10.2f}   aim {row.sign} {row.aim:g}   {mark}")
    return not all(row.good for row in found)


if __name__ == "__main__":
    raise SystemExit(main())
