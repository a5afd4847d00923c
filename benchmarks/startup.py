"""How long `muse --help` takes, beside `import click`, `llm --help`, and with many plugins.

    pip install llm && python benchmarks/startup.py

Every command is run in turns, so that what else the machine does falls on all alike; figures are
medians of wall time. With 50 installed plugins, each of which would import numpy, pydantic and a
module that sleeps, `--help` must not take a tenth longer.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 40
PLUGINS = 50


def main() -> int:
    """Measure, print a table, and return 1 when a limit is passed."""
    with tempfile.TemporaryDirectory() as folder:
        many = Path(folder) / "many"
        plant(many)
        home = {"MUSE_HOME": f"{folder}/home"}
        muse = [shutil.which("muse", path=bin_path()) or "muse", "--help"]
        commands = {
            "python -c pass": ([sys.executable, "-c", "pass"], home),
            "import click": ([sys.executable, "-c", "import click"], home),
            "muse --help": (muse, home),
            f"muse --help, {PLUGINS} plugins": (muse, {**home, "PYTHONPATH": str(many)}),
        }
        peer = shutil.which("llm", path=bin_path())
        if peer:
            commands["llm --help (peer)"] = ([peer, "--help"], home)
        times = measure(commands)
    click, ours = times["import click"], times["muse --help"]
    crowd = times[f"muse --help, {PLUGINS} plugins"]
    for name, seconds in times.items():
        print(f"{name:28} {seconds * 1000:7.1f} ms  {seconds / click:5.2f} x import click")
    print(f"{PLUGINS} plugins: {100 * (crowd / ours - 1):+.1f} %")
    failed = ours > 1.6 * click or crowd > 1.1 * ours
    print("FAILED" if failed else "within the limits: 1.6 x import click, +10 %")
    return int(failed)


def measure(commands: dict[str, tuple[list[str], dict[str, str]]]) -> dict[str, float]:
    """Return the median wall time of each command in seconds, measured in turns."""
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(ROUNDS + 2):
        for name, (command, extra) in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command, env={**os.environ, **extra}, check=True, stdout=subprocess.DEVNULL
            )
            if turn >= 2:  # the first turns fill caches
                spent[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in spent.items()}


def plant(site: Path) -> None:
    """Put plugins on a folder for the path: a generator, a command, and a heavy import each."""
    site.mkdir(parents=True)
    for number in range(PLUGINS):
        name = f"muse_heavy_{number}"
        info = site / f"{name}-1.0.dist-info"
        info.mkdir()
        info.joinpath("METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\nSummary: Heavy.\n"
        )
        info.joinpath("entry_points.txt").write_text(
            f"[muse]\nimage.heavy{number} = {name}:Heavy\n{name} = {name}\n"
            f"[muse.commands]\nheavy{number} = {name}:command\n"
        )
        site.joinpath(f"{name}.py").write_text("import time, numpy, pydantic\ntime.sleep(0.2)\n")


def bin_path() -> str:
    """Return the folder of the running Python, before the PATH."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


if __name__ == "__main__":
    sys.exit(main())
