"""Helpers for tests of image.sketch: a picture as pixels, straight from the studio."""

import numpy as np

from muse_image.sketch import Sketch
from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.studio import Studio


def studio(
    prompt: str, seed: int = 1, width: int = 256, height: int = 192, **fields: object
) -> Studio:
    """Return a studio that has painted a prompt, the words' fields filled in as the host does."""
    read = {name: found.value for name, found in Sketch().read(prompt).fields.items()}
    condition = SketchCondition(prompt=prompt, width=width, height=height, **{**read, **fields})
    made = Studio(condition, np.random.Generator(np.random.PCG64(seed)))
    for _ in made.work():
        pass
    return made


def paint(prompt: str, seed: int = 1, **fields: object) -> np.ndarray:
    """Return the pixels (h, w, 3), 0..1, of a prompt."""
    return np.asarray(studio(prompt, seed, **fields).finished, np.float32) / 255


def bright(pixels: np.ndarray) -> np.ndarray:
    """Return the brightness (h, w)."""
    return pixels @ np.array([0.299, 0.587, 0.114], np.float32)
