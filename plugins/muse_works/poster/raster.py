"""A page drawn in px: shapes by resvg, pictures and letters by Pillow."""

import io
import math
from typing import TYPE_CHECKING

from muse_works.lettering.block import draw, shadow

from .colours import luminance
from .page import Art, Box, Layer, Page, Photo, Words, svg

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

_SOFT = 4
"""How many times smaller shapes without edges are drawn."""


def drawn(page: Page, told: "dict[str, float] | None" = None) -> "Image":
    """Return a page as an RGB picture; `told` gets the contrast of each text, measured on it."""
    from PIL import Image

    canvas = Image.new("RGB", (page.width, page.height), page.paper)
    for layer in merged(page.layers):
        if told is not None and isinstance(layer, Words):
            found = contrast_on(canvas, layer.ink(), layer.colour)
            told[layer.role] = min(found, told.get(layer.role, 21.0))
        lay(canvas, page, layer)
    return canvas


def merged(layers: "list[Layer]") -> "list[Layer]":
    """Return layers with shapes that follow each other made one."""
    made: list[Layer] = []
    for layer in layers:
        last = made[-1] if made else None
        if isinstance(layer, Art) and isinstance(last, Art):
            made[-1] = Art(last.svg + layer.svg, last.name, last.soft and layer.soft)
        else:
            made.append(layer)
    return made


def contrast_on(canvas: "Image", box: Box, colour: str, scale: float = 1.0) -> float:
    """Return the contrast of a colour with what is in a box of a picture, 1 to 21 (WCAG 2.2).

    That of the 5th percentile of its pixels: one px in twenty may be nearer to the colour.
    """
    import numpy as np

    lights = grounds(canvas, box, scale)
    own = luminance(colour)
    ratios = (np.maximum(lights, own) + 0.05) / (np.minimum(lights, own) + 0.05)
    return float(np.quantile(ratios, 0.05))


def grounds(canvas: "Image", box: Box, scale: float = 1.0) -> "NDArray":
    """Return the luminances (0 to 1) of what is in a box of a picture, at most some 40,000."""
    import numpy as np

    left, top = max(0, math.floor(box[0] * scale)), max(0, math.floor(box[1] * scale))
    right = max(left + 1, min(canvas.width, math.ceil((box[0] + box[2]) * scale)))
    bottom = max(top + 1, min(canvas.height, math.ceil((box[1] + box[3]) * scale)))
    step = max(1, round(((right - left) * (bottom - top) / 40_000) ** 0.5))
    part = np.asarray(canvas.crop((left, top, right, bottom)).convert("RGB"))[::step, ::step]
    values = part.reshape(-1, 3) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def lay(canvas: "Image", page: Page, layer: Layer, scale: float = 1.0) -> None:
    """Draw a layer on a picture of the page, RGB or RGBA, in place; `scale` is the picture's."""
    if isinstance(layer, Words):
        lettered(canvas, layer)
        return
    made, x, y = shape(page, layer, scale)
    if canvas.mode == "RGBA":
        canvas.alpha_composite(made.convert("RGBA"), (x, y))
    elif made.mode == "RGB":
        canvas.paste(made, (x, y))
    else:
        canvas.paste(made, (x, y), made)


def lettered(canvas: "Image", words: Words) -> None:
    """Draw a text and its shadow on a picture in place."""
    at, size = (words.x, words.y), words.block.size
    if words.shadow:
        away = max(1.0, size * 0.045)
        shadow(canvas, words.block, at, words.shadow, offset=(away, away), opacity=1.0)
    draw(canvas, words.block, at, words.colour)


def shape(page: Page, layer: Photo | Art, scale: float = 1.0) -> "tuple[Image, int, int]":
    """Return a picture or shapes as an image, RGB where nothing shows through, and its corner."""
    size = round(page.width * scale), round(page.height * scale)
    if isinstance(layer, Art):
        return _art(page, layer, size), 0, 0
    x, y = math.floor(layer.box[0] * scale), math.floor(layer.box[1] * scale)
    right = math.ceil((layer.box[0] + layer.box[2]) * scale)
    bottom = math.ceil((layer.box[1] + layer.box[3]) * scale)
    made = filled(layer, (right - x, bottom - y))
    if layer.clip:
        made = made.convert("RGBA")
        made.putalpha(window(page, layer, size).crop((x, y, right, bottom)))
    return made, x, y


def filled(photo: Photo, size: tuple[int, int], closer: float = 1.0, to: float = 0.0) -> "Image":
    """Return what is seen of a picture at a size; `closer` zooms in, `to` (-1 to 1) looks aside."""
    from PIL import Image

    left, top, wide, tall = photo.fitted()
    w, h = wide / closer, tall / closer
    x = max(0.0, left + (wide - w) * (0.5 + to / 2))
    y = max(0.0, top + (tall - h) / 2)
    own = photo.image if photo.image.mode == "RGB" else photo.image.convert("RGB")
    return own.resize(
        size, Image.Resampling.BICUBIC, (x, y, min(own.width, x + w), min(own.height, y + h))
    )


def window(page: Page, photo: Photo, size: tuple[int, int]) -> "Image":
    """Return where a picture is seen, mode L, the size of the page's picture."""
    return _rendered(svg(page, f'<path d="{photo.clip}" fill="#fff"/>'), size).getchannel("A")


def _art(page: Page, layer: Art, size: tuple[int, int]) -> "Image":
    from PIL import Image

    whole = svg(page, layer.svg)
    if not layer.soft or min(size) < 4 * _SOFT:
        return _rendered(whole, size)
    small = math.ceil(size[0] / _SOFT), math.ceil(size[1] / _SOFT)
    return _rendered(whole, small).resize(size, Image.Resampling.BILINEAR)


def _rendered(text: str, size: tuple[int, int]) -> "Image":
    import resvg_py
    from PIL import Image

    data = bytes(resvg_py.svg_to_bytes(svg_string=text, width=size[0], height=size[1]))
    with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
        made = opened.convert("RGBA")
    return made if made.size == size else made.resize(size, Image.Resampling.BILINEAR)


def png(picture: "Image") -> bytes:
    """Return a picture as PNG; large ones quickly rather than small."""
    buffer = io.BytesIO()
    large = picture.width * picture.height > 4_000_000
    picture.save(buffer, "PNG", compress_level=1 if large else 4)
    return buffer.getvalue()


def saved(picture: "Image", suffix: str) -> bytes:
    """Return a still picture as WebP or GIF."""
    buffer = io.BytesIO()
    if suffix == ".webp":
        picture.save(buffer, "WEBP", quality=90, method=2)
    else:
        picture.quantize(256).save(buffer, "GIF")
    return buffer.getvalue()
