"""The gallery of the README: twelve prompts in twelve styles, on one sheet.

python examples/gallery.py gallery.jpg
"""

import argparse
import io
from pathlib import Path

from PIL import Image

import muse

PICTURES = (
    ("a windmill in a wheat field at sunset, birds", "oil", 7),
    ("富士山和湖,樱花,清晨", "woodblock", 2),
    ("两只仙鹤在湖边,薄雾", "ink", 5),
    ("a harbour with red and white boats, morning", "watercolour", 3),
    ("a castle by a lake, sunset", "pixel-art", 3),
    ("a lighthouse at sunset, waves", "stained-glass", 3),
    ("a white horse and three sheep in a meadow", "gouache", 6),
    ("a village in snow, winter night, moon", "cartoon", 5),
    ("mountains and a lake, dawn", "low-poly", 8),
    ("a field of lavender, hills, a sunny morning", "pastel", 2),
    ("city skyline at night with a full moon", "neon", 2),
    ("a pagoda in a bamboo forest", "pencil", 2),
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
