"""Pan and zoom over a still picture: a part of it that moves smoothly, by parts of a pixel."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .planes import Box, Planes, planes
from .read import cover

if TYPE_CHECKING:
    from PIL.Image import Image

MOVES = (
    "zoom_in",
    "zoom_out",
    "pan_left",
    "pan_right",
    "pan_up",
    "pan_down",
    "still",
)
"""What the camera does: comes nearer, goes back, or looks along the picture."""

_NEAR = 1.14
"""How much larger the picture is when the camera is near."""

_PAN = {"pan_left": (-1, 0), "pan_right": (1, 0), "pan_up": (0, -1), "pan_down": (0, 1)}


@dataclass(frozen=True)
class Shot:
    """A still picture and how the camera moves over it in a film of a size."""

    source: Planes
    """The picture a little larger than the film, so that no frame is blown up."""

    size: tuple[int, int]
    first: Box
    last: Box

    def at(self, share: float) -> Planes:
        """Return the frame at a share (0..1) of the shot's time."""
        if self.first == self.last:
            return self.source.resized(self.size, self.first)
        eased = _eased(min(1.0, max(0.0, share)))
        one, two = self.first, self.last
        wide, narrow = one[2] - one[0], two[2] - two[0]
        if abs(wide - narrow) > 1e-6:
            # As fast to the eye all the way: the scale grows by the same factor in equal times.
            scale = math.exp(math.log(wide) + (math.log(narrow) - math.log(wide)) * eased)
            eased = (wide - scale) / (wide - narrow)
        box = tuple(a + (b - a) * eased for a, b in zip(one, two, strict=True))
        return self.source.resized(self.size, box)  # type: ignore[arg-type]


def shot(
    picture: "Image | Planes",
    size: tuple[int, int],
    move: str,
    focus: tuple[float, float] = (0.5, 0.45),
) -> Shot:
    """Return how a move goes over a picture; zooms go to `focus`, a point in shares of it.

    A pan along a picture that is longer than the film that way goes over all of it, up to half as
    much again.
    """
    source = picture if isinstance(picture, Planes) else planes(picture)
    if move in _PAN:
        return _panned(source, size, _PAN[move])
    frame = cover(source.size, size)
    near = 1.0 if move == "still" else _NEAR
    large = (_even(size[0] * near), _even(size[1] * near))
    ready = source.resized(large, frame)
    whole: Box = (0.0, 0.0, float(large[0]), float(large[1]))
    width, height = large[0] / near, large[1] / near
    left = min(max(0.0, focus[0] * large[0] - width / 2), large[0] - width)
    top = min(max(0.0, focus[1] * large[1] - height / 2), large[1] - height)
    part: Box = (left, top, left + width, top + height)
    if move == "zoom_out":
        return Shot(ready, size, part, whole)
    return Shot(ready, size, whole, part if move == "zoom_in" else whole)


def _panned(source: Planes, size: tuple[int, int], way: tuple[int, int]) -> Shot:
    """Return a look along a picture."""
    along = 0 if way[0] else 1
    frame = cover(source.size, size)
    # How much more of the picture there is along the move than the film shows of it.
    more = source.size[along] / (frame[along + 2] - frame[along])
    reach = min(1.5, max(_NEAR, more))
    large = [_even(size[0] * _NEAR), _even(size[1] * _NEAR)]
    if more > _NEAR:
        large = [size[0], size[1]]
    large[along] = _even(size[along] * reach)
    ready = source.resized((large[0], large[1]), cover(source.size, (large[0], large[1])))
    width, height = float(size[0]), float(size[1])
    free = (large[0] - width, large[1] - height)
    boxes = []
    for sign in (-1, 1):
        left = free[0] * (0.5 + 0.5 * sign * way[0])
        top = free[1] * (0.5 + 0.5 * sign * way[1])
        boxes.append((left, top, left + width, top + height))
    return Shot(ready, size, boxes[0], boxes[1])


def _even(number: float) -> int:
    return round(number / 2) * 2


def _eased(share: float) -> float:
    """Return a share that starts and ends softly and goes evenly between."""
    soft = 0.15
    if share < soft:
        return share * share / (2 * soft * (1 - soft))
    if share > 1 - soft:
        return 1 - _eased(1 - share)
    return (share - soft / 2) / (1 - soft)
