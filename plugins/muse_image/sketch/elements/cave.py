"""A cave: dark rock around the picture, from whose mouth the land is seen."""

import numpy as np

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..paint.layer import Layer
from ..paint.raster import line, noise, step
from ..scene.plan import Place

SPEC = Spec("front", order=76)


def paint(canvas: Canvas, place: Place) -> None:
    """Add the walls of the cave, lit at the rim of its mouth."""
    rng, unit = place.rng, canvas.layout.unit
    height, width = canvas.height, canvas.width
    stone = canvas.hue(place, rgb("6e6258"))
    x = (np.arange(width, dtype=np.float32)[None] / width - 0.5) * 2
    y = (np.arange(height, dtype=np.float32)[:, None] / height - 0.54) * 2
    rough = noise(rng, height, width, unit * 0.16, octaves=6, gain=0.55)
    big = noise(rng, height, width, unit * 0.5, octaves=2)
    away = (np.abs(x / 0.84) ** 2.6 + np.abs(y / 0.86) ** 2.4) ** 0.4
    # Stalactites hang from the roof.
    hang = np.clip(line(rng, width, unit * 0.05, octaves=2), 0, 3)[None] * 0.14
    away = away + hang * step(-0.35, -0.95, y) + 0.075 * rough + 0.13 * big
    alpha = step(0.96, 1.0, away)
    off = np.clip(away - 0.98, 0, 1)
    side = np.sign(canvas.layout.light[0])
    relief = np.gradient(rough, axis=1) * unit * 0.02 * side
    light = np.exp(-off / 0.06) * (0.6 + 0.3 * np.tanh(relief)) + np.exp(-off / 0.3) * 0.3
    light = light * (1 - 0.35 * np.clip(x * side, -1, 1)) + 0.14 * np.tanh(relief) + 0.06
    colour = mix(stone * np.float32(0.42), stone, np.exp(-off / 0.12))
    angle = np.arctan2(y * 1.0, x + 1e-3) + np.pi / 2
    canvas.add(
        Layer(
            place.name, "rock", 0, 0, alpha.astype(np.float32), colour,
            np.clip(light, 0, 1).astype(np.float32), angle.astype(np.float32), 0.0, 0.0, 0.55,
        )
    )  # fmt: skip
