"""A page drawn in px: shapes by resvg, pictures and letters by Pillow."""

import io
import math
from typing import TYPE_CHECKING

from muse_works.lettering.block import draw, shadow

from .page import Art, Layer, Page, Photo, Words, svg

if TYPE_CHECKING:
    from PIL.Image import Image

_SOFT = 4
"""How many times smaller shapes without edges are drawn."""


def drawn(page: Page, layers: "list[Layer] | None" = None) -> "Image":
    """Return a page, or some of its layers on its paper, as an RGB picture."""
    from PIL import Image

    canvas = Image.new("RGB", (page.width, page.height), page.paper)
    for layer in merged(page.layers if layers is None else layers):
        lay(canvas, page, layer)
    return canvas


def merged(layers: "list[Layer]") -> "list[Layer]":
    """Return layers with shapes that follow each other made one."""
    made: list[Layer] = []
    for layer in layers:
        last = made[-1] if made else None
        if isinstance(layer, Art) and isinstance(last, Art) and layer.soft == last.soft:
            made[-1] = Art(last.svg + layer.svg, last.name, last.soft)
        else:
            made.append(layer)
    return made


def lay(canvas: "Image", page: Page, layer: Layer) -> None:
    """Draw a layer on a picture of the page, RGB or RGBA, in place."""
    if isinstance(layer, Words):
        lettered(canvas, layer)
        return
    made, x, y = shape(page, layer)
    if canvas.mode == "RGBA":
        canvas.alpha_composite(made, (x, y))
    elif made.mode == "RGB":
        canvas.paste(made, (x, y))
    else:
        canvas.paste(made, (x, y), made)


def lettered(canvas: "Image", words: Words) -> None:
    """Draw a text, its shadow and its glow on a picture in place."""
    at, size = (words.x, words.y), words.block.size
    if words.glow:
        shadow(canvas, words.block, at, words.glow, blur=size * 0.16, opacity=0.75)
    if words.shadow:
        away = max(1.0, size * 0.045)
        shadow(canvas, words.block, at, words.shadow, offset=(away, away), opacity=1.0)
    draw(canvas, words.block, at, words.colour)


def shape(page: Page, layer: Photo | Art) -> "tuple[Image, int, int]":
    """Return a picture or shapes as an image, RGB where nothing shows through, and its corner."""
    from PIL import Image

    if isinstance(layer, Art):
        return _art(page, layer), 0, 0
    x, y = math.floor(layer.box[0]), math.floor(layer.box[1])
    width = math.ceil(layer.box[0] + layer.box[2]) - x
    height = math.ceil(layer.box[1] + layer.box[3]) - y
    left, top, wide, tall = layer.fitted()
    made = layer.image.convert("RGB").resize(
        (width, height), Image.Resampling.BICUBIC, (left, top, left + wide, top + tall)
    )
    if layer.clip:
        path = f'<path d="{layer.clip}" fill="#fff"/>'
        seen = _rendered(svg(page, path)).getchannel("A")
        made = made.convert("RGBA")
        made.putalpha(seen.crop((x, y, x + width, y + height)))
    return made, x, y


def _art(page: Page, layer: Art) -> "Image":
    from PIL import Image

    whole = svg(page, layer.svg)
    if not layer.soft:
        return _rendered(whole)
    width, height = math.ceil(page.width / _SOFT), math.ceil(page.height / _SOFT)
    made = _rendered(whole, width, height).resize((width, height))
    return made.resize((page.width, page.height), Image.Resampling.BILINEAR)


def _rendered(text: str, width: int | None = None, height: int | None = None) -> "Image":
    import resvg_py
    from PIL import Image

    size = {} if width is None else {"width": width, "height": height}
    data = bytes(resvg_py.svg_to_bytes(svg_string=text, **size))
    with Image.open(io.BytesIO(data), formats=("PNG",)) as made:
        return made.convert("RGBA")
