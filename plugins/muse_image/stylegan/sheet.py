"""A sheet of what every direction does to a picture: a row each, from one side to the other."""

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from muse.media import png
from muse_image.stylegan.condition import DIRECTIONS
from muse_image.stylegan.directions import Directions
from muse_image.stylegan.maker import Place, pictures
from muse_image.training import showing

if TYPE_CHECKING:
    from muse_image.stylegan.maker import Maker, Telling

AMOUNTS = (-4, -2, -1, 0, 1, 2, 4)
"""How far the sheet goes, in standard deviations."""

LEAST, MOST = 64, 192
"""Sides of a picture on the sheet, px."""

_LETTERS, _MARGIN, _LEFT = 13, 4, 66  # px


def sheet(
    model: "Maker", place: Place, known: Directions, scale: int, telling: "Telling"
) -> tuple[bytes, dict[str, Any]]:
    """Return the sheet as PNG bytes, and what is measured of it."""
    names, rows = [], []
    for name in DIRECTIONS:
        step = known.step(name)
        if step.any():
            names.append(name)
            rows.append(torch.stack([place.styles + amount * step for amount in AMOUNTS]))
    made = pictures(model, torch.cat(rows), place.noise, telling)
    data, size = labelled(made, names, [f"{amount:+d}" if amount else "0" for amount in AMOUNTS],
                          scale)  # fmt: skip
    return data, {**size, "directions": len(names)}


def labelled(
    made: Tensor, rows: list[str], columns: list[str], scale: int
) -> tuple[bytes, dict[str, int]]:
    """Return pictures (rows * columns, c, s, s), row by row with names, as PNG bytes.

    Beyond half of the rows a second block begins beside the first.
    """
    from PIL import Image, ImageDraw, ImageFont

    side = min(MOST, max(LEAST, made.shape[-1] * scale))
    step, top = side + _MARGIN, _LETTERS + 2 * _MARGIN
    high, wide = -(-len(rows) // 2), _LEFT + step * len(columns) + _MARGIN
    whole = Image.new("RGB", (2 * wide, top + step * high), "white")
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(_LETTERS)
    shown = showing.images(made, 1)
    for row, name in enumerate(rows):
        left, y = row // high * wide, top + step * (row % high)
        draw.text((left + _MARGIN, y + side // 2), name, "black", font, anchor="lm")
        for column, amount in enumerate(columns):
            x = left + _LEFT + step * column
            if y == top:
                draw.text((x + side // 2, _MARGIN), amount, "black", font, anchor="mt")
            picture = shown[row * len(columns) + column]
            whole.paste(picture.resize((side, side), Image.Resampling.BICUBIC), (x, y))
    return png(whole)
