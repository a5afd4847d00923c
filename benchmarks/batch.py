"""`muse batch`: two workers against one, and against a loop of `muse run` in a shell.

Pictures are made by image.sketch, each way in a home of its own, in turns, so that a neighbour on
the machine is everybody's. Beside the time on the clock stands the processors':
on a machine that others use too it says what the clock can't.

    python -m benchmarks.batch [--rows 200] [--size 256] [--turns 1] [--loop 10] [--workers 1 2]
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = ("a lake and mountains", "a red fox in a forest", "two cats on a roof", "waves at night")
STYLES = ("ink", "watercolour", "oil", "pixel-art")


def table(path: Path, rows: int) -> Path:
    """Write a table of prompts."""
    lines = [f"p{n},{WORDS[n % 4]},{STYLES[n // 4 % 4]},{n}" for n in range(rows)]
    path.write_text("id,prompt,style,seed\n" + "\n".join(lines) + "\n")
    return path


def measured(words: list[str], home: Path, times: int = 1) -> tuple[float, float]:
    """Return seconds on the clock, and of processors, for a command `times` times."""
    environment = {**os.environ, "MUSE_HOME": str(home), "OMP_NUM_THREADS": "1"}
    before, start = _spent(), time.monotonic()
    for number in range(times):
        told = [word.replace("{n}", str(number)) for word in words]
        subprocess.run(told, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start, _spent() - before


def _spent() -> float:
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def main() -> None:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--loop", type=int, default=10, help="runs of the loop; 0 leaves it out")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    size = ["--width", str(asked.size), "--height", str(asked.size)]
    muse = [sys.executable, "-m", "muse"]
    clock: dict[str, list[float]] = {}
    spent: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        rows = table(root / "rows.csv", asked.rows)
        measured([*muse, "run", "image.sketch", *size, "-o", f"{root}/warm.png"], root / "warm")
        for turn in range(asked.turns):
            for workers in asked.workers:
                where = root / f"{turn}-{workers}"
                words = ["batch", str(rows), "-g", "image.sketch", *size, "-o", f"{where}/out"]
                took, used = measured([*muse, *words, "--workers", str(workers)], where)
                made = len(list(where.glob("out/*.png")))
                assert made == asked.rows, made
                name = f"{workers} workers"
                clock.setdefault(name, []).append(took / asked.rows)
                spent.setdefault(name, []).append(used / asked.rows)
            if asked.loop:
                where = root / f"{turn}-loop"
                one = ["run", "image.sketch", "--prompt", WORDS[0], "--style", "ink", *size]
                command = [*muse, *one, "--seed", "{n}", "-o", f"{where}-{{n}}.png"]
                took, used = measured(command, where, asked.loop)
                clock.setdefault("loop", []).append(took / asked.loop)
                spent.setdefault("loop", []).append(used / asked.loop)
    median = {name: statistics.median(values) for name, values in clock.items()}
    used = {name: statistics.median(values) for name, values in spent.items()}
    one, most = f"{asked.workers[0]} workers", f"{asked.workers[-1]} workers"
    told = {
        "rows": asked.rows,
        "size_px": asked.size,
        "load": os.getloadavg()[0],
        "seconds_a_row": {name: round(value, 4) for name, value in median.items()},
        "processor_seconds_a_row": {name: round(value, 4) for name, value in used.items()},
        "speedup": round(median[one] / median[most], 2),
        "same_work": round(used[most] / used[one], 2),
    }
    if asked.loop:
        told["loop_takes"] = round(median["loop"] / median[most], 2)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
