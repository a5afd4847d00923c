"""Set text on a picture: letters, outlines, shadows and plates."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from .shapes import Block, Run

Colour = str | tuple[int, ...]


def mask(block: "Block", wider: float = 0.0, pad: int = 2) -> "tuple[Image, int, int]":
    """Return the letters of a block as a picture of mode L, and where its corner is, px.

    `wider` px are added around all letters.
    """
    from PIL import Image

    left, top, right, bottom = block.ink
    x, y = math.floor(left - wider) - pad, math.floor(top - wider) - pad
    size = math.ceil(right + wider) + pad - x, math.ceil(bottom + wider) + pad - y
    made = Image.new("L", size, 0)
    for run in block.runs:
        _letters(made, run, run.x - x, run.y - y, wider)
    return made, x, y


def _letters(canvas: "Image", run: "Run", x: float, y: float, wider: float) -> None:
    from PIL import Image, ImageDraw

    font = run.face.at(run.size)
    stroke = run.face.bolder * run.size / 2 + wider
    if not run.turned:
        ImageDraw.Draw(canvas).text(
            (x, y), run.text, 255, font, "ls", features=run.features, stroke_width=stroke
        )
        return
    left, top, right, bottom = font.getbbox(run.text, anchor="ls", stroke_width=stroke)
    own = Image.new("L", (math.ceil(right - left) + 4, math.ceil(bottom - top) + 4), 0)
    ImageDraw.Draw(own).text((2 - left, 2 - top), run.text, 255, font, "ls", stroke_width=stroke)
    turned = own.transpose(Image.Transpose.ROTATE_270)
    at = (round(x - bottom - 2), round(y + left - 2))
    canvas.paste(255, (*at, at[0] + turned.width, at[1] + turned.height), turned)


def draw(
    image: "Image", block: "Block", at: tuple[float, float], colour: Colour, opacity: float = 1.0
) -> None:
    """Draw a block on a picture in place, the corner of its box at a point (px)."""
    _paint(image, block, at, colour, opacity, 0.0)


def outline(
    image: "Image",
    block: "Block",
    at: tuple[float, float],
    colour: Colour,
    width: float,
    opacity: float = 1.0,
) -> None:
    """Draw what is to show around the letters of a block, `width` px; before the block itself."""
    _paint(image, block, at, colour, opacity, width)


def shadow(
    image: "Image",
    block: "Block",
    at: tuple[float, float],
    colour: Colour = "black",
    *,
    offset: tuple[float, float] = (0.0, 0.0),
    blur: float = 0.0,
    opacity: float = 0.6,
    wider: float = 0.0,
) -> None:
    """Draw the shadow of a block, `offset` px away, soft over `blur` px; before the block."""
    moved = at[0] + offset[0], at[1] + offset[1]
    _paint(image, block, moved, colour, opacity, wider, blur)


def plate(
    image: "Image",
    block: "Block",
    at: tuple[float, float],
    colour: Colour,
    *,
    pad: float = 16.0,
    radius: float = 0.0,
    opacity: float = 1.0,
) -> tuple[float, float, float, float]:
    """Draw a plate beneath the ink of a block, `pad` px wider, and return its box."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = block.ink
    box = at[0] + left - pad, at[1] + top - pad, at[0] + right + pad, at[1] + bottom + pad
    x, y = math.floor(box[0]), math.floor(box[1])
    size = math.ceil(box[2]) - x, math.ceil(box[3]) - y
    shape = Image.new("L", (size[0] * 2, size[1] * 2), 0)
    corners = ((box[0] - x) * 2, (box[1] - y) * 2, (box[2] - x) * 2 - 1, (box[3] - y) * 2 - 1)
    ImageDraw.Draw(shape).rounded_rectangle(corners, radius * 2, round(255 * opacity))
    shape = shape.resize(size, Image.Resampling.BOX)
    _lay(image, shape, x, y, colour)
    return box


def _paint(
    image: "Image",
    block: "Block",
    at: tuple[float, float],
    colour: Colour,
    opacity: float,
    wider: float,
    blur: float = 0.0,
) -> None:
    from dataclasses import replace

    from PIL import ImageFilter

    if not block.lines:
        return
    # What is between two px shifts the letters, so that they stand where the layout says.
    x, y = math.floor(at[0]), math.floor(at[1])
    runs = tuple(
        replace(
            line,
            runs=tuple(replace(r, x=r.x + at[0] - x, y=r.y + at[1] - y) for r in line.runs),
        )
        for line in block.lines
    )
    shape, left, top = mask(replace(block, lines=runs), wider, 2 + math.ceil(blur * 3))
    if blur:
        shape = shape.filter(ImageFilter.GaussianBlur(blur))
    if opacity < 1:
        shape = shape.point([round(value * opacity) for value in range(256)])
    _lay(image, shape, x + left, y + top, colour)


def _lay(image: "Image", shape: "Image", x: int, y: int, colour: Colour) -> None:
    """Lay a colour on a picture where a shape is, also on one that is transparent."""
    from PIL import Image, ImageColor

    value = ImageColor.getrgb(colour) if isinstance(colour, str) else colour
    box = (
        max(0, x),
        max(0, y),
        min(image.width, x + shape.width),
        min(image.height, y + shape.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    cut = shape.crop((box[0] - x, box[1] - y, box[2] - x, box[3] - y))
    if image.mode == "RGBA":
        layer = Image.new("RGBA", cut.size, (*value[:3], 255))
        layer.putalpha(cut)
        image.alpha_composite(layer, box[:2])
    elif image.mode == "L":
        image.paste(value[0] if isinstance(value, tuple) else value, box, cut)
    else:
        image.paste(value[:3], box, cut)
