"""What somebody hands in, as arrays: contents with their frames, samples of style, masks."""

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps

from muse import RequestError, media
from muse_image.sketch.picture import own

from . import named
from .engine import Sample
from .raster import blurred

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from muse import InputFile, Run

    from .condition import StyleCondition

KEPT = 4_000_000
"""Pixels of a picture up to which it keeps its size, where no size is asked for."""

LEAST, LONGEST = 64, 4096
"""The shortest and the longest side, px, that is made."""

SLIM = 32
"""How many times as long as wide a picture may be."""

SAMPLE = 1536
"""Px of the longer side of a picture that style is taken from, at most."""

MOST_FRAMES = 240

ALL = 160_000_000
"""Pixels of all frames together, at most: they are kept until the file is written."""

STILL = (".jpg", ".jpeg")
"""Formats that hold one opaque picture."""


@dataclass
class Content:
    """What is restyled.

    - `frames`: (h, w, 3) bytes each, the first of a still picture
    - `alphas`: how opaque each is, (h, w) bytes, or None
    - `lasts`: how long each frame is shown, ms
    """

    frames: "list[NDArray[np.uint8]]" = field(default_factory=list)
    alphas: "list[NDArray[np.uint8] | None]" = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)

    @property
    def moving(self) -> bool:
        """Whether there are several frames."""
        return len(self.frames) > 1


