"""Styles by name: a picture of each, made by Muse's own painter, and words that name them."""

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from muse import Lexicon, Reading

if TYPE_CHECKING:
    from PIL.Image import Image

FOLDER = "pictures"
"""Where the pictures are, beside this module: `docs/style_pictures.py` makes them."""

OWN_COLOURS = ("ink", "line-art", "neon", "pencil", "woodblock")
"""Styles to which their colours belong; those of the others are of what their pictures show."""

NEAREST = Lexicon(
    {
        "style": {
            "oil": [
                "oil",
                "van gogh",
                "vincent van gogh",
                "starry night",
                "rembrandt",
                "梵高",
                "伦勃朗",
            ],
            "pointillism": ["pointillist", "seurat", "georges seurat", "signac", "修拉", "西涅克"],
            "woodblock": [
                "woodblock",
                "ukiyo-e",
                "hokusai",
                "hiroshige",
                "great wave",
                "葛饰北斋",
                "北斋",
                "歌川广重",
            ],
            "watercolour": ["watercolour", "watercolor", "winslow homer", "john singer sargent"],
            "pastel": ["pastel", "pastels", "degas", "edgar degas", "德加"],
            "ink": ["ink", "qi baishi", "sesshu", "齐白石", "雪舟"],
            "stained-glass": ["stained glass", "tiffany", "蒂芙尼"],
            "pencil": ["pencil"],
            "neon": ["neon"],
            "gouache": ["gouache"],
            "cartoon": ["cartoon"],
        }
    }
)
"""Bare names of styles, and painters by the style of Muse's painter nearest to theirs."""

IDLE = ("style", "painting", "painted", "manner", "风格", "的风格", "画风")
"""Words around the name of a style that say nothing else."""


def read(prompt: str) -> Reading:
    """Return the style that a prompt names, and the words that say nothing of any.

    What the painter would paint, a lake or the night, isn't made here, and counts among those.
    """
    from muse_image.sketch import words

    known = NEAREST.read(prompt)
    style = {name: value for name, value in known.fields.items() if name == "style"}
    painted = words.read(prompt).fields
    if "style" in painted:
        style["style"] = painted["style"]
    said = style["style"].words.lower() if style else ""  # of several words each is known
    left = (word for word in known.not_understood if word.lower() not in IDLE)
    left = (word for word in left if word.lower() not in said)
    return Reading(style, tuple(word for word in left if "style" not in words.read(word).fields))


def nearest(name: str) -> str | None:
    """Return the style that a painter's name stands for ("van-gogh"), or another word for one."""
    found = NEAREST.read(name.replace("-", " ").replace("_", " "))
    style = found.fields.get("style")
    return None if style is None or found.not_understood else str(style.value)


@cache
def data(name: str) -> bytes:
    """Return the WebP file of the picture of a style."""
    return files(__package__).joinpath(FOLDER, f"{name}.webp").read_bytes()


def picture(name: str) -> "Image":
    """Return the picture of a style."""
    from PIL import Image

    return Image.open(io.BytesIO(data(name)), formats=("WEBP",)).convert("RGB")
