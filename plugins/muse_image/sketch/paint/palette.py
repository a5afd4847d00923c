"""Palettes of asked colours: bringing a picture to them, and measuring how far it is from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from .colour import Colour, rgb

GRID = 33
REACH = 0.11
"""How far (OKLab) a colour of the palette pulls before a nearer one takes over."""

_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(colour: Colour) -> NDArray[np.float64]:
    """Return sRGB colours (..., 3) as OKLab: lightness 0..1, green-red, blue-yellow.

    Formula: B. Ottosson, "A perceptual color space for image processing", 2020.
    """
    value = np.clip(np.asarray(colour, np.float64), 0, 1)
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _LMS.T) @ _LAB.T


def srgb(lab: NDArray[np.floating[Any]]) -> Colour:
    """Return OKLab colours (..., 3) as sRGB, cut off at 0 and 1."""
    linear = np.clip((lab @ np.linalg.inv(_LAB).T) ** 3 @ np.linalg.inv(_LMS).T, 0, 1)
    curved = 1.055 * linear ** (1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, linear * 12.92, curved).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Swatches:
    """Brings colours towards those of a palette, each to what lies near it; `strength` 0..1.

    Hue and chroma go most of the way, lightness half of it at most, so that forms stay legible.
    """

    colours: tuple[str, ...]
    strength: float = 0.85

    def __call__(self, colour: Colour) -> Colour:
        """Return colours (..., 3) near the palette, in steps of 1/255."""
        pixels = np.clip(colour, 0, 1) * np.float32(255) + np.float32(0.5)
        flat = np.ascontiguousarray(pixels.astype(np.uint8)).reshape(-1, 3)
        rows = colour.shape[0] if colour.ndim == 3 else 1
        picture = Image.fromarray(flat.reshape(rows, -1, 3))
        made = np.asarray(picture.filter(_table(self.colours, self.strength)))
        planes = np.moveaxis(made.reshape(colour.shape), -1, 0).astype(np.float32, order="C")
        planes *= np.float32(1 / 255)
        return np.moveaxis(planes, 0, -1)


@cache
def _table(colours: tuple[str, ...], strength: float) -> ImageFilter.Color3DLUT:
    """Return the way of every colour as a cube, read between its points by Pillow."""
    axis = np.linspace(0, 1, GRID)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    lab = oklab(np.stack([red, green, blue], -1).reshape(-1, 3).astype(np.float32))
    swatches = oklab(np.stack([rgb(each) for each in colours]))
    off = lab[:, None] - swatches[None]
    # Hue tells more than lightness which of the colours is meant.
    away = (off * np.array([0.55, 1.3, 1.3])) ** 2
    pull = np.exp(-(away.sum(-1) - away.sum(-1).min(1, keepdims=True)) / (2 * REACH**2))
    goal = (pull / pull.sum(1, keepdims=True)) @ swatches
    # One colour alone leaves all the forms to light and shade.
    made = lab + (goal - lab) * strength * np.array([0.5 if len(colours) > 1 else 0.2, 1.0, 1.0])
    return ImageFilter.Color3DLUT(GRID, srgb(made).ravel().tolist(), channels=3)


def distance(pixels: Colour, colours: Sequence[str]) -> float:
    """Return how far pixels (n, 3) are from a palette, on average.

    The distance of a pixel is that in OKLab to the nearest colour asked for: 0 is the same
    colour, black and white are 1 apart, and about 0.02 is just seen.
    """
    lab = oklab(pixels)
    swatches = oklab(np.stack([rgb(each) for each in colours]))
    off = ((lab[:, None] - swatches[None]) ** 2).sum(-1)
    return float(np.sqrt(off.min(1)).mean())
