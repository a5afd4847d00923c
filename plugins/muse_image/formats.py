"""Image file formats: PNG, JPEG, WebP, GIF and SVG, each with a place for a recipe inside."""

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from muse import Format, hookimpl
from muse.media import PICTURES

from . import containers, vector

THUMBNAIL = 256
"""The longer side of a thumbnail, px."""

_LOOKED_AT = 16
"""Frames of an animation whose colours make its palette."""

_CLEAR = 255
"""Place in a palette of what is transparent."""


def _frames(data: bytes) -> tuple[list[Any], dict[str, object]]:
    """Return the frames of a PNG, RGB or RGBA, and how Pillow saves them: (), or as a loop."""
    import io

    from PIL import Image, ImageSequence

    with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
        mode = "RGBA" if "A" in picture.getbands() else "RGB"
        frames, lengths = [], []
        for frame in ImageSequence.Iterator(picture):
            frames.append(frame.convert(mode))
            lengths.append(round(float(picture.info.get("duration", 100))))  # ms
    if len(frames) == 1:
        return frames, {}
    return frames, {
        "save_all": True,
        "append_images": frames[1:],
        "duration": lengths,
        "loop": 0,
    }


def _convert(data: bytes, kind: str, **options: object) -> bytes:
    """Return a picture in another format, with all its frames where the format has them.

    JPEG takes the first frame, and has transparency laid on white.
    """
    import io

    from PIL import Image

    frames, loop = _frames(data)
    flat = frames[0]
    if kind != "JPEG":
        options |= loop
    elif flat.mode == "RGBA":
        white = Image.new("RGBA", flat.size, "white")
        flat = Image.alpha_composite(white, flat).convert("RGB")
    buffer = io.BytesIO()
    flat.save(buffer, kind, **options)
    return buffer.getvalue()


def to_jpeg(data: bytes) -> bytes:
    """Return a PNG picture as JPEG of quality 92."""
    return _convert(data, "JPEG", quality=92, subsampling=0)


def to_webp(data: bytes) -> bytes:
    """Return a PNG picture as lossy WebP of quality 90."""
    return _convert(data, "WEBP", quality=90, lossless=False)


def thumbnail(data: bytes) -> bytes:
    """Return a WebP picture of at most 256 px a side."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
        picture.draft("RGB", (THUMBNAIL * 2, THUMBNAIL * 2))
        small = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    buffer = io.BytesIO()
    small.save(buffer, "WEBP", quality=80)
    return buffer.getvalue()


def to_gif(data: bytes) -> bytes:
    """Return a PNG picture as GIF: one palette of 256 colours for all frames, so none flickers.

    What is more than half transparent is so in the GIF.
    """
    return _gif(*_frames(data))


def _gif(frames: list[Any], loop: dict[str, object]) -> bytes:
    import io

    clear = frames[0].mode == "RGBA"
    shown = [_on_white(frame) if clear else frame.convert("RGB") for frame in frames]
    palette = _palette(shown, 255 if clear else 256)
    dithered = [frame.quantize(palette=palette) for frame in shown]
    if clear:  # a pixel of a GIF is there or not: half transparent ones are
        for made, frame in zip(dithered, frames, strict=True):
            made.paste(_CLEAR, mask=frame.getchannel("A").point(lambda value: 255 * (value < 128)))
        loop |= {"transparency": _CLEAR, "disposal": 2}
    if "save_all" in loop:
        loop |= {"append_images": dithered[1:], "optimize": False}
    buffer = io.BytesIO()
    dithered[0].save(buffer, "GIF", **loop)
    return buffer.getvalue()


def _on_white(frame: Any) -> Any:
    """Return a picture (RGBA) on white, in RGB."""
    from PIL import Image

    ground = Image.new("RGB", frame.size, "white")
    ground.paste(frame, mask=frame.getchannel("A"))
    return ground


def _palette(frames: list[Any], colours: int) -> Any:
    """Return a picture with the palette of all frames: of up to 16, from the first to the last.

    Of several each is looked at by up to 256 px a side, which are pixels of its own.
    """
    from PIL import Image

    count = min(len(frames), _LOOKED_AT)
    chosen = [frames[place * (len(frames) - 1) // max(1, count - 1)] for place in range(count)]
    width, height = frames[0].size
    if count > 1:
        width, height = min(width, 256), min(height, 256)
    across = math.ceil(count**0.5)
    sample = Image.new("RGB", (width * across, height * -(-count // across)))
    for place in range(across * -(-count // across)):
        small = chosen[place % count]
        if small.size != (width, height):
            small = small.resize((width, height), Image.Resampling.NEAREST)
        sample.paste(small, (place % across * width, place // across * height))
    return sample.quantize(colours, Image.Quantize.MEDIANCUT)


def animated(frames: list[Any], fps: float, suffix: str) -> bytes:
    """Return frames, Pillow's in RGB, as an animated .webp (quality 90) or .gif that loops."""
    import io

    tick = 10 if suffix == ".gif" else 1  # ms
    ends = [round(1000 / fps / tick * count) * tick for count in range(len(frames) + 1)]
    lengths = [after - before for before, after in pairwise(ends)]
    loop = {"save_all": True, "append_images": frames[1:], "duration": lengths, "loop": 0}
    if suffix == ".gif":
        return _gif(frames, loop)
    buffer = io.BytesIO()
    frames[0].save(buffer, "WEBP", quality=90, **loop)
    return buffer.getvalue()


@hookimpl
def muse_formats() -> Iterable[Format]:
    """Offer PNG, JPEG (quality 92), WebP (quality 90) and GIF, each from PNG."""
    jpeg = Format(
        ".jpg",
        "image/jpeg",
        encode={"image/png": to_jpeg},
        embed=containers.put_jpeg,
        extract=containers.take_jpeg,
        thumbnail=thumbnail,
    )
    return (
        Format(
            ".png",
            "image/png",
            embed=containers.put_png,
            extract=containers.take_png,
            thumbnail=thumbnail,
        ),
        jpeg,
        replace(jpeg, suffix=".jpeg"),
        Format(
            ".webp",
            "image/webp",
            encode={"image/png": to_webp},
            embed=containers.put_webp,
            extract=containers.take_webp,
            thumbnail=thumbnail,
        ),
        Format(
            ".gif",
            "image/gif",
            encode={"image/png": to_gif},
            embed=containers.put_gif,
            extract=containers.take_gif,
            thumbnail=thumbnail,
        ),
        Format(
            ".svg",
            "image/svg+xml",
            embed=vector.put_svg,
            extract=vector.take_svg,
            thumbnail=vector.thumbnail,
        ),
    )
