"""A contact sheet: prompts down, styles or seeds across, one picture each.

python examples/contact_sheet.py sheet.png                       # eight prompts in every style
python examples/contact_sheet.py sheet.png --styles oil,ink --seeds 1,2 "a lake" "森林夜景"
"""

import argparse
import io
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw

import muse
from muse_image.sketch.condition import Style

PROMPTS = (
    "a beautiful landscape with a lake and mountains",
    "一幅充满梦幻色彩的森林夜景",
    "three red boats at sunset, a lighthouse on the left",
    "city skyline at night with a full moon, rain",
    "a village under snow, winter evening",
    "meadow of flowers with a windmill and birds, spring morning",
    "秋天的古塔,两只仙鹤,薄雾",
    "jazz at midnight",
)
TITLE = 18
"""Height of the line above each column, px."""


def sheet(
    prompts: list[str], columns: list[tuple[str | None, int]], width: int, height: int
) -> Image.Image:
    """Return one picture of all: a row for each prompt, a column for each (style, seed).

    Every picture is painted at twice `width` x `height` px, and shown at half of that.
    """
    size = (width * len(columns), height * len(prompts) + TITLE)
    made = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(made)
    for column, (style, seed) in enumerate(columns):
        draw.text((column * width + 4, 3), f"{style or 'as asked'} {seed}", fill="black")
        for row, prompt in enumerate(prompts):
            more = {"style": style} if style else {}
            result = muse.run(
                "image.sketch", prompt=prompt, seed=seed, width=width * 2, height=height * 2, **more
            )
            with Image.open(io.BytesIO(result.data)) as picture:
                small = picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
            made.paste(small, (column * width, row * height + TITLE))
    return made


def main() -> None:
    """Paint every prompt in every style with every seed, and paste them into one picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", type=Path)
    parser.add_argument("prompts", nargs="*", default=[])
    parser.add_argument("--styles", default="all", help="comma separated; prompt: as it says")
    parser.add_argument("--seeds", default="1", help="comma separated")
    parser.add_argument("--size", default="320x240", help="of one picture on the sheet, px")
    asked = parser.parse_intermixed_args()
    names: list[str | None] = list(asked.styles.split(","))
    if asked.styles in ("all", "prompt"):
        names = list(get_args(Style)) if asked.styles == "all" else [None]
    columns = [(style, int(seed)) for style in names for seed in asked.seeds.split(",")]
    width, height = (int(part) for part in asked.size.split("x"))
    sheet(asked.prompts or list(PROMPTS), columns, width, height).save(asked.target)
    print(asked.target)


if __name__ == "__main__":
    main()
