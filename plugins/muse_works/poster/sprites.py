"""Parts of a page that move by themselves, and what happens to them on the way."""

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .colours import luminance
from .page import Words

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass
class Sprite:
    """A part of a page that moves by itself: its picture (RGBA), its corner, and what it is."""

    image: "Image"
    x: int
    y: int
    words: Words | None = None
    order: int = 0
    drawing: bool = False
    """Whether it is the theme's drawing."""
    cuts: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Boxes of its letters on the sprite, in the order in which they are written."""


def typed(sprite: Sprite, part: float) -> "Image":
    """Return a sprite with the part of its letters that is written."""
    from PIL import Image, ImageDraw

    number = round(min(1.0, max(0.0, part)) * len(sprite.cuts))
    if number == len(sprite.cuts):
        return sprite.image
    written = Image.new("L", sprite.image.size, 0)
    pen = ImageDraw.Draw(written)
    for box in sprite.cuts[:number]:
        pen.rectangle(box, 255)
    made = Image.new("RGBA", sprite.image.size, (0, 0, 0, 0))
    made.paste(sprite.image, (0, 0), written)
    return made


def wiped(image: "Image", part: float) -> "Image":
    """Return a sprite seen from its left edge to a soft edge that wanders to its right."""
    from PIL import Image, ImageChops

    soft = max(2, round(image.width * 0.12))
    edge = round(part * (image.width + soft))
    ramp = Image.linear_gradient("L").rotate(90).resize((soft, 1))
    seen = Image.new("L", (image.width, 1), 0)
    seen.paste(255, (0, 0, max(0, edge - soft), 1))
    seen.paste(ramp.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (edge - soft, 0))
    made = image.copy()
    made.putalpha(ImageChops.multiply(image.getchannel("A"), seen.resize(image.size)))
    return made


def shimmering(image: "Image", words: Words, part: float) -> "Image":
    """Return a sprite with a slanting band of light that has come `part` of its way across it."""
    import numpy as np
    from PIL import Image

    if not 0 < part < 1:
        return image
    wide, tall = image.size
    x = np.arange(wide)[None, :] + 0.45 * np.arange(tall)[:, None]
    reach = wide + 0.45 * tall
    band = np.exp(-(((x - (part * 1.3 - 0.15) * reach) / (0.06 * reach)) ** 2))
    light = luminance(words.colour) < 0.5
    value = (255, 255, 255) if light else tuple(round(part * 0.45) for part in (60, 120, 255))
    strength = Image.fromarray((band * (190 if light else 120)).astype(np.uint8))
    shine = Image.new("RGB", image.size, value)
    made = Image.composite(shine, image.convert("RGB"), strength).convert("RGBA")
    made.putalpha(image.getchannel("A"))
    return made


def scaled(sprite: Sprite, scale: float) -> "tuple[Image, int, int]":
    """Return a sprite enlarged around its middle, and its corner."""
    from PIL import Image

    if scale == 1:
        return sprite.image, sprite.x, sprite.y
    wide, tall = sprite.image.size
    w, h = wide * scale, tall * scale
    x, y = sprite.x + (wide - w) / 2, sprite.y + (tall - h) / 2
    left, top = math.floor(x), math.floor(y)
    size = math.ceil(x + w) - left, math.ceil(y + h) - top
    # What the corner is off the grid is taken from the part that is seen, so nothing jitters.
    box = (
        (left - x) / scale, (top - y) / scale,
        (left + size[0] - x) / scale, (top + size[1] - y) / scale,
    )  # fmt: skip
    made = sprite.image.transform(
        size,
        Image.Transform.AFFINE,
        (1 / scale, 0, box[0], 0, 1 / scale, box[1]),
        Image.Resampling.BILINEAR,
    )
    return made, left, top
