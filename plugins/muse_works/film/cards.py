"""Letters on a film: subtitles, titles on pictures, and cards before and after."""

import math
from typing import TYPE_CHECKING

from ..lettering import block
from ..video.planes import Overlay, overlay

if TYPE_CHECKING:
    from PIL.Image import Image

Size = tuple[int, int]


def letter_size(size: Size) -> float:
    """Return how large subtitles are in a film of a size, px."""
    return max(8.0, min(0.056 * size[1], 0.05 * size[0]))


def longest_line(size: Size) -> int:
    """Return how many columns a line of subtitles has at most."""
    return max(12, min(42, math.floor(0.88 * size[0] / (0.5 * letter_size(size)))))


def subtitle(text: str, size: Size) -> Overlay | None:
    """Return a subtitle as it is drawn: white letters with a dark edge, low in the picture."""
    letters = letter_size(size)
    made = block.set_text(
        text, "sans", width=size[0] * 0.94, size=letters, weight=600, align="centre", leading=1.25
    )
    portrait = size[1] > size[0]
    low = size[1] * (0.84 if portrait else 0.935)
    at = ((size[0] - made.width) / 2, low - made.height)
    return _drawn(made, at, size, edge=letters / 11)


def heading(text: str, size: Size) -> Overlay | None:
    """Return large words on a picture, high in it."""
    made = block.set_text(
        text, "display", fit=(size[0] * 0.8, size[1] * 0.2), largest=size[1] * 0.11, align="centre"
    )
    at = ((size[0] - made.width) / 2, size[1] * 0.09)
    return _drawn(made, at, size, edge=made.size / 22)


def card(text: str, size: Size) -> Overlay | None:
    """Return the words of a title card, in the middle."""
    made = block.set_text(
        text,
        "display",
        fit=(size[0] * 0.76, size[1] * 0.46),
        largest=min(size) * 0.15,
        align="centre",
    )
    at = ((size[0] - made.width) / 2, (size[1] - made.height) / 2)
    return _drawn(made, at, size, edge=0)


def ground(picture: "Image", size: Size) -> "Image":
    """Return what a card is written on: a picture, out of focus and dark."""
    from PIL import Image, ImageEnhance, ImageFilter, ImageOps

    small = ImageOps.fit(picture.convert("RGB"), (max(16, size[0] // 8), max(16, size[1] // 8)))
    soft = small.filter(ImageFilter.GaussianBlur(max(1, min(small.size) / 14)))
    dark = ImageEnhance.Brightness(ImageEnhance.Color(soft).enhance(1.15)).enhance(0.55)
    return dark.resize(size, Image.Resampling.BICUBIC)


def _drawn(made: "block.Block", at: tuple[float, float], size: Size, edge: float) -> Overlay | None:
    from PIL import Image

    canvas = Image.new("RGBA", size)
    letters = made.size
    block.shadow(canvas, made, at, "#000000", blur=letters / 7, opacity=0.75, wider=letters / 18)
    if edge:
        block.outline(canvas, made, at, "#101014", edge, 0.92)
    block.draw(canvas, made, at, "#ffffff")
    return overlay(canvas)
