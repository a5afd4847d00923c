"""How one scene goes over into the next."""

from functools import lru_cache
from typing import TYPE_CHECKING

from .planes import Planes

if TYPE_CHECKING:
    from PIL.Image import Image

TRANSITIONS = ("cut", "crossfade", "fade", "wipe", "slide", "push", "iris", "page")
"""What there is; `fade` goes through black."""


def passed(kind: str, one: Planes, two: Planes, share: float) -> Planes:
    """Return what is shown at a share (0..1) of the way from one picture to another."""
    if kind == "cut":
        return two
    if kind == "fade":
        black = Planes.solid(one.size)
        if share < 0.5:
            return one.mixed(black, min(1.0, 2.2 * share))
        return two.mixed(black, min(1.0, 2.2 * (1 - share)))
    soft = share * share * (3 - 2 * share)
    if kind == "crossfade":
        return one.mixed(two, soft)
    if kind in ("wipe", "iris"):
        ramp = _ramp(kind, one.size)
        # White where the ramp is below the share, grey over an eighth of the way.
        edge = soft * 1.125 * 255
        mask = ramp.point(lambda value: max(0, min(255, round((edge - value) * 8))))
        return one.laid(two, mask)
    if kind == "page":
        return _turned(one, two, soft)
    width = one.size[0]
    at = round(width * (1 - soft) / 2) * 2
    moved = one if kind == "slide" else _shifted(one, at - width)
    return _pasted(moved, two, at)


@lru_cache(maxsize=8)
def _ramp(kind: str, size: tuple[int, int]) -> "Image":
    """Return when each pixel turns over, 0..255: from left to right, or from the middle."""
    import numpy as np
    from PIL import Image

    width, height = size
    x = (np.arange(width) + 0.5) / width
    y = (np.arange(height) + 0.5) / height
    if kind == "wipe":
        values = np.tile(x, (height, 1))
    else:
        across, down = (x - 0.5) * width, (y - 0.5) * height
        values = np.hypot(across[None, :], down[:, None]) / np.hypot(width / 2, height / 2)
    return Image.fromarray((values * 255).astype(np.uint8))


def _shifted(picture: Planes, by: int) -> Planes:
    return _pasted(Planes.solid(picture.size), picture, by)


def _pasted(ground: Planes, picture: Planes, at: int) -> Planes:
    """Return a picture laid on another, `at` px (even) from its left side."""
    made = []
    for under, over, left in zip(ground.parts, picture.parts, (at, at // 2, at // 2), strict=True):
        copy = under.copy()
        copy.paste(over, (left, 0))
        made.append(copy)
    return Planes(*made)


def _turned(one: Planes, two: Planes, share: float) -> Planes:
    """Return a page that turns about its left side: narrower and darker as it rises."""
    import math

    from PIL import Image

    width, height = one.size
    angle = share * math.pi / 2
    page = round(width * math.cos(angle) / 2) * 2
    if page < 4:
        return two
    shade = Planes.solid(one.size)
    # The page throws a shadow on what lies below, and turns its face from the light.
    cast = Image.linear_gradient("L").rotate(90).resize((width, height))
    ground = two.laid(shade, cast.point(lambda value: round((255 - value) * 0.5 * (1 - share))))
    face = one.mixed(shade, 0.45 * math.sin(angle)).resized((page, height))
    return _pasted(ground, face, 0)