def content(condition: "StyleCondition", run: "Run") -> Content:
    """Return what is handed in as init, upright, at the size that is made.

    RequestError when it can't be read, is too slim, or has too many pixels in its frames.
    """
    file = condition.init
    if file is None:
        raise RequestError(
            "init: no picture is given, and none is made of words here",
            hint="give one with --init photo.jpg, or paint one: muse run image -g sketch",
        )
    first = own.opened(file)
    held = own.sequence(file)
    size = _size(condition, file.name, first.size, run)
    asked = condition.frames
    many = min(held.count, asked or MOST_FRAMES) if held.moving else 1
    if held.count > 1 and not held.moving:
        run.report.note(f"{file.name} has {held.count} pages; the first is restyled.")
    if asked and asked > many:
        run.report.adjust("frames", asked, many, f"{file.name} has {held.count} frames")
    elif held.moving and many < held.count and not asked:
        run.report.note(f"The first {many} of the {held.count} frames of {file.name} are restyled.")
    if many * size[0] * size[1] > ALL:
        fewer = max(1, ALL // (size[0] * size[1]))
        raise RequestError(
            f"frames: {many} frames of {size[0]}x{size[1]} px need too much memory",
            hint=f"use at most {fewer} frames, or a smaller picture",
        )
    if many > 1:
        still = [suffix for suffix in run.wanted if suffix in STILL]
        if still and len(still) == len(run.wanted):
            run.report.note(f"The {still[0]} file holds the first frame only.")
            many = 1
    made = Content()
    for number in range(many):
        pixels, alpha = _cut(own.frame(file, number) if number else first, size)
        made.frames.append(pixels)
        made.alphas.append(alpha)
    made.lasts = _lasts(file, many)
    return made


def _cut(
    picture: Image.Image, size: tuple[int, int]
) -> "tuple[NDArray[np.uint8], NDArray[np.uint8] | None]":
    """Return the colours and the coverage of a picture, cut at its middle to fill a size."""
    if picture.mode != "RGBA":
        made = ImageOps.fit(picture.convert("RGB"), size, Image.Resampling.LANCZOS)
        return np.asarray(made), None
    colours, alpha = own.fitted(picture, *size)
    assert alpha is not None
    return (colours * 255 + 0.5).astype(np.uint8), (alpha * 255 + 0.5).astype(np.uint8)


def _lasts(file: "InputFile", many: int) -> list[int]:
    """Return how long each of the first frames is shown, ms."""
    made: list[int] = []
    try:
        with Image.open(io.BytesIO(file.data), formats=media.PICTURES) as picture:
            for number in range(many):
                picture.seek(number)
                picture.load()  # WebP tells it then
                made.append(round(float(picture.info.get("duration") or 100)))
    except Exception:  # damaged, or timed in a way of its own
        made += [100] * (many - len(made))
    return made


def _size(
    condition: "StyleCondition", name: str, size: tuple[int, int], run: "Run"
) -> tuple[int, int]:
    """Return the width and height that are made; RequestError for a picture too long and thin."""
    long, short = max(size), min(size)
    if long > SLIM * short:
        raise RequestError(
            f"init: {name} is {size[0]} x {size[1]} px, too long and thin to restyle",
            hint=f"crop it to at most {SLIM} : 1",
        )
    asked = (condition.width, condition.height)
    if asked[0] and asked[1]:
        if abs(size[0] / size[1] - asked[0] / asked[1]) * asked[1] > 1:
            run.report.note("The picture is cropped around its centre to the requested size.")
        return asked[0], asked[1]
    if asked[0] or asked[1]:
        side = 0 if asked[0] else 1
        scale = (asked[side] or 0) / size[side]
    else:
        scale = max(min(1.0, (KEPT / (size[0] * size[1])) ** 0.5), LEAST / short)
        scale = min(scale, LONGEST / long)
        if scale < 1:
            run.report.note(
                f"{name} is restyled smaller than its {size[0]} x {size[1]} px; "
                "--width gives another size."
            )
    wide, high = (min(LONGEST, max(LEAST, round(length * scale))) for length in size)
    for field_name, value, used in (("width", asked[0], wide), ("height", asked[1], high)):
        if value and value != used:
            run.report.adjust(field_name, value, used, "the picture keeps its proportions")
    return wide, high


def samples(condition: "StyleCondition", run: "Run") -> list[Sample]:
    """Return the pictures that style is taken from, with weights whose sum is one."""
    if not condition.style_image:
        return [Sample(_floats(named.picture(condition.style)), 1.0)]
    if "style" in run.report.applied:
        run.report.ignore("style", "the style is that of the pictures in style_image")
    weights = condition.style_weight or [1.0] * len(condition.style_image)
    made = []
    for file, weight in zip(condition.style_image, weights, strict=True):
        opened = media.picture(file.data, field="style_image", name=file.name)
        if min(opened.size) < 16:
            raise RequestError(
                f"style_image: {file.name} is smaller than 16 px a side", hint="give a larger one"
            )
        opened = own.eight(opened)
        opened.thumbnail((SAMPLE, SAMPLE), Image.Resampling.LANCZOS)
        if opened.mode == "RGBA":
            white = Image.new("RGBA", opened.size, "white")
            opened = Image.alpha_composite(white, opened)
        made.append(Sample(_floats(opened.convert("RGB")), weight / sum(weights)))
    return made


def mask(
    condition: "StyleCondition", size: tuple[int, int], run: "Run"
) -> "NDArray[np.float32] | None":
    """Return how far each pixel (h, w) is restyled, 0..1, its edge soft; None for everywhere.

    What is transparent in the mask counts as black.
    """
    if condition.mask is None:
        return None
    opened = own.eight(media.picture(condition.mask.data, field="mask", name=condition.mask.name))
    if opened.mode == "RGBA":
        black = Image.new("RGBA", opened.size, "black")
        opened = Image.alpha_composite(black, opened)
    height, width = size
    if abs(opened.width / opened.height - width / height) * height > 0.02 * width:
        run.report.note("The mask has another form than the picture, and is cropped to it.")
    # a sharper filter would ring: black would be restyled a little beside white
    grey = ImageOps.fit(opened.convert("L"), (width, height), Image.Resampling.BILINEAR)
    if (grey.getextrema()[1] or 0) == 0:
        run.report.note(f"{condition.mask.name} is black everywhere: nothing is restyled.")
    made: NDArray[Any] = np.asarray(grey, np.float32) / np.float32(255)
    return np.clip(blurred(made, max(size) / 400), 0, 1)


def _floats(picture: Image.Image) -> "NDArray[np.float32]":
    return np.asarray(picture, np.float32) / np.float32(255)
