"""Small pictures to try image.style on, and somebody who watches an engine."""

import io

import numpy as np
from PIL import Image

from muse_image.style.engine import Sample


class Watching:
    """Keeps what an engine tells."""

    def __init__(self) -> None:
        self.steps: list[tuple[float, float]] = []
        self.looks: list[np.ndarray] = []

    def progress(self, done, total, note):
        self.steps.append((done, total))

    def preview(self, pixels):
        self.looks.append(pixels)


def house(width=128, height=96):
    """Return a house before a sky: plain areas with sharp edges, floats."""
    made = np.empty((height, width, 3), np.float32)
    made[:] = np.linspace((0.3, 0.5, 0.9), (0.8, 0.85, 0.9), height)[:, None]
    made[height * 3 // 4 :] = (0.3, 0.6, 0.2)
    made[height // 3 : height * 3 // 4, width // 4 : width // 2] = (0.7, 0.3, 0.2)
    return made


def stripes(width=120, height=90, seed=0):
    """Return slanting strokes in orange and brown, floats."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:height, :width]
    wave = np.sin((x + 2 * y) / 3.0 + rng.standard_normal((height, width)) * 0.3)[..., None]
    made = np.where(wave > 0, np.float32([0.9, 0.6, 0.2]), np.float32([0.35, 0.2, 0.1]))
    return (made + rng.standard_normal(made.shape) * 0.02).clip(0, 1).astype(np.float32)


def sample(pixels, weight=1.0):
    return Sample(pixels, weight)


def png(pixels, **more):
    """Return floats as the bytes of a PNG."""
    buffer = io.BytesIO()
    Image.fromarray((pixels * 255 + 0.5).astype(np.uint8)).save(buffer, "PNG", **more)
    return buffer.getvalue()


def pixels(data):
    """Return the bytes of a picture as floats (h, w, 3)."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.float32) / 255
