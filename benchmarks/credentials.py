"""Whether other programs read what Muse signs: every format, and one bit of each changed.

    npm install --prefix FOLDER @contentauth/c2pa-wasm @trustnxt/c2pa-ts
    python benchmarks/credentials.py FOLDER

The first is the library that Muse signs by, for browsers; the second another one, written in
TypeScript, that knows fewer formats: of those it gets the file as it is, and the credentials as
they stand in it. Neither looks for credentials in a page, nor beside a file, by itself.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from muse import Host, MuseError

RUNS = {
    "image.sketch": ({"prompt": "a lake", "width": 512}, ".png .jpg .webp .gif .svg"),
    "music.midi": ({"bars": 4}, ".wav .flac .mp3 .mxl .mid .ogg .musicxml"),
    "text.grammar": ({"prompt": "a fox"}, ".html .epub .docx .pdf .md .txt"),
    "video.film": (
        {"scenes": [{"say": "One.", "seconds": 1.0}], "width": 96, "height": 64},
        ".mp4",
    ),
}
TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".svg": "image/svg+xml", ".wav": "audio/wav", ".flac": "audio/flac", ".mp3": "audio/mpeg",
    ".mxl": "zip", ".epub": "application/epub+zip", ".docx": "docx", ".pdf": "application/pdf",
    ".mp4": "video/mp4",
}  # fmt: skip


def made(folder: Path) -> Iterator[Path]:
    """Make a file of each format, and yield where it is."""
    with Host(library=folder / "library") as host:
        for generator, (fields, suffixes) in RUNS.items():
            for suffix in suffixes.split():
                target = folder / f"{generator.partition('.')[0]}{suffix}"
                try:
                    host.run(generator, seed=1, output=target, **fields)
                except MuseError as error:
                    print(f"{target.name}: {error}", file=sys.stderr)
                    continue
                yield target


def plain(folder: Path) -> Path:
    """Return a signed MP4 without a recipe, whose box is of the same kind as the credentials'."""
    from muse import Artifact
    from muse.contract.file import File
    from muse.contract.item import Item
    from muse_provenance.signing import muse_sign

    data = (folder / "video.mp4").read_bytes()
    kept = data[: data.rindex(b"uuidmuse") - 4]
    recipe = {"generator": "video.film", "condition": {}, "payload": {".mp4": "0" * 64}}
    film = Artifact({}, Item(0, 1), title="plain", id="plain-1", recipe=recipe)
    film.files = {".mp4": File("video/mp4", kept)}
    done = muse_sign(artifact=film, key=".mp4", inputs={}, settings={}, folder=folder)
    assert done is not None and isinstance(done.content, bytes)
    target = folder / "plain.mp4"
    target.write_bytes(done.content)
    return target


def changed(path: Path) -> Path:
    """Return a copy of a file in which one bit is another, in the middle."""
    copy = path.with_name(f"changed-{path.name}")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    return copy


def main() -> None:
    """Print a table: each file, by each reader, as it is and changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where npm installed the readers")
    asked = parser.parse_args()
    reader = Path(__file__).with_suffix(".mjs")
    with tempfile.TemporaryDirectory() as place:
        lines = []
        for path in (*made(Path(place)), plain(Path(place))):
            side = path.with_name(f"{path.name}.c2pa")
            beside = str(side) if side.exists() else None
            for each in (path, changed(path)):
                lines.append(json.dumps([str(each), TYPES.get(path.suffix), beside]))
        done = subprocess.run(
            ["node", str(reader), str(asked.folder)],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
    print(f"| {'file':24} | {'c2pa-wasm':12} | {'c2pa-ts':40} |")
    for line in done.stdout.splitlines():
        told = json.loads(line)
        name = Path(told["file"]).name
        print(f"| {name:24} | {told['wasm']:12} | {told['typescript']:40} |")


if __name__ == "__main__":
    main()
