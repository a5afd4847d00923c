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
    hard = style in HARD
    if hard:
        cover = _squares(cover)
    shape = Image.fromarray(np.clip(cover * 255 + 0.5, 0, 255).astype(np.uint8))
    how = Image.Resampling.NEAREST if hard else Image.Resampling.BICUBIC
    made = picture.convert("RGBA")
    made.putalpha(shape.resize(picture.size, how))
    return made


def _squares(cover: Field) -> Field:
    """Return coverage by whole squares of the grid of pixel art."""
    from ..styles.pixel_art import side

    height, width = cover.shape
    cell = side(width, height)
    mean = np.asarray(Image.fromarray(cover.astype(np.float32)).reduce(cell), np.float32)
    return (mean > 0.5).astype(np.float32).repeat(cell, 0).repeat(cell, 1)[:height, :width]
