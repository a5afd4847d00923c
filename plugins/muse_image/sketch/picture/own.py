"""Somebody's own picture: read as it is, frame by frame, and cut to the size that is painted."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageOps

from muse import RequestError, media

from ..paint.colour import Colour
from ..paint.raster import Field, soft

if TYPE_CHECKING:
    from muse import InputFile

LEAST = 8
"""Px that each side of a picture has at least."""

MOVING = ("GIF", "PNG", "WEBP", "AVIF")
"""Formats, as Pillow names them, in which several pictures are an animation; else pages."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """How many pictures a file holds, whether they are an animation, and its frames per second."""

    count: int
    moving: bool
    fps: float


def opened(file: "InputFile") -> Image.Image:
    """Return a picture upright, in RGB or RGBA of 8 bits; RequestError for none."""
    return eight(_checked(file))


def _checked(file: "InputFile") -> Image.Image:
    upright = media.picture(file.data, field="init", name=file.name)
    if min(upright.size) < LEAST:
        raise RequestError(
            f"init: {file.name} is smaller than {LEAST} px a side", hint="give a larger one"
        )
    return upright


def eight(picture: Image.Image) -> Image.Image:
    """Return a picture of any mode in RGB or RGBA; one of 16 bits or of floats is scaled to 8."""
    if picture.mode in ("F", "I") or picture.mode.startswith("I;16"):
        deep = np.asarray(picture.convert("F"), np.float32)
        top = float(deep.max())
        white = 65535.0 if picture.mode != "F" and top <= 65535 else max(top, 1.0)
        grey = np.clip(deep * np.float32(255 / white) + 0.5, 0, 255)
        picture = Image.fromarray(grey.astype(np.uint8))
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def sequence(file: "InputFile") -> Sequence:
    """Return what a file holds that `opened` took."""
    try:
        with Image.open(io.BytesIO(file.data), formats=media.PICTURES) as picture:
            count = int(getattr(picture, "n_frames", 1))
            moving = count > 1 and picture.format in MOVING
            lasts = float(picture.info.get("duration") or 100)
    except Exception:  # what follows the first frame is damaged
        return Sequence(1, False, 10.0)
    paged = count if moving or picture.format == "TIFF" else 1
    return Sequence(paged, moving, 1000 / max(lasts, 1.0))


def frame(file: "InputFile", number: int) -> Image.Image:
    """Return one picture of an animation, in RGB or RGBA of 8 bits."""
    if not number:
        return opened(file)
    try:
        with Image.open(io.BytesIO(file.data), formats=media.PICTURES) as picture:
            picture.seek(number)
            return eight(picture)
    except Exception as error:  # a damaged frame makes its decoder raise whatever it stumbles over
        raise RequestError(
            f"init: frame {number + 1} of {file.name} can't be read ({type(error).__name__})",
            hint="write the file again, or leave animate out to repaint its first frame",
        ) from None


def fitted(picture: Image.Image, width: int, height: int) -> tuple[Colour, Field | None]:
    """Return its colours (h, w, 3) and coverage (h, w), 0..1, cut at its middle to fill a size.

    The coverage is None where nothing is transparent. What is transparent has the colour of what
    is beside it.
    """
    made = ImageOps.fit(picture, (width, height), Image.Resampling.LANCZOS)
    pixels = np.asarray(made, np.float32) / 255
    if made.mode != "RGBA":
        return pixels, None
    alpha = pixels[..., 3]
    reach = max(2.0, min(width, height) / 30)
    near = soft(alpha, reach) + np.float32(1e-4)
    spread = [soft(pixels[..., c] * alpha, reach) / near for c in range(3)]
    beside = np.clip(np.stack(spread, -1), 0, 1)
    return pixels[..., :3] * alpha[..., None] + beside * (1 - alpha[..., None]), alpha


def on_white(colours: Colour, alpha: Field | None) -> Colour:
    """Return colours laid on white where they are transparent."""
    return colours if alpha is None else 1 + (colours - 1) * alpha[..., None]
