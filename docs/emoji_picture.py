"""Draw the picture of the small models in the README: one seed, nothing picked.

python docs/emoji_picture.py     writes docs/images/emoji.png
"""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from muse import Host

FILE = Path(__file__).parent / "images" / "emoji.png"
SEED = 1
SIDE, GAP = 96, 8
"""Px of a picture, and between two."""

COLUMNS = 12
OBJECTS = ("apple", "heart", "car", "cat", "star", "book")
HUES = ("red", "yellow", "green", "blue", "purple", "black")
COUNTED = ("two cats", "three cats", "four cats", "two stars", "three stars", "four stars")
COUNTED_TOO = ("两个苹果", "三个苹果", "四个苹果", "两辆汽车", "三辆汽车", "四辆汽车")
CLASSES = (
    *("cat", "face", "heart", "clock", "fruit", "bird"),
    *("car", "moon", "square", "boat", "hat", "flower"),
)


def pictures() -> Iterator[bytes]:
    """Yield the pictures, row by row."""
    prompts = [f"a {hue} {thing}" for thing in OBJECTS for hue in HUES]
    with Host() as host:
        for prompt in (*prompts, *COUNTED, *COUNTED_TOO):
            yield host.run("image.diffusion", prompt=prompt, seed=SEED, no_embed=True).data
        for label in CLASSES:
            yield host.run("image.stylegan", label=label, seed=SEED, no_embed=True).data
        ends = ["cat", "moon"]
        walk = host.run(
            "image.vae", interpolate=ends, frames=COLUMNS, view="sheet", seed=SEED, no_embed=True
        )
        yield from cut(walk.data)


def cut(data: bytes) -> Iterator[bytes]:
    """Yield the first pictures of a sheet, which has rows of eight."""
    sheet = Image.open(io.BytesIO(data))
    side = sheet.width // 8
    for place in range(COLUMNS):
        x, y = place % 8 * side, place // 8 * side
        one = io.BytesIO()
        sheet.crop((x, y, x + side, y + side)).save(one, "PNG")
        yield one.getvalue()


def main() -> None:
    """Write the picture."""
    every = [Image.open(io.BytesIO(data)).convert("RGB") for data in pictures()]
    step = SIDE + GAP
    sheet = Image.new("RGB", (COLUMNS * step + GAP, len(every) // COLUMNS * step + GAP), "white")
    for place, picture in enumerate(every):
        large = picture.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
        sheet.paste(large, (place % COLUMNS * step + GAP, place // COLUMNS * step + GAP))
    sheet.save(FILE, optimize=True)
    print(FILE.name, FILE.stat().st_size)


if __name__ == "__main__":
    main()
