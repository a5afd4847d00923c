"""A large library for the studio, and how quickly the server finds things in it.

    python benchmarks/studio/library.py [ARTIFACTS]

`fill` makes it: thumbnails, colours, words, reports, ratings, tags, a collection. The figures are
medians of twenty requests to a server on this machine, as a client waits for them.
"""

import io
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from benchmarks.figures import Row  # noqa: E402
from muse.library import search, shelf  # noqa: E402
from muse.library.library import Library  # noqa: E402
from muse.media import colours  # noqa: E402

WORDS = (
    "lake mountain forest night dream castle river storm snow sunset robot fairy city dragon "
    "ocean autumn lantern bridge garden winter "
    "森林 夜景 湖泊 高山 仙女 剑客 歌曲 爱情 故事 秋天 月亮"
).split()
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
KEYS = ("G major", "D minor", "C major", "E minor", "F major", "A minor")
GENERATORS = ("image.sketch", "music.midi", "text.grammar", "works.poster")
THUMBNAILS = 240
BATCH = 10_000
AIMS = {"first": 60, "offset": 60, "search": 120, "count": 60}
"""Milliseconds that a kind of request takes at most."""


def fill(home: Path, count: int) -> list[str]:
    """Make a library of so many artifacts in a home of Muse; return their ids, the oldest first.

    Pictures of all colours, songs, texts; it is always the same, and may be filled further.
    """
    library = Library(home / "data")
    start = library.database.rows("SELECT coalesce(max(seq), 0) FROM runs")
    first = (start[0][0] if start else 0) + 1
    draw = random.Random(first)
    shown = [_thumbnail(draw) for _ in range(THUMBNAILS)]
    found = [colours.of_picture(data) for data, _ in shown]
    ids: list[str] = []
    for begun in range(first, first + count, BATCH):
        rows = [_row(draw, number) for number in range(begun, min(begun + BATCH, first + count))]
        with library.database.write() as db:
            db.executemany(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, '1', ?, ?, 'done', 1.0, NULL, '{}', ?)",
                [row["run"] for row in rows],
            )
            db.executemany(
                "INSERT INTO artifacts VALUES (?, ?, 0, 7, ?, ?, ?, 0, ?, ?, ?, ?, NULL, NULL)",
                [
                    (*row["artifact"], shown[row["shown"]][0], row["rating"], row["note"])
                    for row in rows
                ],
            )
            db.executemany(
                "INSERT INTO files VALUES (?, ?, ?, ?, ?, NULL)", [row["file"] for row in rows]
            )
            db.executemany(
                "INSERT INTO tags VALUES (?, ?)", [tag for row in rows for tag in row["tags"]]
            )
            places = [(shelf.place(row["number"], 0), row) for row in rows]
            db.executemany(
                "INSERT INTO told (rowid, text) VALUES (?, ?)",
                [(place, search.words(f"{row['words']} {row['told']}")) for place, row in places],
            )
            shelf.coloured(db, [(place, found[row["shown"]]) for place, row in places])
            db.executemany(
                "UPDATE shelf SET wide = ?, high = ? WHERE place = ?",
                [(*shown[row["shown"]][1], place) for place, row in places],
            )
        ids += [row["artifact"][0] for row in rows]
    kept = library.collections.add("The best")
    library.collections.put(kept.id, ids[::97])
    library.close()
    return ids


def _row(draw: random.Random, number: int) -> dict[str, object]:
    """Return what is recorded of one artifact."""
    run = "".join(draw.choices(ALPHABET, k=10))
    generator = draw.choices(GENERATORS, (60, 24, 15, 1))[0]
    medium = generator.partition(".")[0]
    prompt = " ".join(draw.choices(WORDS, k=6)) + (" unicorn" * (number % 5_000 == 7))
    key = draw.choice(KEYS) if medium == "music" else "none"
    report = {
        "read": {"mood": {"value": draw.choice(("happy", "sad", "calm")), "words": "mood"}},
        "chosen": {"seed": number, "style": draw.choice(("ink", "pastel", "poster"))},
        "measured": {"key": key, "bpm": draw.randrange(60, 180)},
        "notes": ["nothing was left out"],
    }
    recipe = {"generator": generator, "asked": {"prompt": prompt}, "environment": "x" * 800}
    id, suffix = f"{run}-1", {"image": ".png", "music": ".mid"}.get(medium, ".md")
    kind = {"image": "image/png", "music": "audio/midi"}.get(medium, "text/markdown")
    sheet = f"sheet-{number % 500}" if number % 3 == 0 else None
    asked = json.dumps({"prompt": prompt})
    excerpt = " ".join(draw.choices(WORDS, k=30)) if medium == "text" else ""
    text = json.dumps(report, ensure_ascii=False), json.dumps(recipe)
    return {
        "number": number,
        "run": (number, run, 1.7e9 + number * 60, medium, generator, prompt, asked, sheet),
        "words": f"{prompt} {medium} {generator}",
        "told": f"{key} {excerpt} {report['measured']['bpm']} {report['chosen']['style']}",  # type: ignore[index]
        "artifact": (id, number, prompt, *text, excerpt),
        "rating": number % 7 if number % 7 in (1, 2, 3, 4, 5) else None,
        "note": "for Anna" if number % 3_001 == 0 else None,
        "file": (id, suffix, kind, 20_000, f"{number:064x}"),
        "tags": [(id, "wall")] * (number % 50 == 0) + [(id, "album")] * (number % 9 == 0),
        "shown": draw.randrange(THUMBNAILS),
    }


