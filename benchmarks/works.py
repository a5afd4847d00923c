"""How long works take, what is made again, and what a killed run loses.

    python benchmarks/works.py               # everything, some minutes
    python benchmarks/works.py --quick       # small books, 4 kills

Each line says what was asked and what was measured. Every run is the command of a user in a new
process, with a library of its own.
"""

import argparse
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

PROMPT = "a bedtime story about a little fox and the stars"
SMALL = ["--pages", "4", "--dpi", "30", "--detail", "draft"]


def muse(home: Path, *arguments: str) -> float:
    """Run a command and return how long it took, s."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "muse", *arguments],
        cwd=home, env={**os.environ, "MUSE_HOME": str(home / "muse")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"muse {' '.join(arguments)}\n{done.stderr}")
    return time.perf_counter() - began


def parts(home: Path) -> list[str]:
    """Return the keys of all parts that were made and finished, as often as they were."""
    database = next((home / "muse").rglob("library.sqlite3"))
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as opened:
        return [key for (key,) in opened.execute("SELECT key FROM made")]


def twice(home: Path) -> int:
    """Return how many finished parts were made more than once."""
    made = parts(home)
    return len(made) - len(set(made))


def book(quick: bool, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield lines on a picture book in four formats, and on one changed caption."""
    home = folder / "book"
    home.mkdir()
    few = SMALL if quick else ["--pages", "8"]
    forms = [word for suffix in ("pdf", "epub", "html", "mp4") for word in ("-o", f"fox.{suffix}")]
    took = muse(home, "run", "book", "--prompt", PROMPT, "--seed", "7", *few, *forms)
    yield f"{few[1]} pages in four formats", "<= 60 s", f"{took:.1f} s"
    muse(home, "run", "book", "--prompt", PROMPT, "--seed", "7", *few, "-o", "fox.md")
    board = home / "fox.md"
    paper = [word for suffix in ("pdf", "epub") for word in ("-o", f"board.{suffix}")]
    size = few[2:]
    muse(home, "run", "book", "--storyboard", "fox.md", "--seed", "7", *size, *paper)
    before = len(parts(home))
    board.write_text(re.sub(r"(?m)^(.*So .*)\.$", r"\1 at last.", board.read_text(), count=1))
    took = muse(
        home, "run", "book", "--storyboard", "fox.md", "--seed", "7", *size, "-o", "again.pdf",
        "-o", "again.epub",
    )  # fmt: skip
    yield "one caption changed", "<= 6 s", f"{took:.1f} s"
    yield "parts made for it", "1: its voice", str(len(parts(home)) - before)


def kills(quick: bool, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield a line on a book that is killed again and again, and goes on."""
    home = folder / "kills"
    home.mkdir()
    draws, killed, seed = random.Random(1), 0, 9
    command = [
        *(sys.executable, "-m", "muse", "run", "book", "--prompt", PROMPT),
        *SMALL, "-o", "fox.epub", "--force", "--seed", str(seed),
    ]  # fmt: skip
    while killed < (4 if quick else 20):
        started = subprocess.Popen(
            command, cwd=home, env={**os.environ, "MUSE_HOME": str(home / "muse")},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            started.wait(draws.uniform(0.5, 6.0))
            seed += 1  # it is done: on with another
            command[-1] = str(seed)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            killed += 1
        started.wait()
    muse(home, *command[3:])
    yield f"finished parts made twice, {killed} kills", "0", str(twice(home))


def posters(quick: bool, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield lines on a poster for print and one that moves."""
    home = folder / "posters"
    home.mkdir()
    words = ["--theme", "tech", "--text", "New Product Launch", "--seed", "1"]
    size = ["--size", "A5"] if quick else ["--size", "A3"]
    took = muse(home, "run", "poster", *words, *size, "-o", "poster.png")
    yield f"poster {size[1]}", "<= 6 s", f"{took:.1f} s"
    shape = (
        ["--width", "640", "--height", "360"] if quick else ["--width", "1920", "--height", "1080"]
    )
    took = muse(
        home, "run", "poster", *words, *shape, "--effects", "fade_in,zoom_out", "-o", "poster.mp4"
    )
    yield f"moving poster {shape[1]} px", "<= 20 s", f"{took:.1f} s"


def making(quick: bool, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield a line on what run.make itself costs: parts that are there already."""
    home = folder / "making"
    home.mkdir()
    few = ["--pages", "4", "--dpi", "20", "--detail", "draft", "--no-narrate", "--seed", "3"]
    muse(home, "run", "book", "--prompt", PROMPT, *few, "-o", "a.pdf")
    code = (
        "import time, muse\n"
        "from muse.running import composing\n"
        "spent = []\n"
        "plain = composing.Composer.make_all\n"
        "def timed(self, orders):\n"
        "    began = time.perf_counter()\n"
        "    made = yield from plain(self, orders)\n"
        "    spent.append((time.perf_counter() - began) / max(1, len(orders)))\n"
        "    return made\n"
        "composing.Composer.make_all = timed\n"
        "for again in range(4):\n"  # the first one imports the generators
        "    if again == 1:\n"
        "        spent.clear()\n"
        f"    muse.run('book', prompt={PROMPT!r}, pages=4, dpi=20, detail='draft', narrate=False,"
        " seed=3, formats=['.pdf'])\n"
        "print(sorted(spent)[len(spent) // 2] * 1000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=True,
        env={**os.environ, "MUSE_HOME": str(home / "muse")},
    )  # fmt: skip
    yield "run.make itself, a part", "<= 3 ms", f"{float(done.stdout.split()[-1]):.1f} ms"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small books, few kills")
    parser.add_argument("--only", choices=["book", "kills", "posters", "making"])
    asked = parser.parse_args()
    print(f"{'what':44} {'asked':14} measured")
    with TemporaryDirectory() as folder:
        for part in (book, kills, posters, making):
            if asked.only in (None, part.__name__):
                for what, wanted, found in part(asked.quick, Path(folder)):
                    print(f"{what:44} {wanted:14} {found}", flush=True)
    print("\nSound against picture, subtitles, end of music: python benchmarks/film_sync.py")


if __name__ == "__main__":
    main()
