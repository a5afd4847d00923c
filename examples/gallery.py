"""The gallery of the README: twelve prompts in twelve styles, on one sheet.

python examples/gallery.py gallery.jpg
"""

import argparse
import io
from pathlib import Path

from PIL import Image

import muse

PICTURES = (
    ("portrait of a young woman with red hair and a green coat, morning", "oil", 5),
    ("富士山和湖,樱花,清晨", "woodblock", 2),
    ("a cozy living room with a fireplace, a sofa and a cat", "watercolour", 4),
    ("a wizard holding a lantern in a forest at night", "cartoon", 3),
    ("a fox in an autumn forest", "gouache", 6),
    ("a lighthouse at sunset, waves", "stained-glass", 3),
    ("一位穿着汉服的少女站在石桥上", "ink", 5),
    ("a bowl of ramen", "pastel", 2),
    ("a street in an old town, evening", "pixel-art", 3),
    ("a windmill in a wheat field at sunset, birds", "oil", 7),
    ("an astronaut in space", "neon", 2),
    ("a knight riding a white horse", "pencil", 2),
)
COLUMNS, SIZE = 4, (320, 240)


def main() -> None:
    """Paint the pictures at twice their size, and paste them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    rows = -(-len(PICTURES) // COLUMNS)
    sheet = Image.new("RGB", (SIZE[0] * COLUMNS, SIZE[1] * rows))
    for place, (prompt, style, seed) in enumerate(PICTURES):
        made = muse.run(
            "image.sketch",
            prompt=prompt,
            style=style,
            seed=seed,
            width=SIZE[0] * 2,
            height=SIZE[1] * 2,
        )
        with Image.open(io.BytesIO(made.data)) as picture:
            small = picture.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
        sheet.paste(small, (place % COLUMNS * SIZE[0], place // COLUMNS * SIZE[1]))
    sheet.save(asked.target, quality=86)
    print(asked.target)


if __name__ == "__main__":
    main()