def _thumbnail(draw: random.Random) -> tuple[bytes, tuple[int, int]]:
    """Return a small picture of some colours, as WebP, and its size."""
    from PIL import Image, ImageDraw

    size = draw.choice(((256, 256), (256, 171), (171, 256), (256, 144)))
    colour = [f"hsl({draw.randrange(360)}, {draw.randrange(20, 100)}%, {level}%)"
              for level in (draw.randrange(15, 85), draw.randrange(30, 80), 90)]  # fmt: skip
    drawn = Image.new("RGB", size, colour[0])
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, size[1] // 2, size[0], size[1]), fill=colour[1])
    for _ in range(6):
        x, y, r = draw.randrange(size[0]), draw.randrange(size[1]), draw.randrange(8, 40)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=colour[draw.randrange(3)])
    buffer = io.BytesIO()
    drawn.save(buffer, "WEBP", quality=80)
    return buffer.getvalue(), size


def requests(count: int) -> dict[str, tuple[str, str]]:
    """Return what is measured: name -> kind, path."""
    last = max(0, count - 50)
    return {
        "first page of 50": ("first", "?brief=true"),
        "first page of 50, whole": ("first", ""),
        "first page of 200": ("first", "?brief=true&limit=200"),
        "at half": ("offset", f"?brief=true&offset={last // 2}"),
        "at the end": ("offset", f"?brief=true&offset={last}"),
        "at the end, by rating": ("offset", f"?brief=true&order=rating&offset={last}"),
        "at the end, oldest": ("offset", f"?brief=true&order=oldest&offset={last}"),
        "a common word": ("search", "?brief=true&q=lake"),
        "a common word, far": ("search", f"?brief=true&q=lake&offset={last // 8}"),
        "two words, 森林 lake": ("search", "?brief=true&q=森林 lake"),
        "two letters": ("search", "?brief=true&q=la"),
        "a rare word": ("search", "?brief=true&q=unicorn"),
        "G major": ("search", "?brief=true&q=G major"),
        "by rating, a common word": ("search", "?brief=true&q=lake&order=rating"),
        "medium": ("first", "?brief=true&medium=music"),
        "a rare generator": ("first", "?brief=true&generator=works.poster"),
        "a tag": ("first", "?brief=true&tag=wall"),
        "blue": ("first", "?brief=true&colour=2060ff"),
        "brown, far": ("offset", f"?brief=true&colour=8b4513&offset={last // 20}"),
        "a sheet": ("first", "?brief=true&sheet=sheet-3"),
        "rated 4 and more": ("first", "?brief=true&rating=4"),
        "count of all": ("count", "/count"),
        "count of a common word": ("count", "/count?q=lake"),
        "count of a colour": ("count", "/count?colour=2060ff"),
        "count of a medium": ("count", "/count?medium=music"),
        "count of a tag": ("count", "/count?tag=album"),
    }


def main() -> int:
    """Fill a library, measure, print, and return 1 when something takes longer than its aim."""
    import httpx2 as httpx

    from benchmarks import serve

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    slow = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        start = time.perf_counter()
        fill(home, count)
        size = (home / "data" / "library.sqlite3").stat().st_size
        spent = time.perf_counter() - start
        print(f"{count:,} artifacts: {size / 1e6:,.0f} MB, filled in {spent:.0f} s")
        server = serve.Server(home, "--workers", "0")
        server.start()
        try:
            with httpx.Client(base_url=server.url, timeout=60) as client:
                for name, (kind, path) in requests(count).items():
                    took = _measure(client, f"/api/v1/artifacts{path}")
                    row = Row(f"{name} (ms)", round(took, 1), "<=", AIMS[kind])
                    slow += not row.good
                    print(f"{row.name:36}{row.value:8.1f}  {row.sign} {row.aim}")
        finally:
            server.stop()
    print("FAILED" if slow else "all within their aims")
    return int(slow > 0)


def _measure(client: object, path: str) -> float:
    """Return the median of twenty requests in milliseconds."""
    spent = []
    for _ in range(20):
        start = time.perf_counter()
        client.get(path).raise_for_status()  # type: ignore[attr-defined]
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    sys.exit(main())
