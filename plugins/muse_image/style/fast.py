"""The engine `fast`: one pass of a small network, at a size that fits the strokes.

The network paints a picture of some 640 px, and what is finer comes from the content. Its
colours, which it reaches by half, are brought to the style's by transport.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from . import colours, network
from .raster import blurred, resized

if TYPE_CHECKING:
    from muse import Run

    from .condition import StyleCondition
    from .engine import Asked, Engine, Pixels, Sample, Watching

SIDE = 640
"""Px of the longer side that the network paints at, for strokes of scale 1."""

LEAST, MOST = 192, 1024
"""The shortest and the longest of those sides, whatever the scale."""

TONE = 0.8
"""How far the painting's lightness is brought to the style's."""

OWN = 0.6
"""How much of where colours are is the content's, of what is broad."""

DETAIL = 0.5
"""How much of what is finer than the network's picture is taken from the content."""


def lacks(condition: "StyleCondition") -> str:
    """Return the command that installs what it needs; "" where that is here."""
    return network.INSTALL if network.missing() else ""


@contextmanager
def ready(condition: "StyleCondition", run: "Run") -> "Iterator[Engine]":
    """Give the engine with its network loaded."""
    run.licensed(network.NAME, network.LICENCE)
    yield partial(paint, network.network())


def paint(
    net: "network.Network",
    content: "Pixels",
    samples: "Sequence[Sample]",
    asked: "Asked",
    watching: "Watching",
) -> "Pixels":
    """Return a content (h, w, 3) painted by the network in the style of samples."""
    vector = sum(sample.weight * net.vector(square(sample.pixels)) for sample in samples)
    watching.progress(0.2, 1, "the style is seen")
    if asked.strength < 1:  # between what it would be in its own style and in the other
        vector = asked.strength * vector + (1 - asked.strength) * net.vector(square(content))
    small = np.clip(resized(content, *inside(content.shape[:2], asked.scale)), 0, 1)
    made = net.painted(np.ascontiguousarray(small, np.float32), np.asarray(vector, np.float32))
    watching.progress(0.6, 1, "painted")
    strength = np.float32(asked.strength)
    cube = colours.transport(made, samples, asked.seed, TONE)
    made += strength * (colours.applied(made, cube) - made)
    cube = colours.transport(small, samples, asked.seed, TONE) if asked.cube is None else asked.cube
    broad = max(small.shape) / 50
    apart = blurred(colours.applied(small, cube), broad) - blurred(made, broad)
    apart -= colours.luma(apart)[..., None]
    made += np.float32(OWN) * strength * apart
    watching.preview(made)
    height, width = content.shape[:2]
    fine = colours.luma(content) - resized(colours.luma(small), height, width)
    share = np.float32(DETAIL * asked.strength + 1 - asked.strength)
    made = resized(made, height, width) + share * fine[..., None]
    watching.progress(1, 1, "painted")
    return content + min(np.float32(1), 2 * strength) * (np.clip(made, 0, 1) - content)


def inside(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """Return the height and width, multiples of 4, that the network paints a picture at."""
    longer = min(max(size), MOST, max(LEAST, round(SIDE / scale)))
    factor = longer / max(size)
    high, wide = (max(16, round(side * factor / 4) * 4) for side in size)
    return high, wide


def square(picture: "Pixels") -> "Pixels":
    """Return the middle of a picture as the network sees styles: (256, 256, 3)."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    cut = picture[top : top + side, left : left + side]
    seen = np.clip(resized(cut, network.SEEN, network.SEEN), 0, 1)
    return np.ascontiguousarray(seen, np.float32)
