"""Reading the frames of a video again, to say how near two of them are."""

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from muse import Likeness
from muse_image.likeness import likeness

if TYPE_CHECKING:
    from PIL.Image import Image


def compare(ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
    """Return the lowest peak signal-to-noise ratio of the frames of two videos, dB.

    None for damaged ones, and for others in size or length.
    """
    lowest: Likeness | None = None
    try:
        pairs = zip(read(ours, media_type), read(theirs, media_type), strict=True)
        for one, two in pairs:
            near = likeness(one, two)
            if near is None:
                return None
            lowest = near if lowest is None or near.value < lowest.value else lowest
    except (OSError, ValueError):  # PyAV's errors are of these kinds
        return None
    return lowest


def read(data: bytes, media_type: str) -> "Iterator[Image]":
    """Yield the frames of a video, one by one."""
    if media_type.startswith("image/"):
        from PIL import Image, ImageSequence

        with Image.open(io.BytesIO(data), formats=("WEBP", "GIF", "PNG")) as picture:
            yield from (frame.convert("RGB") for frame in ImageSequence.Iterator(picture))
        return
    import av

    opened: Callable[..., Any] = av.open
    with opened(io.BytesIO(data)) as film:
        yield from (frame.to_image() for frame in film.decode(video=0))
