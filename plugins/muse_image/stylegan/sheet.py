"""A sheet of what every direction does to a picture: a row each, from one side to the other."""

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from muse.media import png
from muse_image.stylegan import directions
from muse_image.stylegan.condition import DIRECTIONS
from muse_image.stylegan.making import Place, pictures
from muse_image.training import showing

if TYPE_CHECKING:
    from muse_image.stylegan.making import Maker

AMOUNTS = (-4, -2, -1, 0, 1, 2, 4)
"""How far the sheet goes, in standard deviations."""

LEAST, MOST = 64, 192
"""Sides of a picture on the sheet, px."""

_LETTERS, _MARGIN, _LEFT = 13, 4, 66  # px


def sheet(model: "Maker", place: Place, spread: Tensor, scale: int) -> tuple[bytes, dict[str, Any]]:
    """Return the sheet as PNG bytes, and what is measured of it; `spread` are a class's styles."""
    names, rows = [], []
    for name in DIRECTIONS:
        step = directions.direction(model, name, spread)
        if step.any():
            names.append(name)
            rows.append(torch.stack([place.styles + amount * step for amount in AMOUNTS]))
    made = pictures(model, torch.cat(rows), place.noise)
    data, size = labelled(made, names, [f"{amount:+d}" if amount else "0" for amount in AMOUNTS],
                          scale)  # fmt: skip
    return data, {**size, "directions": len(names)}


def labelled(
    made: Tensor, rows: list[str], columns: list[str], scale: int
) -> tuple[bytes, dict[str, int]]:
    """Return pictures (rows * columns, c, s, s), row by row with names, as PNG bytes."""
    from PIL import Image, ImageDraw, ImageFont

    side = min(MOST, max(LEAST, made.shape[-1] * scale))
    step = side + _MARGIN
    top = _LETTERS + 2 * _MARGIN
    whole = Image.new("RGB", (_LEFT + step * len(columns), top + step * len(rows)), "white")
    draw, font = ImageDraw.Draw(whole), ImageFont.load_default(_LETTERS)
    for column, text in enumerate(columns):
        draw.text((_LEFT + step * column + side // 2, _MARGIN), text, "black", font, anchor="mt")
    for row, text in enumerate(rows):
        draw.text((_MARGIN, top + step * row + side // 2), text, "black", font, anchor="lm")
    for k, picture in enumerate(showing.images(made, 1)):
        row, column = divmod(k, len(columns))
        shown = picture.resize((side, side), Image.Resampling.BICUBIC)
        whole.paste(shown, (_LEFT + step * column, top + step * row))
    return png(whole)
