"""From a file to pixels of one size: upright, opaque, 8 bits."""

import io
import os
import stat
import warnings
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

from muse.media import PICTURES
from muse.media.metadata import excess

Fit: TypeAlias = Literal["crop", "pad", "stretch"]

MOST_PIXELS = 80_000_000
"""Pixels that one picture may have; a file of some kB can claim billions."""

MOST_BYTES = 256 * 2**20
"""Bytes that the file of one picture may have."""


class Skip(Exception):
    """Why a picture is left out, in one or two words."""


def decoded(source: Any, size: int, channels: int, fit: Fit) -> "np.ndarray":
    """Return pixels uint8 (channels, size, size) of a picture: a path, or an open binary file.

    Skip says why it can't be used.
    """
    from PIL import Image, UnidentifiedImageError

    if isinstance(source, str | os.PathLike):
        try:
            state = os.stat(source)
        except OSError:
            raise Skip("missing") from None
        if not stat.S_ISREG(state.st_mode):  # a pipe would block for ever
            raise Skip("not a file")
        if state.st_size > MOST_BYTES:
            raise Skip("too large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            data = _contents(source)
            if excess(data):
                raise Skip("too much metadata")
            with Image.open(io.BytesIO(data), formats=PICTURES) as picture:
                return fitted(_upright(picture, size), size, channels, fit)
    except Skip:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Skip("too large") from None
    except UnidentifiedImageError:
        raise Skip("not a picture") from None
    except PermissionError:
        raise Skip("unreadable") from None
    except Exception:  # a damaged file makes its decoder raise whatever it stumbles over
        raise Skip("damaged") from None


def _contents(source: Any) -> bytes:
    if isinstance(source, str | os.PathLike):
        with open(source, "rb") as file:
            return file.read(MOST_BYTES)
    return bytes(source.read(MOST_BYTES))


def fitted(picture: "Image", size: int, channels: int, fit: Fit) -> "np.ndarray":
    """Return pixels uint8 (channels, size, size) of an opaque picture in mode RGB or L.

    crop cuts the longer side, pad adds white to the shorter one, stretch does neither.
    """
    import numpy as np
    from PIL import Image, ImageOps

    picture = picture.convert("L" if channels == 1 else "RGB")
    if picture.size != (size, size):
        way = Image.Resampling.LANCZOS
        if fit == "crop":
            picture = ImageOps.fit(picture, (size, size), way)
        elif fit == "pad":
            white = 255 if channels == 1 else (255, 255, 255)
            picture = ImageOps.pad(picture, (size, size), way, color=white)
        else:
            picture = picture.resize((size, size), way)
    pixels = np.asarray(picture, np.uint8)
    return pixels[None] if channels == 1 else np.ascontiguousarray(pixels.transpose(2, 0, 1))


def _upright(picture: "Image", size: int) -> "Image":
    """Return a picture turned as its camera was held, on white where it is transparent."""
    from PIL import Image, ImageOps

    if picture.width * picture.height > MOST_PIXELS:
        raise Skip("too large")
    if min(picture.size) < min(8, size):
        raise Skip("too small")
    # A phone's MPO holds a preview beside the picture; others with frames move, or are pages.
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        raise Skip("animated")
    if picture.format == "JPEG" and picture.mode in ("RGB", "L"):
        picture.draft(picture.mode, (4 * size, 4 * size))  # decodes a large one at a fraction
    if picture.mode.startswith(("I", "F")):
        picture = _eight_bits(picture)
    picture = ImageOps.exif_transpose(picture)
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _eight_bits(picture: "Image") -> "Image":
    """Return a grey picture of 16 or 32 bits in 8; floats are 0..1 or 0..255."""
    import numpy as np
    from PIL import Image

    values = np.asarray(picture, np.float64)
    top = float(values.max(initial=0))
    if not np.isfinite(values).all() or top > 65535 or float(values.min(initial=0)) < 0:
        raise Skip("of an unknown range")
    if picture.mode.startswith("F"):
        scale = 255.0 if top <= 1 else 1.0 if top <= 255 else 255 / 65535
    else:
        scale = 255 / 65535 if picture.mode.startswith("I;16") or top > 255 else 1.0
    made = Image.fromarray((values * scale).round().astype(np.uint8))
    if orientation := picture.getexif().get(0x0112):
        made.getexif()[0x0112] = orientation
    return made
