"""Cut out: a subject without its background, as transparency of the finished picture."""

import numpy as np
from PIL import Image

from muse import RequestError

from ..paint.canvas import Canvas
from ..paint.raster import Field
from .finish import HARD

BACKDROPS = ("sky", "backdrop", "floor", "ground", "paper")
"""Names of layers that lie behind an isolated subject."""

THIN = ("sky", "mist", "glow", "shadow")
"""Materials that belong to the air around it."""


def subject(canvas: Canvas) -> Field:
    """Return what an isolated subject covers (h, w), 0..1; RequestError where a scene is painted.

    A scene is its own background: nothing of it can be left out.
    """
    if not getattr(canvas.scene, "plain", False):
        raise RequestError(
            "transparent: a scene fills the whole picture",
            hint='ask for one thing "on a white background", or give a cut-out picture with init',
        )
    left = np.ones((canvas.height, canvas.width), np.float32)
    for layer in canvas.layers:
        if layer.name in BACKDROPS or layer.material in THIN:
            continue
        x0, y0, x1, y1 = layer.box
        left[y0:y1, x0:x1] *= 1 - layer.alpha
    return 1 - left


def transparent(picture: Image.Image, cover: Field, style: str) -> Image.Image:
    """Return a picture (RGB) of which only what `cover` (h, w; 0..1) holds is seen, in RGBA."""
    how = Image.Resampling.NEAREST if style in HARD else Image.Resampling.BICUBIC
    shape = Image.fromarray(np.clip(cover * 255 + 0.5, 0, 255).astype(np.uint8))
    shape = shape.resize(picture.size, how)
    if style in HARD:
        shape = shape.point([255 * (value > 127) for value in range(256)])
    made = picture.convert("RGBA")
    made.putalpha(shape)
    return made
