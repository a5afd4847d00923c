"""Paint the pictures that image.style takes its named styles from.

python docs/style_pictures.py     writes plugins/muse_image/style/pictures/*.webp
"""

import io
from pathlib import Path
from typing import get_args

from PIL import Image

import muse
from muse_image.sketch.condition import Style

FOLDER = Path(__file__).parents[1] / "plugins/muse_image/style/pictures"
PROMPT = "a village by a lake under mountains, trees, flowers"
SEEDS = {"neon": 11}
"""Where another picture than that of seed 4 shows a style better."""
LONGER = 640
"""Px of the longer side: strokes are seen, and the file stays small."""


def main() -> None:
    """Write the picture of each style."""
    FOLDER.mkdir(exist_ok=True)
    for name in get_args(Style):
        made = muse.run(
            "image",
            generator="image.sketch",
            prompt=PROMPT,
            style=name,
            time="day",
            seed=SEEDS.get(name, 4),
        )
        picture = Image.open(io.BytesIO(made.data)).convert("RGB")
        rim = round(picture.width * 0.05)  # paper around a painting is no style
        picture = picture.crop((rim, rim, picture.width - rim, picture.height - rim))
        picture.thumbnail((LONGER, LONGER), Image.Resampling.LANCZOS)
        picture.save(FOLDER / f"{name}.webp", quality=72, method=6)
        print(name, (FOLDER / f"{name}.webp").stat().st_size)


if __name__ == "__main__":
    main()
