"""A backcloth: a wall of soft brushwork behind a portrait, or white paper."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import noise
from ..scene.plan import Place

SPEC = Spec("sky", order=0, depth=0.0)
CLOTHS = {
    "day": (("8d9a8c", "c9c3a6"), ("6f8794", "c7d0cc"), ("a58d72", "dccdb0"), ("7d6f6a", "c4b2a2")),
    "dark": (("2b3440", "5c6a74"), ("3a2c2c", "7a5c4a"), ("283430", "5d7064")),
}


def paint(canvas: Canvas, place: Place) -> None:
    """Cover the whole picture."""
    width, height, rng = canvas.width, canvas.height, place.rng
    alpha = np.ones((height, width), np.float32)
    if place.kind == "plain":
        white = np.array([1.0, 1.0, 1.0], np.float32)
        canvas.add(
            Layer("paper", "sky", 0, 0, alpha, white, 1.0, 0.0, 0.0, 1.0, 0.1, counted=False)
        )
        return
    if place.kind == "badge":
        canvas.add(_badge(canvas, place))
        return
    dark = canvas.scene.time in ("night", "dusk") or canvas.scene.mood in ("mysterious", "dramatic")
    pairs = CLOTHS["dark" if dark else "day"]
    deep, pale = (canvas.hue(place, rgb(c)) for c in pairs[int(rng.integers(len(pairs)))])
    cloud = noise(rng, height, width, height * 0.5, octaves=4)
    side = -float(np.sign(canvas.layout.light[0]))
    across = np.linspace(-1, 1, width, dtype=np.float32)[None]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    spot = np.exp(-((across - 0.25 * side) ** 2 + (down + 0.2) ** 2) * 1.1)
    part = np.clip(spot + 0.13 * cloud - 0.12, 0, 1)
    colour = mix(deep, pale, part)
    angle = (0.7 + 0.22 * cloud).astype(np.float32)
    canvas.add(
        Layer(
            "backcloth", "backcloth", 0, 0, alpha, colour, 0.62, angle, 0.0, 0.0, 0.2,
            counted=False,
        )
    )  # fmt: skip


def _badge(canvas: Canvas, place: Place) -> Layer:
    """Return white paper with a round hole, through which the scene is seen."""
    across = np.arange(canvas.width, dtype=np.float32)[None] - place.x
    down = np.arange(canvas.height, dtype=np.float32)[:, None] - place.y
    out = np.hypot(across, down) - place.size * 0.44
    alpha = np.clip(out + 0.5, 0, 1).astype(np.float32)
    white = np.ones(3, np.float32)
    return Layer("paper", "sky", 0, 0, alpha, white, 1.0, 0.0, 0.0, 1.0, 0.1, counted=False)
