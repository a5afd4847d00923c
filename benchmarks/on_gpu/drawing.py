"""The emoji to learn from, drawn by a process of its own while the card is busy with other things.

    python -m benchmarks.on_gpu.drawing OUT PACK|- COMPOSED

Beside the font's own there are composed ones, where the trainer knows how: in other colours,
counted, in pairs. Font and keywords come from the pack, or else from this machine.
"""

import json
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

FONT, WORDS = "NotoColorEmoji.ttf", "cldr"
SIZE = 64
"""Side of a picture, px."""


def pack(folder: Path) -> int:
    """Copy the font and the keywords of emoji to a folder; return their bytes."""
    from muse_image.data import emoji

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(emoji.font_path(), folder / FONT)
    for room in ("annotations", "annotationsDerived"):
        for language in ("en", "zh"):
            there = emoji.WORDS / room / f"{language}.xml"
            if there.is_file():
                (folder / WORDS / room).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(there, folder / WORDS / room / there.name)
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def draw(folder: Path | None, composed: int) -> Any:
    """Return all pictures, of the font in a folder or of this machine's own."""
    from muse_image.data import emoji
    from muse_image.diffusion.training import DiffusionTrainCondition, DiffusionTrainer

    data = "emoji"
    if folder is not None and (folder / FONT).is_file():
        data = f"emoji:{folder / FONT}"
        emoji.known.__defaults__ = (folder / WORDS,)
    fields: dict[str, Any] = {"data": data, "size": SIZE}
    if composed and "compose" in DiffusionTrainCondition.model_fields:
        fields["compose"] = composed
    return _driven(
        DiffusionTrainer().pictures(
            DiffusionTrainCondition(**fields),
            SimpleNamespace(check=lambda: None),  # type: ignore[arg-type]
        )
    )


def squares(side: int = 16) -> Any:
    """Return a few coloured squares: what a small run learns from, on any machine."""
    import numpy as np

    from muse_image.data import Pictures

    pixels = np.full((24, 3, side, side), 255, np.uint8)
    for number in range(24):
        colour = ((220, 30, 30), (30, 60, 220))[number % 2]
        edge = 2 + number // 2 % 4
        pixels[number, :, edge:-edge, edge:-edge] = np.array(colour)[:, None, None]
    names = ("red square", "blue square")
    return Pictures(
        pixels, np.arange(24) % 2, names, tuple((names[n % 2],) for n in range(24)),
        np.full(24, 1 / 24), tuple(names[n % 2] for n in range(24)), source="emoji",
    )  # fmt: skip


def write(pictures: Any, path: Path) -> None:
    """Write pictures to a file; it is there whole or not at all."""
    import numpy as np

    told = [pictures.classes, pictures.captions, pictures.groups, "emoji"]
    part = path.with_suffix(".part.npz")
    np.savez(
        part, pixels=pictures.pixels, labels=pictures.labels, weights=pictures.weights,
        told=np.frombuffer(json.dumps(told).encode(), np.uint8),
    )  # fmt: skip
    part.replace(path)


def read(path: Path) -> Any:
    """Return the pictures of a file."""
    import numpy as np

    from muse_image.data import Pictures

    with np.load(path, allow_pickle=False) as file:
        classes, captions, groups, source = json.loads(file["told"].tobytes())
        return Pictures(
            file["pixels"], file["labels"], tuple(classes), tuple(map(tuple, captions)),
            file["weights"], tuple(groups), source=source,
        )  # fmt: skip


def _driven(steps: Any) -> Any:
    told = time.monotonic()
    while True:
        try:
            event = next(steps)
        except StopIteration as done:
            return done.value
        if time.monotonic() - told > 10:
            told = time.monotonic()
            print(f"drawing: {event.note} {event.done:.3f} of {event.total}", flush=True)


def from_file(path: Path) -> Any:
    """Return what stands for `muse_image.data.read` and gives the pictures of a file."""

    def reading(source: str, **how: Any) -> Iterator[Any]:
        yield from ()
        return read(path)

    return reading


if __name__ == "__main__":
    out, packed, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    start = time.monotonic()
    made = squares() if count < 0 else draw(None if packed == "-" else Path(packed), count)
    write(made, out)
    print(f"drawing: {len(made)} pictures in {time.monotonic() - start:.0f} s", flush=True)
