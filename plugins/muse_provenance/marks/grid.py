"""Pictures as marks see them: small and grey, without what is coarse, and as lively all over.

Everything here is done number by number in single precision, in an order that is fixed: the same
picture gives the same grid on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from PIL.Image import Image

PLACES = 2**17
"""Grid px that a picture has at most."""

FINE = 1.6
"""Grid px: what is coarser is taken out."""

_AROUND = 3.0
"""Grid px over which it is told how lively a picture is."""

QUIET = 1.0
"""Levels of 0..255: what is quieter counts as this lively."""

_OUTSIDE = 0.5
"""Times the liveliness: what is farther from its surroundings, a line, has less part in them."""

_EDGE = 1.5
"""Times the liveliness: what is stronger, an edge, counts the less."""


def reduction(width: int, height: int) -> int:
    """Return how many px of a picture a grid px is wide: 1, 2, 3, 4, 6, 8, 12..."""
    step = 1
    while True:
        for size in (2 * step, 3 * step) if step > 1 else (1, 2, 3):
            if width * height <= PLACES * size * size:
                return size
        step *= 2


def levels(picture: Image, size: int) -> NDArray[float32]:
    """Return the grey levels (0..255) of a picture by grid px; what is transparent is mid-grey."""
    import numpy as np

    return np.asarray(_shown(picture, picture.convert("L"), size), np.float32)


def colours(picture: Image, size: int) -> NDArray[float32]:
    """Return the levels of a picture's colours by grid px: (1 or 3, height, width)."""
    import numpy as np

    bands = [picture.getchannel(band) for band in picture.getbands() if band != "A"]
    return np.stack([np.asarray(_shown(picture, band, size), np.float32) for band in bands])


def _shown(picture: Image, band: Image, size: int) -> Image:
    from PIL import Image

    reduced = band.reduce(size)
    if "A" not in picture.getbands():
        return reduced
    grey = Image.new("L", reduced.size, 128)
    return Image.composite(reduced, grey, picture.getchannel("A").reduce(size))


def flattened(levels: NDArray[float32]) -> tuple[NDArray[float32], NDArray[float32]]:
    """Return levels without what is coarse, and how lively they are around each place, in levels.

    Coarse is the mean of what is like its surroundings, so that a line leaves no shade beside it.
    Liveliness is a mean of roots: a few edges make no place lively.
    """
    import numpy as np

    fine = levels - _blurred(levels, FINE)
    lively = _liveliness(fine)
    outside = fine / (np.float32(_OUTSIDE) * (lively + np.float32(QUIET)))
    alike: NDArray[float32] = np.float32(1) / (np.float32(1) + outside * outside)
    fine = levels - _blurred(alike * levels, FINE) / _blurred(alike, FINE)
    return fine, _liveliness(fine)


def evened(levels: NDArray[float32]) -> NDArray[float32]:
    """Return levels without what is coarse, as strong all over."""
    import numpy as np

    fine, lively = flattened(levels)
    even = fine / (lively + np.float32(QUIET))
    much = even / np.float32(_EDGE)
    return np.asarray(even / (np.float32(1) + much * much), np.float32)


def _liveliness(fine: NDArray[float32]) -> NDArray[float32]:
    import numpy as np

    return _blurred(np.sqrt(np.abs(fine)), _AROUND) ** 2


def _blurred(values: NDArray[float32], sigma: float) -> NDArray[float32]:
    """Return values blurred by a Gaussian of `sigma` grid px, mirrored at the edges."""
    import math

    import numpy as np

    reach = round(2.5 * sigma)
    weights = [math.exp(-(step**2) / (2 * sigma**2)) for step in range(reach + 1)]
    whole = weights[0] + 2 * sum(weights[1:])
    taps = [np.float32(weight / whole) for weight in weights]
    for _ in range(2):  # down, turned, then across, turned back
        height = len(values)
        wide = np.pad(values, ((reach, reach), (0, 0)), mode="symmetric")
        made = wide[reach : reach + height] * taps[0]
        for step, tap in enumerate(taps[1:], 1):
            pair = wide[reach - step : reach - step + height] + wide[reach + step :][:height]
            pair *= tap
            made += pair
        values = np.ascontiguousarray(made.T)
    return values
