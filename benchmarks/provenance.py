"""What signing and marking cost: milliseconds and kilobytes a file, and runs without the plugin.

    python benchmarks/provenance.py [--rounds 20]

The picture has 1024 by 1024 px and is painted once; its signing, its marking, and both with the
encoding are timed apart (medians, warm: what is imported once is told at the end). Then whole runs
of a small picture, in turns: with the plugin, with it switched off (MUSE_SIGN=off, MUSE_MARK=off),
and without it (`MUSE_PLUGINS` leaves Muse's own; the entry point is taken from the index).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from muse import Artifact, Host
from muse.contract.file import File
from muse.contract.item import Item
from muse.entry_points import Index, load

MOST_MS, MOST_BYTES = 120.0, 6000
PICTURE = {"prompt": "a lake", "style": "oil", "width": 1024, "height": 1024}
SOURCES = (
    ("image.sketch", PICTURE, ".png .jpg .webp .gif"),
    ("image.sketch", {"prompt": "a lake", "style": "line-art", "width": 1024}, ".svg"),
    ("music.midi", {"duration": 30}, ".wav .flac .mp3 .mid .mxl .ogg"),
    ("text.grammar", {"prompt": "a fox"}, ".html .epub .docx .pdf .md"),
)


def median(work: Callable[[], object], rounds: int) -> float:
    """Return the median time of some work in ms, the first two tries left out."""
    spent = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent[2:])


def signing(host: Host, rounds: int, folder: Path) -> list[tuple[str, float, int, int]]:
    """Return what signing a file of each format takes: ms, bytes before, and bytes more."""
    from muse_provenance.signing import muse_sign

    told = []
    for generator, fields, suffixes in SOURCES:
        wanted = tuple(suffixes.split())
        (made,) = host.run(generator, seed=1, formats=wanted, **fields)
        for suffix in wanted:
            file = made.files[suffix]

            def sign(file: File = file, suffix: str = suffix, made: Artifact = made) -> int:
                each = Artifact({}, Item(0, 1), title=made.title, id=made.id, recipe=made.recipe)
                each.files = {suffix: file}
                done = muse_sign(artifact=each, key=suffix, inputs={}, settings={}, folder=folder)
                assert done is not None, each.report.notes
                if done.beside:
                    return len(done.beside[".c2pa"])
                return len(done.content) - file.size

            more = sign()
            told.append((suffix, median(sign, rounds), file.size, more))
    return told


def marking(host: Host, rounds: int, folder: Path) -> tuple[float, float]:
    """Return what marking a picture of 1024 px takes in ms, and encoding it as PNG."""
    from muse_provenance.marking import mark

    (made,) = host.run("image.sketch", seed=1, **PICTURE)
    picture = Artifact({".png": made.data}, Item(0, 1)).picture()
    bits = bytes(range(8))

    def marked() -> None:
        mark(Artifact.image(picture, item=Item(0, 1)), bits, lambda: folder)

    def encoded() -> None:
        Artifact.image(picture, item=Item(0, 1)).contents[".png"]

    return median(marked, max(3, rounds // 4)), median(encoded, max(3, rounds // 4))


def runs(rounds: int, folder: Path) -> dict[str, float]:
    """Return how long a run of a small picture takes in ms, with, switched off and without."""
    index = load()
    bare = Index([entry for entry in index.entries if entry.name != "muse-provenance"])
    ways = {"with the plugin": (index, ""), "switched off": (index, "off"), "without": (bare, "")}
    hosts = {
        name: Host(library=folder / name.replace(" ", "-"), index=used)
        for name, (used, _) in ways.items()
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 2):
        for name, (_, told) in ways.items():
            os.environ["MUSE_SIGN"] = os.environ["MUSE_MARK"] = told or "on"
            start = time.perf_counter()
            hosts[name].run("image.sketch", seed=1, prompt="a lake", width=64, height=64)
            if turn >= 2:
                spent[name].append((time.perf_counter() - start) * 1000)
    for host in hosts.values():
        host.close()
    return {name: statistics.median(times) for name, times in spent.items()}


def imports() -> dict[str, float]:
    """Return what is imported once, in ms: the hooks when a host opens, the library for signing."""
    told = {}
    for name in ("muse_provenance.hooks", "c2pa"):
        code = f"from muse import Host; import time; t = time.perf_counter(); import {name}; "
        code += "print((time.perf_counter()-t)*1000)"
        tries = [
            float(subprocess.run([sys.executable, "-c", code], capture_output=True).stdout)
            for _ in range(7)
        ]
        told[name] = statistics.median(tries)
    return told


def main() -> int:
    """Measure, print tables, and return 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        os.environ.update(MUSE_HOME=f"{name}/home", MUSE_SIGN="off", MUSE_MARK="off")
        folder = Path(name)
        with Host() as host:
            signed = signing(host, rounds, folder)
            marked, encoded = marking(host, rounds, folder)
        took = runs(rounds, folder)
    print(f"| {'format':8} | {'sign, ms':>8} | {'before, kB':>10} | {'more, kB':>8} |")
    for suffix, spent, size, more in signed:
        print(f"| {suffix:8} | {spent:8.1f} | {size / 1000:10.1f} | {more / 1000:8.1f} |")
    png = next(each for each in signed if each[0] == ".png")
    whole = png[1] + marked
    print(f"\na picture of 1024 px: mark {marked:.0f} ms + sign {png[1]:.0f} ms = {whole:.0f} ms,"
          f" {png[3] / 1000:.1f} kB more (its encoding as PNG: {encoded:.0f} ms)")  # fmt: skip
    for way, spent in took.items():
        print(f"a run of 64 px, {way:16} {spent:6.1f} ms")
    for module, spent in imports().items():
        print(f"import {module:24} {spent:6.1f} ms, once")
    failed = whole > MOST_MS or png[3] > MOST_BYTES
    print(
        "FAILED" if failed else f"within the limits: {MOST_MS:.0f} ms, {MOST_BYTES / 1000:.0f} kB"
    )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
