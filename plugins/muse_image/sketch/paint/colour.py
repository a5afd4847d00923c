"""Colours: sRGB triples 0..1, mixing, and gradient maps that bring a picture into one key."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Colour: TypeAlias = NDArray[np.floating[Any]]
Index: TypeAlias = NDArray[np.integer[Any]]
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def blank(height: int, width: int, colour: Colour | None = None) -> Colour:
    """Return a picture (h, w, 3) of one colour, or with nothing in it yet, kept plane by plane.

    It is used as any other array, but numpy works along rows of w numbers in place of 3.
    """
    made = np.moveaxis(np.empty((3, height, width), np.float32), 0, -1)
    if colour is not None:
        made[:] = colour
    return made


def plane(value: NDArray[np.floating[Any]], channel: int) -> NDArray[np.floating[Any]]:
    """Return one channel of colours (..., 3), or what stands for all three, (..., 1)."""
    return value[..., channel if value.shape[-1] == 3 else 0]


def rgb(text: str) -> Colour:
    """Return a colour written as hexadecimal, "d9a441"."""
    return np.array([int(text[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)


def mix(a: Colour, b: Colour, part: float | NDArray[np.floating[Any]]) -> Colour:
    """Return `a` with `part` (0..1) of `b`; a field (h, w) as part gives a picture (h, w, 3)."""
    a, b, weight = (np.asarray(value, np.float32) for value in (a, b, part))
    if weight.ndim and weight.ndim != max(a.ndim, b.ndim):
        weight = weight[..., None]
    if max(a.ndim, b.ndim, weight.ndim) < 3:
        return a + (b - a) * weight
    height, width, _ = np.broadcast_shapes(a.shape, b.shape, weight.shape)
    made = blank(height, width)
    for channel in range(3):
        first, last = plane(a, channel), plane(b, channel)
        out = made[..., channel]
        if weight.ndim:
            np.multiply(last - first, plane(weight, channel), out=out)
        else:
            np.multiply(last - first, weight, out=out)
        out += first
    return made


def luma(colour: Colour) -> NDArray[np.floating[Any]]:
    """Return the brightness of colours (..., 3), 0..1."""
    return np.einsum("...c,c->...", colour, LUMA)


def saturate(colour: Colour, amount: float) -> Colour:
    """Return colours with their chroma times `amount`."""
    grey = luma(colour)[..., None]
    made = colour - grey
    made *= np.float32(amount)
    made += grey
    return np.clip(made, 0, 1, out=made)


def ramp(stops: Sequence[str]) -> NDArray[np.floating[Any]]:
    """Return a table (256, 3) through hexadecimal colours, evenly spaced from dark to light."""
    colours = np.stack([rgb(stop) for stop in stops])
    at = np.linspace(0, len(stops) - 1, 256)
    known = np.arange(len(stops))
    return np.stack([np.interp(at, known, colours[:, i]) for i in range(3)], 1).astype(np.float32)


def grade(colour: Colour, table: NDArray[np.floating[Any]], strength: float) -> Colour:
    """Return colours drawn by `strength` (0..1) towards a gradient map of their brightness."""
    index = (np.clip(luma(colour), 0, 1) * 255).astype(np.uint8)
    if colour.ndim < 3:
        return (colour + (table[index] - colour) * np.float32(strength)).astype(np.float32)
    made = blank(*index.shape)
    for channel in range(3):
        out = made[..., channel]
        np.take(table[:, channel], index, out=out, mode="clip")
        out -= colour[..., channel]
        out *= np.float32(strength)
        out += colour[..., channel]
    return made


def at(picture: NDArray[np.floating[Any]], row: Index, column: Index) -> NDArray[np.floating[Any]]:
    """Return the values of a field (h, w) or colours (h, w, 3) at places inside it."""
    place = row * picture.shape[1] + column
    if picture.ndim == 2:
        return np.take(picture, place)
    made = blank(*place.shape)
    for channel in range(3):
        np.take(picture[..., channel], place, out=made[..., channel], mode="clip")
    return made


def tone(colour: Colour, part: float) -> Colour:
    """Return a colour `part` (-1 .. 1) of the way to black or to white."""
    goal = np.zeros(3, np.float32) if part < 0 else np.ones(3, np.float32)
    return mix(colour, goal, abs(part))
