"""Screen tones: a picture in black, white, and dots for what is between."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

PITCH = 300
"""Dots of a tone across a page."""


def toned(picture: "Image", page_width: int) -> "Image":
    """Return a picture in black and white: dark parts solid, grey ones of dots at 45 degrees.

    A dot's area is that of the grey that it stands for, in a few steps, as printed tones have them.
    """
    import numpy as np
    from PIL import Image, ImageFilter

    grey = np.asarray(picture.convert("L").filter(ImageFilter.GaussianBlur(0.6)), np.float32) / 255
    low, high = np.quantile(grey, (0.02, 0.96))
    grey = np.clip((grey - low) / max(0.15, float(high - low)), 0, 1)
    steps = np.array([0.0, 0.35, 0.55, 0.75, 0.9, 1.0], np.float32)
    near = np.digitize(grey, [0.2, 0.42, 0.6, 0.76, 0.88])
    level = steps[near]
    scale = 3  # drawn larger, so that dots are round
    big = np.kron(level, np.ones((scale, scale), np.float32))
    pitch = page_width / PITCH * scale
    rows, columns = np.indices(big.shape, np.float32)
    u, v = (
        (rows + columns) * np.float32(np.pi / pitch),
        (rows - columns) * np.float32(np.pi / pitch),
    )
    screen = (np.cos(u) + np.cos(v)) / 4 + 0.5
    rank = np.sort(screen[: int(pitch * 8), : int(pitch * 8)].ravel())
    share = np.searchsorted(rank, screen).astype(np.float32) / len(rank)  # of the tone, exactly
    made = np.where(share < big, 255, 0).astype(np.uint8)
    small = Image.fromarray(made).resize(picture.size, Image.Resampling.BOX)
    return small.convert("RGB")
