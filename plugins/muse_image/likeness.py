"""How near two pictures are."""

import io
import math
from typing import TYPE_CHECKING

from muse import Likeness

if TYPE_CHECKING:
    from PIL.Image import Image

NEAR = 38.0
"""dB of peak signal-to-noise ratio above which two pictures look the same."""


def compare(ours: bytes, theirs: bytes) -> Likeness | None:
    """Return the peak signal-to-noise ratio of two PNG pictures, in dB, at most 100.

    None for damaged ones, and for pictures of different sizes.
    """
    from PIL import Image

    try:
        one, two = (
            Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")
            for data in (ours, theirs)
        )
    except (OSError, ValueError):
        return None
    return likeness(one, two)


def likeness(one: "Image", two: "Image") -> Likeness | None:
    """Return the peak signal-to-noise ratio of two Pillow pictures; None for different sizes."""
    import numpy as np

    ours, theirs = (np.asarray(picture, np.float32) for picture in (one, two))
    if ours.shape != theirs.shape:
        return None
    error = float(np.mean((ours - theirs) ** 2))
    value = 100.0 if error == 0 else min(100.0, 20 * math.log10(255) - 10 * math.log10(error))
    return Likeness("peak signal-to-noise ratio", round(value, 1), "dB", value >= NEAR)
