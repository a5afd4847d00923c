"""Pictures as arrays: resized, blurred, and read from what somebody handed in."""

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .engine import Pixels


def resized(pixels: "Pixels", height: int, width: int) -> "Pixels":
    """Return a picture (h, w, 3) or a field (h, w) of another size, by Lanczos' filter."""
    if pixels.shape[:2] == (height, width):
        return pixels
    if pixels.ndim == 3:
        made = np.empty((height, width, pixels.shape[2]), np.float32)
        for k in range(pixels.shape[2]):
            made[..., k] = resized(pixels[..., k], height, width)
        return made
    field = Image.fromarray(np.ascontiguousarray(pixels, np.float32))
    return np.asarray(field.resize((width, height), Image.Resampling.LANCZOS))


def blurred(pixels: "Pixels", sigma: float) -> "Pixels":
    """Return a picture (h, w, 3) or a field (h, w) under a Gaussian of `sigma` px."""
    if sigma < 0.2:
        return pixels
    if sigma > 4 and min(pixels.shape[:2]) > 16:  # a smaller picture says the same
        factor = min(int(sigma / 2), min(pixels.shape[:2]) // 8)
        small = resized(pixels, *(max(1, n // factor) for n in pixels.shape[:2]))
        return resized(blurred(small, sigma / factor), *pixels.shape[:2])
    reach = max(1, round(3 * sigma))
    at = np.arange(-reach, reach + 1)
    kernel = np.exp(-0.5 * (at / sigma) ** 2)
    kernel = (kernel / kernel.sum()).astype(np.float32)
    for axis in (0, 1):
        ends = [(reach, reach) if k == axis else (0, 0) for k in range(pixels.ndim)]
        wide = np.pad(pixels, ends, mode="symmetric" if pixels.shape[axis] > reach else "edge")
        n = pixels.shape[axis]
        made = np.zeros_like(pixels, np.float32)
        for k, share in enumerate(kernel):
            part = wide[k : k + n] if axis == 0 else wide[:, k : k + n]
            made += share * part
        pixels = made
    return pixels


def slopes(field: "NDArray[np.float32]") -> "tuple[NDArray[np.float32], NDArray[np.float32]]":
    """Return how a field (h, w) rises downwards and to the right, by central differences."""
    wide = np.pad(field, 1, mode="edge")
    half = np.float32(0.5)
    return (wide[2:, 1:-1] - wide[:-2, 1:-1]) * half, (wide[1:-1, 2:] - wide[1:-1, :-2]) * half
