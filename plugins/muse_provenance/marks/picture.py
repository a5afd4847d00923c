"""The mark of pictures: 64 bits in their brightness, which cutting, scaling and saving leave.

A tile of fine waves (comb) is repeated over the picture, stronger where the picture is lively,
hardly there where it is flat. It is found again by its pilots (reading), whatever is left of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from muse_provenance.marks import grid
from muse_provenance.marks.comb import TILE

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from PIL.Image import Image

SMALLEST = 192
"""px: a picture with a shorter side has no room for a mark, and gets none."""

_LARGE = 2**21
"""px from which tiles have twice the side, and again from four times as many."""

_MODES = {"L": "L", "LA": "LA", "RGB": "RGB", "RGBA": "RGBA", "1": "L", "P": "RGB", "PA": "RGBA"}
"""Modes of Pillow's pictures that can be marked, and what they become."""

_PEAK = 9
"""Levels of 0..255 by which a mark changes any pixel at most."""

_STRIP = 256
"""Rows that are changed at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that was found: its 8 bytes, and how well it fits, 0 to 1.

    `others` are marks that were found beside it: a poster's picture may have its own.
    """

    bits: bytes
    confidence: float
    others: tuple[bytes, ...] = ()


def put(picture: Image, bits: bytes) -> Image:
    """Return a picture with a mark of 8 bytes.

    The picture itself where it can hold none: a side of less than SMALLEST px, or a mode of other
    than 8 bits. A palette becomes RGB; alpha stays as it is, and so does what is transparent.
    """
    from PIL import Image

    mode = _mode(picture)
    if mode is None or min(picture.size) < SMALLEST:
        return picture
    marked = picture.copy() if mode == picture.mode else picture.convert(mode)
    size = grid.reduction(*picture.size)
    side = TILE * _unit(*picture.size)
    from muse_provenance.marks.comb import tile
    from muse_provenance.marks.putting import decided

    amplitudes, gain = decided(grid.levels(marked, size), side // size, bits)
    _apply(marked, tile(amplitudes, side).astype("float32"), Image.fromarray(gain), size)
    return marked


def read(picture: Image) -> Found | None:
    """Return the mark that a picture carries, or None."""
    from muse_provenance.marks.reading import marks

    mode = _mode(picture)
    if mode is None or min(picture.size) < SMALLEST // 3:
        return None
    shown = picture if mode == picture.mode else picture.convert(mode)
    found = marks(grid.levels(shown, grid.reduction(*shown.size)))
    if not found:
        return None
    (bits, fit), *others = found
    return Found(bits, round(fit, 3), tuple(each for each, _ in others))


def _mode(picture: Image) -> str | None:
    """Return the mode in which a picture is marked; None where it can't be."""
    mode = _MODES.get(picture.mode)
    if mode == "RGB" and "transparency" in picture.info:
        return "RGBA" if picture.mode == "P" else None
    return mode


def _unit(width: int, height: int) -> int:
    """Return how many times larger tiles are than those of a picture of two megapixels."""
    unit = 1
    while width * height > _LARGE * unit * unit:
        unit *= 2
    return unit


def _apply(marked: Image, tile: NDArray[float32], gain: Image, size: int) -> None:
    """Change a picture by a tile that is repeated, times a gain for each of its grid px."""
    import numpy as np
    from PIL import Image, ImageChops

    width, height = marked.size
    across = np.tile(tile, (1, -(-width // len(tile))))[:, :width]
    colours = tuple(band for band in marked.getbands() if band != "A")
    for top in range(0, height, _STRIP):
        box = (0, top, width, min(top + _STRIP, height))
        part = (0, top / size, width / size, box[3] / size)
        gains = gain.resize((width, box[3] - top), Image.Resampling.BILINEAR, part)
        change = across[np.arange(top, box[3]) % len(tile)] * np.asarray(gains)
        change = np.clip(np.rint(change), -_PEAK, _PEAK)
        strip = marked.crop(box)
        alpha = strip.getchannel("A") if "A" in strip.getbands() else None
        if alpha is not None:
            change[np.asarray(alpha) == 0] = 0
        more, less = (
            Image.merge(marked.mode, (*([one] * len(colours)), *([none] * (alpha is not None))))
            if marked.mode != "L"
            else one
            for one, none in (
                (Image.fromarray(np.maximum(sign * change, 0).astype(np.uint8)), _none(strip))
                for sign in (1, -1)
            )
        )
        marked.paste(ImageChops.subtract(ImageChops.add(strip, more), less), box)


def _none(strip: Image) -> Image:
    from PIL import Image

    return Image.new("L", strip.size, 0)
