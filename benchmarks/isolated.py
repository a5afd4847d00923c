"""Plugins in environments of their own: what the wall costs, and what is left when a worker dies.

    python benchmarks/isolated.py [--quick] [--only warm|cold|gigabyte|help|kills|versions]

Everything is measured here and now, in one run, by the monotonic clock that all processes share.
What is compared is measured in pairs, in turns, and the figure is the median of the pairs. Workers
are in the sandbox that this machine has (muse doctor). The last part installs two plugins from an
index. It returns 1 when a figure is missed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent)]

Row = tuple[str, bool | None, str, str]
"""What, whether it is as asked (None: nothing is), what is asked, what was found."""

GIGABYTE = 2**30
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


def main() -> int:
    """Print the table; return 1 when a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parts = {"warm": warm, "cold": cold, "gigabyte": gigabyte, "help": helped, "kills": killed}
    parts["versions"] = versions
    parser.add_argument("--only", choices=list(parts))
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="isolated-benchmark-"))
    missed = 0
    try:
        prepare(folder)
        print(f"{'what':54} {'asked':>10}  measured")
        for name, part in parts.items():
            if asked.only not in (None, name):
                continue
            load = os.getloadavg()[0]
            for what, well, wanted, found in part(folder, asked.quick):
                mark = {True: "ok", False: "MISS", None: ""}[well]
                print(f"{what:54} {wanted:>10}  {found:32} {mark}", flush=True)
                missed += well is False
            print(f"  (load {load:.1f} before, {os.getloadavg()[0]:.1f} after)", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return int(missed > 0)


def prepare(folder: Path) -> None:
    """Have everything in a folder of its own, and the plugin of this benchmark isolated."""
    folder.joinpath("tmp").mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")
    os.environ["MUSE_HOME"] = str(folder / "home")
    os.environ["MUSE_ISOLATED"] = str(folder / "isolated")
    from isolated_plugins import isolate
    from muse.plugins.isolated import sandbox

    kept_in = sandbox.available() or f"bubblewrap {sandbox.version()}"
    print(f"{os.cpu_count()} cores, sandbox: {kept_in}")
    code = HERE.joinpath("isolated_plugin.py").read_text(encoding="utf-8")
    isolate("wall-of-figures", code, {"text.walled": "Walled"}, folder / "code")


def paired(
    host: Any, names: Sequence[str], rounds: int, *, cold: bool = False
) -> dict[str, list[float]]:
    """Return the seconds of runs by generators, in turns; with `cold`, workers are ended before."""
    spent: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 3):
        for name in names if number % 2 else names[::-1]:
            if cold:
                host.workers.relieve()
            start = time.perf_counter()
            made = host.run(name, seed=number)
            spent[name].append(time.perf_counter() - start)
            assert not made[0].measured["torch"] or name == "text.plain"
    return {name: times[3:] for name, times in spent.items()}


def compared(folder: Path, rounds: int, *, cold: bool) -> tuple[float, float, float, float]:
    """Return the medians of the difference, of both, and the 9th decile of the difference (s)."""
    from benchmarks.isolated_plugin import Walled
    from muse import Host

    with Host(library=folder / f"library-{cold}", offers={"text.plain": Walled}) as host:
        times = paired(host, ["text.walled", "text.plain"], rounds, cold=cold)
    walled, plain = times["text.walled"], times["text.plain"]
    more = [a - b for a, b in zip(walled, plain, strict=True)]
    ninth = statistics.quantiles(more, n=10)[-1]
    return statistics.median(more), statistics.median(walled), statistics.median(plain), ninth


def warm(folder: Path, quick: bool) -> Iterator[Row]:
    """Compare runs through the wall with the same generator in this process."""
    more, walled, plain, ninth = (
        each * 1000 for each in compared(folder, 20 if quick else 100, cold=False)
    )
    yield "a warm run, beside one without the wall", more <= 30, "<= 30 ms", f"+{more:.1f} ms"
    yield "", None, "", f"{walled:.1f}, {plain:.1f} ms; 9th decile +{ninth:.1f}"


def cold(folder: Path, quick: bool) -> Iterator[Row]:
    """The same with a worker that has to be started, without torch."""
    more, walled, plain, ninth = compared(folder, 5 if quick else 20, cold=True)
    yield "a run with a cold worker, beside one without", more <= 1, "<= 1.0 s", f"+{more:.2f} s"
    yield "", None, "", f"{walled:.2f}, {plain:.3f} s; 9th decile +{ninth:.2f}"


