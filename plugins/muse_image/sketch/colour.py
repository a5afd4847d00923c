"""Colours: sRGB triples 0..1, mixing, and gradient maps that bring a picture into one key."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Colour: TypeAlias = NDArray[np.float32]
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def rgb(text: str) -> Colour:
    """Return a colour written as hexadecimal, "d9a441"."""
    return np.array([int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def mix(a: Colour, b: Colour, part: float | NDArray[np.float32]) -> Colour:
    """Return `a` with `part` (0..1) of `b`; a field (h, w) as part gives a picture (h, w, 3)."""
    weight = np.asarray(part, np.float32)
    if weight.ndim and weight.ndim != max(np.ndim(a), np.ndim(b)):
        weight = weight[..., None]
    return (a + (b - a) * weight).astype(np.float32)


def luma(colour: Colour) -> NDArray[np.float32]:
    """Return the brightness of colours (..., 3), 0..1."""
    return colour @ LUMA


def saturate(colour: Colour, amount: float) -> Colour:
    """Return colours with their chroma times `amount`."""
    grey = luma(colour)[..., None]
    return np.clip(grey + (colour - grey) * np.float32(amount), 0, 1)


def ramp(stops: Sequence[str]) -> NDArray[np.float32]:
    """Return a table (256, 3) through hexadecimal colours, evenly spaced from dark to light."""
    colours = np.stack([rgb(stop) for stop in stops])
    at = np.linspace(0, len(stops) - 1, 256)
    known = np.arange(len(stops))
    return np.stack([np.interp(at, known, colours[:, i]) for i in range(3)], 1).astype(np.float32)


def grade(colour: Colour, table: NDArray[np.float32], strength: float) -> Colour:
    """Return colours drawn by `strength` (0..1) towards a gradient map of their brightness."""
    index = (np.clip(luma(colour), 0, 1) * 255).astype(np.uint8)
    return (colour + (table[index] - colour) * np.float32(strength)).astype(np.float32)
