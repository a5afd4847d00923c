"""How quick the library stays: a million runs, listed, searched, filtered and added to.

    python benchmarks/library.py [RUNS]

Figures are medians of twenty calls on a warm database. Filling a million takes some minutes.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from muse.library import search
from muse.library.library import Library, new_id
from muse.library.records import ArtifactRecord, FileRecord

WORDS = (
    "lake mountain forest night dream castle river storm snow sunset robot fairy city dragon "
    "ocean autumn lantern bridge 森林 夜景 湖泊 高山 仙女 剑客 流行 歌曲 爱情 故事 秋天 月亮"
).split()
LIMIT = 0.2


def main() -> int:
    """Fill a library, measure, print, and return 1 when a call takes longer than the limit."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        start = time.perf_counter()
        ids = fill(library, count)
        size = library.database.path.stat().st_size
        print(
            f"{count:,} runs: {size / 1e6:,.0f} MB, filled in {time.perf_counter() - start:.0f} s"
        )
        worst = 0.0
        for name, call in calls(library, ids).items():
            spent = measure(call)
            worst = max(worst, spent)
            print(f"{name:44} {spent * 1000:8.2f} ms")
        library.close()
    print("FAILED" if worst > LIMIT else f"every call within {LIMIT * 1000:.0f} ms")
    return int(worst > LIMIT)


def fill(library: Library, count: int) -> list[str]:
    """Write runs of one artifact each, in few transactions; return some of their ids."""
    draw = random.Random(1)
    some = []
    library.begin(generator="image.sketch", version="1", prompt="first", asked={})
    for first in range(0, count, 50_000):
        with library.database.write() as db:
            for number in range(first + 2, min(first + 50_000, count) + 2):
                run = new_id()
                generator = draw.choices(
                    ["image.sketch", "music.midi", "text.grammar", "image.rare"], [60, 25, 15, 0.01]
                )[0]
                medium = generator.partition(".")[0]
                prompt = " ".join(draw.choices(WORDS, k=6)) + (" unicorn" * (number % 50_000 == 7))
                db.execute(
                    "INSERT INTO runs VALUES"
                    " (?, ?, ?, ?, ?, '1', ?, ?, 'done', 1.0, NULL, '{}', NULL)",
                    (
                        number,
                        run,
                        1.7e9 + number,
                        medium,
                        generator,
                        prompt,
                        json.dumps({"seed": 1}),
                    ),
                )
                db.execute(
                    "INSERT INTO words (rowid, text) VALUES (?, ?)",
                    (number, search.words(f"{prompt} {medium} {generator}")),
                )
                db.execute(
                    "INSERT INTO artifacts VALUES (?, ?, 0, 1, ?, '{}', '{}', 0, '', NULL, NULL,"
                    " NULL, NULL, NULL)",
                    (f"{run}-1", number, prompt),
                )
                db.execute(
                    "INSERT INTO files VALUES (?, '.png', 'image/png', 9, ?, '/tmp/a.png')",
                    (f"{run}-1", f"hash-{run}"),
                )
                if number % 10_000 == 0:
                    some.append(run)
    return some


def calls(library: Library, ids: list[str]) -> dict[str, Callable[[], object]]:
    """Return what is measured, by name."""
    draw = random.Random(2)

    def add() -> None:
        number, run = library.begin(generator="image.sketch", version="1", prompt="a", asked={})
        file = FileRecord(".png", "image/png", 9, f"hash-{run}", None)
        made = ArtifactRecord(f"{run}-1", 0, 1, "a", {}, {}, False, "", None, None, [file])
        library.add(number, made, None)
        library.end(number, "done", 1.0)

    return {
        "log: the newest 20": library.log,
        "log -m text": lambda: library.log(medium="text"),
        "log -g image.rare (1 in 10,000)": lambda: library.log(generator="image.rare"),
        "log -q 'lake mountain' (common words)": lambda: library.log(query="lake mountain"),
        "log -q unicorn (1 in 50,000)": lambda: library.log(query="unicorn"),
        "log -q 仙女 剑客": lambda: library.log(query="仙女 剑客"),
        "log -q lake -g image.rare": lambda: library.log(query="lake", generator="image.rare"),
        "show ID": lambda: library.find(draw.choice(ids)),
        "find by hash": lambda: library.by_hash(f"hash-{draw.choice(ids)}"),
        "record a run (begin, add, end)": add,
    }


def measure(call: Callable[[], object]) -> float:
    """Return the median of twenty calls in seconds."""
    call()
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        call()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    sys.exit(main())