def gigabyte(folder: Path, quick: bool) -> Iterator[Row]:
    """Measure a gigabyte from the worker's handing it on to a view of it, and to the disk."""
    from benchmarks.isolated_plugin import Walled
    from muse import Host
    from muse.plugins.isolated import handing

    out = folder / "gigabyte.bin"
    seen: list[float] = []
    plain_held = handing.held

    def held(blob: Any, into: Path, suffix: str = "") -> Any:
        view = blob.view()
        first, middle, last = view[0], view[GIGABYTE // 2 + 7], view[-1]
        seen.append(time.monotonic())
        assert (first, middle, last, len(view)) == (0, 7, 255, GIGABYTE)
        del view
        return plain_held(blob, into, suffix)

    rows: dict[str, list[float]] = {"view": [], "disk": [], "bytes": [], "without": []}
    handing.held = held
    try:
        with Host(library=folder / "large", offers={"text.plain": Walled}) as host:
            for number in range(3 if quick else 7):
                for name, plain, row in (
                    ("text.walled", False, "disk"),
                    ("text.walled", True, "bytes"),
                    ("text.plain", False, "without"),
                ):
                    made = host.run(name, seed=number, size=GIGABYTE, plain=plain, output=out)
                    now = time.monotonic()
                    rows[row].append(now - made[0].measured["handed"])
                    if row == "disk":
                        rows["view"].append(seen[-1] - made[0].measured["handed"])
                    assert out.stat().st_size == GIGABYTE
                    out.unlink()
                    os.sync()
    finally:
        handing.held = plain_held
    middle = {row: statistics.median(times) * 1000 for row, times in rows.items()}
    view, most = middle["view"], max(rows["view"]) * 1000
    yield "1 GiB written by a worker, until seen here", view <= 50, "<= 50 ms", f"{view:.1f} ms"
    yield "", None, "", f"at most {most:.1f} ms"
    for row, what in (
        ("disk", "an artifact of 1 GiB, from there until it is a file"),
        ("bytes", "the same, of bytes that aren't in shared memory"),
        ("without", "the same, without the wall"),
    ):
        yield what, None, "", f"{middle[row]:.0f} ms"


def helped(folder: Path, quick: bool) -> Iterator[Row]:
    """Compare `muse --help` with twenty isolated plugins and with none, and none with none."""
    from muse.plugins.isolated import registry

    places = {name: folder / name for name in ("twenty", "none", "none-again")}
    first = registry.find("wall-of-figures")
    assert first is not None
    usual = os.environ["MUSE_ISOLATED"]
    os.environ["MUSE_ISOLATED"] = str(places["twenty"])
    for number in range(20):
        entry = ("muse", f"text.help{number}", first.entries[0][2])
        exported = {entry[1]: first.generators["text.walled"]}
        name = f"help-{number}"
        entries = (entry, *first.entries[1:])
        registry.write(replace(first, distribution=name, entries=entries, generators=exported))
    os.environ["MUSE_ISOLATED"] = usual
    spent: dict[str, list[float]] = {name: [] for name in places}
    for number in range(3 + (15 if quick else 80)):
        for name in list(places)[number % 3 :] + list(places)[: number % 3]:
            variables = {
                **os.environ,
                "MUSE_ISOLATED": str(places[name]),
                "MUSE_HOME": str(folder / f"home-{name}"),
            }
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "muse", "--help"],
                env=variables,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            spent[name].append(time.perf_counter() - start)
    crowd, none, again = (times[3:] for times in spent.values())
    factor = statistics.median(a / b for a, b in zip(crowd, none, strict=True))
    noise = statistics.median(a / b for a, b in zip(again, none, strict=True))
    found = f"{factor:.3f} x"
    yield "muse --help with 20 isolated plugins, beside none", factor <= 1.05, "<= 1.05 x", found
    medians = [statistics.median(times) * 1000 for times in (crowd, none)]
    yield "", None, "", f"{medians[0]:.0f}, {medians[1]:.0f} ms; none twice {noise:.3f} x"


def killed(folder: Path, quick: bool) -> Iterator[Row]:
    """Kill workers at random moments of runs that hold a lease; look at what is left."""
    from benchmarks.isolated_kills import kill

    yield from kill(folder, 10 if quick else 50)


def versions(folder: Path, quick: bool) -> Iterator[Row]:
    """Install two plugins that need transformers 4 and 5, and have both answer in one session."""
    from muse import Host

    what = "transformers 4 and 5 in one session"
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
        command = [sys.executable, "-m", "muse", "plugins", "install", str(root), "--isolated"]
        done = subprocess.run([*command, "--yes"], capture_output=True, text=True)
        if done.returncode:
            yield what, False, "both", "not installed"
            print(done.stderr.strip()[-300:])
            return
    with Host(library=folder / "both") as host:
        found = [host.run(f"text.needs{number}", seed=1).text for number in (4, 5, 4)]
        alive = len(host.workers.rows())
    well = [each.split(".")[0] for each in found] == ["4", "5", "4"] and alive == 2
    yield what, well, "both", f"{found[0]} and {found[1]}, {alive} workers"


if __name__ == "__main__":
    sys.exit(main())
