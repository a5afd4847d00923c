"""What is measured of a styled picture: how much of the content it keeps, how much style it has."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from . import colours
from .raster import blurred, resized, slopes

if TYPE_CHECKING:
    from .engine import Pixels, Sample

LONGER = 384
"""Px of the longer side that pictures are compared at."""

LINES = 48
"""Random lines that features are laid along to compare their distributions."""

_Floats = NDArray[np.floating[Any]]


def structure(content: "Pixels", styled: "Pixels") -> float:
    """Return how alike the edges of two pictures of one size are, 0..1 and 1 for the same.

    The structural similarity (Wang et al. 2004, doi 10.1109/TIP.2003.819861) of the strengths of
    their edges, each in units of its own contrast: strokes and colours may differ.
    """
    one, two = (_edges(seen(picture)) for picture in (content, styled))
    means = [blurred(each, 3.0) for each in (one, two)]
    squares = [blurred(each * each, 3.0) - m * m for each, m in zip((one, two), means, strict=True)]
    both = blurred(one * two, 3.0) - means[0] * means[1]
    small, tiny = 0.03**2 * 9, 0.01**2 * 9  # of edges whose range is about 3
    above = (2 * means[0] * means[1] + tiny) * (2 * both + small)
    below = (means[0] ** 2 + means[1] ** 2 + tiny) * (squares[0] + squares[1] + small)
    return float(np.clip(np.mean(above / below), 0, 1))


def distance(styled: "Pixels", samples: "Sequence[Sample]") -> float:
    """Return how far a picture's colours and textures are from those of samples; 0 for the same.

    The sliced Wasserstein distance between their features: colours, and what differs along four
    directions at three scales.
    """
    rng = np.random.default_rng(0xD157)
    lines = rng.standard_normal((15, LINES)).astype(np.float32)
    lines /= np.linalg.norm(lines, axis=0)
    levels = np.linspace(0.005, 0.995, 100)
    mine = np.quantile(_features(seen(styled)) @ lines, levels, axis=0)
    theirs = np.concatenate(
        [
            (f := _features(seen(s.pixels)))[
                rng.integers(0, len(f), max(200, round(30_000 * s.weight)))
            ]
            for s in samples
        ]
    )
    goal = np.quantile(theirs @ lines, levels, axis=0)
    return float(np.sqrt(np.mean((mine - goal) ** 2)))


def seen(picture: "Pixels") -> "Pixels":
    """Return a picture at the size that it is measured at."""
    height, width = picture.shape[:2]
    factor = min(1.0, LONGER / max(height, width))
    return resized(picture, max(8, round(height * factor)), max(8, round(width * factor)))


def _edges(picture: "Pixels") -> NDArray[np.float32]:
    down, right = slopes(blurred(colours.luma(picture), 1.2))
    strong = np.hypot(down, right)
    return np.clip(strong / (np.float32(strong.mean()) + np.float32(1e-4)), 0, 4)


def _features(picture: "Pixels") -> NDArray[np.float32]:
    """Return what each pixel of a picture is like, (h * w, 15): 3 colours, 12 differences."""
    light = colours.opponent(picture)
    fields: list[_Floats] = [light[..., 0], light[..., 1], light[..., 2]]
    for sigma in (0.7, 1.5, 3.0):
        down, right = slopes(blurred(light[..., 0], sigma))
        steep = np.float32(4 * sigma)  # about as large as differences of colour
        diagonal = np.float32(0.5**0.5)
        fields += [
            down * steep,
            right * steep,
            (down + right) * steep * diagonal,
            (down - right) * steep * diagonal,
        ]
    return np.stack(fields, -1).reshape(-1, 15).astype(np.float32)
