"""Making pictures of what small networks give: one, an animation, or a sheet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from muse import GenerationError
from muse.media import png
from muse_image.sketch.picture.frames import apng

if TYPE_CHECKING:
    from PIL.Image import Image
    from torch import Tensor

FPS = 12.0
"""Frames a second of an animation."""


def images(pictures: "Tensor", scale: int) -> list["Image"]:
    """Return pictures (n, c, h, w) in -1..1 as Pillow pictures, `scale` times as large.

    GenerationError where their values are no numbers: as bytes they would be black.
    """
    from PIL import Image

    if pictures.isnan().any():
        raise GenerationError(
            "the network gave no picture: its values are no numbers (NaN)",
            hint="its weights are damaged, or were trained at too high a --rate; use others",
        )

    from muse_image.training.logs import to_bytes

    pixels = to_bytes(pictures)
    n, _, h, w = pixels.shape
    found = []
    for each in pixels.expand(n, 3, h, w).permute(0, 2, 3, 1).contiguous().numpy():
        made = Image.fromarray(each)
        size = (w * scale, h * scale)
        found.append(made if scale == 1 else made.resize(size, Image.Resampling.BICUBIC))
    return found


def written(frames: Sequence["Image"], sheet: bool) -> tuple[bytes, dict[str, int]]:
    """Return PNG bytes, and their width and height (px): one picture, an animation, or a sheet.

    An animation is an animated PNG, there and back.
    """
    from PIL import Image

    width, height = frames[0].size
    if len(frames) > 1 and not sheet:
        return apng([*frames, *frames[-2:0:-1]], FPS), {"width": width, "height": height}
    columns = min(8, len(frames))
    whole = Image.new("RGB", (width * columns, height * -(-len(frames) // columns)), "white")
    for place, frame in enumerate(frames):
        whole.paste(frame, (place % columns * width, place // columns * height))
    return png(whole)
