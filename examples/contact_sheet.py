"""A contact sheet: prompts down, styles or seeds across, one picture each.

python examples/contact_sheet.py sheet.png --styles oil,ink --seeds 1,2 "a lake" "a forest at night"
"""

import argparse
import io
from pathlib import Path

from PIL import Image

import muse

THUMB = (320, 240)


def main() -> None:
    """Paint every prompt in every style with every seed, and paste them into one picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("prompts", nargs="+")
    parser.add_argument("--styles", default="", help="comma separated; none: what the prompt says")
    parser.add_argument("--seeds", default="1")
    asked = parser.parse_args()
    styles: list[str | None] = list(filter(None, asked.styles.split(","))) or [None]
    columns = [(style, int(seed)) for style in styles for seed in asked.seeds.split(",")]
    sheet = Image.new("RGB", (THUMB[0] * len(columns), THUMB[1] * len(asked.prompts)), "white")
    for row, prompt in enumerate(asked.prompts):
        for column, (style, seed) in enumerate(columns):
            more = {"style": style} if style else {}
            made = muse.run("image", prompt=prompt, seed=seed, width=640, height=480, **more)
            with Image.open(io.BytesIO(made.data)) as picture:
                sheet.paste(picture.resize(THUMB), (column * THUMB[0], row * THUMB[1]))
    sheet.save(asked.target)
    print(asked.target)


if __name__ == "__main__":
    main()
