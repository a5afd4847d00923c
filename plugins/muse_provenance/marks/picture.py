"""The mark of pictures: 64 bits in their brightness, which cutting, scaling and saving leave.

A tile of fine waves (comb) is repeated over the picture, stronger where the picture is lively,
hardly there where it is flat. It is found again by its pilots (reading), whatever is left of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from muse_provenance.marks import grid
from muse_provenance.marks.comb import TILE
from muse_provenance.marks.found import Found

if TYPE_CHECKING:
    from numpy import bool_, float32, int8
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


def put(picture: Image, bits: bytes) -> Image:
    """Return a picture with a mark of 8 bytes.

    The picture itself where it can hold none: a side of less than SMALLEST px, or a mode of other
    than 8 bits. A palette becomes RGB; alpha stays as it is, and so does what is transparent.
    """

    mode = _mode(picture)
    if mode is None or min(picture.size) < SMALLEST:
        return picture
    marked = picture.copy() if mode == picture.mode else picture.convert(mode)
    size = grid.reduction(*picture.size)
    side = TILE * _unit(*picture.size)
    from muse_provenance.marks.comb import tile
    from muse_provenance.marks.putting import decided

    amplitudes, gain, shift = decided(
        grid.levels(marked, size),
        grid.colours(marked, size),
        marked.width * marked.height,
        side // size,
        bits,
    )
    _apply(marked, tile(amplitudes, side).astype("float32"), gain, shift, size)
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
    bits, fit = found[0]
    return Found(bits, round(fit, 3))


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


def _apply(
    marked: Image,
    tile: NDArray[float32],
    gain: NDArray[float32],
    shift: NDArray[float32],
    size: int,
) -> None:
    """Change a picture by a tile that is repeated, times a gain, plus a shift of each colour."""
    import numpy as np
    from PIL import Image, ImageChops

    width, height = marked.size
    across = np.tile(tile, (1, -(-width // len(tile))))[:, :width]
    gains = Image.fromarray(gain)
    shifts = [Image.fromarray(each) if each.any() else None for each in shift]
    for top in range(0, height, _STRIP):
        box = (0, top, width, min(top + _STRIP, height))
        strip = marked.crop(box)
        waves = across[np.arange(top, box[3]) % len(tile)] * _enlarged(gains, box, size)
        clear = np.asarray(strip.getchannel("A")) == 0 if "A" in strip.getbands() else None
        whole = _steps(waves, clear)
        each = [
            whole if own is None else _steps(waves + _enlarged(own, box, size), clear)
            for own in shifts
        ]
        if clear is not None:
            each.append(np.zeros_like(whole))
        for change in (ImageChops.add, ImageChops.subtract):
            bands = [Image.fromarray(np.maximum(steps, 0).astype(np.uint8)) for steps in each]
            strip = change(strip, Image.merge(strip.mode, bands) if len(bands) > 1 else bands[0])
            each = [-steps for steps in each]
        marked.paste(strip, box)


def _steps(change: NDArray[float32], clear: NDArray[bool_] | None) -> NDArray[int8]:
    """Return by how many levels pixels change; not where they are clear."""
    import numpy as np

    steps = np.clip(np.rint(change), -_PEAK, _PEAK).astype(np.int8)
    if clear is not None:
        steps[clear] = 0
    return steps


def _enlarged(of: Image, box: tuple[int, int, int, int], size: int) -> NDArray[float32]:
    """Return a part of a grid, `box` in px, at the size of the picture."""
    import numpy as np
    from PIL import Image

    left, top, right, bottom = box
    place = (left / size, top / size, right / size, bottom / size)
    return np.asarray(of.resize((right - left, bottom - top), Image.Resampling.BILINEAR, place))
